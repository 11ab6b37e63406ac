import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  CsvReader,
  MAX_LINE_LENGTH,
  type CsvLine,
} from '../../../../src/formats/record/registrationFile/csvReader.ts';

/** All lines of a file that comes in pieces of a size. */
function linesOf(bytes: Uint8Array, size = bytes.length): readonly CsvLine[] {
  const reader = new CsvReader();
  const lines: CsvLine[] = [];
  for (let start = 0; start < bytes.length; start += Math.max(1, size)) {
    lines.push(...reader.read(bytes.subarray(start, start + Math.max(1, size))));
  }
  return [...lines, ...reader.end()];
}

function valuesOf(text: string): unknown[] {
  return linesOf(Buffer.from(text)).map((line) => (line.kind === 'values' ? line.values : line.kind));
}

describe('CSV', () => {
  it.each<readonly [string, string, unknown[]]>([
    ['semicolons', 'a;b\n1;2\n', [['a', 'b'], ['1', '2']]],
    ['commas', 'a,b\n1,2', [['a', 'b'], ['1', '2']]],
    ['a comma in a value, the header having semicolons', 'a;b\n1,5;2', [['a', 'b'], ['1,5', '2']]],
    ['line breaks of Windows', 'a;b\r\n1;2\r\n', [['a', 'b'], ['1', '2']]],
    ['blank lines', '\n\na;b\n \n1;2\n\n', [['a', 'b'], ['1', '2']]],
    ['a byte order mark', '\uFEFFa;b', [['a', 'b']]],
    ['quotation marks', 'a;b\n"1;""x""";"2"\n', [['a', 'b'], ['1;"x"', '2']]],
    ['an empty value in quotation marks, and one without', 'a;b\n"";', [['a', 'b'], ['', '']]],
    ['spaces around quotation marks', 'a;b\n "1" ; "2"', [['a', 'b'], ['1', '2']]],
    ['a quotation mark that is not closed', 'a;b\n"1;2\n3;4', [['a', 'b'], 'broken-quoting', ['3', '4']]],
    ['a quotation mark inside a value', 'a;b\n1"x;2\n3;4', [['a', 'b'], 'broken-quoting', ['3', '4']]],
    ['text after a closing quotation mark', 'a;b\n"1"x;2\n3;4', [['a', 'b'], 'broken-quoting', ['3', '4']]],
    ['only the header', 'a;b', [['a', 'b']]],
    ['nothing', '', []],
  ])('%s', (_what, text, expected) => {
    expect(valuesOf(text)).toEqual(expected);
  }); // prettier-ignore

  it('counts every line of the file', () => {
    const lines = linesOf(Buffer.from('a\n\n1\n"\n2'));
    expect(lines.map(({ line, kind }) => [line, kind])).toEqual([
      [1, 'values'],
      [3, 'values'],
      [4, 'broken-quoting'],
      [5, 'values'],
    ]);
  });

  it.each<readonly [string, Uint8Array, readonly boolean[]]>([
    ['UTF-8', Buffer.from('a\næ\n'), [false, false]],
    ['ISO 8859-1', Buffer.from('a\næ\nb', 'latin1'), [false, true, false]],
    ['UTF-16', Buffer.from('\uFEFFa\n', 'utf16le'), [true, true]],
  ])('tells of each line whether it was UTF-8: %s', (_what, bytes, expected) => {
    expect(linesOf(bytes).map(({ notUtf8 }) => notUtf8)).toEqual(expected);
  });

  it.each([1_000, MAX_LINE_LENGTH * 3])(
    'drops a line that is too long and reads on (pieces of %d)',
    (size) => {
      const text = `a;b\n1;2\n${'x'.repeat(MAX_LINE_LENGTH * 2)}\n3;4\n`;
      const lines = linesOf(Buffer.from(text), size);
      expect(lines.map(({ line, kind }) => [line, kind])).toEqual([
        [1, 'values'],
        [2, 'values'],
        [3, 'too-long'],
        [4, 'values'],
      ]);
    },
  );

  it('reads back what was quoted, however the bytes are cut', () => {
    const value = fc.string({ unit: 'grapheme' }).filter((text) => !/[\r\n\0\uFFFD\uFEFF]/.test(text));
    fc.assert(
      fc.property(
        fc.array(fc.tuple(value, value), { minLength: 1, maxLength: 5 }),
        fc.integer({ min: 1, max: 9 }),
        (rows, size) => {
          const quoted = rows.map((row) => row.map((text) => `"${text.replaceAll('"', '""')}"`).join(';'));
          const lines = linesOf(Buffer.from(['a;b', ...quoted].join('\n')), size);
          expect(lines.slice(1).map((line) => (line.kind === 'values' ? line.values : line))).toEqual(rows);
        },
      ),
    );
  });
});
