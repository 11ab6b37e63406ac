import type { Coding } from '@medplum/fhirtypes';
import type { Definitions } from '../definitions/definitions.ts';
import { FORLOPSBRO } from '../fhir/systems.ts';
import type { Language } from '../findings/finding.ts';
import { hasCodes } from './codeSystemIndex.ts';
import { openCodeSystems } from './codeSystems.ts';
import { hasText } from './codeText.ts';
import { textOf } from './concepts.ts';
import { FurtherResources, sourcesWith, type ResourceFinder } from './furtherSources.ts';
import { openOperations, type TerminologyOperations } from './operations.ts';
import type { OperationResult } from './operationResult.ts';
import { countingSources } from './countingSources.ts';
import { openSources } from './sources.ts';
import { isTranslation, matchesIn, type Match } from './translate.ts';
import { createValidityRule } from './validity.ts';
import { openValueSets } from './valueSets.ts';

/**
 * What can be asked of the code systems in process. Systems are understood under all their URIs. The operations are
 * FHIR R4's, with the id of one of our own resources where the instance is asked; nothing in them throws on bad input.
 */
export interface Terminology extends TerminologyOperations {
  /** Whether the list has the code; undefined when we do not have the list, or not its codes. */
  hasCode(system: string, code: string): boolean | undefined;
  /** Whether the text is one of the code's, in whatever language and case; undefined when the code has none here. */
  isTextOf(system: string, code: string, text: string): boolean | undefined;
  /** The text of the code; undefined when the list is not ours or lacks the code. Norwegian unless asked. */
  displayOf(system: string, code: string, language?: Language): string | undefined;
  /** Whether the value set has the code; undefined when we do not have the value set, or cannot work it out. */
  isMember(valueSet: string, system: string, code: string): boolean | undefined;
  /**
   * The nearest counterpart of a code in one of our concept maps, named by id (e.g. `sex-to-administrative-gender`);
   * undefined when the map has none.
   */
  translateCode(
    conceptMapId: string,
    coding: Coding,
    direction?: 'forwards' | 'backwards',
  ): Coding | undefined;
  /**
   * An operation, with what others have stored where it asks for something that is not among the definitions. An
   * answer that comes at once follows from the definitions alone.
   */
  ask<T>(
    operate: (operations: TerminologyOperations) => OperationResult<T>,
    finder: ResourceFinder,
  ): OperationResult<T> | Promise<OperationResult<T>>;
}

/** Nothing is read before it is asked for; what has been read is kept. */
export function openTerminology(definitions: Definitions): Terminology {
  const counting = countingSources(openSources(definitions));
  const { sources } = counting;
  const codeSystems = openCodeSystems(sources, 'remembers');
  const valueSets = openValueSets(sources, codeSystems, 'remembers');
  const validity = createValidityRule(definitions);
  const operations = openOperations({ sources, codeSystems, valueSets, validity });

  return {
    ...operations,
    hasCode(system, code) {
      const index = codeSystems.find(system);
      return index !== undefined && hasCodes(index) ? index.concepts.has(code) : undefined;
    },
    isTextOf(system, code, text) {
      const concept = codeSystems.find(system)?.concepts.get(code);
      return concept?.display === undefined ? undefined : hasText(concept, text);
    },
    displayOf(system, code, language = 'no') {
      const concept = codeSystems.find(system)?.concepts.get(code);
      return concept && textOf(concept, language);
    },
    isMember(valueSet, system, code) {
      const found = valueSets.find(valueSet);
      const canonical = codeSystems.find(system)?.codeSystem.url ?? system;
      return found.ok ? found.resource.compiled.members.get(canonical)?.has(code) === true : undefined;
    },
    translateCode(conceptMapId, coding, direction = 'forwards') {
      const map = sources.conceptMap(`${FORLOPSBRO}/ConceptMap/${conceptMapId}`);
      return map && nearest(matchesIn(map, { coding, reverse: direction === 'backwards' }));
    },
    ask(operate, finder) {
      const before = counting.misses();
      const result = operate(operations);
      return counting.misses() === before ? result : askFurther(operate, finder);
    },
  };

  /** Asks again with what has been found, until nothing more is lacking. */
  async function askFurther<T>(
    operate: (operations: TerminologyOperations) => OperationResult<T>,
    finder: ResourceFinder,
  ): Promise<OperationResult<T>> {
    const further = new FurtherResources();
    const all = sourcesWith(sources, further);
    let result: OperationResult<T>;
    let rounds = 0;
    do {
      const furtherSystems = openCodeSystems(all, 'asks again');
      result = operate(
        openOperations({
          sources: all,
          codeSystems: {
            find: (system, version) =>
              codeSystems.find(system, version) ?? furtherSystems.find(system, version),
          },
          valueSets: openValueSets(all, furtherSystems, 'asks again'),
          validity,
        }),
      );
      rounds += 1;
    } while ((await further.complete(finder)) && rounds < MAX_ROUNDS);
    return result;
  }
}

/** As deep as what is stored may refer to what else is stored. */
const MAX_ROUNDS = 12;

function nearest(matches: readonly Match[]): Coding | undefined {
  const translations = matches.filter(isTranslation);
  return (translations.find(({ equivalence }) => equivalence === 'equivalent') ?? translations[0])?.concept;
}
