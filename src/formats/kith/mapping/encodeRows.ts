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
  type ChoiceRow,
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
  const children: XmlDraft[] = [];
  let hasContent = false;
  for (const row of rows) {
    const encoded = encodeRow(row, target, scope, inside);
    if (encoded !== NOTHING) {
      children.push(...encoded.children);
      hasContent ||= encoded.hasContent;
    }
  }
  return children.length === 0 ? NOTHING : { children, hasContent };
}

function encodeRow(row: Row, target: FhirNode, scope: EncodeScope, inside: string): Encoded {
  switch (row.kind) {
    case 'part': {
      const [node = {}] = nodesAt(row.home, target, scope);
      return encodeRows(row.rows, node, scope, inside);
    }
    case 'either':
      return encodeEither(row.rows, target, scope, inside);
    case 'leaf':
      return encodeLeaf(row, target, scope, inside);
    case 'group':
      return encodeGroups(row, groupNodes(row, target, scope), scope, inside);
    case 'choice': {
      const [first] = row.variants;
      const nodes = first === undefined ? [] : nodesAt(first.home, target, scope);
      const pairs = nodes.flatMap((node) => {
        const variant = row.variants.find((candidate) => isOfClass(candidate, node));
        return variant === undefined ? [] : [{ row: variant, node }];
      });
      return encodeGroups(row, pairs, scope, inside);
    }
    case 'custom': {
      const as = namedAs(row, scope, inside);
      const children = row.encode(target, scope, as);
      if (children.length > 0) {
        return { children, hasContent: true };
      }
      return isRequired(row.cardinality)
        ? { children: [{ ...as, isMissing: true }], hasContent: false }
        : NOTHING;
    }
  }
}

function namedAs({ name }: { readonly name: string }, scope: EncodeScope, inside: string): Named {
  return { name: localName(name), namespace: scope.namespaces[prefixOf(name, inside)] ?? '' };
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

function encodeLeaf(row: LeafRow, target: FhirNode, scope: EncodeScope, inside: string): Encoded {
  const slots = slotsAt(row.home, target, scope);
  if (slots.length === 0 && !isRequired(row.cardinality)) {
    return NOTHING;
  }
  const as = namedAs(row, scope, inside);
  const children: XmlDraft[] = [];
  for (const slot of isRepeated(row.cardinality) ? slots : slots.slice(0, 1)) {
    const content = row.codec.encode(slot, scope);
    if (content !== undefined) {
      children.push({ ...as, ...content });
    }
  }
  if (children.length > 0) {
    return { children, hasContent: true };
  }
  if (!isRequired(row.cardinality)) {
    return NOTHING;
  }
  const standIn: XmlDraft = row.codec.mayBeEmpty
    ? { ...as, ...row.codec.standIn }
    : { ...as, isMissing: true };
  return { children: [standIn], hasContent: false };
}

interface Pair {
  readonly row: GroupRow;
  readonly node: FhirNode;
}

function groupNodes(row: GroupRow, target: FhirNode, scope: EncodeScope): readonly Pair[] {
  const nodes = nodesAt(row.home, target, scope);
  const own = nodes.length > 0 && isSharedList(row) ? nodes.filter((node) => isOfClass(row, node)) : nodes;
  if (own.length === 0) {
    return row.mayBeEmpty === true ? [{ row, node: {} }] : NO_PAIRS;
  }
  return (isRepeated(row.cardinality) ? own : own.slice(0, 1)).map((node) => ({ row, node }));
}

const NO_PAIRS: readonly Pair[] = [];

function isOfClass(row: GroupRow, resource: FhirNode): boolean {
  const className = classOf(resource);
  return className === undefined
    ? resource.resourceType === row.home.steps.at(-1)?.reference && row.accepts?.(resource) === true
    : className === (row.className ?? localName(row.name));
}

function encodeGroups(
  row: GroupRow | ChoiceRow,
  pairs: readonly Pair[],
  scope: EncodeScope,
  inside: string,
): Encoded {
  if (pairs.length === 0 && !isRequired(row.cardinality)) {
    return NOTHING;
  }
  const as = namedAs(row, scope, inside);
  const prefix = prefixOf(row.name, inside);
  const kept: XmlDraft[] = [];
  let empty: XmlDraft | undefined;
  for (const { row: variant, node } of pairs) {
    const prepared = variant.prepare?.(node) ?? node;
    const { children, hasContent } = encodeRows(variant.rows, prepared, scope, variant.inside ?? prefix);
    if (variant.attributes === undefined) {
      const draft = { ...as, children };
      if (hasContent) {
        kept.push(draft);
      } else {
        empty ??= draft;
      }
      continue;
    }
    const { attributes, hasAttributes } = encodeAttributes(variant.attributes, prepared, scope);
    const draft = { ...as, ...(attributes.length === 0 ? {} : { attributes }), children };
    if (hasContent || hasAttributes) {
      kept.push(draft);
    } else {
      empty ??= draft;
    }
  }
  if (kept.length > 0) {
    return { children: kept, hasContent: true };
  }
  return isRequired(row.cardinality)
    ? { children: [empty ?? { ...as, isMissing: true }], hasContent: false }
    : NOTHING;
}

function encodeAttributes(
  rows: readonly AttributeRow[],
  node: FhirNode,
  scope: EncodeScope,
): { readonly attributes: readonly XmlAttributeDraft[]; readonly hasAttributes: boolean } {
  const attributes: XmlAttributeDraft[] = [];
  let hasAttributes = false;
  for (const { name, home, fixed, allowed, standIn } of rows) {
    const found = stringOf(slotsAt(home, node, scope)[0]?.value);
    const isOther = found !== undefined && allowed !== undefined && !allowed.includes(found);
    if (isOther) {
      scope.find(KITH_FINDINGS.notWritable, '', { value: found, expected: allowed.join(', ') });
    }
    const stated = isOther ? undefined : found;
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
  if (draft.children === undefined || !hasMissing(draft)) {
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

function hasMissing({ isMissing, children }: XmlDraft): boolean {
  return isMissing === true || children?.some(hasMissing) === true;
}
