import { Command } from 'commander';
import { calendarDay } from './calendarDay.ts';
import {
  diffList,
  importList,
  revertList,
  type ChangeOptions,
  type ImportOptions,
} from './catalogue/change.ts';
import { listCatalogue, type ListOptions } from './catalogue/list.ts';
import { showList, type ShowOptions } from './catalogue/show.ts';

export function catalogueCommand(): Command {
  const catalogue = new Command('catalogue')
    .description('the code lists in force: see them, import newer ones, go back')
    .addHelpText(
      'after',
      '\nImports are stored in the database (DATABASE_URL or --database); running services take them up within seconds.' +
        '\nA file is a FHIR CodeSystem as JSON, or CSV with code;display;validFrom;validTo;edition (code and display are required).',
    );
  catalogue.addCommand(
    withDatabase(new Command('list'))
      .description('the lists of the measurement points, the editions, and what has been imported')
      .option('--all', 'every code list')
      .option('--json', 'as JSON')
      .action((options: ListOptions) => listCatalogue(options)),
  );
  catalogue.addCommand(
    withDatabase(new Command('show'))
      .description('the codes of a list; or what an edition of the pathways says, with sources')
      .argument('<list>', 'its number (9327), its id or its URI; or an edition (2023)')
      .option('--code <code>', 'one code only')
      .option('--date <day>', 'only codes that can have been valid on the day, YYYY-MM-DD', calendarDay)
      .option('--filter <text>', 'only codes with this in their texts')
      .option('--json', 'as a FHIR CodeSystem, or with --code as its concept; an edition as what it says')
      .action((list: string, options: ShowOptions) => showList(list, options)),
  );
  catalogue.addCommand(
    withDatabase(new Command('diff'))
      .description('what an import would change; changes nothing')
      .argument('<file>', 'the newer list; - for standard input')
      .option('--list <list>', 'the list that a CSV file is of, such as 9327')
      .option('--json', 'as JSON')
      .action((file: string, options: ImportOptions) => diffList(file, options)),
  );
  catalogue.addCommand(
    withDatabase(new Command('import'))
      .description('put a newer list in force, after its changes have been shown')
      .argument('<file>', 'the newer list; - for standard input, with --yes')
      .option('--list <list>', 'the list that a CSV file is of, such as 9327')
      .option('--yes', 'agree without being asked')
      .option('--json', 'print the changes as JSON')
      .action((file: string, options: ChangeOptions) => importList(file, options)),
  );
  catalogue.addCommand(
    withDatabase(new Command('revert'))
      .description('take an import back')
      .argument('<import>', 'its number, as "catalogue list" shows it')
      .option('--yes', 'agree without being asked')
      .option('--json', 'print the changes as JSON')
      .action((id: string, options: ChangeOptions) => revertList(id, options)),
  );
  return catalogue;
}

function withDatabase(command: Command): Command {
  return command
    .exitOverride()
    .option('--database <url>', 'where imports are stored (default: the setting DATABASE_URL)');
}
