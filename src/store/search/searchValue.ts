/** Splits at commas that are not escaped; escapes stay for the next step (FHIR R4 3.1.1.4.12, `\,` `\|` `\$` `\\`). */
export function splitAlternatives(text: string): string[] {
  return splitUnescaped(text, ',');
}

/** The parts of `system|code` and `number|system|code`, without escapes. */
export function splitParts(text: string): string[] {
  return splitUnescaped(text, '|').map(unescape);
}

export function unescape(text: string): string {
  return text.replace(/\\([,|$\\])/g, '$1');
}

/** Makes a text one value of a search. */
export function escape(text: string): string {
  return text.replace(/[,|$\\]/g, '\\$&');
}

function splitUnescaped(text: string, separator: string): string[] {
  const parts: string[] = [];
  let start = 0;
  for (let index = 0; index < text.length; index++) {
    if (text[index] === '\\') {
      index++;
    } else if (text[index] === separator) {
      parts.push(text.slice(start, index));
      start = index + 1;
    }
  }
  parts.push(text.slice(start));
  return parts;
}

/** Prefixes of ordered values (FHIR R4 3.1.1.4.6). */
export const PREFIXES = ['eq', 'ne', 'gt', 'lt', 'ge', 'le', 'sa', 'eb', 'ap'] as const;
export type Prefix = (typeof PREFIXES)[number];

export function isPrefix(text: string): text is Prefix {
  return (PREFIXES as readonly string[]).includes(text);
}

/** Takes the prefix from an ordered value; `eq` when there is none. */
export function splitPrefix(text: string): { readonly prefix: Prefix; readonly value: string } {
  const prefix = text.slice(0, 2);
  return isPrefix(prefix) ? { prefix, value: text.slice(2) } : { prefix: 'eq', value: text };
}
