import { nodesOf, type FhirNode } from '../../mapping/node.ts';

/** A list of references of one of the message's main resources, that several classes share. */
export interface ReferenceList {
  /** Name of the main resource in the scope. */
  readonly root: string;
  readonly property: string;
}

/** The home of a group whose resources go to the list. */
export function homeIn({ root, property }: ReferenceList, resourceType: string): string {
  return `$${root}.${property}*>${resourceType}`;
}

export function appendReference(
  { property }: ReferenceList,
  holder: FhirNode,
  reference: { readonly reference: string },
): void {
  holder[property] = [...nodesOf(holder[property]), { ...reference }];
}
