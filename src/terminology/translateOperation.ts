import type { Coding, ConceptMap, Parameters, ParametersParameter } from '@medplum/fhirtypes';
import { createFinding, describeFinding, type Language } from '../findings/finding.ts';
import type { CodeSystems } from './codeSystems.ts';
import { textIn } from './concepts.ts';
import { TERMINOLOGY_FINDINGS } from './findings.ts';
import type { Dependency, OperationInput } from './operationInput.ts';
import {
  answer,
  displayLanguage,
  missing,
  readFlag,
  refuse,
  type OperationResult,
} from './operationResult.ts';
import type { Sources } from './sources.ts';
import { canonicalSystem } from './systemUri.ts';
import {
  elementsOf,
  isElement,
  isTranslation,
  matchesIn,
  shortNameOf,
  type ElementValue,
  type Match,
} from './translate.ts';
import type { ValueSets } from './valueSets.ts';

export interface TranslationContext {
  readonly sources: Sources;
  readonly codeSystems: CodeSystems;
  readonly valueSets: ValueSets;
  /** The concept map that the address names, by its id. */
  readonly id?: string | undefined;
  /** Of the message. */
  readonly language?: Language | undefined;
}

/**
 * ConceptMap/$translate (FHIR R4): `code` + `system`, `coding` or `codeableConcept`, by the map that the address, `url`
 * (and `conceptMapVersion`) or `conceptMap` names, else by all maps from `source`; to codes of the value set `target` or
 * of `targetsystem`. With `reverse` maps are read backwards: then `source` is at the end of a map, `target` at its start.
 */
export function translate(context: TranslationContext, input: OperationInput): OperationResult<Parameters> {
  const reverse = readFlag(input, 'reverse');
  if (!reverse.ok) {
    return refuse(reverse.finding);
  }
  const codings = codingsOf(input);
  const namesMap =
    context.id !== undefined || ['url', 'source'].some((name) => input.text(name) !== undefined);
  const isKnown = ({ code, system }: Coding): boolean =>
    code !== undefined && (system !== undefined || namesMap || input.resource('conceptMap') !== undefined);
  if (!codings.some(isKnown)) {
    return refuse(missing('code and system, coding or codeableConcept'));
  }
  const maps = mapsOf(context, input, reverse.value === true);
  if (!maps.ok) {
    return maps;
  }
  const dependencies = readDependencies(input, maps.resource);
  if (!dependencies.ok) {
    return dependencies;
  }
  const isOfTarget = targetRule(context, input, reverse.value === true);
  const matches = codings.filter(isKnown).flatMap((coding) =>
    maps.resource.flatMap((map) =>
      matchesIn(map, {
        coding,
        reverse: reverse.value === true,
        targetSystem: input.text('targetsystem'),
        dependencies: dependencies.resource,
        mapAt: (canonical) => context.sources.conceptMap(canonical),
      }).filter((match) => isOfTarget(match, map)),
    ),
  );
  return answer(report(context, matches, codings, displayLanguage(input)));
}

function codingsOf(input: OperationInput): readonly Coding[] {
  const coding = input.coding('coding');
  if (coding !== undefined) {
    return [coding];
  }
  const [code, system, version] = ['code', 'system', 'version'].map((name) => input.text(name));
  return code === undefined
    ? (input.codeableConcept('codeableConcept')?.coding ?? [])
    : [{ code, ...(system !== undefined && { system }), ...(version !== undefined && { version }) }];
}

/** Where the maps depend on other elements at all, a dependency must name one of them; else none changes anything. */
function readDependencies(
  { dependencies }: OperationInput,
  maps: readonly ConceptMap[],
): OperationResult<readonly Dependency[]> {
  const elements = new Set(maps.flatMap((map) => [...elementsOf(map)]));
  const allowed = [...elements].map((uri) => `${shortNameOf(uri)} (${uri})`).join(', ');
  const findings = dependencies.flatMap(({ element, value }) => {
    if (element === undefined || value === undefined) {
      return [createFinding(TERMINOLOGY_FINDINGS.dependencyIncomplete, 'Parameters', { allowed })];
    }
    return elements.size === 0 || [...elements].some((uri) => isElement(element, uri))
      ? []
      : [createFinding(TERMINOLOGY_FINDINGS.dependencyUnknown, 'Parameters', { element, allowed })];
  });
  return findings.length > 0 ? refuse(...findings) : answer(elements.size === 0 ? [] : dependencies);
}

function mapsOf(
  { sources, id }: TranslationContext,
  input: OperationInput,
  reverse: boolean,
): OperationResult<readonly ConceptMap[]> {
  const sent = input.resource('conceptMap');
  if (id === undefined && sent?.resourceType === 'ConceptMap') {
    return answer([sent]);
  }
  const url = input.text('url');
  const version = input.text('conceptMapVersion');
  const name = id ?? (url === undefined || version === undefined ? url : `${url}|${version}`);
  if (name !== undefined) {
    const map = id === undefined ? sources.conceptMap(name) : sources.conceptMapWithId(id);
    return map === undefined
      ? refuse(createFinding(TERMINOLOGY_FINDINGS.conceptMapUnknown, '', { map: `«${name}»` }))
      : answer([map]);
  }
  const source = input.text('source');
  return answer(
    sources
      .conceptMaps()
      .filter((map) => isValueSet(sources, source, reverse ? targetOf(map) : sourceOf(map))),
  );
}

function sourceOf(map: ConceptMap): string | undefined {
  return map.sourceCanonical ?? map.sourceUri;
}

function targetOf(map: ConceptMap): string | undefined {
  return map.targetCanonical ?? map.targetUri;
}

/**
 * Which translations are of `target`, the value set in which one is sought: those of a map that names it, and its codes
 * by any other map. A map that was asked for by name is believed where we do not have the value set.
 */
function targetRule(
  { sources, valueSets, id }: TranslationContext,
  input: OperationInput,
  reverse: boolean,
): (match: Match, map: ConceptMap) => boolean {
  const target = input.text('target');
  if (target === undefined) {
    return () => true;
  }
  const found = valueSets.find(urlOfValueSet(sources, target));
  const members = found.ok ? found.resource.compiled.members : undefined;
  const namesMap =
    id !== undefined || input.text('url') !== undefined || input.resource('conceptMap') !== undefined;
  return ({ concept }, map) =>
    isValueSet(sources, target, reverse ? sourceOf(map) : targetOf(map)) ||
    (members === undefined || concept?.code === undefined
      ? namesMap
      : members.get(canonicalSystem(concept.system ?? ''))?.has(concept.code) === true);
}

/** `source` and `target` may be the canonical URL of a value set, or its address, absolute or relative (FHIR R4). */
function isValueSet(sources: Sources, wanted: string | undefined, canonical: string | undefined): boolean {
  if (wanted === undefined || wanted === canonical) {
    return true;
  }
  const [url] = (canonical ?? '').split('|');
  return wanted.split('|')[0] === url || urlOfValueSet(sources, wanted) === url;
}

/** The canonical URL of the value set at an address; what is no address of one here, as it was sent. */
function urlOfValueSet(sources: Sources, wanted: string): string {
  const id = /(?:^|\/)ValueSet\/([A-Za-z0-9\-.]{1,64})$/.exec(wanted)?.[1] ?? wanted;
  return (/^[A-Za-z0-9\-.]{1,64}$/.test(id) ? sources.valueSetWithId(id)?.url : undefined) ?? wanted;
}

/** FHIR R4: `result` is true when something was found that is not said to have no counterpart. */
function report(
  { codeSystems, language = 'en' }: TranslationContext,
  matches: readonly Match[],
  codings: readonly Coding[],
  displayTag: string | undefined,
): Parameters {
  const result = matches.some(isTranslation);
  const code = codings.map((coding) => coding.code ?? '').join(', ');
  const withDisplay = (coding: Coding): Coding => {
    const index = coding.display === undefined ? codeSystems.find(coding.system ?? '') : undefined;
    const concept = index?.concept(coding.code ?? '');
    return concept === undefined
      ? coding
      : { ...coding, display: textIn(concept, index?.codeSystem.language, displayTag) };
  };
  const elementValue =
    (name: string) =>
    ({ element, concept }: ElementValue): ParametersParameter => ({
      name,
      part: [
        { name: 'element', valueUri: element },
        { name: 'concept', valueCoding: withDisplay(concept) },
      ],
    });
  return {
    resourceType: 'Parameters',
    parameter: [
      { name: 'result', valueBoolean: result },
      ...(result
        ? []
        : [
            {
              name: 'message',
              valueString: describeFinding(
                createFinding(TERMINOLOGY_FINDINGS.noTranslation, '', { code }),
                language,
              ).message,
            },
          ]),
      ...matches.map(({ equivalence, concept, products = [], dependsOn = [], source }) => ({
        name: 'match',
        part: [
          { name: 'equivalence', valueCode: equivalence },
          ...(concept === undefined ? [] : [{ name: 'concept', valueCoding: withDisplay(concept) }]),
          ...products.map(elementValue('product')),
          // As in FHIR R5: of several matches R4 would not tell which is for whom.
          ...dependsOn.map(elementValue('dependsOn')),
          ...(source === undefined ? [] : [{ name: 'source', valueUri: source }]),
        ],
      })),
    ],
  };
}
