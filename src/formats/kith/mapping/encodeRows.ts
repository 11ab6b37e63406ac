import { KITH_FINDINGS } from '../findings.ts';
import type { XmlAttributeDraft, XmlDraft } from '../xml/write.ts';
import { classOf } from './classTag.ts';
import type { EncodeScope } from './encodeScope.ts';
import { nodesAt, slotsAt } from './home.ts';
import { stringOf, type FhirNode } from './node.ts';
import {
  isRepeated,
  isRequired,
  isSharedList,
  localName,
  prefixOf,
  type AttributeRow,
  type Cardinality,
  type Content,
  type GroupRow,
  type LeafRow,
  type Row,
} from './row.ts';

/** The elements that rows make of a node, in the rows' order. */
export interface Encoded {
  readonly children: readonly XmlDraft[];
  /** Whether there is anything besides elements that the schema requires and nothing fills. */
  readonly hasContent: boolean;
}

const NOTHING: Encoded = { children: [], hasContent: false };

/** @param inside prefix of the namespace in which names without prefix are */
export function encodeRows(
  rows: readonly Row[],
  target: FhirNode,
  scope: EncodeScope,
  inside: string,
): Encoded {
  const encoded = rows.map((row) => encodeRow(row, target, scope, inside));
  return {
    children: encoded.flatMap(({ children }) => children),
    hasContent: encoded.some(({ hasContent }) => hasContent),
  };
}

function encodeRow(row: Row, target: FhirNode, scope: EncodeScope, inside: string): Encoded {
  if (row.kind === 'part') {
    const [node = {}] = nodesAt(row.home, target, scope);
    return encodeRows(row.rows, node, scope, inside);
  }
  if (row.kind === 'either') {
    return encodeEither(row.rows, target, scope, inside);
  }
  const prefix = prefixOf(row.name, inside);
  const as = { name: localName(row.name), namespace: scope.namespaces[prefix] ?? '' };
  switch (row.kind) {
    case 'leaf':
      return encodeLeaf(row, target, scope, as);
    case 'group':
      return encodeGroups(row.cardinality, groupNodes(row, target, scope), scope, as, prefix);
    case 'choice': {
      const [first] = row.variants;
      const nodes = first === undefined ? [] : nodesAt(first.home, target, scope);
      const pairs = nodes.flatMap((node) => {
        const variant = row.variants.find((candidate) => isOfClass(candidate, node));
        return variant === undefined ? [] : [{ row: variant, node }];
      });
      return encodeGroups(row.cardinality, pairs, scope, as, prefix);
    }
    case 'custom': {
      const children = row.encode(target, scope, as);
      return { children, hasContent: children.length > 0 };
    }
  }
}

function encodeEither(rows: readonly Row[], target: FhirNode, scope: EncodeScope, inside: string): Encoded {
  const encoded = rows.map((row) => encodeRow(row, target, scope, inside));
  const [first] = rows;
  const standIn = first?.kind === 'group' ? { ...first, cardinality: '1' as const } : first;
  return (
    encoded.find(({ hasContent }) => hasContent) ??
    (standIn === undefined ? NOTHING : encodeRow(standIn, target, scope, inside))
  );
}

type Named = Pick<XmlDraft, 'name' | 'namespace'>;

function encodeLeaf(row: LeafRow, target: FhirNode, scope: EncodeScope, as: Named): Encoded {
  const slots = slotsAt(row.home, target, scope);
  const contents = (isRepeated(row.cardinality) ? slots : slots.slice(0, 1))
    .map((slot) => row.codec.encode(slot, scope))
    .filter((content): content is Content => content !== undefined);
  if (contents.length > 0) {
    return { children: contents.map((content) => ({ ...as, ...content })), hasContent: true };
  }
  if (!isRequired(row.cardinality)) {
    return NOTHING;
  }
  if (row.codec.mayBeEmpty) {
    return { children: [{ ...as, ...row.codec.standIn }], hasContent: false };
  }
  return { children: [{ ...as, isMissing: true }], hasContent: false };
}

interface Pair {
  readonly row: GroupRow;
  readonly node: FhirNode;
}

function groupNodes(row: GroupRow, target: FhirNode, scope: EncodeScope): Pair[] {
  const nodes = nodesAt(row.home, target, scope);
  const own = isSharedList(row) ? nodes.filter((node) => isOfClass(row, node)) : nodes;
  const nodesOrNone = own.length === 0 && row.mayBeEmpty === true ? [{}] : own;
  return (isRepeated(row.cardinality) ? nodesOrNone : nodesOrNone.slice(0, 1)).map((node) => ({ row, node }));
}

function isOfClass(row: GroupRow, resource: FhirNode): boolean {
  const className = classOf(resource);
  return className === undefined
    ? resource.resourceType === row.home.steps.at(-1)?.reference && row.accepts?.(resource) === true
    : className === (row.className ?? localName(row.name));
}

function encodeGroups(
  cardinality: Cardinality,
  pairs: readonly Pair[],
  scope: EncodeScope,
  as: Named,
  prefix: string,
): Encoded {
  const encoded = pairs.map(({ row, node }) => {
    const prepared = row.prepare?.(node) ?? node;
    const rows = encodeRows(row.rows, prepared, scope, row.inside ?? prefix);
    const { attributes, hasAttributes } = encodeAttributes(row.attributes ?? [], prepared, scope);
    const draft = { ...as, ...(attributes.length === 0 ? {} : { attributes }), children: rows.children };
    return { draft, hasContent: rows.hasContent || hasAttributes };
  });
  const kept = encoded.filter(({ hasContent }) => hasContent);
  if (kept.length > 0) {
    return { children: kept.map(({ draft }) => draft), hasContent: true };
  }
  const [empty] = encoded;
  return isRequired(cardinality)
    ? { children: [empty?.draft ?? { ...as, isMissing: true }], hasContent: false }
    : NOTHING;
}

function encodeAttributes(
  rows: readonly AttributeRow[],
  node: FhirNode,
  scope: EncodeScope,
): { readonly attributes: readonly XmlAttributeDraft[]; readonly hasAttributes: boolean } {
  const attributes: XmlAttributeDraft[] = [];
  let hasAttributes = false;
  for (const { name, home, fixed, standIn } of rows) {
    const stated = stringOf(slotsAt(home, node, scope)[0]?.value);
    const value = fixed ?? stated ?? standIn?.(node);
    hasAttributes ||= stated !== undefined;
    if (value !== undefined) {
      const namespace = name.includes(':') ? scope.namespaces[prefixOf(name, '')] : undefined;
      attributes.push({ name: localName(name), value, ...(namespace === undefined ? {} : { namespace }) });
    }
  }
  return { attributes, hasAttributes };
}

/** Takes out the elements that the schema requires and that no value fills, saying so. */
export function withoutMissing(draft: XmlDraft, scope: EncodeScope, path = `/${draft.name}`): XmlDraft {
  if (draft.children === undefined) {
    return draft;
  }
  const children: XmlDraft[] = [];
  for (const child of draft.children) {
    if (child.isMissing === true) {
      scope.find(KITH_FINDINGS.nothingToWrite, path, { element: child.name });
    } else {
      children.push(withoutMissing(child, scope, `${path}/${child.name}`));
    }
  }
  return { ...draft, children };
}
