import { KITH_FINDINGS } from '../findings.ts';
import {
  isSchemaLocation,
  pathOf,
  qualifiedPathOf,
  type XmlAttribute,
  type XmlElement,
} from '../xml/element.ts';
import { markClass } from './classTag.ts';
import type { DecodeScope } from './decodeScope.ts';
import { putNode, putSlot } from './home.ts';
import type { FhirNode } from './node.ts';
import {
  isRepeated,
  isRequired,
  isSharedList,
  localName,
  prefixOf,
  type AttributeRow,
  type CustomRow,
  type GroupRow,
  type LeafRow,
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
  attributes: readonly AttributeRow[] = [],
): void {
  const taken = new Set<XmlElement>();
  const read = readAttributes(element, attributes, target, scope);
  applyRows(element, rows, target, scope, inside, taken);
  for (const child of element.children) {
    if (!taken.has(child)) {
      keepUnmapped(child, scope);
    }
  }
  keepOwnContent(element, { attributes: [], text: false, namespaced: read }, scope);
}

/** Puts the attributes at their homes; what it returns is what it read. */
function readAttributes(
  element: XmlElement,
  rows: readonly AttributeRow[],
  target: FhirNode,
  scope: DecodeScope,
): ReadonlySet<XmlAttribute> {
  const read = new Set<XmlAttribute>();
  for (const { name, home } of rows) {
    const namespace = name.includes(':') ? scope.namespaces[prefixOf(name, '')] : '';
    const found = element.attributes.find(
      (candidate) => candidate.name === localName(name) && candidate.namespace === namespace,
    );
    if (found !== undefined) {
      read.add(found);
      if (found.value.trim() !== '') {
        putSlot(home, target, { value: found.value }, scope, pathOf(element));
      }
    }
  }
  return read;
}

function applyRows(
  element: XmlElement,
  rows: readonly Row[],
  target: FhirNode,
  scope: DecodeScope,
  inside: string,
  taken: Set<XmlElement>,
): void {
  for (const row of rows) {
    if (row.kind === 'part') {
      const node: FhirNode = {};
      applyRows(element, row.rows, node, scope, inside, taken);
      if (Object.keys(node).length > 0) {
        putNode(row.home, target, node, scope, pathOf(element));
      }
      continue;
    }
    if (row.kind === 'either') {
      applyRows(element, row.rows, target, scope, inside, taken);
      continue;
    }
    const prefix = prefixOf(row.name, inside);
    const found = matching(element, localName(row.name), scope.namespaces[prefix]);
    if (found.length === 0 && isRequired(row.cardinality)) {
      scope.find(KITH_FINDINGS.missingElement, element, { element: localName(row.name) });
    }
    for (const child of isRepeated(row.cardinality) ? found : found.slice(0, 1)) {
      taken.add(child);
      decodeRow(row, child, target, scope, prefix);
    }
  }
}

function matching(element: XmlElement, name: string, namespace: string | undefined): XmlElement[] {
  return element.children.filter((child) => child.name === name && child.namespace === namespace);
}

function decodeRow(
  row: Exclude<Row, { kind: 'part' | 'either' }>,
  element: XmlElement,
  target: FhirNode,
  scope: DecodeScope,
  prefix: string,
): void {
  switch (row.kind) {
    case 'leaf':
      decodeLeaf(row, element, target, scope);
      break;
    case 'group':
      decodeGroup(row, element, target, scope, prefix);
      break;
    case 'choice': {
      const variant = row.variants.find(
        ({ child, when }) => element.children.some(({ name }) => name === child) && when?.(element) !== false,
      );
      if (variant === undefined) {
        scope.find(KITH_FINDINGS.missingElement, element, {
          element: row.variants.map(({ child }) => child).join(' / '),
        });
        keepUnmapped(element, scope);
      } else {
        decodeGroup(variant, element, target, scope, prefix);
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
    putSlot(row.home, target, slot, scope, pathOf(element));
    tellEmptyAttributes(row.codec.attributes, element, scope);
  } else {
    tellEmpty(row, element, scope);
  }
  for (const child of row.codec.readsMarkup === true ? [] : element.children) {
    keepUnmapped(child, scope);
  }
  keepOwnContent(element, { attributes: row.codec.attributes, text: row.codec.readsText }, scope);
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

function decodeGroup(
  row: GroupRow,
  element: XmlElement,
  target: FhirNode,
  scope: DecodeScope,
  prefix: string,
): void {
  const inside = row.inside ?? prefix;
  const isSame = row.home.steps.length === 0;
  const node = isSame ? (row.home.root === undefined ? target : scope.root(row.home.root)) : {};
  decodeRows(element, row.rows, node, scope, inside, row.attributes);
  if (!isSame && Object.keys(node).length === 0) {
    return;
  }
  row.complete?.(node, scope);
  for (const [property, value] of Object.entries(row.fixed?.(scope) ?? {})) {
    if (node[property] === undefined && node[`_${property}`] === undefined) {
      node[property] = value;
    }
  }
  if (isSharedList(row)) {
    markClass(node, row.className ?? localName(row.name));
  }
  if (!isSame) {
    putNode(row.home, target, node, scope, pathOf(element));
  }
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
    keepOwnContent(element, row.reads, scope);
  }
}

/** Keeps every text and attribute of the element and what is in it. */
export function keepUnmapped(element: XmlElement, scope: DecodeScope): void {
  keepOwnContent(element, { attributes: [], text: false }, scope);
  for (const child of element.children) {
    keepUnmapped(child, scope);
  }
}

export function keepOwnContent(
  element: XmlElement,
  read: {
    readonly attributes: readonly string[];
    readonly text: boolean;
    /** Attributes that were read already, in whatever namespace. */
    readonly namespaced?: ReadonlySet<XmlAttribute>;
  },
  scope: DecodeScope,
): void {
  for (const attribute of element.attributes) {
    const isRead =
      (attribute.namespace === '' && read.attributes.includes(attribute.name)) ||
      read.namespaced?.has(attribute) === true;
    if (!isRead && !isSchemaLocation(attribute) && attribute.value.trim() !== '') {
      const namespace = attribute.namespace === '' ? '' : `Q{${attribute.namespace}}`;
      keep(`${qualifiedPathOf(element)}/@${namespace}${attribute.name}`, attribute.value, element, scope);
    }
  }
  if (!read.text && element.text.trim() !== '') {
    keep(qualifiedPathOf(element), element.text, element, scope);
  }
}

function keep(path: string, value: string, element: XmlElement, scope: DecodeScope): void {
  scope.unmapped.push({ path, value, position: element.position });
}
