import { createFinding, type Finding } from '../../findings/finding.ts';
import { Refusal, refuse } from '../errors.ts';
import { FHIR_FAULTS } from './faults.ts';
import type { Prefer } from './prefer.ts';

/** Parameters that say how to answer, understood everywhere (FHIR R4 3.1.0.1.10, 3.1.0.1.11). */
const ANSWER_PARAMETERS: readonly string[] = ['_format', '_pretty'];

export const HISTORY_PARAMETERS: readonly string[] = ['_count', '_offset'];

/** The query of an address as it was sent. */
export function queryOf(url: string): URLSearchParams {
  const start = url.indexOf('?');
  return new URLSearchParams(start < 0 ? undefined : url.slice(start + 1));
}

/** @throws Refusal 400 naming every parameter that is none of `known`; nothing under handling=lenient. */
export function requireKnownParameters(
  query: URLSearchParams,
  known: readonly string[],
  prefer: Prefer,
): void {
  if (query.size === 0 || prefer.handling === 'lenient') {
    return;
  }
  const unknown = new Set<string>();
  query.forEach((_value, name) => {
    if (!known.includes(name) && !ANSWER_PARAMETERS.includes(name)) {
      unknown.add(name);
    }
  });
  if (unknown.size > 0) {
    const all = [...known, ...ANSWER_PARAMETERS];
    throw new Refusal(
      400,
      [...unknown].map((name) => unknownParameter(name, all)),
    );
  }
}

function unknownParameter(name: string, known: readonly string[]): Finding {
  return createFinding(FHIR_FAULTS.unknownParameter, '', {
    parameter: name.slice(0, 80),
    known: known.join(', '),
  });
}

/** @throws Refusal 400 when `_count` or `_offset` is no number from 0. */
export function historyPage(query: URLSearchParams): { readonly limit?: number; readonly offset?: number } {
  const limit = wholeNumber(query, '_count');
  const offset = wholeNumber(query, '_offset');
  return { ...(limit === undefined ? {} : { limit }), ...(offset === undefined ? {} : { offset }) };
}

function wholeNumber(query: URLSearchParams, name: string): number | undefined {
  const text = query.get(name);
  if (text === null) {
    return undefined;
  }
  if (!/^\d{1,9}$/.test(text)) {
    throw refuse(400, FHIR_FAULTS.parameterValue, '', { parameter: name, expected: '0–999999999' });
  }
  return Number(text);
}
