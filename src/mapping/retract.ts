import type { Resource, Task } from '@medplum/fhirtypes';
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
    case 'ServiceRequest':
      return { ...resource, status: 'entered-in-error' };
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
