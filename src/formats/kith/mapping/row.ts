import type { XmlElement } from '../xml/element.ts';
import type { XmlDraft } from '../xml/write.ts';
import type { DecodeScope } from './decodeScope.ts';
import type { EncodeScope } from './encodeScope.ts';
import { parseHome, type Home } from './home.ts';
import type { FhirNode, Slot } from './node.ts';

/**
 * A mapping is a list of rows in the order of the schema: the element, how often it occurs, how its value is
 * written in FHIR, and where it lives there. The same rows decode and encode. Element names without prefix are in
 * the namespace of the block that they stand in.
 */
export type Row = LeafRow | GroupRow | ChoiceRow | PartRow | EitherRow | CustomRow;

export type Cardinality = '1' | '0..1' | '0..*' | '1..*';

/** What an element itself holds when it is written. */
export interface Content {
  readonly attributes?: XmlDraft['attributes'];
  readonly text?: string;
  readonly nodes?: XmlDraft['nodes'];
}

/** Converts one element's own content. */
export interface Codec {
  /** The attributes that it reads; the text is read too when `readsText`. Anything else counts as unmapped. */
  readonly attributes: readonly string[];
  readonly readsText: boolean;
  /** Whether it reads the elements inside too. */
  readonly readsMarkup?: true;
  /** Whether the schema lets the element be empty, so that it can stand in for a missing value. */
  readonly mayBeEmpty: boolean;
  /** What to write where the schema requires the element and FHIR has no value. */
  readonly standIn?: Content;
  /** Undefined: nothing there, or nothing that FHIR can hold (it is then carried as unmapped). */
  decode(element: XmlElement, scope: DecodeScope): Slot | undefined;
  encode(slot: Slot, scope: EncodeScope): Content | undefined;
}

export interface LeafRow {
  readonly kind: 'leaf';
  readonly name: string;
  readonly cardinality: Cardinality;
  readonly codec: Codec;
  readonly home: Home;
}

/** An attribute of a group's own element, as a string. */
export interface AttributeRow {
  /** With the prefix of its namespace, when it has one. */
  readonly name: string;
  readonly home: Home;
  /** What the schema fixes it to: written whatever FHIR has. */
  readonly fixed?: string;
  /** The values that the schema allows; absent: any. */
  readonly allowed?: readonly string[];
  /** What to write where the schema requires the attribute and FHIR has no value. */
  readonly standIn?: (node: FhirNode) => string;
}

export interface GroupOptions {
  readonly attributes?: readonly AttributeRow[];
  /** Where the schema requires the element, it is written empty when there is no node. */
  readonly mayBeEmpty?: boolean;
  /** The schema wants an element inside: attributes alone make none. */
  readonly needsContent?: boolean;
  /** Prefix of the namespace of the names inside; the element's own when absent. */
  readonly inside?: string;
  /** What FHIR requires besides: set where the rows have set nothing. */
  readonly fixed?: (scope: DecodeScope) => FhirNode;
  /** Completes what the rows have made. */
  readonly complete?: (node: FhirNode, scope: DecodeScope) => void;
  /** What an encoder reads in place of the node: fills in what a producer may have left out. */
  readonly prepare?: (node: FhirNode, scope: EncodeScope) => FhirNode;
  /** Which resources of a shared list are of this class though they carry no class tag. */
  readonly accepts?: (resource: FhirNode) => boolean;
  /** Of an element with several shapes: which of those with the child are of this one. */
  readonly when?: (element: XmlElement) => boolean;
  /** Name of the class in a shared list; the element's name when absent. */
  readonly className?: string;
}

export interface GroupRow extends GroupOptions {
  readonly kind: 'group';
  readonly name: string;
  readonly cardinality: Cardinality;
  readonly home: Home;
  readonly rows: readonly Row[];
}

/**
 * One element with several shapes, told apart by a child (in the key before a full stop), then by `when`; the list in
 * FHIR is one, and in the message's order.
 */
export interface ChoiceRow {
  readonly kind: 'choice';
  readonly name: string;
  readonly cardinality: Cardinality;
  readonly variants: readonly (GroupRow & { readonly child: string })[];
}

/** Rows about the same XML element whose values live elsewhere in FHIR. */
export interface PartRow {
  readonly kind: 'part';
  readonly home: Home;
  readonly rows: readonly Row[];
}

/** Exactly one of several elements; the first stands in when none has anything to say. */
export interface EitherRow {
  readonly kind: 'either';
  readonly rows: readonly Row[];
}

/** An element for which rows do not do. */
export interface CustomRow {
  readonly kind: 'custom';
  readonly name: string;
  readonly cardinality: Cardinality;
  /** What it reads of the element itself; `everything`: it accounts for the whole element itself. */
  readonly reads: 'everything' | { readonly attributes: readonly string[]; readonly text: boolean };
  readonly decode: (element: XmlElement, target: FhirNode, scope: DecodeScope) => void;
  /** The elements to write; `name` and `namespace` are those of the row. */
  readonly encode: (
    target: FhirNode,
    scope: EncodeScope,
    as: Pick<XmlDraft, 'name' | 'namespace'>,
  ) => XmlDraft[];
}

export function leaf(name: string, cardinality: Cardinality, codec: Codec, home: string): LeafRow {
  return { kind: 'leaf', name, cardinality, codec, home: parseHome(home) };
}

export function group(
  name: string,
  cardinality: Cardinality,
  home: string,
  rows: readonly Row[],
  options: GroupOptions = {},
): GroupRow {
  return { kind: 'group', name, cardinality, home: parseHome(home), rows, ...options };
}

export function attribute(
  name: string,
  home: string,
  options: Pick<AttributeRow, 'fixed' | 'allowed' | 'standIn'> = {},
): AttributeRow {
  return { name, home: parseHome(home), ...options };
}

export function choice(
  name: string,
  cardinality: Cardinality,
  variants: Readonly<Record<string, readonly [home: string, rows: readonly Row[], options?: GroupOptions]>>,
): ChoiceRow {
  return {
    kind: 'choice',
    name,
    cardinality,
    variants: Object.entries(variants).map(([child, [home, rows, options]]) => ({
      ...group(name, cardinality, home, rows, {
        className: `${localName(name)}-${child.replace('.', '-')}`,
        ...options,
      }),
      child: child.replace(/\..*$/, ''),
    })),
  };
}

export function part(home: string, rows: readonly Row[]): PartRow {
  return { kind: 'part', home: parseHome(home), rows };
}

export function either(...rows: readonly Row[]): EitherRow {
  return { kind: 'either', rows };
}

export function custom(
  name: string,
  cardinality: Cardinality,
  reads: CustomRow['reads'],
  decode: CustomRow['decode'],
  encode: CustomRow['encode'],
): CustomRow {
  return { kind: 'custom', name, cardinality, reads, decode, encode };
}

/** Elements that are read and written apart from the rows of the block that they stand in. */
export function apart(cardinality: Cardinality, ...names: readonly string[]): readonly CustomRow[] {
  return names.map((name) =>
    custom(
      name,
      cardinality,
      'everything',
      () => undefined,
      () => [],
    ),
  );
}

const JOINED = new WeakMap<readonly Row[], WeakMap<readonly Row[], readonly Row[]>>();

/** Both, one after the other; the same two always give the same list, as what is made of a list is kept by it. */
export function joinRows(rows: readonly Row[], others: readonly Row[]): readonly Row[] {
  const ofRows = JOINED.get(rows) ?? new WeakMap<readonly Row[], readonly Row[]>();
  JOINED.set(rows, ofRows);
  const joined = ofRows.get(others) ?? [...rows, ...others];
  ofRows.set(others, joined);
  return joined;
}

export function isRepeated(cardinality: Cardinality): boolean {
  return cardinality.endsWith('*');
}

export function isRequired(cardinality: Cardinality): boolean {
  return cardinality.startsWith('1');
}

export function localName(name: string): string {
  return name.slice(name.indexOf(':') + 1);
}

/** Prefix by which a name is known, given the one in force. */
export function prefixOf(name: string, inside: string): string {
  const colon = name.indexOf(':');
  return colon < 0 ? inside : name.slice(0, colon);
}

/** Whether a group's home is a list of references that several classes share. */
export function isSharedList({ home }: GroupRow): boolean {
  return home.steps.at(-1)?.reference !== undefined && home.steps.some(({ many }) => many === 'each');
}
