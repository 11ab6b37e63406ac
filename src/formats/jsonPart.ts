/**
 * The text of a part of a JSON text, such as `['parameter', 2, 'resource']`: as it was written, duplicate properties
 * and all. Where a property stands twice the last counts, as for JSON.parse.
 *
 * @param text well-formed JSON of bounded depth
 */
export function textOfPart(text: string, path: readonly (string | number)[]): string | undefined {
  let span: Span | undefined = { start: skipSpace(text, 0), end: text.length };
  for (const step of path) {
    span = span && childAt(text, span.start, step);
  }
  return span && text.slice(span.start, span.end);
}

interface Span {
  readonly start: number;
  readonly end: number;
}

function childAt(text: string, start: number, step: string | number): Span | undefined {
  const isObject = text[start] === '{';
  if (isObject !== (typeof step === 'string')) {
    return undefined;
  }
  let found: Span | undefined;
  let at = skipSpace(text, start + 1);
  for (let index = 0; at < text.length && text[at] !== '}' && text[at] !== ']'; index += 1) {
    let key: string | number = index;
    if (isObject) {
      const end = endOfValue(text, at);
      key = JSON.parse(text.slice(at, end)) as string;
      at = skipSpace(text, skipSpace(text, end) + 1);
    }
    const end = endOfValue(text, at);
    found = key === step ? { start: at, end } : found;
    at = skipSpace(text, end);
    at = text[at] === ',' ? skipSpace(text, at + 1) : at;
  }
  return found;
}

const SPACE = /\s*/y;
const SCALAR = /[^\s,\]}]*/y;

function skipSpace(text: string, from: number): number {
  SPACE.lastIndex = from;
  SPACE.exec(text);
  return SPACE.lastIndex;
}

/** Just after the value that starts there. */
function endOfValue(text: string, start: number): number {
  const first = text[start];
  if (first === '"') {
    return endOfString(text, start);
  }
  if (first !== '{' && first !== '[') {
    SCALAR.lastIndex = start;
    SCALAR.exec(text);
    return SCALAR.lastIndex;
  }
  let depth = 0;
  for (let at = start; at < text.length; at += 1) {
    const character = text[at];
    if (character === '"') {
      at = endOfString(text, at) - 1;
    } else if (character === '{' || character === '[') {
      depth += 1;
    } else if (character === '}' || character === ']') {
      depth -= 1;
      if (depth === 0) {
        return at + 1;
      }
    }
  }
  return text.length;
}

function endOfString(text: string, start: number): number {
  for (let at = start + 1; at < text.length; at += 1) {
    if (text[at] === '\\') {
      at += 1;
    } else if (text[at] === '"') {
      return at + 1;
    }
  }
  return text.length;
}
