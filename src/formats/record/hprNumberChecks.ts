import { createFinding, type Finding } from '../../findings/finding.ts';
import type { PathwayRecord, PersonName } from '../../pathway/record.ts';
import { RECORD_FINDINGS } from './findings.ts';
import { professionalsOf, type Placed } from './parties.ts';

/** One HPR number under two names. A part of the name that one of them leaves out is no difference. */
export function checkHprNumbers(record: PathwayRecord): readonly Finding[] {
  const bearers = new Map<string, Placed<PersonName>>();
  return professionalsOf(record).flatMap(({ place, value: { hprNumber, name } }) => {
    if (hprNumber === undefined) {
      return [];
    }
    const other = bearers.get(hprNumber);
    if (other === undefined) {
      bearers.set(hprNumber, { place, value: name });
      return [];
    }
    return isSameName(name, other.value)
      ? []
      : [
          createFinding(RECORD_FINDINGS.hprNumberOfTwoNames, `${place}.name`, {
            found: hprNumber,
            other: `${other.place}.name`,
          }),
        ];
  });
}

function isSameName(first: PersonName, second: PersonName): boolean {
  return (['family', 'given', 'middle'] as const).every((part) => {
    const [one, other] = [first[part], second[part]];
    return one === undefined || other === undefined || folded(one) === folded(other);
  });
}

function folded(name: string): string {
  return name.normalize('NFC').trim().toLocaleLowerCase('no');
}
