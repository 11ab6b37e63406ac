import { Command, InvalidArgumentError } from 'commander';
import { once } from 'node:events';
import { calendarDay } from './calendarDay.ts';
import { norwegianDay } from '../exchange/clock.ts';
import { openKnowledge } from '../knowledge.ts';
import { generateFaults } from '../synthetic/faults.ts';
import { generateRecords } from '../synthetic/records.ts';

export function generateCommand(): Command {
  return new Command('generate')
    .description('synthetic pathway records as NDJSON: one a line, each of a pathway of its own')
    .option('--count <n>', 'how many', wholeNumber, 10)
    .option('--seed <s>', 'same seed, same records', wholeNumber, 1)
    .option(
      '--today <date>',
      'the day on which the records are made, YYYY-MM-DD (default: today)',
      calendarDay,
    )
    .option(
      '--faults',
      'each line {record, finding}: a record with one fault, and the code of the finding expected',
    )
    .addHelpText(
      'after',
      '\nThe same seed gives the same records on the same day; name --today to have them on any other.' +
        '\nExample: npm run -s forlopsbro -- generate --count 3 --seed 7',
    )
    .action(async (options: { count: number; seed: number; today?: string; faults?: boolean }) => {
      const { catalogue } = openKnowledge();
      const request = {
        seed: options.seed,
        count: options.count,
        today: options.today ?? norwegianDay(new Date()),
        catalogue,
      };
      const lines: Iterable<unknown> =
        options.faults === true ? generateFaults(request) : generateRecords(request);
      for (const line of lines) {
        if (!process.stdout.write(`${JSON.stringify(line)}\n`)) {
          await once(process.stdout, 'drain');
        }
      }
    });
}

function wholeNumber(text: string): number {
  const number = Number(text);
  if (!Number.isSafeInteger(number) || number < 0) {
    throw new InvalidArgumentError('a whole number from 0 is wanted.');
  }
  return number;
}
