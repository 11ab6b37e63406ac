import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  mayHaveDuplicates,
  mayHaveFractions,
  readJsonText,
} from '../../../src/conformance/compiled/jsonText.ts';

const names = fc.constantFrom('a', 'b', 'status', 'x_', '', ':', 'a"', 'æ', 'é\\');
const strings = fc.constantFrom('', 'x', ':', ': "a":', '\\":', 'http://x.no:80', '10:30', ' : ');
const spaces = fc.constantFrom('', '', ' ', '\n  ', '\t');

interface Written {
  readonly text: string;
  readonly hasDuplicates: boolean;
}

/** JSON as somebody may write it, with white space anywhere and names that stand twice. */
const { value: written } = fc.letrec<{ value: Written; object: Written; array: Written }>((tie) => ({
  value: fc.oneof(
    { maxDepth: 3 },
    strings.map((string) => ({ text: JSON.stringify(string), hasDuplicates: false })),
    fc.constantFrom('1', '2.50', 'true', 'null').map((text) => ({ text, hasDuplicates: false })),
    tie('object'),
    tie('array'),
  ),
  object: fc.array(fc.tuple(names, spaces, spaces, tie('value')), { maxLength: 4 }).map((properties) => ({
    text: `{${properties
      .map(([name, before, after, { text }]) => `${before}${JSON.stringify(name)}${after}:${before}${text}`)
      .join(',')}}`,
    hasDuplicates:
      new Set(properties.map(([name]) => name)).size < properties.length ||
      properties.some(([, , , { hasDuplicates }]) => hasDuplicates),
  })),
  array: fc.array(tie('value'), { maxLength: 3 }).map((values) => ({
    text: `[${values.map(({ text }) => text).join(', ')}]`,
    hasDuplicates: values.some(({ hasDuplicates }) => hasDuplicates),
  })),
}));

describe('the text of a resource', () => {
  it('has its properties that stand twice found, and never passed over', () => {
    fc.assert(
      fc.property(written, ({ text, hasDuplicates }) => {
        expect(readJsonText(text).duplicates.length > 0).toBe(hasDuplicates);
        expect(mayHaveDuplicates(text, JSON.parse(text)) || !hasDuplicates).toBe(true);
      }),
      { numRuns: 2000 },
    );
  });

  it.each([
    ['{"a":1,"b":[{"a":2}]}', false],
    ['{\n  "url": "http://x.no:80/a",\n  "time": "10:30:00"\n}', false],
    ['{"a":1,"a":2}', true],
    ['{"a" :1,"a":2}', true],
  ])('%s: twice %s', (text, expected) => {
    expect(mayHaveDuplicates(text, JSON.parse(text))).toBe(expected);
  });

  it.each([
    ['{"count":1,"date":"2020-01-01T10:00:00.5Z"}', false],
    ['{"count":1.0}', true],
    ['{"count": -1e2}', true],
    ['[3,4.5]', true],
    ['{"text":"about 3.5 kg"}', true],
  ])('%s: numbers with a fraction or an exponent %s', (text, expected) => {
    expect(mayHaveFractions(text)).toBe(expected);
  });
});
