/**
 * A valid example with one edit, by which it breaks one constraint of the profile and no other. The examples that are
 * made of it stand in examples/profiles/PROFILE/invalid.
 */
export interface BrokenExample {
  /** Id of the profile. */
  readonly profile: string;
  /** The valid example in examples/profiles/PROFILE that is edited. */
  readonly example: string;
  /** The element of the differential, and what of it is broken: min, max, type, value, binding or the key of an invariant. */
  readonly breaks: string;
  /** New values by place (`name[0].family`; `name[+]` appends); undefined takes the place's value away. */
  readonly edit: Readonly<Record<string, unknown>>;
  /** What the validator finds that it does not find in the valid example: severity, code and place. */
  readonly expected: readonly string[];
}

/** The rows of one profile. */
export function ofProfile(profile: string) {
  return (
    example: string,
    breaks: string,
    edit: BrokenExample['edit'],
    ...expected: readonly string[]
  ): BrokenExample => ({ profile, example, breaks, edit, expected });
}
