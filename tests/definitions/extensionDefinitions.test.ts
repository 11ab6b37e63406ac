import type { Bundle, StructureDefinition } from '@medplum/fhirtypes';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { PROFILES_DIR } from '../../scripts/definitions/profiles.ts';
import { FORLOPSBRO } from '../../src/fhir/systems.ts';
import { appRecToBundle } from '../../src/formats/kith/appRec.ts';
import { createKithDecoder } from '../../src/formats/kith/decode.ts';
import { FORMATS } from '../../src/formats/kith/formats.ts';
import { openKnowledge } from '../../src/knowledge.ts';
import { producedFromMessages, producedFromRecords } from '../conformance/profiles/produced.ts';
import { bundleOf } from '../formats/kith/messages.ts';
import { generatedMessage } from '../standards/generatedMessage.ts';
import { HAS_STANDARDS, NEEDS_STANDARDS } from '../standards/kith.ts';
import { extensionFaults } from './extensionUse.ts';

/** The acknowledgements of the shipped messages, in both versions. */
function acknowledgements(): readonly Bundle[] {
  const folder = join(PROFILES_DIR, '../examples/messages');
  const decoder = createKithDecoder(openKnowledge());
  return readdirSync(folder)
    .filter((name) => name.endsWith('.xml'))
    .flatMap((name) => {
      const decoded = decoder.decode(readFileSync(join(folder, name)));
      return decoded.kind === 'unreadable'
        ? []
        : (['1.0', '1.1'] as const).map((version) =>
            appRecToBundle({
              id: 'c2a7f0de-7f43-4a5c-9a53-0b5f6d2e1a99',
              generated: new Date('2026-03-02T12:00:00Z'),
              envelope: decoded.envelope,
              faults: decoded.kind === 'rejected' ? decoded.faults : [],
              version,
            }),
          );
    });
}

/** Messages of every type with everything that the official schemas allow; each variant takes other alternatives. */
function generated(): readonly Bundle[] {
  const decoder = createKithDecoder(openKnowledge());
  return FORMATS.flatMap((format) =>
    [0, 1, 2, 3].map((variant) => {
      let calls = variant;
      const xml = generatedMessage(format, format.eventCodes[variant % format.eventCodes.length], {
        choose: (below) => (calls += 1 + variant) % below,
        isMaximal: true,
      });
      return bundleOf(decoder.decode(xml));
    }),
  );
}

const faultsOf = (resources: readonly object[]): readonly string[] => [
  ...new Set(resources.flatMap((resource) => extensionFaults(resource))),
];

describe('our extensions stand where their definitions let them, with the values and parts that those allow', () => {
  it('in what becomes of pathway records', () => {
    expect(faultsOf(producedFromRecords(100).map(({ resource }) => resource))).toEqual([]);
  });

  it('in what becomes of messages, as message Bundle and as what is stored', () => {
    expect(faultsOf(producedFromMessages().map(({ resource }) => resource))).toEqual([]);
  });

  it.skipIf(!HAS_STANDARDS)(`in whatever the official schemas allow${NEEDS_STANDARDS}`, () => {
    expect(faultsOf(generated())).toEqual([]);
  });

  it('in acknowledgements', () => {
    expect(faultsOf(acknowledgements())).toEqual([]);
  });

  it('in the definitions themselves', () => {
    const definitions = readdirSync(PROFILES_DIR, { recursive: true, encoding: 'utf8' })
      .filter((path) => /^[A-Z]\w+\/[^/]+\.json$/.test(path))
      .map((path) => JSON.parse(readFileSync(join(PROFILES_DIR, path), 'utf8')) as object);
    expect(faultsOf(definitions)).toEqual([]);
  });
});

describe('our extensions', () => {
  const folder = join(PROFILES_DIR, 'StructureDefinition');
  const extensions = readdirSync(folder)
    .map((name) => JSON.parse(readFileSync(join(folder, name), 'utf8')) as StructureDefinition)
    .filter(({ type, url }) => type === 'Extension' && url.startsWith(FORLOPSBRO));

  it.each(extensions.map((definition) => [definition.id ?? '', definition] as const))(
    '%s says what it means, where it stands and where it is from',
    (_id, { description, purpose, context = [], snapshot }) => {
      expect(description).toMatch(/\.$/);
      expect(purpose).toMatch(/^Source: .+\.$/);
      expect(context.length).toBeGreaterThan(0);
      expect(snapshot?.element.length).toBeGreaterThan(0);
    },
  );
});
