const SHOWN_CHARACTERS = 60;

/** A found value as it stands in a sentence: JSON, cut short. */
export function shown(value: unknown): string {
  if (value === undefined) {
    return '(none)';
  }
  if (Array.isArray(value)) {
    return '[…]';
  }
  if (typeof value === 'object' && value !== null) {
    const text = Object.keys(value).slice(0, 4).join(', ');
    return `{${text}}`.slice(0, SHOWN_CHARACTERS);
  }
  const text =
    typeof value === 'bigint' || typeof value === 'function'
      ? typeof value
      : ((JSON.stringify(value) as string | undefined) ?? typeof value);
  return text.length > SHOWN_CHARACTERS ? `${text.slice(0, SHOWN_CHARACTERS)}…` : text;
}
