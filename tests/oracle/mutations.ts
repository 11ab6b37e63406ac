import { DEFINED_CHANGES } from './mutations/byDefinition.ts';
import { BUNDLE_CHANGES } from './mutations/bundles.ts';
import { CONTAINED_CHANGES } from './mutations/contained.ts';
import { DATA_TYPE_CHANGES } from './mutations/dataTypes.ts';
import { DEFINITION_CHANGES } from './mutations/definitions.ts';
import { EXTENSION_CHANGES } from './mutations/extensions.ts';
import { FORM_CHANGES } from './mutations/forms.ts';
import { GRAFT_CHANGES } from './mutations/graft.ts';
import { MINIMAL_CHANGES } from './mutations/minimal.ts';
import { NARRATIVE_CHANGES } from './mutations/narrative.ts';
import { spotsOf, type Change, type JsonObject } from './mutations/spots.ts';
import { TERMINOLOGY_CHANGES } from './mutations/terminology.ts';
import { TEXT_CHANGES } from './mutations/text.ts';
import { VALUE_CHANGES } from './mutations/values.ts';
import { VITAL_SIGN_CHANGES } from './mutations/vitalSigns.ts';
import { WRAPPED_CHANGES } from './mutations/wrapped.ts';
import { picker, type Pick } from './random.ts';

export { seeded } from './random.ts';

/** Structure-aware changes to a resource: each makes one thing different, often wrong, sometimes still right. */
export interface Mutation {
  readonly text: string;
  /** What was done, and where. */
  readonly what: string;
}

/** Kinds of changes, each as often as the others. */
const KINDS: Readonly<Record<string, Readonly<Record<string, Change>>>> = {
  values: VALUE_CHANGES,
  dataTypes: DATA_TYPE_CHANGES,
  extensions: EXTENSION_CHANGES,
  contained: CONTAINED_CHANGES,
  narrative: NARRATIVE_CHANGES,
  bundles: BUNDLE_CHANGES,
  graft: GRAFT_CHANGES,
  defined: DEFINED_CHANGES,
  minimal: MINIMAL_CHANGES,
  terminology: TERMINOLOGY_CHANGES,
  vitalSigns: VITAL_SIGN_CHANGES,
  wrapped: WRAPPED_CHANGES,
  definitions: DEFINITION_CHANGES,
  forms: FORM_CHANGES,
};

export const MUTATION_KINDS: readonly string[] = [...Object.keys(KINDS), 'text'];

/** One mutation of the resource, of one of the kinds given; the resource itself is left as it is. */
export function mutate(
  resource: JsonObject,
  random: () => number,
  kinds: readonly string[] = MUTATION_KINDS,
): Mutation {
  const pick = picker(random);
  for (;;) {
    const kind = pick(kinds);
    const changes = KINDS[kind];
    const made = changes === undefined ? changedText(resource, pick) : changedValue(resource, changes, pick);
    if (made !== undefined) {
      return made;
    }
  }
}

function changedValue(
  resource: JsonObject,
  changes: Readonly<Record<string, Change>>,
  pick: Pick,
): Mutation | undefined {
  const copy = structuredClone(resource);
  const spot = pick(spotsOf(copy));
  const name = pick(Object.keys(changes));
  return spot.key !== 'resourceType' && changes[name]?.(spot, pick) === true
    ? { text: JSON.stringify(copy), what: `${name} ${spot.path}` }
    : undefined;
}

function changedText(resource: JsonObject, pick: Pick): Mutation | undefined {
  const name = pick(Object.keys(TEXT_CHANGES));
  const text = TEXT_CHANGES[name]?.(JSON.stringify(resource), pick);
  return text === undefined ? undefined : { text, what: name };
}
