import type { ElementDefinition } from '@medplum/fhirtypes';
import { isJsonObject, type JsonObject } from '../json.ts';
import { objectsAt } from './objects.ts';

/**
 * The elements of a snapshot or differential as far as they have the form of ElementDefinition; what has not is told
 * by the rules of the type. Elements of another form are taken as saying nothing but where they stand.
 */
export function readableElements(part: unknown): readonly ElementDefinition[] {
  return isJsonObject(part) ? objectsAt(part, 'element').map(readable) : [];
}

function readable(element: JsonObject): ElementDefinition {
  const { id, path, sliceName, type, min, max, slicing, binding } = element;
  const values = Object.entries(element).filter(([key]) => /^(?:fixed|pattern)[A-Z]/.test(key));
  return {
    ...Object.fromEntries(values),
    path: typeof path === 'string' ? path : '',
    ...(typeof id === 'string' && { id }),
    ...(typeof sliceName === 'string' && { sliceName }),
    ...(typeof min === 'number' && { min }),
    ...(typeof max === 'string' && { max }),
    ...(isJsonObject(slicing) && { slicing }),
    ...(isJsonObject(binding) && typeof binding['strength'] === 'string' && { binding: bindingOf(binding) }),
    ...(Array.isArray(type) && { type: objectsAt(element, 'type').flatMap(typeOf) }),
  } as ElementDefinition;
}

function bindingOf({ strength, valueSet }: JsonObject): object {
  return { strength, ...(typeof valueSet === 'string' && { valueSet }) };
}

function typeOf({ code, profile, targetProfile }: JsonObject): readonly object[] {
  return typeof code === 'string'
    ? [{ code, profile: urlsOf(profile), targetProfile: urlsOf(targetProfile) }]
    : [];
}

function urlsOf(list: unknown): readonly string[] {
  return Array.isArray(list) ? list.filter((each) => typeof each === 'string') : [];
}
