import { dayOf } from '../pathway/calendarDay.ts';
import { CODE_FAULTS } from './codeFaults.ts';
import { DATE_FAULTS } from './dateFaults.ts';
import type { PathwayRecord } from '../pathway/record.ts';
import type { FaultKind } from './faultKind.ts';
import { faultSubject, type FaultSubject } from './faultSubject.ts';
import { FORM_FAULTS } from './formFaults.ts';
import { IDENTITY_FAULTS } from './identityFaults.ts';
import { createNationalIdIssuer } from './nationalIds.ts';
import { ORDER_FAULTS } from './orderFaults.ts';
import { createRandomSource } from './randomSource.ts';
import { generateRecords, type GenerateRequest } from './records.ts';
import { TIME_FAULTS } from './timeFaults.ts';

export interface FaultyRecord {
  /** A pathway record with one fault, as a sender might send it. */
  readonly record: unknown;
  /** Code of the finding that it must get. */
  readonly finding: string;
}

/** Every fault that one record can have, found by the form of the record or by the pathway rules. */
export const FAULT_KINDS: readonly FaultKind[] = [
  ...CODE_FAULTS,
  ...IDENTITY_FAULTS,
  ...ORDER_FAULTS,
  ...DATE_FAULTS,
  ...TIME_FAULTS,
  ...FORM_FAULTS,
];

/**
 * Records with one fault each. Of the faults for which a record has a place it gets the one seeded least often so
 * far, so that all of them come, the rare ones included, and each is of a patient of its own. The same request gives the same lines; their pathways are
 * not those of `generateRecords`.
 * @throws RangeError when `today` is no date
 */
export function* generateFaults(request: GenerateRequest): Generator<FaultyRecord> {
  const { seed, count, catalogue } = request;
  const ids = createNationalIdIssuer();
  const today = dayOf(request.today) ?? 0;
  const kinds = FAULT_KINDS.map((kind) => ({ kind, times: 0 }));
  let made = 0;
  const records = generateRecords({ ...request, seed: `${seed}-faults`, count: Infinity });
  for (const record of onePathwayEach(records)) {
    if (made === count) return;
    const random = createRandomSource(`${seed} fault ${record.identifier.value}`);
    const faulty = seedFault(faultSubject(random, record, { catalogue, ids, today }), kinds);
    if (faulty !== undefined) {
      made++;
      yield faulty;
    }
  }
}

/**
 * One pathway of each patient, of two now the first and now the second: a fault in one of them would be found in the
 * other too.
 */
function* onePathwayEach(records: Iterable<PathwayRecord>): Generator<PathwayRecord> {
  let former: PathwayRecord | undefined;
  let takesSecond = false;
  for (const record of records) {
    if (former !== undefined && isOfOnePatient(former, record)) {
      takesSecond = !takesSecond;
      yield takesSecond ? record : former;
      former = undefined;
    } else {
      if (former !== undefined) yield former;
      former = record;
    }
  }
}

function isOfOnePatient({ patient: first }: PathwayRecord, { patient: second }: PathwayRecord): boolean {
  const number = first.nationalId ?? first.localIdentifier?.value;
  return number !== undefined && number === (second.nationalId ?? second.localIdentifier?.value);
}

function seedFault(
  subject: FaultSubject,
  kinds: { readonly kind: FaultKind; times: number }[],
): FaultyRecord | undefined {
  kinds.sort((first, second) => first.times - second.times);
  for (const entry of kinds) {
    const record = entry.kind.seed(subject);
    if (record !== undefined) {
      entry.times++;
      return { record, finding: entry.kind.finding.code };
    }
  }
  return undefined;
}
