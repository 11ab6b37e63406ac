import type { Bundle, CarePlan, Resource } from '@medplum/fhirtypes';
import { openKnowledge } from '../../src/knowledge.ts';
import type { PathwayRecord } from '../../src/pathway/record.ts';
import { createRandomSource } from '../../src/synthetic/randomSource.ts';
import { generateRecords } from '../../src/synthetic/records.ts';
import { temporaryDatabase } from '../bench/database.ts';
import { startServer, type RunningServer } from '../bench/process.ts';

export interface ChaosOptions {
  readonly seed: number;
  readonly records: number;
  readonly kills: number;
  /** Most records answered between a start and the next kill. */
  readonly longestRun: number;
  readonly print?: (line: string) => void;
}

export interface ChaosResult {
  /** Records answered with 201 or 200 before a kill. */
  readonly answered: number;
  /** Records under way at a kill, never answered. */
  readonly unanswered: number;
  /** What was promised and is not there, or is there more than once: none is the only right answer. */
  readonly losses: readonly string[];
}

const TODAY = '2026-03-10';
const CONNECTIONS = 8;
/** About as long as an answer takes, milliseconds: the kill comes at any point of one. */
const LONGEST_ANSWER = 60;

function pause(milliseconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, milliseconds));
}

/** Does it for all, a few at a time. */
async function forEach<T>(all: Iterable<T>, work: (one: T) => Promise<void>): Promise<void> {
  const iterator = all[Symbol.iterator]();
  await Promise.all(
    Array.from({ length: CONNECTIONS }, async () => {
      for (let next = iterator.next(); next.done !== true; next = iterator.next()) {
        await work(next.value);
      }
    }),
  );
}

/**
 * Posts generated records to a real process and kills it again and again (kill -9) at random points; starts it on the
 * same database each time, and at the end holds what is stored against what was answered.
 */
export async function killDuringLoad(options: ChaosOptions): Promise<ChaosResult> {
  const { seed, records: count, kills, longestRun, print = () => undefined } = options;
  const random = createRandomSource(`chaos ${seed}`);
  const { catalogue } = openKnowledge();
  const waiting = [...generateRecords({ seed, count, today: TODAY, catalogue })].reverse();
  const answered = new Map<PathwayRecord, readonly string[]>();
  let unanswered = 0;
  const database = temporaryDatabase();
  const start = (): Promise<RunningServer> =>
    startServer('src/main.ts', '/ready', { DATABASE_URL: database.url });
  try {
    for (let kill = 1; kill <= kills && waiting.length > 0; kill += 1) {
      const server = await start();
      const enough = answered.size + random.integer(0, longestRun);
      const load = Promise.all(
        Array.from({ length: CONNECTIONS }, () => postUntilKilled(server, waiting, answered)),
      );
      while (answered.size < enough && waiting.length > 0) {
        await pause(1);
      }
      await pause(random.integer(0, LONGEST_ANSWER));
      await server.kill();
      const cut = (await load).flat();
      unanswered += cut.length;
      waiting.push(...cut);
      print(`kill ${kill}: ${answered.size} answered, ${cut.length} cut off, ${waiting.length} waiting`);
    }
    const server = await start();
    try {
      const losses = [
        ...(await lostOf(server, answered)),
        ...(await postTheRest(server, waiting, answered)),
        ...(await notWhole(server, answered)),
      ];
      return { answered: answered.size, unanswered, losses };
    } finally {
      await server.stop();
    }
  } finally {
    database.remove();
  }
}

interface RecordAnswer {
  readonly status: number;
  /** `Type/id/_history/version` of all that the record became. */
  readonly locations: readonly string[];
  readonly findings: readonly string[];
}

async function post(server: RunningServer, record: PathwayRecord): Promise<RecordAnswer> {
  const response = await fetch(`${server.url}/pathways`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(record),
  });
  const { entry = [] } = (await response.json()) as Bundle;
  const outcome = entry[0]?.response?.outcome;
  return {
    status: response.status,
    locations: entry.map((part) => part.response?.location ?? ''),
    findings: (outcome?.issue ?? []).map(({ details }) => details?.coding?.[0]?.code ?? ''),
  };
}

/** The records that were sent and not answered. */
async function postUntilKilled(
  server: RunningServer,
  waiting: PathwayRecord[],
  answered: Map<PathwayRecord, readonly string[]>,
): Promise<readonly PathwayRecord[]> {
  for (;;) {
    const record = waiting.pop();
    if (record === undefined) {
      return [];
    }
    try {
      const { status, locations } = await post(server, record);
      if (status !== 200 && status !== 201) {
        throw new RangeError(`record ${record.identifier.value} was answered with ${status}`);
      }
      answered.set(record, locations);
    } catch (error) {
      if (error instanceof RangeError) {
        throw error;
      }
      return [record];
    }
  }
}

/** Each answered record, sent again, must be known and unchanged. */
async function lostOf(
  server: RunningServer,
  answered: ReadonlyMap<PathwayRecord, readonly string[]>,
): Promise<readonly string[]> {
  const losses: string[] = [];
  await forEach(answered.keys(), async (record) => {
    const { status, findings } = await post(server, record);
    if (status !== 200 || !findings.includes('record-unchanged')) {
      losses.push(`${record.identifier.value}: sent again, got ${status} ${findings.join(', ')}`);
    }
  });
  return losses;
}

/** Those never answered are there whole or not at all: either way they can be sent again. */
async function postTheRest(
  server: RunningServer,
  waiting: readonly PathwayRecord[],
  answered: Map<PathwayRecord, readonly string[]>,
): Promise<readonly string[]> {
  const losses: string[] = [];
  await forEach(waiting, async (record) => {
    const { status, locations } = await post(server, record);
    if (status === 200 || status === 201) {
      answered.set(record, locations);
    } else {
      losses.push(`${record.identifier.value}: sent after the kill, got ${status}`);
    }
  });
  return losses;
}

/** Every version that was told of can be read, what it refers to is there, and no pathway is there twice. */
async function notWhole(
  server: RunningServer,
  answered: ReadonlyMap<PathwayRecord, readonly string[]>,
): Promise<readonly string[]> {
  const losses: string[] = [];
  const known = new Map<string, boolean>();
  const read = async (address: string): Promise<Resource | undefined> => {
    const response = await fetch(`${server.url}/fhir/${address}`);
    const body = (await response.json()) as Resource;
    known.set(address.replace(/\/_history.*/, ''), response.ok);
    return response.ok ? body : undefined;
  };
  await forEach(new Set([...answered.values()].flat()), async (location) => {
    const resource = await read(location);
    if (resource === undefined) {
      losses.push(`${location} cannot be read`);
      return;
    }
    for (const reference of referencesIn(resource)) {
      if (!known.has(reference)) {
        await read(reference);
      }
      if (known.get(reference) !== true) {
        losses.push(`${location} refers to ${reference}, which is not there`);
      }
    }
  });
  const plans = await carePlanIdentifiers(server);
  const twice = plans.filter((value, index) => plans.indexOf(value) !== index);
  losses.push(...twice.map((value) => `${value} has more than one CarePlan`));
  if (plans.length !== answered.size) {
    losses.push(`${plans.length} CarePlans of ${answered.size} records`);
  }
  return losses;
}

function referencesIn(value: unknown): readonly string[] {
  if (Array.isArray(value)) {
    return value.flatMap(referencesIn);
  }
  if (typeof value !== 'object' || value === null) {
    return [];
  }
  const reference: unknown = Reflect.get(value, 'reference');
  const isLocal = typeof reference === 'string' && /^[A-Z]\w+\/[^/]+$/.test(reference);
  return [...(isLocal ? [reference] : []), ...Object.values(value).flatMap(referencesIn)];
}

async function carePlanIdentifiers(server: RunningServer): Promise<readonly string[]> {
  const found: string[] = [];
  let next: string | undefined = `${server.url}/fhir/CarePlan?_count=500`;
  while (next !== undefined) {
    const page = (await (await fetch(next)).json()) as Bundle<CarePlan>;
    found.push(...(page.entry ?? []).map(({ resource }) => resource?.identifier?.[0]?.value ?? ''));
    next = page.link?.find(({ relation }) => relation === 'next')?.url;
  }
  return found;
}
