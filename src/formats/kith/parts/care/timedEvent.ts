import { group, leaf, type Cardinality, type Codec, type GroupRow, type Row } from '../../mapping/row.ts';
import { code } from '../../values/codes.ts';
import { boolean, dateTime, text, timeStamp } from '../../values/simple.ts';
import type { CareVersion } from './version.ts';

/** TidsfestetHendelse: what happened or is expected (9121), when, and whether the time is an estimate. */
const timedEvent = (time: Codec): readonly Row[] => [
  leaf('Hendelsekode', '0..1', code(9121), 'sub(event).valueCoding'),
  leaf('BeskrivelseAvHendelse', '0..1', text, 'sub(description).valueString'),
  leaf('TidspunktForHendelse', '1', time, 'sub(time).valueDateTime'),
  leaf('Anslag', '1', boolean, 'sub(estimate).valueBoolean'),
  leaf('Merknad', '0..1', text, 'sub(remark).valueString'),
  group('StedForHendelse', '0..1', '', [leaf('StedHendelse', '1', text, 'sub(place).valueString')]),
];

export function timedEvents(cardinality: Cardinality, home: string, version: CareVersion = '1.6'): GroupRow {
  const time = version === '2.0' ? dateTime : timeStamp;
  return group('TidsfestetHendelse', cardinality, home, timedEvent(time));
}

/** OpplysningOpphold: an event of the stay that a document is about. */
export function stayEvents(cardinality: '0..*' | '1..*'): GroupRow {
  return group('OpplysningOpphold', cardinality, 'encounter>Encounter.ext(timed-event)*', [
    timedEvents('1', ''),
  ]);
}

/** UtskrevetTil ↔ Encounter.hospitalization; from 2.0 on nothing in it is required. */
export const dischargedTo = (version: CareVersion): GroupRow => {
  const mayBeEmpty = version === '2.0';
  return group(
    'UtskrevetTil',
    '1',
    'hospitalization',
    [
      leaf('Uttilstand', '0..1', code(8431), 'ext(condition-at-discharge).valueCoding'),
      leaf('UtTil', mayBeEmpty ? '0..1' : '1', code(8408), 'dischargeDisposition.coding[]'),
      leaf('Merknad', '0..1', text, 'ext(remark).valueString'),
    ],
    { mayBeEmpty },
  );
};
