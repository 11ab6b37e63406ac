import {
  isRepeated,
  isRequired,
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
  /** Prefix of its namespace; undefined: that of the block that it stands in. */
  readonly prefix: string | undefined;
  readonly isRepeated: boolean;
  /** The parts that it stands in, outermost first. */
  readonly parts: readonly PartRow[];
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
}

const INDEXES = new WeakMap<readonly Row[], RowIndex>();

/** The rows laid out for decoding: made once for each list of rows, at its first use. */
export function indexOf(rows: readonly Row[]): RowIndex {
  const known = INDEXES.get(rows);
  if (known !== undefined) {
    return known;
  }
  const flat: ElementRow[] = [];
  const alternatives: (readonly number[])[] = [];
  layFlat(rows, [], flat, alternatives);
  const byName = new Map<string, number[]>();
  flat.forEach(({ local }, place) => {
    byName.set(local, [...(byName.get(local) ?? []), place]);
  });
  const required = flat.flatMap(({ row }, place) => (isRequired(row.cardinality) ? [place] : []));
  const index = { rows: flat, byName, required, alternatives };
  INDEXES.set(rows, index);
  return index;
}

function layFlat(
  rows: readonly Row[],
  parts: readonly PartRow[],
  flat: ElementRow[],
  alternatives: (readonly number[])[],
): void {
  for (const row of rows) {
    if (row.kind === 'part') {
      layFlat(row.rows, [...parts, row], flat, alternatives);
    } else if (row.kind === 'either') {
      const first = flat.length;
      layFlat(row.rows, parts, flat, alternatives);
      alternatives.push(Array.from({ length: flat.length - first }, (_, place) => first + place));
    } else {
      const colon = row.name.indexOf(':');
      flat.push({
        row,
        local: localName(row.name),
        prefix: colon < 0 ? undefined : row.name.slice(0, colon),
        isRepeated: isRepeated(row.cardinality),
        parts,
      });
    }
  }
}
