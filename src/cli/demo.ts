import { Command } from 'commander';

export function demoCommand(): Command {
  return new Command('demo')
    .description('starts a throw-away instance, sends it the examples and prints what became of them')
    .action(async () => {
      const { runDemo } = await import('./demoRun.ts');
      await runDemo();
    });
}
