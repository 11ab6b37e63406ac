import type { Measure } from '@medplum/fhirtypes';
import { Command, CommanderError, Option } from 'commander';
import { existsSync } from 'node:fs';
import { readSettings } from '../config.ts';
import { norwegianDay } from '../exchange/clock.ts';
import type { Language } from '../findings/finding.ts';
import { knowledgeInForce } from './knowledgeInForce.ts';
import { historyOfStored } from '../mapping/history/historyOfStored.ts';
import { dateOfDay, dayOfParts } from '../pathway/calendarDay.ts';
import { csvReport } from '../reports/csvReport.ts';
import { findTrusts } from '../reports/findTrusts.ts';
import { indicatorsOf } from '../reports/indicator.ts';
import { evaluateIndicators } from '../reports/indicatorReport.ts';
import { reportPeriod } from '../reports/observation.ts';
import { reportPage } from '../reports/page/reportPage.ts';
import { present, type Presentation } from '../reports/presentation.ts';
import { textReport } from '../reports/textReport.ts';
import { LOCAL_OPERATOR } from '../store/actor.ts';
import { parseDatabaseUrl } from '../store/engine/databaseUrl.ts';
import { openStore } from '../store/openStore.ts';
import { calendarDay } from './calendarDay.ts';
import { EXIT } from './exit.ts';

interface ReportOptions {
  readonly from?: string;
  readonly to?: string;
  readonly pathway?: string;
  readonly trust?: string;
  readonly format: keyof typeof FORMATS;
  readonly language: Language;
  readonly database?: string;
  readonly hideSmallNumbers?: boolean;
}

const FORMATS = { text: textReport, csv: csvReport, html: reportPage } satisfies Record<
  string,
  (presentation: Presentation) => string
>;

export function reportCommand(): Command {
  return new Command('report')
    .description('pathway times and activity of the stored pathways, as the national reports count them')
    .option(
      '--from <date>',
      'first day, YYYY-MM-DD (default: the first of the month, eleven months ago)',
      calendarDay,
    )
    .option('--to <date>', 'last day, YYYY-MM-DD (default: today)', calendarDay)
    .option('--pathway <type>', 'only pathways of this type, e.g. D11')
    .option('--trust <number>', 'only of this trust: organisation number, HER-id, RESH-id or Organization/ID')
    .addOption(
      new Option('--format <format>', 'a table, CSV, or one HTML page with plots')
        .choices(Object.keys(FORMATS))
        .default('text'),
    )
    .addOption(new Option('--language <language>', 'en or no').choices(['en', 'no']).default('en'))
    .option('--database <url>', 'where the pathways are stored (default: the setting DATABASE_URL)')
    .option('--hide-small-numbers', 'show <5 for numbers from 1 to 4')
    .addHelpText(
      'after',
      '\nIt names trusts and no patients.' +
        '\nExample: npm run -s forlopsbro -- report --from 2024-01-01 --to 2024-04-30 --format html > report.html',
    )
    .action(runReport);
}

async function runReport(options: ReportOptions): Promise<void> {
  const madeAt = new Date();
  const today = norwegianDay(madeAt);
  const to = options.to ?? today;
  const from = options.from ?? firstOfTwelveMonths(to);
  const { catalogue, definitions } = await knowledgeInForce(options);
  if (from > to) {
    throw wrongUsage(`--from ${from} lies after --to ${to}`);
  }
  if (options.pathway !== undefined && !catalogue.pathwayTypes.has(options.pathway)) {
    throw wrongUsage(
      `--pathway ${options.pathway} is no pathway type: ${[...catalogue.pathwayTypes.keys()].join(', ')}`,
    );
  }
  const store = await openExisting(options.database);
  try {
    const repository = store.repository(LOCAL_OPERATOR);
    const trusts = options.trust === undefined ? undefined : await findTrusts(repository, options.trust);
    if (trusts?.size === 0) {
      throw wrongUsage(`--trust ${options.trust ?? ''}: no organisation with this number is stored`);
    }
    const report = await evaluateIndicators({
      repository,
      readHistory: historyOfStored,
      catalogue,
      indicators: indicatorsOf(definitions.all<Measure>('Measure')),
      choice: {
        ...(options.pathway !== undefined && { pathwayType: options.pathway }),
        ...(trusts !== undefined && { trusts }),
      },
      period: reportPeriod(from, to, today),
    });
    process.stdout.write(
      FORMATS[options.format](
        present(report, {
          catalogue,
          madeAt,
          language: options.language,
          hideSmallNumbers: options.hideSmallNumbers === true,
        }),
      ),
    );
  } finally {
    await store.close();
  }
}

/** A report makes no database: one that is not there is a wrong address. */
async function openExisting(named: string | undefined): ReturnType<typeof openStore> {
  const { databaseUrl } = readSettings({ DATABASE_URL: named ?? process.env['DATABASE_URL'] });
  const location = parseDatabaseUrl(databaseUrl);
  if ('path' in location && !existsSync(location.path)) {
    throw wrongUsage(`there is no database at ${location.path}; --database or DATABASE_URL says where it is`);
  }
  return openStore({ databaseUrl, check: () => [] });
}

function firstOfTwelveMonths(to: string): string {
  const [year = 0, month = 1] = to.split('-').map(Number);
  return dateOfDay(month === 12 ? dayOfParts(year, 1, 1) : dayOfParts(year - 1, month + 1, 1));
}

function wrongUsage(message: string): CommanderError {
  process.stderr.write(`forlopsbro: ${message}\n`);
  return new CommanderError(EXIT.wrongUsage, 'forlopsbro.report', message);
}
