import type { CodeSystem, Resource } from '@medplum/fhirtypes';
import { conceptPropertyCodeSystem } from './conceptProperties.ts';
import { deriveConceptMaps } from './conceptMaps.ts';
import { findingCodeSystem, findingCodeValueSet, findingDefinitions } from './findingCodes.ts';
import { deriveMeasures } from './measures.ts';
import { deriveMessageDefinitions } from './messageDefinitions.ts';
import { messagePartCodeSystems } from './messageParts.ts';
import { deriveNamingSystems } from './namingSystems.ts';
import { derivePathwayPlans } from './pathwayPlans.ts';
import { compileShorthand } from './shorthand.ts';
import { deriveValueSets } from './valueSets.ts';

/**
 * Everything in profiles/ that follows from the code systems that are kept by hand there, from the tables of this
 * folder and of the product, and from the shorthand in profiles/input.
 *
 * @param kept the code systems in profiles/; of those that are derived, the derived ones count
 */
export async function deriveDefinitions(kept: readonly CodeSystem[]): Promise<readonly Resource[]> {
  const derived = [
    findingCodeSystem(await findingDefinitions()),
    ...messagePartCodeSystems(),
    conceptPropertyCodeSystem(kept),
  ];
  const codeSystems = [...kept.filter(({ id }) => derived.every((each) => each.id !== id)), ...derived];
  return [
    ...derived,
    ...derivePathwayPlans(codeSystems),
    ...deriveMeasures(),
    ...deriveValueSets(codeSystems),
    findingCodeValueSet(),
    ...deriveConceptMaps(codeSystems),
    ...deriveNamingSystems(codeSystems),
    ...deriveMessageDefinitions(codeSystems),
    ...(await compileShorthand()),
  ];
}
