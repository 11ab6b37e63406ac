import { textOf } from '../../json.ts';
import { EMPTY, systemItem } from '../item.ts';
import { patternOf } from '../pattern.ts';
import { type FunctionTable, ofString, withValues } from './functionCompiler.ts';

/** String manipulation (FHIRPath 2.0, 5.6). */
export const TEXT_FUNCTIONS: FunctionTable = [
  ['length', ofString((text) => text.length)],
  ['lower', ofString((text) => text.toLowerCase())],
  ['upper', ofString((text) => text.toUpperCase())],
  ['trim', ofString((text) => text.trim())],
  ['startsWith', ofString((text, [part]) => (part === undefined ? undefined : text.startsWith(part)))],
  ['endsWith', ofString((text, [part]) => (part === undefined ? undefined : text.endsWith(part)))],
  ['contains', ofString((text, [part]) => (part === undefined ? undefined : text.includes(part)))],
  ['indexOf', ofString((text, [part]) => (part === undefined ? undefined : text.indexOf(part)))],
  [
    'matches',
    ofString((text, [pattern]) => (pattern === undefined ? undefined : patternOf(pattern).test(text))),
  ],
  [
    'matchesFull',
    ofString((text, [pattern]) =>
      pattern === undefined ? undefined : patternOf(`^(?:${pattern})$`).test(text),
    ),
  ],
  ['replace', ofString((text, [part = '', other = '']) => text.replaceAll(part, () => other))],
  [
    'replaceMatches',
    ofString((text, [pattern = '', other = '']) =>
      text.replaceAll(new RegExp(patternOf(pattern), 'gs'), other),
    ),
  ],
  [
    'substring',
    ofString((text, [start, length]) => {
      const from = Number(start);
      return from < 0 || from >= text.length
        ? undefined
        : text.slice(from, length === undefined ? undefined : from + Number(length));
    }),
  ],
  [
    'split',
    withValues((input, [separator]) =>
      textOf(input[0]?.value).split(textOf(separator?.[0]?.value)).map(systemItem),
    ),
  ],
  [
    'join',
    withValues((input, [separator]) => [
      systemItem(input.map(({ value }) => textOf(value)).join(textOf(separator?.[0]?.value ?? ''))),
    ]),
  ],
  [
    'toChars',
    withValues(([item]) => (item?.value === undefined ? EMPTY : Array.from(textOf(item.value), systemItem))),
  ],
];
