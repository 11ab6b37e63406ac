import type { ElementDefinition, StructureDefinition } from '@medplum/fhirtypes';
import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { PROFILES_DIR } from '../../scripts/definitions/profiles.ts';
import { FORLOPSBRO } from '../../src/fhir/systems.ts';

/**
 * Whether our extensions stand where their definitions let them, with the values and parts that those allow. It reads
 * the definitions by itself, apart from the validator of the product.
 */

type Json = Readonly<Record<string, unknown>>;

/** Where an element stands: the names by which a context may mean it, from the nearest path to `Element`. */
interface Place {
  /** Path in the definition that knows the children: a type, or a backbone element of one. */
  readonly path: string;
  readonly names: readonly string[];
}

const CORE = dirname(createRequire(import.meta.url).resolve('hl7.fhir.r4.core/package.json'));
const OURS = `${FORLOPSBRO}/StructureDefinition/`;

const structures = new Map<string, StructureDefinition | undefined>();

function structureAt(path: string): StructureDefinition | undefined {
  if (!structures.has(path)) {
    structures.set(
      path,
      existsSync(path) ? (JSON.parse(readFileSync(path, 'utf8')) as StructureDefinition) : undefined,
    );
  }
  return structures.get(path);
}

function elementsOf(structure: StructureDefinition | undefined): readonly ElementDefinition[] {
  return structure?.snapshot?.element ?? [];
}

/** The faults of all our extensions in the resource, each as `PLACE NAME: what is wrong`; each once. */
export function extensionFaults(resource: object): readonly string[] {
  const faults = new Set<string>();
  const type = String((resource as Json).resourceType);
  visit(resource as Json, placeOfType(type, [], true), faults);
  return [...faults];
}

/** Names of our extensions in it, at any depth. */
export function extensionsIn(value: unknown): ReadonlySet<string> {
  const found = new Set<string>();
  JSON.stringify(value, (key, member: unknown) => {
    if (key === 'url' && typeof member === 'string' && member.startsWith(OURS)) {
      found.add(member.slice(OURS.length));
    }
    return member;
  });
  return found;
}

function placeOfType(type: string, names: readonly string[], isResource = false): Place {
  return {
    path: type,
    names: [...names, type, ...(isResource ? ['DomainResource', 'Resource'] : ['Element'])],
  };
}

function visit(value: Json, place: Place, faults: Set<string>): void {
  for (const [key, member] of Object.entries(value)) {
    const items = (Array.isArray(member) ? member : [member]) as readonly unknown[];
    for (const item of items.filter((each) => typeof each === 'object' && each !== null) as readonly Json[]) {
      if (key === 'extension') {
        checkExtension(item, place, faults);
      } else if (typeof item.resourceType === 'string') {
        visit(item, placeOfType(item.resourceType, [], true), faults);
      } else {
        const child = childOf(place, key.replace(/^_/, ''));
        if (child === undefined) {
          faults.add(`${place.path} has no element ${key}`);
        } else {
          visit(item, child, faults);
        }
      }
    }
  }
}

/** The place of a child, with the child’s type where that is a data type; undefined when there is no such child. */
function childOf({ path }: Place, name: string): Place | undefined {
  const [type = ''] = path.split('.');
  const elements = elementsOf(structureAt(join(CORE, `StructureDefinition-${type}.json`)));
  const wanted = `${path}.${name}`;
  const found = elements.find((element) => element.path === wanted) ?? choiceOf(elements, path, name);
  if (found === undefined) {
    return undefined;
  }
  if (found.contentReference !== undefined) {
    const target = found.contentReference.replace(/^.*#/, '');
    return { path: target, names: [wanted, target, 'BackboneElement', 'Element'] };
  }
  const code = found.path.endsWith('[x]') ? typeOfChoice(found, name) : found.type?.[0]?.code;
  return code === undefined || ['BackboneElement', 'Element'].includes(code)
    ? { path: wanted, names: [wanted, 'BackboneElement', 'Element'] }
    : placeOfType(code.replace('http://hl7.org/fhirpath/System.String', 'string'), [wanted, found.path]);
}

function choiceOf(
  elements: readonly ElementDefinition[],
  path: string,
  name: string,
): ElementDefinition | undefined {
  return elements.find(
    (element) =>
      element.path.endsWith('[x]') &&
      element.path.startsWith(`${path}.`) &&
      `${path}.${name}`.startsWith(element.path.slice(0, -3)) &&
      typeOfChoice(element, name) !== undefined,
  );
}

/** The type that `valueString` has, of those that the element may have. */
function typeOfChoice({ path, type = [] }: ElementDefinition, name: string): string | undefined {
  const stem = path.slice(path.lastIndexOf('.') + 1, -3);
  return type.find(({ code }) => `${stem}${code.charAt(0).toUpperCase()}${code.slice(1)}` === name)?.code;
}

function checkExtension(extension: Json, place: Place, faults: Set<string>): void {
  const url = String(extension.url);
  if (!url.startsWith(OURS)) {
    return;
  }
  const name = url.slice(OURS.length);
  const structure = structureAt(join(PROFILES_DIR, 'StructureDefinition', `${name}.json`));
  const report = (what: string): void => {
    faults.add(`${place.names[0] ?? ''} ${name}: ${what}`);
  };
  if (structure === undefined) {
    report('has no definition');
    return;
  }
  const allowed = (structure.context ?? []).some(({ type, expression }) =>
    type === 'extension' ? place.names.includes(`extension ${expression}`) : isAt(expression, place),
  );
  if (!allowed) {
    report('may not stand there');
  }
  checkContent(extension, elementsOf(structure), 'Extension', url, report, faults);
}

function isAt(expression: string | undefined, { names }: Place): boolean {
  return expression !== undefined && names.includes(expression);
}

/** Value and parts of an extension, or of a part, whose element has the id. */
function checkContent(
  extension: Json,
  elements: readonly ElementDefinition[],
  id: string,
  url: string,
  report: (what: string) => void,
  faults: Set<string>,
): void {
  const valueKey = Object.keys(extension)
    .find((key) => /^_?value[A-Z]/.test(key))
    ?.replace(/^_/, '');
  const value = elements.find((element) => element.id === `${id}.value[x]`);
  if (valueKey === undefined ? (value?.min ?? 0) > 0 : value === undefined || value.max === '0') {
    report(valueKey === undefined ? `${id} has no value` : `${id} has a value`);
  }
  if (valueKey !== undefined && value !== undefined && value.max !== '0') {
    const type = typeOfChoice({ ...value, path: 'value[x]' }, valueKey);
    if (type === undefined) {
      report(`${id} has ${valueKey}`);
    } else {
      for (const held of [extension[valueKey], extension[`_${valueKey}`]]) {
        if (typeof held === 'object' && held !== null) {
          visit(held as Json, placeOfType(type, []), faults);
        }
      }
    }
  }
  checkParts(extension, elements, id, url, report, faults);
}

function checkParts(
  extension: Json,
  elements: readonly ElementDefinition[],
  id: string,
  url: string,
  report: (what: string) => void,
  faults: Set<string>,
): void {
  const parts = (Array.isArray(extension.extension) ? extension.extension : []) as readonly Json[];
  const slices = elements.filter(
    (element) => element.path === `${pathOf(id)}.extension` && element.id?.startsWith(`${id}.extension:`),
  );
  const own = parts.filter((part) => !String(part.url).includes(':'));
  for (const part of own.filter(
    ({ url: partUrl }) => !slices.some(({ sliceName }) => sliceName === partUrl),
  )) {
    report(`${id} has no part ${String(part.url)}`);
  }
  for (const { id: sliceId = '', sliceName, min = 0, max = '*', type } of slices) {
    const found = parts.filter((part) => part.url === (type?.[0]?.profile?.[0] ?? sliceName));
    if (found.length < min || (max !== '*' && found.length > Number(max))) {
      report(`${sliceId} occurs ${found.length} times`);
    }
    for (const part of found.filter((each) => each.url === sliceName)) {
      checkContent(part, elements, sliceId, url, report, faults);
    }
  }
  for (const part of parts.filter((each) => String(each.url).startsWith(OURS))) {
    checkExtension(part, { path: 'Extension', names: [`extension ${url}`, 'Extension', 'Element'] }, faults);
  }
}

function pathOf(id: string): string {
  return id.replace(/:[^.]+/g, '');
}
