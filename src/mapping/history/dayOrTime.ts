import type { DateOrTime } from '../../pathway/record.ts';

/** A FHIR date or dateTime that tells at least the day; a year or a month alone says too little for any rule. */
export function dayOrTime(date: string | undefined): DateOrTime | undefined {
  return date !== undefined && date.length >= 10 ? date : undefined;
}
