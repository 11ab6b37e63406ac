import type { Namespaces } from './namespaces.ts';
import {
  isRepeated,
  isRequired,
  isSharedList,
  localName,
  type ChoiceRow,
  type CustomRow,
  type GroupRow,
  type LeafRow,
  type PartRow,
  type Row,
} from './row.ts';

/** A row that stands for an element, as decoding looks it up: parts and alternatives are laid flat. */
export interface ElementRow {
  readonly row: LeafRow | GroupRow | ChoiceRow | CustomRow;
  readonly local: string;
  /** Its namespace; undefined when it has none that is known, or a row before it stands for the same element. */
  readonly namespace: string | undefined;
  readonly isRepeated: boolean;
  /** The parts that it stands in, outermost first. */
  readonly parts: readonly PartRow[];
  /** Of a group, or of each variant of a choice. */
  readonly blocks: readonly GroupBlock[];
}

/** A group as decoding wants to know it. */
export interface GroupBlock {
  readonly row: GroupRow;
  /** Whether what is inside lives where the group stands. */
  readonly isSame: boolean;
  /** The class that its resources are marked with, in a list that several classes share. */
  readonly className: string | undefined;
  /** The rows inside. */
  readonly index: () => RowIndex;
}

export interface RowIndex {
  /** In the rows' order, which is the schema's. */
  readonly rows: readonly ElementRow[];
  /** Local name → places in `rows`. */
  readonly byName: ReadonlyMap<string, readonly number[]>;
  /** Places of those that the schema requires. */
  readonly required: readonly number[];
  /** Places of alternatives, of which the schema requires exactly one. */
  readonly alternatives: readonly (readonly number[])[];
  readonly hasParts: boolean;
}

const INDEXES = new WeakMap<Namespaces, WeakMap<readonly Row[], Map<string, RowIndex>>>();

/**
 * The rows laid out for decoding: made once for each list of rows, at its first use.
 *
 * @param inside prefix of the namespace in which names without prefix are
 */
export function indexOf(rows: readonly Row[], inside: string, namespaces: Namespaces): RowIndex {
  let ofNamespaces = INDEXES.get(namespaces);
  if (ofNamespaces === undefined) {
    ofNamespaces = new WeakMap();
    INDEXES.set(namespaces, ofNamespaces);
  }
  let ofRows = ofNamespaces.get(rows);
  if (ofRows === undefined) {
    ofRows = new Map();
    ofNamespaces.set(rows, ofRows);
  }
  let index = ofRows.get(inside);
  if (index === undefined) {
    index = makeIndex(rows, inside, namespaces);
    ofRows.set(inside, index);
  }
  return index;
}

function makeIndex(rows: readonly Row[], inside: string, namespaces: Namespaces): RowIndex {
  const flat: ElementRow[] = [];
  const alternatives: (readonly number[])[] = [];
  const layFlat = (list: readonly Row[], parts: readonly PartRow[]): void => {
    for (const row of list) {
      if (row.kind === 'part') {
        layFlat(row.rows, [...parts, row]);
      } else if (row.kind === 'either') {
        const first = flat.length;
        layFlat(row.rows, parts);
        alternatives.push(Array.from({ length: flat.length - first }, (_, place) => first + place));
      } else {
        flat.push(elementRow(row, parts, inside, namespaces, flat));
      }
    }
  };
  layFlat(rows, []);
  const byName = new Map<string, number[]>();
  flat.forEach(({ local }, place) => {
    byName.set(local, [...(byName.get(local) ?? []), place]);
  });
  return {
    rows: flat,
    byName,
    required: flat.flatMap(({ row }, place) => (isRequired(row.cardinality) ? [place] : [])),
    alternatives,
    hasParts: flat.some(({ parts }) => parts.length > 0),
  };
}

function elementRow(
  row: ElementRow['row'],
  parts: readonly PartRow[],
  inside: string,
  namespaces: Namespaces,
  before: readonly ElementRow[],
): ElementRow {
  const colon = row.name.indexOf(':');
  const prefix = colon < 0 ? inside : row.name.slice(0, colon);
  const local = localName(row.name);
  const namespace = namespaces[prefix];
  const isTaken = before.some((other) => other.local === local && other.namespace === namespace);
  const groups = row.kind === 'group' ? [row] : row.kind === 'choice' ? row.variants : [];
  return {
    row,
    local,
    namespace: isTaken ? undefined : namespace,
    isRepeated: isRepeated(row.cardinality),
    parts,
    blocks: groups.map((group) => groupBlock(group, prefix, namespaces)),
  };
}

function groupBlock(row: GroupRow, prefix: string, namespaces: Namespaces): GroupBlock {
  let index: RowIndex | undefined;
  return {
    row,
    isSame: row.home.steps.length === 0,
    className: isSharedList(row) ? (row.className ?? localName(row.name)) : undefined,
    // Not before it is used: rows may contain themselves.
    index: () => (index ??= indexOf(row.rows, row.inside ?? prefix, namespaces)),
  };
}
