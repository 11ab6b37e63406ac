import type { ComplexType } from '../elementTree.ts';
import { type JsonObject, isJsonObject } from '../json.ts';
import { checkBinding, reportNoCode } from '../codes.ts';
import { typeNameOf } from '../compile.ts';
import { compareItems } from '../fhirPath/values.ts';
import type { Finding } from '../../../findings/finding.ts';
import { VALIDATION_FINDINGS } from '../findings.ts';
import { unversionedTypeAtEnd } from '../referenceForm.ts';
import { shown } from '../shown.ts';
import type { Walk } from '../walk.ts';
import { equalsFixed, matchesPattern } from './matching.ts';
import type { Profile, ProfileRule } from './profileTree.ts';
import { judgeSlices, type Judging } from './judgeSlices.ts';
import { judgeAggregation } from './aggregation.ts';
import { propertiesOf } from './childRules.ts';
import { resourceTypeOf, typeOfValue, valuesOfProperties, type ElementValue } from './values.ts';

/** Holds an object, a resource or a value of a data type, against a profile on its type. */
export function judgeProfile(walk: Walk, value: JsonObject, type: ComplexType, profile: Profile): void {
  const outer = walk.profileUrl;
  walk.profileUrl = profile.url;
  judgeObject(walk, value, type, profile.root);
  walk.profileUrl = outer;
}

function judgeObject(walk: Walk, value: JsonObject, type: ComplexType, rule: ProfileRule): void {
  if (rule.invariants.length > 0) {
    walk.judge(rule.invariants, { value, typeName: type.typeName, type }, walk.profileUrl);
  }
  judgeChildren(walk, value, type, rule);
}

function judgeChildren(walk: Walk, parent: JsonObject, type: ComplexType, rule: ProfileRule): void {
  if (rule.children.size === 0) {
    return;
  }
  for (const { rules, bits, always } of rule.childrenIn(type)) {
    // Most objects have but few of the elements that a profile speaks of.
    let asked = always;
    for (const key in parent) {
      asked |= bits.get(key) ?? 0;
    }
    for (let index = 0; asked !== 0; index += 1, asked >>>= 1) {
      const child = (asked & 1) === 0 ? undefined : rules[index];
      if (child !== undefined) {
        judgeElement(walk, parent, type, child);
      }
    }
  }
}

function judgeElement(walk: Walk, parent: JsonObject, type: ComplexType, rule: ProfileRule): void {
  const values = valuesOfProperties(parent, propertiesOf(type, rule.name));
  if (values.length < rule.min) {
    walk.report(VALIDATION_FINDINGS.missingElement, { rule: rule.id, profile: walk.profileUrl });
  } else if (values.length > rule.max) {
    walk.report(
      VALIDATION_FINDINGS.cardinality,
      { rule: rule.id, found: String(values.length), allowed: String(rule.max), profile: walk.profileUrl },
      rule.name,
    );
  }
  if (rule.judgesValues) {
    for (const value of values) {
      judgeAt(walk, value, rule);
    }
  }
  if (rule.slicing !== undefined) {
    judgeSlices(walk, values, rule, rule.slicing, JUDGING);
  }
}

function judgeAt(walk: Walk, value: ElementValue, rule: ProfileRule): void {
  const { place } = walk;
  place.push(value.property.step);
  if (value.index === undefined) {
    judgeValue(walk, value, rule);
  } else {
    place.push(value.index);
    judgeValue(walk, value, rule);
    place.pop();
  }
  place.pop();
}

/** Judges one value by a rule, without the element's cardinality. */
export function judgeValue(walk: Walk, element: ElementValue, rule: ProfileRule): void {
  const { value, property } = element;
  const typeName = property.kind === 'resource' ? resourceTypeOf(value) : property.typeName;
  const profile = walk.profileUrl;
  if (rule.types !== undefined && !rule.types.has(typeName)) {
    walk.report(VALIDATION_FINDINGS.typeNotAllowed, { found: typeName, allowed: [...rule.types].join(', '), profile });
    return;
  }
  const isThere = value !== undefined;
  const isExtended = element.sibling?.['extension'] !== undefined;
  if (isThere && rule.fixed !== undefined && (!equalsFixed(value, rule.fixed) || isExtended)) {
    walk.report(VALIDATION_FINDINGS.fixedValue, { found: shownWhole(value), allowed: shownWhole(rule.fixed), profile });
  }
  if (isThere && rule.pattern !== undefined && !matchesPattern(value, rule.pattern)) {
    walk.report(VALIDATION_FINDINGS.patternValue, { found: shownWhole(value), allowed: shownWhole(rule.pattern), profile });
  }
  if (isThere) {
    if (rule.minValue !== undefined || rule.maxValue !== undefined) {
      judgeRange(walk, value, typeName, rule);
    }
    if (rule.maxLength !== undefined && typeof value === 'string' && value.length > rule.maxLength) {
      walk.report(VALIDATION_FINDINGS.stringTooLong, { found: String(value.length), allowed: String(rule.maxLength) });
    }
    if (rule.binding !== undefined) {
      checkBinding(walk, value, typeName, rule.binding, profile);
    }
  }
  if (value === undefined && rule.binding?.strength === 'required') {
    reportNoCode(walk, rule.binding, profile);
  }
  const type = property.kind === 'complex' ? property.type() : resourceTypeIn(walk, element);
  if (isJsonObject(value) && type !== undefined) {
    if (type.isResource) {
      walk.within(value, type, () => judgeByRule(walk, value, type, rule));
    } else {
      judgeByRule(walk, value, type, rule);
    }
    if (typeName === 'Reference') {
      judgeTarget(walk, value, rule);
      judgeAggregation(walk, value, rule);
    }
    return;
  }
  if (rule.invariants.length > 0) {
    walk.judge(rule.invariants, { value, typeName, sibling: element.sibling }, profile);
  }
  if (property.kind === 'primitive' && rule.children.size > 0) {
    // What stands beside a primitive in JSON, its extensions, is what it has of elements.
    judgeChildren(walk, element.sibling ?? {}, walk.definitions.type('Element'), rule);
  }
}

function resourceTypeIn(walk: Walk, element: ElementValue): ComplexType | undefined {
  return element.property.kind === 'resource'
    ? typeOfValue(element, (name) => walk.definitions.resourceType(name))
    : undefined;
}

function judgeByRule(walk: Walk, value: JsonObject, type: ComplexType, rule: ProfileRule): void {
  judgeObject(walk, value, type, rule);
  judgeTypeProfiles(walk, value, type, rule);
}

/** What is asked of a resource within another is asked with that as `%resource`, and with its references. */
function inItsContext(walk: Walk, value: JsonObject, type: ComplexType, run: () => void): void {
  if (type.isResource) {
    walk.within(value, type, run);
  } else {
    run();
  }
}

function shownWhole(value: unknown): string {
  const text = value === undefined ? '(none)' : JSON.stringify(value);
  return text.length > 200 ? `${text.slice(0, 200)}…` : text;
}

function judgeRange(walk: Walk, value: unknown, typeName: string, rule: ProfileRule): void {
  const { minValue, maxValue } = rule;
  const compare = (limit: unknown): number | undefined =>
    limit === undefined ? undefined : compareItems({ value, typeName }, { value: limit, typeName });
  if ((compare(minValue) ?? 0) < 0 || (compare(maxValue) ?? 0) > 0) {
    walk.report(VALIDATION_FINDINGS.valueRange, {
      found: shown(value),
      allowed: `${minValue === undefined ? '' : shownWhole(minValue)}…${maxValue === undefined ? '' : shownWhole(maxValue)}`,
      profile: walk.profileUrl,
    });
  }
}

/** One of the profiles on the type must be kept; the errors of the first are shown when none is. */
function judgeTypeProfiles(walk: Walk, value: JsonObject, type: ComplexType, rule: ProfileRule): void {
  // Extensions are held against their definition wherever they stand (see extensions.ts).
  const urls = type.typeName === 'Extension' ? undefined : rule.typeProfiles.get(type.typeName);
  if (urls === undefined) {
    return;
  }
  const profiles = urls.flatMap((url) => walk.definitions.profile(url) ?? []);
  const [first] = profiles;
  if (first === undefined || profiles.length < urls.length) {
    return;
  }
  if (!profiles.some((profile) => walk.trial(() => judgeProfile(walk, value, type, profile)).length === 0)) {
    judgeProfile(walk, value, type, first);
  }
}

const targetTypes = new WeakMap<ProfileRule, readonly string[]>();

function targetTypesOf(walk: Walk, rule: ProfileRule): readonly string[] {
  let types = targetTypes.get(rule);
  if (types === undefined) {
    types = rule.targetProfiles.map((url) => walk.definitions.profile(url)?.type ?? typeNameOf(url));
    targetTypes.set(rule, types);
  }
  return types;
}

/** A reference must lead to a resource of one of the profiles, as far as the resource is at hand. */
function judgeTarget(walk: Walk, value: JsonObject, rule: ProfileRule): void {
  const { reference } = value;
  if (rule.targetProfiles.length === 0 || typeof reference !== 'string') {
    return;
  }
  const types = targetTypesOf(walk, rule);
  const target = walk.context.resolve(reference);
  const stated = target?.['resourceType'] ?? unversionedTypeAtEnd(reference);
  const found = typeof stated === 'string' && walk.definitions.resourceTypes.has(stated) ? stated : undefined;
  if (found !== undefined && !types.includes(found) && !types.includes('Resource')) {
    walk.report(VALIDATION_FINDINGS.targetNotAllowed, {
      found,
      rule: rule.id,
      allowed: types.join(', '),
      profile: walk.profileUrl,
    });
    return;
  }
  const type = found === undefined ? undefined : walk.definitions.resourceType(found);
  if (target !== undefined && type !== undefined) {
    judgeTargetProfile(walk, target, type, rule);
  }
}

function judgeTargetProfile(walk: Walk, target: JsonObject, type: ComplexType, rule: ProfileRule): void {
  const profiles = rule.targetProfiles.flatMap((url) => walk.definitions.profile(url) ?? []).filter((each) => each.type === type.name);
  const kept = profiles.some((profile) => trialOf(walk, target, type, profile).length === 0);
  if (profiles.length > 0 && !kept) {
    walk.report(VALIDATION_FINDINGS.targetNotAllowed, {
      found: type.name,
      rule: rule.id,
      allowed: profiles.map(({ url }) => url).join(', '),
      profile: walk.profileUrl,
    });
  }
}

function trialOf(walk: Walk, value: JsonObject, type: ComplexType, profile: Profile): readonly Finding[] {
  return walk.trial(() => inItsContext(walk, value, type, () => judgeProfile(walk, value, type, profile)));
}

const JUDGING: Judging = {
  value: judgeValue,
  trialsOf: (walk) => ({
    value: (value, rule) => walk.trial(() => judgeValue(walk, value, rule)),
    profile: (value, type, profile) => trialOf(walk, value, type, profile),
  }),
};
