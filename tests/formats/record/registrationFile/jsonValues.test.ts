import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  JsonLines,
  JsonValues,
  MAX_VALUE_BYTES,
} from '../../../../src/formats/record/registrationFile/jsonValues.ts';

type Reader = JsonLines | JsonValues;

function valuesOf(reader: Reader, text: string, size = 1_000): (readonly [number, string])[] {
  const bytes = Buffer.from(text);
  const values = [];
  for (let start = 0; start < bytes.length; start += size) {
    values.push(...reader.read(bytes.subarray(start, start + size)));
  }
  return [...values, ...reader.end()].map(
    ({ line, bytes: value }) => [line, Buffer.from(value).toString().trim()] as const,
  );
}

describe('JSON values', () => {
  it.each<readonly [string, string, readonly (readonly [number, string])[]]>([
    ['one document', '{"a":\n1}', [[1, '{"a":\n1}']]],
    ['an array', '[1, {"a":[2,"]"]},\n"x,\\"]"]', [[1, '1'], [1, '{"a":[2,"]"]}'], [2, '"x,\\"]"']]],
    ['an empty array', ' [ ] ', []],
    ['nothing between two commas', '[1,,2]', [[1, '1'], [1, ''], [1, '2']]],
    ['an array that is cut off', '[{"a":1},\n{"b"', [[1, '{"a":1}'], [2, '{"b"']]],
    ['text after the array', '[1]\nx', [[1, '1'], [2, 'x']]],
    ['nothing', ' \n', []],
  ])('%s', (_what, text, expected) => {
    expect(valuesOf(new JsonValues(), text)).toEqual(expected);
    expect(valuesOf(new JsonValues(), text, 1)).toEqual(expected);
  }); // prettier-ignore

  it('gives back the elements of any array, however the bytes are cut', () => {
    fc.assert(
      fc.property(
        fc.array(fc.jsonValue(), { maxLength: 6 }),
        fc.integer({ min: 1, max: 9 }),
        fc.constantFrom(undefined, 2),
        (values, size, indentation) => {
          const text = JSON.stringify(values, null, indentation);
          const found = valuesOf(new JsonValues(), text, size);
          expect(found.map(([, value]) => JSON.stringify(JSON.parse(value)))).toEqual(
            values.map((value) => JSON.stringify(value)),
          );
        },
      ),
    );
  });

  it('reads lines that are not blank, and counts those too that are', () => {
    expect(valuesOf(new JsonLines(), '{}\n\n \n[1]\r\n2', 3)).toEqual([
      [1, '{}'],
      [4, '[1]'],
      [5, '2'],
    ]);
  });

  it.each<readonly [string, Reader, string]>([
    ['a line', new JsonLines(), '"'],
    ['an element', new JsonValues(), '["'],
    ['a document', new JsonValues(), '"'],
  ])('says that %s is too long', (_what, reader, start) => {
    reader.read(Buffer.from(start));
    expect(reader.tooLong).toBe(false);
    reader.read(new Uint8Array(MAX_VALUE_BYTES + 1).fill(0x61));
    expect(reader.tooLong).toBe(true);
  });
});
