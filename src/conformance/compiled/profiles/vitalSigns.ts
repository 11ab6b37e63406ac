import { type JsonObject, isJsonObject, textOf } from '../json.ts';

/**
 * The codes by which an Observation is a vital sign, with the profile that it must then keep (R4,
 * http://hl7.org/fhir/R4/observation-vitalsigns.html, and the further codes of the same measurements that HL7's
 * validator knows): system, profile, codes.
 */
const VITAL_SIGNS: readonly (readonly [system: string, profile: string, codes: string])[] = [
  ['http://loinc.org', 'vitalspanel', '85353-1'],
  ['http://loinc.org', 'resprate', '9279-1 76170-0 76172-6 76171-8 19840-8 33438-3 76270-8 11291-2'],
  [
    'http://loinc.org',
    'heartrate',
    '60978-4 73795-7 73799-9 76476-1 76477-9 8867-4 8889-8 8890-6 8891-4 8892-2 8893-0 40443-4 55425-3 68999-2 ' +
      '11328-2 69000-8 8886-4',
  ],
  [
    'http://loinc.org',
    'oxygensat',
    '2708-6 19224-5 20564-1 2709-4 2710-2 2713-6 51733-4 59408-5 59417-6 89276-0 97549-0',
  ],
  [
    'http://loinc.org',
    'bodytemp',
    '8310-5 60834-9 60835-6 60836-4 60838-0 60955-2 61009-7 75539-7 75987-8 76010-8 76011-6 76278-1 8309-7 8328-7 ' +
      '8329-5 8330-3 8331-1 8332-9 8333-7 8334-5 91371-5 98657-0 98663-8',
  ],
  ['http://loinc.org', 'bodyheight', '8302-2 3137-7 3138-5 8306-3 8308-9'],
  ['http://loinc.org', 'headcircum', '9843-4 8287-5'],
  ['http://loinc.org', 'bodyweight', '29463-7 3141-9 3142-7 75292-3 79348-9 8350-1 8351-9'],
  ['http://loinc.org', 'bmi', '39156-5 89270-3'],
  ['http://loinc.org', 'bp', '85354-9 35094-2 8459-0 76534-7 55284-4 8480-6'],
  ['http://snomed.info/sct', 'vitalspanel', '46680005'],
  ['http://snomed.info/sct', 'resprate', '86290005 271625008 271306003'],
  [
    'http://snomed.info/sct',
    'heartrate',
    '271306003 249043002 444981005 399017001 251670001 429525003 429614003',
  ],
  ['http://snomed.info/sct', 'oxygensat', '442476006 431314004'],
  [
    'http://snomed.info/sct',
    'bodytemp',
    '386725007 276885007 300076005 1222808002 364246006 307047009 708499008 431598003 698831002 698832009 415882003 ' +
      '415974002 415929009 415945006',
  ],
  [
    'http://snomed.info/sct',
    'bodyheight',
    '1153637007 1162419008 50373000 1162418000 1230278008 1162392001 1162417005',
  ],
  ['http://snomed.info/sct', 'headcircum', '363812007 169876006 1269262007 363811000'],
  ['http://snomed.info/sct', 'bodyweight', '735395000 425024002 424927000 784399000 1162416001 1162415002'],
  ['http://snomed.info/sct', 'bmi', '60621009'],
  [
    'http://snomed.info/sct',
    'bp',
    '251076008 163033001 163035008 386534000 386536003 271649006 271650006 407556006 407554009 716579001 399304008',
  ],
];

/** By system and code the place of its row in the table. */
const ROW_BY_CODE: ReadonlyMap<string, number> = new Map(
  VITAL_SIGNS.flatMap(([system, , codes], row) =>
    codes.split(' ').map((code): [string, number] => [`${system}#${code}`, row]),
  ).reverse(),
);

/** Canonical URL, of the first row where codes of several stand; empty for anything but a vital sign. */
export function vitalSignsProfiles(resource: JsonObject): readonly string[] {
  const code = resource['resourceType'] === 'Observation' ? resource['code'] : undefined;
  const codings: unknown = isJsonObject(code) ? code['coding'] : undefined;
  if (!Array.isArray(codings)) {
    return [];
  }
  const rows = codings
    .filter(isJsonObject)
    .map((coding) => ROW_BY_CODE.get(`${textOf(coding['system'])}#${textOf(coding['code'])}`) ?? Infinity);
  const profile = VITAL_SIGNS[Math.min(...rows)]?.[1];
  return profile === undefined ? [] : [`http://hl7.org/fhir/StructureDefinition/${profile}`];
}
