import type { ElementDefinition, ElementDefinitionType, StructureDefinition } from '@medplum/fhirtypes';
import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { baseResourceTypes } from './baseStructures.ts';

/** What a FHIR version says of one element: its types, or the names of the elements within it. */
interface ElementOfVersion {
  readonly types?: readonly string[];
  readonly elements?: readonly string[];
  readonly modifier?: boolean;
}

type ElementsOfVersion = Readonly<Record<string, ElementOfVersion>>;

const FOLDER = join(
  dirname(createRequire(import.meta.url).resolve('hl7.fhir.xver-extensions/package.json')),
  'other',
);
const CROSS_VERSION = /^http:\/\/hl7\.org\/fhir\/(\d\.\d)\/StructureDefinition\/extension-([A-Za-z0-9.]+)$/;
const TYPE_PREFIX = 'http://hl7.org/fhir/StructureDefinition/';
/** Marks a type, or an element within, that R4 has too, so that no extension is needed for it. */
const IN_R4 = '!';

/** By version, made when the first of its extensions is met; undefined: HL7 publishes no list of that version. */
const versions = new Map<string, ElementsOfVersion | undefined>();

function elementsOf(version: string): ElementsOfVersion | undefined {
  if (!versions.has(version)) {
    const path = join(FOLDER, `xver-paths-${version}.json`);
    versions.set(
      version,
      existsSync(path) ? (JSON.parse(readFileSync(path, 'utf8')) as ElementsOfVersion) : undefined,
    );
  }
  return versions.get(version);
}

/**
 * The definition of an extension that stands for an element of another FHIR version,
 * `http://hl7.org/fhir/5.0/StructureDefinition/extension-Task.doNotPerform`; undefined when the URL is none of these or
 * that version has no such element (http://hl7.org/fhir/versions.html#extensions).
 */
export function crossVersionExtension(url: string): StructureDefinition | undefined {
  const [, version = '', name = ''] = CROSS_VERSION.exec(url) ?? [];
  const elements = version === '' ? undefined : elementsOf(version);
  const element = elements && elementNamed(elements, name);
  if (elements === undefined || (element?.types === undefined && element?.elements === undefined)) {
    return undefined;
  }
  return {
    resourceType: 'StructureDefinition',
    url,
    name: `Extension-${version}-${name}`,
    title: `${name} of FHIR ${version}`,
    status: 'active',
    fhirVersion: '4.0.1',
    kind: 'complex-type',
    abstract: false,
    type: 'Extension',
    baseDefinition: `${TYPE_PREFIX}Extension`,
    derivation: 'constraint',
    context: [
      { type: 'element', expression: name.includes('.') ? name.slice(0, name.lastIndexOf('.')) : name },
    ],
    differential: {
      element: [
        {
          id: 'Extension',
          path: 'Extension',
          min: 0,
          max: '*',
          ...(element.modifier === true && { isModifier: true }),
        },
        ...contentOf('Extension', url, name, element, elements),
      ],
    },
  };
}

function elementNamed(elements: ElementsOfVersion, name: string): ElementOfVersion | undefined {
  return [name, `${name}[x]`].flatMap((key) => (Object.hasOwn(elements, key) ? [elements[key]] : []))[0];
}

/** What stands in the extension for the element: a value of its types, or an extension for each element within. */
function contentOf(
  id: string,
  url: string,
  name: string,
  element: ElementOfVersion,
  elements: ElementsOfVersion,
): ElementDefinition[] {
  const fixedUrl = at(`${id}.url`, { min: 1, max: '1', fixedUri: url });
  if (element.types !== undefined) {
    return [
      at(`${id}.extension`, { min: 0, max: '0' }),
      fixedUrl,
      at(`${id}.value[x]`, { min: 1, max: '1', ...typesOf(element.types) }),
    ];
  }
  const parts = (element.elements ?? []).flatMap((part) => partOf(id, name, part, elements));
  const slicing: ElementDefinition['slicing'] = {
    discriminator: [{ type: 'value', path: 'url' }],
    rules: 'open',
  };
  return [
    ...(parts.length === 0 ? [] : [at(`${id}.extension`, { slicing })]),
    ...parts,
    fixedUrl,
    at(`${id}.value[x]`, { min: 0, max: '0' }),
  ];
}

function partOf(id: string, name: string, part: string, elements: ElementsOfVersion): ElementDefinition[] {
  const element = part.startsWith(IN_R4) ? undefined : elements[`${name}.${part}`];
  if (element === undefined) {
    return [];
  }
  const sliceName = part.replace('[x]', '');
  const sliceId = `${id}.extension:${sliceName}`;
  return [
    at(sliceId, { sliceName, min: 0, max: '*' }),
    ...contentOf(sliceId, sliceName, `${name}.${part}`, element, elements),
  ];
}

function at(id: string, rules: Partial<ElementDefinition>): ElementDefinition {
  return { id, path: id.replaceAll(/:[^.]*/g, ''), ...rules };
}

/** `Reference(Patient,Group)` and the like; where R4 has them all, nothing is said of them. */
function typesOf(types: readonly string[]): Pick<ElementDefinition, 'type'> {
  const others = types.filter((type) => !type.startsWith(IN_R4)).map(typeOf);
  return others.length === 0 ? {} : { type: others };
}

function typeOf(type: string): ElementDefinitionType {
  const [code = '', targets] = type.split(/[()]/);
  if (targets === undefined || !['Reference', 'canonical', 'CodeableReference'].includes(code)) {
    return { code };
  }
  return {
    code,
    targetProfile: targets
      .split(/[,|]/)
      .map((target) => (target === 'Any' ? 'Resource' : target))
      .filter((target) => target === 'Resource' || baseResourceTypes().has(target))
      .map((target) => TYPE_PREFIX + target),
  };
}
