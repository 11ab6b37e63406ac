import { describe, expect, test } from 'vitest';
import { errorsIn } from '../../conformance/errorsIn.ts';
import { parsePathwayRecord } from '../../../src/formats/record/parse.ts';
import { openKnowledge } from '../../../src/knowledge.ts';
import { mapPathwayRecord } from '../../../src/mapping/record/mapPathwayRecord.ts';
import { checkHistory } from '../../../src/pathway/check.ts';
import { historyOfRecord } from '../../../src/pathway/historyOfRecord.ts';
import type { PathwayRecord } from '../../../src/pathway/record.ts';
import { generateFaults } from '../../../src/synthetic/faults.ts';
import { generateRecords } from '../../../src/synthetic/records.ts';
import { lostValues } from './values.ts';

const TODAY = '2026-03-02';
const knowledge = openKnowledge();
const { catalogue } = knowledge;

const records = [...generateRecords({ seed: 'mapping', count: 200, today: TODAY, catalogue })];

/** Records with one fault each that is told and stored: dates out of order, repeated codes, and so on. */
const faultyRecords = [...generateFaults({ seed: 'mapping', count: 200, today: TODAY, catalogue })].flatMap(
  ({ record }) => {
    const parsed = parsePathwayRecord(record, knowledge.terminology);
    return parsed.ok ? [parsed.record] : [];
  },
);

function map(record: PathwayRecord) {
  const findings = checkHistory(historyOfRecord(record), catalogue, TODAY);
  return mapPathwayRecord(record, { ...knowledge, findings });
}

function faultsOf(record: PathwayRecord): readonly string[] {
  return map(record).entries.flatMap(({ resource }) =>
    errorsIn(resource).map(({ definition, place }) => `${definition.code} ${place}`),
  );
}

/** Every string in the JSON that is a `urn:uuid:` under the key `reference`. */
function referencesIn(value: unknown): readonly string[] {
  if (typeof value !== 'object' || value === null) {
    return [];
  }
  return Object.entries(value).flatMap(([key, member]: [string, unknown]) =>
    key === 'reference' && typeof member === 'string' ? [member] : referencesIn(member),
  );
}

describe('every generated record', () => {
  test('is read without findings and becomes valid FHIR R4', () => {
    expect(records.flatMap((record) => parsePathwayRecord(record, knowledge.terminology).findings)).toEqual(
      [],
    );
    expect(records.slice(0, 60).flatMap(faultsOf)).toEqual([]);
  });

  test('becomes the same JSON twice in a row', () => {
    for (const record of records) {
      expect(JSON.stringify(map(structuredClone(record)).bundle)).toBe(JSON.stringify(map(record).bundle));
    }
  });

  test('becomes a transaction whose references all lead to one of its entries, each with a URL of its own', () => {
    for (const record of records) {
      const { bundle, entries } = map(record);
      const fullUrls = new Set(entries.map(({ fullUrl }) => fullUrl));
      expect(fullUrls.size).toBe(entries.length);
      expect(new Set(bundle.entry?.map(({ request }) => request?.url)).size).toBe(entries.length);
      expect(referencesIn(bundle).filter((reference) => !fullUrls.has(reference))).toEqual([]);
    }
  });

  test('has an identity for every resource but the Provenance', () => {
    const nameless = records.flatMap((record) =>
      map(record)
        .entries.filter(({ matchBy }) => matchBy.length === 0)
        .map(({ resource }) => resource.resourceType),
    );
    expect(nameless).toEqual(records.map(() => 'Provenance'));
  });

  test('can be found again in what it became, value by value', () => {
    expect(records.flatMap((record) => lostValues(record, map(record).bundle))).toEqual([]);
  });
});

test('records whose dates are out of order, or whose codes repeat, become valid FHIR R4 too', () => {
  expect(faultyRecords.length).toBeGreaterThan(50);
  expect(faultyRecords.flatMap(faultsOf)).toEqual([]);
});
