import type { Change, Json, JsonObject } from './spots.ts';

const CORE = 'http://hl7.org/fhir/StructureDefinition/';
const ABSENT = { url: `${CORE}data-absent-reason`, valueCode: 'unknown' };

const EXTENSIONS: readonly Json[] = [
  ABSENT,
  { url: `${CORE}data-absent-reason`, valueCode: 'nope' },
  { url: `${CORE}data-absent-reason`, valueString: 'unknown' },
  { url: `${CORE}data-absent-reason` },
  { url: `${CORE}patient-birthPlace`, valueAddress: { city: 'x' } },
  { url: `${CORE}patient-birthTime`, valueDateTime: '2012-01-01' },
  { url: `${CORE}patient-nationality`, extension: [{ url: 'code', valueCodeableConcept: { text: 'x' } }] },
  { url: `${CORE}patient-nationality`, extension: [{ url: 'foo', valueString: 'x' }] },
  { url: `${CORE}patient-nationality`, extension: [{ url: 'code', valueString: 'x' }] },
  { url: `${CORE}patient-interpreterRequired`, valueBoolean: true },
  { url: `${CORE}patient-proficiency`, extension: [{ url: 'level', valueCoding: { code: 'x' } }] },
  { url: `${CORE}iso21090-nullFlavor`, valueCode: 'UNK' },
  { url: `${CORE}iso21090-ADXP-streetName`, valueString: 'x' },
  { url: `${CORE}iso21090-EN-qualifier`, valueCode: 'NB' },
  { url: `${CORE}humanname-own-prefix`, valueString: 'x' },
  { url: `${CORE}rendered-value`, valueString: 'x' },
  { url: `${CORE}rendering-style`, valueString: 'x' },
  { url: `${CORE}rendering-markdown`, valueMarkdown: 'x' },
  { url: `${CORE}rendering-xhtml`, valueString: 'x' },
  {
    url: `${CORE}translation`,
    extension: [
      { url: 'lang', valueCode: 'nb' },
      { url: 'content', valueString: 'x' },
    ],
  },
  { url: `${CORE}translation`, extension: [{ url: 'lang', valueCode: 'nb' }] },
  { url: `${CORE}language`, valueCode: 'nb' },
  { url: `${CORE}ordinalValue`, valueDecimal: 1 },
  { url: `${CORE}display`, valueString: 'x' },
  { url: `${CORE}originalText`, valueString: 'x' },
  { url: `${CORE}narrativeLink`, valueUrl: '#a' },
  { url: `${CORE}encounter-associatedEncounter`, valueReference: { reference: 'Encounter/1' } },
  { url: `${CORE}encounter-associatedEncounter`, valueReference: { reference: 'Patient/1' } },
  { url: `${CORE}encounter-reasonCancelled`, valueCodeableConcept: { text: 'x' } },
  { url: `${CORE}observation-bodyPosition`, valueCodeableConcept: { text: 'x' } },
  { url: `${CORE}task-replaces`, valueReference: { reference: 'Task/1' } },
  { url: `${CORE}task-candidateList`, valueReference: { reference: 'Patient/1' } },
  { url: `${CORE}workflow-relatedArtifact`, valueRelatedArtifact: { type: 'citation' } },
  { url: `${CORE}event-partOf`, valueReference: { reference: 'Procedure/1' } },
  { url: `${CORE}request-doNotPerform`, valueBoolean: true },
  { url: `${CORE}event-statusReason`, valueCodeableConcept: { text: 'x' } },
  { url: `${CORE}resource-pertainsToGoal`, valueReference: { reference: 'Goal/1' } },
  {
    url: `${CORE}geolocation`,
    extension: [
      { url: 'latitude', valueDecimal: 1 },
      { url: 'longitude', valueDecimal: 1 },
    ],
  },
  { url: `${CORE}geolocation`, extension: [{ url: 'latitude', valueDecimal: 1 }] },
  { url: `${CORE}valueset-unclosed`, valueBoolean: true },
  { url: `${CORE}nope`, valueString: 'x' },
  { url: 'http://hl7.org/fhir/tools/StructureDefinition/x', valueString: 'x' },
  {
    url: 'http://hl7.org/fhir/5.0/StructureDefinition/extension-Patient.contact.name',
    valueHumanName: { text: 'x' },
  },
  {
    url: 'http://hl7.org/fhir/5.0/StructureDefinition/extension-CarePlan.addresses',
    valueReference: { reference: 'Condition/1' },
  },
  {
    url: 'http://hl7.org/fhir/5.0/StructureDefinition/extension-Encounter.plannedStartDate',
    valueDateTime: '2012',
  },
  {
    url: 'http://hl7.org/fhir/5.0/StructureDefinition/extension-Encounter.plannedStartDate',
    valueString: '2012',
  },
  { url: 'http://hl7.org/fhir/5.0/StructureDefinition/extension-Encounter.nope', valueDateTime: '2012' },
  { url: 'http://hl7.org/fhir/5.0/StructureDefinition/extension-Task.doNotPerform', valueBoolean: true },
  {
    url: 'http://hl7.org/fhir/5.0/StructureDefinition/extension-Encounter.location',
    extension: [{ url: 'form', valueCodeableConcept: { text: 'x' } }],
  },
  {
    url: 'http://hl7.org/fhir/3.0/StructureDefinition/extension-Patient.animal.species',
    valueCodeableConcept: { text: 'x' },
  },
  { url: 'http://hl7.org/fhir/4.3/StructureDefinition/extension-Patient.contact.name', valueString: 'x' },
  { url: 'http://hl7.org/fhir/9.9/StructureDefinition/extension-Patient.contact.name', valueString: 'x' },
  { url: 'http://example.org/a', _valueString: { extension: [ABSENT] } },
  { url: 'http://example.org/a', valueString: 'x', _valueString: { extension: [ABSENT] } },
  {
    url: 'http://example.org/a',
    extension: [
      { url: 'b', valueString: 'x' },
      { url: 'b', extension: [{ url: 'c', valueCode: 'x' }] },
    ],
  },
  { url: 'http://example.org/a', extension: [{ url: 'b' }] },
  { url: 'http://example.org/a', valueReference: { reference: 'Patient/1' } },
  { url: 'http://example.org/a', valueQuantity: { value: 1, comparator: '=' } },
  { url: 'http://example.org/a', valueMeta: { tag: [{ code: 'x' }] } },
  { url: 'http://example.org/a', valueNarrative: { status: 'generated' } },
  { url: '#a', valueString: 'x' },
  { url: 'http://acme.com/x', valueString: 'x' },
  { url: 'http://unknown.test/x', valueString: 'x' },
  { url: 'urn:oid:2.16.578.1.12.4.1', valueString: 'x' },
  { url: 'http://hl7.no/fhir/StructureDefinition/x', valueString: 'x' },
  { url: `${CORE}Patient`, valueString: 'x' },
  { url: `${CORE}bmi`, valueString: 'x' },
  { id: 'a', url: 'http://example.org/a', valueString: 'x' },
];

function add(parent: JsonObject, key: string, value: Json): true {
  const list = parent[key];
  parent[key] = Array.isArray(list) ? [...(list as Json[]), value] : [value];
  return true;
}

/** Extensions, known and unknown, where they may stand and where they may not. */
export const EXTENSION_CHANGES: Readonly<Record<string, Change>> = {
  addExtension: ({ parent }, pick) =>
    add(
      parent,
      pick(['extension', 'extension', 'extension', 'modifierExtension']),
      structuredClone(pick(EXTENSIONS)),
    ),
  extensionOnPrimitive: ({ parent, key }, pick) => {
    const value = parent[key];
    if (typeof value === 'object' || key.startsWith('_') || key === 'resourceType') {
      return false;
    }
    parent[`_${key}`] = { extension: [structuredClone(pick(EXTENSIONS))] };
    return true;
  },
  extensionOnPrimitives: ({ parent, key }, pick) => {
    const value = parent[key];
    if (!Array.isArray(value) || typeof value[0] !== 'string') {
      return false;
    }
    const sibling = { extension: [structuredClone(pick(EXTENSIONS))] };
    parent[`_${key}`] = pick<Json>([
      [sibling],
      [null, sibling],
      sibling,
      [sibling, sibling, sibling],
      [null],
      [{}],
      [],
    ]);
    if (pick([true, false, false])) {
      parent[key] = pick<Json>([[null], [null, ...(value as Json[])], [...(value as Json[]), null]]);
    }
    return true;
  },
  extensionOnTop: ({ resource }, pick) =>
    add(resource, pick(['extension', 'modifierExtension']), structuredClone(pick(EXTENSIONS))),
};
