import type { Coding, Extension } from '@medplum/fhirtypes';
import { extensionUrl } from '../fhir/systems.ts';

/** What came of a referral's assessment; codings with their displays. */
export interface ReferralAssessment {
  readonly receivedDate?: string;
  readonly acuteDecisionDate?: string;
  /** Dates with their kind, Volven 9147. */
  readonly dates?: readonly { readonly type: Coding; readonly date: string }[];
  /** Volven 8444. */
  readonly right?: Coding;
  /** Volven 8485. */
  readonly outcome?: Coding;
  /** Volven 8445. */
  readonly waitingEnd?: Coding;
}

/** The extension `referral-assessment` of a ServiceRequest; undefined when nothing is known. */
export function referralAssessmentExtension(assessment: ReferralAssessment): Extension | undefined {
  const { receivedDate, acuteDecisionDate, dates = [], right, outcome, waitingEnd } = assessment;
  const extension: Extension[] = [
    ...(receivedDate === undefined ? [] : [{ url: 'received', valueDate: receivedDate }]),
    ...dates.map(({ type, date }) => ({
      url: 'date',
      extension: [
        { url: 'type', valueCoding: type },
        { url: 'value', valueDate: date },
      ],
    })),
    ...(acuteDecisionDate === undefined ? [] : [{ url: 'acuteDecision', valueDate: acuteDecisionDate }]),
    ...(right === undefined ? [] : [{ url: 'right', valueCoding: right }]),
    ...(outcome === undefined ? [] : [{ url: 'outcome', valueCoding: outcome }]),
    ...(waitingEnd === undefined ? [] : [{ url: 'waitingEnd', valueCoding: waitingEnd }]),
  ];
  return extension.length === 0 ? undefined : { url: extensionUrl('referral-assessment'), extension };
}
