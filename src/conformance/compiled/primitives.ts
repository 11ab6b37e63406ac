/**
 * The lexical rule of each primitive type (R4 2.24.0.1, http://hl7.org/fhir/R4/datatypes.html#primitive), on values
 * as JSON.parse gives them. Every pattern takes time linear in the length of the value.
 */
export interface PrimitiveRule {
  readonly name: string;
  /** The JSON type in which the value is written. */
  readonly json: 'string' | 'number' | 'boolean';
  /** Whether a value of that JSON type (a string that is not empty) is one of this type. */
  readonly accepts: (value: never) => boolean;
}

/** Longest string, in characters (R4 2.24.0.1, string: 1 MB). */
export const MAX_STRING_LENGTH = 1_048_576;

/** By itself no content. */
const BYTE_ORDER_MARK = '\ufeff';

const MIN_INTEGER = -2_147_483_648;
const MAX_INTEGER = 2_147_483_647;

const ID = /^[A-Za-z0-9\-.]{1,64}$/;
const SIMPLE_CODE = /^[A-Za-z0-9\-_.:]+$/;
/** White space but a single plain space within (R4 2.24.0.1, code: `[^\\s]+(\\s[^\\s]+)*`). */
const CODE_FAULT =
  /^ | $|^\ufeff$|[\b\t\n\v\f\r\u0085\u00a0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]| {2}/;
const WHITE_SPACE = /[ \t\n\v\f\r]/;
const OTHER_SPACE = String.raw`[\u0085\u00a0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]`;
/** White space in a URI: any at the ends, that of ASCII within; and the backspace, which no text has. */
const URI_FAULT = new RegExp(String.raw`[ \b\t\n\v\f\r]|^${OTHER_SPACE}|${OTHER_SPACE}$|^\ufeff$`);
const DATE = /^\d{4}(?:-(?:0[1-9]|1[0-2])(?:-(?:0[1-9]|[12]\d|3[01]))?)?$/;
const TIME_OF_DAY = String.raw`(?:[01]\d|2[0-3]):[0-5]\d:(?:[0-5]\d|60)`;
const ZONE = String.raw`(?:Z|[+-](?:(?:0\d|1[0-3]):[0-5]\d|14:00))`;
const DATE_TIME = new RegExp(
  String.raw`^\d{4}(?:-(?:0[1-9]|1[0-2])(?:-(?:0[1-9]|[12]\d|3[01])(?:T${TIME_OF_DAY}(?:\.\d+)?${ZONE})?)?)?$`,
);
const INSTANT = new RegExp(
  String.raw`^\d{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])T${TIME_OF_DAY}(?:\.\d+)?${ZONE}$`,
);
const TIME = new RegExp(String.raw`^${TIME_OF_DAY}(?:\.\d+)?$`);
const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;
const OID = /^[0-2](?:\.(?:0|[1-9]\d*))+$/;
const ABSOLUTE = /^[a-z][a-z0-9+.-]*:/;
const SYSTEM = /^(?:https?|urn|ldap):/;

export function isUuid(text: string): boolean {
  return UUID.test(text);
}

/** An OID that can be a namespace: roots such as 1.2 never are, apart from those under 1.3 (enterprise numbers). */
export function isOid(text: string): boolean {
  return OID.test(text) && (text.lastIndexOf('.') >= 4 || text.startsWith('1.3'));
}

/** Whether the text begins with a URI scheme, in lower case as FHIR's identifiers of systems are compared by letter. */
export function isAbsoluteUri(text: string): boolean {
  return ABSOLUTE.test(text);
}

/** The same with something after the scheme. */
export function isAbsoluteUrl(text: string): boolean {
  return isAbsoluteUri(text) && !text.endsWith(':');
}

/** Whether the text can be the URI of a code system or of identifiers: a URL, a URN, an OID or UUID written as one. */
export function isSystemUri(text: string): boolean {
  return SYSTEM.test(text);
}

const LETTER_O = 0x6f;
const LETTER_U = 0x75;

function isUri(value: string): boolean {
  if (URI_FAULT.test(value)) {
    return false;
  }
  const first = value.charCodeAt(0);
  if (first !== LETTER_O && first !== LETTER_U) {
    return true;
  }
  if (value.startsWith('oid:') || value.startsWith('uuid:')) {
    return false;
  }
  if (!value.startsWith('urn:')) {
    return true;
  }
  if (value.startsWith('urn:uuid:')) {
    return isUuid(upTo(upTo(value.slice(9), '#'), '|'));
  }
  return !value.startsWith('urn:oid:') || isOid(value.slice(8));
}

function upTo(text: string, mark: string): string {
  const end = text.indexOf(mark);
  return end < 0 ? text : text.slice(0, end);
}

function isString(value: string): boolean {
  return (
    value.length <= MAX_STRING_LENGTH &&
    !value.includes('\f') &&
    !value.includes('\b') &&
    value !== BYTE_ORDER_MARK
  );
}

function isCode(value: string): boolean {
  return SIMPLE_CODE.test(value) || !CODE_FAULT.test(value);
}

function isInteger(value: number): boolean {
  return Number.isInteger(value) && value >= MIN_INTEGER && value <= MAX_INTEGER;
}

/** Whether the day is in the month; the form is checked already. */
function isRealDate(value: string): boolean {
  if (value.startsWith('0000')) {
    return false;
  }
  if (value.length < 10) {
    return true;
  }
  const day = twoDigitsAt(value, 8);
  return day <= 28 || day <= daysIn(Number(value.slice(0, 4)), twoDigitsAt(value, 5));
}

function twoDigitsAt(text: string, place: number): number {
  return (text.charCodeAt(place) - DIGIT_ZERO) * 10 + text.charCodeAt(place + 1) - DIGIT_ZERO;
}

const DIGIT_ZERO = 0x30;

function daysIn(year: number, month: number): number {
  if (month === 2) {
    return (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0 ? 29 : 28;
  }
  return month === 4 || month === 6 || month === 9 || month === 11 ? 30 : 31;
}

/** Base64 with white space anywhere (R4 2.24.0.1, base64Binary), padded to whole groups of four. */
export function isBase64(value: string): boolean {
  const compact = WHITE_SPACE.test(value) ? value.replaceAll(/[ \t\n\v\f\r]+/g, '') : value;
  return compact.length % 4 === 0 && /^[A-Za-z0-9+/]*={0,2}$/.test(compact);
}

const rule = (
  name: string,
  json: PrimitiveRule['json'],
  accepts: PrimitiveRule['accepts'],
): PrimitiveRule => ({ name, json, accepts });

const RULES: readonly PrimitiveRule[] = [
  rule('boolean', 'boolean', () => true),
  rule('integer', 'number', isInteger),
  rule('unsignedInt', 'number', (value: number) => isInteger(value) && value >= 0 && !Object.is(value, -0)),
  rule('positiveInt', 'number', (value: number) => isInteger(value) && value > 0),
  rule('decimal', 'number', () => true),
  rule('string', 'string', isString),
  rule('markdown', 'string', isString),
  rule('code', 'string', isCode),
  rule('id', 'string', (value: string) => ID.test(value)),
  rule('uri', 'string', isUri),
  rule('url', 'string', isUri),
  rule(
    'canonical',
    'string',
    (value: string) => isUri(value) && (value.startsWith('#') || isAbsoluteUri(value)),
  ),
  rule('oid', 'string', (value: string) => value.startsWith('urn:oid:') && isUri(value)),
  rule('uuid', 'string', (value: string) => value.startsWith('urn:uuid:') && isUri(value)),
  rule('base64Binary', 'string', isBase64),
  rule('date', 'string', (value: string) => DATE.test(value) && isRealDate(value)),
  rule('dateTime', 'string', (value: string) => DATE_TIME.test(value) && isRealDate(value)),
  rule('instant', 'string', (value: string) => INSTANT.test(value) && isRealDate(value)),
  rule('time', 'string', (value: string) => TIME.test(value)),
  rule('xhtml', 'string', () => true),
];

/** By type name; the ids of elements (System.String in their definitions) are `string`. */
export const PRIMITIVE_RULES: ReadonlyMap<string, PrimitiveRule> = new Map(
  RULES.map((each) => [each.name, each]),
);
