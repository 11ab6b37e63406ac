import type { ElementDefinition, StructureDefinition } from '@medplum/fhirtypes';
import type { PackagedExample } from '../examples.ts';

/** The first use of the extension in the examples; where there is none, its parts with values of their types. */
export function extensionExample(
  definition: StructureDefinition,
  examples: readonly PackagedExample[],
): object {
  return (
    examples.map(({ resource }) => firstUse(resource, definition.url)).find((found) => found !== undefined) ??
    skeleton(definition.snapshot?.element ?? [], 'Extension', definition.url)
  );
}

function firstUse(value: unknown, url: string): object | undefined {
  if (typeof value !== 'object' || value === null) {
    return undefined;
  }
  if ((value as { readonly url?: unknown }).url === url && !('resourceType' in value)) {
    return value;
  }
  for (const member of Object.values(value)) {
    const found = firstUse(member, url);
    if (found !== undefined) {
      return found;
    }
  }
  return undefined;
}

function skeleton(elements: readonly ElementDefinition[], id: string, url: string): object {
  const parts = elements.filter(
    (element) =>
      element.id?.startsWith(`${id}.extension:`) === true && !element.id.slice(id.length + 11).includes('.'),
  );
  const value = elements.find((element) => element.id === `${id}.value[x]`);
  const code = value?.type?.[0]?.code ?? 'string';
  return {
    url,
    ...(parts.length > 0
      ? {
          extension: parts.map((part) =>
            skeleton(elements, part.id ?? '', part.type?.[0]?.profile?.[0] ?? part.sliceName ?? ''),
          ),
        }
      : value?.max === '0'
        ? {}
        : { [`value${code.charAt(0).toUpperCase()}${code.slice(1)}`]: SAMPLES[code] ?? 'text' }),
  };
}

/** A value of each type that our extensions have. */
const SAMPLES: Readonly<Record<string, unknown>> = {
  boolean: true,
  code: 'code',
  CodeableConcept: { text: 'text' },
  Coding: { display: 'text' },
  date: '2026-03-02',
  dateTime: '2026-03-02T12:00:00+01:00',
  decimal: 1.5,
  Identifier: { value: '1' },
  integer: 1,
  Period: { start: '2026-03-02' },
  Quantity: { value: 1, unit: 'stk' },
  Reference: { reference: 'urn:uuid:00000000-0000-4000-8000-000000000000' },
  string: 'text',
  uri: 'urn:uuid:00000000-0000-4000-8000-000000000000',
};
