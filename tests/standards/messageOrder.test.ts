import { describe, expect, it } from 'vitest';
import { startService } from '../http/runningService.ts';
import { storedState } from '../journeys/careMessages.ts';
import { HAS_STANDARDS, NEEDS_STANDARDS, SCHEMA_DIR, samples, type Sample } from './kith.ts';

const TYPES = [
  'ServiceRequest',
  'CarePlan',
  'Task',
  'EpisodeOfCare',
  'Encounter',
  'Composition',
  'Condition',
  'Observation',
  'Communication',
];

async function stateAfter(messages: readonly Sample[]): Promise<unknown> {
  const service = await startService(
    { LOG_LEVEL: 'warn', KITH_SCHEMA_DIR: SCHEMA_DIR },
    () => new Date('2026-06-01T12:00:00Z'),
  );
  try {
    for (const { name, bytes } of messages) {
      expect((await service.postMessage(bytes)).status, name).toBe(200);
    }
    return await storedState(service, TYPES);
  } finally {
    await service.stop();
  }
}

describe.skipIf(!HAS_STANDARDS)(
  `official messages, changes and cancellations among them${NEEDS_STANDARDS}`,
  () => {
    const messages = ['plo', 'henvisning', 'epikrise', 'dialogmelding'].flatMap((folder) =>
      samples(`examples/${folder}`, /\.xml$/),
    );

    it('lead to the same forwards and backwards', { timeout: 120_000 }, async () => {
      expect(messages.length).toBeGreaterThan(30);
      expect(await stateAfter(messages.toReversed())).toEqual(await stateAfter(messages));
    });
  },
);
