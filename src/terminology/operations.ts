import type { Parameters, ValueSet } from '@medplum/fhirtypes';
import { createFinding, type Language } from '../findings/finding.ts';
import { indexCodeSystem, nameOf, type CodeSystemIndex } from './codeSystemIndex.ts';
import type { CodeSystems } from './codeSystems.ts';
import { expand } from './expand.ts';
import { systemVersionsOf } from './expansionChoice.ts';
import { TERMINOLOGY_FINDINGS } from './findings.ts';
import { lookup } from './lookup.ts';
import { withVersionApart, type OperationInput } from './operationInput.ts';
import { refuse, type OperationResult } from './operationResult.ts';
import type { Sources } from './sources.ts';
import { subsumes } from './subsumes.ts';
import { canonicalSystem } from './systemUri.ts';
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
  /** The operation on the code system that its address names, where it does; what is sent must not name another. */
  function onCodeSystem(
    id: string | undefined,
    named: readonly (string | undefined)[],
    operate: (asked: CodeSystemIndex | undefined) => OperationResult<Parameters>,
  ): OperationResult<Parameters> {
    if (id === undefined) {
      return operate(undefined);
    }
    const codeSystem = sources.codeSystemWithId(id);
    if (codeSystem === undefined) {
      return refuse(createFinding(TERMINOLOGY_FINDINGS.codeSystemUnknown, '', { system: id }));
    }
    const asked = indexCodeSystem(codeSystem);
    const url = canonicalSystem(codeSystem.url ?? '');
    const other = named.find((system) => system !== undefined && canonicalSystem(system) !== url);
    return other === undefined
      ? operate(asked)
      : refuse(
          createFinding(TERMINOLOGY_FINDINGS.codeSystemDiffers, '', { system: other, list: nameOf(asked) }),
        );
  }

  return {
    lookup(sent, id) {
      const input = withVersionApart(sent, ['system'], 'version');
      return onCodeSystem(id, [input.text('system'), input.coding('coding')?.system], (asked) =>
        lookup(codeSystems, validity, input, asked),
      );
    },
    subsumes(sent, id) {
      const input = withVersionApart(sent, ['system'], 'version');
      return onCodeSystem(id, [input.text('system')], (asked) => subsumes(codeSystems, input, asked));
    },
    validateCodeInSystem(sent, id, language) {
      const input = withVersionApart(sent, ['url', 'system'], 'version');
      return onCodeSystem(id, [input.text('url'), input.text('system')], (asked) =>
        validateCodeInSystem({ codeSystems, validity, asked, language }, input),
      );
    },
    expand(input, now, id) {
      const found = valueSets.ofOperation(input, id, systemVersionsOf(input));
      return found.ok
        ? expand(found.resource.valueSet, found.resource.compiled, validity, input, now)
        : found;
    },
    validateCodeInValueSet(sent, id, language) {
      const input = withVersionApart(sent, ['system'], 'systemVersion');
      const found = valueSets.ofOperation(input, id);
      if (!found.ok) {
        return found;
      }
      const { valueSet, compiled } = found.resource;
      const name = valueSet.url ?? valueSet.title ?? valueSet.name ?? valueSet.id ?? '';
      return validateCodeInValueSet({ codeSystems, validity, language }, compiled, name, input);
    },
    translate: (input, id, language) =>
      translate(
        { sources, codeSystems, valueSets, id, language },
        withVersionApart(input, ['system'], 'version'),
      ),
  };
}
