import { extensionUrl } from '../../../../fhir/systems.ts';
import { findExtension, nodesOf, stringOf, type FhirNode } from '../../mapping/node.ts';
import { custom, type CustomRow } from '../../mapping/row.ts';
import { textOf } from '../../xml/element.ts';

/** How the name was written as one text; the parts beside it count, as long as they mean the same. */
const ORIGINAL_VALUE = extensionUrl('original-value');

/**
 * Name as one text ↔ HumanName. The standards have the family name first, then a comma and the given name (HIS
 * 80517:2014 and HIS 80226:2014, class Patient): such a name is taken apart; any other stays a text.
 */
export const WHOLE_NAME: CustomRow = custom(
  'Name',
  '0..1',
  { attributes: [], text: true },
  (element, person) => {
    const written = textOf(element);
    if (written !== undefined) {
      person.name = [nameOf(written)];
    }
  },
  ({ name }, _scope, as) => {
    const text = textOfName(nodesOf(name)[0] ?? {});
    return text === undefined ? [] : [{ ...as, text }];
  },
);

const PARTS = /^([^,]+?)\s*,\s*([^,]+)$/;

function nameOf(written: string): FhirNode {
  const [, family, given] = PARTS.exec(written) ?? [];
  return family === undefined || given === undefined
    ? { text: written }
    : { extension: [{ url: ORIGINAL_VALUE, valueString: written }], family, given: [given] };
}

function textOfName(name: FhirNode): string | undefined {
  const written = stringOf(findExtension(name, ORIGINAL_VALUE)?.valueString);
  const parts = partsOf(name);
  if (written !== undefined && partsOf(nameOf(written)) === parts) {
    return written;
  }
  return parts === '' ? stringOf(name.text) : parts;
}

/** `Family, Given`; empty when there are no parts. */
function partsOf({ family, given }: FhirNode): string {
  const givenNames: unknown[] = Array.isArray(given) ? given : [];
  const givenText = givenNames.filter((part) => typeof part === 'string').join(' ');
  return [typeof family === 'string' ? family : '', givenText].filter((part) => part !== '').join(', ');
}
