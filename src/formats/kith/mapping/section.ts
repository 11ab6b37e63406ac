import { FORLOPSBRO } from '../../../fhir/systems.ts';
import { isNode, nodesOf, type FhirNode } from './node.ts';

/** Codes by which the sections of a Composition are told apart: the classes of the message that it was. */
export const MESSAGE_SECTION = `${FORLOPSBRO}/CodeSystem/message-section`;

export function sectionCode(code: string): FhirNode {
  return { coding: [{ system: MESSAGE_SECTION, code }] };
}

export function sectionCodeOf({ code }: FhirNode): string | undefined {
  const codings = isNode(code) ? nodesOf(code.coding) : [];
  const found = codings.find(({ system }) => system === MESSAGE_SECTION)?.code;
  return typeof found === 'string' ? found : undefined;
}
