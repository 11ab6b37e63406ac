import type { Namespaces } from './namespaces.ts';
import {
  isRepeated,
  isRequired,
  isSharedList,
  localName,
  prefixOf,
  type AttributeRow,
  type ChoiceRow,
  type CustomRow,
  type EitherRow,
  type GroupRow,
  type LeafRow,
  type PartRow,
  type Row,
} from './row.ts';

/** A name in its namespace. */
export interface QualifiedName {
  readonly name: string;
  readonly namespace: string;
}

/** A row as encoding wants to know it. */
export type PlannedRow =
  | (ElementPlan & { readonly kind: 'leaf'; readonly row: LeafRow })
  | (ElementPlan & { readonly kind: 'group'; readonly row: GroupRow; readonly group: PlannedGroup })
  | (ElementPlan & {
      readonly kind: 'choice';
      readonly row: ChoiceRow;
      readonly variants: readonly PlannedGroup[];
    })
  | (ElementPlan & { readonly kind: 'custom'; readonly row: CustomRow })
  | { readonly kind: 'part'; readonly row: PartRow; readonly rows: () => EncodePlan }
  | {
      readonly kind: 'either';
      readonly row: EitherRow;
      readonly rows: EncodePlan;
      readonly standIn: EncodePlan;
    };

interface ElementPlan {
  /** The name that the element is written with. */
  readonly as: QualifiedName;
  readonly isRequired: boolean;
  readonly isRepeated: boolean;
}

export interface PlannedGroup {
  readonly row: GroupRow;
  /** The class of its resources, in a list that several classes share. */
  readonly className: string;
  readonly isShared: boolean;
  /** Resource type behind the last reference of its home. */
  readonly resourceType: string | undefined;
  readonly attributes: readonly PlannedAttribute[];
  readonly rows: () => EncodePlan;
}

export interface PlannedAttribute {
  readonly row: AttributeRow;
  readonly name: string;
  readonly namespace: string | undefined;
}

/** Rows, laid out for encoding. */
export type EncodePlan = readonly PlannedRow[];

const PLANS = new WeakMap<Namespaces, WeakMap<readonly Row[], Map<string, EncodePlan>>>();

/**
 * The rows laid out for encoding: made once for each list of rows, at its first use.
 *
 * @param inside prefix of the namespace in which names without prefix are
 */
export function planOf(rows: readonly Row[], inside: string, namespaces: Namespaces): EncodePlan {
  let ofNamespaces = PLANS.get(namespaces);
  if (ofNamespaces === undefined) {
    ofNamespaces = new WeakMap();
    PLANS.set(namespaces, ofNamespaces);
  }
  let ofRows = ofNamespaces.get(rows);
  if (ofRows === undefined) {
    ofRows = new Map();
    ofNamespaces.set(rows, ofRows);
  }
  let plan = ofRows.get(inside);
  if (plan === undefined) {
    plan = rows.map((row) => planRow(row, inside, namespaces));
    ofRows.set(inside, plan);
  }
  return plan;
}

function planRow(row: Row, inside: string, namespaces: Namespaces): PlannedRow {
  switch (row.kind) {
    case 'part':
      return { kind: 'part', row, rows: laterPlan(row.rows, inside, namespaces) };
    case 'either': {
      const [first] = row.rows;
      const standIn = first?.kind === 'group' ? { ...first, cardinality: '1' as const } : first;
      const planned = row.rows.map((each) => planRow(each, inside, namespaces));
      return {
        kind: 'either',
        row,
        rows: planned,
        standIn: standIn === undefined ? [] : [planRow(standIn, inside, namespaces)],
      };
    }
    case 'leaf':
      return { kind: 'leaf', row, ...elementPlan(row, inside, namespaces) };
    case 'group': {
      const group = planGroup(row, inside, namespaces);
      return { kind: 'group', row, group, ...elementPlan(row, inside, namespaces) };
    }
    case 'choice': {
      const variants = row.variants.map((variant) => planGroup(variant, inside, namespaces));
      return { kind: 'choice', row, variants, ...elementPlan(row, inside, namespaces) };
    }
    case 'custom':
      return { kind: 'custom', row, ...elementPlan(row, inside, namespaces) };
  }
}

function elementPlan(
  { name, cardinality }: LeafRow | GroupRow | ChoiceRow | CustomRow,
  inside: string,
  namespaces: Namespaces,
): ElementPlan {
  return {
    as: { name: localName(name), namespace: namespaces[prefixOf(name, inside)] ?? '' },
    isRequired: isRequired(cardinality),
    isRepeated: isRepeated(cardinality),
  };
}

function planGroup(row: GroupRow, inside: string, namespaces: Namespaces): PlannedGroup {
  return {
    row,
    className: row.className ?? localName(row.name),
    isShared: isSharedList(row),
    resourceType: row.home.steps.at(-1)?.reference,
    attributes: (row.attributes ?? []).map((attribute) => ({
      row: attribute,
      name: localName(attribute.name),
      namespace: attribute.name.includes(':') ? namespaces[prefixOf(attribute.name, '')] : undefined,
    })),
    rows: laterPlan(row.rows, row.inside ?? prefixOf(row.name, inside), namespaces),
  };
}

/** Not before it is used: rows may contain themselves. */
function laterPlan(rows: readonly Row[], inside: string, namespaces: Namespaces): () => EncodePlan {
  let plan: EncodePlan | undefined;
  return () => (plan ??= planOf(rows, inside, namespaces));
}
