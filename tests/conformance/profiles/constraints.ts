import type { ElementDefinition, StructureDefinition } from '@medplum/fhirtypes';

/**
 * What a profile's differential asks, as the rows of broken examples name it: the element's id, and min, max, type,
 * value, binding or the key of an invariant. What only decides to which slice a value belongs cannot be broken.
 */
export function constraintsOf({ differential }: StructureDefinition): readonly string[] {
  const elements = differential?.element ?? [];
  const slicings = elements.filter(({ slicing }) => slicing !== undefined);
  return elements.flatMap((element) =>
    rulesOf(element)
      .filter((rule) => !decidesSlice(element.id ?? '', rule, slicings) && !followsFromSlice(element, rule, elements))
      .map((rule) => `${element.id ?? ''} ${rule}`),
  );
}

function rulesOf(element: ElementDefinition): readonly string[] {
  const { min, max, type, binding, constraint = [] } = element;
  const rules: readonly (readonly [rule: string, isAsked: boolean])[] = [
    ['min', min !== undefined && min > 0],
    ['max', max !== undefined && max !== '*'],
    // The definition of an extension is judged by examples of its own.
    ['type', type !== undefined && type[0]?.code !== 'Extension'],
    ['value', Object.keys(element).some((key) => /^(?:fixed|pattern)/.test(key))],
    ['binding', binding?.strength === 'required' || binding?.strength === 'extensible'],
  ];
  return [
    ...rules.filter(([, isAsked]) => isAsked).map(([rule]) => rule),
    ...constraint.map(({ key }) => key),
  ];
}

/** The value at a discriminator's path within a slice, and that it must be there. */
function decidesSlice(id: string, rule: string, slicings: readonly ElementDefinition[]): boolean {
  return (
    (rule === 'value' || rule === 'min') &&
    slicings.some(({ id: sliced = '', slicing }) =>
      (slicing?.discriminator ?? []).some(({ path }) => {
        const within = path === '$this' ? '' : `.${path}`;
        return (
          id.startsWith(`${sliced}:`) &&
          id.slice(sliced.length + 1).replace(/^[^.:]+/, '') === within &&
          (rule === 'value' || within !== '')
        );
      }),
    )
  );
}

/** An element must be there because a slice of it must. */
function followsFromSlice({ id }: ElementDefinition, rule: string, all: readonly ElementDefinition[]): boolean {
  return (
    rule === 'min' &&
    all.some((other) => other.sliceName !== undefined && other.id === `${id}:${other.sliceName}` && (other.min ?? 0) > 0)
  );
}
