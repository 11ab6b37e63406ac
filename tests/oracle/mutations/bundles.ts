import type { Change, Json, JsonObject } from './spots.ts';

const UUID = 'urn:uuid:c757873d-ec9a-4326-a141-556f43239520';
const PATIENT = {
  resourceType: 'Patient',
  id: 'p1',
  text: { status: 'generated', div: '<div xmlns="http://www.w3.org/1999/xhtml">x</div>' },
};

const ENTRIES: readonly JsonObject[] = [
  { fullUrl: 'http://example.org/fhir/Patient/p1', resource: PATIENT },
  { fullUrl: 'http://example.org/fhir/Patient/p2', resource: PATIENT },
  { fullUrl: UUID, resource: PATIENT },
  { resource: PATIENT },
  { fullUrl: 'Patient/p1', resource: PATIENT },
  { fullUrl: `${UUID}/x`, resource: PATIENT },
  { fullUrl: 'http://example.org/fhir/Patient/p1/_history/1', resource: PATIENT },
  { fullUrl: UUID },
  { fullUrl: UUID, resource: { resourceType: 'Patient' } },
  { fullUrl: UUID, resource: { resourceType: 'Foo' } },
  { fullUrl: UUID, request: { method: 'POST', url: 'Patient' }, resource: PATIENT },
  { fullUrl: UUID, request: { method: 'PUT', url: 'Patient/p1' }, resource: PATIENT },
  { request: { method: 'DELETE', url: 'Patient/p1' } },
  { request: { method: 'GET', url: 'Patient?name=x' } },
  { request: { method: 'POST', url: 'Patient' } },
  { request: { method: 'FOO', url: 'Patient' }, resource: PATIENT },
  {
    request: { method: 'PATCH', url: 'Patient/p1' },
    resource: { resourceType: 'Binary', contentType: 'application/json-patch+json' },
  },
  { response: { status: '200' }, resource: PATIENT },
  { response: { status: '201 Created', location: 'Patient/p1' } },
  {
    response: {
      status: '404',
      outcome: { resourceType: 'OperationOutcome', issue: [{ severity: 'error', code: 'not-found' }] },
    },
  },
  { fullUrl: 'http://example.org/fhir/Patient/p1', resource: PATIENT, search: { mode: 'match' } },
  {
    fullUrl: 'http://example.org/fhir/Patient/p1',
    resource: PATIENT,
    search: { mode: 'include', score: 0.5 },
  },
  {
    resource: { resourceType: 'OperationOutcome', issue: [{ severity: 'error', code: 'not-found' }] },
    search: { mode: 'outcome' },
  },
  { fullUrl: 'http://example.org/fhir/Patient/p1', resource: PATIENT, search: { mode: 'outcome' } },
  {
    fullUrl: UUID,
    resource: {
      resourceType: 'Observation',
      status: 'final',
      code: { text: 'x' },
      subject: { reference: UUID },
    },
  },
  {
    fullUrl: 'urn:uuid:c757873d-ec9a-4326-a141-556f43239521',
    resource: {
      resourceType: 'Observation',
      status: 'final',
      code: { text: 'x' },
      subject: { reference: 'Patient/p1' },
    },
  },
  {
    fullUrl: 'http://example.org/fhir/Observation/o1',
    resource: {
      resourceType: 'Observation',
      id: 'o1',
      status: 'final',
      code: { text: 'x' },
      subject: { reference: 'Patient/p1' },
    },
  },
  {
    fullUrl: 'http://example.org/fhir/Observation/o1',
    resource: {
      resourceType: 'Observation',
      id: 'o1',
      status: 'final',
      code: { text: 'x' },
      subject: { reference: 'Organization/p1' },
    },
  },
  {
    fullUrl: 'urn:uuid:c757873d-ec9a-4326-a141-556f43239522',
    resource: {
      resourceType: 'Composition',
      status: 'final',
      type: { text: 'x' },
      subject: { reference: UUID },
      date: '2012',
      author: [{ reference: UUID }],
      title: 'x',
    },
  },
  {
    fullUrl: 'urn:uuid:c757873d-ec9a-4326-a141-556f43239523',
    resource: {
      resourceType: 'MessageHeader',
      eventUri: 'http://example.org/e',
      source: { endpoint: 'http://example.org/s' },
      focus: [{ reference: UUID }],
    },
  },
  {
    fullUrl: 'http://example.org/fhir/Bundle/b',
    resource: {
      resourceType: 'Bundle',
      id: 'b',
      type: 'collection',
      entry: [{ fullUrl: UUID, resource: PATIENT }],
    },
  },
  { link: [{ relation: 'self', url: 'x' }], fullUrl: UUID, resource: PATIENT },
  {},
];

export const BUNDLE_TYPES = [
  'document',
  'message',
  'transaction',
  'transaction-response',
  'batch',
  'batch-response',
  'history',
  'searchset',
  'collection',
];

/** Bundles of each type, right and wrong. */
export const BUNDLE_CHANGES: Readonly<Record<string, Change>> = {
  bundle: ({ resource }, pick) => {
    if (resource['resourceType'] !== 'Bundle') {
      return false;
    }
    const type = pick([...BUNDLE_TYPES, 'nope']);
    resource['type'] = type;
    if (pick([true, true, false])) {
      resource['identifier'] = { system: 'http://example.org/i', value: 'x' };
      resource['timestamp'] = '2012-01-01T10:00:00Z';
    }
    if (pick([true, true, true, false])) {
      resource['entry'] = Array.from({ length: pick([0, 1, 1, 2, 2, 3]) }, () =>
        structuredClone(pick(ENTRIES)),
      );
    }
    if (pick([true, false, false, false])) {
      resource['total'] = pick<Json>([0, 1, -1, 'x']);
    }
    if (pick([true, false, false])) {
      resource['link'] = Array.from({ length: pick([1, 2]) }, () => ({
        relation: pick(['self', 'next', 'first', 'previous', 'prev', 'foo', 'last', '']),
        url: pick(['http://example.org/fhir/Patient?name=x', 'x', '']),
      }));
    }
    return true;
  },
};
