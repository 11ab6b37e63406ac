import type { Bundle } from '@medplum/fhirtypes';

/** Gives one of the free texts, codes, dates and so on another value, or takes it away; what identifies stays. */
export function changeString(bundle: Bundle, seed: number, text: string | null): void {
  const places: [Record<string, unknown>, string][] = [];
  const walk = (node: unknown): void => {
    if (typeof node === 'object' && node !== null) {
      for (const [key, child] of Object.entries(node)) {
        if (typeof child === 'string' && !STRUCTURE.has(key)) {
          places.push([node as Record<string, unknown>, key]);
        }
        walk(child);
      }
    }
  };
  walk(bundle);
  const [node, key] = places[seed % places.length] ?? [{}, ''];
  if (text === null) {
    Reflect.deleteProperty(node, key);
  } else {
    node[key] = text;
  }
}

const STRUCTURE = new Set(['fullUrl', 'resourceType', 'url', 'reference', 'data']);
