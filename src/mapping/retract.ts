import type { AllergyIntolerance, CodeableConcept, Condition, Resource, Task } from '@medplum/fhirtypes';
import { MILESTONE_SYSTEM } from './identity.ts';

/**
 * The resource as it stands when a later record of its pathway no longer has it: `entered-in-error` in the type's own
 * way, a due measurement point `cancelled`, a party inactive. Types without a status of this kind are left as they are.
 */
export function retract(resource: Resource): Resource {
  switch (resource.resourceType) {
    case 'CarePlan':
    case 'CareTeam':
    case 'Communication':
    case 'Composition':
    case 'Consent':
    case 'DocumentReference':
    case 'Encounter':
    case 'EpisodeOfCare':
    case 'Flag':
    case 'MedicationStatement':
    case 'Observation':
    case 'Procedure':
    case 'QuestionnaireResponse':
    case 'ServiceRequest':
    case 'Device':
    case 'ClinicalImpression':
    case 'MedicationAdministration':
      return { ...resource, status: 'entered-in-error' };
    case 'Goal':
      return { ...resource, lifecycleStatus: 'entered-in-error' };
    case 'Condition':
      return retractCondition(resource);
    case 'AllergyIntolerance':
      return retractAllergy(resource);
    case 'Task':
      return retractTask(resource);
    case 'Organization':
    case 'Practitioner':
    case 'PractitionerRole':
    case 'RelatedPerson':
      return { ...resource, active: false };
    default:
      return resource;
  }
}

/** An erroneous condition has no clinical status (invariant con-5). */
function retractCondition(condition: Condition): Condition {
  const retracted = { ...condition, verificationStatus: inError('condition-ver-status') };
  delete retracted.clinicalStatus;
  return retracted;
}

/** An erroneous allergy has no clinical status (invariant ait-2). */
function retractAllergy(allergy: AllergyIntolerance): AllergyIntolerance {
  const retracted = { ...allergy, verificationStatus: inError('allergyintolerance-verification') };
  delete retracted.clinicalStatus;
  return retracted;
}

function inError(codeSystem: string): CodeableConcept {
  return {
    coding: [{ system: `http://terminology.hl7.org/CodeSystem/${codeSystem}`, code: 'entered-in-error' }],
  };
}

/**
 * The resource as it stands when the message that made it has been cancelled by its sender: what was asked for or
 * planned is taken back (`revoked`, `cancelled`), what was told was told in error.
 */
export function cancel(resource: Resource): Resource {
  switch (resource.resourceType) {
    case 'CarePlan':
    case 'ServiceRequest':
      return { ...resource, status: 'revoked' };
    case 'Task':
    case 'EpisodeOfCare':
      return { ...resource, status: 'cancelled' };
    default:
      return retract(resource);
  }
}

/** The milestone identifier is taken off: the same occurrence of the event can become due, or be registered, again. */
function retractTask(task: Task): Task {
  const { identifier = [], ...rest } = task;
  const kept = identifier.filter(({ system }) => system !== MILESTONE_SYSTEM);
  const isDue = task.status === 'requested' && identifier.length > kept.length && kept.length === 0;
  return {
    ...rest,
    ...(kept.length > 0 && { identifier: kept }),
    status: isDue ? 'cancelled' : 'entered-in-error',
  };
}
