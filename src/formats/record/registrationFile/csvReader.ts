/**
 * Lines of CSV from bytes that come in pieces, in constant memory. No value of a registration has a line break, so
 * every line is a row by itself: a quotation mark that is not closed costs its own row and no other.
 */

/** A line as its values, or why it has none. */
export type CsvLine = {
  /** From 1. */
  readonly line: number;
  /** Bytes that are no UTF-8 were replaced in it, or it has the zero bytes of UTF-16. */
  readonly notUtf8: boolean;
} & (
  | { readonly kind: 'values'; readonly values: readonly string[] }
  | { readonly kind: 'broken-quoting'; readonly index: number; readonly found: string }
  | { readonly kind: 'too-long' }
);

/** Characters of the longest line that is read. */
export const MAX_LINE_LENGTH = 65_536;

const REPLACEMENT = '\uFFFD';

export class CsvReader {
  readonly #decoder = new TextDecoder('utf-8');
  #delimiter: string | undefined;
  #line = 0;
  /** The beginning of a line whose end has not come. */
  #rest = '';
  /** The line has been told as too long; what is left of it is dropped. */
  #dropping = false;

  /** The lines that end in this piece; blank ones are passed over. */
  read(piece: Uint8Array): CsvLine[] {
    return this.#linesOf(this.#decoder.decode(piece, { stream: true }));
  }

  /** The last line, when no line break ended it. */
  end(): CsvLine[] {
    const lines = this.#linesOf(this.#decoder.decode());
    if (this.#rest !== '' && !this.#dropping) {
      this.#line += 1;
      this.#add(this.#rest, lines);
    }
    return lines;
  }

  #linesOf(piece: string): CsvLine[] {
    const lines: CsvLine[] = [];
    let start = 0;
    for (let end = piece.indexOf('\n'); end >= 0; end = piece.indexOf('\n', start)) {
      this.#line += 1;
      if (!this.#dropping) {
        this.#add(this.#rest + piece.slice(start, end), lines);
      }
      this.#rest = '';
      this.#dropping = false;
      start = end + 1;
    }
    if (!this.#dropping) {
      this.#rest += piece.slice(start);
      if (this.#rest.length > MAX_LINE_LENGTH) {
        lines.push({ kind: 'too-long', line: this.#line + 1, notUtf8: false });
        this.#rest = '';
        this.#dropping = true;
      }
    }
    return lines;
  }

  #add(text: string, lines: CsvLine[]): void {
    const content = text.endsWith('\r') ? text.slice(0, -1) : text;
    const line = this.#line;
    if (content.length > MAX_LINE_LENGTH) {
      lines.push({ kind: 'too-long', line, notUtf8: false });
      return;
    }
    if (content.trim() === '') {
      return;
    }
    // The header decides; a semicolon is what Norwegian spreadsheets write.
    this.#delimiter ??= content.includes(';') ? ';' : ',';
    const notUtf8 = content.includes(REPLACEMENT) || content.includes('\0');
    if (!content.includes('"')) {
      lines.push({ kind: 'values', line, notUtf8, values: content.split(this.#delimiter) });
      return;
    }
    lines.push({ line, notUtf8, ...quotedValues(content, this.#delimiter) });
  }
}

/** A value in quotation marks, those inside it doubled (RFC 4180, 2.5 to 2.7); spaces may stand around it. */
const QUOTED = /[ \t]*"((?:[^"]|"")*)"[ \t]*/y;

function quotedValues(
  content: string,
  delimiter: string,
):
  | { readonly kind: 'values'; readonly values: readonly string[] }
  | { readonly kind: 'broken-quoting'; readonly index: number; readonly found: string } {
  const values: string[] = [];
  for (let start = 0; start <= content.length;) {
    QUOTED.lastIndex = start;
    const quoted = QUOTED.exec(content);
    const delimiterAt = content.indexOf(delimiter, quoted === null ? start : QUOTED.lastIndex);
    const end = delimiterAt < 0 ? content.length : delimiterAt;
    const value =
      quoted?.[1] !== undefined && QUOTED.lastIndex === end ? quoted[1].replaceAll('""', '"') : undefined;
    const plain = content.slice(start, end);
    if (value === undefined && plain.includes('"')) {
      return { kind: 'broken-quoting', index: values.length, found: plain };
    }
    values.push(value ?? plain);
    start = end + 1;
  }
  return { kind: 'values', values };
}
