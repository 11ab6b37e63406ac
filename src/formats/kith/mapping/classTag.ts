import { FORLOPSBRO } from '../../../fhir/systems.ts';
import { isNode, nodesOf, type FhirNode } from './node.ts';

/** Tags that name the class of a message that a resource was, for lists that several classes share. */
export const MESSAGE_CLASS = `${FORLOPSBRO}/CodeSystem/message-class`;

export function markClass(resource: FhirNode, className: string): void {
  resource.meta = { tag: [{ system: MESSAGE_CLASS, code: className }] };
}

/** The class, for a resource that was a part of a message. */
export function classOf(resource: FhirNode): string | undefined {
  const tags = isNode(resource.meta) ? nodesOf(resource.meta.tag) : [];
  const code = tags.find(({ system }) => system === MESSAGE_CLASS)?.code;
  return typeof code === 'string' ? code : undefined;
}
