import { checkBundle } from './bundleRules.ts';
import { checkCodeSystem } from './conformanceResources/codeSystem.ts';
import { checkConceptMap } from './conformanceResources/conceptMap.ts';
import { checkMeasure } from './conformanceResources/measure.ts';
import { checkSearchParameter } from './conformanceResources/searchParameter.ts';
import { checkStructureDefinition } from './conformanceResources/structureDefinition.ts';
import { checkStructureMap } from './conformanceResources/structureMap.ts';
import { checkValueSet } from './conformanceResources/valueSet.ts';
import type { JsonObject } from './json.ts';
import type { Walk } from './walk.ts';

/** What a resource type asks beyond its elements and invariants, by type name. */
export const RESOURCE_CHECKS: Readonly<Record<string, (walk: Walk, value: JsonObject) => void>> = {
  Bundle: checkBundle,
  CodeSystem: checkCodeSystem,
  ConceptMap: checkConceptMap,
  Measure: checkMeasure,
  SearchParameter: checkSearchParameter,
  StructureDefinition: checkStructureDefinition,
  StructureMap: checkStructureMap,
  ValueSet: checkValueSet,
};
