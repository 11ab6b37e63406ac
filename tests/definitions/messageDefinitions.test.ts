import type { CodeSystem, Coding, MessageDefinition, MessageHeader } from '@medplum/fhirtypes';
import { globSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { findingDefinitions } from '../../scripts/definitions/findingCodes.ts';
import { PROFILES_DIR, SOURCE_DIR } from '../../scripts/definitions/profiles.ts';
import { CODE_SYSTEM, FORLOPSBRO } from '../../src/fhir/systems.ts';
import { MESSAGE_CLASS } from '../../src/formats/kith/mapping/classTag.ts';
import { MESSAGE_SECTION } from '../../src/formats/kith/mapping/section.ts';
import { definitionOf } from '../../src/formats/kith/format.ts';
import { FORMATS } from '../../src/formats/kith/formats.ts';
import { openKnowledge } from '../../src/knowledge.ts';
import { producedFromMessages, producedFromRecords } from '../conformance/profiles/produced.ts';

const { definitions } = openKnowledge();
const produced = [...producedFromRecords(50), ...producedFromMessages()];

/** Codes of the system anywhere in what is produced. */
function codesOf(system: string): readonly string[] {
  const codes = new Set<string>();
  JSON.stringify(produced, (_key, value: unknown) => {
    const coding = value as Coding | null;
    if (typeof coding === 'object' && coding?.system === system && coding.code !== undefined) {
      codes.add(coding.code);
    }
    return value;
  });
  return [...codes].sort();
}

function conceptsOf(url: string): CodeSystem['concept'] & object {
  const found = definitions.find(url);
  return found?.resourceType === 'CodeSystem' ? (found.concept ?? []) : [];
}

describe('our own codes in what messages and records become', () => {
  it.each([MESSAGE_CLASS, MESSAGE_SECTION, CODE_SYSTEM.finding])('are in %s', (system) => {
    const known = conceptsOf(system).map(({ code }) => code);
    const used = codesOf(system);
    expect(used.length).toBeGreaterThan(0);
    expect(used.filter((code) => !known.includes(code))).toEqual([]);
  });

  it.each([MESSAGE_CLASS, MESSAGE_SECTION, CODE_SYSTEM.finding])(
    'have a text in both languages in %s',
    (system) => {
      const incomplete = conceptsOf(system).filter(
        ({ display, designation = [] }) =>
          display === undefined || !designation.some(({ language }) => language === 'en'),
      );
      expect(incomplete).toEqual([]);
    },
  );
});

describe('codes of findings', () => {
  it('are of every table of findings in src', async () => {
    const tables = globSync('**/*.ts', { cwd: SOURCE_DIR }).filter((path) =>
      /\n {4}remedy: \{|^ {2}remedy: /m.test(readFileSync(join(SOURCE_DIR, path), 'utf8')),
    );
    const codes = new Set((await findingDefinitions()).map(({ code }) => code));
    const stated = tables.flatMap((path) =>
      [
        ...readFileSync(join(SOURCE_DIR, path), 'utf8').matchAll(/^ +code: '([a-z][a-z-]+)',\n +severity/gm),
      ].map(([, code]) => code ?? ''),
    );
    expect(stated.length).toBeGreaterThan(100);
    expect(stated.filter((code) => !codes.has(code))).toEqual([]);
  });
});

describe('message definitions', () => {
  it('has one for each format, with the main resource as its focus', () => {
    for (const format of FORMATS) {
      const found = definitions.find(definitionOf(format));
      expect(found).toMatchObject({
        resourceType: 'MessageDefinition',
        focus: [{ code: format.resourceType }],
      });
    }
  });

  it('has what the header of each message names', () => {
    const named = produced
      .map(({ resource }) => resource)
      .filter((resource): resource is MessageHeader => resource.resourceType === 'MessageHeader')
      .flatMap(({ definition }) => definition ?? []);
    expect(named.length).toBeGreaterThan(0);
    expect([...new Set(named)].filter((url) => definitions.find(url) === undefined)).toEqual([]);
  });

  it('names parents and answers that there are', () => {
    const all = readdirSync(join(PROFILES_DIR, 'MessageDefinition')).map(
      (name) =>
        JSON.parse(readFileSync(join(PROFILES_DIR, 'MessageDefinition', name), 'utf8')) as MessageDefinition,
    );
    const named = all.flatMap(({ parent = [], allowedResponse = [], focus = [] }) => [
      ...parent,
      ...allowedResponse.map(({ message }) => message),
      ...focus.flatMap(({ profile }) => profile ?? []),
    ]);
    expect(new Set(named).has(`${FORLOPSBRO}/MessageDefinition/apprec-1.1`)).toBe(true);
    expect([...new Set(named)].filter((url) => definitions.find(url) === undefined)).toEqual([]);
  });
});
