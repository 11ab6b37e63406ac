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
import {
  elementsOf,
  isElement,
  isTranslation,
  matchesIn,
  shortNameOf,
  type ElementValue,
  type Match,
} from './translate.ts';

export interface TranslationContext {
  readonly sources: Sources;
  readonly codeSystems: CodeSystems;
  /** The concept map that the address names, by its id. */
  readonly id?: string | undefined;
  /** Of the message. */
  readonly language?: Language | undefined;
}

/**
 * ConceptMap/$translate (FHIR R4): `code` + `system`, `coding` or `codeableConcept`, by the map that the address, `url`
 * (and `conceptMapVersion`) or `conceptMap` names, else by all maps from `source` to `target`, or to `targetsystem`.
 * With `reverse` maps are read backwards, and `source` and `target` change places.
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
  const matches = codings.filter(isKnown).flatMap((coding) =>
    maps.resource.flatMap((map) =>
      matchesIn(map, {
        coding,
        reverse: reverse.value === true,
        targetSystem: input.text('targetsystem'),
        dependencies: dependencies.resource,
        mapAt: (canonical) => context.sources.conceptMap(canonical),
      }),
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
  const [source, target] = [input.text('source'), input.text('target')];
  const [from, to] = reverse ? [target, source] : [source, target];
  return answer(
    sources
      .conceptMaps()
      .filter(
        (map) =>
          isValueSet(sources, from, map.sourceCanonical ?? map.sourceUri) &&
          isValueSet(sources, to, map.targetCanonical ?? map.targetUri),
      ),
  );
}

/** `source` and `target` may be the canonical URL of a value set, or its address, absolute or relative (FHIR R4). */
function isValueSet(sources: Sources, wanted: string | undefined, canonical: string | undefined): boolean {
  if (wanted === undefined || wanted === canonical) {
    return true;
  }
  const [url] = (canonical ?? '').split('|');
  const id = /(?:^|\/)ValueSet\/([A-Za-z0-9\-.]{1,64})$/.exec(wanted)?.[1] ?? wanted;
  return (
    wanted.split('|')[0] === url ||
    (/^[A-Za-z0-9\-.]{1,64}$/.test(id) && sources.valueSetWithId(id)?.url === url)
  );
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
