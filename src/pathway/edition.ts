import { dateOfDay, dayOf } from './calendarDay.ts';
import type { Catalogue, Edition } from './catalogue.ts';
import { compiledCatalogue } from './compiledCatalogue.ts';
import type { CompiledEdition } from './compiledCatalogue.ts';
import { EVENT } from './event.ts';
import type { PathwayHistory } from './history.ts';
import { momentOf } from './moment.ts';
import type { LocalDate } from './record.ts';
import { pathwayTypeOf, registrationDate, resolveRegistration } from './registration.ts';

export interface ChosenEdition {
  readonly edition: Edition;
  /** The edition whose events and times are used: the last confirmed one where the chosen one's are not. */
  readonly basis: Edition;
  /** Whether the edition's events are unconfirmed, or it is not known to list the pathway's type. */
  readonly unconfirmed: boolean;
  /** The day by which it was chosen; absent when nothing in the history has a date. */
  readonly startDate?: LocalDate;
}

/** Editions chosen by the day on which a pathway started, before anything is known of its type. */
export interface EditionChoice {
  readonly chosen: CompiledEdition;
  readonly basis: CompiledEdition;
}

/**
 * The edition of the catalogue that holds for a pathway: the one that the sender names, when the catalogue has it,
 * else the one in force when the pathway started (the first one for a pathway before it, the newest when there is no
 * date at all). The start is the registered start (A); without one the start that is told beside the registrations, the
 * decision after acute assessment, the referral by the edition's own start-date rule, then whatever is dated first.
 *
 * @throws RangeError when the catalogue has no edition
 */
export function chooseEdition(history: PathwayHistory, catalogue: Catalogue): ChosenEdition {
  const type = pathwayTypeOf(history, catalogue);
  const startDay = registeredStart(history, type, catalogue) ?? startWithoutRegistration(history, catalogue);
  const { chosen, basis } = editionFor(history.edition, startDay, catalogue);
  const chosenEdition: ChosenEdition = {
    edition: chosen.edition,
    basis: basis.edition,
    unconfirmed: isUnconfirmed(chosen.edition, type),
  };
  return startDay === undefined ? chosenEdition : { ...chosenEdition, startDate: dateOfDay(startDay) };
}

export function isUnconfirmed(edition: Edition, type: string | undefined): boolean {
  return !edition.eventsConfirmed || (type !== undefined && !edition.pathwayTypes.includes(type));
}

/** Whether an edition, or another period of days, was in force on a day; without a last day it still is. */
export function isInForce(
  { validFrom, validTo }: Pick<Edition, 'validFrom' | 'validTo'>,
  day: LocalDate,
): boolean {
  return day >= validFrom && (validTo === undefined || day <= validTo);
}

/** The edition named, else the one of the day; with the edition whose events and times stand in for it. */
export function editionFor(
  id: string | undefined,
  startDay: number | undefined,
  catalogue: Catalogue,
): EditionChoice {
  const { editions } = compiledCatalogue(catalogue);
  const index = indexOfNamed(editions, id) ?? indexOfDay(editions, startDay);
  const chosen = editions[index];
  if (chosen === undefined) {
    throw new RangeError('The catalogue has no edition');
  }
  for (let earlier = index; earlier >= 0; earlier -= 1) {
    const candidate = editions[earlier];
    if (candidate?.edition.eventsConfirmed === true) {
      return { chosen, basis: candidate };
    }
  }
  return { chosen, basis: chosen };
}

/** The day that the pathway, its referral, the contacts or any registration gives, when no start (A) is registered. */
export function startWithoutRegistration(history: PathwayHistory, catalogue: Catalogue): number | undefined {
  return dayOfText(history.started) ?? startByReferral(history, catalogue) ?? earliestDay(history, catalogue);
}

function registeredStart(
  history: PathwayHistory,
  type: string | undefined,
  catalogue: Catalogue,
): number | undefined {
  let earliest: number | undefined;
  for (const registration of history.registrations) {
    const resolved = resolveRegistration(registration, type, catalogue);
    if (resolved.ok && resolved.event === EVENT.start) {
      earliest = earlier(earliest, dayOfText(registrationDate(registration, history)));
    }
  }
  return earliest;
}

function startByReferral({ referral }: PathwayHistory, catalogue: Catalogue): number | undefined {
  const acuteDecision = dayOfText(referral?.acuteDecision);
  if (acuteDecision !== undefined) {
    return acuteDecision;
  }
  const received = dayOfText(referral?.received);
  const assessed = referral?.rightGranted === false ? undefined : dayOfText(referral?.assessed);
  const { editions } = compiledCatalogue(catalogue);
  const rule = editions[indexOfDay(editions, received ?? assessed)]?.edition.startDateRule;
  return rule === 'referral-received' ? (received ?? assessed) : (assessed ?? received);
}

/**
 * The earliest date of a registration (the start of symptoms, P, excepted), else of one whose code cannot be read,
 * else of a contact.
 */
function earliestDay(history: PathwayHistory, catalogue: Catalogue): number | undefined {
  let earliest: number | undefined;
  let earliestUnread: number | undefined;
  for (const registration of history.registrations) {
    const resolved = resolveRegistration(registration, undefined, catalogue);
    if (!resolved.ok) {
      earliestUnread = earlier(earliestUnread, dayOfText(registrationDate(registration, history)));
    } else if (resolved.event !== EVENT.symptomStart) {
      earliest = earlier(earliest, dayOfText(registrationDate(registration, history)));
    }
  }
  earliest ??= earliestUnread;
  if (earliest === undefined) {
    for (const contact of history.contacts) {
      earliest = earlier(earliest, dayOfText(contact.start));
    }
  }
  return earliest;
}

function indexOfNamed(editions: readonly CompiledEdition[], id: string | undefined): number | undefined {
  const index = id === undefined ? -1 : editions.findIndex(({ edition }) => edition.id === id);
  return index < 0 ? undefined : index;
}

function indexOfDay(editions: readonly CompiledEdition[], day: number | undefined): number {
  if (day === undefined) {
    return editions.length - 1;
  }
  let index = 0;
  for (
    let later = 1;
    later < editions.length && (editions[later]?.validFrom ?? Infinity) <= day;
    later += 1
  ) {
    index = later;
  }
  return index;
}

function dayOfText(text: string | undefined): number | undefined {
  return text === undefined ? undefined : text.length === 10 ? dayOf(text) : momentOf(text)?.day;
}

function earlier(first: number | undefined, second: number | undefined): number | undefined {
  return first === undefined || (second !== undefined && second < first) ? second : first;
}
