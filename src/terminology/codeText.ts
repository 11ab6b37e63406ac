import type { CodeSystemConcept } from '@medplum/fhirtypes';

/** Whether two texts of a code are the same, whatever their case; white space counts. */
export function isSameText(text: string, other: string): boolean {
  return text === other || text.toLowerCase() === other.toLowerCase();
}

/** Whether the text is the display of the concept, or one of its designations in whatever language. */
export function hasText({ display, designation }: CodeSystemConcept, text: string): boolean {
  return (
    (display !== undefined && isSameText(display, text)) ||
    designation?.some(({ value }) => isSameText(value, text)) === true
  );
}
