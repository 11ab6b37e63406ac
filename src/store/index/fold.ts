/**
 * A string without case and combining marks, its white space collapsed: string parameters are compared so (FHIR R4
 * 3.1.1.4.7). Letters of their own, such as æ and ø, stay; å is written with a mark and becomes a.
 */
export function fold(text: string): string {
  return text
    .normalize('NFD')
    .replace(/\p{M}+/gu, '')
    .toLowerCase()
    .replace(/\s+/g, ' ')
    .trim();
}
