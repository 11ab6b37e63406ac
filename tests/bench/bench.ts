/**
 * The bars of the service, as ratios measured in one run: `npm run bench`, or `npm run bench -- start pathways` for
 * some sections only.
 */
import { benchCheck } from './check.ts';
import { benchConformance } from './conformance.bench.ts';
import { benchMessages } from './messages.ts';
import { benchPathways } from './pathways.ts';
import { benchRead } from './read.ts';
import { benchRecords } from './records.ts';
import { benchSearch } from './search.ts';
import { benchStart } from './start.ts';
import { benchTerminology } from './terminology.ts';
import { benchWrites } from './writes.ts';

const SECTIONS: Readonly<Record<string, () => Promise<void>>> = {
  start: benchStart,
  pathways: benchPathways,
  read: benchRead,
  search: benchSearch,
  terminology: benchTerminology,
  records: benchRecords,
  conformance: benchConformance,
  check: benchCheck,
  messages: benchMessages,
  writes: benchWrites,
};

const wanted = process.argv.slice(2);
for (const [name, section] of Object.entries(SECTIONS)) {
  if (wanted.length === 0 || wanted.includes(name)) {
    console.log(`\n${name}`);
    await section();
  }
}
