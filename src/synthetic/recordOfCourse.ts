import { dateOfDay } from '../pathway/calendarDay.ts';
import type {
  DateOrTime,
  PathwayRecord,
  RecordContact,
  RecordMeasurementPoint,
  RecordProfessional,
  RecordReferral,
  RecordTopics,
  SenderIdentifier,
  TopicStatus,
} from '../pathway/record.ts';
import { norwegianTimeOf, type DayNumber } from './calendar.ts';
import { endOfCourse, type Course, type CourseContact, type CourseEvent } from './course.ts';
import type { SyntheticTrust } from './organizations.ts';
import type { SyntheticPerson } from './patients.ts';
import type { PathwayProfile } from './pathwayProfiles.ts';
import type { RandomSource } from './randomSource.ts';
import { withoutThoseOfAge, type Surroundings } from './surroundings.ts';

/** Events in a ward are timed after the morning's meetings. */
const WARD_MINUTE = 12 * 60 + 30;

export interface RecordOrder {
  readonly profile: PathwayProfile;
  readonly course: Course;
  readonly person: SyntheticPerson;
  readonly surroundings: Surroundings;
  readonly trust: SyntheticTrust;
  /** The trust's own number of the pathway. */
  readonly pathwayNumber: string;
  readonly coordinator: RecordProfessional;
  readonly clinician: RecordProfessional;
  readonly referrer?: RecordReferral['referrer'];
  /** Day that counts in the queue: of the first referral, also after a transfer. */
  readonly seniorityDay: DayNumber;
  readonly formerPathway?: SenderIdentifier;
  readonly firstTrust?: PathwayRecord['firstTrust'];
}

/** How a trust's system writes: codes in one or in parts, times or dates only. */
interface WritingHabit {
  readonly codes: 'combined' | 'parts' | 'partsWithType' | 'both';
  readonly times: boolean;
}

/** The record that the trust's system makes of a course as it stands on `lastDay`. */
export function recordOfCourse(random: RandomSource, order: RecordOrder, lastDay: DayNumber): PathwayRecord {
  const { course, trust, profile, person } = order;
  const habit: WritingHabit = {
    codes: random.weighted([
      [6, 'combined'],
      [2, 'parts'],
      [2, 'partsWithType'],
      [1, 'both'],
    ] as const),
    times: random.chance(0.85),
  };
  const young = profile.young !== undefined && course.referral.received - person.birthDay < 18 * 365.25;
  const place = young ? (profile.young ?? profile) : profile;
  const { contacts, events } = course;
  return {
    identifier: identifierOf(order, 'pathway', ''),
    recordedAt: norwegianTimeOf(lastDayOf(order, lastDay), 16 * 60 + random.integer(0, 239)),
    pathwayType: course.pathwayType,
    patient: person.patient,
    trust: trust.organization,
    unit: trust.units[course.setting === 'inpatient' ? place.ward : place.clinic],
    referral: referralOf(random, order, lastDay),
    pathwayCoordinator: order.coordinator,
    ...(events.some(({ event }) => event === 'M') ? { responsibleClinician: order.clinician } : {}),
    ...withoutThoseOfAge(order.surroundings, lastDayOf(order, lastDay)),
    contacts: contacts.map((contact) => ({
      ...contactOf(order, contact, habit),
      field: place.field,
      ...(course.setting === 'mixed' && contact.careLevel === '1' ? { unit: trust.units[place.ward] } : {}),
    })),
    measurementPoints: events.map((event, index) =>
      measurementPointOf(random, order, event, index + 1, habit),
    ),
    ...(order.firstTrust === undefined ? {} : { firstTrust: order.firstTrust }),
    ...(order.formerPathway === undefined ? {} : { formerPathway: order.formerPathway }),
    topics: topicsOf(random, course),
  };
}

export function pathwayIdentifier(trust: SyntheticTrust, pathwayNumber: string): SenderIdentifier {
  return { system: `${trust.identifierBase}/pathway`, value: pathwayNumber };
}

function identifierOf({ trust, pathwayNumber }: RecordOrder, kind: string, suffix: string): SenderIdentifier {
  return { system: `${trust.identifierBase}/${kind}`, value: `${pathwayNumber}${suffix}` };
}

/** The last day on which anything happened that the record tells. */
function lastDayOf({ course, person }: RecordOrder, lastDay: DayNumber): DayNumber {
  const { referral, events, contacts } = course;
  return Math.max(
    ...[
      person.birthDay,
      referral.received,
      referral.assessed,
      referral.acuteDecision ?? referral.received,
      ...events.map(({ registeredOn }) => registeredOn),
      ...contacts.flatMap(({ start, end }) => [start, end ?? start]),
    ].filter((day) => day <= lastDay),
  );
}

function referralOf(random: RandomSource, order: RecordOrder, lastDay: DayNumber): RecordReferral {
  const { course, profile, seniorityDay, referrer } = order;
  const { received, assessed, acuteDecision, deadline, priority, right, outcome } = course.referral;
  const known = assessed <= lastDay;
  return {
    identifier: identifierOf(order, 'referral', '-H'),
    receivedDate: dateOfDay(received),
    ...(known ? { assessedDate: dateOfDay(assessed), right, status: right === '3' ? '2' : '4' } : {}),
    ...(known && outcome !== undefined ? { outcome } : {}),
    ...(known && deadline !== undefined ? { deadline: dateOfDay(deadline) } : {}),
    seniorityDate: dateOfDay(seniorityDay),
    ...waitingEnd(course),
    ...(acuteDecision !== undefined && acuteDecision <= lastDay
      ? { acuteDecisionDate: dateOfDay(acuteDecision) }
      : {}),
    ...(referrer === undefined ? {} : { referrer }),
    priority,
    type: '10',
    ...(random.chance(0.7) ? { reason: random.pick(profile.referralReasons) } : {}),
  };
}

/** Why waiting ended (Volven 8445): help began, or the course ended before it could. */
function waitingEnd(course: Course): Pick<RecordReferral, 'waitingEndedDate' | 'waitingEndCode'> {
  const attendance = course.events.find(({ event }) => event === 'M');
  if (attendance !== undefined) return { waitingEndedDate: dateOfDay(attendance.day), waitingEndCode: '1' };
  const end = endOfCourse(course);
  if (end === undefined) return {};
  return { waitingEndedDate: dateOfDay(end.day), waitingEndCode: end.outcome === 'P' ? '2' : '9' };
}

function contactOf(order: RecordOrder, contact: CourseContact, { times }: WritingHabit): RecordContact {
  const { start, end, startMinute, endMinute, careLevel, contactType, partOf } = contact;
  const written = (day: DayNumber, minute: number): DateOrTime =>
    times ? norwegianTimeOf(day, minute) : dateOfDay(day);
  return {
    identifier: identifierOf(order, 'contact', `-K${contact.serial}`),
    period: {
      start: written(start, startMinute),
      ...(end === undefined ? {} : { end: written(end, endMinute) }),
    },
    careLevel,
    contactType,
    ...(partOf === undefined ? {} : { partOf: identifierOf(order, 'contact', `-K${partOf}`) }),
  };
}

function measurementPointOf(
  random: RandomSource,
  order: RecordOrder,
  event: CourseEvent,
  serial: number,
  habit: WritingHabit,
): RecordMeasurementPoint {
  const { pathwayType, contacts } = order.course;
  const contact = contacts.find((candidate) => candidate.serial === event.contact);
  const code = { code: `${pathwayType}${event.event}${event.outcome ?? ''}` };
  const parts = { event: event.event, ...(event.outcome === undefined ? {} : { outcome: event.outcome }) };
  const withType = { type: pathwayType, ...parts };
  const written = { combined: code, parts, partsWithType: withType, both: { ...code, ...withType } };
  return {
    identifier: identifierOf(order, 'measurement-point', `-M${serial}`),
    ...written[habit.codes],
    ...dateOf(random, event, contact, habit),
    ...(contact === undefined ? {} : { contact: identifierOf(order, 'contact', `-K${contact.serial}`) }),
  };
}

/** A registration without a date of its own has that of its contact. */
function dateOf(
  random: RandomSource,
  { day, event }: CourseEvent,
  contact: CourseContact | undefined,
  { times }: WritingHabit,
): { date?: DateOrTime } {
  if (contact === undefined || event === 'A') return { date: dateOfDay(day) };
  const isStay = contact.careLevel === '1';
  if (!isStay && random.chance(0.4)) return {};
  if (!times || random.chance(0.5)) return { date: dateOfDay(day) };
  return { date: norwegianTimeOf(day, isStay ? WARD_MINUTE : contact.startMinute) };
}

function topicsOf(random: RandomSource, course: Course): RecordTopics {
  const ended = endOfCourse(course) !== undefined;
  const attended = course.events.some(({ event }) => event === 'M');
  const status = (): TopicStatus => {
    if (!attended) return 'not-started';
    return ended
      ? random.pick(['completed', 'completed', 'not-needed'])
      : random.pick(['in-progress', 'completed']);
  };
  return {
    childrenAndSiblings: status(),
    somaticHealthAndLivingHabits: status(),
    userParticipation: status(),
    individualPlan: attended ? random.pick(['not-needed', 'in-progress', 'completed']) : 'not-started',
    crisisPlan: attended ? random.pick(['not-needed', 'completed']) : 'not-started',
  };
}
