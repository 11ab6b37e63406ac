import type { Collection, Item } from '../elementTree.ts';
import { isJsonObject, textOf } from '../json.ts';
import { ofTruth } from './collections.ts';
import { moveBy } from './durations.ts';
import { FhirPathError } from './environment.ts';
import { EMPTY, systemItem } from './item.ts';
import { compareItems, isTemporal } from './values.ts';

/** Order and arithmetic (FHIRPath 2.0, 6.2 and 6.6). */

export type Combine = (left: Collection, right: () => Collection) => Collection;

/** The operators of order and arithmetic. */
export function arithmetic(operator: string): Combine {
  switch (operator) {
    case '<':
      return comparison((order) => order < 0);
    case '<=':
      return comparison((order) => order <= 0);
    case '>':
      return comparison((order) => order > 0);
    case '>=':
      return comparison((order) => order >= 0);
    case '+':
      return calculation((a, b) => a + b, '+');
    case '-':
      return calculation((a, b) => a - b, '-');
    case '*':
      return calculation((a, b) => a * b, '*');
    case '/':
      return calculation((a, b) => a / b, '/');
    case 'mod':
      return calculation((a, b) => a % b, 'mod');
    case 'div':
      return calculation((a, b) => Math.trunc(a / b), 'div');
    default:
      throw new FhirPathError(`The operator ${operator} is not understood`);
  }
}

export function signed(operator: string, [item]: Collection): Collection {
  return typeof item?.value === 'number' ? [systemItem(operator === '-' ? -item.value : item.value)] : EMPTY;
}

function comparison(test: (order: number) => boolean): Combine {
  return (left, right) => {
    const a = left[0];
    const b = right()[0];
    const order = a === undefined || b === undefined ? undefined : compareItems(a, b);
    return order === undefined ? EMPTY : ofTruth(test(order));
  };
}

function calculation(calculate: (a: number, b: number) => number, operator: string): Combine {
  return (left, right) => {
    const [first] = left;
    const [second] = right();
    if (first === undefined || second === undefined) {
      return EMPTY;
    }
    if (second.typeName === 'System.Quantity') {
      return withQuantity(first, second, calculate, operator);
    }
    const a = first.value;
    const b = second.value;
    if (typeof a === 'string' && typeof b === 'string') {
      return [systemItem(a + b)];
    }
    const result = typeof a === 'number' && typeof b === 'number' ? calculate(a, b) : Number.NaN;
    return Number.isFinite(result) ? [systemItem(result)] : EMPTY;
  };
}

/** A date or a time moved by a duration, or the sum or difference of two quantities of one unit. */
function withQuantity(
  first: Item,
  { value: quantity }: Item,
  calculate: (a: number, b: number) => number,
  operator: string,
): Collection {
  const { value, unit } = isJsonObject(quantity) ? quantity : {};
  if ((operator !== '+' && operator !== '-') || typeof value !== 'number' || typeof unit !== 'string') {
    throw new FhirPathError(`Quantities have no ${operator} here`);
  }
  if (isTemporal(first)) {
    const moved = moveBy(textOf(first.value), operator === '-' ? -value : value, unit);
    return moved === undefined ? EMPTY : [{ value: moved, typeName: first.typeName }];
  }
  const other = isJsonObject(first.value) ? first.value : {};
  return typeof other['value'] === 'number' && (other['code'] ?? other['unit']) === unit
    ? [{ value: { value: calculate(other['value'], value), unit }, typeName: 'System.Quantity' }]
    : EMPTY;
}
