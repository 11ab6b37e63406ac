import { norwegianDay } from '../../src/exchange/clock.ts';
import { openKnowledge } from '../../src/knowledge.ts';
import { generateRecords } from '../../src/synthetic/records.ts';
import { temporaryDatabase } from './database.ts';
import { load } from './load.ts';
import { startServer } from './process.ts';

/** GET of a CarePlan by id against a bare route that serializes the same resource. */
export async function benchRead(): Promise<void> {
  const { catalogue } = openKnowledge();
  const database = temporaryDatabase();
  const server = await startServer('src/main.ts', '/ready', { DATABASE_URL: database.url });
  for (const record of generateRecords({ seed: 2, count: 200, today: norwegianDay(new Date()), catalogue })) {
    await fetch(`${server.url}/pathways`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(record),
    });
  }
  const found = (await (await fetch(`${server.url}/fhir/CarePlan?_count=1`)).json()) as {
    entry: readonly { resource: { id: string } }[];
  };
  const address = `/fhir/CarePlan/${found.entry[0]?.resource.id ?? ''}`;
  const resource = await (await fetch(`${server.url}${address}`)).text();
  const ours = await load({ url: `${server.url}${address}` });
  await server.stop();
  database.remove();

  const bare = await startServer('tests/bench/bareServer.ts', '/resource', { BENCH_RESOURCE: resource });
  const theirs = await load({ url: `${bare.url}/resource` });
  await bare.stop();
  console.log(`  CarePlan of ${resource.length} bytes; bare route ${theirs.rate.toFixed(0)}/s`);
  console.log(
    `  GET CarePlan/{id}  ${ours.rate.toFixed(0)}/s, ratio ${(ours.rate / theirs.rate).toFixed(3)} (not 2xx: ${ours.not2xx})`,
  );
}
