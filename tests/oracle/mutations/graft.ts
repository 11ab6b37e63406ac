import type { ElementDefinition } from '@medplum/fhirtypes';
import { openDefinitionFiles } from '../../../src/definitions/baseDefinitionFiles.ts';
import type { Pick } from '../random.ts';
import type { Change, Json, JsonObject } from './spots.ts';

/** Elements that are not there, made from the base definitions: what examples never use is tried too. */

const files = openDefinitionFiles();
const elementsByType = new Map<string, readonly ElementDefinition[]>();

export function elementsOf(type: string): readonly ElementDefinition[] {
  let elements = elementsByType.get(type);
  if (elements === undefined) {
    elements = files.structure(`http://hl7.org/fhir/StructureDefinition/${type}`)?.snapshot?.element ?? [];
    elementsByType.set(type, elements);
  }
  return elements;
}

export function childrenOf(
  elements: readonly ElementDefinition[],
  path: string,
): readonly ElementDefinition[] {
  return elements.filter(
    ({ path: each }) => each.startsWith(`${path}.`) && !each.slice(path.length + 1).includes('.'),
  );
}

const PRIMITIVES: Readonly<Record<string, readonly Json[]>> = {
  boolean: [true, false],
  integer: [0, 1, -1, 7],
  unsignedInt: [0, 1, 7],
  positiveInt: [1, 2, 7],
  decimal: [0, 1.5, -1],
  string: ['x', 'Some text', 'a'],
  markdown: ['x', '# y'],
  code: ['x', 'active', 'nb', 'Patient', 'text/plain'],
  id: ['a1'],
  uri: ['http://example.org/x', 'urn:uuid:c757873d-ec9a-4326-a141-556f43239520'],
  url: ['http://example.org/x'],
  canonical: ['http://example.org/x'],
  oid: ['urn:oid:1.2.3.4.5'],
  uuid: ['urn:uuid:c757873d-ec9a-4326-a141-556f43239520'],
  base64Binary: ['YWJj'],
  date: ['2012-01-01', '2012'],
  dateTime: ['2012-01-01', '2012-01-01T10:00:00Z', '2013'],
  instant: ['2012-01-01T10:00:00Z'],
  time: ['10:00:00'],
  xhtml: ['<div xmlns="http://www.w3.org/1999/xhtml">x</div>'],
};

const MAX_DEPTH = 5;

export function valueOfType(
  type: string,
  element: ElementDefinition,
  elements: readonly ElementDefinition[],
  pick: Pick,
  depth: number,
): Json {
  if (type.startsWith('http://hl7.org/fhirpath/')) {
    return pick(PRIMITIVES['string'] ?? []);
  }
  const primitive = PRIMITIVES[type];
  if (primitive !== undefined) {
    return (type === 'code' ? codeOf(element, pick) : undefined) ?? pick(primitive);
  }
  if (type === 'Reference') {
    const targets = element.type?.find(({ code }) => code === 'Reference')?.targetProfile ?? [];
    const target = targets.length === 0 ? 'Patient' : pick(targets).split('/').pop();
    return { reference: `${target === 'Resource' ? 'Patient' : (target ?? '')}/1` };
  }
  if (type === 'Extension') {
    return { url: 'http://example.org/e', valueString: 'x' };
  }
  if (type === 'Resource') {
    return { resourceType: 'Basic', id: 'b1', code: { text: 'x' } };
  }
  const isPart = type === 'BackboneElement' || type === 'Element';
  return isPart
    ? objectOf(elements, element.path, pick, depth + 1)
    : objectOf(elementsOf(type), type, pick, depth + 1);
}

export function codeOf({ binding }: ElementDefinition, pick: Pick): string | undefined {
  const valueSet = binding?.strength === 'required' ? files.valueSet(binding.valueSet ?? '') : undefined;
  const codes = (valueSet?.compose?.include ?? []).flatMap(({ system, concept }) =>
    concept !== undefined
      ? concept.map(({ code }) => code)
      : (files.codeSystem(system ?? '')?.concept ?? []).map(({ code }) => code),
  );
  return codes.length === 0 ? undefined : pick(codes);
}

/** An object with what must be there and some of what may be. */
export function objectOf(
  elements: readonly ElementDefinition[],
  path: string,
  pick: Pick,
  depth: number,
): JsonObject {
  const made: JsonObject = {};
  const children = childrenOf(elements, path);
  for (const child of children) {
    const isOptional = child.min === 0;
    const name = child.path.slice(path.length + 1);
    const isRare = ['id', 'extension', 'modifierExtension', 'contained', 'implicitRules'].includes(name);
    if (!isOptional || (depth < MAX_DEPTH && !isRare && pick([true, false, false, false]))) {
      graft(made, child, elements, pick, depth);
    }
  }
  return made;
}

export function graft(
  parent: JsonObject,
  element: ElementDefinition,
  elements: readonly ElementDefinition[],
  pick: Pick,
  depth: number,
): void {
  const last = element.path.slice(element.path.lastIndexOf('.') + 1);
  if (element.contentReference !== undefined) {
    if (depth < MAX_DEPTH) {
      const path = element.contentReference.slice(element.contentReference.indexOf('#') + 1);
      parent[last] = [objectOf(elements, path, pick, depth + 1)];
    }
    return;
  }
  const type = pick(element.type ?? []) as { code: string } | undefined;
  if (type === undefined) {
    return;
  }
  const name = last.endsWith('[x]')
    ? last.slice(0, -3) + type.code.charAt(0).toUpperCase() + type.code.slice(1)
    : last;
  const value = valueOfType(type.code, element, elements, pick, depth);
  const repeats = (element.base?.max ?? element.max) !== '1';
  parent[name] = repeats ? Array.from({ length: pick([1, 1, 2]) }, () => structuredClone(value)) : value;
}

export const GRAFT_CHANGES: Readonly<Record<string, Change>> = {
  graft: ({ resource }, pick) => {
    const type = String(resource['resourceType']);
    const elements = elementsOf(type);
    const children = childrenOf(elements, type).filter(({ path }) => !/\.(?:contained|id|text)$/.test(path));
    if (children.length === 0) {
      return false;
    }
    graft(resource, pick(children), elements, pick, 1);
    return true;
  },
};
