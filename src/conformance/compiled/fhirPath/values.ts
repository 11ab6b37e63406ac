import type { Collection, Item } from '../elementTree.ts';
import { isJsonObject } from '../json.ts';
import { compareQuantities } from './quantities.ts';

/** Equality, order and types of FHIRPath values (FHIRPath 2.0, 6.1, 6.2, 6.3). */

/** Types whose text is a date or a time, which may be known in part only. */
const TEMPORAL: ReadonlySet<string> = new Set([
  'date',
  'dateTime',
  'instant',
  'time',
  'System.Date',
  'System.DateTime',
  'System.Time',
]);

/** The supertypes of the FHIR types that have any but Element. */
export const SUPERTYPES: Readonly<Record<string, readonly string[]>> = {
  code: ['string'],
  id: ['string'],
  markdown: ['string'],
  url: ['uri'],
  canonical: ['uri'],
  oid: ['uri'],
  uuid: ['uri'],
  unsignedInt: ['integer'],
  positiveInt: ['integer'],
  Age: ['Quantity'],
  Count: ['Quantity'],
  Distance: ['Quantity'],
  Duration: ['Quantity'],
  Timing: ['BackboneElement'],
  Dosage: ['BackboneElement'],
};

const SYSTEM_TYPES: Readonly<Record<string, string>> = {
  boolean: 'Boolean',
  string: 'String',
  integer: 'Integer',
  decimal: 'Decimal',
  date: 'Date',
  dateTime: 'DateTime',
  time: 'Time',
};

/** The namespace and the name of the item's type. */
export function systemTypeOf({ typeName }: Item): readonly [string, string] {
  return typeName.startsWith('System.') ? ['System', typeName.slice(7)] : ['FHIR', typeName];
}

/** Resource types that are not DomainResource. */
const PLAIN_RESOURCES: ReadonlySet<string> = new Set(['Bundle', 'Binary', 'Parameters']);

/** Whether the item is of the type, `Patient`, `FHIR.Patient` or `System.String`, or of one derived from it. */
export function isOfType(item: Item, wanted: string): boolean {
  const name = wanted.startsWith('FHIR.') ? wanted.slice(5) : wanted;
  if (name.startsWith('System.')) {
    return item.typeName === name;
  }
  if (item.typeName === name || item.typeName === `System.${name}` || SYSTEM_TYPES[item.typeName] === name) {
    return true;
  }
  if (item.type?.isResource === true) {
    return name === 'Resource' || (name === 'DomainResource' && !PLAIN_RESOURCES.has(item.typeName));
  }
  return name === 'Element' || (SUPERTYPES[item.typeName] ?? []).includes(name);
}

/** The same, but that a primitive is of its own type only: a code is not picked out as a string. */
export function isExactlyOfType(item: Item, wanted: string): boolean {
  const name = wanted.startsWith('FHIR.') ? wanted.slice(5) : wanted;
  const isPrimitive = typeof item.value !== 'object' || item.value === null;
  return isOfType(item, wanted) && !(isPrimitive && (SUPERTYPES[item.typeName] ?? []).includes(name));
}

/** Undefined: not known, as between dates of unlike precision. */
export function areEqual(left: Collection, right: Collection): boolean | undefined {
  if (left.length === 0 || right.length === 0) {
    return undefined;
  }
  if (left.length !== right.length) {
    return false;
  }
  let known: boolean | undefined = true;
  for (const [index, item] of left.entries()) {
    const other = right[index];
    const same = other === undefined ? false : itemsAreEqual(item, other);
    if (same === false) {
      return false;
    }
    known = same === undefined ? undefined : known;
  }
  return known;
}

export function itemsAreEqual(left: Item, right: Item): boolean | undefined {
  const { value } = left;
  const other = right.value;
  if (isTemporal(left) && isTemporal(right)) {
    const order = compareTemporal(String(value), String(other));
    return order === undefined ? undefined : order === 0;
  }
  if (left.typeName === 'System.Quantity' || right.typeName === 'System.Quantity') {
    return quantitiesAreEqual(left, right);
  }
  return deepEquals(value, other);
}

/** A quantity that stands in the expression, or that one has made, against another (FHIRPath 2.0, 6.1.1). */
function quantitiesAreEqual(left: Item, right: Item): boolean | undefined {
  if (!isJsonObject(left.value) || !isJsonObject(right.value)) {
    return deepEquals(left.value, right.value);
  }
  const order = compareQuantities(left, right);
  return order === undefined ? undefined : order === 0;
}

/** Equality of JSON values, objects whatever the order of their properties. */
export function deepEquals(value: unknown, other: unknown): boolean {
  if (value === other) {
    return true;
  }
  if (Array.isArray(value)) {
    return (
      Array.isArray(other) &&
      value.length === other.length &&
      value.every((each, index) => deepEquals(each, other[index]))
    );
  }
  if (isJsonObject(value) && isJsonObject(other)) {
    const keys = Object.keys(value);
    return (
      keys.length === Object.keys(other).length &&
      keys.every((key) => Object.hasOwn(other, key) && deepEquals(value[key], other[key]))
    );
  }
  return false;
}

export function isTemporal(item: Item): boolean {
  return TEMPORAL.has(item.typeName);
}

/** Less than, equal to or greater than zero; undefined when the two cannot be compared. */
export function compareItems(left: Item, right: Item): number | undefined {
  const { value } = left;
  const other = right.value;
  if (typeof value === 'number' && typeof other === 'number') {
    return value - other;
  }
  if (typeof value === 'string' && typeof other === 'string') {
    return isTemporal(left) || isTemporal(right)
      ? compareTemporal(value, other)
      : value < other
        ? -1
        : value > other
          ? 1
          : 0;
  }
  return compareQuantities(left, right);
}

/**
 * Compares dates and times as far as both are known: undefined when they are alike up to where one of them ends
 * (FHIRPath 2.0, 6.2). A time without a zone is taken as UTC.
 */
export function compareTemporal(left: string, right: string): number | undefined {
  if (left[2] === ':' && right[2] === ':') {
    return compareTimes(left, right);
  }
  if (left.length > 10 && right.length > 10) {
    const order = orderOfLikes(left, right);
    if (order !== undefined) {
      return order;
    }
    const difference = Date.parse(withZone(left)) - Date.parse(withZone(right));
    return Number.isNaN(difference) ? undefined : difference;
  }
  const shared = Math.min(left.length, right.length, 10);
  const a = left.slice(0, shared);
  const b = right.slice(0, shared);
  if (a !== b) {
    return a < b ? -1 : 1;
  }
  return left.length === right.length ? 0 : undefined;
}

/** To the second, with a zone. */
const WITH_ZONE =
  /^\d{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])T(?:[01]\d|2[0-3]):[0-5]\d:[0-5]\d(?:Z|[+-](?:[01]\d|2[0-3]):[0-5]\d)$/;
const TO_THE_SECOND = 19;

/** Of two times that are written alike in the same zone the text tells the order. */
function orderOfLikes(left: string, right: string): number | undefined {
  const isAlike =
    left.length === right.length &&
    left.endsWith(right.slice(TO_THE_SECOND)) &&
    WITH_ZONE.test(left) &&
    WITH_ZONE.test(right);
  return isAlike ? (left < right ? -1 : left > right ? 1 : 0) : undefined;
}

/** Seconds and their fractions are one precision; without seconds a time is known to the minute only. */
function compareTimes(left: string, right: string): number | undefined {
  const a = left.slice(0, 5);
  const b = right.slice(0, 5);
  if (a !== b) {
    return a < b ? -1 : 1;
  }
  return left.length === 5 && right.length === 5
    ? 0
    : left.length === 5 || right.length === 5
      ? undefined
      : Number(left.slice(6)) - Number(right.slice(6));
}

function withZone(text: string): string {
  const leapSecondFree = text.replace(/:60(?=\D|$)/, ':59');
  return /(?:Z|[+-]\d\d:\d\d)$/.test(text) ? leapSecondFree : `${leapSecondFree}Z`;
}

/** A text that is the same for equal values, whatever the order of an object's properties. */
export function keyOfItem({ value }: Item): string {
  return keyOfValue(value);
}

export function keyOfValue(value: unknown): string {
  return `${typeof value}:${JSON.stringify(value, sortedProperties)}`;
}

function sortedProperties(_key: string, value: unknown): unknown {
  return isJsonObject(value)
    ? Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)))
    : value;
}
