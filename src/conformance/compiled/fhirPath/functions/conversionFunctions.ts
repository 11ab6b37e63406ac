import type { Collection, Item } from '../../elementTree.ts';
import { isJsonObject, textOf } from '../../json.ts';
import { ofTruth } from '../collections.ts';
import { FhirPathError } from '../environment.ts';
import { EMPTY, systemItem } from '../item.ts';
import { isExactlyOfType, isOfType, systemTypeOf } from '../values.ts';
import {
  type FunctionCompiler,
  type FunctionTable,
  plain,
  withType,
  withValues,
} from './functionCompiler.ts';

/** What a single item becomes; empty where it cannot become that. */
type Conversion = (item: Item, unit?: string) => Collection;

const TRUE_WORDS: ReadonlySet<string> = new Set(['true', 't', 'yes', 'y', '1', '1.0']);
const FALSE_WORDS: ReadonlySet<string> = new Set(['false', 'f', 'no', 'n', '0', '0.0']);

function toBoolean({ value }: Item): Collection {
  const word = textOf(value).toLowerCase();
  return TRUE_WORDS.has(word) ? [systemItem(true)] : FALSE_WORDS.has(word) ? [systemItem(false)] : EMPTY;
}

function toInteger({ value }: Item): Collection {
  if (typeof value === 'boolean') {
    return [systemItem(value ? 1 : 0)];
  }
  return (typeof value === 'number' && Number.isInteger(value)) ||
    (typeof value === 'string' && /^[+-]?\d{1,10}$/.test(value))
    ? [systemItem(Number(value))]
    : EMPTY;
}

function toDecimal({ value }: Item): Collection {
  if (typeof value === 'boolean') {
    return [{ value: value ? 1 : 0, typeName: 'System.Decimal' }];
  }
  return typeof value === 'number' || (typeof value === 'string' && /^[+-]?\d+(?:\.\d+)?$/.test(value))
    ? [{ value: Number(value), typeName: 'System.Decimal' }]
    : EMPTY;
}

const DATE = /^(?:\d{4}(?:-\d\d(?:-\d\d)?)?)(?=T|$)/;
const DATE_TIME =
  /^\d{4}(?:-\d\d(?:-\d\d(?:T(?:\d\d(?::\d\d(?::\d\d(?:\.\d+)?)?)?)?(?:Z|[+-]\d\d:\d\d)?)?)?)?$/;
const TIME = /^T?(\d\d(?::\d\d(?::\d\d(?:\.\d+)?)?)?)$/;

function toDate({ value }: Item): Collection {
  const text = typeof value === 'string' && DATE_TIME.test(value) ? DATE.exec(value)?.[0] : undefined;
  return text === undefined ? EMPTY : [{ value: text, typeName: 'System.Date' }];
}

function toDateTime({ value }: Item): Collection {
  return typeof value === 'string' && DATE_TIME.test(value)
    ? [{ value, typeName: 'System.DateTime' }]
    : EMPTY;
}

function toTime({ value }: Item): Collection {
  const text = typeof value === 'string' ? TIME.exec(value)?.[1] : undefined;
  return text === undefined ? EMPTY : [{ value: text, typeName: 'System.Time' }];
}

const QUANTITY = /^([+-]?\d+(?:\.\d+)?)\s*(?:'([^']+)'|([a-zA-Z]+))?$/;

function toQuantity(item: Item, wanted?: string): Collection {
  const { value } = item;
  const quantity = quantityOf(value);
  const unit = quantity?.['code'] ?? quantity?.['unit'];
  return quantity === undefined || (wanted !== undefined && unit !== wanted)
    ? EMPTY
    : [{ value: quantity, typeName: 'System.Quantity' }];
}

function quantityOf(value: unknown): Readonly<Record<string, unknown>> | undefined {
  if (typeof value === 'number' || typeof value === 'boolean') {
    return { value: Number(value), unit: '1' };
  }
  if (isJsonObject(value)) {
    return typeof value['value'] === 'number' ? value : undefined;
  }
  const [, amount, unit, calendar] = (typeof value === 'string' ? QUANTITY.exec(value) : undefined) ?? [];
  return amount === undefined
    ? undefined
    : { value: Number(amount), unit: calendar === undefined ? (unit ?? '1') : `{${calendar}}` };
}

/** A quantity of FHIR is one of FHIRPath too (R4 fhirpath.html#types). */
const QUANTITIES: ReadonlySet<string> = new Set([
  'System.Quantity',
  'Quantity',
  'Age',
  'Count',
  'Distance',
  'Duration',
]);

function toText({ value, typeName }: Item): Collection {
  if (QUANTITIES.has(typeName) && isJsonObject(value)) {
    return [systemItem(`${textOf(value['value'])} '${textOf(value['code'] ?? value['unit'])}'`)];
  }
  return value === undefined || typeof value === 'object' ? EMPTY : [systemItem(textOf(value))];
}

function single(input: Collection): Item | undefined {
  if (input.length > 1) {
    throw new FhirPathError('Only a single value can be converted');
  }
  return input[0];
}

/** `toX` and `convertsToX`. */
function conversion(name: string, convert: Conversion): FunctionTable {
  const withUnit = (run: (item: Item, unit: string | undefined) => Collection): FunctionCompiler =>
    withValues((input, [unit]) => {
      const item = single(input);
      return item === undefined ? EMPTY : run(item, unit?.[0] && textOf(unit[0].value));
    });
  return [
    [`to${name}`, withUnit(convert)],
    [`convertsTo${name}`, withUnit((item, unit) => ofTruth(convert(item, unit).length > 0))],
  ];
}

/** The type as a value with `namespace` and `name` (FHIRPath 2.0, 10.1). */
function typeInfo(item: Item): Item {
  const [namespace, name] = systemTypeOf(item);
  return { value: { namespace, name }, typeName: 'System.TypeInfo' };
}

/** Conversion and types (FHIRPath 2.0, 5.5, 6.3 and 10). */
export const CONVERSION_FUNCTIONS: FunctionTable = [
  ...conversion('Boolean', toBoolean),
  ...conversion('Integer', toInteger),
  ...conversion('Decimal', toDecimal),
  ...conversion('String', toText),
  ...conversion('Date', toDate),
  ...conversion('DateTime', toDateTime),
  ...conversion('Time', toTime),
  ...conversion('Quantity', toQuantity),
  ['type', plain((input) => input.map(typeInfo))],
  ['ofType', withType((input, type) => input.filter((item) => isExactlyOfType(item, type)))],
  ['as', withType((input, type) => input.filter((item) => isOfType(item, type)))],
  ['is', withType((input, type) => (input[0] === undefined ? EMPTY : ofTruth(isOfType(input[0], type))))],
];
