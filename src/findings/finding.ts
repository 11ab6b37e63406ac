/**
 * The one shape in which every room says what is wrong: a definition from a room's own catalogue, the place,
 * and the values that were found. The sentence is made only when somebody is to read it.
 */

export type Severity = 'error' | 'warning' | 'information';

/** The languages in which every finding has a sentence; chosen from Accept-Language, English by default. */
export type Language = 'en' | 'no';

/** The codes of FHIR's value set issue-type (http://hl7.org/fhir/ValueSet/issue-type, R4) that we use. */
export type IssueType =
  | 'invalid'
  | 'structure'
  | 'required'
  | 'value'
  | 'invariant'
  | 'security'
  | 'login'
  | 'forbidden'
  | 'processing'
  | 'not-supported'
  | 'duplicate'
  | 'multiple-matches'
  | 'not-found'
  | 'deleted'
  | 'too-long'
  | 'code-invalid'
  | 'extension'
  | 'too-costly'
  | 'business-rule'
  | 'conflict'
  | 'incomplete'
  | 'transient'
  | 'exception'
  | 'timeout'
  | 'informational';

/** A sentence in both languages; `{name}` stands for the finding's value of that name. */
export type Sentence = Readonly<Record<Language, string>>;

/** One row of a room's catalogue of findings. */
export interface FindingDefinition {
  /** Stable code, never reused: callers branch on it. An NPR feedback number (list 9329) where NPR has one. */
  readonly code: string;
  /** The code system of `code`, a URI; absent: our own finding codes. */
  readonly system?: string;
  readonly severity: Severity;
  readonly issueType: IssueType;
  /** What is wrong, quoting what was found. */
  readonly message: Sentence;
  /** What to do about it. */
  readonly remedy: Sentence;
  /** Where the rule stands: issuer, list or document, number, date. */
  readonly source: string;
}

export interface Finding {
  readonly definition: FindingDefinition;
  /** The definition's severity, unless the circumstances change it. */
  readonly severity: Severity;
  /** Where: a FHIRPath, a path in the pathway record, an XPath (starts with `/`) or a line. Empty: the whole. */
  readonly place: string;
  readonly values: Readonly<Record<string, string>>;
}

export function createFinding(
  definition: FindingDefinition,
  place: string,
  values: Readonly<Record<string, string>> = {},
  severity: Severity = definition.severity,
): Finding {
  return { definition, severity, place, values };
}

/** The finding in words. A placeholder without a value stays visible, so that a wrong table shows in tests. */
export function describeFinding(
  finding: Finding,
  language: Language = 'en',
): { readonly message: string; readonly remedy: string } {
  const fill = (sentence: Sentence): string =>
    sentence[language].replace(/\{(\w+)\}/g, (whole, name: string) =>
      Object.hasOwn(finding.values, name) ? (finding.values[name] ?? whole) : whole,
    );
  return { message: fill(finding.definition.message), remedy: fill(finding.definition.remedy) };
}

export function hasErrors(findings: readonly Finding[]): boolean {
  return findings.some((finding) => finding.severity === 'error');
}
