import type { FindingDefinition, IssueType, Sentence, Severity } from '../../../findings/finding.ts';

const R4 = 'HL7 FHIR R4 4.0.1, http://hl7.org/fhir/R4/';

/**
 * A finding of the validator. In the sentences: {found} what stands there, {allowed} what may stand there, {rule} the
 * rule's key or element, {text} the rule's own words, {profile} the definition that states it. `page`: of R4.
 */
export function define(
  code: string,
  severity: Severity,
  issueType: IssueType,
  message: Sentence,
  remedy: Sentence,
  page: string,
): FindingDefinition {
  return { code, severity, issueType, message, remedy, source: `${R4}${page}` };
}
