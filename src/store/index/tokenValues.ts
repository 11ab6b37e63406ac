import { addDistinct } from './distinct.ts';
import { isElement, textOf } from './element.ts';
import { fold } from './fold.ts';
import type { ValueCollector } from './values.ts';

/** code, boolean, string; Coding, CodeableConcept; Identifier, ContactPoint. */
export function addTokens({ tokens }: ValueCollector, parameter: string, values: readonly unknown[]): void {
  const addOne = addDistinct(
    tokens,
    (one, other) => one.system === other.system && one.code === other.code,
    ({ system, code }) => `${system}|${code}`,
  );
  const add = (system: unknown, code: unknown): void => {
    const token = { parameter, system: textOf(system), code: textOf(code) };
    if (token.system !== '' || token.code !== '') {
      addOne(token);
    }
  };
  for (const value of values) {
    if (!isElement(value)) {
      add('', value);
    } else if (Array.isArray(value.coding)) {
      for (const coding of value.coding as unknown[]) {
        if (isElement(coding)) {
          add(coding.system, coding.code);
        }
      }
    } else {
      add(value.system, value.code ?? value.value);
    }
  }
}

/** The words of a token: Coding.display, CodeableConcept.text, Identifier.type.text (FHIR R4 3.1.1.4.10). */
export function addTokenTexts(
  { strings }: ValueCollector,
  parameter: string,
  values: readonly unknown[],
): void {
  const seen = new Set<string>();
  const add = (exact: unknown): void => {
    const folded = typeof exact === 'string' ? fold(exact) : '';
    if (typeof exact === 'string' && folded !== '' && !seen.has(folded)) {
      seen.add(folded);
      strings.push({ parameter, folded, exact });
    }
  };
  for (const value of values) {
    if (isElement(value)) {
      add(value.display);
      add(value.text);
      add(isElement(value.type) ? value.type.text : undefined);
      for (const coding of Array.isArray(value.coding) ? (value.coding as unknown[]) : []) {
        add(isElement(coding) ? coding.display : undefined);
      }
    }
  }
}

/** Identifier with a coded type: as a token of the type's system whose code is `code|value`. */
export function addTypedIdentifiers(
  collector: ValueCollector,
  parameter: string,
  values: readonly unknown[],
): void {
  const typed = values.flatMap((value) => {
    if (!isElement(value) || typeof value.value !== 'string' || !isElement(value.type)) {
      return [];
    }
    const codings = Array.isArray(value.type.coding) ? (value.type.coding as unknown[]) : [];
    return codings.flatMap((coding) =>
      isElement(coding)
        ? [{ system: coding.system, code: `${textOf(coding.code)}|${textOf(value.value)}` }]
        : [],
    );
  });
  if (typed.length > 0) {
    addTokens(collector, parameter, typed);
  }
}
