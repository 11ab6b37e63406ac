import type { JsonObject } from './json.ts';
import { checkBundle } from './bundleRules.ts';
import { checkMeasure } from './conformanceResources/measure.ts';
import { checkStructureMap } from './conformanceResources/structureMap.ts';
import type { Walk } from './walk.ts';

/** What a resource type asks beyond its elements and invariants, by type name. */
export const RESOURCE_CHECKS: Readonly<Record<string, (walk: Walk, value: JsonObject) => void>> = {
  Bundle: checkBundle,
  Measure: checkMeasure,
  StructureMap: checkStructureMap,
};
