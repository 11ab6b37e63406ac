/** Patterns as FHIRPath writes them (`.` matches a line break too), made once each. */
const patterns = new Map<string, RegExp>();

/** Patterns come from definitions, so there are few; an expression can also make them from content. */
const MAX_KEPT = 1000;

export function patternOf(text: string): RegExp {
  const known = patterns.get(text);
  if (known !== undefined) {
    return known;
  }
  const made = new RegExp(text, 's');
  if (patterns.size < MAX_KEPT) {
    patterns.set(text, made);
  }
  return made;
}
