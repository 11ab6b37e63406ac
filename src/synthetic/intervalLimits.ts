import type { CareSetting, Catalogue, IntervalPoint, PathwayTime } from '../pathway/catalogue.ts';

/** The points of a course between which the catalogue may have a pathway time. */
export type CoursePoint =
  | 'referralReceived'
  | 'firstAttendance'
  | 'decision'
  | 'secondDecision'
  | 'detoxEnd'
  | 'evaluation';

export type CourseSetting = CareSetting | 'mixed';

/** Upper limit in calendar days of an interval; undefined where no edition has a time for it. */
export type IntervalLimits = (
  pathwayType: string,
  setting: CourseSetting,
  from: CoursePoint,
  to: CoursePoint,
) => number | undefined;

/**
 * The shortest time that any edition has for an interval, so that a generated course keeps its times whichever
 * edition judges it. A mixed course keeps the shorter one of both settings: which of them decides is not known.
 */
export function createIntervalLimits(catalogue: Catalogue): IntervalLimits {
  const shortest = new Map<string, number>();
  const note = (time: PathwayTime, setting: CourseSetting, days = Infinity): void => {
    if (days === Infinity) return;
    for (const from of coursePoints(time.from)) {
      for (const to of coursePoints(time.to)) {
        const key = `${time.pathway} ${setting} ${from} ${to}`;
        shortest.set(key, Math.min(days, shortest.get(key) ?? days));
      }
    }
  };
  for (const edition of catalogue.editions) {
    for (const time of edition.times) {
      const { outpatient, inpatient } = time.days;
      note(time, 'outpatient', outpatient);
      note(time, 'inpatient', inpatient);
      note(time, 'mixed', Math.min(outpatient ?? Infinity, inpatient ?? Infinity));
    }
  }
  return (pathwayType, setting, from, to) => shortest.get(`${pathwayType} ${setting} ${from} ${to}`);
}

/** Course points at which an end of a catalogue interval can lie. */
function coursePoints(point: IntervalPoint): readonly CoursePoint[] {
  if ('date' in point) return point.date === 'referralReceived' ? ['referralReceived'] : [];
  switch (point.event) {
    case 'M':
      return ['firstAttendance'];
    case 'C':
      if (point.occurrence === 'second') return ['secondDecision'];
      return point.occurrence === 'first' ? ['decision'] : ['decision', 'secondDecision'];
    case 'D':
      return ['detoxEnd'];
    case 'E':
      return ['evaluation'];
    default:
      return [];
  }
}
