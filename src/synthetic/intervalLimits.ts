import type { CareSetting, Catalogue, IntervalPoint, PathwayTime } from '../pathway/catalogue.ts';

/** The points of a course between which the catalogue may have a pathway time. */
export type CoursePoint =
  'referralReceived' | 'firstAttendance' | 'decision' | 'secondDecision' | 'detoxEnd' | 'evaluation';

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
 * edition judges it; of times that hang on a condition the longest one. A mixed course keeps the shorter one of both
 * settings.
 */
export function createIntervalLimits(catalogue: Catalogue): IntervalLimits {
  const shortest = new Map<string, number>();
  for (const edition of catalogue.editions) {
    const ofEdition = new Map<string, number>();
    for (const time of edition.times) {
      const { outpatient = Infinity, inpatient = Infinity } = time.days;
      const daysBySetting = { outpatient, inpatient, mixed: Math.min(outpatient, inpatient) };
      for (const key of keysOf(time, daysBySetting)) {
        const days = daysBySetting[key.setting];
        const known = ofEdition.get(key.text) ?? days;
        ofEdition.set(key.text, time.condition === undefined ? Math.min(days, known) : Math.max(days, known));
      }
    }
    for (const [key, days] of ofEdition) shortest.set(key, Math.min(days, shortest.get(key) ?? days));
  }
  return (pathwayType, setting, from, to) => shortest.get(keyText(pathwayType, setting, from, to));
}

interface IntervalKey {
  readonly setting: CourseSetting;
  readonly text: string;
}

function keysOf(time: PathwayTime, days: Readonly<Record<CourseSetting, number>>): readonly IntervalKey[] {
  return SETTINGS.filter((setting) => days[setting] !== Infinity).flatMap((setting) =>
    coursePoints(time.from).flatMap((from) =>
      coursePoints(time.to).map((to) => ({ setting, text: keyText(time.pathway, setting, from, to) })),
    ),
  );
}

const SETTINGS: readonly CourseSetting[] = ['outpatient', 'inpatient', 'mixed'];

function keyText(pathwayType: string, setting: CourseSetting, from: CoursePoint, to: CoursePoint): string {
  return `${pathwayType} ${setting} ${from} ${to}`;
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
