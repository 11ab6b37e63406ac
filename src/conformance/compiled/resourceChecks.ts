import { checkBundle } from './bundleRules.ts';
import { checkCapabilityStatement } from './conformanceResources/capabilityStatement.ts';
import { checkCodeSystem } from './conformanceResources/codeSystem.ts';
import { checkConceptMap } from './conformanceResources/conceptMap.ts';
import { checkMeasure } from './conformanceResources/measure.ts';
import { checkQuestionnaire } from './conformanceResources/questionnaire.ts';
import { checkQuestionnaireResponse } from './conformanceResources/questionnaireResponse.ts';
import { checkSearchParameter } from './conformanceResources/searchParameter.ts';
import { checkStructureDefinition } from './conformanceResources/structureDefinition.ts';
import { checkStructureMap } from './conformanceResources/structureMap.ts';
import { checkValueSet } from './conformanceResources/valueSet.ts';
import { VALIDATION_FINDINGS } from './findings.ts';
import type { JsonObject } from './json.ts';
import { isLanguageTag } from './language.ts';
import { shown } from './shown.ts';
import type { Walk } from './walk.ts';

/** By type name. */
const RESOURCE_CHECKS: Readonly<Record<string, (walk: Walk, value: JsonObject) => void>> = {
  Bundle: checkBundle,
  CapabilityStatement: checkCapabilityStatement,
  CodeSystem: checkCodeSystem,
  ConceptMap: checkConceptMap,
  Measure: checkMeasure,
  Questionnaire: checkQuestionnaire,
  QuestionnaireResponse: checkQuestionnaireResponse,
  SearchParameter: checkSearchParameter,
  StructureDefinition: checkStructureDefinition,
  StructureMap: checkStructureMap,
  ValueSet: checkValueSet,
};

/** What a resource asks beyond its elements and invariants. */
export function checkResource(walk: Walk, value: JsonObject): void {
  checkOwnLanguage(walk, value);
  RESOURCE_CHECKS[walk.context.type.name]?.(walk, value);
}

/** The language of a whole resource (R4, Resource.language, bound to the tags of BCP 47). */
function checkOwnLanguage(walk: Walk, { language }: JsonObject): void {
  if (typeof language === 'string' && !isLanguageTag(language)) {
    walk.report(VALIDATION_FINDINGS.language, { found: shown(language) }, 'language');
  }
}
