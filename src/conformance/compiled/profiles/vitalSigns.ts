import { type JsonObject, isJsonObject } from '../json.ts';

/**
 * The profile that the base specification asks of an Observation with one of these LOINC codes (R4,
 * http://hl7.org/fhir/R4/observation-vitalsigns.html).
 */
const PROFILE_BY_LOINC: Readonly<Record<string, string>> = {
  '85353-1': 'vitalspanel',
  '9279-1': 'resprate',
  '8867-4': 'heartrate',
  '2708-6': 'oxygensat',
  '59408-5': 'oxygensat',
  '8310-5': 'bodytemp',
  '8302-2': 'bodyheight',
  '9843-4': 'headcircum',
  '29463-7': 'bodyweight',
  '39156-5': 'bmi',
  '85354-9': 'bp',
};

/** Canonical URLs; empty for anything but a vital sign. */
export function vitalSignsProfiles(resource: JsonObject): readonly string[] {
  const code = resource['resourceType'] === 'Observation' ? resource['code'] : undefined;
  const codings: unknown = isJsonObject(code) ? code['coding'] : undefined;
  if (!Array.isArray(codings)) {
    return [];
  }
  return codings.filter(isJsonObject).flatMap((coding) => {
    const profile =
      coding['system'] === 'http://loinc.org' && typeof coding['code'] === 'string' && Object.hasOwn(PROFILE_BY_LOINC, coding['code'])
        ? PROFILE_BY_LOINC[coding['code']]
        : undefined;
    return profile === undefined ? [] : [`http://hl7.org/fhir/StructureDefinition/${profile}`];
  });
}
