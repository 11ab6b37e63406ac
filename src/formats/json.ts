import { createFinding, type Finding, type FindingDefinition } from '../findings/finding.ts';
import { offsetOfJsonFault } from './jsonFault.ts';

export const JSON_FINDINGS = {
  notUtf8: {
    code: 'not-utf-8',
    severity: 'error',
    issueType: 'structure',
    message: { en: 'The text is not valid UTF-8.', no: 'Teksten er ikke gyldig UTF-8.' },
    remedy: { en: 'Send JSON encoded as UTF-8.', no: 'Send JSON kodet som UTF-8.' },
    source: 'RFC 8259, 8.1',
  },
  notJson: {
    code: 'not-json',
    severity: 'error',
    issueType: 'structure',
    message: {
      en: 'The text is not well-formed JSON ({where}).',
      no: 'Teksten er ikke velformet JSON ({where}).',
    },
    remedy: {
      en: 'Mend the text at that place; it may have been cut off on the way.',
      no: 'Rett teksten på dette stedet; den kan være kuttet underveis.',
    },
    source: 'RFC 8259',
  },
  tooDeep: {
    code: 'nested-too-deep',
    severity: 'error',
    issueType: 'too-long',
    message: {
      en: 'The JSON is nested deeper than {limit} levels.',
      no: 'JSON-teksten er nøstet dypere enn {limit} nivåer.',
    },
    remedy: {
      en: 'Nothing that this service takes is nested so deep; send it flatter.',
      no: 'Ingenting tjenesten tar imot, er så dypt nøstet; send det flatere.',
    },
    source: 'Forløpsbro, limits',
  },
  tooMany: {
    code: 'too-many-values',
    severity: 'error',
    issueType: 'too-costly',
    message: {
      en: 'The JSON holds more than {limit} values.',
      no: 'JSON-teksten har mer enn {limit} verdier.',
    },
    remedy: { en: 'Send it in smaller parts.', no: 'Send det i mindre deler.' },
    source: 'Forløpsbro, limits',
  },
} as const satisfies Record<string, FindingDefinition>;

/** Deepest nesting of arrays and objects that is read. */
export const MAX_JSON_DEPTH = 100;

/** Most members of arrays and objects that are read: the work on a body is bounded by this, not by its bytes alone. */
export const MAX_JSON_VALUES = 500_000;

export type JsonReading =
  | { readonly ok: true; readonly value: unknown; readonly text: string }
  | { readonly ok: false; readonly findings: readonly Finding[] };

const utf8 = new TextDecoder('utf-8', { fatal: true });

/**
 * JSON from bytes: UTF-8 (a byte order mark is passed over), well-formed, and of bounded depth and count, which are
 * measured before anything recursive sees it. Faults are findings; what was read is never quoted, as it may be of a patient.
 */
export function readJson(bytes: Uint8Array): JsonReading {
  let text: string;
  try {
    text = utf8.decode(bytes);
  } catch {
    return { ok: false, findings: [createFinding(JSON_FINDINGS.notUtf8, '')] };
  }
  const excess = excessOf(text);
  if (excess !== undefined) {
    return { ok: false, findings: [excess] };
  }
  try {
    return { ok: true, value: JSON.parse(text), text };
  } catch {
    return {
      ok: false,
      findings: [createFinding(JSON_FINDINGS.notJson, '', { where: placeOf(text, offsetOfJsonFault(text)) })],
    };
  }
}

/** NDJSON: a reading for each line that is not blank. */
export function readJsonLines(bytes: Uint8Array): readonly JsonReading[] {
  let start = 0;
  const readings: JsonReading[] = [];
  while (start < bytes.length) {
    const end = bytes.indexOf(NEW_LINE, start);
    const line = bytes.subarray(start, end < 0 ? bytes.length : end);
    if (line.some((byte) => byte > SPACE)) {
      readings.push(readJson(line));
    }
    start = end < 0 ? bytes.length : end + 1;
  }
  return readings;
}

/** Line and column, both from 1. */
function placeOf(text: string, offset: number): string {
  let line = 1;
  let lineStart = 0;
  for (let end = text.indexOf('\n'); end >= 0 && end < offset; end = text.indexOf('\n', end + 1)) {
    line += 1;
    lineStart = end + 1;
  }
  return `line ${line}, column ${offset - lineStart + 1}`;
}

const NEW_LINE = 0x0a;
const SPACE = 0x20;
const QUOTE = 0x22;
const COMMA = 0x2c;
const BACKSLASH = 0x5c;

/** What there is too much of, brackets or commas outside strings: one pass, no recursion. */
function excessOf(text: string): Finding | undefined {
  return text.length <= MAX_JSON_VALUES && hasAtMost(text, MAX_JSON_DEPTH)
    ? undefined
    : countedExcessOf(text);
}

/** Whether a text has so few opening brackets, in strings or outside: then it cannot be nested deeper either. */
function hasAtMost(text: string, most: number): boolean {
  let count = 0;
  for (const bracket of ['{', '[']) {
    for (let at = text.indexOf(bracket); at >= 0; at = text.indexOf(bracket, at + 1)) {
      count += 1;
      if (count > most) {
        return false;
      }
    }
  }
  return true;
}

function countedExcessOf(text: string): Finding | undefined {
  let depth = 0;
  let commas = 0;
  let inString = false;
  for (let index = 0; index < text.length; index += 1) {
    const character = text.charCodeAt(index);
    if (inString) {
      if (character === BACKSLASH) {
        index += 1;
      } else if (character === QUOTE) {
        inString = false;
      }
    } else if (character === QUOTE) {
      inString = true;
    } else if (character === 0x7b || character === 0x5b) {
      depth += 1;
      if (depth > MAX_JSON_DEPTH) {
        return createFinding(JSON_FINDINGS.tooDeep, '', { limit: String(MAX_JSON_DEPTH) });
      }
    } else if (character === COMMA) {
      commas += 1;
      if (commas >= MAX_JSON_VALUES) {
        return createFinding(JSON_FINDINGS.tooMany, '', { limit: String(MAX_JSON_VALUES) });
      }
    } else if (character === 0x7d || character === 0x5d) {
      depth -= 1;
    }
  }
  return undefined;
}
