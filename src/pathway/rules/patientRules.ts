/** Rules across the pathways of one patient: overlap (224), and what a transfer leaves behind. */

import { createFinding } from '../../findings/finding.ts';
import type { Finding } from '../../findings/finding.ts';
import { dateOfDay, dayOf } from '../calendarDay.ts';
import { EVENT, OUTCOME } from '../event.ts';
import { PATHWAY_FINDINGS } from '../findings.ts';
import type { DatedRegistration } from '../preparedPathway.ts';
import { datedOf, placeIn } from './pathwayRule.ts';
import type { CheckedPathway } from './pathwayRule.ts';

interface PathwayPeriod {
  readonly pathway: CheckedPathway;
  readonly start: number;
  /** Infinity while the pathway has not ended. */
  readonly end: number;
  readonly ending: DatedRegistration | undefined;
}

/** A finding at one of the pathways of a patient. */
export interface FindingAcross {
  readonly pathway: CheckedPathway;
  readonly finding: Finding;
}

/**
 * Judges what the pathways of one patient have with one another, each at the later of those concerned, and marks
 * those that follow a transfer.
 *
 * @param pathways all of one patient
 */
export function checkPatient(pathways: readonly CheckedPathway[]): FindingAcross[] {
  const found: FindingAcross[] = [];
  const periods = pathways.map(periodOf).filter((period) => period !== undefined);
  periods.sort((first, second) => first.start - second.start);
  let running: PathwayPeriod | undefined;
  const transfers = new Map<string, PathwayPeriod>();
  const ended = new Map<string, PathwayPeriod>();
  for (const period of periods) {
    if (running !== undefined && running.end > period.start && !isHandover(running)) {
      tell(found, period, overlapOf(running, period));
    } else {
      judgeEndElsewhere(period, ended.get(period.pathway.type ?? ''), found);
    }
    tell(found, period, judgeTransfer(period, transfers));
    if (running === undefined || period.end > running.end) {
      running = period;
    }
    if (period.ending?.resolved.outcome === OUTCOME.movedToOtherTrust) {
      transfers.set(period.pathway.type ?? '', period);
    }
    if (period.ending !== undefined) {
      ended.set(period.pathway.type ?? '', period);
    }
  }
  return found;
}

function tell(found: FindingAcross[], { pathway }: PathwayPeriod, finding: Finding | undefined): void {
  if (finding !== undefined) {
    found.push({ pathway, finding });
  }
}

/** From the start, else the first registration other than the start of symptoms, to the first end. */
function periodOf(pathway: CheckedPathway): PathwayPeriod | undefined {
  const first =
    datedOf(pathway, EVENT.start)[0] ??
    pathway.dated.find(({ resolved }) => resolved.event !== EVENT.symptomStart);
  const [ending] = datedOf(pathway, EVENT.end);
  return first === undefined
    ? undefined
    : { pathway, start: first.moment.day, end: ending?.moment.day ?? Infinity, ending };
}

/**
 * A pathway that was moved on (X with outcome O or N) may end after its successor's start, which is dated by the
 * onward referral.
 */
function isHandover({ ending }: PathwayPeriod): boolean {
  const outcome = ending?.resolved.outcome;
  return outcome === OUTCOME.movedToOtherTrust || outcome === OUTCOME.movedToOtherPathway;
}

/** Whether it is one pathway under one name at two trusts. */
function goesOnElsewhere({ pathway: former }: PathwayPeriod, { pathway: later }: PathwayPeriod): boolean {
  const { pathway: name, organization } = former.history;
  return name !== '' && name === later.history.pathway && organization !== later.history.organization;
}

/**
 * One pathway at two trusts that ended at the first, but not with the transfer (XO). It is one where both have its
 * name, or where the later keeps the start of the former as that at the first trust.
 */
function judgeEndElsewhere(
  later: PathwayPeriod,
  former: PathwayPeriod | undefined,
  found: FindingAcross[],
): void {
  const { history } = later.pathway;
  if (
    former?.ending === undefined ||
    isHandover(former) ||
    former.pathway.history.organization === history.organization ||
    !(goesOnElsewhere(former, later) || optionalDay(history.firstTrust?.startDate) === firstStartOf(former))
  ) {
    return;
  }
  later.pathway.followsTransfer = true;
  const { resolved, moment, registration } = former.ending;
  const values = {
    code: resolved.code,
    date: dateOfDay(moment.day),
    start: dateOfDay(later.start),
    trust: history.organization === undefined ? '' : ` (${history.organization})`,
    ending: `${resolved.type}${EVENT.end}${OUTCOME.movedToOtherTrust}`,
  };
  const finding = createFinding(PATHWAY_FINDINGS.transferEndedOtherwise, registration.place, values);
  found.push({ pathway: former.pathway, finding });
}

/** The start at the first trust, which a pathway that was itself transferred keeps. */
function firstStartOf({ pathway, start }: PathwayPeriod): number {
  return optionalDay(pathway.history.firstTrust?.startDate) ?? start;
}

/** One pathway under one name at two trusts was transferred: it lacks the end with that outcome (XO) at the first. */
function overlapOf(earlier: PathwayPeriod, later: PathwayPeriod): Finding {
  const { type = '', history } = earlier.pathway;
  const { place } = later.pathway.history;
  const values = { otherType: type === '' ? '–' : type, start: dateOfDay(later.start) };
  return goesOnElsewhere(earlier, later)
    ? createFinding(PATHWAY_FINDINGS.overlappingAtOtherTrust, place, {
        ...values,
        trust: history.organization ?? '–',
        ending: `${type}${EVENT.end}${OUTCOME.movedToOtherTrust}`,
      })
    : createFinding(PATHWAY_FINDINGS.overlappingPathway, place, {
        ...values,
        other: history.pathway,
        ending: `${type}${EVENT.end}`,
      });
}

/** The next pathway of the same type elsewhere after a transfer keeps the start of the first one. */
function judgeTransfer(
  { pathway }: PathwayPeriod,
  transfers: Map<string, PathwayPeriod>,
): Finding | undefined {
  const { history, type } = pathway;
  const former = transfers.get(type ?? '');
  if (former === undefined || former.pathway.history.organization === history.organization) {
    return undefined;
  }
  pathway.followsTransfer = true;
  transfers.delete(type ?? '');
  const firstDay = firstStartOf(former);
  const values = { other: former.pathway.history.pathway, first: dateOfDay(firstDay) };
  if (history.firstTrust === undefined) {
    return history.tellsFirstTrust === false
      ? undefined
      : createFinding(PATHWAY_FINDINGS.firstTrustMissing, history.place, values);
  }
  const given = optionalDay(history.firstTrust.startDate);
  return given === undefined || given === firstDay
    ? undefined
    : createFinding(PATHWAY_FINDINGS.firstTrustDiffers, placeIn(history, 'firstTrust.startDate'), {
        ...values,
        date: dateOfDay(given),
      });
}

function optionalDay(date: string | undefined): number | undefined {
  return date === undefined ? undefined : dayOf(date);
}
