import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { norwegianDay } from '../../src/exchange/clock.ts';
import { openKnowledge, type Knowledge } from '../../src/knowledge.ts';
import { mapPathwayRecord } from '../../src/mapping/record/mapPathwayRecord.ts';
import type { PathwayRecord } from '../../src/pathway/record.ts';
import { generateRecords } from '../../src/synthetic/records.ts';
import { startService, TEST_DAY, type RunningService } from '../http/runningService.ts';
import { changedSince, MAPPED_TYPES, storedVersions } from './storedVersions.ts';

const POSTED = 200;
const MAPPED = 2_000;
/** Each post waits for the disk; where many share it, that takes its time. */
const PATIENCE = { timeout: 180_000 };
/** Requests under way at a time. */
const CLIENTS = 10;

let service: RunningService;
let knowledge: Knowledge;

beforeAll(async () => {
  service = await startService({ LOG_LEVEL: 'warn' });
  knowledge = openKnowledge();
});
afterAll(() => service.stop());

function generated(seed: number, count: number): readonly PathwayRecord[] {
  const { catalogue } = knowledge;
  return [...generateRecords({ seed, count, today: norwegianDay(TEST_DAY), catalogue })];
}

interface Posted {
  readonly status: number;
  /** Codes of the findings that are warnings or errors. */
  readonly warnings: readonly string[];
  readonly unchanged: boolean;
}

async function post(record: PathwayRecord): Promise<Posted> {
  const { status, body } = await service.postRecord(record);
  const outcome = body.entry?.[0]?.response?.outcome;
  const issues = (outcome?.issue ?? []).map(({ severity, details }) => ({
    severity,
    code: details?.coding?.[0]?.code ?? '',
  }));
  return {
    status,
    warnings: issues.filter(({ severity }) => severity !== 'information').map(({ code }) => code),
    unchanged: issues.some(({ code }) => code === 'record-unchanged'),
  };
}

/** Posts all, some at a time, and answers in their order. */
async function postAll(records: readonly PathwayRecord[]): Promise<readonly Posted[]> {
  const answers: Posted[] = [];
  let next = 0;
  await Promise.all(
    Array.from({ length: CLIENTS }, async () => {
      for (let index = next++; index < records.length; index = next++) {
        answers[index] = await post(records[index] as PathwayRecord);
      }
    }),
  );
  return answers;
}

function tally<T>(values: readonly T[]): ReadonlyMap<T, number> {
  const counts = new Map<T, number>();
  values.forEach((value) => counts.set(value, (counts.get(value) ?? 0) + 1));
  return counts;
}

describe('generated records', () => {
  it('map to the same Bundle twice in a row', PATIENCE, () => {
    for (const record of generated(2, MAPPED)) {
      const [first, second] = [record, structuredClone(record)].map((stated) =>
        JSON.stringify(mapPathwayRecord(stated, { ...knowledge, findings: [] }).bundle),
      );
      expect(second === first, record.identifier.value).toBe(true);
    }
  });

  it('are taken without a warning, and posted a second time change no version', PATIENCE, async () => {
    const records = generated(3, POSTED);
    const first = await postAll(records);
    expect(tally(first.map(({ status }) => status))).toEqual(new Map([[201, POSTED]]));
    expect(first.flatMap(({ warnings }) => warnings)).toEqual([]);

    const before = await storedVersions(service);
    expect(before.size).toBeGreaterThan(POSTED * 10);
    const second = await postAll(records);
    expect(tally(second.map(({ status }) => status))).toEqual(new Map([[200, POSTED]]));
    expect(second.every(({ unchanged }) => unchanged)).toBe(true);
    expect(changedSince(before, await storedVersions(service))).toEqual([]);
  });

  it(
    'posted twice at the same time are each created once, and nothing is there twice',
    PATIENCE,
    async () => {
      const records = generated(4, 50);
      const answers = await Promise.all([...records, ...records].map(post));
      expect(tally(answers.map(({ status }) => status))).toEqual(
        new Map([
          [201, 50],
          [200, 50],
        ]),
      );
      for (const type of MAPPED_TYPES) {
        const keys = (await service.search(`${type}?_count=1000&_total=none`)).flatMap((resource) => {
          const { identifier } = resource as { identifier?: readonly { system?: string; value?: string }[] };
          return (identifier ?? []).map(({ system = '', value = '' }) => `${type} ${system}|${value}`);
        });
        const twice = [...tally(keys)].filter(([key, count]) => count > 1 && !MAY_BE_SHARED.test(key));
        expect(twice).toEqual([]);
      }
    },
  );
});

/**
 * The organisation number of a trust may stand on each of its units, which RESH-ids tell apart; a next of kin is one
 * in each pathway that names them.
 */
const MAY_BE_SHARED =
  /^Organization urn:oid:2\.16\.578\.1\.12\.4\.1\.4\.101\||^RelatedPerson urn:oid:2\.16\.578\.1\.12\.4\.1\.4\.[123]\|/;
