import type { Filter, SearchRequest } from '@medplum/core';
import type { BundleLink } from '@medplum/fhirtypes';
import { isPrefix } from './searchValue.ts';

/** `self`, `first` and, when there is more, `next`. `baseUrl` may be empty: then the links are relative to it. */
export function pageLinks(
  request: SearchRequest,
  baseUrl: string,
  nextCursor: string | undefined,
): BundleLink[] {
  const url = (cursor: string | undefined): string => {
    const query = formatQuery({ ...request, cursor });
    return `${baseUrl === '' ? '' : `${baseUrl}/`}${request.resourceType}${query === '' ? '' : `?${query}`}`;
  };
  return [
    { relation: 'self', url: url(request.cursor) },
    { relation: 'first', url: url(undefined) },
    ...(nextCursor === undefined ? [] : [{ relation: 'next' as const, url: url(nextCursor) }]),
  ];
}

/** The request as a query string, in which it was understood. */
export function formatQuery(request: SearchRequest): string {
  const { filters = [], sortRules = [], include = [], revInclude = [] } = request;
  const pairs: [string, string | undefined][] = [
    ...filters.map(formatFilter),
    ...(['include', 'revInclude'] as const).flatMap((kind) =>
      (kind === 'include' ? include : revInclude).map(
        ({ resourceType, searchParam, targetType, modifier }): [string, string] => [
          `_${kind.toLowerCase()}${modifier === undefined ? '' : `:${modifier}`}`,
          [resourceType, searchParam, ...(targetType === undefined ? [] : [targetType])].join(':'),
        ],
      ),
    ),
    [
      '_sort',
      sortRules.length === 0
        ? undefined
        : sortRules.map(({ code, descending }) => (descending === true ? `-${code}` : code)).join(','),
    ],
    ['_count', request.count?.toString()],
    ['_total', request.total],
    ['_elements', request.fields?.join(',')],
    ['_summary', request.summary],
    ['_cursor', request.cursor],
  ];
  return pairs
    .flatMap(([name, value]) =>
      value === undefined
        ? []
        : [`${name}=${encodeURIComponent(value).replace(/%(2C|3A|2F|7C)/gi, decodeURIComponent)}`],
    )
    .join('&');
}

function formatFilter({ code, operator, value }: Filter): [string, string] {
  const text: string = operator;
  if (isPrefix(text)) {
    return [code, text === 'eq' ? value : text + value];
  }
  return [`${code}:${text}`, value];
}
