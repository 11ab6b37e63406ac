import type { CodeableConcept, Resource, Task } from '@medplum/fhirtypes';
import type { BusinessIdentifier } from '../../fhir/identifier.ts';
import { FORLOPSBRO } from '../../fhir/systems.ts';
import { conceptOf, type CodeTexts } from '../coding.ts';
import { derivedIdentifier } from '../identity.ts';

/** A resource that follows from several messages together, and stands as long as they say so. */
export interface Derived {
  /** By what it is recognised; it is among the resource's identifiers. */
  readonly identity: BusinessIdentifier;
  readonly resource: Resource;
}

/** Tasks that follow from messages. */
export const FOLLOW_UP_SYSTEM = `${FORLOPSBRO}/CodeSystem/follow-up`;

export type FollowUp =
  | 'admission-report'
  | 'ready-for-discharge-reply'
  | 'coordination-meeting'
  | 'follow-up-plan'
  | 'await-original'
  | 'choose-stay'
  | 'choose-pathway';

export interface FollowUpTask {
  readonly code: FollowUp;
  /** What it follows from: a stay or a message. */
  readonly of: BusinessIdentifier;
  readonly status: Task['status'];
  readonly patient: string;
  readonly focus?: string;
  readonly encounter?: string;
  readonly basedOn?: readonly string[];
  readonly requester?: string;
  readonly owner?: string;
  readonly authoredOn?: string;
  readonly output?: readonly string[];
}

/** No source gives these Tasks a time, so they have none. */
export function followUpTask(texts: CodeTexts, task: FollowUpTask): Derived {
  const identity = derivedIdentifier('follow-up', task.of, task.code);
  const code: CodeableConcept = conceptOf(texts, FOLLOW_UP_SYSTEM, task.code);
  const resource: Task = {
    resourceType: 'Task',
    identifier: [{ ...identity }],
    status: task.status,
    intent: 'order',
    code,
    for: { reference: task.patient },
    ...(task.basedOn === undefined || task.basedOn.length === 0
      ? {}
      : { basedOn: task.basedOn.map((reference) => ({ reference })) }),
    ...(task.focus === undefined ? {} : { focus: { reference: task.focus } }),
    ...(task.encounter === undefined ? {} : { encounter: { reference: task.encounter } }),
    ...(task.authoredOn === undefined ? {} : { authoredOn: task.authoredOn }),
    ...(task.requester === undefined ? {} : { requester: { reference: task.requester } }),
    ...(task.owner === undefined ? {} : { owner: { reference: task.owner } }),
    ...(task.output === undefined || task.output.length === 0
      ? {}
      : {
          output: task.output.map((reference) => ({
            type: code,
            valueReference: { reference },
          })),
        }),
  };
  return { identity, resource };
}
