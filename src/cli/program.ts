import { Command, CommanderError } from 'commander';
import { catalogueCommand } from './catalogue.ts';
import { checkCommand } from './check.ts';
import { demoCommand } from './demo.ts';
import { SettingError } from '../config.ts';
import { EXIT } from './exit.ts';
import { generateCommand } from './generate.ts';
import { mapCommand } from './map.ts';
import { reportCommand } from './report.ts';
import { serveCommand } from './serve.ts';
import { translateCommand } from './translate.ts';
import { validateCommand } from './validate.ts';
import { PRODUCT } from '../product.ts';

const program = new Command('forlopsbro')
  .description(
    'Follows one patient through the Norwegian national pathways for mental health and substance use:\n' +
      'pathway records and KITH XML messages to FHIR R4 CarePlan, Task and Encounter, and back.',
  )
  .version(PRODUCT.version)
  .exitOverride()
  .showHelpAfterError('(--help tells how)')
  .addHelpText(
    'after',
    '\nExit status: 0 all is well, 1 the input has errors, 2 wrong usage.\n' +
      'FILE may be - for standard input.',
  );

for (const command of [
  serveCommand,
  mapCommand,
  translateCommand,
  validateCommand,
  checkCommand,
  catalogueCommand,
  generateCommand,
  reportCommand,
  demoCommand,
]) {
  program.addCommand(command().exitOverride());
}

process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  // A reader that has seen enough (`| head`) is no fault of ours.
  process.exit(error.code === 'EPIPE' ? EXIT.ok : EXIT.inputErrors);
});

try {
  await program.parseAsync();
} catch (error) {
  if (error instanceof CommanderError) {
    process.exitCode = error.exitCode === 0 ? EXIT.ok : EXIT.wrongUsage;
  } else if (error instanceof SettingError) {
    process.stderr.write(`forlopsbro: ${error.message}\n`);
    process.exitCode = EXIT.wrongUsage;
  } else {
    throw error;
  }
}
