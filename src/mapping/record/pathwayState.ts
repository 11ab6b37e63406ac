import type { CarePlan, EpisodeOfCare, EpisodeOfCareStatusHistory } from '@medplum/fhirtypes';
import { EVENT } from '../../pathway/event.ts';
import type { DateOrTime } from '../../pathway/record.ts';
import { periodOf } from '../period.ts';
import type { RecordContext } from './context.ts';
import { firstOf, lastOf } from './registrations.ts';

type PathwayContext = Pick<RecordContext, 'record' | 'registrations'>;

/** Whether the end (X) is registered. */
export function isEnded({ registrations }: PathwayContext): boolean {
  return lastOf(registrations, EVENT.end) !== undefined;
}

/** Outcome of the end (9326) under which the pathway was carried through; under all others it was given up. */
const CARRIED_THROUGH: ReadonlySet<string> = new Set(['G']);

/** A pathway is a draft until something of it has taken place: a registration or a contact. */
export function carePlanStatus({ record, registrations }: PathwayContext): CarePlan['status'] {
  const end = lastOf(registrations, EVENT.end);
  if (end !== undefined) {
    return end.outcome !== undefined && CARRIED_THROUGH.has(end.outcome) ? 'completed' : 'revoked';
  }
  return registrations.length > 0 || (record.contacts ?? []).length > 0 ? 'active' : 'draft';
}

export interface ReferralPeriod {
  readonly status: EpisodeOfCare['status'];
  readonly statusHistory: EpisodeOfCareStatusHistory[];
  readonly period?: EpisodeOfCare['period'];
}

/** List 8445: health care has begun. All other codes end the waiting without it. */
const CARE_BEGUN = '1';

/** List 8432: work tied to the care in which the patient takes no part. */
const INDIRECT_CONTACT = '5';

/**
 * The referral period (henvisningsperiode): waitlist from the referral's receipt, active from the first care, finished
 * at the end (X); cancelled when waiting ended without care.
 */
export function referralPeriodOf(context: PathwayContext): ReferralPeriod {
  const { referral } = context.record;
  const received = referral?.receivedDate;
  const active = careBegan(context);
  const waitingEndedWithout =
    referral?.waitingEndCode !== undefined && referral.waitingEndCode !== CARE_BEGUN
      ? referral.waitingEndedDate
      : undefined;
  const ended = lastOf(context.registrations, EVENT.end);
  const finished = ended === undefined ? waitingEndedWithout : ended.date;
  const isOver = ended !== undefined || waitingEndedWithout !== undefined;
  const over = active === undefined ? 'cancelled' : 'finished';
  const period = periodOf(received ?? active, isOver ? finished : undefined);
  return {
    status: isOver ? over : active !== undefined ? 'active' : received !== undefined ? 'waitlist' : 'planned',
    statusHistory: [
      ...phase('waitlist', received, active ?? finished),
      ...phase('active', active, finished),
      ...phase(over, isOver ? finished : undefined, undefined),
    ],
    ...(period !== undefined && { period }),
  };
}

function careBegan({ record, registrations }: PathwayContext): DateOrTime | undefined {
  const { referral, contacts = [] } = record;
  const waitingEnded =
    referral?.waitingEndCode === undefined || referral.waitingEndCode === CARE_BEGUN
      ? referral?.waitingEndedDate
      : undefined;
  const firstContact = contacts
    .filter(({ contactType }) => contactType !== INDIRECT_CONTACT)
    .map(({ period }) => period.start)
    .toSorted((first, second) => first.localeCompare(second))[0];
  const started = referral === undefined ? firstOf(registrations, EVENT.start)?.date : undefined;
  return waitingEnded ?? firstOf(registrations, EVENT.firstAttendance)?.date ?? firstContact ?? started;
}

function phase(
  status: EpisodeOfCareStatusHistory['status'],
  start: DateOrTime | undefined,
  end: DateOrTime | undefined,
): EpisodeOfCareStatusHistory[] {
  const period = start === undefined ? undefined : periodOf(start, end);
  return period === undefined ? [] : [{ status, period }];
}
