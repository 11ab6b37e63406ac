import type { Parameters, ValueSet } from '@medplum/fhirtypes';
import { createFinding, type Language } from '../findings/finding.ts';
import { indexCodeSystem, type CodeSystemIndex } from './codeSystemIndex.ts';
import type { CodeSystems } from './codeSystems.ts';
import { expand } from './expand.ts';
import { systemVersionsOf } from './expansionChoice.ts';
import { TERMINOLOGY_FINDINGS } from './findings.ts';
import { lookup } from './lookup.ts';
import type { OperationInput } from './operationInput.ts';
import { refuse, type OperationResult } from './operationResult.ts';
import type { Sources } from './sources.ts';
import { subsumes } from './subsumes.ts';
import { translate } from './translateOperation.ts';
import { validateCodeInSystem } from './validateCode.ts';
import { validateCodeInValueSet } from './validateCodeInValueSet.ts';
import type { ValidityRule } from './validity.ts';
import type { ValueSets } from './valueSets.ts';

/** FHIR R4's operations, each with the id of a resource where the instance is asked. */
export interface TerminologyOperations {
  lookup(input: OperationInput, codeSystemId?: string): OperationResult<Parameters>;
  validateCodeInSystem(
    input: OperationInput,
    codeSystemId?: string,
    language?: Language,
  ): OperationResult<Parameters>;
  subsumes(input: OperationInput, codeSystemId?: string): OperationResult<Parameters>;
  /** @param now when the expansion is made, an instant */
  expand(input: OperationInput, now: string, valueSetId?: string): OperationResult<ValueSet>;
  validateCodeInValueSet(
    input: OperationInput,
    valueSetId?: string,
    language?: Language,
  ): OperationResult<Parameters>;
  translate(input: OperationInput, conceptMapId?: string, language?: Language): OperationResult<Parameters>;
}

interface OperationContext {
  readonly sources: Sources;
  readonly codeSystems: CodeSystems;
  readonly valueSets: ValueSets;
  readonly validity: ValidityRule;
}

export function openOperations({
  sources,
  codeSystems,
  valueSets,
  validity,
}: OperationContext): TerminologyOperations {
  /** The operation on the code system that its address names, where it does. */
  function onCodeSystem(
    id: string | undefined,
    operate: (asked: CodeSystemIndex | undefined) => OperationResult<Parameters>,
  ): OperationResult<Parameters> {
    if (id === undefined) {
      return operate(undefined);
    }
    const codeSystem = sources.codeSystemWithId(id);
    return codeSystem === undefined
      ? refuse(createFinding(TERMINOLOGY_FINDINGS.codeSystemUnknown, '', { system: id }))
      : operate(indexCodeSystem(codeSystem));
  }

  return {
    lookup: (input, id) => onCodeSystem(id, (asked) => lookup(codeSystems, validity, input, asked)),
    subsumes: (input, id) => onCodeSystem(id, (asked) => subsumes(codeSystems, input, asked)),
    validateCodeInSystem: (input, id, language) =>
      onCodeSystem(id, (asked) => validateCodeInSystem({ codeSystems, validity, asked, language }, input)),
    expand(input, now, id) {
      const found = valueSets.ofOperation(input, id, systemVersionsOf(input));
      return found.ok
        ? expand(found.resource.valueSet, found.resource.compiled, validity, input, now)
        : found;
    },
    validateCodeInValueSet(input, id, language) {
      const found = valueSets.ofOperation(input, id);
      if (!found.ok) {
        return found;
      }
      const { valueSet, compiled } = found.resource;
      const name = valueSet.url ?? valueSet.title ?? valueSet.name ?? valueSet.id ?? '';
      return validateCodeInValueSet({ codeSystems, validity, language }, compiled, name, input);
    },
    translate: (input, id, language) => translate({ sources, codeSystems, id, language }, input),
  };
}
