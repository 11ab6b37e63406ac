import type { Coding, Encounter } from '@medplum/fhirtypes';
import { CODE_SYSTEM, volven } from '../../fhir/systems.ts';
import { isBefore, momentOf } from '../../pathway/moment.ts';
import type { RecordContact } from '../../pathway/record.ts';
import { conceptOf } from '../coding.ts';
import type { MappedEntry } from '../mappedTransaction.ts';
import { periodOf } from '../period.ts';
import { encounterReference, type RecordContext } from './context.ts';
import { findingsAt, owned } from './ownedEntry.ts';

const CLASS = {
  inpatient: { system: CODE_SYSTEM.v3ActCode, code: 'IMP', display: 'inpatient encounter' },
  ambulatory: { system: CODE_SYSTEM.v3ActCode, code: 'AMB', display: 'ambulatory' },
  home: { system: CODE_SYSTEM.v3ActCode, code: 'HH', display: 'home health' },
  virtual: { system: CODE_SYSTEM.v3ActCode, code: 'VR', display: 'virtual' },
} as const satisfies Record<string, Coding>;

/** Care level 8406 (1 inpatient; 2 day, 3 outpatient and 8 outpatient for an inpatient are ambulatory) → class. */
export const CLASS_OF_CARE_LEVEL: Readonly<Record<string, Coding>> = { 1: CLASS.inpatient };

/** Contact type 8432, where it says where the patient is: 5 indirect (not there), 12 administered by the patient. */
export const CLASS_OF_CONTACT_TYPE: Readonly<Record<string, Coding>> = { 5: CLASS.virtual, 12: CLASS.home };

/** Contacts and stays as Encounters. */
export function mapContacts(context: RecordContext): readonly MappedEntry[] {
  return (context.record.contacts ?? []).map((contact, index) =>
    owned(
      context,
      contact.identifier,
      mapContact(context, contact),
      findingsAt(context.findings, `contacts[${index}]`),
    ),
  );
}

function mapContact(context: RecordContext, contact: RecordContact): Encounter {
  const { record, terminology, organizations } = context;
  const { careLevel, contactType, field, partOf } = contact;
  const period = periodOf(contact.period.start, contact.period.end);
  return {
    resourceType: 'Encounter',
    identifier: [{ ...contact.identifier }],
    status: statusOf(contact, record.recordedAt),
    class: classOf(contact),
    type: [
      conceptOf(terminology, volven(8406), careLevel),
      ...(contactType === undefined ? [] : [conceptOf(terminology, volven(8432), contactType)]),
    ],
    ...(field !== undefined && { serviceType: conceptOf(terminology, volven(8451), field) }),
    subject: context.patient,
    episodeOfCare: [context.referralPeriod],
    ...(context.serviceRequest !== undefined && { basedOn: [context.serviceRequest] }),
    ...(period !== undefined && { period }),
    serviceProvider: organizations.referenceTo(contact.unit ?? record.unit ?? record.trust),
    ...(partOf !== undefined && { partOf: encounterReference(partOf) }),
  };
}

function classOf({ careLevel, contactType = '' }: RecordContact): Coding {
  return CLASS_OF_CARE_LEVEL[careLevel] ?? CLASS_OF_CONTACT_TYPE[contactType] ?? CLASS.ambulatory;
}

/**
 * As it stood when the record was made: planned before the start, finished after the end. A contact on an earlier day
 * that has no end is over, unless it is a stay.
 */
function statusOf({ period, careLevel }: RecordContact, recordedAt: string): Encounter['status'] {
  const now = momentOf(recordedAt);
  const start = momentOf(period.start);
  const end = period.end === undefined ? undefined : momentOf(period.end);
  if (now === undefined || start === undefined || isBefore(now, start)) {
    return 'planned';
  }
  if (end !== undefined) {
    return isBefore(now, end) ? 'in-progress' : 'finished';
  }
  return careLevel !== INPATIENT && start.day < now.day ? 'finished' : 'in-progress';
}

/** List 8406. */
const INPATIENT = '1';
