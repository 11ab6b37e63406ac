import type { Resource } from '@medplum/fhirtypes';

const texts = new WeakMap<Resource, string>();

/** Remembers the JSON as which a resource has been stored, as long as somebody has the resource. */
export function noteStoredText(resource: Resource, text: string): void {
  texts.set(resource, text);
}

/** The JSON of a resource that has just been stored, so that who answers with it need not write it again. */
export function storedTextOf(resource: Resource): string | undefined {
  return texts.get(resource);
}
