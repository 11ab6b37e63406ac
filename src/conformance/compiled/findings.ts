import { CODE_FINDINGS } from './findings/codes.ts';
import { EXTENSION_FINDINGS } from './findings/extensions.ts';
import { PROFILE_FINDINGS } from './findings/profiles.ts';
import { REFERENCE_FINDINGS } from './findings/references.ts';
import { STRUCTURE_FINDINGS } from './findings/structure.ts';
import { VALUE_FINDINGS } from './findings/values.ts';

/** What the validator can find. */
export const VALIDATION_FINDINGS = {
  ...STRUCTURE_FINDINGS,
  ...VALUE_FINDINGS,
  ...CODE_FINDINGS,
  ...EXTENSION_FINDINGS,
  ...REFERENCE_FINDINGS,
  ...PROFILE_FINDINGS,
} as const;
