import { extensionUrl } from '../../../fhir/systems.ts';
import { KITH_FINDINGS } from '../findings.ts';
import type { EncodeScope } from '../mapping/encodeScope.ts';
import { findExtension, stringOf, type FhirNode, type Slot } from '../mapping/node.ts';

/** How a value was written, where that does not follow from the FHIR value: an extension on the primitive. */
const ORIGINAL_VALUE = extensionUrl('original-value');

/**
 * A slot for a value that was written as `lexical`. The lexical form is kept beside it only when writing the value
 * would give another; without a value (FHIR has none for it) only the lexical form is kept.
 */
export function slotOf(value: unknown, lexical: string, write: (value: unknown) => string | undefined): Slot {
  if (value !== undefined && write(value) === lexical) {
    return { value };
  }
  const sibling: FhirNode = { extension: [{ url: ORIGINAL_VALUE, valueString: lexical }] };
  return value === undefined ? { sibling } : { value, sibling };
}

/** The lexical form kept beside the value, as long as it still means the value. */
export function lexicalOf(
  slot: Slot,
  read: (lexical: string) => unknown,
  write: (value: unknown) => string | undefined,
): string | undefined {
  const original = stringOf(findExtension(slot.sibling, ORIGINAL_VALUE)?.valueString);
  return original !== undefined && read(original) === slot.value ? original : write(slot.value);
}

/**
 * Tells a lexical form that is written for want of a value and is none of the datatype.
 *
 * @param beyond what the datatype of XML Schema has and FHIR's has not
 */
export function tellUnreadable(
  slot: Slot,
  lexical: string | undefined,
  { expected, beyond }: { readonly expected: string; readonly beyond?: RegExp | undefined },
  scope: EncodeScope,
): void {
  if (slot.value === undefined && lexical !== undefined && beyond?.test(lexical) !== true) {
    scope.find(KITH_FINDINGS.writtenAsItStands, '', { value: lexical, expected });
  }
}
