/** An XML document as plain values: what the mappings read and make. Comments and instructions are left out. */

export interface XmlAttribute {
  readonly name: string;
  /** Namespace URI; empty for none, as all attributes of the KITH schemas. */
  readonly namespace: string;
  readonly value: string;
  /** Of `xsi:type`: the namespace of the name that is its value. */
  readonly valueNamespace?: string;
}

export interface XmlElement {
  /** Local name. */
  readonly name: string;
  /** Namespace URI; empty for none. */
  readonly namespace: string;
  readonly attributes: readonly XmlAttribute[];
  readonly children: readonly XmlElement[];
  /** The element's own text and CDATA, joined; white space that only stands between elements is left out. */
  readonly text: string;
  /** Text and elements in their order, where both occur, and in all of XHTML. */
  readonly nodes?: readonly (string | XmlElement)[] | undefined;
  readonly parent: XmlElement | undefined;
  /** Place in document order, from 0. */
  readonly position: number;
}

export const XHTML_NAMESPACE = 'http://www.w3.org/1999/xhtml';
export const XML_NAMESPACE = 'http://www.w3.org/XML/1998/namespace';
export const SCHEMA_INSTANCE_NAMESPACE = 'http://www.w3.org/2001/XMLSchema-instance';

/** The attribute's value, white space at both ends dropped; undefined when absent or empty. */
export function attributeOf(element: XmlElement, name: string): string | undefined {
  for (const attribute of element.attributes) {
    if (attribute.name === name && attribute.namespace === '') {
      const value = attribute.value.trim();
      return value === '' ? undefined : value;
    }
  }
  return undefined;
}

/** The first child with the local name, whatever its namespace. */
export function childOf(element: XmlElement | undefined, ...path: readonly string[]): XmlElement | undefined {
  let found = element;
  for (const name of path) {
    found = found === undefined ? undefined : firstChild(found, name);
  }
  return found;
}

function firstChild({ children }: XmlElement, name: string): XmlElement | undefined {
  for (const child of children) {
    if (child.name === name) {
      return child;
    }
  }
  return undefined;
}

export function childrenOf(element: XmlElement | undefined, name: string): readonly XmlElement[] {
  return element?.children.filter((child) => child.name === name) ?? [];
}

/** The text, white space at both ends dropped; undefined when there is none. */
export function textOf(element: XmlElement | undefined): string | undefined {
  const text = element?.text.trim();
  return text === '' ? undefined : text;
}

/**
 * Where the element stands, from the root: local names, each with its place among the siblings of that name when
 * there are several, e.g. `/MsgHead/Document[2]/RefDoc`.
 */
export function pathOf(element: XmlElement): string {
  const { parent } = element;
  return parent === undefined
    ? `/${element.name}`
    : `${pathOf(parent)}/${element.name}${placeOf(element, parent, ALL)}`;
}

/**
 * The same with namespaces: a name in another namespace than its parent's is written `Q{namespace}name`. Siblings that
 * hold nothing are not counted, as nothing of them can be kept.
 */
export function qualifiedPathOf(element: XmlElement): string {
  const { parent } = element;
  if (parent === undefined) {
    return `/${element.name}`;
  }
  const place = placeOf(element, parent, holdsAnything(element) ? HOLDING : ALL);
  const namespace = element.namespace === parent.namespace ? '' : `Q{${element.namespace}}`;
  return `${qualifiedPathOf(parent)}/${namespace}${element.name}${place}`;
}

/** Places among siblings, by the parent: each child asks for its own, so they are counted once for all of them. */
type Places = WeakMap<XmlElement, ReadonlyMap<XmlElement, string>>;

const ALL: Counted = { isCounted: () => true, places: new WeakMap() };
const HOLDING: Counted = { isCounted: holdsAnything, places: new WeakMap() };

interface Counted {
  readonly isCounted: (element: XmlElement) => boolean;
  readonly places: Places;
}

/** `[2]`, or nothing where there is no other of the name. */
function placeOf(element: XmlElement, parent: XmlElement, { isCounted, places }: Counted): string {
  if (parent.children.length <= FEW) {
    return placeAmongFew(element, parent.children, isCounted);
  }
  let known = places.get(parent);
  if (known === undefined) {
    known = placesAmong(parent.children.filter(isCounted));
    places.set(parent, known);
  }
  return known.get(element) ?? '';
}

/** Counting so many is cheaper than keeping their places. */
const FEW = 30;

function placeAmongFew(
  element: XmlElement,
  children: readonly XmlElement[],
  isCounted: Counted['isCounted'],
): string {
  let alike = 0;
  let own = 0;
  for (const child of children) {
    if (child.name === element.name && isCounted(child)) {
      alike += 1;
      own = child === element ? alike : own;
    }
  }
  return alike > 1 && own > 0 ? `[${String(own)}]` : '';
}

function placesAmong(children: readonly XmlElement[]): ReadonlyMap<XmlElement, string> {
  const counts = new Map<string, number>();
  for (const { name } of children) {
    counts.set(name, (counts.get(name) ?? 0) + 1);
  }
  const places = new Map<XmlElement, string>();
  const reached = new Map<string, number>();
  for (const child of children) {
    if ((counts.get(child.name) ?? 0) > 1) {
      const place = (reached.get(child.name) ?? 0) + 1;
      reached.set(child.name, place);
      places.set(child, `[${String(place)}]`);
    }
  }
  return places;
}

function holdsAnything({ attributes, children, text }: XmlElement): boolean {
  return (
    text.trim() !== '' || attributes.some(({ value }) => value.trim() !== '') || children.some(holdsAnything)
  );
}

/** Whether the value is a name with a namespace of its own (XML Schema 1.0 part 1, 2.6.1). */
export function isTypeName({ name, namespace }: Pick<XmlAttribute, 'name' | 'namespace'>): boolean {
  return name === 'type' && namespace === SCHEMA_INSTANCE_NAMESPACE;
}

/** The prefix of a name with or without one. */
export function prefixIn(name: string): string {
  return name.includes(':') ? name.slice(0, name.indexOf(':')).trim() : '';
}

/** True for what points at a schema, which is no content of the message. */
export function isSchemaLocation(attribute: XmlAttribute): boolean {
  return (
    attribute.namespace === SCHEMA_INSTANCE_NAMESPACE &&
    (attribute.name === 'schemaLocation' || attribute.name === 'noNamespaceSchemaLocation')
  );
}
