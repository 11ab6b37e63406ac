import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

export interface TemporaryDatabase {
  readonly url: string;
  remove(): void;
}

export function temporaryDatabase(): TemporaryDatabase {
  const folder = mkdtempSync(join(tmpdir(), 'forlopsbro-bench-'));
  return {
    url: `sqlite:${join(folder, 'bench.db')}`,
    remove: () => rmSync(folder, { recursive: true, force: true }),
  };
}
