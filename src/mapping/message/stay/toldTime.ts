/** Length of a date; anything longer is an instant. */
const DATE = 10;

/**
 * What was told of a time before and is told now: the newer, unless it is the same more coarsely, which corrects nothing.
 * Dates (year, month or day) and instants as FHIR has them, in Norwegian local time.
 */
export function morePrecise(former: string | undefined, newer: string | undefined): string | undefined {
  const isCoarser =
    former !== undefined &&
    newer !== undefined &&
    newer.length <= DATE &&
    newer.length < former.length &&
    former.startsWith(newer);
  return newer === undefined || isCoarser ? former : newer;
}
