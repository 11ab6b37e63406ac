import type { IntervalPoint, PathwayTime } from './catalogue.ts';
import { EVENT } from './event.ts';
import { dateOfReferral } from './expected.ts';
import { isBefore } from './moment.ts';
import type { DatedRegistration, PreparedPathway } from './preparedPathway.ts';
import type { RegistrationsByEvent } from './registrationsByEvent.ts';

/** Where an interval begins and ends; without an end it is open. */
export interface IntervalEnds {
  readonly startDay: number;
  readonly from: DatedRegistration | undefined;
  readonly to: DatedRegistration | undefined;
  readonly endDay: number | undefined;
}

const NONE: readonly DatedRegistration[] = [];
const NO_ENDS: readonly IntervalEnds[] = [];

/** The intervals of one pathway time in a pathway: one, or one for each occurrence that begins it. */
export function endsOf(
  time: PathwayTime,
  pathway: PreparedPathway,
  byEvent: RegistrationsByEvent,
): readonly IntervalEnds[] {
  const { from, to } = time;
  if ('date' in from) {
    const startDay = dateOfReferral(from.date, pathway);
    const [start] = byEvent.get(EVENT.start) ?? NONE;
    const ends =
      startDay === undefined ? undefined : endsFrom(startDay, undefined, start, to, pathway, byEvent);
    return ends === undefined ? NO_ENDS : [ends];
  }
  const starts = matching(from, byEvent);
  if (starts.length === 0) {
    return NO_ENDS;
  }
  const [first, last] = rangeOf(from.occurrence, starts.length);
  const found: IntervalEnds[] = [];
  for (let index = first; index <= last; index += 1) {
    const start = starts[index];
    const ends = start && endsFrom(start.moment.day, start, start, to, pathway, byEvent);
    if (ends !== undefined) {
      found.push(ends);
    }
  }
  return found;
}

/**
 * Undefined where what would have closed it came before its start.
 *
 * @param after the registration after which the closing one is looked for
 */
function endsFrom(
  startDay: number,
  from: DatedRegistration | undefined,
  after: DatedRegistration | undefined,
  to: IntervalPoint,
  pathway: PreparedPathway,
  byEvent: RegistrationsByEvent,
): IntervalEnds | undefined {
  if ('date' in to) {
    return { startDay, from, to: undefined, endDay: dateOfReferral(to.date, pathway) };
  }
  const candidates = matching(to, byEvent);
  const closing = closingOf(to.occurrence, candidates, from, after);
  if (closing !== undefined) {
    return { startDay, from, to: closing, endDay: closing.moment.day };
  }
  const isLeftOpen = to.occurrence === 'first' && candidates.length > 0;
  return isLeftOpen ? undefined : { startDay, from, to: undefined, endDay: undefined };
}

function closingOf(
  occurrence: 'first' | 'second' | 'last' | 'each' | 'next',
  candidates: readonly DatedRegistration[],
  from: DatedRegistration | undefined,
  after: DatedRegistration | undefined,
): DatedRegistration | undefined {
  switch (occurrence) {
    case 'second':
      return candidates[1];
    case 'last':
      return candidates.at(-1);
    case 'first':
      return candidates.find((candidate) => candidate !== from && !isEarlier(candidate, after));
    default: {
      const at = from === undefined ? -1 : candidates.indexOf(from);
      return at >= 0 ? candidates[at + 1] : candidates.find((candidate) => !isEarlier(candidate, after));
    }
  }
}

function isEarlier(candidate: DatedRegistration, after: DatedRegistration | undefined): boolean {
  return after !== undefined && isBefore(candidate.moment, after.moment);
}

/** The first and the last place in a list, earliest first, of the registrations that begin an interval. */
function rangeOf(
  occurrence: 'first' | 'second' | 'last' | 'each' | 'next',
  length: number,
): readonly [number, number] {
  switch (occurrence) {
    case 'first':
      return [0, 0];
    case 'second':
      return [1, 1];
    case 'last':
      return [length - 1, length - 1];
    default:
      return [0, length - 1];
  }
}

function matching(
  point: Extract<IntervalPoint, { readonly event: string }>,
  byEvent: RegistrationsByEvent,
): readonly DatedRegistration[] {
  const registered = byEvent.get(point.event) ?? NONE;
  const { outcomes, exceptOutcomes } = point;
  if (outcomes === undefined && exceptOutcomes === undefined) {
    return registered;
  }
  return registered.filter(({ resolved: { outcome } }) =>
    outcome === undefined
      ? outcomes === undefined
      : (outcomes?.includes(outcome) ?? true) && !(exceptOutcomes?.includes(outcome) ?? false),
  );
}
