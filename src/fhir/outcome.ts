import type { OperationOutcome, OperationOutcomeIssue } from '@medplum/fhirtypes';
import { describeFinding, type Finding, type Language } from '../findings/finding.ts';
import { CODE_SYSTEM } from './systems.ts';

/**
 * An OperationOutcome of the findings: `details` has the stable code and the sentence, `diagnostics` the remedy
 * and the source of the rule, `expression` (FHIRPath) or `location` (XPath) the place. Without findings: one
 * informational issue, as FHIR requires at least one (R4 2.43.3, OperationOutcome.issue 1..*).
 */
export function outcomeOf(findings: readonly Finding[], language: Language = 'en'): OperationOutcome {
  return {
    resourceType: 'OperationOutcome',
    issue:
      findings.length > 0
        ? findings.map((finding) => issueOf(finding, language))
        : [
            {
              severity: 'information',
              code: 'informational',
              details: { text: language === 'no' ? 'Alt i orden' : 'All OK' },
            },
          ],
  };
}

export function issueOf(finding: Finding, language: Language = 'en'): OperationOutcomeIssue {
  const { message, remedy } = describeFinding(finding, language);
  const { definition, place } = finding;
  return {
    severity: finding.severity,
    code: definition.issueType,
    details: {
      coding: [{ system: definition.system ?? CODE_SYSTEM.finding, code: definition.code }],
      text: message,
    },
    diagnostics: `${remedy} [${definition.source}]`,
    ...(place === '' ? {} : place.startsWith('/') ? { location: [place] } : { expression: [place] }),
  };
}
