import type { Parameters } from '@medplum/fhirtypes';
import { createFinding } from '../findings/finding.ts';
import { hasCodes, nameOf, type CodeSystemIndex } from './codeSystemIndex.ts';
import type { CodeSystems } from './codeSystems.ts';
import { isBelow } from './conceptFilter.ts';
import { TERMINOLOGY_FINDINGS } from './findings.ts';
import type { OperationInput } from './operationInput.ts';
import { answer, codeSystemLacking, missing, refuse, type OperationResult } from './operationResult.ts';
import { canonicalSystem } from './systemUri.ts';

/**
 * CodeSystem/$subsumes (FHIR R4): `codeA` + `codeB` + `system`, or `codingA` + `codingB`.
 *
 * @param asked the code system that the address names, where it does
 */
export function subsumes(
  codeSystems: CodeSystems,
  input: OperationInput,
  asked?: CodeSystemIndex,
): OperationResult<Parameters> {
  const [codingA, codingB] = [input.coding('codingA'), input.coding('codingB')];
  const codeA = codingA?.code ?? input.text('codeA');
  const codeB = codingB?.code ?? input.text('codeB');
  const system = asked?.codeSystem.url ?? input.text('system') ?? codingA?.system ?? codingB?.system;
  if (codeA === undefined || codeB === undefined || system === undefined) {
    return refuse(
      missing(
        asked === undefined
          ? 'codeA, codeB and system, or codingA and codingB'
          : 'codeA and codeB, or codingA and codingB',
      ),
    );
  }
  const version = input.text('version') ?? codingA?.version ?? codingB?.version;
  const index = asked ?? codeSystems.find(system, version);
  if (index === undefined || (version !== undefined && index.codeSystem.version !== version)) {
    return refuse(codeSystemLacking(system, version));
  }
  if (!hasCodes(index)) {
    return refuse(createFinding(TERMINOLOGY_FINDINGS.codesNotPresent, '', { system }));
  }
  const list = nameOf(index);
  const others = Object.entries({ codingA, codingB }).filter(
    ([, coding]) =>
      coding?.system !== undefined && canonicalSystem(coding.system) !== canonicalSystem(system),
  );
  if (others.length > 0) {
    return refuse(
      ...others.map(([place, coding]) =>
        createFinding(TERMINOLOGY_FINDINGS.codeSystemDiffers, place, { system: coding?.system ?? '', list }),
      ),
    );
  }
  const [conceptA, conceptB] = [index.concept(codeA), index.concept(codeB)];
  if (conceptA === undefined || conceptB === undefined) {
    return refuse(
      ...[codeA, codeB]
        .filter((code) => index.concept(code) === undefined)
        .map((code) => createFinding(TERMINOLOGY_FINDINGS.codeNotFound, '', { list, code })),
    );
  }
  const outcome =
    conceptA === conceptB
      ? 'equivalent'
      : isBelow(index, conceptB.code, conceptA.code)
        ? 'subsumes'
        : isBelow(index, conceptA.code, conceptB.code)
          ? 'subsumed-by'
          : 'not-subsumed';
  return answer({ resourceType: 'Parameters', parameter: [{ name: 'outcome', valueCode: outcome }] });
}
