import type { Coding, ConceptMap, Parameters, ValueSet } from '@medplum/fhirtypes';
import type { Definitions } from '../definitions/definitions.ts';
import { FORLOPSBRO } from '../fhir/systems.ts';
import { createFinding, type Language } from '../findings/finding.ts';
import { openCodeSystems } from './codeSystems.ts';
import { textOf } from './concepts.ts';
import { expand } from './expand.ts';
import { TERMINOLOGY_FINDINGS } from './findings.ts';
import { lookup } from './lookup.ts';
import { withTexts, type OperationInput } from './operationInput.ts';
import { answer, missing, readFlag, refuse, type OperationResult } from './operationResult.ts';
import { openSources } from './sources.ts';
import { subsumes } from './subsumes.ts';
import { isTranslation, matchesIn, reportMatches, type Match } from './translate.ts';
import { validateCodeInSystem, validateCodeInValueSet } from './validateCode.ts';
import { createValidityRule } from './validity.ts';
import { openValueSets } from './valueSets.ts';

/**
 * What can be asked of the code systems in process. Systems are understood under all their URIs. The operations are
 * FHIR R4's, with the id of one of our own resources where the instance is asked; nothing in them throws on bad input.
 */
export interface Terminology {
  /** Whether the list has the code; undefined when we do not have the list. */
  hasCode(system: string, code: string): boolean | undefined;
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
  translate(input: OperationInput, conceptMapId?: string): OperationResult<Parameters>;
}

/** Nothing is read before it is asked for; what has been read is kept. */
export function openTerminology(definitions: Definitions): Terminology {
  const sources = openSources(definitions);
  const codeSystems = openCodeSystems(sources);
  const valueSets = openValueSets(sources, codeSystems);
  const validity = createValidityRule(definitions);

  /** The operation on one code system, which its address names. */
  function onCodeSystem(
    input: OperationInput,
    id: string | undefined,
    operate: (input: OperationInput) => OperationResult<Parameters>,
  ): OperationResult<Parameters> {
    if (id === undefined) {
      return operate(input);
    }
    const url = sources.codeSystemWithId(id)?.url;
    return url === undefined
      ? refuse(createFinding(TERMINOLOGY_FINDINGS.codeSystemUnknown, '', { system: id }))
      : operate(withTexts(input, { system: url, url }));
  }

  return {
    hasCode: (system, code) => codeSystems.find(system)?.concepts.has(code),
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
    lookup: (input, id) => onCodeSystem(input, id, (own) => lookup(codeSystems, own)),
    subsumes: (input, id) => onCodeSystem(input, id, (own) => subsumes(codeSystems, own)),
    validateCodeInSystem: (input, id, language) =>
      onCodeSystem(input, id, (own) => validateCodeInSystem(codeSystems, validity, own, language)),
    expand(input, now, id) {
      const found = valueSets.ofOperation(input, id);
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
      return validateCodeInValueSet(compiled, valueSet.url ?? '', validity, input, language);
    },
    translate(input, id) {
      const coding = input.coding('coding') ??
        input.codeableConcept('codeableConcept')?.coding?.[0] ?? {
          code: input.text('code'),
          system: input.text('system'),
        };
      const reverse = readFlag(input, 'reverse');
      if (!reverse.ok) {
        return refuse(reverse.finding);
      }
      if (coding.code === undefined) {
        return refuse(missing('code and system, coding or codeableConcept'));
      }
      const maps = mapsOf(input, id);
      if (!maps.ok) {
        return maps;
      }
      const request = {
        coding,
        reverse: reverse.value === true,
        targetSystem: input.text('targetsystem'),
        dependencies: input.dependencies,
      };
      return answer(reportMatches(maps.resource.flatMap((map) => matchesIn(map, request))));
    },
  };

  /** The map named by id or url; without either, those of the given source and target value sets. */
  function mapsOf(input: OperationInput, id: string | undefined): OperationResult<readonly ConceptMap[]> {
    const name = id ?? input.text('url');
    if (name !== undefined) {
      const map = id === undefined ? sources.conceptMap(name) : sources.conceptMapWithId(id);
      return map === undefined
        ? refuse(createFinding(TERMINOLOGY_FINDINGS.conceptMapUnknown, '', { map: `«${name}»` }))
        : answer([map]);
    }
    const isOf = (name: 'source' | 'target', canonical: string | undefined): boolean =>
      input.text(name) === undefined || input.text(name) === canonical;
    return answer(
      sources.conceptMaps.filter(
        (map) => isOf('source', map.sourceCanonical) && isOf('target', map.targetCanonical),
      ),
    );
  }
}

function nearest(matches: readonly Match[]): Coding | undefined {
  const translations = matches.filter(isTranslation);
  return (translations.find(({ equivalence }) => equivalence === 'equivalent') ?? translations[0])?.concept;
}
