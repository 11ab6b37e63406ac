import type { ComplexType, Property } from '../elementTree.ts';
import type { Walk } from '../walk.ts';
import type { Discriminator, ProfileRule, Slicing } from './profileTree.ts';
import { planOf } from './slicePlans.ts';

const faults = new WeakMap<Slicing, { readonly text: string | undefined }>();

/**
 * Why it cannot be told which slice a value is in: a slice does not say what stands where the discriminators point (R4
 * 5.1.0.15). `property` is how the values stand in their parent.
 */
export function faultOfSlicing(walk: Walk, slicing: Slicing, property: Property): string | undefined {
  const known = faults.get(slicing);
  if (known !== undefined) {
    return known.text;
  }
  const text = slicing.slices.map((slice) => faultOfSlice(walk, slice, slicing, property)).find((each) => each !== undefined);
  faults.set(slicing, { text });
  return text;
}

function faultOfSlice(
  walk: Walk,
  slice: ProfileRule,
  { discriminators }: Slicing,
  property: Property,
): string | undefined {
  // Extensions are told apart by their URLs; what a profile says that is not at hand, nobody can tell.
  const profiles = [...slice.typeProfiles.values()].flat();
  if (discriminators.length === 0 || EXTENSIONS.has(slice.name) || profiles.some((url) => walk.definitions.profile(url) === undefined)) {
    return undefined;
  }
  const silent = discriminators.filter((discriminator) => !saysWhat(walk, slice, discriminator, property));
  const [first] = silent.filter(({ type }) => type === 'exists' || type === 'profile');
  const unclear = first ?? (silent.length === discriminators.length ? silent[0] : undefined);
  return unclear && `${slice.id}: ${unclear.type} ${unclear.path} = ?`;
}

const EXTENSIONS: ReadonlySet<string> = new Set(['extension', 'modifierExtension']);

function saysWhat(walk: Walk, slice: ProfileRule, discriminator: Discriminator, property: Property): boolean {
  const { rules, steps, isInherited } = planOf(walk, slice, discriminator);
  switch (discriminator.type) {
    case 'type':
      return true;
    case 'exists':
      return rules.some(({ min, max }) => min > 0 || max === 0);
    case 'profile':
      return rules.some(({ typeProfiles, targetProfiles }) => typeProfiles.size > 0 || targetProfiles.length > 0);
    default:
      return (
        isInherited ||
        rules.some(
          ({ fixed, pattern, binding }) =>
            fixed !== undefined || pattern !== undefined || binding?.strength === 'required',
        ) ||
        hasBaseBinding(property, steps)
      );
  }
}

/** Whether the base definition binds what stands at the end of the path. */
function hasBaseBinding(property: Property, steps: readonly string[]): boolean {
  let type: ComplexType | undefined = property.kind === 'complex' ? property.type() : undefined;
  let last: Property | undefined = property;
  for (const step of steps) {
    last = type?.byName.get(step)?.[0];
    type = last?.kind === 'complex' ? last.type() : undefined;
  }
  return last?.rule.binding?.strength === 'required';
}
