import type { Bundle } from '@medplum/fhirtypes';
import { norwegianDay } from '../../src/exchange/clock.ts';
import { openKnowledge } from '../../src/knowledge.ts';
import { mapPathwayRecord } from '../../src/mapping/record/mapPathwayRecord.ts';
import { generateRecords } from '../../src/synthetic/records.ts';
import { MAPPED_TYPES } from '../exchange/storedVersions.ts';
import { temporaryDatabase } from './database.ts';
import { load } from './load.ts';
import { startServer } from './process.ts';

/** BENCH_RECORDS takes a part of them. */
const COUNT = Number(process.env['BENCH_RECORDS'] ?? 10_000);
/**
 * Ten thousand generated records: each maps to the same Bundle twice in a row, all are stored, and posted a second
 * time they change no version.
 */
export async function benchRecords(): Promise<void> {
  const knowledge = openKnowledge();
  const { catalogue } = knowledge;
  const records = [...generateRecords({ seed: 3, count: COUNT, today: norwegianDay(new Date()), catalogue })];

  const started = performance.now();
  const unlike = records.filter((record) => {
    const [first, second] = [record, structuredClone(record)].map((stated) =>
      JSON.stringify(mapPathwayRecord(stated, { ...knowledge, findings: [] }).bundle),
    );
    return first !== second;
  });
  const each = (performance.now() - started) / (2 * COUNT);
  console.log(
    `  ${COUNT} records mapped twice: ${unlike.length} came out differently, ${each.toFixed(2)} ms a mapping`,
  );

  const database = temporaryDatabase();
  const server = await startServer('src/main.ts', '/ready', {
    DATABASE_URL: database.url,
    LOG_LEVEL: 'warn',
  });
  const bodies = records.map((record) => JSON.stringify(record));
  const url = `${server.url}/pathways`;
  const first = await load({ url, bodies, once: true });
  const before = await countVersions(server.url);
  const second = await load({ url, bodies, once: true });
  const after = await countVersions(server.url);
  await server.stop();
  console.log(
    `  posted: ${first.rate.toFixed(0)}/s, not 2xx: ${first.not2xx}; ${before.stored} resources stored`,
  );
  console.log(
    `  posted again: ${second.rate.toFixed(0)}/s, not 2xx: ${second.not2xx}; ` +
      `${after.stored - before.stored} more resources, ${after.versions - before.versions} more versions`,
  );
  database.remove();
}

/** How many resources are stored and the sum of their version numbers, all read back over HTTP, page by page. */
async function countVersions(
  address: string,
): Promise<{ readonly stored: number; readonly versions: number }> {
  let stored = 0;
  let versions = 0;
  for (const type of MAPPED_TYPES) {
    let next: string | undefined = `${address}/fhir/${type}?_count=1000&_total=none`;
    while (next !== undefined) {
      const page = (await (await fetch(next)).json()) as Bundle;
      for (const { resource } of page.entry ?? []) {
        stored += 1;
        versions += Number(resource?.meta?.versionId ?? 0);
      }
      next = page.link?.find(({ relation }) => relation === 'next')?.url;
    }
  }
  return { stored, versions };
}
