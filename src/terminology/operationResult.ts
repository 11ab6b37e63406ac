import { createFinding, type Finding } from '../findings/finding.ts';
import { calendarDayOf, daysOf, type Days } from './days.ts';
import { TERMINOLOGY_FINDINGS } from './findings.ts';
import type { OperationInput } from './operationInput.ts';

/** What an operation answers: a resource, or why there is none. */
export type OperationResult<T> =
  { readonly ok: true; readonly resource: T } | { readonly ok: false; readonly findings: readonly Finding[] };

export function answer<T>(resource: T): OperationResult<T> {
  return { ok: true, resource };
}

export function refuse(...findings: readonly Finding[]): {
  readonly ok: false;
  readonly findings: readonly Finding[];
} {
  return { ok: false, findings };
}

export function missing(parameters: string): Finding {
  return createFinding(TERMINOLOGY_FINDINGS.parameterMissing, 'Parameters', { parameters });
}

/** A value that was sent, or a finding where it is not what it should be. */
export type Read<T> =
  { readonly ok: true; readonly value: T | undefined } | { readonly ok: false; readonly finding: Finding };

/** Calendar day in Europe/Oslo of a date or dateTime. */
export function readDay(input: OperationInput, name: string): Read<string> {
  return read(input, name, 'a date (YYYY-MM-DD) or a date and time', calendarDayOf);
}

/** The days of a FHIR dateTime, in Europe/Oslo: one day, or all those of a month (YYYY-MM) or a year (YYYY). */
export function readDays(input: OperationInput, name: string): Read<Days> {
  return read(input, name, 'a date (YYYY, YYYY-MM or YYYY-MM-DD) or a date and time', daysOf);
}

export function readCount(input: OperationInput, name: string): Read<number> {
  return read(input, name, 'a whole number, 0 or more', (text) =>
    /^\d{1,9}$/.test(text) ? Number(text) : undefined,
  );
}

export function readFlag(input: OperationInput, name: string): Read<boolean> {
  return read(input, name, 'true or false', (text) =>
    text === 'true' ? true : text === 'false' ? false : undefined,
  );
}

function read<T>(
  input: OperationInput,
  name: string,
  expected: string,
  parse: (text: string) => T | undefined,
): Read<T> {
  const text = input.text(name);
  if (text === undefined) {
    return { ok: true, value: undefined };
  }
  const value = parse(text);
  return value === undefined
    ? {
        ok: false,
        finding: createFinding(TERMINOLOGY_FINDINGS.parameterInvalid, `Parameters.parameter('${name}')`, {
          parameter: name,
          value: text,
          expected,
        }),
      }
    : { ok: true, value };
}

/** Language tag of displays; undefined where none is asked for: then they are in the language of the list. */
export function displayLanguage(input: OperationInput): string | undefined {
  return input.text('displayLanguage');
}

/** The code system is not here, or not in the version that is asked for. */
export function codeSystemLacking(system: string, version: string | undefined): Finding {
  return version === undefined
    ? createFinding(TERMINOLOGY_FINDINGS.codeSystemUnknown, '', { system })
    : createFinding(TERMINOLOGY_FINDINGS.codeSystemVersionUnknown, '', { system, version });
}
