import { KITH_FINDINGS } from '../findings.ts';
import { isSchemaLocation, qualifiedPathOf, type XmlAttribute, type XmlElement } from '../xml/element.ts';
import { markClass } from './classTag.ts';
import type { DecodeScope } from './decodeScope.ts';
import { putNode, putSlot } from './home.ts';
import { setMissing, type FhirNode } from './node.ts';
import { indexOf, type ElementRow, type GroupBlock, type RowIndex } from './rowIndex.ts';
import {
  isRequired,
  localName,
  prefixOf,
  type AttributeRow,
  type CustomRow,
  type LeafRow,
  type PartRow,
  type Row,
} from './row.ts';

/**
 * Reads an element by its rows into the target. What no row takes (elements, attributes, text, occurrences beyond
 * the first where only one is allowed) is kept as unmapped.
 *
 * @param inside prefix of the namespace in which names without prefix are
 */
export function decodeRows(
  element: XmlElement,
  rows: readonly Row[],
  target: FhirNode,
  scope: DecodeScope,
  inside: string,
  attributes: readonly AttributeRow[] = NO_ATTRIBUTES,
): void {
  const read = attributes.length === 0 ? NOTHING_READ : readAttributes(element, attributes, target, scope);
  decodeChildren(element, indexOf(rows, inside, scope.namespaces), target, scope);
  keepOwnContent(element, NO_NAMES, false, scope, read);
}

const NO_ATTRIBUTES: readonly AttributeRow[] = [];
const NO_NAMES: readonly string[] = [];
const NOTHING_READ: ReadonlySet<XmlAttribute> = new Set();

/** Puts the attributes at their homes; what it returns is what it read. */
function readAttributes(
  element: XmlElement,
  rows: readonly AttributeRow[],
  target: FhirNode,
  scope: DecodeScope,
): ReadonlySet<XmlAttribute> {
  const read = new Set<XmlAttribute>();
  for (const { name, home, fixed, standIn } of rows) {
    const namespace = name.includes(':') ? scope.namespaces[prefixOf(name, '')] : '';
    const found = element.attributes.find(
      (candidate) => candidate.name === localName(name) && candidate.namespace === namespace,
    );
    if (found !== undefined) {
      read.add(found);
    }
    if (found !== undefined && found.value.trim() !== '') {
      putSlot(home, target, { value: found.value }, scope, element);
    } else if (fixed !== undefined || standIn !== undefined) {
      scope.find(KITH_FINDINGS.missingElement, element, { element: `${element.name}/@${localName(name)}` });
    }
  }
  return read;
}

const NO_PLACE = -1;

/** The elements inside, in the order of their rows, which for a message that follows its schema is its own. */
function decodeChildren(parent: XmlElement, index: RowIndex, target: FhirNode, scope: DecodeScope): void {
  const { children } = parent;
  const { places } = scope;
  const from = places.length;
  let last = 0;
  let isInOrder = true;
  for (const element of children) {
    const place = placeOf(element, index, last);
    places.push(place);
    if (place !== NO_PLACE) {
      isInOrder &&= place >= last;
      last = place;
    }
  }
  const surplus =
    index.alternatives.length === 0
      ? NO_SURPLUS
      : judgeAlternatives(parent, index, places.slice(from), scope);
  const parts = index.hasParts ? new OpenParts(parent, target, scope) : undefined;
  const order = isInOrder ? undefined : orderOf(places.slice(from));
  let required = 0;
  let former = NO_PLACE;
  for (let turn = 0; turn < children.length; turn += 1) {
    const number = order === undefined ? turn : (order[turn] ?? turn);
    const element = children[number];
    const place = places[from + number] ?? NO_PLACE;
    const entry = index.rows[place];
    if (element === undefined) {
      continue;
    }
    if (entry === undefined || (place === former && !entry.isRepeated) || surplus.has(place)) {
      keepUnmapped(element, scope);
      continue;
    }
    required = tellMissing(parent, index, required, place, scope);
    former = place;
    decodeRow(entry, element, parts === undefined ? target : parts.enter(entry.parts), scope);
  }
  places.length = from;
  parts?.leave();
  tellMissing(parent, index, required, index.rows.length, scope);
}

/** The numbers of the elements, by their places; those of one place stay as they are. */
function orderOf(places: readonly number[]): readonly number[] {
  return places.map((_, number) => number).sort((one, other) => (places[one] ?? 0) - (places[other] ?? 0));
}

const NO_SURPLUS: ReadonlySet<number> = new Set();

/** Tells alternatives of which there is none; what it returns are the places of those beside the one that counts. */
function judgeAlternatives(
  parent: XmlElement,
  { alternatives, rows }: RowIndex,
  stated: readonly number[],
  scope: DecodeScope,
): ReadonlySet<number> {
  const there = new Set(stated);
  return new Set(
    alternatives.flatMap((places) => {
      const [first, ...others] = places.filter((place) => there.has(place));
      if (first === undefined) {
        const names = places.map((place) => rows[place]?.local ?? '');
        scope.find(KITH_FINDINGS.missingElement, parent, { element: names.join(' / ') });
      }
      return others;
    }),
  );
}

/** The place of the element's row; most stand at the row of the last one, or the next. */
function placeOf(element: XmlElement, { byName, rows }: RowIndex, last: number): number {
  for (let place = last; place < last + 2; place += 1) {
    const entry = rows[place];
    if (entry !== undefined && entry.local === element.name && entry.namespace === element.namespace) {
      return place;
    }
  }
  for (const place of byName.get(element.name) ?? NO_PLACES) {
    if (rows[place]?.namespace === element.namespace) {
      return place;
    }
  }
  return NO_PLACE;
}

const NO_PLACES: readonly number[] = [];

/** Tells the required elements before `place` that are not there; what it returns is the next one to look for. */
function tellMissing(
  parent: XmlElement,
  { required, rows }: RowIndex,
  from: number,
  place: number,
  scope: DecodeScope,
): number {
  let next = from;
  for (; next < required.length; next += 1) {
    const wanted = required[next] ?? 0;
    if (wanted >= place) {
      return wanted === place ? next + 1 : next;
    }
    scope.find(KITH_FINDINGS.missingElement, parent, { element: rows[wanted]?.local ?? '' });
  }
  return next;
}

/** The nodes of the parts (rows about the same element whose values live elsewhere) at work. */
class OpenParts {
  readonly #element: XmlElement;
  readonly #target: FhirNode;
  readonly #scope: DecodeScope;
  #parts: readonly PartRow[] = NO_PARTS;
  #nodes: FhirNode[] = [];

  constructor(element: XmlElement, target: FhirNode, scope: DecodeScope) {
    this.#element = element;
    this.#target = target;
    this.#scope = scope;
  }

  /** The node that rows in these parts write to. */
  enter(parts: readonly PartRow[]): FhirNode {
    if (parts !== this.#parts && !isSameList(parts, this.#parts)) {
      this.leave();
      this.#parts = parts;
      this.#nodes = parts.map(() => ({}));
    }
    return this.#nodes.at(-1) ?? this.#target;
  }

  /** Puts what the parts have made at their homes, the innermost first. */
  leave(): void {
    for (let depth = this.#parts.length - 1; depth >= 0; depth -= 1) {
      const part = this.#parts[depth];
      const node = this.#nodes[depth];
      if (part !== undefined && node !== undefined && !isNothing(node)) {
        putNode(part.home, this.#nodes[depth - 1] ?? this.#target, node, this.#scope, this.#element);
      }
    }
    this.#parts = NO_PARTS;
    this.#nodes = [];
  }
}

const NO_PARTS: readonly PartRow[] = [];

function isSameList(one: readonly PartRow[], other: readonly PartRow[]): boolean {
  return one.length === other.length && one.every((part, index) => part === other[index]);
}

function decodeRow(entry: ElementRow, element: XmlElement, target: FhirNode, scope: DecodeScope): void {
  const { row, blocks } = entry;
  switch (row.kind) {
    case 'leaf':
      decodeLeaf(row, element, target, scope);
      break;
    case 'group': {
      const [block] = blocks;
      if (block !== undefined) {
        decodeGroup(block, element, target, scope);
      }
      break;
    }
    case 'choice': {
      const variant = row.variants.findIndex(
        ({ child, when }) => element.children.some(({ name }) => name === child) && when?.(element) !== false,
      );
      const block = blocks[variant];
      if (block === undefined) {
        scope.find(KITH_FINDINGS.missingElement, element, {
          element: row.variants.map(({ child }) => child).join(' / '),
        });
        keepUnmapped(element, scope);
      } else {
        decodeGroup(block, element, target, scope);
      }
      break;
    }
    case 'custom':
      decodeCustom(row, element, target, scope);
      break;
  }
}

function decodeLeaf(row: LeafRow, element: XmlElement, target: FhirNode, scope: DecodeScope): void {
  const slot = row.codec.decode(element, scope);
  if (slot === undefined) {
    keepUnmapped(element, scope);
    return;
  }
  if (slot.value !== undefined || slot.sibling !== undefined || slot.untranslated !== undefined) {
    putSlot(row.home, target, slot, scope, element);
    tellEmptyAttributes(row.codec.attributes, element, scope);
  } else {
    tellEmpty(row, element, scope);
  }
  if (row.codec.readsMarkup !== true && element.children.length > 0) {
    element.children.forEach((child) => {
      keepUnmapped(child, scope);
    });
  }
  keepOwnContent(element, row.codec.attributes, row.codec.readsText, scope);
}

function isEmpty({ attributes, text, children }: XmlElement): boolean {
  return children.length === 0 && text.trim() === '' && attributes.every(({ value }) => value.trim() === '');
}

/** An element that is there and says nothing: missing where the schema requires it. */
function tellEmpty(
  { name, cardinality }: Pick<LeafRow, 'name' | 'cardinality'>,
  element: XmlElement,
  scope: DecodeScope,
): void {
  const definition = isRequired(cardinality) ? KITH_FINDINGS.missingElement : KITH_FINDINGS.emptyElement;
  scope.find(definition, element, { element: localName(name) });
}

function tellEmptyAttributes(names: readonly string[], element: XmlElement, scope: DecodeScope): void {
  for (const { name, namespace, value } of element.attributes) {
    if (namespace === '' && names.includes(name) && value.trim() === '') {
      scope.find(KITH_FINDINGS.emptyElement, element, { element: `${element.name}/@${name}` });
    }
  }
}

function decodeGroup(block: GroupBlock, element: XmlElement, target: FhirNode, scope: DecodeScope): void {
  const { row, isSame, className } = block;
  const node = isSame ? (row.home.root === undefined ? target : scope.root(row.home.root)) : {};
  const read =
    row.attributes === undefined ? NOTHING_READ : readAttributes(element, row.attributes, node, scope);
  decodeChildren(element, block.index(), node, scope);
  keepOwnContent(element, NO_NAMES, false, scope, read);
  if (!isSame && isNothing(node)) {
    return;
  }
  row.complete?.(node, scope);
  if (row.fixed !== undefined) {
    setMissing(node, row.fixed(scope));
  }
  if (className !== undefined) {
    markClass(node, className);
  }
  if (!isSame) {
    putNode(row.home, target, node, scope, element);
  }
}

function isNothing(node: FhirNode): boolean {
  for (const _ in node) {
    return false;
  }
  return true;
}

function decodeCustom(row: CustomRow, element: XmlElement, target: FhirNode, scope: DecodeScope): void {
  row.decode(element, target, scope);
  if (row.reads !== 'everything') {
    if (isEmpty(element)) {
      tellEmpty(row, element, scope);
    }
    for (const child of element.children) {
      keepUnmapped(child, scope);
    }
    keepOwnContent(element, row.reads.attributes, row.reads.text, scope);
  }
}

/** Keeps every text and attribute of the element and what is in it. */
export function keepUnmapped(element: XmlElement, scope: DecodeScope): void {
  keepOwnContent(element, NO_NAMES, false, scope);
  for (const child of element.children) {
    keepUnmapped(child, scope);
  }
}

/**
 * Keeps the element's own attributes and text but for what was read.
 *
 * @param attributes names, without namespace, of those that were read
 * @param text whether the text was read
 * @param read attributes that were read already, in whatever namespace
 */
export function keepOwnContent(
  element: XmlElement,
  attributes: readonly string[],
  text: boolean,
  scope: DecodeScope,
  read: ReadonlySet<XmlAttribute> = NOTHING_READ,
): void {
  for (const attribute of element.attributes) {
    const isRead = (attribute.namespace === '' && attributes.includes(attribute.name)) || read.has(attribute);
    if (!isRead && !isSchemaLocation(attribute) && attribute.value.trim() !== '') {
      const namespace = attribute.namespace === '' ? '' : `Q{${attribute.namespace}}`;
      const path = `${qualifiedPathOf(element)}/@${namespace}${attribute.name}`;
      keep(path, attribute.value, element, scope, attribute.valueNamespace);
    }
  }
  if (!text && element.text !== '' && element.text.trim() !== '') {
    keep(qualifiedPathOf(element), element.text, element, scope);
  }
}

function keep(
  path: string,
  value: string,
  { position }: XmlElement,
  scope: DecodeScope,
  namespace?: string,
): void {
  scope.unmapped.push({ path, value, position, ...(namespace === undefined ? {} : { namespace }) });
}
