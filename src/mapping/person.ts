import type { ContactPoint, HumanName } from '@medplum/fhirtypes';
import { noBasisUrl } from '../fhir/systems.ts';
import type { PersonName, Telecom } from '../pathway/record.ts';

/** A name as in no-basis-HumanName: the middle name is an extension, never part of given. */
export function humanName({ family, given, middle }: PersonName): HumanName {
  return {
    ...(middle !== undefined && {
      extension: [{ url: noBasisUrl('no-basis-middlename'), valueString: middle }],
    }),
    family,
    ...(given !== undefined && { given: [given] }),
  };
}

export function contactPoints(telecom: Telecom | undefined): ContactPoint[] {
  return [
    ...(telecom?.phone === undefined ? [] : [{ system: 'phone' as const, value: telecom.phone }]),
    ...(telecom?.email === undefined ? [] : [{ system: 'email' as const, value: telecom.email }]),
  ];
}

/** `telecom` to be spread into a resource; nothing when there is no way to reach them. */
export function telecomOf(telecom: Telecom | undefined): { telecom?: ContactPoint[] } {
  const points = contactPoints(telecom);
  return points.length === 0 ? {} : { telecom: points };
}
