import { leavesOf, measuredValue } from './leafCoverage.ts';
import type { XmlElement } from './xml/element.ts';

/**
 * The places of a message's values that another message does not say at the same place: compared without the numbers of
 * elements alike, so that a value counts as said by the elements of that name, as often as they have it.
 *
 * @param back the other message, put back into the type and version of the first
 */
export function unsaidLeaves(message: XmlElement | undefined, back: XmlElement | undefined): string[] {
  const said = new Map<string, number>();
  const names = new Map<string, Set<string>>();
  for (const { path, value } of back === undefined ? [] : leavesOf(back)) {
    const place = placeOf(path);
    const key = `${place}=${measuredValue(path, value)}`;
    said.set(key, (said.get(key) ?? 0) + 1);
    if (NAME_PART.test(place)) {
      const words = names.get(holderOf(place)) ?? new Set();
      wordsOf(value).forEach((word) => words.add(word));
      names.set(holderOf(place), words);
    }
  }
  const unsaid: string[] = [];
  for (const { path, value } of message === undefined ? [] : leavesOf(message)) {
    const place = placeOf(path);
    const key = `${place}=${measuredValue(path, value)}`;
    const left = said.get(key) ?? 0;
    if (left > 0) {
      said.set(key, left - 1);
    } else if (!isNameInOtherParts(place, value, names)) {
      unsaid.push(path);
    }
  }
  return unsaid;
}

/** A name of a person in one text or in parts: between them its words may be parted and ordered otherwise. */
const NAME_PART = /\/(?:Name|FamilyName|MiddleName|GivenName)$/;

function isNameInOtherParts(
  place: string,
  value: string,
  names: ReadonlyMap<string, ReadonlySet<string>>,
): boolean {
  const words = NAME_PART.test(place) ? names.get(holderOf(place)) : undefined;
  return words !== undefined && wordsOf(value).every((word) => words.has(word));
}

function wordsOf(name: string): string[] {
  return name.split(/[\s,]+/).filter((word) => word !== '');
}

function holderOf(place: string): string {
  return place.slice(0, place.lastIndexOf('/'));
}

/** Without numbers; the two classes of professionals about a patient in Henvisning 2.0 are one class in 1.x. */
function placeOf(path: string): string {
  return path
    .replace(/\[\d+\]/g, '')
    .replace('AnsvarForRapport/AnsvarligRapport/', 'KontaktpersonHelsepersonell/Kontaktperson/');
}
