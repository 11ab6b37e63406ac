/** Markup that is known to be safe: made by `html`, which escapes every value that is not markup itself. */
export class Markup {
  readonly text: string;

  constructor(text: string) {
    this.text = text;
  }
}

type Value = Markup | string | number | readonly Markup[];

/** A template whose values are escaped, so that no name in the data can become markup. */
export function html(parts: TemplateStringsArray, ...values: readonly Value[]): Markup {
  return new Markup(
    parts.reduce((text, part, index) => {
      const value = index === 0 ? undefined : values[index - 1];
      return text + (value === undefined ? '' : textOf(value)) + part;
    }, ''),
  );
}

function textOf(value: Value): string {
  if (value instanceof Markup) {
    return value.text;
  }
  return typeof value === 'string' || typeof value === 'number'
    ? escapeText(String(value))
    : value.map(({ text }) => text).join('');
}

const ESCAPED: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

function escapeText(text: string): string {
  return text.replace(/[&<>"']/g, (character) => ESCAPED[character] ?? character);
}

export const NOTHING = new Markup('');
