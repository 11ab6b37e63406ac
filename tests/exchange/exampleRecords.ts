import { readFileSync } from 'node:fs';
import type { PathwayRecord } from '../../src/pathway/record.ts';

/** A record of examples/journeys, such as `d11-adult/02-started`. */
export function exampleRecord(name: string): PathwayRecord {
  const file = new URL(`../../examples/journeys/${name}.json`, import.meta.url);
  return JSON.parse(readFileSync(file, 'utf8')) as PathwayRecord;
}

/** The record as another pathway of another patient: all the sender's own identifiers get the suffix. */
export function asPathway(record: PathwayRecord, suffix: string): PathwayRecord {
  return JSON.parse(JSON.stringify(record), (key, value: unknown) =>
    key === 'value' && typeof value === 'string' ? `${value}-${suffix}` : value,
  ) as PathwayRecord;
}
