/** kill -9 under load, as long as you like: `npm run chaos -- --seed 7 --kills 50 --records 20000`. */
import { parseArgs } from 'node:util';
import { killDuringLoad } from './killDuringLoad.ts';

const { values } = parseArgs({
  options: {
    seed: { type: 'string', default: '1' },
    kills: { type: 'string', default: '30' },
    records: { type: 'string', default: '10000' },
  },
});
const { answered, unanswered, losses } = await killDuringLoad({
  seed: Number(values.seed),
  kills: Number(values.kills),
  records: Number(values.records),
  longestRun: 300,
  print: (line) => {
    console.log(line);
  },
});
console.log(`${answered} records answered, ${unanswered} cut off by a kill, ${losses.length} losses`);
for (const loss of losses) {
  console.log(`  ${loss}`);
}
process.exitCode = losses.length === 0 ? 0 : 1;
