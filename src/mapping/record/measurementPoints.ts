import type { CodeableConcept, Task } from '@medplum/fhirtypes';
import { primitiveExtension } from '../../fhir/primitiveExtension.ts';
import { CODE_SYSTEM, FORLOPSBRO, OUTCOME_LIST, extensionUrl, volven } from '../../fhir/systems.ts';
import { expectedMilestones, type ExpectedMilestoneDue } from '../../pathway/expected.ts';
import { codingOf, conceptOf } from '../coding.ts';
import type { MappedEntry } from '../mappedTransaction.ts';
import { encounterReference, ofPathway, type RecordContext } from './context.ts';
import { TASK_OUTPUT_SYSTEM } from './ownCodes.ts';
import { findingsAt, owned } from './ownedEntry.ts';
import type { RecordProfessionals } from './professionals.ts';
import type { MappedRegistration } from './registrations.ts';

const DATA_ABSENT_REASON = 'http://hl7.org/fhir/StructureDefinition/data-absent-reason';

/** The measurement points of the pathway as Tasks: those registered, completed; those expected next, requested. */
export function mapMeasurementPoints(
  context: RecordContext,
  professionals: RecordProfessionals,
): readonly MappedEntry[] {
  return [
    ...context.registrations.map((registration) => mapRegistration(context, registration)),
    ...expectedMilestones(context.history, context.catalogue).map((due) =>
      mapDue(context, professionals, due),
    ),
  ];
}

/**
 * A registration carries the sender's identifier, and that of the milestone which it fulfils: where this was due, the
 * due Task becomes the completed one.
 */
function mapRegistration(context: RecordContext, registration: MappedRegistration): MappedEntry {
  const { record, terminology, organizations } = context;
  const { stated, place, code, event, outcome, date, ordinal } = registration;
  const milestone = ofPathway(context, 'milestone', event, String(ordinal));
  const contact = record.contacts?.find(
    ({ identifier }) =>
      identifier.system === stated.contact?.system && identifier.value === stated.contact.value,
  );
  const outcomeList = OUTCOME_LIST[event];
  const task: Task = {
    resourceType: 'Task',
    identifier: [{ ...stated.identifier }, milestone],
    ...common(context, event, code),
    status: 'completed',
    ...(stated.contact !== undefined && { encounter: encounterReference(stated.contact) }),
    ...(date !== undefined && { authoredOn: date, executionPeriod: { start: date, end: date } }),
    owner: organizations.referenceTo(contact?.unit ?? record.unit ?? record.trust),
    ...(outcome !== undefined &&
      outcomeList !== undefined && {
        output: [
          {
            type: conceptOf(terminology, TASK_OUTPUT_SYSTEM, 'outcome'),
            valueCodeableConcept: conceptOf(terminology, volven(outcomeList), outcome),
          },
        ],
      }),
  };
  return owned(context, stated.identifier, task, findingsAt(context.findings, place), [milestone]);
}

function mapDue(
  context: RecordContext,
  professionals: RecordProfessionals,
  due: ExpectedMilestoneDue,
): MappedEntry {
  const { record, organizations } = context;
  const milestone = ofPathway(context, 'milestone', due.event, String(due.ordinal));
  const task: Task = {
    resourceType: 'Task',
    ...(due.unconfirmed && { extension: [{ url: extensionUrl('unconfirmed'), valueBoolean: true }] }),
    identifier: [milestone],
    instantiatesCanonical: `${FORLOPSBRO}/ActivityDefinition/measurement-point-${due.event}`,
    ...common(context, due.event, due.code),
    status: 'requested',
    owner:
      professionals.pathwayCoordinator?.reference ?? organizations.referenceTo(record.unit ?? record.trust),
    restriction: {
      period:
        due.deadline === undefined
          ? primitiveExtension('end', { url: DATA_ABSENT_REASON, valueCode: 'unknown' })
          : { end: due.deadline },
    },
  };
  return owned(context, milestone, task);
}

/** The event always; the combined code once it is known. */
function common(
  context: RecordContext,
  event: string,
  combinedCode: string | undefined,
): Pick<Task, 'groupIdentifier' | 'basedOn' | 'intent' | 'code' | 'focus' | 'for'> {
  const { terminology, record, carePlan, patient } = context;
  const code: CodeableConcept = {
    coding: [
      codingOf(terminology, CODE_SYSTEM.event, event),
      ...(combinedCode === undefined ? [] : [codingOf(terminology, CODE_SYSTEM.combinedCode, combinedCode)]),
    ],
  };
  return {
    groupIdentifier: { ...record.identifier },
    basedOn: [carePlan],
    intent: 'plan',
    code,
    focus: carePlan,
    for: patient,
  };
}
