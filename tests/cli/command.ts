import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';

export const ROOT = fileURLToPath(new URL('../..', import.meta.url));

export interface CommandResult {
  readonly status: number | null;
  readonly output: string;
  readonly errors: string;
}

/** Runs `forlopsbro` as its users do, with nothing in the environment but what is given. */
export function forlopsbro(
  command: readonly string[],
  { input = '', environment = {} }: { input?: string; environment?: Readonly<Record<string, string>> } = {},
): Promise<CommandResult> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, ['src/cli/forlopsbro.ts', ...command], {
      cwd: ROOT,
      env: { PATH: process.env['PATH'], ...environment },
    });
    let output = '';
    let errors = '';
    child.stdout.setEncoding('utf8').on('data', (text: string) => (output += text));
    child.stderr.setEncoding('utf8').on('data', (text: string) => (errors += text));
    child.once('error', reject);
    child.once('close', (status) => {
      resolve({ status, output, errors });
    });
    child.stdin.on('error', () => undefined);
    child.stdin.end(input);
  });
}
