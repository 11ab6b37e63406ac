import type { Filter, SearchRequest } from '@medplum/core';
import type { ResourceType } from '@medplum/fhirtypes';
import { sharedSearchParameters, type SearchParameters } from '../../definitions/searchParameters.ts';
import { hasErrors, type Finding } from '../../findings/finding.ts';
import { SEARCH_FINDINGS } from '../findings.ts';
import { checkRequest } from './checkRequest.ts';
import type { ReadingSurroundings } from './readCriterion.ts';
import {
  invalid,
  missingValue,
  readInclude,
  readNumber,
  readSortRule,
  readSummary,
} from './resultParameters.ts';
import { escape, splitAlternatives, unescape } from './searchValue.ts';
import type { MembersFilter, MembersOf } from './valueSetMembers.ts';

/** A query as a server has it: a value or several for each name. */
export type SearchQuery = Readonly<Record<string, string | readonly string[] | undefined>>;

export interface ParseSearchOptions {
  /** Prefer: handling=lenient: what is unknown is ignored, with a warning. */
  readonly lenient?: boolean;
  /** By default the standard ones and ours. */
  readonly searchParameters?: SearchParameters;
  /** What value sets hold; without it `:in` and `:not-in` are refused. */
  readonly membersOf?: MembersOf;
}

export type ParsedSearch =
  | { readonly ok: true; readonly request: SearchRequest; readonly warnings: readonly Finding[] }
  /** All that is wrong; for an answer with status 400. */
  | { readonly ok: false; readonly findings: readonly Finding[] };

/** Parameters that govern the result, as far as they are served, beside those that filter. */
export const CONTROL_PARAMETERS: readonly string[] = [
  '_sort',
  '_count',
  '_cursor',
  '_total',
  '_summary',
  '_elements',
  '_include',
  '_revinclude',
];
/** Seen to by the HTTP surface. */
const OF_THE_SURFACE: ReadonlySet<string> = new Set(['_format', '_pretty']);

/** Codes that may be put right by leaving them out. */
const IGNORABLE: ReadonlySet<string> = new Set([
  SEARCH_FINDINGS.parameterUnknown.code,
  SEARCH_FINDINGS.modifierUnknown.code,
  SEARCH_FINDINGS.chainUnsupported.code,
]);

/** The names by which the type can be searched, sorted: filters first, then those that govern the result. */
export function knownSearchParameters(
  resourceType: string,
  searchParameters: SearchParameters = sharedSearchParameters(),
): readonly string[] {
  return [...[...searchParameters.of(resourceType).keys()].sort(), ...CONTROL_PARAMETERS];
}

/**
 * Reads a search query into the request that a FhirRepository takes. Unlike @medplum/core's parser it refuses what
 * it does not know, and a parameter without a value: a client whose variable is empty would get everything.
 */
export function parseSearch(
  resourceType: string,
  query: SearchQuery,
  options: ParseSearchOptions = {},
): ParsedSearch {
  const { lenient = false, searchParameters = sharedSearchParameters(), membersOf } = options;
  const surroundings: ReadingSurroundings = {
    searchParameters,
    baseUrl: '',
    now: () => new Date(),
    ...(membersOf === undefined ? {} : { membersOf }),
  };
  const request: SearchRequest = { resourceType: resourceType as ResourceType };
  const warnings: Finding[] = [];
  const findings: Finding[] = [];
  for (const [name, given] of Object.entries(query)) {
    for (const value of given === undefined ? [] : [given].flat()) {
      if (OF_THE_SURFACE.has(name)) {
        continue;
      }
      const step: SearchRequest = { resourceType: request.resourceType };
      const wrong = readParameter(step, surroundings, name, value);
      const all = wrong === undefined ? checkRequest(surroundings, step).findings : [wrong];
      if (all.length === 0) {
        merge(request, step);
      } else if (lenient && all.every(({ definition }) => IGNORABLE.has(definition.code))) {
        warnings.push(...all.map((finding) => ({ ...finding, severity: 'warning' as const })));
      } else {
        findings.push(...all);
      }
    }
  }
  if (findings.length === 0) {
    findings.push(...checkRequest(surroundings, request).findings);
  }
  return hasErrors(findings) ? { ok: false, findings } : { ok: true, request, warnings };
}

function readParameter(
  request: SearchRequest,
  surroundings: ReadingSurroundings,
  name: string,
  value: string,
): Finding | undefined {
  switch (name) {
    case '_sort':
      if (value === '') {
        return missingValue(name);
      }
      request.sortRules = value.split(',').map(readSortRule);
      return undefined;
    case '_count':
      return readNumber(name, value, (count) => (request.count = count));
    case '_cursor':
      request.cursor = value;
      return value === '' ? missingValue(name) : undefined;
    case '_total':
      if (value !== 'none' && value !== 'estimate' && value !== 'accurate') {
        return invalid(name, value, 'none, estimate or accurate', 'none, estimate eller accurate');
      }
      request.total = value;
      return undefined;
    case '_elements':
      request.fields = value.split(',');
      return undefined;
    case '_summary':
      return readSummary(request, value);
    case '_include':
    case '_include:iterate':
    case '_revinclude':
    case '_revinclude:iterate':
      return readInclude(request, name, value);
    default: {
      const filter = readFilter(request.resourceType, surroundings.searchParameters, name, value);
      return addFilter(request, surroundings, filter);
    }
  }
}

/** A filter by a value set gets the codes that it holds now. */
function addFilter(
  request: SearchRequest,
  { searchParameters, membersOf }: ReadingSurroundings,
  filter: Filter,
): Finding | undefined {
  const { code, value } = filter;
  const operator: string = filter.operator;
  const isToken = searchParameters.of(request.resourceType).get(code)?.type === 'token' && code !== '_id';
  if (membersOf === undefined || !isToken || (operator !== 'in' && operator !== 'not-in')) {
    request.filters = [filter];
    return undefined;
  }
  const members = membersOf(unescape(value));
  if (members === undefined) {
    const form = 'the URL of a value set that this server has, or ValueSet/id';
    return invalid(
      `${code}:${operator}`,
      value,
      form,
      'URL-en til et verdisett som finnes her, eller ValueSet/id',
    );
  }
  const filterWithMembers: MembersFilter = { ...filter, members };
  request.filters = [filterWithMembers];
  return undefined;
}

/**
 * The modifier becomes the operator; a prefix stays with its value, as each of several values has its own. A
 * resource type as the modifier of a reference becomes part of the value.
 */
function readFilter(
  resourceType: string,
  searchParameters: SearchParameters,
  name: string,
  value: string,
): Filter {
  const chained = name.startsWith('_has') || name.includes('.');
  const colon = chained ? -1 : name.indexOf(':');
  if (colon < 0) {
    return { code: name, operator: 'eq', value };
  }
  const code = name.slice(0, colon);
  const modifier = name.slice(colon + 1);
  const isReference = searchParameters.of(resourceType).get(code)?.type === 'reference';
  if (isReference && searchParameters.isResourceType(modifier)) {
    const withType = splitAlternatives(value).map((text) =>
      text.includes('/') ? text : escape(`${modifier}/${unescape(text)}`),
    );
    return { code, operator: 'eq', value: withType.join(',') };
  }
  return { code, operator: modifier as Filter['operator'], value };
}

function merge(request: SearchRequest, { filters, include, revInclude, ...rest }: SearchRequest): void {
  Object.assign(request, rest);
  if (filters !== undefined) {
    request.filters = [...(request.filters ?? []), ...filters];
  }
  if (include !== undefined) {
    request.include = [...(request.include ?? []), ...include];
  }
  if (revInclude !== undefined) {
    request.revInclude = [...(request.revInclude ?? []), ...revInclude];
  }
}
