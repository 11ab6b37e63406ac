import type { Resource } from '@medplum/fhirtypes';
import type { SearchParameters, TypeSearchParameter } from '../../definitions/searchParameters.ts';
import { expressionWithRoles } from '../practitionerRoles.ts';
import { isElement } from './element.ts';
import { beginsWith, compileExpression, type Evaluate } from './expression.ts';
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
  const byType = new Map<string, TypeExtraction>();
  return (resource) => {
    const { resourceType } = resource;
    let ofType = byType.get(resourceType);
    if (ofType === undefined) {
      ofType = new TypeExtraction(resourceType, parameters);
      byType.set(resourceType, ofType);
    }
    const collected: ValueCollector = {
      tokens: [],
      references: [],
      dates: [],
      strings: [],
      quantities: [],
      uris: [],
    };
    for (const { parameter, evaluate } of ofType.parametersOf(resource)) {
      const values = evaluate(resource);
      if (values.length > 0) {
        collect(collected, parameter, values, baseUrl);
      }
    }
    return collected;
  };
}

interface ExtractedParameter {
  readonly parameter: TypeSearchParameter;
  readonly evaluate: Evaluate;
  readonly firstElements: readonly string[] | undefined;
}

/** So many properties are remembered with the parameters that begin at them: more than any type has. */
const MOST_PROPERTIES = 1_000;

/** The parameters of one resource type, found by what a resource has: most have nothing to say of most resources. */
class TypeExtraction {
  readonly #all: readonly ExtractedParameter[];
  readonly #byProperty = new Map<string, readonly number[]>();

  constructor(resourceType: string, parameters: SearchParameters) {
    this.#all = [...parameters.of(resourceType).values()]
      .filter(({ code }) => !OWN_COLUMNS.has(code))
      .map((parameter) => ({
        parameter,
        ...compileExpression(resourceType, expressionWithRoles(parameter)),
      }));
  }

  /** Those that may find something in the resource, always in the same order. */
  parametersOf(resource: Resource): readonly ExtractedParameter[] {
    const begun = new Set<number>();
    for (const property in resource) {
      for (const index of this.#beginningAt(property)) {
        begun.add(index);
      }
    }
    return this.#all.filter(({ firstElements }, index) => firstElements === undefined || begun.has(index));
  }

  #beginningAt(property: string): readonly number[] {
    let indexes = this.#byProperty.get(property);
    if (indexes === undefined) {
      indexes = this.#all.flatMap(({ firstElements }, index) =>
        firstElements?.some((first) => beginsWith(property, first)) === true ? [index] : [],
      );
      if (this.#byProperty.size < MOST_PROPERTIES) {
        this.#byProperty.set(property, indexes);
      }
    }
    return indexes;
  }
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
      if (values.some(isElement)) {
        addTokenTexts(collected, textParameter(code), values);
        addTypedIdentifiers(collected, typedParameter(code), values);
      }
      break;
    case 'reference':
      addReferences(collected, code, values, baseUrl);
      addIdentifiers(collected, identifierParameter(code), values);
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

function addIdentifiers(collected: ValueCollector, parameter: string, values: readonly unknown[]): void {
  const identifiers = values.flatMap((value) =>
    isElement(value) && value.identifier !== undefined && value.resourceType === undefined
      ? [value.identifier]
      : [],
  );
  if (identifiers.length > 0) {
    addTokens(collected, parameter, identifiers);
  }
}
