import type { ResourceMaker } from '../../mapping/home.ts';
import { nodesAt, parseHome, putNode, type Home, type Resources } from '../../mapping/home.ts';
import type { FhirNode } from '../../mapping/node.ts';

/** Path of a list of references that several classes share, such as `$request.supportingInfo`. */
export type ReferenceList = `$${string}`;

/** The home of a group whose resources go to the list. */
export function homeIn(list: string, resourceType: string): string {
  return `${list}*>${resourceType}`;
}

export function appendReference(
  list: ReferenceList,
  reference: { readonly reference: string },
  scope: ResourceMaker,
): void {
  putNode(homeOf(list), {}, { ...reference }, scope, list);
}

export function referencesIn(list: ReferenceList, scope: Resources): readonly FhirNode[] {
  return nodesAt(homeOf(list), {}, scope);
}

const HOMES = new Map<ReferenceList, Home>();

function homeOf(list: ReferenceList): Home {
  const home = HOMES.get(list) ?? parseHome(`${list}*`);
  HOMES.set(list, home);
  return home;
}
