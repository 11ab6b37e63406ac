import type { Pick } from '../random.ts';

const NUMBERS = [
  '1.0',
  '1.00',
  '0.10',
  '-0',
  '-0.0',
  '1e2',
  '1E2',
  '1e-2',
  '1.5e1',
  '100000000000000000000',
  '0.00000000000000000000001',
  '1e400',
  '123456789.123456789123456789',
  '2147483647',
  '2147483648',
  '-2147483649',
  '0',
  '1.50',
  '1e0',
  '1e+2',
  '01',
  '1.',
  '.5',
  '+1',
  'NaN',
];

/** Changes to the written JSON that the parsed value does not show, or that are no JSON. */
export const TEXT_CHANGES: Readonly<Record<string, (text: string, pick: Pick) => string | undefined>> = {
  duplicateKey: (text, pick) => {
    const keys = [...text.matchAll(/"(\w+)":("(?:[^"\\]|\\.)*"|-?[\d.]+|true|false)(?=[,}])/g)];
    if (keys.length === 0) {
      return undefined;
    }
    const match = pick(keys);
    const at = match.index;
    return `${text.slice(0, at)}"${match[1] ?? ''}":${pick([match[2] ?? '', '"x"', '1'])},${text.slice(at)}`;
  },
  writtenNumber: (text, pick) => {
    const numbers = [...text.matchAll(/:(-?\d[\d.]*)(?=[,}])/g)];
    if (numbers.length === 0) {
      return undefined;
    }
    const match = pick(numbers);
    return `${text.slice(0, match.index)}:${pick(NUMBERS)}${text.slice(match.index + match[0].length)}`;
  },
  escape: (text, pick) => {
    const strings = [...text.matchAll(/:"([^"\\]+)"/g)];
    const match = strings.length === 0 ? undefined : pick(strings);
    if (match === undefined) {
      return undefined;
    }
    const other = pick([
      '\\u0041',
      '\\n',
      '\\u0000',
      '\\t',
      '\\ud83d\\ude00',
      '\\ud83d',
      '\\u00a0',
      '\\u200b',
      '\\ufeff',
      '\\/',
      '\\u0007',
      '\\r\\n',
      '\\u000b',
      '\\u2028',
      '\\u0085',
    ]);
    const at = match.index + 2 + pick([0, Math.floor((match[1]?.length ?? 0) / 2), match[1]?.length ?? 0]);
    return text.slice(0, at) + other + text.slice(at);
  },
  cut: (text, pick) => text.slice(0, pick([text.length - 1, Math.floor(text.length / 2), 1])),
  around: (text, pick) =>
    pick([
      ` ${text} `,
      `\ufeff${text}`,
      `${text}x`,
      `[${text}]`,
      `// x\n${text}`,
      text.replace('{', '{,'),
      text.replace(/}$/, ',}'),
      `${text}${text}`,
      text.replaceAll('"', "'"),
    ]),
};
