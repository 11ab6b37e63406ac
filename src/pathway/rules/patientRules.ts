/** Rules across the pathways of one patient: overlap (224), and what a transfer leaves behind. */

import type { Finding } from '../../findings/finding.ts';
import { dateOfDay, dayOf } from '../calendarDay.ts';
import { EVENT, OUTCOME } from '../event.ts';
import { PATHWAY_FINDINGS } from '../findings.ts';
import type { DatedRegistration } from '../preparedPathway.ts';
import { datedOf, placeIn, reportAt } from './pathwayRule.ts';
import type { CheckedPathway } from './pathwayRule.ts';

interface PathwayPeriod {
  readonly pathway: CheckedPathway;
  readonly start: number;
  /** Infinity while the pathway has not ended. */
  readonly end: number;
  readonly ending: DatedRegistration | undefined;
}

/**
 * @param pathways all of one patient
 * @returns findings, each at the later of the pathways concerned
 */
export function checkPatient(pathways: readonly CheckedPathway[]): Finding[] {
  const report = { findings: [] as Finding[] };
  const periods = pathways.map(periodOf).filter((period) => period !== undefined);
  periods.sort((first, second) => first.start - second.start);
  let running: PathwayPeriod | undefined;
  const transfers = new Map<string, PathwayPeriod>();
  for (const period of periods) {
    if (running !== undefined && running.end > period.start && !isHandover(running)) {
      reportOverlap(running, period, report);
    }
    checkFirstTrust(period, transfers, report);
    if (running === undefined || period.end > running.end) {
      running = period;
    }
    if (period.ending?.resolved.outcome === OUTCOME.movedToOtherTrust) {
      transfers.set(period.pathway.type ?? '', period);
    }
  }
  return report.findings;
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

function reportOverlap(earlier: PathwayPeriod, later: PathwayPeriod, report: { findings: Finding[] }): void {
  reportAt(report, PATHWAY_FINDINGS.overlappingPathway, later.pathway.history.place, {
    other: earlier.pathway.history.pathway,
    otherType: earlier.pathway.type ?? '–',
    start: dateOfDay(later.start),
  });
}

/** The next pathway of the same type elsewhere after a transfer keeps the start of the first one. */
function checkFirstTrust(
  period: PathwayPeriod,
  transfers: Map<string, PathwayPeriod>,
  report: { findings: Finding[] },
): void {
  const { history, type } = period.pathway;
  const former = transfers.get(type ?? '');
  if (former === undefined || former.pathway.history.organization === history.organization) {
    return;
  }
  transfers.delete(type ?? '');
  const firstDay = optionalDay(former.pathway.history.firstTrust?.startDate) ?? former.start;
  const other = former.pathway.history.pathway;
  if (history.firstTrust === undefined) {
    reportAt(report, PATHWAY_FINDINGS.firstTrustMissing, history.place, {
      other,
      first: dateOfDay(firstDay),
    });
    return;
  }
  const given = optionalDay(history.firstTrust.startDate);
  if (given !== undefined && given !== firstDay) {
    const values = { other, first: dateOfDay(firstDay), date: dateOfDay(given) };
    reportAt(report, PATHWAY_FINDINGS.firstTrustDiffers, placeIn(history, 'firstTrust.startDate'), values);
  }
}

function optionalDay(date: string | undefined): number | undefined {
  return date === undefined ? undefined : dayOf(date);
}
