import { createFinding, type Finding } from '../../findings/finding.ts';
import { parseNationalId } from '../../identifiers/nationalId.ts';
import { dayOf, dayOfParts } from '../../pathway/calendarDay.ts';
import { momentOf } from '../../pathway/moment.ts';
import type { PathwayRecord, RecordMinor } from '../../pathway/record.ts';
import { RECORD_FINDINGS } from './findings.ts';

const ADULT_AGE = 18;

const RELATION_IN_NORWEGIAN: Readonly<Record<RecordMinor['relation'], string>> = {
  child: 'barn',
  sibling: 'søsken',
};

/** Minors who had certainly come of age when the record was made: of a year alone, when all born in it had. */
export function checkMinors(record: PathwayRecord): readonly Finding[] {
  const recorded = momentOf(record.recordedAt)?.day;
  return (record.minors ?? []).flatMap((minor, index) => {
    const birth = birthOf(minor);
    if (birth === undefined || recorded === undefined || recorded < birth.ofAge) {
      return [];
    }
    return [
      createFinding(RECORD_FINDINGS.minorOfAge, `minors[${index}].${birth.part}`, {
        relation: minor.relation,
        relationNo: RELATION_IN_NORWEGIAN[minor.relation],
        born: birth.told,
      }),
    ];
  });
}

interface Birth {
  /** Where the record tells it. */
  readonly part: 'nationalId' | 'birthYear';
  /** The year, which is all that a finding tells of somebody. */
  readonly told: string;
  /** The day from which the minor is one no longer. */
  readonly ofAge: number;
}

function birthOf({ nationalId, birthYear }: RecordMinor): Birth | undefined {
  const number = nationalId === undefined ? undefined : parseNationalId(nationalId);
  const birthDate = number?.ok === true ? number.birthDate : undefined;
  if (birthDate !== undefined) {
    const year = birthDate.slice(0, 4);
    // Whoever is born on 29 February comes of age on 1 March of a common year.
    const birthday = `${Number(year) + ADULT_AGE}${birthDate.slice(4)}`;
    const ofAge = dayOf(birthday) ?? dayOfParts(Number(year) + ADULT_AGE, 3, 1);
    return { part: 'nationalId', told: year, ofAge };
  }
  return birthYear === undefined
    ? undefined
    : { part: 'birthYear', told: String(birthYear), ofAge: dayOfParts(birthYear + ADULT_AGE, 12, 31) };
}
