import type { IncludeTarget, SearchRequest, SortRule } from '@medplum/core';
import { createFinding, type Finding } from '../../findings/finding.ts';
import { SEARCH_FINDINGS } from '../findings.ts';

/** Reads the values of the parameters that govern the result of a search, each into the request. */

export function readSortRule(text: string): SortRule {
  return text.startsWith('-') ? { code: text.slice(1), descending: true } : { code: text };
}

export function readNumber(name: string, value: string, use: (number: number) => void): Finding | undefined {
  if (!/^\d{1,9}$/.test(value)) {
    return invalid(name, value, 'a whole number from 0', 'et heltall fra 0');
  }
  use(Number(value));
  return undefined;
}

export function readSummary(request: SearchRequest, value: string): Finding | undefined {
  switch (value) {
    case 'count':
      request.count = 0;
      return undefined;
    case 'true':
    case 'text':
    case 'data':
      request.summary = value;
      return undefined;
    case 'false':
      return undefined;
    default:
      return invalid(
        '_summary',
        value,
        'true, text, data, count or false',
        'true, text, data, count eller false',
      );
  }
}

export function readInclude(request: SearchRequest, name: string, value: string): Finding | undefined {
  if (value === '*' && !name.startsWith('_rev')) {
    return readInclude(request, name, `${request.resourceType}:*`);
  }
  const [resourceType = '', searchParam = '', targetType, ...rest] = value.split(':');
  if (searchParam === '' || rest.length > 0) {
    return invalid(
      name,
      value,
      'Type:parameter or Type:parameter:TargetType',
      'Type:parameter eller Type:parameter:Måltype',
    );
  }
  const target: IncludeTarget = {
    resourceType,
    searchParam,
    ...(targetType === undefined ? {} : { targetType }),
    ...(name.endsWith(':iterate') ? { modifier: 'iterate' as const } : {}),
  };
  request[name.startsWith('_rev') ? 'revInclude' : 'include'] = [target];
  return undefined;
}

export function missingValue(name: string): Finding {
  return createFinding(SEARCH_FINDINGS.valueMissing, name, { name });
}

export function invalid(name: string, value: string, form: string, formNo: string): Finding {
  return createFinding(SEARCH_FINDINGS.valueInvalid, name, { name, value, form, formNo });
}
