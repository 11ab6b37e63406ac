import { Command } from 'commander';
import { SETTING_ROWS } from '../config.ts';

export function serveCommand(): Command {
  const width = Math.max(...SETTING_ROWS.map((row) => row.name.length));
  const table = SETTING_ROWS.map(
    (row) =>
      `  ${row.name.padEnd(width)}  ${row.meaning}${row.byDefault === '' ? '' : ` (${row.byDefault})`}`,
  ).join('\n');
  return new Command('serve')
    .description('start the service')
    .addHelpText('after', `\nSettings, from the environment (default in brackets):\n${table}`)
    .action(async () => {
      const { run } = await import('../service.ts');
      await run(process.env);
    });
}
