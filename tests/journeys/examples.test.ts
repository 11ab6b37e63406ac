import { readdirSync, readFileSync } from 'node:fs';
import { beforeAll, describe, expect, it } from 'vitest';
import { describeFinding, type Finding } from '../../src/findings/finding.ts';
import { parsePathwayRecord } from '../../src/formats/record/parse.ts';
import { parseNationalId } from '../../src/identifiers/nationalId.ts';
import { openKnowledge, type Knowledge } from '../../src/knowledge.ts';
import { checkHistories } from '../../src/pathway/check.ts';
import { historyOfRecord } from '../../src/pathway/historyOfRecord.ts';
import type { PathwayRecord } from '../../src/pathway/record.ts';

const JOURNEYS = new URL('../../examples/journeys/', import.meta.url);

const folders = readdirSync(JOURNEYS, { withFileTypes: true })
  .filter((entry) => entry.isDirectory())
  .map(({ name }) => name);

interface SentRecord {
  readonly file: string;
  readonly record: PathwayRecord;
}

function readJourney(folder: string): SentRecord[] {
  const directory = new URL(`${folder}/`, JOURNEYS);
  return readdirSync(directory)
    .filter((file) => file.endsWith('.json'))
    .sort()
    .map((file) => ({
      file,
      record: JSON.parse(readFileSync(new URL(file, directory), 'utf8')) as PathwayRecord,
    }));
}

function faultsOf(findings: readonly Finding[]): string[] {
  return findings
    .filter(({ severity }) => severity !== 'information')
    .map((finding) => `${finding.definition.code} ${finding.place}: ${describeFinding(finding).message}`);
}

/** What the service holds after each record: the last of each pathway. */
function stored(journey: readonly SentRecord[], upTo: number): PathwayRecord[] {
  const byPathway = new Map(
    journey.slice(0, upTo + 1).map(({ record }) => [record.identifier.value, record]),
  );
  return [...byPathway.values()];
}

let knowledge: Knowledge;

beforeAll(() => {
  knowledge = openKnowledge();
});

describe('example journeys', () => {
  it('cover the general pathways, a newborn and a transfer', () => {
    expect(folders.sort()).toEqual([
      'd01-substance-use',
      'd10-newborn',
      'd11-adult',
      'd11-transfer',
      'd12-child',
    ]);
  });
});

describe.each(folders)('%s', (folder) => {
  const journey = readJourney(folder);

  it('tells its story, and numbers its records in time order', () => {
    const story = readFileSync(new URL(`${folder}/README.md`, JOURNEYS), 'utf8');
    expect(story.split('\n').length).toBeGreaterThan(5);
    expect(journey.map(({ file }) => file.slice(0, 3))).toEqual(
      journey.map((_, index) => `${String(index + 1).padStart(2, '0')}-`),
    );
  });

  it('is accepted without a fault, record by record, on the day on which each was recorded', () => {
    journey.forEach(({ file, record }, index) => {
      const today = record.recordedAt.slice(0, 10);
      const parsed = parsePathwayRecord(record, knowledge.terminology);
      const checked = checkHistories(stored(journey, index).map(historyOfRecord), knowledge.catalogue, today);
      expect(faultsOf([...parsed.findings, ...checked]), file).toEqual([]);
    });
  });

  it('is ended, and then has no fault on any later day', () => {
    const all = stored(journey, journey.length - 1);
    expect(faultsOf(checkHistories(all.map(historyOfRecord), knowledge.catalogue, '2040-01-01'))).toEqual([]);
    for (const { measurementPoints = [] } of all) {
      const last = measurementPoints.at(-1);
      expect(last?.event ?? last?.code?.slice(3, 4)).toBe('X');
    }
  });

  it('runs forward in time, one patient throughout, and loses nothing on the way', () => {
    journey.slice(1).forEach(({ file, record }, index) => {
      const former = journey[index]?.record;
      expect(Date.parse(record.recordedAt), file).toBeGreaterThan(Date.parse(former?.recordedAt ?? ''));
      expect(record.patient.nationalId, file).toBe(former?.patient.nationalId);
      if (record.identifier.value === former?.identifier.value) {
        expect(record.measurementPoints ?? [], file).toEqual(
          expect.arrayContaining([...(former.measurementPoints ?? [])]),
        );
      }
    });
  });

  it('has synthetic people only', () => {
    for (const { record } of journey) {
      const numbers = [record.patient, ...(record.nextOfKin ?? [])].flatMap(
        ({ nationalId }) => nationalId ?? [],
      );
      for (const number of numbers)
        expect(parseNationalId(number)).toMatchObject({ ok: true, synthetic: true });
    }
  });
});
