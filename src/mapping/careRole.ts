import type { CodeableConcept } from '@medplum/fhirtypes';
import { FORLOPSBRO, volven } from '../fhir/systems.ts';
import type { CodeTexts } from './coding.ts';
import { conceptOf } from './coding.ts';

/** Our own codes for roles that list 9034 has none for. */
export const CARE_ROLE_SYSTEM = `${FORLOPSBRO}/CodeSystem/care-role`;

export type CareRole =
  | 'pathway-coordinator'
  | 'responsible-clinician'
  | 'referrer'
  | 'municipal-coordinator'
  | 'coordinating-unit'
  | 'municipal-service'
  | 'trust'
  | 'next-of-kin'
  | 'general-practitioner';

/**
 * The code of a role: of Volven 9034 where it has one (6, fastlege), else ours. Its forløpskoordinator (17) is that of
 * the cancer pathways, and its coordinators (8, 18) are those of the individual plan and of the specialist health
 * service act, which a municipal coordinator or a forløpskoordinator need not be.
 */
export function careRole(texts: CodeTexts, role: CareRole): CodeableConcept {
  return role === 'general-practitioner'
    ? conceptOf(texts, volven(9034), '6')
    : conceptOf(texts, CARE_ROLE_SYSTEM, role);
}
