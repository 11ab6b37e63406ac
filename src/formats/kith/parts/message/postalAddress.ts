import { extensionUrl, noBasisUrl } from '../../../../fhir/systems.ts';
import { leaf, type Row } from '../../mapping/row.ts';
import { namedCode, simpleCode, translatedCode } from '../../values/codes.ts';
import { text } from '../../values/simple.ts';
import { ADDRESS_USE, COUNTRY_CODE } from '../address.ts';
import { TELE_ADDRESSES } from '../telecom.ts';

/**
 * Address of the messages with the root element `Message` and of the acknowledgements: the telephone numbers stand in
 * it. In FHIR they are the `telecom` of the resource that has the address.
 */
const addressRows = (home: string): readonly Row[] => [
  leaf('Type', '1', translatedCode(3401, ADDRESS_USE), `${home}.use`),
  leaf('StreetAdr', '0..1', text, `${home}.line[]`),
  leaf('PostalCode', '0..1', text, `${home}.postalCode`),
  leaf('City', '0..1', text, `${home}.city`),
  leaf('County', '0..1', namedCode(3402, noBasisUrl('no-basis-municipalitycode')), `${home}.district`),
  leaf('Country', '0..1', namedCode(9043, extensionUrl('original-code'), COUNTRY_CODE), `${home}.country`),
  leaf('CityDistr', '0..1', simpleCode(3403), `${home}.nb(no-basis-urban-district).valueCoding`),
  TELE_ADDRESSES,
];

export const ADDRESS_WITH_TELECOM = addressRows('address[]');
/** The same for a Location, which has one address. */
export const LOCATION_ADDRESS = addressRows('address');
