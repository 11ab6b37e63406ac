import type { ValueSet } from '@medplum/fhirtypes';
import { createFinding } from '../findings/finding.ts';
import type { CodeSystems } from './codeSystems.ts';
import { TERMINOLOGY_FINDINGS } from './findings.ts';
import type { OperationInput } from './operationInput.ts';
import { answer, missing, refuse, type OperationResult } from './operationResult.ts';
import type { Sources } from './sources.ts';
import { compileValueSet, type CompiledValueSet } from './valueSetMembers.ts';

/** A value set with the codes that it has. */
export interface OpenValueSet {
  readonly valueSet: ValueSet;
  readonly compiled: CompiledValueSet;
}

/** Value sets, compiled when first asked for and kept; one that is sent along is compiled for that one time. */
export interface ValueSets {
  find(canonical: string): OperationResult<OpenValueSet>;
  /** The value set that an operation is about: by id, `valueSet` or `url`. */
  ofOperation(input: OperationInput, id?: string): OperationResult<OpenValueSet>;
}

export function openValueSets(sources: Sources, codeSystems: CodeSystems): ValueSets {
  const known = new Map<string, OpenValueSet>();

  function open(valueSet: ValueSet): OperationResult<OpenValueSet> {
    const result = compileValueSet(valueSet, sources, codeSystems);
    return result.ok ? answer({ valueSet, compiled: result.compiled }) : refuse(result.finding);
  }

  function find(canonical: string): OperationResult<OpenValueSet> {
    const found = known.get(canonical);
    if (found !== undefined) {
      return answer(found);
    }
    const valueSet = sources.valueSet(canonical);
    if (valueSet === undefined) {
      return refuse(createFinding(TERMINOLOGY_FINDINGS.valueSetUnknown, '', { valueSet: canonical }));
    }
    const result = open(valueSet);
    if (result.ok) {
      known.set(canonical, result.resource);
    }
    return result;
  }

  return {
    find,
    ofOperation(input, id) {
      const sent = input.resource('valueSet');
      const canonical = id === undefined ? input.text('url') : sources.valueSetWithId(id)?.url;
      if (id === undefined && sent?.resourceType === 'ValueSet') {
        return open(sent);
      }
      if (canonical === undefined) {
        return id === undefined
          ? refuse(missing('url or valueSet'))
          : refuse(createFinding(TERMINOLOGY_FINDINGS.valueSetUnknown, '', { valueSet: id }));
      }
      const version = input.text('valueSetVersion');
      return find(version === undefined || canonical.includes('|') ? canonical : `${canonical}|${version}`);
    },
  };
}
