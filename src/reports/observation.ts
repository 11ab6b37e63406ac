import type { CareSetting, Catalogue } from '../pathway/catalogue.ts';
import { dateOfDay, dayOf } from '../pathway/calendarDay.ts';
import type { PathwayHistory } from '../pathway/history.ts';
import { pathwayTimes, type PathwayTimeRow } from '../pathway/pathwayTimes.ts';
import { inOrderOfDate, preparePathway } from '../pathway/preparedPathway.ts';
import type { LocalDate } from '../pathway/record.ts';
import type { Indicator, IntervalIndicator, RegistrationIndicator } from './indicator.ts';

/** First and last day that count, and the day on which it is looked at: the last one, or today when that is earlier. */
export interface ReportPeriod {
  readonly from: LocalDate;
  readonly to: LocalDate;
  readonly day: LocalDate;
}

/** @param today Norwegian calendar day. */
export function reportPeriod(from: LocalDate, to: LocalDate, today: LocalDate): ReportPeriod {
  return { from, to, day: today < to ? today : to };
}

/** What the reports look at in one pathway. */
export interface ReportedPathway {
  readonly history: PathwayHistory;
  /** 9321; absent when it is not known. */
  readonly pathwayType?: string;
  /** Outcome of the assessment of the referral (Volven 8485). */
  readonly assessmentOutcome?: string;
}

/**
 * `within` and `late`: counted; `not-judged`: the pathway time, or what decides it, is not known; `excluded`: left out
 * by the indicator's rule; `open-overdue`: not closed on the day although the time has run out, so not yet counted.
 */
export type Verdict = 'within' | 'late' | 'not-judged' | 'excluded' | 'open-overdue';

/** One thing that an indicator counts. */
export interface Observation {
  readonly indicator: Indicator;
  readonly verdict: Verdict;
  /** Day on which it counts; of one that is still open, the day on which it is looked at. */
  readonly date: LocalDate;
  readonly setting?: CareSetting;
  /** Calendar days from start to end; only of intervals. */
  readonly days?: number;
  /** The pathway time, calendar days; absent where it is not known which of two holds. */
  readonly limit?: number;
  /** Whether the pathway time and the edition are confirmed. */
  readonly confirmed: boolean;
}

/**
 * What one pathway adds to the indicators in a period. Intervals are those of `pathwayTimes`.
 *
 * @param catalogue from catalogueForIndicators
 */
export function observe(
  pathway: ReportedPathway,
  indicators: readonly Indicator[],
  catalogue: Catalogue,
  period: ReportPeriod,
): readonly Observation[] {
  const rows = pathwayTimes(pathway.history, catalogue, period.day);
  return indicators.flatMap((indicator) =>
    indicator.kind === 'interval'
      ? rows.flatMap((row) => observeInterval(row, indicator, pathway, period) ?? [])
      : (observeRegistration(indicator, pathway, catalogue, period) ?? []),
  );
}

function observeInterval(
  row: PathwayTimeRow,
  indicator: IntervalIndicator,
  pathway: ReportedPathway,
  period: ReportPeriod,
): Observation | undefined {
  const { from, to, setting } = indicator;
  const isOtherSetting = setting !== undefined && row.setting !== undefined && row.setting !== setting;
  if (row.from !== from || row.to !== to || isOtherSetting) {
    return undefined;
  }
  const isClosed = row.end !== undefined && row.end <= period.day;
  if (isClosed && row.end < period.from) {
    return undefined;
  }
  const excluded = isExcluded(indicator, pathway);
  const isOverdue = row.due !== undefined && row.due < period.day;
  const isSettingKnown = setting === undefined || row.setting !== undefined;
  if (!isClosed && (row.start > period.day || !isOverdue || !isSettingKnown || excluded)) {
    return undefined;
  }
  return {
    indicator,
    verdict: excluded
      ? 'excluded'
      : !isClosed
        ? 'open-overdue'
        : row.status === 'unknown' || !isSettingKnown
          ? 'not-judged'
          : row.status === 'met'
            ? 'within'
            : 'late',
    date: isClosed ? row.end : period.day,
    ...(row.setting !== undefined && { setting: row.setting }),
    ...(isClosed && { days: row.elapsed }),
    ...(row.days !== undefined && row.shortestDays === undefined && { limit: row.days }),
    confirmed: row.confirmed,
  };
}

function observeRegistration(
  indicator: RegistrationIndicator,
  pathway: ReportedPathway,
  catalogue: Catalogue,
  period: ReportPeriod,
): Observation | undefined {
  const { registered, since } = indicator;
  const prepared = preparePathway(pathway.history, catalogue);
  const first = inOrderOfDate(prepared.coded).find(
    ({ resolved: { event, outcome } }) =>
      event === since.event && (outcome === undefined || !since.exceptOutcomes.has(outcome)),
  );
  if (first === undefined) {
    return undefined;
  }
  const date = dateOfDay(first.moment.day);
  if (date < period.from || date > period.day) {
    return undefined;
  }
  const lastDay = dayOf(period.day) ?? Infinity;
  const isRegistered = prepared.coded.some(
    ({ resolved: { event, outcome }, moment }) =>
      event === registered.event &&
      (registered.outcome === undefined || outcome === registered.outcome) &&
      (moment === undefined || moment.day <= lastDay),
  );
  return {
    indicator,
    verdict: isExcluded(indicator, pathway) ? 'excluded' : isRegistered ? 'within' : 'late',
    date,
    ...(first.setting !== undefined && { setting: first.setting }),
    confirmed: !prepared.unconfirmed,
  };
}

function isExcluded({ excludedAssessments }: Indicator, { assessmentOutcome }: ReportedPathway): boolean {
  return assessmentOutcome !== undefined && excludedAssessments.has(assessmentOutcome);
}
