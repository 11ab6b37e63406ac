import type { Bundle } from '@medplum/fhirtypes';
import { createFinding, type Finding } from '../../../findings/finding.ts';
import { PLAN_MESSAGE_FINDINGS } from './findings.ts';

/** What names, links or classifies resources for programs, and states that the message tells in words. */
const NOT_CONTENT: ReadonlySet<string> = new Set([
  'resourceType',
  'id',
  'meta',
  'text',
  'reference',
  'url',
  'system',
  'fullUrl',
  'type',
  'intent',
  'status',
  'use',
  'mode',
  'active',
  'instantiatesCanonical',
  'hash',
]);

/** As many as are told one by one. */
const MOST_TOLD = 200;

/**
 * The values of a Bundle that a message does not say, each at its place: said is what stands in the message, runs of
 * white space counted as one, a time to the minute.
 *
 * @param said all strings of the message as it is read again
 */
export function unsaidValues(bundle: Bundle, said: readonly string[], form: string): readonly Finding[] {
  const text = said.map(normalized).join('\n');
  const places: string[] = [];
  (bundle.entry ?? []).forEach(({ resource }, index) => {
    collect(resource, `Bundle.entry[${index}].resource`, text, places);
  });
  return places
    .slice(0, MOST_TOLD)
    .map((place) => createFinding(PLAN_MESSAGE_FINDINGS.notSaid, place, { form }));
}

function collect(value: unknown, place: string, said: string, places: string[]): void {
  if (typeof value === 'string') {
    if (!isSaid(value, said)) {
      places.push(place);
    }
  } else if (Array.isArray(value)) {
    value.forEach((item, index) => {
      collect(item, `${place}[${index}]`, said, places);
    });
  } else if (typeof value === 'object' && value !== null) {
    for (const [key, item] of Object.entries(value)) {
      if (!NOT_CONTENT.has(key) && !key.startsWith('_')) {
        collect(item, `${place}.${key}`, said, places);
      }
    }
  } else if (value !== undefined && value !== null) {
    // A number or a truth value has no place in a text by which it could be found.
    places.push(place);
  }
}

const TIME = /^\d{4}-\d\d-\d\dT\d\d:\d\d/;

function isSaid(value: string, said: string): boolean {
  const own = normalized(value);
  return (
    own === '' ||
    standsIn(own, said) ||
    (TIME.test(value) && said.includes(value.slice(0, 16).replace('T', ' ')))
  );
}

/** As a whole: a code of one letter does not stand in every word that has the letter. */
function standsIn(value: string, said: string): boolean {
  for (let at = said.indexOf(value); at >= 0; at = said.indexOf(value, at + 1)) {
    if (!WORD.test(said.charAt(at - 1)) && !WORD.test(said.charAt(at + value.length))) {
      return true;
    }
  }
  return false;
}

const WORD = /[\p{L}\p{N}]/u;

function normalized(text: string): string {
  return text.replace(/\s+/g, ' ').trim();
}

/** All strings of a Bundle. */
export function stringsOf(value: unknown): readonly string[] {
  if (typeof value === 'string') {
    return [value];
  }
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(stringsOf) : [];
}
