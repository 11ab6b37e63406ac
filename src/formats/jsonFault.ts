/**
 * Where a text that is not JSON (RFC 8259) stops being it: the offset of the first character that cannot stand there,
 * the text's length when it ends too early. The engine's own error names the place only sometimes.
 *
 * @param text nested no deeper than the call stack is high
 */
export function offsetOfJsonFault(text: string): number {
  const scanner = new Scanner(text);
  const isValue = scanner.value() && scanner.atEnd();
  return isValue ? text.length : scanner.offset;
}

const SPACE = /[\t\n\r ]*/y;
const NUMBER = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?/y;
const WORD = /true|false|null/y;
const ESCAPE = /["\\/bfnrt]|u[0-9a-fA-F]{4}/y;
const FIRST_PRINTABLE = 0x20;

/** Each method reads one thing from the offset on and tells whether it was there. */
class Scanner {
  offset = 0;
  readonly #text: string;

  constructor(text: string) {
    this.#text = text;
  }

  atEnd(): boolean {
    this.#skip(SPACE);
    return this.offset === this.#text.length;
  }

  value(): boolean {
    this.#skip(SPACE);
    switch (this.#text[this.offset]) {
      case '{':
        return this.#members('}', () => this.#string() && this.#one(':') && this.value());
      case '[':
        return this.#members(']', () => this.value());
      case '"':
        return this.#string();
      default:
        return this.#skip(WORD) || this.#skip(NUMBER);
    }
  }

  #members(end: string, member: () => boolean): boolean {
    this.offset += 1;
    if (this.#one(end)) {
      return true;
    }
    do {
      if (!member()) {
        return false;
      }
    } while (this.#one(','));
    return this.#one(end);
  }

  #string(): boolean {
    if (!this.#one('"')) {
      return false;
    }
    for (; this.offset < this.#text.length; this.offset += 1) {
      const character = this.#text[this.offset];
      if (character === '"') {
        this.offset += 1;
        return true;
      }
      if (character === '\\') {
        this.offset += 1;
        if (!this.#skip(ESCAPE)) {
          return false;
        }
        this.offset -= 1;
      } else if (this.#text.charCodeAt(this.offset) < FIRST_PRINTABLE) {
        return false;
      }
    }
    return false;
  }

  #one(character: string): boolean {
    this.#skip(SPACE);
    const isThere = this.#text[this.offset] === character;
    this.offset += isThere ? 1 : 0;
    return isThere;
  }

  /** Whether the pattern took at least one character. */
  #skip(pattern: RegExp): boolean {
    pattern.lastIndex = this.offset;
    const length = pattern.exec(this.#text)?.[0].length ?? 0;
    this.offset += length;
    return length > 0;
  }
}
