import type { DecodeScope } from '../../mapping/decodeScope.ts';
import { ABSENT, isNode, nodesOf, setMissing, type FhirNode } from '../../mapping/node.ts';

/** What FHIR requires of a resource and a care message does not say; `subject` is the reference of the patient. */
const REQUIRED: ReadonlyMap<unknown, (subject: FhirNode) => FhirNode> = new Map(
  Object.entries({
    RelatedPerson: (subject: FhirNode) => ({ patient: subject }),
    Observation: (subject: FhirNode) => ({ subject, status: 'unknown', code: ABSENT }),
    Condition: (subject: FhirNode) => ({ subject }),
    AllergyIntolerance: (subject: FhirNode) => ({ patient: subject, clinicalStatus: ACTIVE_ALLERGY }),
    Flag: (subject: FhirNode) => ({ subject, status: 'active', code: ABSENT }),
    MedicationStatement: (subject: FhirNode) => ({
      subject,
      status: 'unknown',
      medicationCodeableConcept: ABSENT,
    }),
    MedicationAdministration: (subject: FhirNode) => ({
      subject,
      status: 'unknown',
      medicationCodeableConcept: ABSENT,
      effectivePeriod: ABSENT,
    }),
    CarePlan: (subject: FhirNode) => ({ subject, status: 'unknown', intent: 'plan' }),
    ClinicalImpression: (subject: FhirNode) => ({ subject, status: 'completed' }),
    Goal: (subject: FhirNode) => ({ subject, lifecycleStatus: 'active', description: ABSENT }),
    Communication: (subject: FhirNode) => ({ subject, status: 'completed' }),
    ServiceRequest: (subject: FhirNode) => ({ subject, status: 'unknown', intent: 'plan' }),
    Device: (subject: FhirNode) => ({ patient: subject }),
    Encounter: (subject: FhirNode) => ({ subject, status: 'unknown', class: INPATIENT }),
  }),
);

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

/** Fills in what FHIR requires in every resource of the message: in those that came since the last document. */
export function fillRequired(scope: DecodeScope): void {
  for (const node of scope.takeAdded()) {
    const required = REQUIRED.get(node.resourceType);
    if (required !== undefined) {
      setMissing(node, required(scope.referenceToRoot('patient')));
    }
    for (const activity of node.resourceType === 'CarePlan' ? nodesOf(node.activity) : []) {
      if (isNode(activity.detail)) {
        setMissing(activity.detail, { status: 'unknown' });
      }
    }
  }
}
