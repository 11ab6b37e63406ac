/** JSON values from bytes that come in pieces: the elements of an array, or the whole document when it is no array. */

/** Bytes of the longest value that is read. */
export const MAX_VALUE_BYTES = 10_000_000;

export interface JsonBytes {
  /** On which it starts, from 1. */
  readonly line: number;
  /** In the array, from 0; absent where the value stands by itself. */
  readonly index?: number;
  readonly bytes: Uint8Array;
}

const NEW_LINE = 0x0a;
const SPACE = 0x20;
const QUOTE = 0x22;
const COMMA = 0x2c;
const BACKSLASH = 0x5c;
const OPEN_ARRAY = 0x5b;
const CLOSE_ARRAY = 0x5d;
const OPEN_OBJECT = 0x7b;
const CLOSE_OBJECT = 0x7d;
const BYTE_ORDER_MARK: ReadonlySet<number> = new Set([0xef, 0xbb, 0xbf]);

/** Whoever feeds it stops when a value is `tooLong`. */
export class JsonValues {
  readonly #limit: number;
  #kind: 'unknown' | 'array' | 'document' | 'closed' = 'unknown';
  #line = 1;
  #valueLine: number | undefined;
  /** Of the element that is being read, or is awaited. */
  #index = 0;
  #parts: Uint8Array[] = [];
  #length = 0;
  #depth = 0;
  #inString = false;
  #escaped = false;

  /** @param limit bytes of the longest value that is read */
  constructor(limit = MAX_VALUE_BYTES) {
    this.#limit = limit;
  }

  /** The value that is being read is longer than is read. */
  get tooLong(): boolean {
    return this.#length > this.#limit;
  }

  /** Nothing but white space has come. */
  get isEmpty(): boolean {
    return this.#kind === 'unknown';
  }

  /** An array began and has not ended. */
  get isOpen(): boolean {
    return this.#kind === 'array';
  }

  /** On which the value starts that is being read, or is awaited. */
  get line(): number {
    return this.#valueLine ?? this.#line;
  }

  /** The elements that end in this piece. */
  read(piece: Uint8Array): JsonBytes[] {
    const values: JsonBytes[] = [];
    let start = 0;
    for (let index = 0; index < piece.length; index += 1) {
      const byte = piece[index] ?? 0;
      if (byte === NEW_LINE) {
        this.#line += 1;
      }
      if (this.#kind === 'unknown') {
        if (byte <= SPACE || BYTE_ORDER_MARK.has(byte)) {
          continue;
        }
        this.#kind = byte === OPEN_ARRAY ? 'array' : 'document';
        this.#valueLine = byte === OPEN_ARRAY ? undefined : this.#line;
        start = byte === OPEN_ARRAY ? index + 1 : index;
      } else if (this.#kind === 'array') {
        const ends = this.#step(byte);
        if (ends) {
          this.#keep(piece.subarray(start, index));
          this.#finish(values, byte === COMMA);
          start = index + 1;
        }
      } else if (this.#kind === 'closed' && byte > SPACE) {
        this.#valueLine ??= this.#line;
      }
    }
    if (this.#kind !== 'unknown') {
      this.#keep(piece.subarray(start));
    }
    return values;
  }

  /** What is left: the document, the element that was cut off, or what follows the array. */
  end(): JsonBytes[] {
    const values: JsonBytes[] = [];
    if (this.#kind === 'document') {
      values.push({ line: this.line, bytes: this.#taken() });
    } else if (this.#kind !== 'unknown') {
      this.#finish(values, false);
    }
    return values;
  }

  /** Whether the byte ends an element of the array. */
  #step(byte: number): boolean {
    if (byte > SPACE && this.#valueLine === undefined && byte !== COMMA && byte !== CLOSE_ARRAY) {
      this.#valueLine = this.#line;
    }
    if (this.#inString) {
      if (this.#escaped) {
        this.#escaped = false;
      } else if (byte === BACKSLASH) {
        this.#escaped = true;
      } else if (byte === QUOTE) {
        this.#inString = false;
      }
      return false;
    }
    if (byte === QUOTE) {
      this.#inString = true;
    } else if (byte === OPEN_ARRAY || byte === OPEN_OBJECT) {
      this.#depth += 1;
    } else if (this.#depth > 0 && (byte === CLOSE_ARRAY || byte === CLOSE_OBJECT)) {
      this.#depth -= 1;
    } else if (this.#depth === 0 && byte === CLOSE_ARRAY) {
      this.#kind = 'closed';
      return true;
    } else if (this.#depth === 0 && byte === COMMA) {
      return true;
    }
    return false;
  }

  #keep(bytes: Uint8Array): void {
    if (bytes.length > 0) {
      this.#parts.push(bytes);
      this.#length += bytes.length;
    }
  }

  /** Nothing between two commas is a fault; nothing before the end is none. */
  #finish(values: JsonBytes[], mustBeThere: boolean): void {
    const line = this.line;
    const bytes = this.#taken();
    this.#valueLine = undefined;
    if (mustBeThere || bytes.some((byte) => byte > SPACE)) {
      values.push({ line, index: this.#index, bytes });
    }
    this.#index += 1;
  }

  #taken(): Uint8Array {
    const bytes = Buffer.concat(this.#parts);
    this.#parts = [];
    this.#length = 0;
    return bytes;
  }
}

/** NDJSON: the lines that are not blank, as they come. */
export class JsonLines {
  readonly #limit: number;
  /** Of the file, blank ones counted. */
  #line = 1;
  #hasValues = false;
  #parts: Uint8Array[] = [];
  #length = 0;

  /** @param limit bytes of the longest line that is read */
  constructor(limit = MAX_VALUE_BYTES) {
    this.#limit = limit;
  }

  get tooLong(): boolean {
    return this.#length > this.#limit;
  }

  get line(): number {
    return this.#line;
  }

  /** Nothing but blank lines has come. */
  get isEmpty(): boolean {
    return !this.#hasValues;
  }

  read(piece: Uint8Array): JsonBytes[] {
    const values: JsonBytes[] = [];
    let start = 0;
    for (let end = piece.indexOf(NEW_LINE); end >= 0; end = piece.indexOf(NEW_LINE, start)) {
      this.#keep(piece.subarray(start, end));
      this.#finish(values);
      start = end + 1;
    }
    this.#keep(piece.subarray(start));
    return values;
  }

  end(): JsonBytes[] {
    const values: JsonBytes[] = [];
    this.#finish(values);
    return values;
  }

  #keep(bytes: Uint8Array): void {
    if (bytes.length > 0) {
      this.#parts.push(bytes);
      this.#length += bytes.length;
    }
  }

  #finish(values: JsonBytes[]): void {
    const bytes = Buffer.concat(this.#parts);
    this.#parts = [];
    this.#length = 0;
    if (bytes.some((byte) => byte > SPACE)) {
      values.push({ line: this.#line, bytes });
      this.#hasValues = true;
    }
    this.#line += 1;
  }
}
