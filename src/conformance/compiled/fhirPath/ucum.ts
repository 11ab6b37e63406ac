import { UCUM_PREFIXES, UCUM_TEMPERATURES, UCUM_UNITS } from './ucumUnits.ts';

/** A unit as a multiple of base units with their exponents, zero left out. */
interface Measure {
  readonly factor: number;
  readonly exponents: ReadonlyMap<string, number>;
}

const ONE: Measure = { factor: 1, exponents: new Map() };

const definitions = new Map(
  UCUM_UNITS.map(([code, factor, unit]) => {
    const name = code.replace(/^\*/, '');
    return [name, { factor, unit, isMetric: name !== code }] as const;
  }),
);

const measures = new Map<string, Measure | undefined>();

/** Codes come from content, so only so many are remembered, and longer ones are not read. */
const MAX_KEPT = 1000;
const MAX_LENGTH = 64;

/** How an amount in one unit stands to an amount in another: as subtraction gives; undefined when they do not convert. */
export function compareAmounts(
  value: number,
  unit: string,
  otherValue: number,
  otherUnit: string,
): number | undefined {
  const a = inBaseUnits(value, unit);
  const b = inBaseUnits(otherValue, otherUnit);
  if (a === undefined || b === undefined || a.dimension !== b.dimension) {
    return undefined;
  }
  const difference = a.value - b.value;
  return Math.abs(difference) <= TOLERANCE * Math.max(Math.abs(a.value), Math.abs(b.value)) ? 0 : difference;
}

/** What binary fractions lose in conversions. */
const TOLERANCE = 1e-12;

function inBaseUnits(
  value: number,
  unit: string,
): { readonly value: number; readonly dimension: string } | undefined {
  const scale = Object.hasOwn(UCUM_TEMPERATURES, unit) ? UCUM_TEMPERATURES[unit] : undefined;
  if (scale !== undefined) {
    return { value: (value + scale.add) * scale.factor, dimension: 'K1' };
  }
  const measure = measureOf(unit);
  return measure && { value: value * measure.factor, dimension: dimensionOf(measure) };
}

function dimensionOf({ exponents }: Measure): string {
  return [...exponents]
    .filter(([, exponent]) => exponent !== 0)
    .map(([base, exponent]) => `${base}${exponent}`)
    .sort()
    .join('.');
}

/** Undefined for what is no unit that is known here. */
function measureOf(code: string): Measure | undefined {
  if (measures.has(code)) {
    return measures.get(code);
  }
  const measure = code.length > MAX_LENGTH ? undefined : new UnitReader(code).whole();
  if (measures.size < MAX_KEPT) {
    measures.set(code, measure);
  }
  return measure;
}

/** Reads a unit by UCUM's grammar (§2 to §12): terms of components with `.` and `/`, from the left. */
class UnitReader {
  readonly #text: string;
  #at = 0;

  constructor(text: string) {
    this.#text = text;
  }

  whole(): Measure | undefined {
    const measure = this.#term();
    return this.#at === this.#text.length ? measure : undefined;
  }

  #term(): Measure | undefined {
    let measure = ONE;
    let sign = this.#take(/\//y) === undefined ? 1 : -1;
    for (let component = this.#component(); component !== undefined; component = this.#component()) {
      measure = product(measure, component, sign);
      const operator = this.#take(/[./]/y);
      if (operator === undefined) {
        return measure;
      }
      sign = operator === '/' ? -1 : 1;
    }
    return undefined;
  }

  #component(): Measure | undefined {
    if (this.#take(/\(/y) !== undefined) {
      const inner = this.#term();
      return this.#take(/\)/y) === undefined ? undefined : inner;
    }
    if (this.#take(/\{[^{}]*\}/y) !== undefined) {
      return ONE;
    }
    const number = this.#take(/\d+(?![\d*^])/y);
    if (number !== undefined) {
      return { factor: Number(number), exponents: ONE.exponents };
    }
    const atom = this.#take(/10[*^]|(?:[A-Za-z%'_]|\[[^\][]*\])+/y);
    const unit = atom === undefined ? undefined : atomOf(atom);
    const exponent = Number(this.#take(/[+-]?\d+/y) ?? 1);
    this.#take(/\{[^{}]*\}/y);
    return unit && product(ONE, unit, exponent);
  }

  #take(pattern: RegExp): string | undefined {
    pattern.lastIndex = this.#at;
    const found = pattern.exec(this.#text)?.[0];
    this.#at += found?.length ?? 0;
    return found;
  }
}

function product(left: Measure, right: Measure, exponent: number): Measure {
  const exponents = new Map(left.exponents);
  for (const [base, each] of right.exponents) {
    exponents.set(base, (exponents.get(base) ?? 0) + each * exponent);
  }
  return { factor: left.factor * right.factor ** exponent, exponents };
}

/** A unit, or a metric unit with a prefix. */
function atomOf(code: string): Measure | undefined {
  const definition = definitions.get(code);
  if (definition !== undefined) {
    return definition.unit === ''
      ? { factor: 1, exponents: new Map([[code, 1]]) }
      : scaled(definition.factor, measureOf(definition.unit));
  }
  for (const [prefix, factor] of UCUM_PREFIXES) {
    const name = code.slice(prefix.length);
    if (code.startsWith(prefix) && definitions.get(name)?.isMetric === true) {
      return scaled(factor, atomOf(name));
    }
  }
  return undefined;
}

function scaled(factor: number, measure: Measure | undefined): Measure | undefined {
  return measure && { factor: factor * measure.factor, exponents: measure.exponents };
}
