import type { Bundle, CodeableConcept, Resource, Task } from '@medplum/fhirtypes';
import { REFERRAL_STATUS_SYSTEM } from '../../mapping/message/askedTask.ts';
import { mainOf } from '../../mapping/message/messageDocument.ts';

/** What a message asks for, or tells of what was asked for before, in a Task of its own. */
export type AskedFacts =
  | { readonly kind: 'referral' | 'request'; readonly task: string }
  | {
      readonly kind: 'status';
      readonly task: string;
      readonly status: Task['status'];
      readonly businessStatus: CodeableConcept;
    };

/** References are the fullUrls of the message. */
export function askedFactsOf(bundle: Bundle): AskedFacts | undefined {
  const main = mainOf(bundle);
  const url = bundle.entry?.find(({ resource }) => main !== undefined && resource === main)?.fullUrl;
  const found = bundle.entry?.find(({ resource }) => isTaskOf(resource, url));
  const task = found?.resource;
  if (main === undefined || found?.fullUrl === undefined || task?.resourceType !== 'Task') {
    return undefined;
  }
  if (main.resourceType === 'ServiceRequest') {
    return { kind: 'referral', task: found.fullUrl };
  }
  const { status, businessStatus } = task;
  const isStatus = businessStatus?.coding?.some(({ system }) => system === REFERRAL_STATUS_SYSTEM) === true;
  return isStatus
    ? { kind: 'status', task: found.fullUrl, status, businessStatus }
    : { kind: 'request', task: found.fullUrl };
}

function isTaskOf(resource: Resource | undefined, main: string | undefined): boolean {
  return resource?.resourceType === 'Task' && main !== undefined && resource.focus?.reference === main;
}
