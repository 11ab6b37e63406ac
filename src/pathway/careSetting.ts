import type { CareSetting, PathwayTime } from './catalogue.ts';

/**
 * The setting by which a pathway time is chosen, from the care level (Volven 8406) of the contact in which the
 * starting event was coded: 1 inpatient; 2 day and 3 outpatient care count as outpatient. Undefined for every other
 * level: no source says which time holds.
 */
export function careSettingOf(careLevel: string | undefined): CareSetting | undefined {
  switch (careLevel) {
    case '1':
      return 'inpatient';
    case '2':
    case '3':
      return 'outpatient';
    default:
      return undefined;
  }
}

/** The limits between which a time lies whose setting is not known; undefined where one of the settings has none. */
export function limitsOf({
  days: { outpatient, inpatient },
}: PathwayTime): { readonly shortest: number; readonly longest: number } | undefined {
  return outpatient === undefined || inpatient === undefined
    ? undefined
    : { shortest: Math.min(outpatient, inpatient), longest: Math.max(outpatient, inpatient) };
}

/** The shortest limit in days that may hold, whatever the setting; infinite where no time is known. */
export function shortestLimitOf({ days: { outpatient, inpatient } }: PathwayTime): number {
  return Math.min(outpatient ?? Infinity, inpatient ?? Infinity);
}

/** The limit in days for a setting; for an unknown setting only where both settings have the same one. */
export function limitOf(time: PathwayTime, setting: CareSetting | undefined): number | undefined {
  const { outpatient, inpatient } = time.days;
  if (setting !== undefined) {
    return time.days[setting];
  }
  return outpatient === inpatient ? outpatient : undefined;
}
