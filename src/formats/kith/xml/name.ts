import { isPlainName } from './wellFormed.ts';

/** A name as it is written, and its parts. */
export interface XmlName {
  readonly written: string;
  readonly units: Uint16Array;
  /** Empty for none. */
  readonly prefix: string;
  readonly local: string;
  /** The prefix that an attribute of this name declares; empty: the default namespace. */
  readonly declares: string | undefined;
  /** Whether it is surely a name, with one prefix at most. */
  readonly isPlain: boolean;
}

/** Names met lately, by a sum of their characters: nearly all are met again, and need no text of their own then. */
const RECENT: (XmlName | undefined)[] = Array.from({ length: 8_192 }, () => undefined);

const TAB = 0x09;
const NEW_LINE = 0x0a;
const RETURN = 0x0d;
const SPACE = 0x20;
const SLASH = 0x2f;
const EQUALS = 0x3d;
const GREATER = 0x3e;

/** For each character of ASCII, whether it ends a name. */
const ENDS = new Uint8Array(0x80);
for (const unit of [TAB, NEW_LINE, RETURN, SPACE, SLASH, EQUALS, GREATER]) {
  ENDS[unit] = 1;
}

/** Reads the names of elements and attributes in a text. */
export class NameReader {
  readonly #units: Uint16Array;
  /** The place after the name that was read last. */
  end = 0;

  /** @param units the characters of the text */
  constructor(units: Uint16Array) {
    this.#units = units;
  }

  /** The name that begins at the place. */
  read(from: number): XmlName {
    const units = this.#units;
    let sum = 0;
    let at = from;
    for (; at < units.length; at += 1) {
      const unit = units[at] ?? 0;
      if (unit < ENDS.length && ENDS[unit] === 1) {
        break;
      }
      sum = (Math.imul(sum, 31) + unit) | 0;
    }
    this.end = at;
    const slot = (sum ^ (sum >>> 11)) & (RECENT.length - 1);
    const recent = RECENT[slot];
    if (recent !== undefined && isSame(recent.units, units, from, at)) {
      return recent;
    }
    const name = nameOf(units.slice(from, at));
    if (name.written.length <= LONGEST_KEPT) {
      RECENT[slot] = name;
    }
    return name;
  }

  /** Whether the name stands at the place; what comes after it is not looked at. */
  isAt({ units }: XmlName, from: number): boolean {
    return isSame(units, this.#units, from, from + units.length);
  }
}

const LONGEST_KEPT = 100;

function isSame(name: Uint16Array, units: Uint16Array, from: number, to: number): boolean {
  const { length } = name;
  if (length !== to - from) {
    return false;
  }
  for (let at = 0; at < length; at += 1) {
    if (name[at] !== units[from + at]) {
      return false;
    }
  }
  return true;
}

function nameOf(units: Uint16Array): XmlName {
  // A copy: a part of a text keeps the whole of it in memory.
  const written = internalized(String.fromCharCode(...units));
  const colon = written.indexOf(':');
  const prefix = colon < 0 ? '' : internalized(written.slice(0, colon));
  const local = colon < 0 ? written : internalized(written.slice(colon + 1));
  const declares = prefix === 'xmlns' ? local : written === 'xmlns' ? '' : undefined;
  return { written, units, prefix, local, declares, isPlain: isPlainName(written) };
}

/**
 * The text as the engine keeps the names of properties and the texts in code: once. To compare it with one of those,
 * which the mappings do all the time, is to compare two addresses.
 */
export function internalized(text: string): string {
  return Object.keys({ [text]: true })[0] ?? text;
}
