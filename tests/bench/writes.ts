import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { temporaryDatabase } from './database.ts';
import { load, type Load, type LoadResult } from './load.ts';
import { startServer, type RunningServer } from './process.ts';

const EXAMPLES = dirname(createRequire(import.meta.url).resolve('hl7.fhir.r4.core/package.json'));

/** Connections that write at the same time: what waits together shares a commit. */
const CONNECTIONS = 50;

/** A pathway as our mapping makes it, of one patient or of many. */
function pathway(patient: number): string {
  return JSON.stringify({
    resourceType: 'CarePlan',
    identifier: [{ system: 'https://helse-syntetisk.example/id/pathway', value: `D11-2024-${patient}` }],
    status: 'active',
    intent: 'plan',
    category: [{ coding: [{ system: 'urn:oid:2.16.578.1.12.4.1.1.9321', code: 'D11' }] }],
    subject: { reference: `Patient/synthetic-${patient}`, display: 'Synthetic person' },
    period: { start: '2024-02-01' },
    careTeam: [{ display: 'Synthetic team' }],
    addresses: [{ display: 'Synthetic problem' }],
    note: [{ text: 'A pathway of a synthetic person, for measuring how fast it is validated and stored.' }],
  });
}

/** The same under our profile, of a patient who is stored. */
function pathwayOfStored(patient: number): string {
  return JSON.stringify({
    ...(JSON.parse(pathway(patient)) as object),
    meta: { profile: ['https://forlopsbro.no/fhir/StructureDefinition/pathway-care-plan'] },
  });
}

interface Writes {
  readonly bodies: readonly string[];
  /** The patients `synthetic-0` and on that are stored first. */
  readonly storedPatients?: number;
}

/** More than are written in a run, so that each gets one pathway. */
const STORED_PATIENTS = 20_000;

const WRITES: Readonly<Record<string, Writes>> = {
  'official example': {
    bodies: [JSON.stringify(JSON.parse(readFileSync(join(EXAMPLES, 'CarePlan-example.json'), 'utf8')))],
  },
  'pathways of many patients': { bodies: Array.from({ length: 20_000 }, (_, patient) => pathway(patient)) },
  'pathway of one patient': { bodies: [pathway(1)] },
  'under our profile, the first of a stored patient each': {
    bodies: Array.from({ length: STORED_PATIENTS }, (_, patient) => pathwayOfStored(patient)),
    storedPatients: STORED_PATIENTS,
  },
  'under our profile, one more of a stored patient with twenty': {
    bodies: [pathwayOfStored(0)],
    storedPatients: 1,
  },
};

/** As many resources as one transaction stores. */
const AT_ONCE = 2_000;

async function storePatients(url: string, count: number): Promise<void> {
  for (let start = 0; start < count; start += AT_ONCE) {
    const entry = Array.from({ length: Math.min(AT_ONCE, count - start) }, (_, index) => {
      const id = `synthetic-${start + index}`;
      return {
        resource: { resourceType: 'Patient', id, birthDate: '1990-01-01' },
        request: { method: 'PUT', url: `Patient/${id}` },
      };
    });
    await fetch(`${url}/fhir`, {
      method: 'POST',
      headers: { 'content-type': 'application/fhir+json' },
      body: JSON.stringify({ resourceType: 'Bundle', type: 'transaction', entry }),
    });
  }
}

/** POST of a CarePlan, validated in full and committed durably, against a bare route that parses and echoes the same. */
export async function benchWrites(): Promise<void> {
  for (const [name, { bodies, storedPatients = 0 }] of Object.entries(WRITES)) {
    const bare = await startServer('tests/bench/bareServer.ts', '/resource');
    await load({ url: `${bare.url}/echo`, bodies, connections: CONNECTIONS, seconds: 2 });
    const echo = await measured(bare, { url: `${bare.url}/echo`, bodies, connections: CONNECTIONS });
    await bare.stop();

    const database = temporaryDatabase();
    const server = await startServer('src/main.ts', '/ready', { DATABASE_URL: database.url });
    // The definitions that ship are stored first; what is measured is not that.
    await fetch(`${server.url}/fhir/StructureDefinition?_count=1`);
    await storePatients(server.url, storedPatients);
    const url = `${server.url}/fhir/CarePlan`;
    const headers = { 'content-type': 'application/fhir+json' };
    await load({ url, bodies, headers, connections: CONNECTIONS, seconds: 2 });
    const stored = await measured(server, { url, bodies, headers, connections: CONNECTIONS });
    await server.stop();
    database.remove();

    console.log(
      `  ${name}, ${bodies[0]?.length ?? 0} bytes: POST ${stored.rate.toFixed(0)}/s of ${echo.rate.toFixed(0)}/s bare, ` +
        `ratio ${(stored.rate / echo.rate).toFixed(3)}, by processor time ` +
        `${(echo.processor / stored.processor).toFixed(3)} of ${stored.processor.toFixed(2)} ms (aim 0.5; median ${stored.median} ms, p99 ${stored.p99} ms; ` +
        `not 2xx: ${stored.not2xx})`,
    );
  }
}

/** With the milliseconds of processor time that a request takes the server. */
async function measured(
  server: RunningServer,
  what: Load,
): Promise<LoadResult & { readonly processor: number }> {
  const before = server.processorMilliseconds();
  const result = await load(what);
  return { ...result, processor: (server.processorMilliseconds() - before) / (result.rate * result.seconds) };
}
