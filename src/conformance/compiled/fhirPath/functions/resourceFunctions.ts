import type { Collection, Environment, Item } from '../../elementTree.ts';
import { isJsonObject, textOf } from '../../json.ts';
import { ofTruth } from '../collections.ts';
import { FhirPathError } from '../environment.ts';
import { addAllChildren, addChildren, EMPTY } from '../item.ts';
import { type FunctionTable, plain, withValues } from './functionCompiler.ts';

function descendants(input: Collection, environment: Environment): Collection {
  const found: Item[] = [];
  let level: Collection = input;
  while (level.length > 0) {
    const next: Item[] = [];
    for (const item of level) {
      addAllChildren(item, environment.typeOfResource, next);
    }
    for (const item of next) {
      found.push(item);
    }
    level = next;
  }
  return found;
}

function named(input: Collection, name: string, environment: Environment): Collection {
  const found: Item[] = [];
  for (const item of input) {
    addChildren(item, name, environment.typeOfResource, found);
  }
  return found;
}

function resolve(input: Collection, environment: Environment): Collection {
  const found: Item[] = [];
  for (const item of input) {
    const reference =
      typeof item.value === 'string'
        ? item.value
        : (item.value as { reference?: unknown } | undefined)?.reference;
    const target = typeof reference === 'string' ? environment.resolve(reference) : undefined;
    if (target !== undefined) {
      found.push(target);
    }
  }
  return found;
}

/** Whether a code, Coding or CodeableConcept is in a value set; one that nobody here can tell is taken as in it. */
function isMember({ value }: Item, valueSet: string, environment: Environment): Collection {
  const choice = environment.codeChoice(valueSet);
  if (choice === undefined) {
    throw new FhirPathError(`The value set ${valueSet} is not at hand`);
  }
  const { coding } = isJsonObject(value) ? value : {};
  const codings: readonly unknown[] = Array.isArray(coding) ? coding : [value];
  return ofTruth(
    codings.some((each) => {
      const { system, code } = isJsonObject(each) ? each : { system: undefined, code: each };
      return (
        typeof code === 'string' &&
        choice.judge(typeof system === 'string' ? system : undefined, code) !== 'out'
      );
    }),
  );
}

/** Tree navigation (FHIRPath 2.0, 5.8) and the functions that FHIR adds (R4 fhirpath.html#functions). */
export const RESOURCE_FUNCTIONS: FunctionTable = [
  [
    'children',
    plain((input, environment) => {
      const found: Item[] = [];
      for (const item of input) {
        addAllChildren(item, environment.typeOfResource, found);
      }
      return found;
    }),
  ],
  ['descendants', plain(descendants)],
  [
    'hasValue',
    plain((input) =>
      ofTruth(input.length === 1 && typeof input[0]?.value !== 'object' && input[0]?.value !== undefined),
    ),
  ],
  ['getValue', plain((input) => (typeof input[0]?.value === 'object' ? EMPTY : input.slice(0, 1)))],
  ['resolve', plain(resolve)],
  ['htmlChecks', plain((input) => (input.length === 0 ? EMPTY : ofTruth(true)))],
  [
    'memberOf',
    withValues((input, [valueSet], environment) =>
      input[0] === undefined ? EMPTY : isMember(input[0], textOf(valueSet?.[0]?.value), environment),
    ),
  ],
  [
    'conformsTo',
    withValues((input, [profile], environment) => {
      const canonical = textOf(profile?.[0]?.value);
      const conforms = input[0] === undefined ? undefined : environment.conformsTo(input[0], canonical);
      if (input[0] !== undefined && conforms === undefined) {
        throw new FhirPathError(`The profile ${canonical} is not at hand`);
      }
      return ofTruth(conforms);
    }),
  ],
  [
    'extension',
    withValues((input, [url], environment) =>
      named(input, 'extension', environment).filter(
        ({ value }) => (value as { url?: unknown }).url === url?.[0]?.value,
      ),
    ),
  ],
  [
    'checkModifiers',
    withValues((input, known, environment) => {
      const urls = new Set(known.flat().map(({ value }) => value));
      const unknown = named(input, 'modifierExtension', environment).find(
        ({ value }) => !urls.has((value as { url?: unknown }).url),
      );
      if (unknown !== undefined) {
        throw new FhirPathError('A modifier extension stands there that the expression does not know');
      }
      return input;
    }),
  ],
];
