import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isPlainBase64 } from '../../../../src/formats/kith/xml/base64.ts';

function comesBack(text: string): boolean {
  return Buffer.from(text, 'base64').toString('base64') === text;
}

describe('base64 as it is written by everyone', () => {
  it('is what comes back when it is read and written again', () => {
    const character = fc.constantFrom(
      'A',
      'Z',
      'a',
      'z',
      '0',
      '9',
      '+',
      '/',
      '=',
      '-',
      '_',
      ' ',
      '\n',
      '<',
      'é',
    );
    fc.assert(
      fc.property(fc.string({ unit: character, maxLength: 16 }), (text) => {
        expect(isPlainBase64(text)).toBe(text.length % 4 === 0 && comesBack(text));
      }),
      { numRuns: 2_000 },
    );
  });

  it('is found whatever its length', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 300_000 }), (length) => {
        expect(isPlainBase64(Buffer.alloc(length, 'vedlegg ').toString('base64'))).toBe(true);
      }),
      { numRuns: 20 },
    );
  });

  it.each(['-', '_', ' ', '<', '=', 'é'])('is not what has “%s” somewhere far within', (character) => {
    const text = Buffer.alloc(150_000, 'vedlegg ').toString('base64');
    const at = 123_457;
    expect(isPlainBase64(`${text.slice(0, at)}${character}${text.slice(at + 1)}`)).toBe(false);
  });
});
