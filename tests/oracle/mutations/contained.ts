import type { Change, Json } from './spots.ts';

const RESOURCES: readonly Json[] = [
  { resourceType: 'Patient', id: 'c1' },
  { resourceType: 'Patient' },
  {
    resourceType: 'Patient',
    id: 'c1',
    name: [{ text: 'x' }],
    contained: [{ resourceType: 'Patient', id: 'c2' }],
  },
  { resourceType: 'Organization', id: 'c1', name: 'x' },
  { resourceType: 'Organization', id: 'c1' },
  {
    resourceType: 'Practitioner',
    id: 'c1',
    text: { status: 'generated', div: '<div xmlns="http://www.w3.org/1999/xhtml">x</div>' },
  },
  { resourceType: 'Patient', id: 'c1', meta: { versionId: '1' } },
  { resourceType: 'Patient', id: 'c1', meta: { lastUpdated: '2012-01-01T10:00:00Z' } },
  { resourceType: 'Patient', id: 'c1', meta: { security: [{ code: 'x' }] } },
  { resourceType: 'Patient', id: 'c1', meta: { tag: [{ code: 'x' }] } },
  { resourceType: 'Foo', id: 'c1' },
  { resourceType: 'Patient', id: '#c1' },
  { resourceType: 'Patient', id: 'c1', link: [{ other: { reference: '#' }, type: 'refer' }] },
  { resourceType: 'Patient', id: 'c1', managingOrganization: { reference: '#c2' } },
  { resourceType: 'Binary', id: 'c1', contentType: 'text/plain' },
  { resourceType: 'Observation', id: 'c1', status: 'final', code: { text: 'x' } },
  { resourceType: 'Observation', id: 'c1', status: 'final' },
  { resourceType: 'Bundle', id: 'c1', type: 'collection' },
  {},
  'x',
  null,
];

/** Contained resources, referred to or not. */
export const CONTAINED_CHANGES: Readonly<Record<string, Change>> = {
  contain: ({ resource }, pick) => {
    const contained = structuredClone(pick(RESOURCES));
    const before = resource['contained'];
    resource['contained'] = [...(Array.isArray(before) ? (before as Json[]) : []), contained];
    if (pick([true, true, false])) {
      resource['extension'] = [
        { url: 'http://example.org/e', valueReference: { reference: pick(['#c1', '#c1', '#c2']) } },
      ];
    }
    return true;
  },
  pointToContained: ({ parent, key, resource }, pick) => {
    if (key !== 'reference') {
      return false;
    }
    resource['contained'] = [structuredClone(pick(RESOURCES))];
    parent[key] = pick(['#c1', '#c1', 'c1', '#c2', '#']);
    return true;
  },
  meta: ({ resource }, pick) => {
    resource['meta'] = pick<Json>([
      {},
      { versionId: 'a b' },
      { versionId: '1' },
      { lastUpdated: '2012' },
      { lastUpdated: '2012-01-01T10:00:00Z' },
      { source: '#a' },
      { source: 'x' },
      { source: 'http://example.org/a' },
      { profile: 'http://example.org/p' },
      { profile: ['http://example.org/p'] },
      { profile: ['x'] },
      { profile: ['http://hl7.org/fhir/StructureDefinition/Patient'] },
      { profile: [`http://hl7.org/fhir/StructureDefinition/${String(resource['resourceType'])}`] },
      { profile: [`http://hl7.org/fhir/StructureDefinition/${String(resource['resourceType'])}|4.0.1`] },
      { profile: [`http://hl7.org/fhir/StructureDefinition/${String(resource['resourceType'])}|3.0`] },
      { profile: ['http://hl7.org/fhir/StructureDefinition/DomainResource'] },
      { profile: ['http://hl7.org/fhir/StructureDefinition/HumanName'] },
      { profile: ['http://hl7.org/fhir/ValueSet/task-status'] },
      { profile: ['http://hl7.org/fhir/StructureDefinition/nope'] },
      { tag: [{ system: 'http://terminology.hl7.org/CodeSystem/v3-ActReason', code: 'HTEST' }] },
      { tag: [{ system: 'x', code: 'y' }] },
      { security: [{ system: 'http://terminology.hl7.org/CodeSystem/v3-Confidentiality', code: 'R' }] },
      { security: [{ system: 'http://terminology.hl7.org/CodeSystem/v3-Confidentiality', code: 'nope' }] },
      { security: [{ code: 'x' }] },
      { tag: [{ code: 'a' }, { code: 'a' }] },
      { profile: [] },
      { profile: [null] },
    ]);
    return true;
  },
};
