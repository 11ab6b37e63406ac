import { beforeAll, describe, expect, it } from 'vitest';
import { describeFinding, type Finding } from '../../src/findings/finding.ts';
import { parsePathwayRecord } from '../../src/formats/record/parse.ts';
import { openKnowledge, type Knowledge } from '../../src/knowledge.ts';
import { checkHistories } from '../../src/pathway/check.ts';
import { chooseEdition } from '../../src/pathway/edition.ts';
import { historyOfRecord } from '../../src/pathway/historyOfRecord.ts';
import type { PathwayRecord } from '../../src/pathway/record.ts';
import { generateRecords } from '../../src/synthetic/records.ts';

const TODAY = '2026-03-10';
let knowledge: Knowledge;
let records: readonly PathwayRecord[];

beforeAll(() => {
  knowledge = openKnowledge();
  records = generate(1, 10_000, TODAY);
});

function generate(seed: number, count: number, today: string): PathwayRecord[] {
  return [...generateRecords({ seed, count, today, catalogue: knowledge.catalogue })];
}

/** Errors and warnings of all records, and across the pathways of each patient. */
function faultsIn(generated: readonly PathwayRecord[], today: string): string[] {
  const describeFault = (finding: Finding): string =>
    `${finding.definition.code} ${finding.place}: ${describeFinding(finding).message}`;
  const parsed = generated.flatMap((record) => parsePathwayRecord(record, knowledge.terminology).findings);
  const checked = checkHistories(generated.map(historyOfRecord), knowledge.catalogue, today);
  return [...parsed, ...checked].filter(({ severity }) => severity !== 'information').map(describeFault);
}

function codesOf(record: PathwayRecord): string[] {
  return (record.measurementPoints ?? []).map(
    ({ code, type, event, outcome }) => code ?? `${type ?? record.pathwayType}${event ?? ''}${outcome ?? ''}`,
  );
}

describe('generated records', () => {
  it('have no error and no warning', () => {
    expect(faultsIn(records, TODAY)).toEqual([]);
  });

  it.each([
    [2, '2019-03-01'],
    [3, '2020-12-31'],
    [4, '2023-01-02'],
    [5, '2024-10-29'],
    [6, '2025-01-15'],
    [7, '2027-07-01'],
  ])('have none with seed %d on %s either', (seed, today) => {
    expect(faultsIn(generate(seed, 400, today), today)).toEqual([]);
  });

  it('are the same for the same seed, first of all when more are asked for', () => {
    expect(generate(1, 100, TODAY)).toEqual(records.slice(0, 100));
    expect(generate(2, 100, TODAY)).not.toEqual(records.slice(0, 100));
  });

  it('are each of a pathway of its own', () => {
    const identifiers = records.map(({ identifier: { system, value } }) => `${system}|${value}`);
    expect(new Set(identifiers).size).toBe(records.length);
  });

  it('give no number to two patients', () => {
    const patients = new Map<string, string>();
    for (const { patient } of records) {
      const person = JSON.stringify([patient.name, patient.birthDate]);
      expect(patients.get(patient.nationalId ?? '') ?? person).toBe(person);
      patients.set(patient.nationalId ?? '', person);
    }
  });

  it('have every code of the catalogue that can stand in a faultless record', () => {
    const seen = new Set(records.flatMap(codesOf));
    const missing = [...knowledge.catalogue.combinedCodes.keys()].filter((code) => !seen.has(code));
    // A newborn is not moved to another pathway: none fits.
    expect(missing).toEqual(['D10XN']);
  });

  it('have all pathway types, editions and ways of writing', () => {
    const { catalogue } = knowledge;
    const editions = records.map((record) => chooseEdition(historyOfRecord(record), catalogue).edition.id);
    const points = records.flatMap(({ measurementPoints = [] }) => measurementPoints);
    expect(new Set(records.map(({ pathwayType }) => pathwayType))).toEqual(
      new Set(catalogue.pathwayTypes.keys()),
    );
    expect(new Set(editions)).toEqual(new Set(catalogue.editions.map(({ id }) => id)));
    expect(points.some(({ code, event }) => code !== undefined && event === undefined)).toBe(true);
    expect(points.some(({ code, type }) => code === undefined && type !== undefined)).toBe(true);
    expect(points.some(({ code, type }) => code === undefined && type === undefined)).toBe(true);
    expect(points.some(({ code, event }) => code !== undefined && event !== undefined)).toBe(true);
    expect(points.some(({ date, contact }) => date === undefined && contact !== undefined)).toBe(true);
  });

  it('are at every stage: referred, started, attended, decided, treated, ended', () => {
    const stages = new Set(records.map((record) => codesOf(record).at(-1)?.slice(3, 4)));
    expect([...stages].sort()).toEqual(
      expect.arrayContaining([undefined, 'A', 'M', 'C', 'E', 'F', 'X', 'L', 'U', 'S']),
    );
    const extended = records.filter(
      (record) => codesOf(record).filter((code) => code[3] === 'C').length === 2,
    );
    expect(extended.length).toBeGreaterThan(0);
  });

  it('keep the first trust after a transfer, and follow it in time', () => {
    const transfers = records.flatMap((record, index) => {
      const former = records[index - 1];
      return record.firstTrust === undefined || former === undefined ? [] : [{ former, record }];
    });
    expect(transfers.length).toBeGreaterThan(20);
    for (const { former, record } of transfers) {
      expect(codesOf(former).at(-1)).toBe(`${former.pathwayType}XO`);
      expect(record.firstTrust?.name).toBe(former.trust.name);
      expect(record.trust.name).not.toBe(former.trust.name);
      expect(record.patient.nationalId).toBe(former.patient.nationalId);
      expect(Date.parse(record.recordedAt)).toBeGreaterThan(Date.parse(former.recordedAt));
    }
  });

  it('tell nothing of the day on which they are sent, nor of a later one', () => {
    for (const { recordedAt, contacts = [], measurementPoints = [] } of records) {
      const dates = [
        recordedAt,
        ...contacts.flatMap(({ period }) => [period.start, period.end ?? period.start]),
        ...measurementPoints.flatMap(({ date }) => date ?? []),
      ];
      expect(dates.filter((date) => date >= TODAY)).toEqual([]);
    }
  });

  it('refuses a day that is none', () => {
    expect(() => generate(1, 1, '2026-02-30')).toThrow(RangeError);
  });
});
