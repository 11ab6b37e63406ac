import { extensionUrl, noBasisUrl } from '../../../fhir/systems.ts';
import { findExtension, isNode, nodesOf, type FhirNode, type Slot } from './node.ts';
import { sectionCode, sectionCodeOf } from './section.ts';

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
}

interface Step {
  readonly kind: 'property' | 'extension' | 'section';
  /** Property name, extension URL, or code of a section. */
  readonly name: string;
  readonly many: 'no' | 'first' | 'each';
  /** Resource type behind the reference. */
  readonly reference: string | undefined;
}

const STEP = /^(?:(ext|nb|sub|section)\(([\w-]+)\)|(\w+))(\[\]|\*)?(?:>(\w+))?$/;

export function parseHome(text: string): Home {
  const parts = text === '' ? [] : text.split('.');
  const root = parts[0]?.startsWith('$') === true ? parts.shift()?.slice(1) : undefined;
  return { root, steps: parts.map(parseStep) };
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
  };
}

/** What a path needs to know of the message: its main resources, and what references lead to. */
export interface Resources {
  root(name: string): FhirNode;
  resolve(reference: string): FhirNode | undefined;
}

export interface ResourceMaker extends Resources {
  /** Puts the resource into the message, with a reference that follows from `key`. */
  add(resource: FhirNode, key: string): string;
}

/** Puts a slot at its home; elements on the way are made as needed. */
export function putSlot(home: Home, target: FhirNode, slot: Slot, maker: ResourceMaker, key: string): void {
  const { holder, last } = open(home, target, maker, key);
  if (last.kind !== 'property') {
    throw new Error('A value has its home in a property');
  }
  if (last.many === 'no') {
    if (slot.value !== undefined) {
      holder[last.name] = slot.value;
    }
    if (slot.sibling !== undefined) {
      holder[`_${last.name}`] = slot.sibling;
    }
    if (slot.untranslated !== undefined) {
      listOf(holder, 'extension').push({ url: untranslatedUrl(last.name), valueCoding: slot.untranslated });
    }
  } else if (slot.value !== undefined) {
    listOf(holder, last.name).push(slot.value);
  }
}

/** Puts an element, or a resource behind a reference, at its home; joins what is there when the home is single. */
export function putNode(
  home: Home,
  target: FhirNode,
  node: FhirNode,
  maker: ResourceMaker,
  key: string,
): void {
  const { holder, last } = open(home, target, maker, key);
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
    reference: maker.add({ resourceType: last.reference, ...node }, `${key}>${last.reference}`),
  });
}

function open(
  home: Home,
  target: FhirNode,
  maker: ResourceMaker,
  key: string,
): { holder: FhirNode; last: Step } {
  const last = home.steps.at(-1);
  if (last === undefined) {
    throw new Error('A home has at least one step');
  }
  let holder = home.root === undefined ? target : maker.root(home.root);
  for (const step of home.steps.slice(0, -1)) {
    holder = enter(holder, step, maker, key);
  }
  return { holder, last };
}

function enter(holder: FhirNode, step: Step, maker: ResourceMaker, key: string): FhirNode {
  const existing = step.many === 'each' ? undefined : elementsAt(holder, step)[0];
  const element = existing ?? place(holder, step, {});
  if (step.reference === undefined) {
    return element;
  }
  const known = resolveNode(element, maker);
  if (known !== undefined) {
    return known;
  }
  const resource: FhirNode = { resourceType: step.reference };
  element.reference = maker.add(resource, `${key}>${step.reference}`);
  return resource;
}

function place(holder: FhirNode, step: Step, node: FhirNode): FhirNode {
  const existing = step.many === 'each' ? undefined : elementsAt(holder, step)[0];
  if (existing !== undefined) {
    return Object.assign(existing, node);
  }
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

function listOf(holder: FhirNode, name: string): unknown[] {
  const existing = holder[name];
  if (Array.isArray(existing)) {
    return existing;
  }
  const list: unknown[] = [];
  holder[name] = list;
  return list;
}

/** Extension of an element for the code of a property that FHIR's own list has no code for. */
function untranslatedUrl(property: string): string {
  return extensionUrl(`untranslated-${property}`);
}

/** The slots at a home: none, one, or one for each element of a list. */
export function slotsAt(home: Home, target: FhirNode, resources: Resources): Slot[] {
  const last = home.steps.at(-1);
  return holdersOf(home, target, resources).flatMap((holder): Slot[] => {
    if (last === undefined) {
      return [{ value: holder }];
    }
    const value = holder[last.name];
    if (last.many !== 'no') {
      const list: unknown[] = Array.isArray(value) ? value : [];
      return (last.many === 'first' ? list.slice(0, 1) : list).map((item) => ({ value: item }));
    }
    const beside = holder[`_${last.name}`];
    const sibling = isNode(beside) ? beside : undefined;
    const untranslated = findExtension(holder, untranslatedUrl(last.name))?.valueCoding;
    return value === undefined && sibling === undefined && untranslated === undefined
      ? []
      : [{ value, sibling, untranslated }];
  });
}

/** The elements, or the resources behind references, at a home. */
export function nodesAt(home: Home, target: FhirNode, resources: Resources): FhirNode[] {
  const last = home.steps.at(-1);
  const holders = holdersOf(home, target, resources);
  return last === undefined ? holders : holders.flatMap((holder) => follow(holder, last, resources));
}

function holdersOf(home: Home, target: FhirNode, resources: Resources): FhirNode[] {
  let holders = [home.root === undefined ? target : resources.root(home.root)];
  for (const step of home.steps.slice(0, -1)) {
    holders = holders.flatMap((holder) => follow(holder, step, resources));
  }
  return holders;
}

function follow(holder: FhirNode, step: Step, resources: Resources): FhirNode[] {
  const elements = elementsAt(holder, step);
  const wanted = step.many === 'each' ? elements : elements.slice(0, 1);
  return step.reference === undefined
    ? wanted
    : wanted.map((element) => resolveNode(element, resources)).filter((node) => node !== undefined);
}

function elementsAt(holder: FhirNode, step: Step): FhirNode[] {
  if (step.kind === 'extension') {
    return nodesOf(holder.extension).filter((extension) => extension.url === step.name);
  }
  if (step.kind === 'section') {
    return nodesOf(holder.section).filter((section) => sectionCodeOf(section) === step.name);
  }
  const value = holder[step.name];
  return step.many === 'no' ? (isNode(value) ? [value] : []) : nodesOf(value);
}

function resolveNode(reference: unknown, resources: Resources): FhirNode | undefined {
  return isNode(reference) && typeof reference.reference === 'string'
    ? resources.resolve(reference.reference)
    : undefined;
}
