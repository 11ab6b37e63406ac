import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { describeFinding } from '../../src/findings/finding.ts';
import { MAX_JSON_DEPTH, MAX_JSON_VALUES, readJson, readJsonLines } from '../../src/formats/json.ts';

function bytes(text: string): Uint8Array {
  return new TextEncoder().encode(text);
}

/** Code of the only finding, and its sentence. */
function refusalOf(input: Uint8Array): readonly [code: string, message: string] {
  const reading = readJson(input);
  if (reading.ok) {
    throw new Error('It was read');
  }
  expect(reading.findings).toHaveLength(1);
  const [finding] = reading.findings;
  return finding === undefined ? ['', ''] : [finding.definition.code, describeFinding(finding).message];
}

describe('readJson', () => {
  it('reads what JSON.stringify writes', () => {
    fc.assert(
      fc.property(fc.jsonValue({ maxDepth: 8 }), (value) => {
        const text = JSON.stringify(value);
        expect(readJson(bytes(text))).toEqual({ ok: true, value: JSON.parse(text) as unknown, text });
      }),
    );
  });

  it('never throws, whatever the bytes', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 200 }), (input) => {
        const reading = readJson(input);
        expect(reading.ok || reading.findings.length === 1).toBe(true);
      }),
    );
  });

  it('passes over a byte order mark', () => {
    expect(readJson(bytes('\uFEFF{"a":1}'))).toEqual({ ok: true, value: { a: 1 }, text: '{"a":1}' });
  });

  it('takes __proto__ for a member like any other', () => {
    const reading = readJson(bytes('{"__proto__":{"polluted":true}}'));
    expect(reading.ok && Object.keys(reading.value as object)).toEqual(['__proto__']);
    expect(Reflect.get({}, 'polluted')).toBeUndefined();
  });

  it.each([
    ['a byte that no character starts with', [0x7b, 0xff, 0x7d]],
    ['a surrogate in UTF-8', [0x22, 0xed, 0xa0, 0x80, 0x22]],
    ['an overlong form', [0x22, 0xc0, 0xaf, 0x22]],
    ['a character cut in two', [0x22, 0xc3]],
    ['UTF-16', [0xff, 0xfe, 0x7b, 0x00, 0x7d, 0x00]],
  ])('refuses %s', (_what, input) => {
    expect(refusalOf(Uint8Array.from(input))[0]).toBe('not-utf-8');
  });

  it.each([
    ['', 'line 1, column 1'],
    ['{"a":1,\n "b":}', 'line 2, column 6'],
    ['{"a":1,\n "b":[1,2', 'line 2, column 10'],
    ['{"a":1} x', 'line 1, column 9'],
    ['{"a":01}', 'line 1, column 7'],
    ['{"a":NaN}', 'line 1, column 6'],
    ['{"a":"\u0000"}', 'line 1, column 7'],
    ['{"a":"x\\y"}', 'line 1, column 9'],
    ['{"a":"\\u12g4"}', 'line 1, column 8'],
    ['{a:1}', 'line 1, column 2'],
    ['[1 2]', 'line 1, column 4'],
    ['[1,]', 'line 1, column 4'],
    ['{"a" 1}', 'line 1, column 6'],
    ['{"a":"never ended', 'line 1, column 18'],
    ['tru', 'line 1, column 1'],
  ])('says where %j is not JSON', (text, where) => {
    const [code, message] = refusalOf(bytes(text));
    expect(code).toBe('not-json');
    expect(message).toContain(where);
  });

  it('names the place of a character that is out of place, wherever it stands', () => {
    fc.assert(
      fc.property(fc.array(fc.jsonValue(), { minLength: 1 }), fc.nat(), (values, pick) => {
        const parts = values.map((value) => JSON.stringify(value));
        const index = pick % parts.length;
        const before = `[${parts
          .slice(0, index)
          .map((part) => `${part},\n`)
          .join('')}`;
        const [code, message] = refusalOf(bytes(`${before}%${parts.slice(index).join(',')}]`));
        expect(code).toBe('not-json');
        expect(message).toContain(`line ${index + 1}, column ${index === 0 ? 2 : 1}`);
      }),
    );
  });

  it('never quotes what it read', () => {
    const secret = '15888810088';
    for (const text of [`{"a":${secret}x}`, `{"${secret}"`, `"${secret}`, `${secret} ${secret}`]) {
      expect(JSON.stringify(readJson(bytes(text)))).not.toContain(secret);
    }
  });

  it.each([
    ['arrays', '[', ']'],
    ['objects', '{"a":', '}'],
  ])('reads %s down to the greatest depth and no further', (_what, open, close) => {
    const nested = (depth: number): Uint8Array =>
      bytes(`${open.repeat(depth)}${open === '[' ? '' : '1'}${close.repeat(depth)}`);
    expect(readJson(nested(MAX_JSON_DEPTH)).ok).toBe(true);
    for (const depth of [MAX_JSON_DEPTH + 1, 100_000]) {
      expect(refusalOf(nested(depth))[0]).toBe('nested-too-deep');
    }
  });

  it('counts neither brackets nor commas in strings', () => {
    const text = JSON.stringify(`${'['.repeat(1_000)}\\"${','.repeat(MAX_JSON_VALUES)}`);
    expect(readJson(bytes(text)).ok).toBe(true);
  });

  it('reads as many values as its limit and no more', () => {
    expect(readJson(bytes(`[0${',0'.repeat(MAX_JSON_VALUES - 1)}]`)).ok).toBe(true);
    expect(refusalOf(bytes(`[0${',0'.repeat(MAX_JSON_VALUES)}]`))[0]).toBe('too-many-values');
  });
});

describe('readJsonLines', () => {
  it('reads each line by itself, passes over blank ones, and minds no last new line', () => {
    const readings = readJsonLines(bytes('{"a":1}\n\n  \r\n{"b"\r\n[2]'));
    expect(
      readings.map((reading) => (reading.ok ? reading.value : reading.findings[0]?.definition.code)),
    ).toEqual([{ a: 1 }, 'not-json', [2]]);
  });

  it('finds no lines in nothing', () => {
    expect(readJsonLines(new Uint8Array())).toEqual([]);
  });

  it('gives each of many values back', () => {
    fc.assert(
      fc.property(fc.array(fc.jsonValue()), (values) => {
        const lines = bytes(values.map((value) => `${JSON.stringify(value)}\n`).join(''));
        expect(readJsonLines(lines)).toEqual(
          values
            .map((value) => JSON.stringify(value))
            .map((text) => ({ ok: true, value: JSON.parse(text) as unknown, text })),
        );
      }),
    );
  });
});
