import type { Parameters } from '@medplum/fhirtypes';
import { createFinding } from '../findings/finding.ts';
import type { CodeSystems } from './codeSystems.ts';
import { isBelow } from './conceptFilter.ts';
import { TERMINOLOGY_FINDINGS } from './findings.ts';
import { nameOf } from './lookup.ts';
import type { OperationInput } from './operationInput.ts';
import { answer, missing, refuse, type OperationResult } from './operationResult.ts';
import { canonicalSystem } from './systemUri.ts';

/** CodeSystem/$subsumes (FHIR R4): `codeA` + `codeB` + `system`, or `codingA` + `codingB`. */
export function subsumes(codeSystems: CodeSystems, input: OperationInput): OperationResult<Parameters> {
  const [codingA, codingB] = [input.coding('codingA'), input.coding('codingB')];
  const codeA = codingA?.code ?? input.text('codeA');
  const codeB = codingB?.code ?? input.text('codeB');
  const system = codingA?.system ?? codingB?.system ?? input.text('system');
  if (codeA === undefined || codeB === undefined || system === undefined) {
    return refuse(missing('codeA, codeB and system, or codingA and codingB'));
  }
  const index = codeSystems.find(system, input.text('version'));
  if (index === undefined) {
    return refuse(createFinding(TERMINOLOGY_FINDINGS.codeSystemUnknown, '', { system }));
  }
  const list = nameOf(index);
  if (canonicalSystem(codingB?.system ?? system) !== canonicalSystem(system)) {
    return refuse(
      createFinding(TERMINOLOGY_FINDINGS.codeSystemDiffers, 'codingB', {
        system: codingB?.system ?? '',
        list,
      }),
    );
  }
  const unknown = [codeA, codeB].filter((code) => !index.concepts.has(code));
  if (unknown.length > 0) {
    return refuse(
      ...unknown.map((code) => createFinding(TERMINOLOGY_FINDINGS.codeNotFound, '', { list, code })),
    );
  }
  const outcome =
    codeA === codeB
      ? 'equivalent'
      : isBelow(index, codeB, codeA)
        ? 'subsumes'
        : isBelow(index, codeA, codeB)
          ? 'subsumed-by'
          : 'not-subsumed';
  return answer({ resourceType: 'Parameters', parameter: [{ name: 'outcome', valueCode: outcome }] });
}
