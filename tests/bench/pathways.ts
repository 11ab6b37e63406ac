import { norwegianDay } from '../../src/exchange/clock.ts';
import { openKnowledge } from '../../src/knowledge.ts';
import { generateRecords } from '../../src/synthetic/records.ts';
import { temporaryDatabase } from './database.ts';
import { load } from './load.ts';
import { startServer } from './process.ts';

/** POST /pathways, each record a new pathway, against a bare route that parses and echoes the same bodies. */
export async function benchPathways(count = 3_000): Promise<void> {
  const { catalogue } = openKnowledge();
  const today = norwegianDay(new Date());
  const bodies = [...generateRecords({ seed: 1, count, today, catalogue })].map((record) =>
    JSON.stringify(record),
  );
  const size = bodies.reduce((sum, body) => sum + body.length, 0) / bodies.length;

  const bare = await startServer('tests/bench/bareServer.ts', '/resource');
  const echo = await load({ url: `${bare.url}/echo`, bodies });
  await bare.stop();

  const database = temporaryDatabase();
  const server = await startServer('src/main.ts', '/ready', { DATABASE_URL: database.url });
  const first = await load({ url: `${server.url}/pathways`, bodies, once: true });
  const again = await load({ url: `${server.url}/pathways`, bodies, once: true });
  const resident = server.residentMegabytes();
  await server.stop();
  database.remove();

  console.log(`  bodies of ${size.toFixed(0)} bytes; bare parse and echo ${echo.rate.toFixed(0)}/s`);
  console.log(
    `  POST /pathways, new     ${first.rate.toFixed(0)}/s, ratio ${(first.rate / echo.rate).toFixed(3)} ` +
      `(median ${first.median} ms, p99 ${first.p99} ms; not 2xx: ${first.not2xx})`,
  );
  console.log(
    `  POST /pathways, again   ${again.rate.toFixed(0)}/s, ratio ${(again.rate / echo.rate).toFixed(3)} ` +
      `(not 2xx: ${again.not2xx})`,
  );
  console.log(`  resident memory         ${resident.toFixed(0)} MB after ${count} records`);
}
