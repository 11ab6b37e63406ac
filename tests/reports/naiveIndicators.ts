import type { PathwayRecord } from '../../src/pathway/record.ts';

/** The pathway times of the directorate's pages (outpatient, inpatient), written out again for the comparison. */
const ASSESSMENT: Record<string, readonly (number | undefined)[]> = {
  D01: [21, 7],
  D07: [56, 56],
  D08: [42, 14],
  D09: [7, 7],
  D12: [42, undefined],
};
const FIRST_EVALUATION: Record<string, number> = { D01: 7, D08: 28, D09: 14, D12: 42 };
const BETWEEN_EVALUATIONS: Record<string, readonly (number | undefined)[]> = {
  D01: [56, 42],
  D08: [42, 14],
  D09: [42, 42],
  D12: [84, undefined],
};

interface Event {
  readonly event: string;
  readonly outcome: string;
  readonly day: string;
  readonly careLevel: string | undefined;
}

/**
 * What the indicators count in records without faults, by one loop after the other and nothing of the product: a line
 * `indicator pathway trust month verdict` for each thing counted.
 */
export function naiveIndicators(
  records: readonly PathwayRecord[],
  from: string,
  day: string,
): readonly string[] {
  const lines: string[] = [];
  for (const record of records) {
    const type = record.pathwayType;
    const events = eventsOf(record);
    const say = (indicator: string, date: string, verdict: string): void => {
      lines.push(`${indicator} ${type} ${record.trust.name} ${date.slice(0, 7)} ${verdict}`);
    };
    const isIn = (date: string): boolean => date >= from && date <= day;
    const ended = events.some(({ event }) => event === 'X');

    const attendance = events.find(({ event }) => event === 'M');
    const decision = events.find(({ event }) => event === 'C');
    if (attendance !== undefined) {
      const excluded = record.referral?.outcome === '2';
      const limit = (ASSESSMENT[type] ?? [])[attendance.careLevel === '1' ? 1 : 0];
      if (decision !== undefined && decision.day <= day) {
        if (isIn(decision.day)) {
          const took = daysBetween(attendance.day, decision.day);
          say('assessment-time', decision.day, excluded ? 'excluded' : verdictOf(took, limit));
        }
      } else if (!excluded && limit !== undefined && !(decision === undefined && ended)) {
        if (attendance.day <= day && daysBetween(attendance.day, day) > limit) {
          say('assessment-time', day, 'open-overdue');
        }
      }
    }

    const final = events.find(({ event, outcome }) => event === 'C' && outcome !== 'U' && outcome !== 'I');
    const evaluations = events.filter(({ event }) => event === 'E');
    const [first] = evaluations;
    if (final !== undefined && final.careLevel !== '1') {
      const limit = FIRST_EVALUATION[type];
      if (first !== undefined && first.day <= day) {
        if (isIn(first.day)) {
          const took = daysBetween(final.day, first.day);
          say('first-evaluation-time-outpatient', first.day, verdictOf(took, limit));
        }
      } else if (limit !== undefined && !(first === undefined && ended)) {
        if (final.day <= day && daysBetween(final.day, day) > limit) {
          say('first-evaluation-time-outpatient', day, 'open-overdue');
        }
      }
    }

    evaluations.forEach((evaluation, index) => {
      const next = evaluations[index + 1];
      const limit = (BETWEEN_EVALUATIONS[type] ?? [])[evaluation.careLevel === '1' ? 1 : 0];
      if (next !== undefined && next.day <= day) {
        if (isIn(next.day)) {
          say('evaluation-interval-time', next.day, verdictOf(daysBetween(evaluation.day, next.day), limit));
        }
      } else if (limit !== undefined && !(next === undefined && ended)) {
        if (evaluation.day <= day && daysBetween(evaluation.day, day) > limit) {
          say('evaluation-interval-time', day, 'open-overdue');
        }
      }
    });

    if (final !== undefined && isIn(final.day)) {
      const planned = events.some(
        ({ event, outcome, day: registered }) => event === 'U' && outcome === 'U' && registered <= day,
      );
      say('treatment-plan-involvement', final.day, planned ? 'within' : 'late');
    }
  }
  return lines.sort();
}

function verdictOf(days: number, limit: number | undefined): string {
  return limit === undefined ? 'not-judged' : days <= limit ? 'within' : 'late';
}

function eventsOf({ measurementPoints = [], contacts = [], pathwayType }: PathwayRecord): readonly Event[] {
  return measurementPoints
    .map((point) => {
      const code = point.code ?? `${pathwayType}${point.event ?? ''}${point.outcome ?? ''}`;
      const contact = contacts.find(({ identifier }) => identifier.value === point.contact?.value);
      const date = point.date ?? contact?.period.start ?? '';
      return {
        event: code.slice(3, 4),
        outcome: code.slice(4),
        day: date.slice(0, 10),
        instant: date.length === 10 ? Date.parse(date) - 10 * 3_600_000 : Date.parse(date),
        careLevel: contact?.careLevel,
      };
    })
    .sort((one, other) => one.instant - other.instant);
}

function daysBetween(start: string, end: string): number {
  return Math.round((Date.parse(end) - Date.parse(start)) / 86_400_000);
}
