import { extensionUrl, noBasisUrl } from '../../../../fhir/systems.ts';
import { leaf, type Row } from '../../mapping/row.ts';
import { namedCode, simpleCode, translatedCode } from '../../values/codes.ts';
import { text } from '../../values/simple.ts';
import { ADDRESS_USE } from '../address.ts';
import { TELE_ADDRESSES } from '../telecom.ts';

/**
 * Address of the messages with the root element `Message` and of the acknowledgements: the telephone numbers stand in
 * it. In FHIR they are the `telecom` of the resource that has the address.
 */
export const ADDRESS_WITH_TELECOM: readonly Row[] = [
  leaf('Type', '1', translatedCode(3401, ADDRESS_USE), 'address[].use'),
  leaf('StreetAdr', '0..1', text, 'address[].line[]'),
  leaf('PostalCode', '0..1', text, 'address[].postalCode'),
  leaf('City', '0..1', text, 'address[].city'),
  leaf('County', '0..1', namedCode(3402, noBasisUrl('no-basis-municipalitycode')), 'address[].district'),
  leaf('Country', '0..1', namedCode(9043, extensionUrl('original-code')), 'address[].country'),
  leaf('CityDistr', '0..1', simpleCode(3403), 'address[].nb(no-basis-urban-district).valueCoding'),
  TELE_ADDRESSES,
];
