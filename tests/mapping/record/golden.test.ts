import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { errorsIn } from '../../conformance/errorsIn.ts';
import { hasErrors } from '../../../src/findings/finding.ts';
import { parsePathwayRecord } from '../../../src/formats/record/parse.ts';
import { openKnowledge } from '../../../src/knowledge.ts';
import { mapPathwayRecord } from '../../../src/mapping/record/mapPathwayRecord.ts';
import { checkHistory } from '../../../src/pathway/check.ts';
import { historyOfRecord } from '../../../src/pathway/historyOfRecord.ts';
import { lostValues } from './values.ts';

const folder = join(import.meta.dirname, 'golden');
const knowledge = openKnowledge();

/** Each folder: a record, the transaction that it becomes, and why the case is there. */
describe.each(readdirSync(folder))('%s', (name) => {
  const read = (file: string): string => readFileSync(join(folder, name, file), 'utf8');
  const parsed = parsePathwayRecord(JSON.parse(read('input.json')), knowledge.terminology);
  if (!parsed.ok) {
    throw new Error(JSON.stringify(parsed.findings));
  }
  const { record } = parsed;
  const history = checkHistory(historyOfRecord(record), knowledge.catalogue, record.recordedAt.slice(0, 10));
  const mapped = mapPathwayRecord(record, { ...knowledge, findings: [...parsed.findings, ...history] });

  test('becomes the expected transaction', async () => {
    expect(hasErrors(history)).toBe(false);
    await expect(`${JSON.stringify(mapped.bundle, null, 2)}\n`).toMatchFileSnapshot(
      join(folder, name, 'expected.json'),
    );
  });

  test('becomes valid FHIR R4', () => {
    const faults = mapped.entries.flatMap(({ resource }) => errorsIn(resource));
    expect(faults.map(({ definition, place, values }) => [definition.code, place, values])).toEqual([]);
  });

  test('loses no value of the record', () => {
    expect(lostValues(record, mapped.bundle)).toEqual([]);
  });

  test('says why it is there', () => {
    expect(read('why.md').trim()).not.toBe('');
  });
});
