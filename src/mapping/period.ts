import type { Period } from '@medplum/fhirtypes';
import { extensionUrl } from '../fhir/systems.ts';
import { isBefore, momentOf } from '../pathway/moment.ts';
import type { DateOrTime } from '../pathway/record.ts';

/**
 * A FHIR Period of Norwegian dates or times. An end before the start is left out: what is out of order is told as a
 * finding, and FHIR has no place for it (R4, Period, per-1). Where start and end are of the same day and only one of
 * them has a time, both are dates, as FHIR cannot compare them otherwise.
 */
export function periodOf(start: DateOrTime | undefined, end: DateOrTime | undefined): Period | undefined {
  if (start === undefined || end === undefined) {
    return start === undefined && end === undefined
      ? undefined
      : { ...(start && { start }), ...(end && { end }) };
  }
  const startMoment = momentOf(start);
  const endMoment = momentOf(end);
  if (startMoment === undefined || endMoment === undefined || isBefore(endMoment, startMoment)) {
    return { start };
  }
  return start.length !== end.length &&
    startMoment.day === endMoment.day &&
    (start.length === 10 || end.length === 10)
    ? { start: start.slice(0, 10), end: end.slice(0, 10) }
    : { start, end };
}

/**
 * The same with an end that FHIR cannot hold kept beside it: for what messages tell, which is taken in as it is.
 */
export function periodWithStatedEnd(start: DateOrTime | undefined, end: DateOrTime | undefined): Period {
  const period = periodOf(start, end) ?? {};
  return end === undefined || period.end !== undefined ? period : { ...period, ...endBeside(end) };
}

/** Beside the end of a Period (extension `stated-time`): one that FHIR cannot hold there. */
export function endBeside(end: DateOrTime): object {
  return { _end: { extension: [{ url: extensionUrl('stated-time'), valueDateTime: end }] } };
}
