import type { Coding } from '@medplum/fhirtypes';
import type { RecordPatient } from '../../pathway/record.ts';

const CONFIDENTIALITY = 'http://terminology.hl7.org/CodeSystem/v3-Confidentiality';

const LABEL: Readonly<Record<NonNullable<RecordPatient['protectedAddress']>, Coding>> = {
  none: { system: CONFIDENTIALITY, code: 'N', display: 'normal' },
  confidential: { system: CONFIDENTIALITY, code: 'R', display: 'restricted' },
  strictlyConfidential: { system: CONFIDENTIALITY, code: 'V', display: 'very restricted' },
};

/**
 * Labels for `meta.security` of a patient with protected address. Not the Patient alone carries them: units, the GP
 * and the municipality tell where somebody lives, too. Without a word about it the Patient keeps what others have told.
 */
export function securityLabels({ protectedAddress }: RecordPatient): readonly Coding[] {
  return protectedAddress === undefined ? [] : [LABEL[protectedAddress]];
}
