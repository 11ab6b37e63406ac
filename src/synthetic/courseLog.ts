import type { Catalogue } from '../pathway/catalogue.ts';
import { dateOfDay } from '../pathway/calendarDay.ts';
import type { DayNumber } from './calendar.ts';
import type { CourseContact, CourseEvent } from './course.ts';
import type { RandomSource } from './randomSource.ts';

type OpenContact = { -readonly [Key in keyof CourseContact]: CourseContact[Key] };

/** What has happened in a course so far: contacts are held, stays opened and closed, measurement points registered. */
export class CourseLog {
  readonly events: CourseEvent[] = [];
  readonly contacts: OpenContact[] = [];
  private readonly random: RandomSource;
  private readonly pathwayType: string;
  private readonly catalogue: Catalogue;
  private openedStay: OpenContact | undefined;

  constructor(random: RandomSource, pathwayType: string, catalogue: Catalogue) {
    this.random = random;
    this.pathwayType = pathwayType;
    this.catalogue = catalogue;
  }

  get inStay(): boolean {
    return this.openedStay !== undefined;
  }

  openStay(day: DayNumber, contactType: CourseContact['contactType']): CourseContact {
    this.openedStay = this.add(day, '1', contactType);
    return this.openedStay;
  }

  closeStay(day: DayNumber): void {
    if (this.openedStay === undefined) return;
    this.openedStay.end = day;
    this.openedStay = undefined;
  }

  /** The stay that goes on, or else a visit of that day with the patient. */
  meet(day: DayNumber, contactType: CourseContact['contactType']): CourseContact {
    const visitOfDay = this.contacts.find(
      (contact) => contact.start === day && contact.end === day && contact.contactType !== '5',
    );
    return this.openedStay ?? visitOfDay ?? this.visit(day, contactType);
  }

  visit(day: DayNumber, contactType: CourseContact['contactType']): CourseContact {
    const contact = this.add(day, contactType !== '5' && this.random.chance(0.04) ? '2' : '3', contactType);
    contact.end = day;
    contact.endMinute = contact.startMinute + (contact.careLevel === '2' ? 240 : 45);
    const stay = this.contacts.find(
      ({ careLevel, start, end }) => careLevel === '1' && start <= day && day <= (end ?? day),
    );
    if (stay !== undefined) contact.partOf = stay.serial;
    return contact;
  }

  /** Whether the pathway has the measurement point, and had it on that day as far as is known. */
  has(event: string, outcome: string | undefined, day: DayNumber): boolean {
    const code = this.catalogue.combinedCodes.get(`${this.pathwayType}${event}${outcome ?? ''}`);
    if (code === undefined) return false;
    const date = dateOfDay(day);
    return (code.validFrom ?? date) <= date && date <= (code.validTo ?? date);
  }

  /** Registers the measurement point where the pathway has it; says whether it has. */
  register(event: string, outcome: string | undefined, day: DayNumber, contact?: CourseContact): boolean {
    if (!this.has(event, outcome, day)) return false;
    this.events.push({ event, outcome, day, registeredOn: day, contact: contact?.serial });
    return true;
  }

  /** Registers, on the day `registeredOn`, what happened earlier and outside any contact. */
  registerAfterwards(event: string, day: DayNumber, registeredOn: DayNumber): void {
    if (this.has(event, undefined, registeredOn)) this.events.push({ event, day, registeredOn });
  }

  private add(
    day: DayNumber,
    careLevel: CourseContact['careLevel'],
    contactType: CourseContact['contactType'],
  ): OpenContact {
    const startMinute = 8 * 60 + 15 * this.random.integer(0, 16);
    const contact: OpenContact = {
      serial: this.contacts.length + 1,
      start: day,
      startMinute,
      endMinute: 14 * 60,
      careLevel,
      contactType,
    };
    this.contacts.push(contact);
    return contact;
  }
}
