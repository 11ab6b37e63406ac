import type { IncludeTarget, SearchRequest } from '@medplum/core';
import { createFinding, type Finding } from '../../findings/finding.ts';
import { SEARCH_FINDINGS } from '../findings.ts';
import type { Criterion } from './criterion.ts';
import { referenceParameters } from './includes.ts';
import { readCriterion, type ReadingSurroundings } from './readCriterion.ts';
import { splitAlternatives } from './searchValue.ts';

/** Resources a page when `_count` is absent, and at most. */
export const DEFAULT_COUNT = 20;
export const HIGHEST_COUNT = 1000;
/** Values of all parameters of a search together; levels of a sort; lines of inclusion. */
export const MOST_VALUES = 200;
const MOST_SORT_RULES = 5;
/** How far `_offset` reaches; beyond it, the links lead on. */
const HIGHEST_OFFSET = 10_000;

/** The criteria of a request, and everything that is wrong with it. */
export function checkRequest(
  surroundings: ReadingSurroundings,
  request: SearchRequest,
): { readonly criteria: readonly Criterion[]; readonly findings: Finding[] } {
  const { resourceType, filters = [], sortRules = [], include = [], revInclude = [], types } = request;
  const { searchParameters } = surroundings;
  if (types !== undefined || !searchParameters.isResourceType(resourceType)) {
    const type = types?.join(',') ?? resourceType;
    return { criteria: [], findings: [createFinding(SEARCH_FINDINGS.resourceTypeUnknown, '', { type })] };
  }
  const criteria: Criterion[] = [];
  const findings: Finding[] = [];
  const values = filters.reduce((sum, { value }) => sum + splitAlternatives(value).length, 0);
  if (values > MOST_VALUES) {
    return { criteria, findings: [tooMuch(values, MOST_VALUES)] };
  }
  if (sortRules.length > MOST_SORT_RULES) {
    findings.push(tooMuch(sortRules.length, MOST_SORT_RULES));
  }
  for (const filter of filters) {
    const criterion = readCriterion(surroundings, resourceType, filter);
    if ('finding' in criterion) {
      findings.push(criterion.finding);
    } else {
      criteria.push(criterion);
    }
  }
  const parameters = searchParameters.of(resourceType);
  for (const { code } of sortRules) {
    if (!parameters.has(code)) {
      findings.push(unknown('_sort', resourceType, code, [...parameters.keys()]));
    }
  }
  findings.push(...include.flatMap((target) => checkInclude(surroundings, '_include', target)));
  findings.push(...revInclude.flatMap((target) => checkInclude(surroundings, '_revinclude', target)));
  findings.push(...checkNumbers(request));
  return { criteria, findings };
}

function checkNumbers({ count, offset }: SearchRequest): readonly Finding[] {
  const findings: Finding[] = [];
  if (count !== undefined && !(Number.isSafeInteger(count) && count >= 0)) {
    findings.push(invalidNumber('_count', count));
  }
  if (offset !== undefined && !(Number.isSafeInteger(offset) && offset >= 0 && offset <= HIGHEST_OFFSET)) {
    findings.push(invalidNumber('_offset', offset));
  }
  return findings;
}

function invalidNumber(name: string, value: number): Finding {
  const form = name === '_offset' ? `a whole number from 0 to ${HIGHEST_OFFSET}` : 'a whole number from 0';
  const formNo = name === '_offset' ? `et heltall fra 0 til ${HIGHEST_OFFSET}` : 'et heltall fra 0';
  return createFinding(SEARCH_FINDINGS.valueInvalid, name, { name, value: String(value), form, formNo });
}

function checkInclude(
  { searchParameters }: ReadingSurroundings,
  name: string,
  { resourceType, searchParam, targetType }: IncludeTarget,
): readonly Finding[] {
  const known = referenceParameters(searchParameters, resourceType);
  const findings: Finding[] = [];
  if (!searchParameters.isResourceType(resourceType)) {
    findings.push(createFinding(SEARCH_FINDINGS.resourceTypeUnknown, name, { type: resourceType }));
  } else if (searchParam !== '*' && !known.includes(searchParam)) {
    findings.push(unknown(name, resourceType, searchParam, known));
  }
  if (targetType !== undefined && !searchParameters.isResourceType(targetType)) {
    findings.push(createFinding(SEARCH_FINDINGS.resourceTypeUnknown, name, { type: targetType }));
  }
  return findings;
}

function unknown(place: string, type: string, name: string, known: readonly string[]): Finding {
  return createFinding(SEARCH_FINDINGS.parameterUnknown, place, {
    type,
    name,
    known: [...known].sort().join(', '),
  });
}

function tooMuch(count: number, most: number): Finding {
  return createFinding(SEARCH_FINDINGS.tooMuch, '', { count: String(count), most: String(most) });
}
