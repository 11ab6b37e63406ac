import type { CarePlan } from '@medplum/fhirtypes';
import { randomUUID } from 'node:crypto';
import { CODE_SYSTEM } from '../../src/fhir/systems.ts';
import { LOCAL_OPERATOR } from '../../src/store/actor.ts';
import { openStore } from '../../src/store/openStore.ts';
import { temporaryDatabase } from './database.ts';
import { load } from './load.ts';
import { startServer } from './process.ts';

const SIZES = [1_000, 10_000, 100_000];
const TYPES = ['D01', 'D06', 'D07', 'D08', 'D09', 'D10', 'D11', 'D12'];
const PLANS_PER_PATIENT = 2;
const PLANS_PER_COMMIT = 500;

/** Search by patient and by category with 1,000, 10,000 and 100,000 CarePlans stored: it must stay flat. */
export async function benchSearch(): Promise<void> {
  const database = temporaryDatabase();
  let stored = 0;
  for (const size of SIZES) {
    await storePlans(database.url, stored, size);
    stored = size;
    const server = await startServer('src/main.ts', '/ready', { DATABASE_URL: database.url });
    const patient = `patient-${Math.floor(size / 2 / PLANS_PER_PATIENT)}`;
    const byPatient = await load({ url: `${server.url}/fhir/CarePlan?patient=${patient}`, seconds: 3 });
    const byCategory = await load({
      url: `${server.url}/fhir/CarePlan?category=${encodeURIComponent(`${CODE_SYSTEM.pathwayType}|D11`)}&_count=20`,
      seconds: 3,
    });
    const counted = await load({
      url: `${server.url}/fhir/CarePlan?category=D11&_count=20&_total=none`,
      seconds: 3,
    });
    await server.stop();
    console.log(
      `  ${String(size).padStart(7)} CarePlans: by patient ${byPatient.rate.toFixed(0)}/s (median ${byPatient.median} ms), ` +
        `by category ${byCategory.rate.toFixed(0)}/s (median ${byCategory.median} ms), ` +
        `by category without _total ${counted.rate.toFixed(0)}/s (median ${counted.median} ms)` +
        (byPatient.not2xx + byCategory.not2xx + counted.not2xx > 0 ? ' — SOME FAILED' : ''),
    );
  }
  database.remove();
}

async function storePlans(databaseUrl: string, from: number, to: number): Promise<void> {
  const store = await openStore({ databaseUrl, check: () => [] });
  for (let start = from; start < to; start += PLANS_PER_COMMIT) {
    await store.write(LOCAL_OPERATOR, async (unit) => {
      for (let number = start; number < Math.min(start + PLANS_PER_COMMIT, to); number += 1) {
        await unit.put(planNumber(number));
      }
    });
  }
  await store.close();
}

function planNumber(number: number): CarePlan & { id: string } {
  return {
    resourceType: 'CarePlan',
    id: randomUUID(),
    identifier: [{ system: 'urn:uuid:6f0c2d8e-0b4f-4f0e-9d0f-7d1f5a1f6c11', value: `plan-${number}` }],
    status: 'active',
    intent: 'plan',
    category: [
      { coding: [{ system: CODE_SYSTEM.pathwayType, code: TYPES[number % TYPES.length] ?? 'D11' }] },
    ],
    subject: { reference: `Patient/patient-${Math.floor(number / PLANS_PER_PATIENT)}` },
    period: { start: `20${20 + (number % 6)}-0${1 + (number % 9)}-1${number % 10}` },
  };
}
