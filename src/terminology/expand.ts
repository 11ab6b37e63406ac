import type {
  CodeSystemConcept,
  Extension,
  ValueSet,
  ValueSetExpansionContains,
  ValueSetExpansionParameter,
} from '@medplum/fhirtypes';
import type { Language } from '../findings/finding.ts';
import { propertyOf, textOf } from './concepts.ts';
import type { OperationInput } from './operationInput.ts';
import {
  answer,
  displayLanguage,
  readCount,
  readDay,
  readFlag,
  refuse,
  type OperationResult,
} from './operationResult.ts';
import type { ValidityRule } from './validity.ts';
import type { CompiledValueSet } from './valueSetMembers.ts';

/** FHIR R4: the expansion may lack codes that the value set has, as a code system in it is known in part only. */
const UNCLOSED: Extension = {
  url: 'http://hl7.org/fhir/StructureDefinition/valueset-unclosed',
  valueBoolean: true,
};

/**
 * ValueSet/$expand (FHIR R4) with `filter` (every word stands in the code or in one of its texts, upper and lower
 * case alike), `date` (codes that were not valid then are left out; those that nobody has confirmed stay), `activeOnly`,
 * `offset`, `count`, `includeDesignations`, `displayLanguage`.
 *
 * @param now when the expansion is made, an instant
 */
export function expand(
  valueSet: ValueSet,
  { members, used }: CompiledValueSet,
  validity: ValidityRule,
  input: OperationInput,
  now: string,
): OperationResult<ValueSet> {
  const day = readDay(input, 'date');
  const offset = readCount(input, 'offset');
  const count = readCount(input, 'count');
  const activeOnly = readFlag(input, 'activeOnly');
  const withDesignations = readFlag(input, 'includeDesignations');
  if (!day.ok || !offset.ok || !count.ok || !activeOnly.ok || !withDesignations.ok) {
    return refuse(
      ...[day, offset, count, activeOnly, withDesignations].flatMap((each) =>
        each.ok ? [] : [each.finding],
      ),
    );
  }
  const language = displayLanguage(input);
  const words = (input.text('filter') ?? '').toLowerCase().split(/\s+/).filter(Boolean);
  const date = day.value;
  const found: ValueSetExpansionContains[] = [];
  for (const [system, concepts] of members) {
    for (const concept of concepts.values()) {
      const isInactive = propertyOf(concept, 'inactive')?.valueBoolean === true;
      if (
        (activeOnly.value === true && isInactive) ||
        (date !== undefined && validity(system, concept, date) === 'not-valid') ||
        !matchesWords(concept, words)
      ) {
        continue;
      }
      found.push(containsOf(system, concept, isInactive, language, withDesignations.value === true));
    }
  }
  const start = offset.value ?? 0;
  const unclosed = [...used.values()].some(({ codeSystem }) => codeSystem.content === 'fragment');
  return answer({
    ...headOf(valueSet),
    expansion: {
      ...(unclosed && { extension: [UNCLOSED] }),
      timestamp: now,
      total: found.length,
      offset: start,
      parameter: [...parametersOf(input), ...usedCodeSystems(used)],
      contains: found.slice(start, count.value === undefined ? undefined : start + count.value),
    },
  });
}

/** An expansion stands without the definition that it was made from. */
function headOf(valueSet: ValueSet): ValueSet {
  const head = { ...valueSet };
  delete head.text;
  delete head.compose;
  return head;
}

function matchesWords(concept: CodeSystemConcept, words: readonly string[]): boolean {
  if (words.length === 0) {
    return true;
  }
  const texts = [
    concept.code,
    concept.display ?? '',
    ...(concept.designation ?? []).map(({ value }) => value),
  ];
  const searched = texts.join('\n').toLowerCase();
  return words.every((word) => searched.includes(word));
}

function containsOf(
  system: string,
  concept: CodeSystemConcept,
  isInactive: boolean,
  language: Language,
  withDesignations: boolean,
): ValueSetExpansionContains {
  return {
    system,
    ...(isInactive && { inactive: true }),
    code: concept.code,
    display: textOf(concept, language),
    ...(withDesignations && concept.designation && { designation: concept.designation }),
  };
}

function parametersOf(input: OperationInput): ValueSetExpansionParameter[] {
  return [
    'filter',
    'date',
    'offset',
    'count',
    'activeOnly',
    'includeDesignations',
    'displayLanguage',
  ].flatMap((name) => {
    const value = input.text(name);
    return value === undefined ? [] : [{ name, valueString: value }];
  });
}

function usedCodeSystems(used: CompiledValueSet['used']): ValueSetExpansionParameter[] {
  return [...used].map(([url, { codeSystem }]) => ({
    name: 'used-codesystem',
    valueUri: codeSystem.version === undefined ? url : `${url}|${codeSystem.version}`,
  }));
}
