import type { Filter } from '@medplum/core';
import type { SearchParameters, TypeSearchParameter } from '../../definitions/searchParameters.ts';
import { createFinding, type Finding } from '../../findings/finding.ts';
import { SEARCH_FINDINGS } from '../findings.ts';
import { identifierParameter, textParameter, typedParameter } from '../index/extract.ts';
import { timeRangeOf, type TimeRange } from '../index/fhirDate.ts';
import { readReference } from '../index/reference.ts';
import { takesRoles } from '../practitionerRoles.ts';
import type {
  Criterion,
  DateAlternative,
  QuantityAlternative,
  ReferenceAlternative,
  TokenAlternative,
} from './criterion.ts';
import { modifiersOf, unknownModifier } from './modifiers.ts';
import {
  isPrefix,
  splitAlternatives,
  splitParts,
  splitPrefix,
  unescape,
  type Prefix,
} from './searchValue.ts';
import type { MembersFilter, MembersOf, ValueSetMembers } from './valueSetMembers.ts';

export interface ReadingSurroundings {
  readonly searchParameters: SearchParameters;
  readonly baseUrl: string;
  readonly now: () => Date;
  /** What the value sets of `:in` and `:not-in` hold; without it these are not understood. */
  readonly membersOf?: MembersOf;
}

/** Codes of a value set that one search compares with. */
const MOST_MEMBERS = 10_000;

/**
 * Reads and checks one filter of a search request. The filter's operator is a modifier or a prefix; `:in` and
 * `:not-in` are understood when the filter has the members of the value set.
 */
export function readCriterion(
  surroundings: ReadingSurroundings,
  resourceType: string,
  filter: Filter | MembersFilter,
): Criterion | { readonly finding: Finding } {
  const { code, operator } = filter;
  const parameters = surroundings.searchParameters.of(resourceType);
  if (code.includes('.') || code.startsWith('_has')) {
    return { finding: createFinding(SEARCH_FINDINGS.chainUnsupported, code, { name: code }) };
  }
  const parameter = parameters.get(code);
  if (parameter === undefined) {
    const known = [...parameters.keys()].sort().join(', ');
    return {
      finding: createFinding(SEARCH_FINDINGS.parameterUnknown, code, {
        type: resourceType,
        name: code,
        known,
      }),
    };
  }
  const asModifier: string = operator;
  if (asModifier === 'missing') {
    return readMissing(parameter, filter.value);
  }
  const typeModifier =
    parameter.type === 'reference' && surroundings.searchParameters.isResourceType(asModifier);
  const members = 'members' in filter ? filter.members : undefined;
  if (members !== undefined && parameter.type === 'token') {
    return readMembers(parameter, members, asModifier === 'not-in');
  }
  const known = modifiersOf(parameter);
  if (!isPrefix(asModifier) && !typeModifier && !known.includes(asModifier)) {
    return { finding: unknownModifier(parameter, asModifier, surroundings.membersOf !== undefined) };
  }
  return readValues(surroundings, parameter, asModifier, filter.value);
}

function readMembers(
  { code }: TypeSearchParameter,
  members: ValueSetMembers,
  negated: boolean,
): Criterion | { readonly finding: Finding } {
  const count = members.reduce((sum, { codes }) => sum + codes.length, 0);
  if (count > MOST_MEMBERS) {
    const values = { count: String(count), most: String(MOST_MEMBERS) };
    return { finding: createFinding(SEARCH_FINDINGS.tooMuch, code, values) };
  }
  return { kind: 'token', parameter: code, alternatives: members, negated };
}

function readMissing(
  { code, type }: TypeSearchParameter,
  value: string,
): Criterion | { readonly finding: Finding } {
  if (value !== 'true' && value !== 'false') {
    return { finding: invalid(`${code}:missing`, value, 'true or false', 'true eller false') };
  }
  if (code === '_id' || code === '_lastUpdated') {
    // What is stored has both.
    return { kind: 'everyOrNone', every: value === 'false' };
  }
  return { kind: 'missing', parameter: code, type, missing: value === 'true' };
}

function readValues(
  surroundings: ReadingSurroundings,
  definition: TypeSearchParameter,
  modifier: string,
  value: string,
): Criterion | { readonly finding: Finding } {
  const { code, type } = definition;
  // A parser that does not know the parameter takes a prefix from any value: put it back.
  const whole = isPrefix(modifier) && modifier !== 'eq' ? modifier + value : value;
  // A bar alone is a token of which both variables were empty.
  const texts = splitAlternatives(whole).filter((text) => text !== '' && text !== '|');
  if (texts.length === 0) {
    return { finding: createFinding(SEARCH_FINDINGS.valueMissing, code, { name: code }) };
  }
  if (code === '_id') {
    return { kind: 'id', ids: texts.map(unescape) };
  }
  if (type === 'date' || type === 'number' || type === 'quantity') {
    return readOrdered(surroundings, code, type, texts);
  }
  const plain = isPrefix(modifier) ? '' : modifier;
  switch (type) {
    case 'token':
      if (plain === 'text') {
        const alternatives = texts.map((text) => ({ match: 'start' as const, text: unescape(text) }));
        return { kind: 'string', parameter: textParameter(code), alternatives };
      }
      if (plain === 'of-type') {
        return readTyped(code, texts);
      }
      return { kind: 'token', parameter: code, alternatives: texts.map(readToken), negated: plain === 'not' };
    case 'reference':
      return plain === 'identifier'
        ? {
            kind: 'token',
            parameter: identifierParameter(code),
            alternatives: texts.map(readToken),
            negated: false,
          }
        : {
            kind: 'reference',
            parameter: code,
            alternatives: texts.map((text) =>
              readReferenceValue(unescape(text), plain, surroundings.baseUrl),
            ),
            throughRoles: takesRoles(definition),
          };
    case 'string': {
      const match = plain === 'exact' ? 'exact' : plain === 'contains' ? 'contains' : 'start';
      return {
        kind: 'string',
        parameter: code,
        alternatives: texts.map((text) => ({ match, text: unescape(text) })),
      };
    }
    case 'uri': {
      const match = plain === 'below' ? 'below' : plain === 'above' ? 'above' : 'exact';
      return {
        kind: 'uri',
        parameter: code,
        alternatives: texts.map((text) => ({ match, value: unescape(text) })),
      };
    }
  }
}

function readOrdered(
  { now }: ReadingSurroundings,
  code: string,
  type: 'date' | 'number' | 'quantity',
  texts: readonly string[],
): Criterion | { readonly finding: Finding } {
  const dates: DateAlternative[] = [];
  const quantities: QuantityAlternative[] = [];
  for (const text of texts) {
    const { prefix, value } = splitPrefix(text);
    if (type === 'date') {
      // A plus sign that was not escaped in the URL arrives as a blank.
      const range = timeRangeOf(value.replace(' ', '+'));
      if (range === undefined) {
        return { finding: invalid(code, text, DATE_FORM.en, DATE_FORM.no) };
      }
      dates.push({ prefix, range: prefix === 'ap' ? widened(range, now().getTime()) : range });
    } else {
      const quantity = readQuantity(prefix, value);
      if (quantity === undefined) {
        return { finding: invalid(code, text, NUMBER_FORM.en, NUMBER_FORM.no) };
      }
      quantities.push(quantity);
    }
  }
  if (type !== 'date') {
    return { kind: 'quantity', parameter: code, alternatives: quantities };
  }
  return code === '_lastUpdated'
    ? { kind: 'lastUpdated', alternatives: dates }
    : { kind: 'date', parameter: code, alternatives: dates };
}

const DATE_FORM = {
  en: 'a date such as 2026, 2026-03, 2026-03-02 or 2026-03-02T09:30:00+01:00, with a prefix such as ge before it',
  no: 'en dato som 2026, 2026-03, 2026-03-02 eller 2026-03-02T09:30:00+01:00, med et prefiks som ge foran',
};
const NUMBER_FORM = {
  en: 'a number such as 5.4, for a quantity with its unit as 5.4|http://unitsofmeasure.org|mg or 5.4||mg, with a prefix such as ge before it',
  no: 'et tall som 5.4, for en mengde med enhet som 5.4|http://unitsofmeasure.org|mg eller 5.4||mg, med et prefiks som ge foran',
};

function invalid(name: string, value: string, form: string, formNo: string): Finding {
  return createFinding(SEARCH_FINDINGS.valueInvalid, name, { name, value, form, formNo });
}

function readToken(text: string): TokenAlternative {
  const [first = '', ...rest] = splitParts(text);
  if (rest.length === 0) {
    return { code: first };
  }
  const code = rest.join('|');
  return code === '' ? { system: first } : { system: first, code };
}

function readTyped(code: string, texts: readonly string[]): Criterion | { readonly finding: Finding } {
  const alternatives: TokenAlternative[] = [];
  for (const text of texts) {
    const [system = '', type = '', value = '', ...rest] = splitParts(text);
    if (type === '' || value === '' || rest.length > 0) {
      const form = 'the system and the code of the type, and the value: SYSTEM|CODE|VALUE';
      const formNo = 'typens system og kode, og verdien: SYSTEM|KODE|VERDI';
      return { finding: invalid(`${code}:of-type`, text, form, formNo) };
    }
    alternatives.push({ system, code: `${type}|${value}` });
  }
  return { kind: 'token', parameter: typedParameter(code), alternatives, negated: false };
}

const ID = /^[A-Za-z0-9\-.]{1,64}$/;

function readReferenceValue(text: string, type: string, baseUrl: string): ReferenceAlternative {
  if (ID.test(text)) {
    return type === '' ? { id: text } : { type, id: text };
  }
  return readReference(text, baseUrl) ?? { type: '', id: text };
}

/** `ap`: within a tenth of the time between now and the date (FHIR R4 3.1.1.4.6). */
function widened({ start, end }: TimeRange, now: number): TimeRange {
  const tenth = Math.abs(now - (now < start ? start : end)) / 10;
  return { start: Math.floor(start - tenth), end: Math.ceil(end + tenth) };
}

const NUMBER = /^[+-]?\d{1,17}(?:\.(\d{1,17}))?(?:[eE]([+-]?\d{1,2}))?$/;

/** `number`, `number|system|code` or `number||code`. */
function readQuantity(prefix: Prefix, text: string): QuantityAlternative | undefined {
  const [number = '', system = '', unit = '', ...rest] = splitParts(text);
  const match = NUMBER.exec(number);
  if (match === null || rest.length > 0) {
    return undefined;
  }
  const [, decimals = '', exponent = '0'] = match;
  return {
    prefix,
    value: Number(number),
    tolerance: 0.5 * 10 ** (Number(exponent) - decimals.length),
    ...(system === '' ? {} : { system }),
    ...(unit === '' ? {} : { unit }),
  };
}
