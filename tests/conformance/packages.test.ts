import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Resource, StructureDefinition } from '@medplum/fhirtypes';
import { create } from 'tar';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createValidator } from '../../src/conformance/compiled/validator.ts';
import { createConformance, type Conformance } from '../../src/conformance/conformance.ts';
import { definitionFilesOf } from '../../src/conformance/definitionFiles.ts';
import { ownProfilesOf } from '../../src/conformance/ownProfiles.ts';
import { openKnowledge } from '../../src/knowledge.ts';
import { producedFromRecords } from './profiles/produced.ts';

const NO_BASIS = join(import.meta.dirname, '../../../shared/standards/no-basis');

describe.skipIf(!existsSync(NO_BASIS))('no-basis as a package (skipped without ../shared)', () => {
  let folder: string;
  let conformance: Conformance;

  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'forlopsbro-no-basis-'));
    mkdirSync(join(folder, 'package'));
    for (const type of ['StructureDefinition', 'ValueSet', 'CodeSystem', 'NamingSystem', 'SearchParameter']) {
      for (const name of readdirSync(join(NO_BASIS, type))) {
        writeFileSync(join(folder, 'package', `${type}-${name}`), readFileSync(join(NO_BASIS, type, name)));
      }
    }
    const manifest = {
      name: 'hl7.fhir.no.basis',
      version: '2.2.0',
      dependencies: { 'hl7.fhir.r4.core': '4.0.1' },
    };
    writeFileSync(join(folder, 'package', 'package.json'), JSON.stringify(manifest));
    create({ gzip: true, sync: true, cwd: folder, file: join(folder, 'no-basis.tgz') }, ['package']);
    rmSync(join(folder, 'package'), { recursive: true });
    const knowledge = openKnowledge(folder);
    expect(knowledge.definitions.faults).toEqual([]);
    conformance = createConformance({ current: knowledge });
  });

  afterAll(() => rmSync(folder, { recursive: true }));

  function judge(resource: object, profiles: readonly string[] = []): readonly string[] {
    return conformance
      .judgeText(JSON.stringify(resource), profiles)
      .filter(({ severity, definition }) => severity === 'error' || definition.code === 'unknown-profile')
      .map(({ definition, place }) => `${definition.code} ${place}`);
  }

  it.each([
    'Patient-Espen-Eksempel',
    'Patient-Jannice-S_reng',
    'Practitioner-example',
    'Organization-example',
  ])('its example %s keeps its profile, which has no snapshot', (name) => {
    const text = readFileSync(join(NO_BASIS, 'Examples', `no-basis-${name}.json`), 'utf8');
    // The comments are of the form that the examples were converted from.
    const example = JSON.parse(text, (key, value: unknown) =>
      key === 'fhir_comments' ? undefined : value,
    ) as object;
    expect(judge(withoutEmpty(example) as object)).toEqual([]);
  });

  it('its rules are kept to', () => {
    const patient = {
      resourceType: 'Patient',
      identifier: [{ system: 'urn:oid:2.16.578.1.12.4.1.4.1', use: 'official' }],
    };
    const profile = 'http://hl7.no/fhir/StructureDefinition/no-basis-Patient';
    expect(judge(patient)).toEqual([]);
    expect(judge(patient, [profile])).toEqual(['required-element Patient.identifier[0]']);
    expect(judge(patient, [`${profile}|0.0.1`])).toEqual(['profile-unknown ']);
  });
});

/** A property that held comments alone is no property. */
function withoutEmpty(value: unknown): unknown {
  if (Array.isArray(value)) {
    return value.map((each) => withoutEmpty(each));
  }
  if (typeof value !== 'object' || value === null) {
    return value;
  }
  const entries = Object.entries(value).map(([key, child]) => [key, withoutEmpty(child)] as const);
  return Object.fromEntries(
    entries.filter(
      ([, child]) => typeof child !== 'object' || child === null || Object.keys(child).length > 0,
    ),
  );
}

describe('a profile without a snapshot', () => {
  const knowledge = openKnowledge();
  const files = definitionFilesOf(knowledge.definitions);
  const withSnapshots = createValidator({ files });
  const withoutSnapshots = createValidator({
    files: {
      ...files,
      structure: (canonical) => {
        const structure = files.structure(canonical);
        return structure?.url.startsWith('https://forlopsbro.no/') === true &&
          structure.differential !== undefined
          ? withoutSnapshot(structure)
          : structure;
      },
    },
  });

  function withoutSnapshot(structure: StructureDefinition): StructureDefinition {
    const { snapshot, ...rest } = structure;
    return snapshot === undefined ? structure : rest;
  }

  it('judges as it does with one, whatever is taken out of what it judges', () => {
    const seen = new Set<string>();
    let judged = 0;
    for (const { resource } of producedFromRecords(10)) {
      const profiles = ownProfilesOf(resource, knowledge.definitions);
      for (const variant of profiles.length === 0 || resource.resourceType === 'Bundle'
        ? []
        : variantsOf(resource)) {
        const text = JSON.stringify(variant);
        if (!seen.has(text) && judged < 1_000) {
          seen.add(text);
          judged += 1;
          const [one, other] = [withSnapshots, withoutSnapshots].map((validator) =>
            validator
              .validate(variant, { profiles })
              .map(({ severity, definition, place }) => `${severity} ${definition.code} ${place}`)
              .sort(),
          );
          expect(other, text).toEqual(one);
        }
      }
    }
    expect(judged).toBeGreaterThan(500);
  });
});

/** The resource, and it without each of its elements down to the second level. */
function variantsOf(resource: Resource): readonly object[] {
  const whole = resource as unknown as Readonly<Record<string, unknown>>;
  const keys = Object.keys(whole).filter((key) => key !== 'resourceType');
  const omit = (object: object, key: string): object =>
    Object.fromEntries(Object.entries(object).filter(([each]) => each !== key));
  return [
    whole,
    ...keys.map((key) => omit(whole, key)),
    ...keys.flatMap((key) => {
      const value = whole[key];
      const first: unknown = Array.isArray(value) ? value[0] : value;
      return typeof first !== 'object' || first === null
        ? []
        : Object.keys(first).map((inner) => {
            const less = omit(first, inner);
            return {
              ...whole,
              [key]: Array.isArray(value) ? [less, ...(value as unknown[]).slice(1)] : less,
            };
          });
    }),
  ];
}
