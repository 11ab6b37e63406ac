import type { Address } from '@medplum/fhirtypes';
import { primitiveExtension } from '../fhir/primitiveExtension.ts';
import { noBasisUrl, volven } from '../fhir/systems.ts';
import { codingOf, type CodeTexts } from './coding.ts';

/**
 * The part of a no-basis-Address that tells the municipality (kommunenummer, Volven 3402): its name as district, its
 * number as an extension of that.
 */
export function municipalityOfAddress(texts: CodeTexts, municipalityNumber: string): Address {
  const municipality = codingOf(texts, volven(3402), municipalityNumber);
  return {
    ...(municipality.display !== undefined && { district: municipality.display }),
    ...primitiveExtension('district', {
      url: noBasisUrl('no-basis-municipalitycode'),
      valueCoding: municipality,
    }),
  };
}
