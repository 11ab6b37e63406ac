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
  // A parameter of a resource type takes profiles too.
  "targetProfile.exists() implies (type = 'Reference' or type = 'canonical')":
    "targetProfile.exists() implies (type = 'Reference' or type = 'canonical' or type.memberOf('http://hl7.org/fhir/ValueSet/resource-types'))",
  // The type of an answer is FHIR's.
  "operator = 'exists' implies (answer is Boolean)": "operator = 'exists' implies (answer is boolean)",
  // None of the codes may be a meal itself, however many there are.
  "offset.empty() or (when.exists() and ((when in ('C' | 'CM' | 'CD' | 'CV')).not()))":
    "offset.empty() or (when.exists() and when.select($this in ('C' | 'CM' | 'CD' | 'CV')).allFalse())",
  // The text is "if Observation.effective[x] is dateTime".
  '($this as dateTime).toString().length() >= 8':
    '($this is Period) or ($this as dateTime).toString().length() >= 8',
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
