import { CODE_SYSTEM } from '../../src/fhir/systems.ts';
import { temporaryDatabase } from './database.ts';
import { load, type LoadResult } from './load.ts';
import { startServer, type RunningServer } from './process.ts';

const PATH = '/fhir/CodeSystem/$validate-code';
const QUERY = `?url=${CODE_SYSTEM.combinedCode}&code=D11CU`;
const BODY = JSON.stringify({
  resourceType: 'Parameters',
  parameter: [
    { name: 'url', valueUri: CODE_SYSTEM.combinedCode },
    { name: 'code', valueCode: 'D11CU' },
  ],
});

/** $validate-code by GET and by POST, against bare routes that answer the same resource, and parse the same body. */
export async function benchTerminology(): Promise<void> {
  const database = temporaryDatabase();
  const server = await startServer('src/main.ts', '/ready', { DATABASE_URL: database.url });
  const resource = await (await fetch(`${server.url}${PATH}${QUERY}`)).text();
  const bare = await startServer('tests/bench/bareServer.ts', '/resource', { BENCH_RESOURCE: resource });
  try {
    print('GET  $validate-code', await alternating(bare, server, '/resource', `${PATH}${QUERY}`));
    print('POST $validate-code', await alternating(bare, server, '/echo', PATH, [BODY]));
  } finally {
    await server.stop();
    await bare.stop();
    database.remove();
  }
}

interface Comparison {
  readonly theirs: number;
  readonly ours: number;
  readonly not2xx: number;
}

/** In turns, so that what else the machine does falls on both; the first turn warms up. */
async function alternating(
  bare: RunningServer,
  server: RunningServer,
  theirPath: string,
  ourPath: string,
  bodies?: readonly string[],
): Promise<Comparison> {
  const options = { ...(bodies !== undefined && { bodies }), seconds: 2 };
  const theirs: LoadResult[] = [];
  const ours: LoadResult[] = [];
  for (let turn = 0; turn < 4; turn += 1) {
    theirs.push(await load({ ...options, url: `${bare.url}${theirPath}` }));
    ours.push(await load({ ...options, url: `${server.url}${ourPath}` }));
  }
  const rateOf = (results: readonly LoadResult[]): number =>
    results.slice(1).reduce((sum, { rate }) => sum + rate, 0) / (results.length - 1);
  return {
    theirs: rateOf(theirs),
    ours: rateOf(ours),
    not2xx: [...theirs, ...ours].reduce((sum, { not2xx }) => sum + not2xx, 0),
  };
}

function print(name: string, { theirs, ours, not2xx }: Comparison): void {
  console.log(
    `  ${name}  ${ours.toFixed(0)}/s, bare route ${theirs.toFixed(0)}/s, ratio ${(ours / theirs).toFixed(3)} ` +
      `(aim: 0.8; not 2xx: ${not2xx})`,
  );
}
