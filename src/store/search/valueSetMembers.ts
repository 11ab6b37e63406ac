import type { Filter } from '@medplum/core';

/** The codes of a value set, by system. */
export type ValueSetMembers = readonly { readonly system: string; readonly codes: readonly string[] }[];

/** What a value set holds, named by its canonical URL or `ValueSet/id`; undefined when it is not known. */
export type MembersOf = (valueSet: string) => ValueSetMembers | undefined;

/** The filter of `:in` and `:not-in`, with what its value set held when the search was read. */
export interface MembersFilter extends Filter {
  readonly members: ValueSetMembers;
}
