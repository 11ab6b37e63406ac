import { BEGINNING_OF_TIME, END_OF_TIME, timeRangeOf, type TimeRange } from './fhirDate.ts';
import { addDistinct } from './distinct.ts';
import { isElement, textOf } from './element.ts';
import { fold } from './fold.ts';
import type {
  IndexedDate,
  IndexedQuantity,
  IndexedReferenceValue,
  IndexedString,
  IndexedToken,
  IndexedUri,
} from './indexedValue.ts';
import { readReference } from './reference.ts';

/**
 * From values of FHIR elements to what the index tables hold. The element's type is known from its shape together
 * with the kind of the search parameter (tables of FHIR R4 3.1.1.4.3 to 3.1.1.4.12); a value of another shape gives
 * nothing. Each value is added once.
 */
export interface ValueCollector {
  readonly tokens: IndexedToken[];
  readonly references: IndexedReferenceValue[];
  readonly dates: IndexedDate[];
  readonly strings: IndexedString[];
  readonly quantities: IndexedQuantity[];
  readonly uris: IndexedUri[];
}

/** Reference, canonical (with and without its version), uri, and a resource itself. */
export function addReferences(
  { references }: ValueCollector,
  parameter: string,
  values: readonly unknown[],
  baseUrl: string,
): void {
  const addOne = addDistinct(
    references,
    (one, other) => one.type === other.type && one.id === other.id,
    ({ type, id }) => `${type}/${id}`,
  );
  const add = (type: string, id: string): void => {
    addOne({ parameter, type, id });
  };
  for (const value of values) {
    if (typeof value === 'string') {
      add('', value);
      const version = value.lastIndexOf('|');
      if (version > 0) {
        add('', value.slice(0, version));
      }
    } else if (isElement(value) && typeof value.reference === 'string') {
      const reference = readReference(value.reference, baseUrl);
      if (reference !== undefined) {
        add(reference.type, reference.id);
      }
    } else if (isElement(value) && typeof value.resourceType === 'string' && typeof value.id === 'string') {
      add(value.resourceType, value.id);
    }
  }
}

/** date, dateTime, instant; Period; Timing (from its first to its last time). */
export function addDates({ dates }: ValueCollector, parameter: string, values: readonly unknown[]): void {
  const add = addDistinct(
    dates,
    (one, other) => one.start === other.start && one.end === other.end,
    ({ start, end }) => `${String(start)}/${String(end)}`,
  );
  for (const value of values) {
    const range = rangeOf(value);
    if (range !== undefined) {
      add({ parameter, ...range });
    }
  }
}

function rangeOf(value: unknown): TimeRange | undefined {
  if (typeof value === 'string') {
    return timeRangeOf(value);
  }
  if (!isElement(value)) {
    return undefined;
  }
  if (Array.isArray(value.event) || isElement(value.repeat)) {
    const times = (Array.isArray(value.event) ? (value.event as unknown[]) : []).flatMap(
      (event) => rangeOf(event) ?? [],
    );
    const bounds = isElement(value.repeat) ? rangeOf(value.repeat.boundsPeriod) : undefined;
    const all = bounds === undefined ? times : [...times, bounds];
    return all.length === 0
      ? undefined
      : {
          start: all.reduce((least, { start }) => Math.min(least, start), Infinity),
          end: all.reduce((most, { end }) => Math.max(most, end), -Infinity),
        };
  }
  const start = typeof value.start === 'string' ? timeRangeOf(value.start) : undefined;
  const end = typeof value.end === 'string' ? timeRangeOf(value.end) : undefined;
  if (start === undefined && end === undefined) {
    return undefined;
  }
  return { start: start?.start ?? BEGINNING_OF_TIME, end: end?.end ?? END_OF_TIME };
}

/** The parts of HumanName and Address that a name or an address is found by. */
const STRING_PARTS = [
  'text',
  'family',
  'given',
  'prefix',
  'suffix',
  'line',
  'city',
  'district',
  'state',
  'postalCode',
  'country',
];

/** string, markdown; HumanName, Address. */
export function addStrings({ strings }: ValueCollector, parameter: string, values: readonly unknown[]): void {
  const addOne = addDistinct(
    strings,
    (one, other) => one.exact === other.exact,
    ({ exact }) => exact,
  );
  const add = (exact: string): void => {
    if (exact !== '') {
      addOne({ parameter, folded: fold(exact), exact });
    }
  };
  for (const value of values) {
    if (typeof value === 'string') {
      add(value);
    } else if (isElement(value)) {
      for (const part of STRING_PARTS) {
        for (const text of [value[part]].flat()) {
          if (typeof text === 'string') {
            add(text);
          }
        }
      }
    }
  }
}

/** number; Quantity and its kin; Money; Range. */
export function addQuantities(
  { quantities }: ValueCollector,
  parameter: string,
  values: readonly unknown[],
): void {
  for (const value of values) {
    if (typeof value === 'number') {
      quantities.push({ parameter, low: value, high: value, system: '', code: '', unit: '' });
    } else if (isElement(value) && typeof value.value === 'number') {
      const { value: number, system, code, currency, unit } = value;
      quantities.push({
        parameter,
        low: number,
        high: number,
        system: textOf(system ?? (currency === undefined ? undefined : 'urn:iso:std:iso:4217')),
        code: textOf(code ?? currency),
        unit: textOf(unit),
      });
    } else if (isElement(value) && (isElement(value.low) || isElement(value.high))) {
      const low = isElement(value.low) ? value.low : {};
      const high = isElement(value.high) ? value.high : {};
      quantities.push({
        parameter,
        low: typeof low.value === 'number' ? low.value : -Number.MAX_VALUE,
        high: typeof high.value === 'number' ? high.value : Number.MAX_VALUE,
        system: textOf(low.system ?? high.system),
        code: textOf(low.code ?? high.code),
        unit: textOf(low.unit ?? high.unit),
      });
    }
  }
}

export function addUris({ uris }: ValueCollector, parameter: string, values: readonly unknown[]): void {
  const add = addDistinct(
    uris,
    (one, other) => one.value === other.value,
    ({ value }) => value,
  );
  for (const value of values) {
    if (typeof value === 'string') {
      add({ parameter, value });
    }
  }
}
