import { OperationOutcomeError } from '@medplum/core';
import { outcomeOf } from '../fhir/outcome.ts';
import type { Finding } from '../findings/finding.ts';

/** The write check found errors, so nothing was stored. The findings can be told in the caller's language. */
export class WriteRefused extends OperationOutcomeError {
  readonly findings: readonly Finding[];

  constructor(findings: readonly Finding[]) {
    // This id is how @medplum/core tells status 422.
    super({ ...outcomeOf(findings), id: 'business-rule' });
    this.name = 'WriteRefused';
    this.findings = findings;
  }
}
