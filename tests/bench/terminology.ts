import { CODE_SYSTEM } from '../../src/fhir/systems.ts';
import { openKnowledge } from '../../src/knowledge.ts';
import { conceptsOf } from '../../src/terminology/concepts.ts';
import { temporaryDatabase } from './database.ts';
import { load, type Load, type LoadResult } from './load.ts';
import { startServer, type RunningServer } from './process.ts';

const OF_TYPE = '/fhir/CodeSystem/$validate-code';
const OF_INSTANCE = '/fhir/CodeSystem/volven-9327/$validate-code';

type Questions = Pick<Load, 'bodies' | 'paths'>;

/** Question by question: what it is called, and what is sent to us and to the bare route. */
function questions(): readonly (readonly [name: string, path: string, ours: Questions, bare: Questions])[] {
  const codeSystem = openKnowledge().definitions.find(CODE_SYSTEM.combinedCode);
  const codes =
    codeSystem?.resourceType === 'CodeSystem' ? [...conceptsOf(codeSystem)].map(({ code }) => code) : [];
  const ofType = (code: string): string => `?url=${CODE_SYSTEM.combinedCode}&code=${code}`;
  const ofInstance = (code: string): string => `?code=${code}`;
  const asked = (path: string, queries: readonly string[]): readonly [Questions, Questions] => [
    { paths: queries.map((query) => `${path}${query}`) },
    { paths: queries.map((query) => `/resource${query}`) },
  ];
  const sent = (bodies: readonly string[]): readonly [Questions, Questions] => [{ bodies }, { bodies }];
  return [
    ['GET  type, one code', OF_TYPE, ...asked(OF_TYPE, [ofType('D11CU')])],
    ['GET  instance, one code', OF_INSTANCE, ...asked(OF_INSTANCE, [ofInstance('D11CU')])],
    ['GET  type, every code', OF_TYPE, ...asked(OF_TYPE, codes.map(ofType))],
    ['GET  instance, every code', OF_INSTANCE, ...asked(OF_INSTANCE, codes.map(ofInstance))],
    ['POST type, one code', OF_TYPE, ...sent([bodyOf('D11CU', true)])],
    ['POST instance, one code', OF_INSTANCE, ...sent([bodyOf('D11CU', false)])],
    ['POST type, every code', OF_TYPE, ...sent(codes.map((code) => bodyOf(code, true)))],
    ['GET  type, never asked before', OF_TYPE, ...asked(OF_TYPE, neverAskedBefore(codes))],
  ];
}

function bodyOf(code: string, namesList: boolean): string {
  return JSON.stringify({
    resourceType: 'Parameters',
    parameter: [
      ...(namesList ? [{ name: 'url', valueUri: CODE_SYSTEM.combinedCode }] : []),
      { name: 'code', valueCode: code },
    ],
  });
}

/** Every code on each day of two years: more than are asked for in one run. */
function neverAskedBefore(codes: readonly string[]): readonly string[] {
  return Array.from({ length: 730 }, (_, day) =>
    new Date(Date.UTC(2023, 0, 1 + day)).toISOString().slice(0, 10),
  ).flatMap((date) => codes.map((code) => `?url=${CODE_SYSTEM.combinedCode}&code=${code}&date=${date}`));
}

/**
 * $validate-code in the configuration that the service has by default, log included, against bare routes that answer
 * the same resource, and parse the same body.
 */
export async function benchTerminology(): Promise<void> {
  const database = temporaryDatabase();
  const server = await startServer('src/main.ts', '/ready', {
    DATABASE_URL: database.url,
    LOG_LEVEL: 'info',
  });
  const resource = await (
    await fetch(`${server.url}${OF_TYPE}?url=${CODE_SYSTEM.combinedCode}&code=D11CU`)
  ).text();
  const bare = await startServer('tests/bench/bareServer.ts', '/resource', { BENCH_RESOURCE: resource });
  try {
    for (const [name, path, ours, theirs] of questions()) {
      const theirPath = theirs.bodies === undefined ? '/resource' : '/echo';
      print(
        name,
        await alternating(
          { server: bare, url: `${bare.url}${theirPath}`, ...theirs },
          { server, url: `${server.url}${path}`, ...ours },
        ),
      );
    }
  } finally {
    await server.stop();
    await bare.stop();
    database.remove();
  }
}

interface Side extends Load {
  readonly server: RunningServer;
}

/** Requests a second, and microseconds of the processors for each. */
interface Rate {
  readonly rate: number;
  readonly cost: number;
  readonly not2xx: number;
}

/** In turns, so that what else the machine does falls on both; the first turn warms up, the best of the others counts. */
async function alternating(theirs: Side, ours: Side): Promise<readonly [theirs: Rate, ours: Rate]> {
  const turns: (readonly [Rate, Rate])[] = [];
  for (let turn = 0; turn < 4; turn += 1) {
    turns.push([await measured(theirs), await measured(ours)]);
  }
  const counted = turns.slice(1);
  return [best(counted.map(([their]) => their)), best(counted.map(([, our]) => our))];
}

async function measured({ server, ...asked }: Side): Promise<Rate> {
  const before = server.processorMilliseconds();
  const result: LoadResult = await load({ ...asked, seconds: 1.5 });
  const used = server.processorMilliseconds() - before;
  return {
    rate: result.rate,
    cost: (used * 1_000) / (result.rate * result.seconds),
    not2xx: result.not2xx,
  };
}

function best(rates: readonly Rate[]): Rate {
  return {
    rate: Math.max(...rates.map(({ rate }) => rate)),
    cost: Math.min(...rates.map(({ cost }) => cost)),
    not2xx: rates.reduce((sum, { not2xx }) => sum + not2xx, 0),
  };
}

function print(name: string, [theirs, ours]: readonly [Rate, Rate]): void {
  console.log(
    `  ${name.padEnd(29)} ${ours.rate.toFixed(0).padStart(6)}/s, bare route ${theirs.rate.toFixed(0)}/s, ` +
      `ratio ${(ours.rate / theirs.rate).toFixed(3)} (aim: 0.8); by processor time ` +
      `${(theirs.cost / ours.cost).toFixed(3)}; not 2xx: ${ours.not2xx + theirs.not2xx}`,
  );
}
