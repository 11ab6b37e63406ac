import { dateOfDay } from './calendarDay.ts';
import type { Catalogue, ExpectedMilestone, PathwayTime } from './catalogue.ts';
import { longestOf } from './candidateTimes.ts';
import { compiledCatalogue } from './compiledCatalogue.ts';
import type { CompiledEdition } from './compiledCatalogue.ts';
import { EVENT } from './event.ts';
import type { PathwayHistory } from './history.ts';
import { byMoment, isDated, preparePathway } from './preparedPathway.ts';
import type { CodedRegistration, DatedRegistration, PreparedPathway } from './preparedPathway.ts';
import type { LocalDate } from './record.ts';
import { registrationsByEvent } from './registrationsByEvent.ts';
import type { ListsByEvent } from './registrationsByEvent.ts';
import { MOST_CLINICAL_DECISIONS } from './rules/repetitionRules.ts';

/** A measurement point that is due next. */
export interface ExpectedMilestoneDue {
  /** List 9322. */
  readonly event: string;
  /** Which occurrence of the event in the pathway it will be, from 1. */
  readonly ordinal: number;
  /** Combined code, when the pathway type has one code only for the event. */
  readonly code?: string;
  /**
   * Last day of the pathway time; of the longest one where the level of care or a condition that decides it is not
   * known. Absent where the day it counts from is not known, or one of the times that may hold is not.
   */
  readonly deadline?: LocalDate;
  /** Whether it comes from another edition than the pathway's own, or its time is unconfirmed. */
  readonly unconfirmed: boolean;
  /** The pathway time that gave the deadline. */
  readonly timeId?: string;
  /** Where the registration stands after which it is due. */
  readonly afterPlace: string;
}

/**
 * What is due next, by the chain of the edition whose events are used. Nothing is due after the end (X), nothing that
 * is registered already, and nothing that the pathway has passed (a later event of the chain is registered). Never
 * the start (A): it is the first registration. At most two clinical decisions.
 */
export function expectedMilestones(history: PathwayHistory, catalogue: Catalogue): ExpectedMilestoneDue[] {
  return expectedOf(preparePathway(history, catalogue));
}

export function expectedOf(pathway: PreparedPathway): ExpectedMilestoneDue[] {
  return dueMilestones(pathway).map((due) => describe(pathway, due));
}

/** A milestone that is due, as the rules look at it. */
export interface DueMilestone {
  readonly milestone: ExpectedMilestone;
  readonly ordinal: number;
  /** The registration after which it is due. */
  readonly trigger: CodedRegistration;
  readonly time: PathwayTime | undefined;
  /** Calendar day, see calendarDay. */
  readonly deadline: number | undefined;
}

const NOTHING_DUE: readonly DueMilestone[] = [];

export function dueMilestones(pathway: PreparedPathway): readonly DueMilestone[] {
  const { type, basis, coded } = pathway;
  const milestones = type === undefined ? undefined : basis.milestonesByType.get(type);
  if (
    type === undefined ||
    milestones === undefined ||
    coded.some(({ resolved }) => resolved.event === EVENT.end)
  ) {
    return NOTHING_DUE;
  }
  const registered = registrationsByEvent(coded);
  const due: DueMilestone[] = [];
  for (const milestone of milestones) {
    const trigger = triggerOf(milestone, registered);
    if (trigger === undefined) {
      continue;
    }
    const ordinal = (registered.get(milestone.event)?.length ?? 0) + 1;
    const isKnown = due.some((other) => other.milestone.event === milestone.event);
    if (!isKnown && isDue(milestone, ordinal, registered, basis.laterEvents.get(type))) {
      const candidates = timesOf(milestone, basis);
      const longest = longestOf(candidates, trigger.setting);
      const time = longest?.time ?? candidates[0];
      const start = time === undefined ? undefined : startOf(time, pathway, trigger);
      const deadline = longest === undefined || start === undefined ? undefined : start + longest.days;
      due.push({ milestone, ordinal, trigger, time, deadline });
    }
  }
  return due;
}

/** The last registration of the event after which the milestone is due, if its outcome is one for which that holds. */
function triggerOf(
  milestone: ExpectedMilestone,
  registered: ListsByEvent<CodedRegistration>,
): CodedRegistration | undefined {
  const candidates = registered.get(milestone.after);
  if (candidates === undefined) {
    return undefined;
  }
  const last = latestOf(candidates);
  const outcome = last?.resolved.outcome;
  const { afterOutcomes, afterExceptOutcomes } = milestone;
  const holds =
    (afterOutcomes === undefined || (outcome !== undefined && afterOutcomes.includes(outcome))) &&
    (afterExceptOutcomes === undefined || outcome === undefined || !afterExceptOutcomes.includes(outcome));
  return holds ? last : undefined;
}

/** Of those with a date the latest, of one moment the last; else the last that came. */
function latestOf(registrations: readonly CodedRegistration[]): CodedRegistration | undefined {
  let latest: DatedRegistration | undefined;
  for (const next of registrations) {
    if (isDated(next) && (latest === undefined || byMoment(latest, next) <= 0)) {
      latest = next;
    }
  }
  return latest ?? registrations.at(-1);
}

/** The next of its own kind is due after each; another event only while none is registered. */
function isDue(
  milestone: ExpectedMilestone,
  ordinal: number,
  registered: ListsByEvent<CodedRegistration>,
  laterEvents: ReadonlyMap<string, readonly string[]> | undefined,
): boolean {
  const { event, after } = milestone;
  if (event === EVENT.clinicalDecision && ordinal > MOST_CLINICAL_DECISIONS) {
    return false;
  }
  const isPassed = laterEvents?.get(event)?.some((later) => registered.get(later) !== undefined) ?? false;
  return !isPassed && (event === after || ordinal === 1);
}

function describe(
  pathway: PreparedPathway,
  { milestone, ordinal, trigger, time, deadline }: DueMilestone,
): ExpectedMilestoneDue {
  const { codesOfEvent } = compiledCatalogue(pathway.catalogue);
  const codes = codesOfEvent.get(milestone.pathway)?.get(milestone.event);
  const [code] = codes ?? [];
  return {
    event: milestone.event,
    ordinal,
    ...(code !== undefined && codes?.length === 1 ? { code } : {}),
    ...(deadline === undefined || time === undefined
      ? {}
      : { deadline: dateOfDay(deadline), timeId: time.id }),
    unconfirmed: pathway.unconfirmed || time?.confirmed === false,
    afterPlace: trigger.registration.place,
  };
}

/** The time of a milestone; where it has none of its own, those that hang on a condition which nothing tells. */
function timesOf(milestone: ExpectedMilestone, basis: CompiledEdition): readonly PathwayTime[] {
  const { timeId, pathway, event, after } = milestone;
  const own = timeId === undefined ? undefined : basis.timesById.get(timeId);
  if (own !== undefined) {
    return [own];
  }
  const times = basis.timesByType.get(pathway) ?? [];
  return times.filter(
    ({ condition, from, to }) =>
      condition !== undefined &&
      'event' in to &&
      to.event === event &&
      ('date' in from ? after === EVENT.start : from.event === after),
  );
}

function startOf(
  time: PathwayTime,
  pathway: PreparedPathway,
  trigger: CodedRegistration,
): number | undefined {
  return 'date' in time.from ? dateOfReferral(time.from.date, pathway) : trigger.moment?.day;
}

/** The day of the referral from which a pathway time counts; undefined when it is not known. */
export function dateOfReferral(date: string, pathway: PreparedPathway): number | undefined {
  switch (date) {
    case 'referralReceived':
      return pathway.received;
    case 'referralAssessed':
      return pathway.assessed;
    default:
      return undefined;
  }
}
