import type { FindingDefinition } from '../findings/finding.ts';

const EVALUATE_MEASURE = 'FHIR R4, Measure/$evaluate-measure';

/** Why an indicator cannot be evaluated as asked. */
export const REPORT_FINDINGS = {
  measureUnknown: {
    code: 'measure-unknown',
    severity: 'error',
    issueType: 'not-found',
    message: {
      en: 'There is no Measure «{measure}» that defines an indicator.',
      no: 'Det finnes ingen Measure «{measure}» som definerer en indikator.',
    },
    remedy: {
      en: 'Use one of: {known}.',
      no: 'Bruk en av disse: {known}.',
    },
    source: EVALUATE_MEASURE,
  },
  trustUnknown: {
    code: 'trust-unknown',
    severity: 'error',
    issueType: 'not-found',
    message: {
      en: 'No stored organisation has the number or reference «{trust}».',
      no: 'Ingen lagret organisasjon har nummeret eller referansen «{trust}».',
    },
    remedy: {
      en: 'Send an organisation number, a HER-id, a RESH-id or Organization/ID.',
      no: 'Send et organisasjonsnummer, en HER-id, en RESH-id eller Organization/ID.',
    },
    source: 'Forløpsbro, OperationDefinition Measure-evaluate-measure',
  },
  periodReversed: {
    code: 'report-period-reversed',
    severity: 'error',
    issueType: 'value',
    message: {
      en: 'The period ends ({to}) before it starts ({from}).',
      no: 'Perioden slutter ({to}) før den begynner ({from}).',
    },
    remedy: { en: 'Send periodEnd as a later date.', no: 'Send en senere dato som periodEnd.' },
    source: EVALUATE_MEASURE,
  },
} as const satisfies Record<string, FindingDefinition>;
