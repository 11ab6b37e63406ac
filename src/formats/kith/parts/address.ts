import { extensionUrl, noBasisUrl } from '../../../fhir/systems.ts';
import { group, leaf, type GroupRow, type Row } from '../mapping/row.ts';
import { namedCode, translatedCode, type Translation } from '../values/codes.ts';
import { text } from '../values/simple.ts';

/** List 3401 → Address.use; the kinds that FHIR tells by other means have no use. */
export const ADDRESS_USE: readonly Translation[] = [
  { code: 'H', display: 'Bostedsadresse', fhir: 'home' },
  { code: 'HP', display: 'Folkeregisteradresse', fhir: 'home', back: false },
  { code: 'WP', display: 'Arbeidsadresse', fhir: 'work' },
  { code: 'TMP', display: 'Midlertidig adresse', fhir: 'temp' },
  { code: 'HV', display: 'Ferieadresse', fhir: 'temp', back: false },
  { code: 'INV', display: 'Faktureringsadresse', fhir: 'billing' },
  { code: 'BAD', display: 'Ubrukelig adresse', fhir: 'old', back: false },
];

/** A code of list 9043 (ISO 3166-1), where an address has that as its country. */
export const COUNTRY_CODE = /^[A-Z]{2}$/;

const ADDRESS_ROWS: readonly Row[] = [
  leaf('Type', '0..1', translatedCode(3401, ADDRESS_USE), 'use'),
  leaf('StreetAdr', '0..1', text, 'line[]'),
  leaf('PostalCode', '0..1', text, 'postalCode'),
  leaf('City', '0..1', text, 'city'),
  leaf('Postbox', '0..1', text, 'ext(post-office-box).valueString'),
  leaf('County', '0..1', namedCode(3402, noBasisUrl('no-basis-municipalitycode')), 'district'),
  leaf('Country', '0..1', namedCode(9043, extensionUrl('original-code'), COUNTRY_CODE), 'country'),
];

/** Address, at most one, as the first address. */
export function address(home: string): GroupRow {
  return group('Address', '0..1', home, ADDRESS_ROWS);
}
