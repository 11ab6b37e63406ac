import type { StructureDefinition } from '@medplum/fhirtypes';
import { baseStructure } from '../../../definitions/baseStructures.ts';
import type { Definitions } from '../../../definitions/definitions.ts';
import { createFinding } from '../../../findings/finding.ts';
import { withTexts, type OperationInput } from '../../../terminology/operationInput.ts';
import { answer, refuse, type OperationResult } from '../../../terminology/operationResult.ts';
import { OPERATION_FINDINGS } from './findings.ts';

const HL7_STRUCTURE = 'http://hl7.org/fhir/StructureDefinition/';

/** So many profiles may stand on one another. */
const MOST_BASES = 10;

/**
 * `context` of the operations on value sets (FHIR R4): the URL of a StructureDefinition, `#` and the path or id of an
 * element in it, which stands for the value set that the element is bound to. The call with `url` in its place, where no
 * value set is named otherwise.
 */
export function withBoundValueSet(
  input: OperationInput,
  definitions: Definitions,
): OperationResult<OperationInput> {
  const context = input.text('context');
  if (
    context === undefined ||
    input.text('url') !== undefined ||
    input.resource('valueSet')?.resourceType === 'ValueSet'
  ) {
    return answer(input);
  }
  const [url = '', element = ''] = context.split('#');
  const valueSet = valueSetOf(url, element, definitions);
  return valueSet === undefined
    ? refuse(createFinding(OPERATION_FINDINGS.contextUnknown, '', { context }))
    : answer(withTexts(input, { url: valueSet }));
}

/** Of the profile, or of what it constrains. */
function valueSetOf(url: string, element: string, definitions: Definitions): string | undefined {
  let structure = structureAt(url, definitions);
  for (let count = 0; structure !== undefined && count < MOST_BASES; count += 1) {
    const elements = structure.snapshot?.element ?? structure.differential?.element ?? [];
    const bound = elements.find(
      ({ id, path, binding }) =>
        binding?.valueSet !== undefined &&
        [id, path].some((name) => name === element || name === `${structure?.type ?? ''}.${element}`),
    );
    if (bound !== undefined) {
      return bound.binding?.valueSet;
    }
    structure = structureAt(structure.baseDefinition ?? '', definitions);
  }
  return undefined;
}

function structureAt(url: string, definitions: Definitions): StructureDefinition | undefined {
  const found = definitions.find(url);
  if (found?.resourceType === 'StructureDefinition') {
    return found;
  }
  return url.startsWith(HL7_STRUCTURE) ? baseStructure(url.slice(HL7_STRUCTURE.length)) : undefined;
}
