import type { ComplexType } from '../elementTree.ts';
import { type JsonObject, isJsonObject } from '../json.ts';
import type { Finding } from '../../../findings/finding.ts';
import { shown } from '../shown.ts';
import type { Walk } from '../walk.ts';
import { equalsFixed, matchesPattern } from './matching.ts';
import type { Discriminator, Profile, ProfileRule, Slicing } from './profileTree.ts';
import { quickTestOf } from './quickSlices.ts';
import { nextPlaces, placeOfValue, placesAt, type Place } from './places.ts';
import { asksForValue, planOf, urlsOf } from './slicePlans.ts';
import type { ElementValue } from './values.ts';

/** How to try a value against a rule or a profile, without keeping what is found. */
export interface Trials {
  readonly value: (value: ElementValue, rule: ProfileRule) => readonly Finding[];
  readonly profile: (value: JsonObject, type: ComplexType, profile: Profile) => readonly Finding[];
}

/** How a value stands to a slice: undefined when it is in it. */
export interface Mismatch {
  /** How many of the discriminators are met. */
  readonly met: number;
  /** The first that is not, with what was found and what the slice has there. */
  readonly reason: string;
}

export function mismatchOf(
  walk: Walk,
  trials: Trials,
  value: ElementValue,
  slice: ProfileRule,
  slicing: Slicing,
): Mismatch | undefined {
  const start = placeOfValue(walk, value);
  if (slicing.discriminators.length === 0) {
    const [error] = trials.value(value, slice);
    return error && { met: 0, reason: `${error.place}: ${error.definition.code}` };
  }
  let first: Discriminator | undefined;
  let met = 0;
  for (const discriminator of slicing.discriminators) {
    if (isMet(walk, trials, start, slice, discriminator)) {
      met += 1;
    } else {
      first ??= discriminator;
    }
  }
  return first && { met, reason: reasonOf(walk, trials, start, slice, first) };
}

/** Whether the value is in the slice, without the reason where it is not. */
export function isInSlice(
  walk: Walk,
  trials: Trials,
  value: ElementValue,
  slice: ProfileRule,
  slicing: Slicing,
): boolean {
  const { discriminators } = slicing;
  const test = quickTestOf(walk, slice, slicing, value.property);
  if (test !== undefined) {
    return test(value.value);
  }
  const start = placeOfValue(walk, value);
  return discriminators.length === 0
    ? trials.value(value, slice).length === 0
    : discriminators.every((discriminator) => isMet(walk, trials, start, slice, discriminator));
}

/** `system = "urn:x", → "urn:oid:2.16"`: what stands where the discriminator points, and what the slice has there. */
function reasonOf(
  walk: Walk,
  trials: Trials,
  start: Place,
  slice: ProfileRule,
  discriminator: Discriminator,
): string {
  const { steps, rules } = planOf(walk, slice, discriminator);
  const places = placesAt(walk, [start], steps);
  const fault = discriminator.type === 'profile' ? faultByProfile(walk, trials, rules, places[0]) : undefined;
  if (fault !== undefined) {
    return `${discriminator.path} = ${places[0]?.typeName ?? ''} → ${fault}`;
  }
  const found =
    discriminator.type === 'type' || discriminator.type === 'profile'
      ? places.map(({ typeName }) => typeName)
      : places.map(({ value }) => shown(value));
  const wanted = rules.map((rule) => wantedBy(rule, discriminator)).filter((each) => each !== '');
  return `${discriminator.path} = ${found.join(', ') || '∅'}${wanted.length === 0 ? '' : ` → ${wanted.join(', ')}`}`;
}

/** What keeps the value from its profile, where it is of the type that the profile is for: `profile: code rule`. */
function faultByProfile(
  walk: Walk,
  trials: Trials,
  rules: readonly ProfileRule[],
  place: Place | undefined,
): string | undefined {
  if (place?.type === undefined || !isJsonObject(place.value)) {
    return undefined;
  }
  const { value, type } = place;
  for (const url of rules.flatMap(({ typeProfiles, targetProfiles }) => [...typeProfiles.values()].flat().concat(targetProfiles))) {
    const profile = walk.definitions.profile(url);
    const [error] = profile?.type === type.name ? trials.profile(value, type, profile) : [];
    if (error !== undefined) {
      return `${url} (${error.definition.code} ${error.values['rule'] ?? error.place})`;
    }
  }
  return undefined;
}

/** What a value of the slice has where the discriminators point: `system = "urn:x", use = "work"`. */
export function wantedOf(walk: Walk, slice: ProfileRule, { discriminators }: Slicing): string {
  const wanted = discriminators.flatMap((discriminator) => {
    const { rules } = planOf(walk, slice, discriminator);
    const own = rules.map((rule) => wantedBy(rule, discriminator)).filter((each) => each !== '');
    return own.length === 0 ? [] : [`${discriminator.path} = ${own.join(', ')}`];
  });
  return wanted.length === 0 ? (slice.sliceName ?? slice.id) : wanted.join(', ');
}

function wantedBy(rule: ProfileRule, { type }: Discriminator): string {
  if (type === 'exists') {
    return rule.max === 0 ? '∅' : rule.min > 0 ? '1' : '';
  }
  const profiles = [...rule.typeProfiles.values()].flat();
  if (type === 'type' || type === 'profile') {
    return [...(rule.types ?? []), ...profiles, ...rule.targetProfiles].join(' | ');
  }
  const value = rule.fixed ?? rule.pattern;
  return value === undefined ? (rule.binding?.valueSet ?? '') : JSON.stringify(value).slice(0, MAX_SHOWN);
}

const MAX_SHOWN = 120;

function isMet(walk: Walk, trials: Trials, start: Place, slice: ProfileRule, discriminator: Discriminator): boolean {
  const { steps, rules, isInherited } = planOf(walk, slice, discriminator);
  const places = placesAt(walk, [start], steps);
  switch (discriminator.type) {
    case 'exists':
      return rules.every((rule) => (rule.max === 0 ? places.length === 0 : rule.min === 0 || places.length > 0));
    case 'type':
      return rules.every((rule) => isOfRuleType(walk, rule, places, steps.length === 0));
    case 'profile':
      return rules.every((rule) => places.some((place) => keepsProfile(walk, trials, rule, place)));
    default:
      if (rules.length === 0 && discriminator.path === 'url') {
        // An extension that has no definition here, or a part of one that is named by its URL.
        const urls = urlsOf(walk, slice);
        return places.some(({ value }) => (urls.length === 0 ? value === slice.sliceName : urls.some((url) => url === value)));
      }
      return (
        (!isInherited || meetsInheritedPattern(walk, slice, steps, start)) &&
        rules.every((rule) => places.some((place) => meetsRule(walk, rule, place)) || !asksForValue(rule))
      );
  }
}

function meetsRule(walk: Walk, rule: ProfileRule, place: Place): boolean {
  if (rule.fixed !== undefined) {
    return equalsFixed(place.value, rule.fixed);
  }
  if (rule.pattern !== undefined) {
    return matchesPattern(place.value, rule.pattern);
  }
  if (rule.binding?.strength === 'required') {
    return isInBinding(rule, place);
  }
  return (
    place.type !== undefined &&
    isJsonObject(place.value) &&
    [...rule.children.values()].every((child) => {
      const places = nextPlaces(walk, place, child.name);
      return !asksForValue(child) || places.some((each) => meetsRule(walk, child, each));
    })
  );
}

function isInBinding({ binding }: ProfileRule, { value, typeName }: Place): boolean {
  const choice = binding?.choice();
  const judge = (system: unknown, code: unknown): boolean =>
    typeof code === 'string' && choice?.judge(typeof system === 'string' ? system : undefined, code) === 'in';
  if (!isJsonObject(value)) {
    return judge(undefined, value);
  }
  if (typeName !== 'CodeableConcept') {
    return judge(value['system'], value['code']);
  }
  const codings: unknown = value['coding'];
  return Array.isArray(codings) && codings.filter(isJsonObject).some(({ system, code }) => judge(system, code));
}

/** A pattern or fixed value that stands above the end of the path says what must be at the end. */
function meetsInheritedPattern(walk: Walk, slice: ProfileRule, steps: readonly string[], start: Place): boolean {
  let rule: ProfileRule | undefined = slice;
  let places: readonly Place[] = [start];
  for (const [index, step] of steps.entries()) {
    const pattern: unknown = rule?.fixed ?? rule?.pattern;
    if (pattern !== undefined) {
      return meetsPart(walk, places, pattern, steps.slice(index));
    }
    rule = rule?.children.get(step);
    places = places.flatMap((place) => nextPlaces(walk, place, step));
  }
  return true;
}

function meetsPart(walk: Walk, places: readonly Place[], pattern: unknown, steps: readonly string[]): boolean {
  let wanted: readonly unknown[] = [pattern];
  for (const step of steps) {
    wanted = wanted.flatMap((each) => (isJsonObject(each) ? [each[step]].flat() : []));
  }
  const found = placesAt(walk, places, steps);
  return wanted.every((each) => each === undefined || found.some(({ value }) => matchesPattern(value, each)));
}

function isOfRuleType(walk: Walk, rule: ProfileRule, places: readonly Place[], isStart: boolean): boolean {
  const types = rule.types ?? (isStart ? undefined : new Set(rule.typeProfiles.keys()));
  if (types === undefined || types.size === 0) {
    const targets = rule.targetProfiles.map((url) => walk.definitions.profile(url)?.type ?? url.slice(url.lastIndexOf('/') + 1));
    return targets.length === 0 || places.some(({ typeName }) => targets.includes(typeName));
  }
  return places.some(({ typeName }) => types.has(typeName));
}

function keepsProfile(walk: Walk, trials: Trials, rule: ProfileRule, place: Place): boolean {
  const { value, type } = place;
  const { typeProfiles } = rule;
  const ofType = typeProfiles.get(place.typeName) ?? typeProfiles.get('Resource');
  const urls = [...(ofType ?? []), ...rule.targetProfiles];
  if (!isJsonObject(value) || type === undefined || (typeProfiles.size > 0 && ofType === undefined)) {
    return false;
  }
  return (
    urls.length === 0 ||
    urls.some((url) => {
      const profile = walk.definitions.profile(url);
      return profile !== undefined && profile.type === type.name && trials.profile(value, type, profile).length === 0;
    })
  );
}
