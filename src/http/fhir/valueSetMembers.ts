import type { FhirRepository } from '@medplum/fhir-router';
import type { MembersOf, ValueSetMembers } from '../../store/search/valueSetMembers.ts';
import type { ValueSet } from '@medplum/fhirtypes';
import { inputFromQuery, type OperationInput } from '../../terminology/operationInput.ts';
import type { OperationResult } from '../../terminology/operationResult.ts';
import type { FhirService } from './scope.ts';

/**
 * What value sets hold now, for the search modifiers `:in` and `:not-in`: of the definitions, and of those that users
 * have stored. A search names them while it is read, so it is read again with those that it lacked.
 */
export async function withMembers<T>(
  service: MembersService,
  repository: FhirRepository,
  read: (membersOf: MembersOf) => T,
): Promise<T> {
  const known = new Map<string, ValueSetMembers | undefined>();
  for (;;) {
    const lacking = new Set<string>();
    const result = read((valueSet) => {
      if (!known.has(valueSet)) {
        lacking.add(valueSet);
      }
      return known.get(valueSet);
    });
    if (lacking.size === 0) {
      return result;
    }
    for (const valueSet of lacking) {
      known.set(valueSet, await membersOf(service, repository, valueSet));
    }
  }
}

type MembersService = Pick<FhirService, 'knowledge' | 'stored' | 'now'>;

async function membersOf(
  { knowledge, stored, now }: MembersService,
  repository: FhirRepository,
  valueSet: string,
): Promise<ValueSetMembers | undefined> {
  const { input, id } = named(valueSet);
  const expanded = await knowledge.current.terminology.ask(
    (operations) => operations.expand(input, now().toISOString(), id),
    stored.finderIn(repository),
  );
  return membersIn(expanded);
}

/** What a value set of the definitions holds now. */
export function shippedMembersOf(
  { knowledge, now }: Pick<FhirService, 'knowledge' | 'now'>,
  valueSet: string,
): ValueSetMembers | undefined {
  const { input, id } = named(valueSet);
  return membersIn(knowledge.current.terminology.expand(input, now().toISOString(), id));
}

/** By its canonical URL, or `ValueSet/id`. */
function named(valueSet: string): { readonly input: OperationInput; readonly id: string | undefined } {
  const id = /^ValueSet\/([A-Za-z0-9\-.]{1,64})$/.exec(valueSet)?.[1];
  return { id, input: inputFromQuery(id === undefined ? [['url', valueSet]] : []) };
}

function membersIn(expanded: OperationResult<ValueSet>): ValueSetMembers | undefined {
  if (!expanded.ok) {
    return undefined;
  }
  const codes = new Map<string, string[]>();
  for (const { system = '', code } of expanded.resource.expansion?.contains ?? []) {
    if (code !== undefined) {
      const ofSystem = codes.get(system) ?? [];
      ofSystem.push(code);
      codes.set(system, ofSystem);
    }
  }
  return [...codes].map(([system, ofSystem]) => ({ system, codes: ofSystem }));
}
