import type { CodeableConcept, RelatedPerson, Task } from '@medplum/fhirtypes';
import type { BusinessIdentifier } from '../../fhir/identifier.ts';
import { extensionUrl, volven } from '../../fhir/systems.ts';
import { parseNationalId } from '../../identifiers/nationalId.ts';
import type { RecordMinor, RecordNextOfKin } from '../../pathway/record.ts';
import { codingOf, conceptOf } from '../coding.ts';
import { fullUrlOf, nameKey, nationalIdentifier } from '../identity.ts';
import type { MappedEntry } from '../mappedTransaction.ts';
import { humanName, telecomOf } from '../person.ts';
import { ofPathway, type RecordContext } from './context.ts';
import { owned } from './ownedEntry.ts';
import { MINOR_FOLLOW_UP_SYSTEM, PLAN_TOPIC_SYSTEM } from './ownCodes.ts';
import { isEnded } from './pathwayState.ts';

/**
 * A RelatedPerson is a person in relation to one patient, so its identity is the pathway's and the person's number is
 * only one of its identifiers: a mother of two patients is two of them.
 */
export function mapNextOfKin(context: RecordContext): readonly MappedEntry[] {
  return (context.record.nextOfKin ?? []).map((kin) => {
    const { name, nationalId, relationship, nearest, telecom } = kin;
    const identity = ofPathway(context, 'related-person', 'next-of-kin', nextOfKinKey(kin));
    return owned(context, identity, {
      ...relatedPerson(context, identity, nationalId),
      ...(nearest !== undefined && {
        extension: [{ url: extensionUrl('nearest-next-of-kin'), valueBoolean: nearest }],
      }),
      ...(relationship !== undefined && {
        relationship: [conceptOf(context.terminology, volven(9033), relationship)],
      }),
      name: [humanName(name)],
      ...telecomOf(telecom),
    });
  });
}

function nextOfKinKey({ nationalId, name, relationship }: RecordNextOfKin): string {
  return nationalId === undefined
    ? nameKey(name.family, name.given, name.middle, relationship)
    : nameKey(nationalId);
}

/** Children and minor siblings, each with the Task of seeing to the information and follow-up that they need. */
export function mapMinors(context: RecordContext): readonly MappedEntry[] {
  const seen = new Map<string, number>();
  return (context.record.minors ?? []).flatMap((minor) => {
    const key = minorKey(minor);
    const count = (seen.get(key) ?? 0) + 1;
    seen.set(key, count);
    return mapMinor(context, minor, count === 1 ? key : `${key}-${count}`);
  });
}

/** Two minors of whom the same is known, or nothing, are told apart by their number in the list. */
function minorKey({ relation, nationalId, name, birthYear }: RecordMinor): string {
  return nationalId === undefined
    ? nameKey(relation, name?.family, name?.given, name?.middle, birthYear?.toString())
    : nameKey(nationalId);
}

/** A concept for each list: no-basis-RelatedPerson takes the register's code only in a concept of its own. */
const RELATIONSHIP: Readonly<Record<RecordMinor['relation'], readonly CodeableConcept[]>> = {
  child: [
    {
      coding: [
        { system: 'http://hl7.no/fhir/CodeSystem/no-basis-family-relation', code: 'barn', display: 'Barn' },
      ],
    },
    {
      coding: [
        { system: 'http://terminology.hl7.org/CodeSystem/v3-RoleCode', code: 'CHILD', display: 'child' },
      ],
    },
  ],
  sibling: [
    {
      coding: [
        {
          system: 'http://hl7.no/fhir/CodeSystem/no-basis-family-relation',
          code: 'søsken',
          display: 'Søsken',
        },
      ],
    },
    {
      coding: [
        { system: 'http://terminology.hl7.org/CodeSystem/v3-RoleCode', code: 'SIB', display: 'sibling' },
      ],
    },
  ],
};

const FOLLOW_UP_STATUS: Readonly<Record<NonNullable<RecordMinor['followUp']>, Task['status']>> = {
  'not-assessed': 'requested',
  needed: 'accepted',
  given: 'completed',
  'not-needed': 'cancelled',
};

/** The end of the pathway closes what has not been seen to: nobody works on it any more. */
function followUpStatus(context: RecordContext, followUp: RecordMinor['followUp']): Task['status'] {
  const status = FOLLOW_UP_STATUS[followUp ?? 'not-assessed'];
  return isEnded(context) && status !== 'completed' ? 'cancelled' : status;
}

function mapMinor(context: RecordContext, minor: RecordMinor, key: string): readonly MappedEntry[] {
  const { relation, name, nationalId, birthYear, followUp } = minor;
  const identity = ofPathway(context, 'related-person', 'minor', key);
  const person = relatedPerson(context, identity, nationalId);
  const relatedEntry = owned(context, identity, {
    ...person,
    relationship: [...RELATIONSHIP[relation]],
    ...(name !== undefined && { name: [humanName(name)] }),
    ...(person.birthDate === undefined && birthYear !== undefined && { birthDate: String(birthYear) }),
  });
  const taskIdentity = ofPathway(context, 'minor-follow-up', key);
  const { terminology, record } = context;
  const task: Task = {
    resourceType: 'Task',
    identifier: [taskIdentity],
    groupIdentifier: { ...record.identifier },
    basedOn: [context.carePlan],
    status: followUpStatus(context, followUp),
    ...(followUp !== undefined && {
      businessStatus: { coding: [codingOf(terminology, MINOR_FOLLOW_UP_SYSTEM, followUp)] },
    }),
    intent: 'plan',
    code: conceptOf(terminology, PLAN_TOPIC_SYSTEM, 'children-and-siblings'),
    focus: { reference: fullUrlOf('RelatedPerson', identity) },
    for: context.patient,
    owner: context.organizations.referenceTo(record.unit ?? record.trust),
  };
  return [relatedEntry, owned(context, taskIdentity, task)];
}

function relatedPerson(
  context: RecordContext,
  identity: BusinessIdentifier,
  nationalId: string | undefined,
): RelatedPerson {
  const national = nationalId === undefined ? undefined : nationalIdentifier(nationalId);
  const number = nationalId === undefined ? undefined : parseNationalId(nationalId);
  const birthDate = number?.ok === true ? number.birthDate : undefined;
  return {
    resourceType: 'RelatedPerson',
    meta: { profile: [extensionUrl('norwegian-related-person')] },
    identifier: [identity, ...(national === undefined ? [] : [national])],
    active: true,
    patient: context.patient,
    ...(birthDate !== undefined && { birthDate }),
  };
}
