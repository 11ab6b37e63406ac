import { spawn, type ChildProcessWithoutNullStreams } from 'node:child_process';
import { existsSync } from 'node:fs';
import { homedir } from 'node:os';
import { join, resolve } from 'node:path';
import { createInterface } from 'node:readline';

/** What the official validator says of one resource. */
export interface OfficialVerdict {
  readonly file: string;
  readonly errors: number;
  readonly failed?: boolean;
  readonly issues: readonly {
    readonly severity: string;
    readonly id: string | null;
    readonly expression: string;
    readonly message: string;
  }[];
}

const FOLDER = resolve(import.meta.dirname, '../../../shared/tools/hl7-validator');

function home(): string {
  const cache = process.env['XDG_CACHE_HOME'] ?? join(homedir(), '.cache');
  return process.env['HL7_VALIDATOR_HOME'] ?? join(cache, 'hl7-validator');
}

/** Whether HL7's validator is at hand and installed. */
export function officialValidatorIsInstalled(): boolean {
  return existsSync(join(FOLDER, 'validate')) && existsSync(join(home(), 'classes'));
}

/** HL7's Java validator as one warm process, which judges one resource after another. */
export class OfficialValidator {
  readonly #process: ChildProcessWithoutNullStreams;
  readonly #waiting: ((verdict: OfficialVerdict) => void)[] = [];

  constructor(definitions: readonly string[] = []) {
    this.#process = spawn(
      'nice',
      ['-n', '10', join(FOLDER, 'validate'), ...definitions.flatMap((folder) => ['--ig', folder]), '--stdin'],
      { env: { ...process.env, HL7_VALIDATOR_MEMORY: process.env['HL7_VALIDATOR_MEMORY'] ?? '3g' } },
    );
    this.#process.stderr.resume();
    createInterface({ input: this.#process.stdout }).on('line', (line) => {
      if (line.startsWith('{')) {
        this.#waiting.shift()?.(JSON.parse(line) as OfficialVerdict);
      }
    });
  }

  judge(text: string, id: string, profiles?: readonly string[]): Promise<OfficialVerdict> {
    return new Promise((settle) => {
      this.#waiting.push(settle);
      this.#process.stdin.write(`${JSON.stringify({ text, id, ...(profiles && { profiles }) })}\n`);
    });
  }

  close(): void {
    this.#process.stdin.end();
  }
}
