import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

/** The standards' own files, read where they are; tests that need them skip where they are absent. */
export const KITH_STANDARDS = fileURLToPath(new URL('../../../shared/standards/kith', import.meta.url));
export const SCHEMA_DIR = `${KITH_STANDARDS}/xsd`;
export const HAS_STANDARDS = existsSync(SCHEMA_DIR);

/** Printed in the name of what is skipped. */
export const NEEDS_STANDARDS = HAS_STANDARDS ? '' : ' (skipped: ../shared/standards/kith is absent)';

export interface Sample {
  readonly name: string;
  readonly bytes: Uint8Array;
}

/** The official samples of a folder whose name fits. */
export function samples(folder: string, pattern: RegExp): readonly Sample[] {
  const path = `${KITH_STANDARDS}/${folder}`;
  return HAS_STANDARDS
    ? readdirSync(path)
        .filter((name) => pattern.test(name))
        .map((name) => ({ name, bytes: readFileSync(`${path}/${name}`) }))
    : [];
}
