import { extensionUrl, noBasisUrl } from '../../../fhir/systems.ts';
import { findExtension, firstNode, isNode, nodesOf, type FhirNode, type Slot } from './node.ts';
import { pathOf, type XmlElement } from '../xml/element.ts';
import { sectionCode, sectionCodeOf } from './section.ts';
import { statedTime } from '../values/statedTime.ts';

/**
 * Where a value lives in FHIR, as a path from the element at hand. Steps are joined by full stops:
 *
 * | step | means |
 * |---|---|
 * | `$patient` | (first) one of the message's main resources |
 * | `birthDate` | a property |
 * | `name[]` | the first of a list |
 * | `identifier*` | one of the list for each occurrence |
 * | `ext(lives-alone)`, `ext(pathway-code)*` | an extension of ours, or one for each occurrence |
 * | `nb(no-basis-middlename)` | an extension of HL7 Norge's |
 * | `sub(date)`, `sub(date)*` | a part of a complex extension |
 * | `section(services)`, `section(notes)*` | a section of a document, known by its code (`message-section`) |
 * | `subject>Patient` | through a reference, into a resource of that type |
 */
export interface Home {
  readonly root: string | undefined;
  readonly steps: readonly Step[];
  /** The steps to what holds the last one. */
  readonly path: readonly Step[];
  readonly last: Step | undefined;
}

interface Step {
  readonly kind: 'property' | 'extension' | 'section';
  /** Property name, extension URL, or code of a section. */
  readonly name: string;
  readonly many: 'no' | 'first' | 'each';
  /** Resource type behind the reference. */
  readonly reference: string | undefined;
  /** Property beside a primitive. */
  readonly beside: string;
  /** Extension for a code that FHIR's own list has no code for. */
  readonly untranslated: string;
}

const STEP = /^(?:(ext|nb|sub|section)\(([\w-]+)\)|(\w+))(\[\]|\*)?(?:>(\w+))?$/;

export function parseHome(text: string): Home {
  const parts = text === '' ? [] : text.split('.');
  const root = parts[0]?.startsWith('$') === true ? parts.shift()?.slice(1) : undefined;
  const steps = parts.map(parseStep);
  return { root, steps, path: steps.slice(0, -1), last: steps.at(-1) };
}

function parseStep(text: string): Step {
  const [, scheme, extension = '', property = '', list, reference] = STEP.exec(text) ?? [];
  if (extension === '' && property === '') {
    throw new Error(`Not a step of a path: ${text}`);
  }
  return {
    kind: scheme === undefined ? 'property' : scheme === 'section' ? 'section' : 'extension',
    name:
      scheme === undefined
        ? property
        : scheme === 'ext'
          ? extensionUrl(extension)
          : scheme === 'nb'
            ? noBasisUrl(extension)
            : extension,
    many: list === '*' ? 'each' : list === '[]' ? 'first' : 'no',
    reference,
    beside: `_${property}`,
    untranslated: extensionUrl(`untranslated-${property}`),
  };
}

/** What a path needs to know of the message: its main resources, and what references lead to. */
export interface Resources {
  root(name: string): FhirNode;
  resolve(reference: string): FhirNode | undefined;
}

export interface ResourceMaker extends Resources {
  /** Notes an element whose end is stated, for a look at it once its start is known too. */
  noteEnd(holder: FhirNode, from: MadeFrom): void;
  /** Puts the resource into the message, with a reference that follows from `key`. */
  add(resource: FhirNode, key: string): string;
}

/** What resources on the way are made from: an element, or a name that stands for one. */
export type MadeFrom = XmlElement | string;

function keyOf(from: MadeFrom, resourceType: string): string {
  return `${typeof from === 'string' ? from : pathOf(from)}>${resourceType}`;
}

/** Puts a slot at its home; elements on the way are made as needed. */
export function putSlot(home: Home, target: FhirNode, slot: Slot, maker: ResourceMaker, key: MadeFrom): void {
  const last = lastOf(home);
  const holder = open(home, target, maker, key);
  if (last.kind !== 'property') {
    throw new Error('A value has its home in a property');
  }
  const { value, sibling, untranslated } = slot;
  if (last.many === 'no') {
    if (value !== undefined) {
      holder[last.name] = value;
      if (last.name === 'end') {
        maker.noteEnd(holder, key);
      }
    }
    if (sibling !== undefined) {
      holder[last.beside] = sibling;
    }
    if (untranslated !== undefined) {
      listOf(holder, 'extension').push({ url: last.untranslated, valueCoding: untranslated });
    }
  } else if (value !== undefined) {
    listOf(holder, last.name).push(value);
  }
}

/** Puts an element, or a resource behind a reference, at its home; joins what is there when the home is single. */
export function putNode(
  home: Home,
  target: FhirNode,
  node: FhirNode,
  maker: ResourceMaker,
  key: MadeFrom,
): void {
  const last = lastOf(home);
  const holder = open(home, target, maker, key);
  if (last.reference === undefined) {
    place(holder, last, node);
    return;
  }
  const existing = last.many === 'no' ? resolveNode(holder[last.name], maker) : undefined;
  if (existing !== undefined) {
    Object.assign(existing, node);
    return;
  }
  place(holder, last, {
    reference: maker.add({ resourceType: last.reference, ...node }, keyOf(key, last.reference)),
  });
}

function lastOf({ last }: Home): Step {
  if (last === undefined) {
    throw new Error('A home has at least one step');
  }
  return last;
}

/** What holds the last step; elements on the way are made. */
function open(home: Home, target: FhirNode, maker: ResourceMaker, key: MadeFrom): FhirNode {
  let holder = home.root === undefined ? target : maker.root(home.root);
  for (const step of home.path) {
    holder = enter(holder, step, maker, key);
  }
  return holder;
}

function enter(holder: FhirNode, step: Step, maker: ResourceMaker, key: MadeFrom): FhirNode {
  const element = (step.many === 'each' ? undefined : firstAt(holder, step)) ?? add(holder, step, {});
  if (step.reference === undefined) {
    return element;
  }
  const known = resolveNode(element, maker);
  if (known !== undefined) {
    return known;
  }
  const resource: FhirNode = { resourceType: step.reference };
  element.reference = maker.add(resource, keyOf(key, step.reference));
  return resource;
}

function place(holder: FhirNode, step: Step, node: FhirNode): FhirNode {
  const existing = step.many === 'each' ? undefined : firstAt(holder, step);
  return existing === undefined ? add(holder, step, node) : Object.assign(existing, node);
}

function add(holder: FhirNode, step: Step, node: FhirNode): FhirNode {
  if (step.kind === 'extension') {
    const extension = { url: step.name, ...node };
    listOf(holder, 'extension').push(extension);
    return extension;
  }
  if (step.kind === 'section') {
    const section = { code: sectionCode(step.name), ...node };
    listOf(holder, 'section').push(section);
    return section;
  }
  if (step.many === 'no') {
    holder[step.name] = node;
  } else {
    listOf(holder, step.name).push(node);
  }
  return node;
}

/** The first of the elements at a step. */
function firstAt(holder: FhirNode, step: Step): FhirNode | undefined {
  switch (step.kind) {
    case 'extension':
      return holder.extension === undefined ? undefined : findExtension(holder, step.name);
    case 'section': {
      const sections = holder.section;
      return sections === undefined
        ? undefined
        : nodesOf(sections).find((section) => sectionCodeOf(section) === step.name);
    }
    case 'property': {
      const value = holder[step.name];
      if (value === undefined) {
        return undefined;
      }
      return step.many === 'no' ? (isNode(value) ? value : undefined) : firstNode(value);
    }
  }
}

function listOf(holder: FhirNode, name: string): unknown[] {
  const existing = holder[name];
  if (Array.isArray(existing)) {
    return existing;
  }
  const list: unknown[] = [];
  holder[name] = list;
  return list;
}

/** The slots at a home: none, one, or one for each element of a list. */
export function slotsAt(home: Home, target: FhirNode, resources: Resources): readonly Slot[] {
  const { last } = home;
  const start = home.root === undefined ? target : resources.root(home.root);
  if (last === undefined) {
    return [{ value: start }];
  }
  if (home.path.length === 0) {
    return slotsOf(start, last);
  }
  const [first, ...others] = follow(start, home.path, 0, resources);
  if (first === undefined) {
    return NO_SLOTS;
  }
  return others.length === 0
    ? slotsOf(first, last)
    : [first, ...others].flatMap((holder) => slotsOf(holder, last));
}

/** The first of the slots at a home. */
export function firstSlotAt(home: Home, target: FhirNode, resources: Resources): Slot | undefined {
  const { last, path } = home;
  const start = home.root === undefined ? target : resources.root(home.root);
  return last === undefined ? { value: start } : firstSlotFrom(start, path, 0, last, resources);
}

function firstSlotFrom(
  holder: FhirNode,
  path: readonly Step[],
  depth: number,
  last: Step,
  resources: Resources,
): Slot | undefined {
  const step = path[depth];
  if (step === undefined) {
    return firstSlotOf(holder, last);
  }
  if (step.many !== 'each') {
    const element = firstAt(holder, step);
    const node =
      element === undefined || step.reference === undefined ? element : resolveNode(element, resources);
    return node === undefined ? undefined : firstSlotFrom(node, path, depth + 1, last, resources);
  }
  for (const element of elementsAt(holder, step)) {
    const node = step.reference === undefined ? element : resolveNode(element, resources);
    const slot = node === undefined ? undefined : firstSlotFrom(node, path, depth + 1, last, resources);
    if (slot !== undefined) {
      return slot;
    }
  }
  return undefined;
}

function firstSlotOf(holder: FhirNode, last: Step): Slot | undefined {
  if (last.many !== 'no') {
    const list = holder[last.name];
    return Array.isArray(list) && list.length > 0 ? { value: list[0] as unknown } : undefined;
  }
  const value = holder[last.name];
  const beside = holder[last.beside];
  const sibling = isNode(beside) ? beside : undefined;
  const stated = sibling === undefined ? undefined : statedTime(value, sibling);
  if (stated !== undefined) {
    return stated;
  }
  const untranslated =
    holder.extension === undefined ? undefined : findExtension(holder, last.untranslated)?.valueCoding;
  return value === undefined && sibling === undefined && untranslated === undefined
    ? undefined
    : { value, sibling, untranslated };
}

const NO_SLOTS: readonly Slot[] = [];
const NO_NODES: readonly FhirNode[] = [];

function slotsOf(holder: FhirNode, last: Step): readonly Slot[] {
  const value = holder[last.name];
  if (last.many === 'each' && Array.isArray(value)) {
    return value.map((item: unknown) => ({ value: item }));
  }
  const slot = firstSlotOf(holder, last);
  return slot === undefined ? NO_SLOTS : [slot];
}

/** The elements, or the resources behind references, at a home. */
export function nodesAt(home: Home, target: FhirNode, resources: Resources): readonly FhirNode[] {
  const start = home.root === undefined ? target : resources.root(home.root);
  return home.steps.length === 0 ? [start] : follow(start, home.steps, 0, resources);
}

/** What the steps from `depth` on lead to. */
function follow(
  holder: FhirNode,
  steps: readonly Step[],
  depth: number,
  resources: Resources,
): readonly FhirNode[] {
  const step = steps[depth];
  if (step === undefined) {
    return [holder];
  }
  if (step.many !== 'each') {
    const element = firstAt(holder, step);
    const node =
      element === undefined || step.reference === undefined ? element : resolveNode(element, resources);
    return node === undefined ? NO_NODES : follow(node, steps, depth + 1, resources);
  }
  const elements = elementsAt(holder, step);
  if (step.reference === undefined && depth === steps.length - 1) {
    return elements;
  }
  const found: FhirNode[] = [];
  for (const element of elements) {
    const node = step.reference === undefined ? element : resolveNode(element, resources);
    if (node !== undefined) {
      found.push(...follow(node, steps, depth + 1, resources));
    }
  }
  return found;
}

function elementsAt(holder: FhirNode, step: Step): readonly FhirNode[] {
  if (step.kind === 'extension') {
    return holder.extension === undefined
      ? NO_NODES
      : nodesOf(holder.extension).filter((extension) => extension.url === step.name);
  }
  if (step.kind === 'section') {
    return holder.section === undefined
      ? NO_NODES
      : nodesOf(holder.section).filter((section) => sectionCodeOf(section) === step.name);
  }
  const value = holder[step.name];
  if (value === undefined) {
    return NO_NODES;
  }
  return step.many === 'no' ? (isNode(value) ? [value] : NO_NODES) : nodesOf(value);
}

function resolveNode(reference: unknown, resources: Resources): FhirNode | undefined {
  return isNode(reference) && typeof reference.reference === 'string'
    ? resources.resolve(reference.reference)
    : undefined;
}
