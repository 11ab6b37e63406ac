import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import type { FindingDefinition, Sentence } from '../../src/findings/finding.ts';
import { CODE_SYSTEM } from '../../src/fhir/systems.ts';

const SRC = fileURLToPath(new URL('../../src', import.meta.url));

interface NamedDefinition {
  readonly name: string;
  readonly definition: FindingDefinition;
}

function isDefinition(value: unknown): value is FindingDefinition {
  return typeof value === 'object' && value !== null && 'issueType' in value && 'remedy' in value;
}

/** The exported tables of findings of all rooms. */
const modules = readdirSync(SRC, { recursive: true, encoding: 'utf8' }).filter(
  (path) => path.endsWith('.ts') && /FindingDefinition>/.test(readFileSync(`${SRC}/${path}`, 'utf8')),
);
const definitions: NamedDefinition[] = [];
for (const path of modules) {
  const exported = (await import(`${SRC}/${path}`)) as Readonly<Record<string, unknown>>;
  for (const [table, rows] of Object.entries(exported)) {
    if (typeof rows === 'object' && rows !== null) {
      for (const [key, definition] of Object.entries(rows)) {
        if (isDefinition(definition)) {
          definitions.push({ name: `${path} ${table}.${key}`, definition });
        }
      }
    }
  }
}

/** A value that is itself told in words has a placeholder for each language: `{form}` and `{formNo}`. */
function placeholders(text: string): readonly string[] {
  const names = Array.from(text.matchAll(/\{(\w+)\}/g), ([, name = '']) => name.replace(/No$/, ''));
  return [...new Set(names)].sort();
}

describe('the findings of all rooms', () => {
  it('are found', () => {
    expect(definitions.length).toBeGreaterThan(150);
  });

  it.each(definitions)('$name is told in both languages, with remedy and source', ({ definition }) => {
    const { code, system, message, remedy, source } = definition;
    expect(code).toMatch(system === undefined ? /^[a-z0-9][a-z0-9-]*$/ : /^\S+$/);
    expect(source).toMatch(/\S/);
    const sentences: readonly Sentence[] = [message, remedy];
    for (const { en, no } of sentences) {
      expect(en).toMatch(/\w/);
      expect(no).toMatch(/\w/);
      expect(placeholders(no)).toEqual(placeholders(en));
      // They are printed one after the other; a description taken from the schema ends in its own full stop.
      expect([en, no].filter((sentence) => !/(?:[.!?]|\{description\})$/.test(sentence))).toEqual([]);
    }
  });

  it('that have a number of NPR have it in list 9329', () => {
    for (const { definition } of definitions.filter(({ definition: { code } }) => /^\d+$/.test(code))) {
      expect(definition.system).toBe(CODE_SYSTEM.nprFeedback);
    }
  });
});
