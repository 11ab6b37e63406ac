/** One patient's course through a pathway at one trust, laid out in days: what happens, not yet how it is recorded. */

import type { DayNumber } from './calendar.ts';
import type { CourseSetting } from './intervalLimits.ts';

export interface CourseContact {
  /** Position in the course, from 1. */
  readonly serial: number;
  readonly start: DayNumber;
  readonly startMinute: number;
  /** Absent while a stay goes on. */
  readonly end?: DayNumber;
  readonly endMinute: number;
  /** Volven 8406. */
  readonly careLevel: '1' | '2' | '3';
  /** Volven 8432. */
  readonly contactType: '1' | '2' | '5';
  /** Serial of the stay of which it is a part. */
  readonly partOf?: number;
}

export interface CourseEvent {
  /** List 9322. */
  readonly event: string;
  /** List 9323–9326, 9328. */
  readonly outcome?: string;
  readonly day: DayNumber;
  /** Day on which it was registered, where that is later. */
  readonly registeredOn: DayNumber;
  /** Serial of the contact in which it was coded. */
  readonly contact?: number;
}

export interface CourseReferral {
  readonly received: DayNumber;
  readonly assessed: DayNumber;
  /** Volven 8306. */
  readonly priority: string;
  /** Volven 8444. */
  readonly right: string;
  /** Volven 8485: only with a right. */
  readonly outcome?: string;
  /** Day of the decision to enter the pathway, after acute assessment. */
  readonly acuteDecision?: DayNumber;
  /** Latest day for necessary health care: only with a right. */
  readonly deadline?: DayNumber;
}

export interface Course {
  readonly pathwayType: string;
  readonly setting: CourseSetting;
  readonly referral: CourseReferral;
  /** In the order in which they were registered. */
  readonly events: readonly CourseEvent[];
  readonly contacts: readonly CourseContact[];
}

/** The course as it stood at the end of a day. */
export function courseUntil(course: Course, day: DayNumber): Course {
  return {
    ...course,
    events: course.events.filter((event) => event.registeredOn <= day),
    contacts: course.contacts
      .filter((contact) => contact.start <= day)
      .map((contact) =>
        contact.end !== undefined && contact.end > day ? { ...contact, end: undefined } : contact,
      ),
  };
}

/** How the course ended (outcome of X, list 9326), and when; undefined while it is open. */
export function endOfCourse(
  course: Course,
): { readonly outcome: string; readonly day: DayNumber } | undefined {
  const end = course.events.find((event) => event.event === 'X');
  return end?.outcome === undefined ? undefined : { outcome: end.outcome, day: end.day };
}
