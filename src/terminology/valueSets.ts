import type { ValueSet } from '@medplum/fhirtypes';
import { createFinding } from '../findings/finding.ts';
import type { CodeSystems } from './codeSystems.ts';
import { TERMINOLOGY_FINDINGS } from './findings.ts';
import type { OperationInput } from './operationInput.ts';
import { answer, missing, refuse, type OperationResult } from './operationResult.ts';
import type { Sources } from './sources.ts';
import {
  ANY_VERSION,
  compileValueSet,
  type CompiledValueSet,
  type SystemVersions,
} from './valueSetMembers.ts';

/** A value set with the codes that it has. */
export interface OpenValueSet {
  readonly valueSet: ValueSet;
  readonly compiled: CompiledValueSet;
}

export interface ValueSets {
  find(canonical: string): OperationResult<OpenValueSet>;
  /** The value set that an operation is about: by id, `valueSet` or `url`. */
  ofOperation(input: OperationInput, id?: string, versions?: SystemVersions): OperationResult<OpenValueSet>;
}

/** Whether every code system of the value set is here: one that is not may be stored some day. */
function isWhole({ members, used }: CompiledValueSet): boolean {
  return [...members.keys()].every((system) => used.has(system));
}

/** @param remembers whether what has been found by a URL, and compiled, is the same ever after */
export function openValueSets(
  sources: Sources,
  codeSystems: CodeSystems,
  remembers: 'remembers' | 'asks again',
): ValueSets {
  const known = new Map<string, OpenValueSet>();

  function open(valueSet: ValueSet, versions: SystemVersions = ANY_VERSION): OperationResult<OpenValueSet> {
    const result = compileValueSet(valueSet, sources, codeSystems, versions);
    return result.ok ? answer({ valueSet, compiled: result.compiled }) : refuse(result.finding);
  }

  function find(canonical: string, versions: SystemVersions = ANY_VERSION): OperationResult<OpenValueSet> {
    const found = versions === ANY_VERSION ? known.get(canonical) : undefined;
    if (found !== undefined) {
      return answer(found);
    }
    const valueSet = sources.valueSet(canonical);
    if (valueSet === undefined) {
      return refuse(createFinding(TERMINOLOGY_FINDINGS.valueSetUnknown, '', { valueSet: canonical }));
    }
    const result = open(valueSet, versions);
    if (
      result.ok &&
      versions === ANY_VERSION &&
      remembers === 'remembers' &&
      isWhole(result.resource.compiled)
    ) {
      known.set(canonical, result.resource);
    }
    return result;
  }

  function withId(id: string, versions: SystemVersions | undefined): OperationResult<OpenValueSet> {
    const valueSet = sources.valueSetWithId(id);
    if (valueSet === undefined) {
      return refuse(createFinding(TERMINOLOGY_FINDINGS.valueSetUnknown, '', { valueSet: id }));
    }
    return valueSet.url !== undefined && sources.valueSet(valueSet.url) === valueSet
      ? find(valueSet.url, versions)
      : open(valueSet, versions);
  }

  return {
    find,
    ofOperation(input, id, versions) {
      if (id !== undefined) {
        return withId(id, versions);
      }
      const sent = input.resource('valueSet');
      if (sent?.resourceType === 'ValueSet') {
        return open(sent, versions);
      }
      const url = input.text('url');
      const version = input.text('valueSetVersion');
      if (url === undefined) {
        return refuse(missing('url or valueSet'));
      }
      const canonical = version === undefined || url.includes('|') ? url : `${url}|${version}`;
      const result = find(canonical, versions);
      const [, wanted] = canonical.split('|');
      return result.ok && wanted !== undefined && result.resource.valueSet.version !== wanted
        ? refuse(createFinding(TERMINOLOGY_FINDINGS.valueSetUnknown, '', { valueSet: canonical }))
        : result;
    },
  };
}
