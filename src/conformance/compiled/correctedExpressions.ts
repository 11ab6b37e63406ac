/**
 * Expressions of R4 that do not say what their text says, each with what HL7 has declared that it means; by key where
 * the mistake is one of writing in many places. They are judged in the corrected form.
 */
const CORRECTED: Readonly<Record<string, string>> = {
  // An entry of a request need not have a fullUrl.
  "fullUrl.contains('/_history/').not()": "fullUrl.exists() implies fullUrl.contains('/_history/').not()",
  // A prediction may be stated in words only.
  'probability is decimal implies (probability as decimal) <= 100':
    'probability.empty() or ((probability is decimal) implies ((probability as decimal) <= 100))',
  // The text is "more than one enableWhen".
  'enableWhen.count() > 2 implies enableBehavior.exists()':
    'enableWhen.count() >= 2 implies enableBehavior.exists()',
  "name.matches('[A-Z]([A-Za-z0-9_]){0,254}')":
    "name.exists() implies name.matches('^[A-Z]([A-Za-z0-9_]){0,254}$')",
};

/** matches() is for the whole of the value in these, whose pattern has no anchors. */
const ANCHORED: ReadonlySet<string> = new Set(['eld-19', 'eld-20']);

export function correctedExpression(key: string, expression: string): string {
  if (ANCHORED.has(key)) {
    return expression.replace("matches('", "matches('^(?:").replace(/'\)$/, ")$')");
  }
  return CORRECTED[expression] ?? expression;
}
