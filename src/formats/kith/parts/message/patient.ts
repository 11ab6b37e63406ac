import { leaf, type Row } from '../../mapping/row.ts';
import { translatedCode } from '../../values/codes.ts';
import { text, timeStamp } from '../../values/simple.ts';
import { dateStamp } from '../../values/stamps.ts';
import { GENDER } from '../person.ts';
import { WHOLE_NAME } from './wholeName.ts';

/** Who the patient is, in the messages with the root element `Message`. */
export const PATIENT_IDENTITY: readonly Row[] = [
  leaf('Sex', '0..1', translatedCode(3101, GENDER), 'gender'),
  leaf('DateOfBirth', '0..1', dateStamp, 'birthDate'),
  leaf('DateOfDeath', '0..1', timeStamp, 'deceasedDateTime'),
  WHOLE_NAME,
];

/** The number by which a partner knows the patient. */
export const ID_BY_REQUESTER = leaf(
  'IdByRequester',
  '0..1',
  text,
  'ext(identifier-by-requester).valueIdentifier.value',
);
export const ID_BY_PROVIDER = leaf(
  'IdByServProvider',
  '0..1',
  text,
  'ext(identifier-by-provider).valueIdentifier.value',
);
