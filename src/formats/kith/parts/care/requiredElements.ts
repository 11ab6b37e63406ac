import type { DecodeScope } from '../../mapping/decodeScope.ts';
import { ABSENT, isNode, nodesOf, type FhirNode } from '../../mapping/node.ts';

/** What FHIR requires of a resource and a care message does not say; `subject` is the reference of the patient. */
const REQUIRED: Readonly<Record<string, (subject: FhirNode) => FhirNode>> = {
  RelatedPerson: (subject) => ({ patient: subject }),
  Observation: (subject) => ({ subject, status: 'unknown', code: ABSENT }),
  Condition: (subject) => ({ subject }),
  AllergyIntolerance: (subject) => ({ patient: subject, clinicalStatus: ACTIVE_ALLERGY }),
  Flag: (subject) => ({ subject, status: 'active', code: ABSENT }),
  MedicationStatement: (subject) => ({ subject, status: 'unknown', medicationCodeableConcept: ABSENT }),
  MedicationAdministration: (subject) => ({
    subject,
    status: 'unknown',
    medicationCodeableConcept: ABSENT,
    effectivePeriod: ABSENT,
  }),
  CarePlan: (subject) => ({ subject, status: 'unknown', intent: 'plan' }),
  ClinicalImpression: (subject) => ({ subject, status: 'completed' }),
  Goal: (subject) => ({ subject, lifecycleStatus: 'active', description: ABSENT }),
  Communication: (subject) => ({ subject, status: 'completed' }),
  ServiceRequest: (subject) => ({ subject, status: 'unknown', intent: 'plan' }),
  Device: (subject) => ({ patient: subject }),
  Encounter: (subject) => ({ subject, status: 'unknown', class: INPATIENT }),
};

/** AllergyIntolerance, invariant ait-1. */
const ACTIVE_ALLERGY = {
  coding: [{ system: 'http://terminology.hl7.org/CodeSystem/allergyintolerance-clinical', code: 'active' }],
};

/** The stays that care messages tell of are admissions (innleggelser). */
const INPATIENT = {
  system: 'http://terminology.hl7.org/CodeSystem/v3-ActCode',
  code: 'IMP',
  display: 'inpatient encounter',
};

/** Fills in what FHIR requires in every resource of the message. */
export function fillRequired(scope: DecodeScope): void {
  for (const { resource } of scope.entries) {
    const node: unknown = resource;
    if (isNode(node)) {
      const required = REQUIRED[String(node.resourceType)];
      setMissing(node, required?.({ ...scope.referenceToRoot('patient') }) ?? {});
      for (const activity of node.resourceType === 'CarePlan' ? nodesOf(node.activity) : []) {
        if (isNode(activity.detail)) {
          setMissing(activity.detail, { status: 'unknown' });
        }
      }
    }
  }
}

export function setMissing(node: FhirNode, values: FhirNode): void {
  for (const [property, value] of Object.entries(values)) {
    if (node[property] === undefined && node[`_${property}`] === undefined) {
      // A copy, as the same value stands in every message.
      node[property] = typeof value === 'object' ? structuredClone(value) : value;
    }
  }
}
