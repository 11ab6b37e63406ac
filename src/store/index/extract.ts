import type { Resource } from '@medplum/fhirtypes';
import type { SearchParameters, TypeSearchParameter } from '../../definitions/searchParameters.ts';
import { expressionWithRoles } from '../practitionerRoles.ts';
import { compileExpression, type Evaluate } from './expression.ts';
import type { IndexedValues } from './indexedValue.ts';
import { addTokens, addTokenTexts, addTypedIdentifiers } from './tokenValues.ts';
import {
  addDates,
  addQuantities,
  addReferences,
  addStrings,
  addUris,
  type ValueCollector,
} from './values.ts';

/** Gives what the search index holds of a resource. */
export type Extract = (resource: Resource) => IndexedValues;

/** Raised when what is taken from a resource changes by code; stored resources are then indexed anew at the start. */
export const EXTRACTION_VERSION = 4;

/** Code of the index entries of the identifiers in a reference parameter (modifier `:identifier`). */
export function identifierParameter(code: string): string {
  return `${code}:identifier`;
}

/** Code of the index entries of the words of a token parameter (modifier `:text`). */
export function textParameter(code: string): string {
  return `${code}:text`;
}

/** Code of the index entries of identifiers with their type (modifier `:of-type`): system and code of the type. */
export function typedParameter(code: string): string {
  return `${code}:of-type`;
}

/** Found in the resource's own columns, so not in the index tables. */
const OWN_COLUMNS: ReadonlySet<string> = new Set(['_id', '_lastUpdated']);

/** `baseUrl` makes absolute references to this server the same as relative ones. Compiled by type on first use. */
export function createExtract(parameters: SearchParameters, baseUrl: string): Extract {
  const byType = new Map<
    string,
    readonly { readonly parameter: TypeSearchParameter; readonly evaluate: Evaluate }[]
  >();
  return (resource) => {
    const { resourceType } = resource;
    let compiled = byType.get(resourceType);
    if (compiled === undefined) {
      compiled = [...parameters.of(resourceType).values()]
        .filter(({ code }) => !OWN_COLUMNS.has(code))
        .map((parameter) => ({
          parameter,
          evaluate: compileExpression(resourceType, expressionWithRoles(parameter)),
        }));
      byType.set(resourceType, compiled);
    }
    const collected: ValueCollector = {
      tokens: [],
      references: [],
      dates: [],
      strings: [],
      quantities: [],
      uris: [],
    };
    for (const { parameter, evaluate } of compiled) {
      const values = evaluate(resource);
      if (values.length > 0) {
        collect(collected, parameter, values, baseUrl);
      }
    }
    return collected;
  };
}

function collect(
  collected: ValueCollector,
  { code, type }: TypeSearchParameter,
  values: readonly unknown[],
  baseUrl: string,
): void {
  switch (type) {
    case 'token':
      addTokens(collected, code, values);
      addTokenTexts(collected, textParameter(code), values);
      addTypedIdentifiers(collected, typedParameter(code), values);
      break;
    case 'reference':
      addReferences(collected, code, values, baseUrl);
      addTokens(collected, identifierParameter(code), identifiersIn(values));
      break;
    case 'date':
      addDates(collected, code, values);
      break;
    case 'string':
      addStrings(collected, code, values);
      break;
    case 'number':
    case 'quantity':
      addQuantities(collected, code, values);
      break;
    case 'uri':
      addUris(collected, code, values);
      break;
  }
}

function identifiersIn(values: readonly unknown[]): readonly unknown[] {
  return values.flatMap((value) =>
    typeof value === 'object' && value !== null && 'identifier' in value && !('resourceType' in value)
      ? [value.identifier]
      : [],
  );
}
