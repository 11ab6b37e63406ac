import type { Extension, ServiceRequest, Task } from '@medplum/fhirtypes';
import { volven } from '../../fhir/systems.ts';
import type { RecordReferral } from '../../pathway/record.ts';
import { codingOf, conceptOf, type CodeTexts } from '../coding.ts';
import { derivedIdentifier } from '../identity.ts';
import type { MappedEntry } from '../mappedTransaction.ts';
import { periodOf } from '../period.ts';
import { referralAssessmentExtension } from '../referralAssessment.ts';
import { referralPriority } from '../referralPriority.ts';
import type { RecordContext } from './context.ts';
import { findingsAt, owned } from './ownedEntry.ts';
import { referralPeriodOf } from './pathwayState.ts';
import type { RecordProfessionals } from './professionals.ts';

const TASK_CODE = 'http://hl7.org/fhir/CodeSystem/task-code';

/** The referral as ServiceRequest, and the negotiation of it as a Task; nothing when the record has none. */
export function mapReferral(
  context: RecordContext,
  professionals: RecordProfessionals,
): readonly MappedEntry[] {
  const { referral, trust, unit } = context.record;
  const { serviceRequest: reference } = context;
  if (referral === undefined || reference === undefined) {
    return [];
  }
  const { organizations, terminology, history } = context;
  const performer = organizations.referenceTo(unit ?? trust);
  const requester =
    professionals.referrer?.reference ??
    (referral.referrer?.organization && organizations.referenceTo(referral.referrer.organization));
  const priority =
    referral.priority === undefined
      ? undefined
      : referralPriority(referral.priority, terminology.displayOf(volven(8306), referral.priority));
  const extension = [priority?.extension, assessmentOf(referral, terminology)].filter(
    (element): element is Extension => element !== undefined,
  );
  const phase = referralPeriodOf(context).status;
  const serviceRequest: ServiceRequest = {
    resourceType: 'ServiceRequest',
    ...(extension.length > 0 && { extension }),
    identifier: [{ ...referral.identifier }],
    status: SERVICE_REQUEST_STATUS[phase],
    intent: 'order',
    ...(referral.type !== undefined && { category: [conceptOf(terminology, volven(8455), referral.type)] }),
    ...(priority?.priority !== undefined && { priority: priority.priority }),
    subject: context.patient,
    ...(referral.receivedDate !== undefined && { authoredOn: referral.receivedDate }),
    ...(requester !== undefined && { requester }),
    performer: [performer],
    ...(referral.reason !== undefined && { reasonCode: [{ text: referral.reason }] }),
  };
  const taskIdentity = derivedIdentifier('referral-task', referral.identifier);
  const executionPeriod = periodOf(referral.receivedDate, referral.assessedDate);
  const task: Task = {
    resourceType: 'Task',
    identifier: [taskIdentity],
    groupIdentifier: { ...context.record.identifier },
    basedOn: [reference],
    status: negotiationStatus(referral, phase, history.referral?.rightGranted),
    ...(referral.status !== undefined && {
      businessStatus: conceptOf(terminology, volven(9148), referral.status),
    }),
    intent: 'order',
    ...(priority?.priority !== undefined && { priority: priority.priority }),
    code: { coding: [{ system: TASK_CODE, code: 'fulfill', display: 'Fulfill the focal request' }] },
    focus: reference,
    for: context.patient,
    ...(referral.receivedDate !== undefined && { authoredOn: referral.receivedDate }),
    ...(executionPeriod !== undefined && { executionPeriod }),
    ...(requester !== undefined && { requester }),
    owner: performer,
    ...(referral.deadline !== undefined && { restriction: { period: { end: referral.deadline } } }),
  };
  const findings = findingsAt(context.findings, 'referral');
  return [owned(context, referral.identifier, serviceRequest, findings), owned(context, taskIdentity, task)];
}

type Phase = ReturnType<typeof referralPeriodOf>['status'];

const SERVICE_REQUEST_STATUS: Readonly<Record<Phase, ServiceRequest['status']>> = {
  planned: 'active',
  waitlist: 'active',
  active: 'active',
  onhold: 'on-hold',
  finished: 'completed',
  cancelled: 'revoked',
  'entered-in-error': 'entered-in-error',
};

/** How far the referral has come: an assessment without right rejects it, care begins it, the end completes it. */
function negotiationStatus(
  { assessedDate }: RecordReferral,
  phase: Phase,
  rightGranted: boolean | undefined,
): Task['status'] {
  switch (phase) {
    case 'active':
      return 'in-progress';
    case 'finished':
      return 'completed';
    case 'cancelled':
      return rightGranted === false ? 'rejected' : 'cancelled';
    default:
      if (rightGranted === false) {
        return 'rejected';
      }
      return assessedDate !== undefined || rightGranted === true ? 'accepted' : 'received';
  }
}

function assessmentOf(referral: RecordReferral, texts: CodeTexts): Extension | undefined {
  const { receivedDate, acuteDecisionDate, right, outcome, waitingEndCode } = referral;
  const dates: readonly (readonly [type: string, date: string | undefined])[] = [
    ['1', referral.seniorityDate],
    ['2', referral.assessedDate],
    ['3', referral.deadline],
    ['4', referral.waitingEndedDate],
  ];
  return referralAssessmentExtension({
    ...(receivedDate !== undefined && { receivedDate }),
    ...(acuteDecisionDate !== undefined && { acuteDecisionDate }),
    dates: dates.flatMap(([type, date]) =>
      date === undefined ? [] : [{ type: codingOf(texts, volven(9147), type), date }],
    ),
    ...(right !== undefined && { right: codingOf(texts, volven(8444), right) }),
    ...(outcome !== undefined && { outcome: codingOf(texts, volven(8485), outcome) }),
    ...(waitingEndCode !== undefined && { waitingEnd: codingOf(texts, volven(8445), waitingEndCode) }),
  });
}
