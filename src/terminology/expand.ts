import type {
  CodeSystemConcept,
  Extension,
  ValueSet,
  ValueSetExpansionContains,
  ValueSetExpansionParameter,
} from '@medplum/fhirtypes';
import { extensionUrl } from '../fhir/systems.ts';
import { createFinding } from '../findings/finding.ts';
import { readChoice, type ExpansionChoice } from './expansionChoice.ts';
import type { CodeSystemIndex } from './codeSystemIndex.ts';
import { textIn } from './concepts.ts';
import { TERMINOLOGY_FINDINGS } from './findings.ts';
import type { OperationInput } from './operationInput.ts';
import { answer, refuse, type OperationResult } from './operationResult.ts';
import { canonicalSystem } from './systemUri.ts';
import type { ValidityRule } from './validity.ts';
import type { CompiledValueSet } from './valueSetMembers.ts';

/** So many codes are given at once; who wants more asks for pages. */
const MOST_CODES = 10_000;

/** FHIR R4: the expansion may lack codes that the value set has, as a code system in it is known in part only. */
const UNCLOSED: Extension = {
  url: 'http://hl7.org/fhir/StructureDefinition/valueset-unclosed',
  valueBoolean: true,
};

/** Of a code: nobody has confirmed that it was valid on the date; of an expansion: it has such codes. */
const UNCONFIRMED: Extension = { url: extensionUrl('unconfirmed'), valueBoolean: true };

/**
 * ValueSet/$expand (FHIR R4) with `filter` (every word stands in the code or in one of its texts, upper and lower
 * case alike), `date` (codes that were not valid then are left out; those that nobody has confirmed stay, marked),
 * `activeOnly`, `excludeNotForUI` (codes that only group others are left out), `exclude-system`, `offset`, `count`,
 * `includeDesignations`, `designation`, `includeDefinition`, `displayLanguage`. Expansions are flat.
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
  const read = readChoice(input);
  if (!read.ok) {
    return refuse(...read.findings);
  }
  const { choice } = read;
  const found: ValueSetExpansionContains[] = [];
  let unconfirmed = false;
  for (const [system, concepts] of members) {
    if (!choice.excludedSystems.has(system)) {
      const list = used.get(system);
      for (const concept of concepts.values()) {
        const then = choice.days && validity(system, concept, choice.days);
        if (then !== 'not-valid' && isChosen(list, concept, choice)) {
          const contains = containsOf(system, list, concept, choice);
          found.push(then === 'unconfirmed' ? { extension: [UNCONFIRMED], ...contains } : contains);
          unconfirmed ||= then === 'unconfirmed';
        }
      }
    }
  }
  const { offset = 0, count } = choice;
  if (count === undefined && found.length - offset > MOST_CODES) {
    const values = { total: String(found.length), limit: String(MOST_CODES) };
    return refuse(createFinding(TERMINOLOGY_FINDINGS.expansionTooCostly, '', values));
  }
  const contains = found.slice(offset, offset + Math.min(count ?? MOST_CODES, MOST_CODES));
  const isUnclosed = [...used.values()].some(({ codeSystem }) => codeSystem.content !== 'complete');
  return answer({
    ...headOf(valueSet, choice),
    expansion: {
      ...((isUnclosed || unconfirmed) && {
        extension: [...(isUnclosed ? [UNCLOSED] : []), ...(unconfirmed ? [UNCONFIRMED] : [])],
      }),
      timestamp: now,
      total: found.length,
      offset,
      parameter: [...choice.parameters, ...usedCodeSystems(used, choice)],
      ...(contains.length > 0 && { contains }),
    },
  });
}

/** An expansion stands without the definition that it was made from, unless that is asked for. */
function headOf(valueSet: ValueSet, { includeDefinition }: ExpansionChoice): ValueSet {
  const head = { ...valueSet };
  delete head.text;
  delete head.expansion;
  if (includeDefinition !== true) {
    delete head.compose;
  }
  return head;
}

function isChosen(
  list: CodeSystemIndex | undefined,
  concept: CodeSystemConcept,
  { activeOnly, excludeNotForUI, words }: ExpansionChoice,
): boolean {
  return (
    !(activeOnly === true && list?.isInactive(concept.code) === true) &&
    !(excludeNotForUI === true && list?.isAbstract(concept.code) === true) &&
    matchesWords(concept, words)
  );
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
  list: CodeSystemIndex | undefined,
  concept: CodeSystemConcept,
  { displayLanguage, includeDesignations, isWantedDesignation }: ExpansionChoice,
): ValueSetExpansionContains {
  const designation =
    includeDesignations === true ? (concept.designation ?? []).filter(isWantedDesignation) : [];
  return {
    system,
    ...(list?.isAbstract(concept.code) === true && { abstract: true }),
    ...(list?.isInactive(concept.code) === true && { inactive: true }),
    code: concept.code,
    display: textIn(concept, list?.codeSystem.language, displayLanguage),
    ...(designation.length > 0 && { designation }),
  };
}

function usedCodeSystems(
  used: CompiledValueSet['used'],
  { excludedSystems }: ExpansionChoice,
): ValueSetExpansionParameter[] {
  return [...used]
    .filter(([url]) => !excludedSystems.has(canonicalSystem(url)))
    .map(
      ([
        url,
        {
          codeSystem: { version },
        },
      ]) => ({
        name: 'used-codesystem',
        // An OID with a version behind it is no uri.
        ...(version === undefined || !url.startsWith('urn:')
          ? { valueUri: version === undefined ? url : `${url}|${version}` }
          : { valueString: `${url}|${version}` }),
      }),
    );
}
