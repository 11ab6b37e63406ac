import type { Item } from '../elementTree.ts';
import { isJsonObject, type JsonObject } from '../json.ts';
import { compareAmounts } from './ucum.ts';

/** Order and equivalence of quantities, of FHIR and of expressions (FHIRPath 2.0, 6.1.2 and 6.2). */

/** The keywords of calendar durations, as the parser writes them, with UCUM's units of the same length. */
const CALENDAR_UNITS: Readonly<Record<string, string>> = {
  year: 'a',
  month: 'mo',
  week: 'wk',
  day: 'd',
  hour: 'h',
  minute: 'min',
  second: 's',
  millisecond: 'ms',
};

function unitOf(quantity: JsonObject): unknown {
  return quantity['code'] ?? quantity['unit'];
}

/** `{days}` is the keyword; anything else is a code as it is. */
function ucumUnit(quantity: JsonObject): string {
  const unit = unitOf(quantity);
  const keyword = typeof unit === 'string' ? /^\{(\w+?)s?\}$/.exec(unit)?.[1] : undefined;
  return (
    (keyword === undefined ? undefined : CALENDAR_UNITS[keyword]) ?? (typeof unit === 'string' ? unit : '1')
  );
}

/** A year or a month of the calendar has no fixed length (FHIRPath 2.0, 4.1.8.2). */
function isOfCalendar(quantity: JsonObject): boolean {
  return /^\{(?:year|month)s?\}$/.test(String(unitOf(quantity)));
}

/**
 * By their values where the units are the same, and after conversion where both are of UCUM. Where nobody here can
 * convert them, their values are compared as they stand, unless their units are told in words that differ.
 */
export function compareQuantities(left: Item, right: Item): number | undefined {
  const quantity = left.value;
  const other = right.value;
  if (!isJsonObject(quantity) || !isJsonObject(other)) {
    return undefined;
  }
  const { value } = quantity;
  const otherValue = other['value'];
  if (typeof value !== 'number' || typeof otherValue !== 'number') {
    return undefined;
  }
  if (haveSameUnit(left, quantity, right, other)) {
    return value - otherValue;
  }
  if (isOfCalendar(quantity) !== isOfCalendar(other)) {
    return undefined;
  }
  const order =
    isOfUcum(left, quantity) && isOfUcum(right, other)
      ? compareAmounts(value, ucumUnit(quantity), otherValue, ucumUnit(other))
      : undefined;
  return order ?? (quantity['unit'] === other['unit'] ? value - otherValue : undefined);
}

/** Words are no code: `unit` of the one tells nothing of the `code` of the other, but in quantities of expressions. */
function haveSameUnit(left: Item, quantity: JsonObject, right: Item, other: JsonObject): boolean {
  if (isOfExpression(left) || isOfExpression(right)) {
    return unitOf(quantity) === unitOf(other);
  }
  return quantity['code'] === undefined && other['code'] === undefined
    ? quantity['unit'] === other['unit']
    : quantity['code'] === other['code'] && quantity['system'] === other['system'];
}

function isOfExpression({ typeName }: Item): boolean {
  return typeName === 'System.Quantity';
}

/** The units of a quantity that stands in the expression, or that one has made, are UCUM's. */
function isOfUcum(item: Item, { system, code }: JsonObject): boolean {
  return isOfExpression(item) || (system === 'http://unitsofmeasure.org' && code !== undefined);
}

/** Calendar durations of a year or a month are as long as UCUM's for equivalence only (FHIRPath 2.0, 6.1.2). */
export function quantitiesAreEquivalent(left: Item, right: Item): boolean {
  const { value } = left;
  const other = right.value;
  if (!isJsonObject(value) || !isJsonObject(other)) {
    return false;
  }
  return (
    typeof value['value'] === 'number' &&
    typeof other['value'] === 'number' &&
    compareAmounts(value['value'], ucumUnit(value), other['value'], ucumUnit(other)) === 0
  );
}
