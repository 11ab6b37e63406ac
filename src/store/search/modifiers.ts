import type { SearchParameterType, TypeSearchParameter } from '../../definitions/searchParameters.ts';
import { createFinding, type Finding } from '../../findings/finding.ts';
import { SEARCH_FINDINGS } from '../findings.ts';

/** Modifiers by type of parameter, beside `:missing`; a reference also takes a resource type. */
const MODIFIERS: Readonly<Record<SearchParameterType, readonly string[]>> = {
  string: ['exact', 'contains'],
  token: ['not', 'text'],
  reference: ['identifier'],
  date: [],
  number: [],
  quantity: [],
  uri: ['below', 'above'],
};

/** What the parameter takes beside `:missing`, `:in`, `:not-in` and a resource type. */
export function modifiersOf({ code, type, expression }: TypeSearchParameter): readonly string[] {
  if (code === '_id' || code === '_lastUpdated') {
    return [];
  }
  return type === 'token' && ofIdentifiers(expression) ? [...MODIFIERS.token, 'of-type'] : MODIFIERS[type];
}

function ofIdentifiers(expression: string): boolean {
  return /identifier\b/i.test(expression);
}

/** The finding for a modifier that the parameter does not take, with those that it takes. */
export function unknownModifier(
  parameter: TypeSearchParameter,
  modifier: string,
  withMembers: boolean,
): Finding {
  const { code, type } = parameter;
  const known = [
    ...modifiersOf(parameter),
    ...(type === 'token' && withMembers && code !== '_id' ? ['in', 'not-in'] : []),
    'missing',
    ...(type === 'reference' ? ['a resource type'] : []),
  ].join(', ');
  return createFinding(SEARCH_FINDINGS.modifierUnknown, code, { name: code, modifier, known });
}
