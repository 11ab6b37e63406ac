import { temporaryDatabase } from './database.ts';
import { startServer } from './process.ts';

/** Time from the start of the process to the first answer of /ready, and resident memory then. */
export async function benchStart(): Promise<void> {
  const times: number[] = [];
  let resident = 0;
  for (let run = 0; run < 5; run += 1) {
    const database = temporaryDatabase();
    const server = await startServer('src/main.ts', '/ready', { DATABASE_URL: database.url });
    times.push(server.readyAfter);
    resident = server.residentMegabytes();
    await server.stop();
    database.remove();
  }
  times.sort((left, right) => left - right);
  console.log(`  time to ready    median ${(times[2] ?? 0).toFixed(0)} ms of 5 starts (aim: under 1000)`);
  console.log(`  resident memory  ${resident.toFixed(0)} MB when ready (aim: under 200)`);
}
