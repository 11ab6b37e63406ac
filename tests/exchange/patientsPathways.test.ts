import type { Bundle, CarePlan } from '@medplum/fhirtypes';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { PathwayRecord } from '../../src/pathway/record.ts';
import { startService, type Answer, type RunningService } from '../http/runningService.ts';
import { asPathway, exampleRecord } from './exampleRecords.ts';

let service: RunningService;

beforeAll(async () => {
  service = await startService();
});
afterAll(() => service.stop());

const STARTED = exampleRecord('d11-adult/02-started');

/** The same patient's pathway under another name; each case has its own patient. */
function pathwayOf(patient: string, name: string, change: Partial<PathwayRecord> = {}): PathwayRecord {
  return {
    ...asPathway(STARTED, `${patient}-${name}`),
    patient: {
      birthDate: '1990-01-15',
      localIdentifier: { system: 'https://hospital.example/patients', value: patient, issuer: 'A hospital' },
    },
    ...change,
  };
}

function found({ body }: Answer<Bundle>): readonly (string | undefined)[] {
  return (body.entry?.[0]?.response?.outcome?.issue ?? []).map(({ details }) => details?.coding?.[0]?.code);
}

async function take(record: PathwayRecord): Promise<Answer<Bundle>> {
  const answer = await service.postRecord(record);
  expect([200, 201], answer.text).toContain(answer.status);
  return answer;
}

async function planOf({ identifier: { system, value } }: PathwayRecord): Promise<CarePlan> {
  const [plan] = await service.search<CarePlan>(
    `CarePlan?identifier=${encodeURIComponent(`${system}|${value}`)}`,
  );
  return plan as CarePlan;
}

function tagsOf({ meta }: CarePlan): readonly (string | undefined)[] {
  return (meta?.tag ?? []).map(({ code }) => code);
}

function withEnd(record: PathwayRecord, code: string, date: string): PathwayRecord {
  const [start] = record.measurementPoints ?? [];
  return {
    ...record,
    recordedAt: '2026-03-01T08:00:00+01:00',
    measurementPoints: [
      ...(record.measurementPoints ?? []),
      {
        identifier: { system: start?.identifier.system ?? '', value: `${record.identifier.value}-end` },
        code,
        date,
      },
    ],
  };
}

describe('the pathways of one patient', () => {
  it('that overlap: the later one is told, tagged, and found by its tag', async () => {
    const first = pathwayOf('overlap', 'a');
    const second = pathwayOf('overlap', 'b');
    expect(found(await take(first))).not.toContain('224');
    expect(found(await take(second))).toContain('224');
    expect(tagsOf(await planOf(second))).toContain('224');
    expect((await planOf(second)).meta?.versionId).toBe('1');
    expect(tagsOf(await planOf(first))).not.toContain('224');
  });

  it('that no longer overlap lose the tag, and an older one gets it', async () => {
    const first = pathwayOf('mended', 'a');
    const second = pathwayOf('mended', 'b');
    await take(first);
    await take(second);
    const [start] = first.measurementPoints ?? [];
    await take(withEnd(first, 'D11XG', (start?.date ?? '').slice(0, 10)));
    expect(tagsOf(await planOf(second))).not.toContain('224');
  });

  it('of different patients are no concern of one another', async () => {
    expect(found(await take(pathwayOf('somebody', 'a')))).not.toContain('224');
    expect(found(await take(pathwayOf('somebody-else', 'a')))).not.toContain('224');
  });

  it('that were moved on (X with outcome N) may overlap', async () => {
    const first = pathwayOf('moved', 'a');
    await take(withEnd(first, 'D11XN', '2026-02-20'));
    expect(found(await take(pathwayOf('moved', 'b')))).not.toContain('224');
  });
});
