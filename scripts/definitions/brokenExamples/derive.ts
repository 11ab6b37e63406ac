import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { edited } from './edit.ts';
import { BROKEN_MESSAGES } from './messages.ts';
import { BROKEN_PATHWAYS } from './pathway.ts';
import { BROKEN_PERSONS } from './persons.ts';
import type { BrokenExample } from './row.ts';

export const EXAMPLES_DIR = fileURLToPath(new URL('../../../examples/profiles', import.meta.url));

export const BROKEN_EXAMPLES: readonly BrokenExample[] = [
  ...BROKEN_PERSONS,
  ...BROKEN_PATHWAYS,
  ...BROKEN_MESSAGES,
];

/** An example with where it stands. */
export interface ProfileExample {
  readonly path: string;
  readonly resource: object;
}

/** The valid examples of a profile, which are kept by hand. */
export function validExamples(profile: string): readonly ProfileExample[] {
  return readdirSync(join(EXAMPLES_DIR, profile))
    .filter((name) => name.endsWith('.json'))
    .sort()
    .map((name) => readExample(join(EXAMPLES_DIR, profile, name)));
}

/** What a row is made to. */
export function brokenExample({ profile, example, breaks, edit }: BrokenExample): ProfileExample {
  const { resource } = readExample(join(EXAMPLES_DIR, profile, `${example}.json`));
  const id = breaks.replace(/^\w+[. ]/, '').replaceAll(/[^A-Za-z0-9]+/g, '-');
  return {
    path: join(EXAMPLES_DIR, profile, 'invalid', `${id}.json`),
    resource: edited(resource, { id, ...edit }),
  };
}

export function layOutExample(resource: object): string {
  return `${JSON.stringify(resource, null, 2)}\n`;
}

function readExample(path: string): ProfileExample {
  return { path, resource: JSON.parse(readFileSync(path, 'utf8')) as object };
}
