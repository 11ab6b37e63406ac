import type { CodeSystem } from '@medplum/fhirtypes';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { PROFILES_DIR, readCodeSystems } from '../../scripts/definitions/profiles.ts';
import { openDefinitions } from '../../src/definitions/definitions.ts';
import { FORLOPSBRO } from '../../src/fhir/systems.ts';

const codeSystems = readCodeSystems();
const definitions = openDefinitions({ profilesDir: PROFILES_DIR });

/** Codes that only another source of the facts prints: SKDE's list of waiting-time ends. */
const ADDED: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  8445: { 7: 'Henvist til avtalespesialist' },
};

describe('code systems', () => {
  it('have each code once', () => {
    for (const { id, concept = [], count, content } of codeSystems) {
      expect(new Set(concept.map(({ code }) => code)).size, id).toBe(concept.length);
      // How many there are in all is not known of a list that is here in part.
      expect(count, id).toBe(content === 'complete' ? concept.length : undefined);
    }
  });

  it('name the value set of all their codes, which names them', () => {
    for (const { id, url, valueSet = '' } of codeSystems) {
      expect(definitions.find(valueSet), id).toMatchObject({ compose: { include: [{ system: url }] } });
    }
  });

  it('use only properties that they define, with the type that they define', () => {
    for (const { id, concept = [], property = [] } of codeSystems) {
      const types = new Map(
        property.map(({ code, type }) => [code, `value${type.charAt(0).toUpperCase()}${type.slice(1)}`]),
      );
      for (const used of concept.flatMap((each) => each.property ?? [])) {
        expect(Object.keys(used), `${id ?? ''} ${used.code}`).toEqual(['code', types.get(used.code)]);
      }
    }
  });

  it('of the pathways have an English text for every code', () => {
    const lists = [9321, 9322, 9323, 9324, 9325, 9326, 9327, 9328, 9329].map(
      (list) => definitions.read('CodeSystem', `volven-${list}`) as CodeSystem,
    );
    const without = lists
      .flatMap(({ concept = [] }) => concept)
      .filter(({ designation = [] }) => !designation.some(({ language }) => language === 'en'));
    expect(without).toEqual([]);
  });

  it('are complete only where a standard prints them and nothing shows that there is more', () => {
    const complete = codeSystems.filter(
      ({ content, url = '' }) => content === 'complete' && !url.startsWith(FORLOPSBRO),
    );
    expect(complete.filter(({ url = '' }) => /\.93\d\d$/.test(url))).toEqual([]);
    for (const { id, description } of complete) {
      expect(description, id).toMatch(/\bHI(S|SD|TS) \d+|no-basis 2\.2/);
    }
  });
});

const facts = join(import.meta.dirname, '../../../shared/domain');
interface PrintedList {
  readonly codes: Readonly<Record<string, string>>;
  readonly older?: Readonly<Record<string, string>>;
}
describe.skipIf(!existsSync(facts))('against the collected lists (skipped where ../shared is absent)', () => {
  const read = (name: string) =>
    JSON.parse(readFileSync(join(facts, name), 'utf8')) as {
      lists: Record<string, unknown>;
      used_but_not_printed: Record<string, string>;
    };
  const printed = existsSync(facts) ? (read('kith-lists.json').lists as Record<string, PrintedList>) : {};
  const live = existsSync(facts) ? (read('volven.json').lists as Record<string, Record<string, string>>) : {};
  const withoutValues = existsSync(facts) ? read('kith-lists.json').used_but_not_printed : {};
  const codesOf = (list: string): Record<string, string | undefined> | undefined => {
    const found = definitions.read('CodeSystem', `volven-${list}`) as CodeSystem | undefined;
    return found && Object.fromEntries((found.concept ?? []).map(({ code, display }) => [code, display]));
  };

  it('have every list that the facts have values of', () => {
    const missing = [...Object.keys(printed), ...Object.keys(live)].filter(
      (list) => codesOf(list) === undefined,
    );
    expect(missing).toEqual([]);
  });

  it('have a naming system for every list that messages name', () => {
    const named = [...Object.keys(printed), ...Object.keys(live), ...Object.keys(withoutValues)];
    const lacking = named.filter((list) => definitions.read('NamingSystem', `volven-${list}`) === undefined);
    expect(lacking).toEqual([]);
  });

  it('have the codes and texts as printed', () => {
    for (const [list, { codes, older }] of Object.entries(printed).filter(([list]) => !/^932/.test(list))) {
      expect(codesOf(list), list).toEqual({ ...older, ...codes, ...ADDED[list] });
    }
    for (const [list, codes] of Object.entries(live).filter(([list]) => printed[list] === undefined)) {
      expect(codesOf(list), list).toMatchObject(codes);
    }
  });
});
