import type { ValueSetMembers } from '../../store/search/valueSetMembers.ts';
import { inputFromQuery } from '../../terminology/operationInput.ts';
import type { FhirService } from './scope.ts';

/** What a value set holds now, in process: for the search modifiers `:in` and `:not-in`. */
export function membersOf(
  { knowledge, now }: Pick<FhirService, 'knowledge' | 'now'>,
  valueSet: string,
): ValueSetMembers | undefined {
  const id = /^ValueSet\/([A-Za-z0-9\-.]{1,64})$/.exec(valueSet)?.[1];
  const input = inputFromQuery(id === undefined ? [['url', valueSet]] : []);
  const expanded = knowledge.current.terminology.expand(input, now().toISOString(), id);
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
