import type { CarePlan, CarePlanActivity, CarePlanActivityDetail, Extension } from '@medplum/fhirtypes';
import { CODE_SYSTEM, FORLOPSBRO, extensionUrl } from '../../fhir/systems.ts';
import { chooseEdition } from '../../pathway/edition.ts';
import { EVENT } from '../../pathway/event.ts';
import type { RecordTopics, TopicStatus } from '../../pathway/record.ts';
import { conceptOf } from '../coding.ts';
import { fullUrlOf } from '../identity.ts';
import type { MappedEntry } from '../mappedTransaction.ts';
import { periodOf } from '../period.ts';
import { ofPathway, type RecordContext } from './context.ts';
import { PLAN_TOPIC_SYSTEM } from './ownCodes.ts';
import { owned } from './ownedEntry.ts';
import { carePlanStatus } from './pathwayState.ts';
import { firstOf, lastOf } from './registrations.ts';

/** One patient's pathway at one trust as CarePlan, with every finding about its record. */
export function mapCarePlan(context: RecordContext, tasks: readonly MappedEntry[]): MappedEntry {
  const { record, registrations, terminology, organizations, history, catalogue } = context;
  const { edition, unconfirmed } = chooseEdition(history, catalogue);
  const period = periodOf(firstOf(registrations, EVENT.start)?.date, lastOf(registrations, EVENT.end)?.date);
  const title = terminology.displayOf(CODE_SYSTEM.pathwayType, record.pathwayType);
  const extension: Extension[] = [
    ...firstTrustExtension(context),
    ...(unconfirmed ? [{ url: extensionUrl('unconfirmed'), valueBoolean: true }] : []),
  ];
  const carePlan: CarePlan = {
    resourceType: 'CarePlan',
    ...(extension.length > 0 && { extension }),
    identifier: [{ ...record.identifier }],
    instantiatesCanonical: [`${FORLOPSBRO}/PlanDefinition/pathway-${record.pathwayType}|${edition.id}`],
    ...(record.formerPathway !== undefined && {
      replaces: [{ type: 'CarePlan', identifier: { ...record.formerPathway } }],
    }),
    status: carePlanStatus(context),
    intent: 'plan',
    category: [conceptOf(terminology, CODE_SYSTEM.pathwayType, record.pathwayType)],
    ...(title !== undefined && { title }),
    subject: context.patient,
    ...(period !== undefined && { period }),
    author: organizations.referenceTo(record.trust),
    careTeam: [{ reference: fullUrlOf('CareTeam', ofPathway(context, 'care-team')) }],
    ...(context.serviceRequest !== undefined && { supportingInfo: [context.serviceRequest] }),
    activity: [
      ...tasks.map(({ fullUrl }) => ({ reference: { reference: fullUrl } })),
      ...topicActivities(context),
    ],
  };
  return owned(context, record.identifier, carePlan, context.findings);
}

function firstTrustExtension({ record: { firstTrust } }: RecordContext): Extension[] {
  return firstTrust === undefined
    ? []
    : [
        {
          url: extensionUrl('first-trust'),
          extension: [
            { url: 'startDate', valueDate: firstTrust.startDate },
            { url: 'name', valueString: firstTrust.name },
          ],
        },
      ];
}

const TOPIC_CODE: Readonly<Record<keyof RecordTopics, string>> = {
  childrenAndSiblings: 'children-and-siblings',
  somaticHealthAndLivingHabits: 'somatic-health-and-living-habits',
  userParticipation: 'user-participation',
  individualPlan: 'individual-plan',
  crisisPlan: 'crisis-plan',
};

const TOPIC_STATUS: Readonly<Record<TopicStatus, CarePlanActivityDetail['status']>> = {
  'not-started': 'not-started',
  'in-progress': 'in-progress',
  completed: 'completed',
  'not-needed': 'cancelled',
};

/** Every pathway has a place for each topic; one of which the record says nothing is `unknown`. */
function topicActivities({ record: { topics }, terminology }: RecordContext): CarePlanActivity[] {
  return Object.entries(TOPIC_CODE).map(([name, code]) => {
    const stated = topics?.[name as keyof RecordTopics];
    return {
      detail: {
        code: conceptOf(terminology, PLAN_TOPIC_SYSTEM, code),
        status: stated === undefined ? 'unknown' : TOPIC_STATUS[stated],
      },
    };
  });
}
