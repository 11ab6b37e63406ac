import { KITH_FINDINGS } from '../findings.ts';
import type { XmlAttributeDraft, XmlDraft } from '../xml/write.ts';
import { classOf } from './classTag.ts';
import {
  planOf,
  type EncodePlan,
  type PlannedAttribute,
  type PlannedGroup,
  type PlannedRow,
} from './encodePlan.ts';
import type { EncodeScope } from './encodeScope.ts';
import { firstSlotAt, nodesAt, slotsAt } from './home.ts';
import { stringOf, type FhirNode, type Slot } from './node.ts';
import type { Content, Row } from './row.ts';

/** The elements that rows make of a node, in the rows' order. */
export interface Encoded {
  readonly children: readonly XmlDraft[];
  /** Whether there is anything besides elements that the schema requires and nothing fills. */
  readonly hasContent: boolean;
}

/** @param inside prefix of the namespace in which names without prefix are */
export function encodeRows(
  rows: readonly Row[],
  target: FhirNode,
  scope: EncodeScope,
  inside: string,
): Encoded {
  const children: XmlDraft[] = [];
  const hasContent = encodePlan(planOf(rows, inside, scope.namespaces), target, scope, children);
  return { children, hasContent };
}

/** Adds the elements to `out`; what it returns is whether there is any content in them. */
function encodePlan(plan: EncodePlan, target: FhirNode, scope: EncodeScope, out: XmlDraft[]): boolean {
  let hasContent = false;
  for (const planned of plan) {
    if (encodeRow(planned, target, scope, out)) {
      hasContent = true;
    }
  }
  return hasContent;
}

function encodeRow(planned: PlannedRow, target: FhirNode, scope: EncodeScope, out: XmlDraft[]): boolean {
  switch (planned.kind) {
    case 'part': {
      const [node = {}] = nodesAt(planned.row.home, target, scope);
      return encodePlan(planned.rows(), node, scope, out);
    }
    case 'either':
      return encodeEither(planned, target, scope, out);
    case 'leaf':
      return encodeLeaf(planned, target, scope, out);
    case 'group':
      return encodeGroup(planned, target, scope, out);
    case 'choice':
      return encodeChoice(planned, target, scope, out);
    case 'custom': {
      const { row, as, isRequired } = planned;
      const children = row.encode(target, scope, as);
      if (children.length > 0) {
        out.push(...children);
        return true;
      }
      if (isRequired) {
        out.push(missing(as));
      }
      return false;
    }
  }
}

type Planned<Kind extends PlannedRow['kind']> = Extract<PlannedRow, { kind: Kind }>;

type Name = Planned<'leaf'>['as'];

/** An element; all have one shape, as engines read objects of many shapes much slower. */
function draftOf(
  { name, namespace }: Name,
  { attributes, text, nodes }: Content,
  children?: readonly XmlDraft[],
): XmlDraft {
  return { name, namespace, attributes, children, text, nodes, isMissing: undefined };
}

const NOTHING: Content = {};

function missing({ name, namespace }: Name): XmlDraft {
  return {
    name,
    namespace,
    attributes: undefined,
    children: undefined,
    text: undefined,
    nodes: undefined,
    isMissing: true,
  };
}

function encodeEither(
  { rows, standIn }: Planned<'either'>,
  target: FhirNode,
  scope: EncodeScope,
  out: XmlDraft[],
): boolean {
  let chosen: readonly XmlDraft[] | undefined;
  for (const planned of rows) {
    const children: XmlDraft[] = [];
    if (encodeRow(planned, target, scope, children)) {
      chosen ??= children;
    }
  }
  if (chosen !== undefined) {
    out.push(...chosen);
    return true;
  }
  return encodePlan(standIn, target, scope, out);
}

function encodeLeaf(
  { row, as, isRequired, isRepeated }: Planned<'leaf'>,
  target: FhirNode,
  scope: EncodeScope,
  out: XmlDraft[],
): boolean {
  const before = out.length;
  if (isRepeated) {
    for (const slot of slotsAt(row.home, target, scope)) {
      writeSlot(slot, row, as, scope, out);
    }
  } else {
    const slot = firstSlotAt(row.home, target, scope);
    if (slot !== undefined) {
      writeSlot(slot, row, as, scope, out);
    }
  }
  if (out.length > before) {
    return true;
  }
  if (isRequired) {
    out.push(row.codec.mayBeEmpty ? draftOf(as, row.codec.standIn ?? NOTHING) : missing(as));
  }
  return false;
}

function writeSlot(
  slot: Slot,
  { codec }: Planned<'leaf'>['row'],
  as: Name,
  scope: EncodeScope,
  out: XmlDraft[],
): void {
  const content = codec.encode(slot, scope);
  if (content !== undefined) {
    out.push(draftOf(as, content));
  }
}

function encodeGroup(
  planned: Planned<'group'>,
  target: FhirNode,
  scope: EncodeScope,
  out: XmlDraft[],
): boolean {
  const { group, as, isRequired, isRepeated } = planned;
  const { row } = group;
  const nodes = nodesAt(row.home, target, scope);
  const written = new WrittenGroup();
  let count = 0;
  for (const node of nodes) {
    if (group.isShared && !isOfClass(group, node)) {
      continue;
    }
    if (count === 0 || isRepeated) {
      written.add(group, node, as, scope, out);
    }
    count += 1;
  }
  if (count === 0 && row.mayBeEmpty === true) {
    written.add(group, {}, as, scope, out);
  }
  return written.end(isRequired, as, out);
}

function encodeChoice(
  { row, variants, as, isRequired }: Planned<'choice'>,
  target: FhirNode,
  scope: EncodeScope,
  out: XmlDraft[],
): boolean {
  const [first] = row.variants;
  const written = new WrittenGroup();
  for (const node of first === undefined ? [] : nodesAt(first.home, target, scope)) {
    const variant = variants.find((candidate) => isOfClass(candidate, node));
    if (variant !== undefined) {
      written.add(variant, node, as, scope, out);
    }
  }
  return written.end(isRequired, as, out);
}

function isOfClass({ row, className, resourceType }: PlannedGroup, resource: FhirNode): boolean {
  const stated = classOf(resource);
  return stated === undefined
    ? resource.resourceType === resourceType && row.accepts?.(resource) === true
    : stated === className;
}

/** The elements of a group: those with content; where there is none and the schema requires one, an empty one. */
class WrittenGroup {
  #hasContent = false;
  #empty: XmlDraft | undefined;

  add(
    { row, attributes, rows }: PlannedGroup,
    node: FhirNode,
    as: Name,
    scope: EncodeScope,
    out: XmlDraft[],
  ): void {
    const prepared = row.prepare?.(node, scope) ?? node;
    const children: XmlDraft[] = [];
    const hasContent = encodePlan(rows(), prepared, scope, children);
    const written = attributes.length === 0 ? undefined : encodeAttributes(attributes, prepared, scope);
    const isPlain = written === undefined || written.attributes.length === 0;
    const draft = draftOf(as, isPlain ? NOTHING : { attributes: written.attributes }, children);
    if (hasContent || (written?.hasAttributes === true && row.needsContent !== true)) {
      out.push(draft);
      this.#hasContent = true;
    } else {
      this.#empty ??= draft;
    }
  }

  end(isRequired: boolean, as: Name, out: XmlDraft[]): boolean {
    if (!this.#hasContent && isRequired) {
      out.push(this.#empty ?? missing(as));
    }
    return this.#hasContent;
  }
}

function encodeAttributes(
  rows: readonly PlannedAttribute[],
  node: FhirNode,
  scope: EncodeScope,
): { readonly attributes: readonly XmlAttributeDraft[]; readonly hasAttributes: boolean } {
  const attributes: XmlAttributeDraft[] = [];
  let hasAttributes = false;
  for (const { row, name, namespace } of rows) {
    const { home, fixed, allowed, standIn } = row;
    const found = stringOf(firstSlotAt(home, node, scope)?.value);
    const isOther = found !== undefined && allowed !== undefined && !allowed.includes(found);
    if (isOther) {
      scope.find(KITH_FINDINGS.notWritable, '', { value: found, expected: allowed.join(', ') });
    }
    const stated = isOther ? undefined : found;
    const value = fixed ?? stated ?? standIn?.(node);
    hasAttributes ||= stated !== undefined;
    if (value !== undefined) {
      attributes.push({ name, value, ...(namespace === undefined ? {} : { namespace }) });
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
