import { uuidOf } from '../../../fhir/uuid.ts';
import { KITH_FINDINGS } from '../findings.ts';
import { isNode, stringOf, type Slot } from '../mapping/node.ts';
import type { Codec } from '../mapping/row.ts';
import { attributeOf, textOf } from '../xml/element.ts';
import {
  readDate,
  readDateTime,
  readInstant,
  readYear,
  writeDate,
  writeDateTime,
  writeTime,
} from './dates.ts';
import { lexicalOf, slotOf, tellUnreadable } from './original.ts';

/** A text as it stands (`string`). */
export const text: Codec = {
  attributes: [],
  readsText: true,
  mayBeEmpty: true,
  decode: ({ text: value }) => (value.trim() === '' ? {} : { value }),
  encode: ({ value }) => (typeof value === 'string' && value !== '' ? { text: value } : undefined),
};

/** A text that the standard fixes. */
export function fixedText(fixed: string): Codec {
  return {
    ...text,
    standIn: { text: fixed },
    encode: ({ value }, scope) => {
      if (value !== fixed) {
        scope.find(KITH_FINDINGS.notWritable, '', { value: String(value), expected: `«${fixed}»` });
      }
      return { text: fixed };
    },
  };
}

/** A text in one element that is a list in FHIR, such as given names. */
export const textInList: Codec = {
  ...text,
  decode: ({ text: value }) => (value.trim() === '' ? {} : { value: [value] }),
  encode: ({ value }) => {
    const joined = Array.isArray(value) ? value.filter((item) => typeof item === 'string').join(' ') : '';
    return joined === '' ? undefined : { text: joined };
  },
};

/** A text without white space at its ends (codes, URLs and the like). */
export const token: Codec = {
  ...text,
  decode: (element) => {
    const value = textOf(element)?.replace(/\s+/g, ' ');
    return value === undefined ? {} : { value };
  },
};

/** A media type (RFC 6838, 4.2); what is none, such as `pdf` alone, is kept as a text without code. */
export const mediaType: Codec = {
  ...text,
  decode: (element) => {
    const value = textOf(element);
    return value === undefined
      ? {}
      : MEDIA_TYPE.test(value)
        ? { value }
        : { untranslated: { display: value } };
  },
  encode: ({ value, untranslated }) => {
    const stated = stringOf(value) ?? (isNode(untranslated) ? stringOf(untranslated.display) : undefined);
    return stated === undefined ? undefined : { text: stated };
  },
};

const MEDIA_TYPE = /^[\w!#$&^.+-]+\/[\w!#$&^.+-]+(?:\s*;\s*[\w-]+=(?:[^\s;"]+|"[^"]*"))*$/;

/** An id: a UUID as a URN, anything else as it stands. */
export const uuidOrText: Codec = {
  ...text,
  mayBeEmpty: false,
  decode: (element) => {
    const lexical = textOf(element);
    return lexical === undefined ? {} : slotOf(readId(lexical), lexical, writeId);
  },
  encode: (slot) => {
    const lexical = lexicalOf(slot, readId, writeId);
    return lexical === undefined ? undefined : { text: lexical };
  },
};

/** The id of another message where FHIR wants an id of its own kind; one that FHIR cannot hold stands beside. */
export const messageId: Codec = {
  ...text,
  mayBeEmpty: false,
  decode: (element) => {
    const lexical = textOf(element);
    return lexical === undefined ? {} : messageIdSlot(lexical);
  },
  encode: (slot) => {
    const lexical = lexicalOf(slot, readMessageId, String);
    return slot.value === undefined || lexical === undefined ? undefined : { text: lexical };
  },
};

export function messageIdSlot(lexical: string): Slot {
  return slotOf(readMessageId(lexical), lexical, String);
}

/** FHIR R4, datatype id; another id becomes one that follows from it. */
function readMessageId(lexical: string): string {
  return /^[A-Za-z\d.-]{1,64}$/.test(lexical) ? lexical : uuidOf(`message-id|${lexical}`);
}

export const UUID = /^[\da-f]{8}-[\da-f]{4}-[\da-f]{4}-[\da-f]{4}-[\da-f]{12}$/i;
const UUID_URN = 'urn:uuid:';

function readId(lexical: string): string {
  return UUID.test(lexical) ? `${UUID_URN}${lexical.toLowerCase()}` : lexical;
}

function writeId(value: unknown): string | undefined {
  if (typeof value !== 'string') {
    return undefined;
  }
  return value.startsWith(UUID_URN) ? value.slice(UUID_URN.length) : value;
}

interface Datatype {
  readonly read: (lexical: string) => unknown;
  readonly write: (value: unknown) => string | undefined;
  /** What the value should have been, for the finding. */
  readonly expected: string;
  /** What the datatype of XML Schema has and FHIR's has not. */
  readonly beyond?: RegExp;
}

/** A datatype in the element's text, or in its attribute V. */
function typed(datatype: Datatype, attribute?: 'V'): Codec {
  const { read, write, expected } = datatype;
  return {
    attributes: attribute === undefined ? [] : [attribute],
    readsText: attribute === undefined,
    mayBeEmpty: attribute !== undefined,
    decode: (element, scope): Slot => {
      const lexical = attribute === undefined ? textOf(element) : attributeOf(element, attribute);
      if (lexical === undefined) {
        return {};
      }
      const value = read(lexical);
      if (value === undefined) {
        scope.find(KITH_FINDINGS.unreadableValue, element, { value: lexical, expected });
      }
      return slotOf(value, lexical, write);
    },
    encode: (slot, scope) => {
      const lexical = lexicalOf(slot, read, write);
      tellUnreadable(slot, lexical, datatype, scope);
      if (lexical === undefined) {
        if (slot.value !== undefined) {
          scope.find(KITH_FINDINGS.notWritable, '', { value: JSON.stringify(slot.value), expected });
        }
        return undefined;
      }
      return attribute === undefined
        ? { text: lexical }
        : { attributes: [{ name: attribute, value: lexical }] };
    },
  };
}

/** What else kith:TS can be: a date, month or year, or a time of day. */
export const OTHER_STAMP = /^(?:\d{4}(?:-\d{2}){0,2}|\d{2}:\d{2}:\d{2}(?:\.\d+)?)(?:Z|[+-]\d{2}:\d{2})?$/;

const DATE: Datatype = { read: readDate, write: writeDate, expected: 'xsd:date (YYYY-MM-DD)' };
const TIME: Datatype = { read: readDateTime, write: writeTime, expected: 'xsd:dateTime' };
const INSTANT: Datatype = { read: readInstant, write: writeTime, expected: 'xsd:dateTime' };
const POINT_IN_TIME: Datatype = {
  read: readDateTime,
  write: writeDateTime,
  expected: 'xsd:dateTime / xsd:date',
  beyond: OTHER_STAMP,
};
const YEAR: Datatype = { read: readYear, write: (value) => readYear(value), expected: 'xsd:gYear (YYYY)' };
const BOOLEAN: Datatype = {
  read: (lexical) => (/^(true|1)$/.test(lexical) ? true : /^(false|0)$/.test(lexical) ? false : undefined),
  write: (value) => (typeof value === 'boolean' ? String(value) : undefined),
  expected: 'xsd:boolean (true, false)',
};

const INTEGER: Datatype = {
  read: (lexical) => (/^[+-]?\d+$/.test(lexical) ? inRange(Number(lexical)) : undefined),
  write: (value) => (Number.isInteger(value) ? String(value) : undefined),
  expected: 'xsd:integer',
  beyond: /^[+-]?\d+$/,
};
const DECIMAL: Datatype = {
  read: (lexical) => (/^[+-]?(\d+\.?\d*|\.\d+)$/.test(lexical) ? Number(lexical) : undefined),
  write: (value) => (typeof value === 'number' ? writeDecimal(value) : undefined),
  expected: 'xsd:decimal',
};

/** FHIR's integer has 32 bits. */
function inRange(value: number): number | undefined {
  return value >= -(2 ** 31) && value < 2 ** 31 ? value : undefined;
}

/** Without exponent, which xsd:decimal does not know. */
function writeDecimal(value: number): string | undefined {
  const written = String(value);
  return /^-?\d+(\.\d+)?$/.test(written) ? written : undefined;
}

/** xsd:integer. */
export const integer = typed(INTEGER);
/** xsd:decimal, and xsd:double as far as it is written without exponent. */
export const decimal = typed(DECIMAL);
/** xsd:date. */
export const date = typed(DATE);
/** xsd:dateTime; without offset it is Norwegian local time. */
export const dateTime = typed(TIME);
/** xsd:dateTime where FHIR wants an instant: a date alone is none. */
export const instant = typed(INSTANT);
/** kith:TS where FHIR wants an instant, in attribute V. */
export const instantStamp = typed({ ...INSTANT, beyond: OTHER_STAMP }, 'V');
/** kith:TS: date, month, year, or date and time, in attribute V. */
export const timeStamp = typed(POINT_IN_TIME, 'V');
/** xsd:gYear. */
export const year = typed(YEAR);
/** xsd:boolean. */
export const boolean = typed(BOOLEAN);
