import type { Pick } from '../random.ts';
import { BUNDLE_TYPES } from './bundles.ts';
import type { Change, Json, JsonObject } from './spots.ts';

/** The resource as an entry of a Bundle of each type, with the references of its kind met or not. */

const BASE = 'http://example.org/fhir';
const UUIDS = [
  'urn:uuid:53fefa32-fcbb-4ff8-8a92-55ee120877b7',
  'urn:uuid:04121321-4af5-424c-a0e1-ed3aab1c349d',
  'urn:uuid:1b4cc3bb-55b6-4c3a-8a11-4a0d5c5bd5a1',
] as const;

const PATIENT: JsonObject = { resourceType: 'Patient', id: 'p1', name: [{ family: 'Prøve' }] };
const OBSERVATION: JsonObject = {
  resourceType: 'Observation',
  id: 'o1',
  status: 'final',
  code: { text: 'x' },
};

interface Places {
  readonly main: string;
  readonly patient: string;
  readonly observation: string;
  readonly toPatient: string;
  readonly toMain: string;
}

function places(resource: JsonObject, pick: Pick): Places {
  const type = String(resource['resourceType']);
  const id = typeof resource['id'] === 'string' ? resource['id'] : 'x1';
  const rest: Places = {
    main: `${BASE}/${type}/${id}`,
    patient: `${BASE}/Patient/p1`,
    observation: `${BASE}/Observation/o1`,
    toPatient: pick(['Patient/p1', `${BASE}/Patient/p1`, 'Patient/p2', 'Patient/p1/_history/1']),
    toMain: pick([`${type}/${id}`, `${BASE}/${type}/${id}`]),
  };
  const uuid: Places = {
    main: UUIDS[0],
    patient: UUIDS[1],
    observation: UUIDS[2],
    toPatient: pick([UUIDS[1], UUIDS[1], 'Patient/p1', UUIDS[2]]),
    toMain: UUIDS[0],
  };
  return pick([rest, uuid]);
}

function composition({ toPatient, toMain }: Places, pick: Pick): JsonObject {
  return {
    resourceType: 'Composition',
    id: 'c1',
    status: 'final',
    type: { text: 'x' },
    date: '2024-01-01',
    title: 'x',
    subject: { reference: toPatient },
    author: [
      pick<Json>([
        { reference: toPatient },
        { display: 'x' },
        { identifier: { value: 'x' } },
        { reference: 'Practitioner/nope' },
      ]),
    ],
    section: [
      pick<Json>([
        { title: 'x', entry: [{ reference: toMain }] },
        {
          title: 'x',
          entry: [{ reference: toMain }],
          section: [
            {
              title: 'y',
              text: { status: 'generated', div: '<div xmlns="http://www.w3.org/1999/xhtml">x</div>' },
            },
          ],
        },
        { title: 'x' },
        { text: { status: 'generated', div: '<div xmlns="http://www.w3.org/1999/xhtml">x</div>' } },
        { title: 'x', entry: [{ reference: 'Observation/nope' }] },
      ]),
    ],
  };
}

function header({ toMain, toPatient }: Places, pick: Pick): JsonObject {
  return {
    resourceType: 'MessageHeader',
    id: 'm1',
    eventCoding: { system: 'http://example.org/events', code: 'x' },
    source: { endpoint: pick(['http://example.org/a', 'urn:oid:1.2.3.4.5', 'x']) },
    focus: [{ reference: toMain }, ...(pick([true, false]) ? [{ reference: toPatient }] : [])],
  };
}

const REQUESTS: readonly Json[] = [
  { method: 'POST', url: 'Patient' },
  { method: 'PUT', url: 'Patient/p1' },
  { method: 'GET', url: 'Patient/p1' },
  { method: 'DELETE', url: 'Patient/p1' },
  { method: 'PATCH', url: 'Patient/p1' },
  { method: 'HEAD', url: 'Patient/p1' },
  { method: 'POST' },
  { url: 'Patient' },
  { method: 'POST', url: 'Patient', ifNoneExist: 'identifier=x' },
  { method: 'PUT', url: 'Patient/p1', ifMatch: 'W/"1"' },
];
const RESPONSES: readonly Json[] = [
  { status: '200 OK' },
  { status: '201', location: 'Patient/p1/_history/1', etag: 'W/"1"', lastModified: '2024-01-01T10:00:00Z' },
  { status: '' },
  { location: 'x' },
  {
    status: '200',
    outcome: { resourceType: 'OperationOutcome', issue: [{ severity: 'error', code: 'invalid' }] },
  },
  { status: '200', outcome: PATIENT },
];
const SEARCHES: readonly Json[] = [
  { mode: 'match' },
  { mode: 'include' },
  { mode: 'outcome' },
  { mode: 'match', score: 1 },
  { mode: 'match', score: 1.5 },
  { mode: 'x' },
  { score: 0.1 },
];

/** What an entry of that type of Bundle has beside its resource; now and then what belongs to another. */
function besides(type: string, pick: Pick): JsonObject {
  const kind = pick([type, type, type, type, pick(BUNDLE_TYPES)]);
  switch (kind) {
    case 'transaction':
    case 'batch':
      return { request: structuredClone(pick(REQUESTS)) };
    case 'transaction-response':
    case 'batch-response':
      return { response: structuredClone(pick(RESPONSES)) };
    case 'history':
      return { request: structuredClone(pick(REQUESTS)), response: structuredClone(pick(RESPONSES)) };
    case 'searchset':
      return { search: structuredClone(pick(SEARCHES)) };
    default:
      return {};
  }
}

type Break = (bundle: JsonObject, entries: JsonObject[], pick: Pick) => void;

/** One thing done to the whole. */
const BREAKS: Readonly<Record<string, Break>> = {
  nothing: () => undefined,
  sameFullUrl: (_bundle, entries) => {
    const [first, second] = entries;
    if (first !== undefined && second !== undefined) {
      second['fullUrl'] = first['fullUrl'];
    }
  },
  otherFullUrl: (_bundle, entries, pick) => {
    pick(entries)['fullUrl'] = pick([
      '',
      'Patient/p1',
      `${BASE}/Patient/other`,
      `${BASE}/Group/p1`,
      'urn:uuid:x',
      'urn:oid:1.2.3.4.5',
      'http://example.org/x',
      `${BASE}/Patient/p1/_history/1`,
      'urn:uuid:53FEFA32-FCBB-4FF8-8A92-55EE120877B7',
      `${BASE}/Patient/p1#x`,
      'x y',
    ]);
  },
  noFullUrl: (_bundle, entries, pick) => {
    Reflect.deleteProperty(pick(entries), 'fullUrl');
  },
  noId: (_bundle, entries, pick) => {
    const { resource } = pick(entries);
    Reflect.deleteProperty(resource as JsonObject, 'id');
  },
  noResource: (_bundle, entries, pick) => {
    Reflect.deleteProperty(pick(entries), 'resource');
  },
  order: (_bundle, entries) => {
    entries.reverse();
  },
  first: (_bundle, entries) => {
    entries.shift();
  },
  noEntries: (bundle) => {
    Reflect.deleteProperty(bundle, 'entry');
  },
  emptyEntries: (bundle, _entries, pick) => {
    bundle['entry'] = pick<Json>([[], [{}], {}, null]);
  },
  identifier: (bundle, _entries, pick) => {
    bundle['identifier'] = pick<Json>([
      undefined,
      { value: 'x' },
      { system: 'http://example.org/i' },
      [{ system: 'http://example.org/i', value: 'x' }],
      {},
    ]);
  },
  timestamp: (bundle, _entries, pick) => {
    bundle['timestamp'] = pick<Json>([undefined, '2024', '2024-01-01', '2024-01-01T10:00:00Z', '']);
  },
  total: (bundle, _entries, pick) => {
    bundle['total'] = pick<Json>([0, 1, 7, -1, 1.5, '1']);
  },
  link: (bundle, _entries, pick) => {
    bundle['link'] = pick<Json>([
      [{ relation: 'self', url: `${BASE}/Patient?name=x` }],
      [{ relation: 'self', url: `${BASE}/Observation?code=x` }],
      [
        { relation: 'next', url: `${BASE}?page=2` },
        { relation: 'next', url: `${BASE}?page=3` },
      ],
      [{ relation: 'alternate', url: 'x' }],
      [{ relation: 'self' }],
      [{ url: 'x' }],
      [{ relation: 'stylesheet', url: 'x.css' }],
      [],
    ]);
  },
  signature: (bundle, _entries, pick) => {
    bundle['signature'] = pick<Json>([
      {
        type: [{ system: 'urn:iso-astm:E1762-95:2013', code: '1.2.840.10065.1.12.1.1' }],
        when: '2024-01-01T10:00:00Z',
        who: { reference: 'Practitioner/1' },
      },
      { type: [{ code: 'x' }], when: '2024-01-01', who: { display: 'x' } },
      { when: '2024-01-01T10:00:00Z', who: { display: 'x' } },
    ]);
  },
  twice: (_bundle, entries, pick) => {
    entries.push(structuredClone(pick(entries)));
  },
  versions: (_bundle, entries, pick) => {
    const copy = structuredClone(pick(entries));
    const { resource } = copy;
    (resource as JsonObject)['meta'] = { versionId: pick(['1', '2', '']) };
    entries.push(copy);
  },
  orphan: (_bundle, entries) => {
    entries.push({
      fullUrl: 'urn:uuid:0a0a0a0a-0a0a-4a0a-8a0a-0a0a0a0a0a0a',
      resource: { resourceType: 'Basic', id: 'b', code: { text: 'x' } },
    });
  },
  entryLink: (_bundle, entries, pick) => {
    pick(entries)['link'] = pick<Json>([[{ relation: 'self', url: 'x' }], [{ relation: 'x' }], {}]);
  },
};

function wrapped(resource: JsonObject, pick: Pick): JsonObject {
  const type = pick(BUNDLE_TYPES);
  const at = places(resource, pick);
  const entries: JsonObject[] = [];
  if (type === 'document') {
    entries.push({
      fullUrl: pick([`${BASE}/Composition/c1`, 'urn:uuid:c757873d-ec9a-4326-a141-556f43239520']),
      resource: composition(at, pick),
    });
  } else if (type === 'message') {
    entries.push({
      fullUrl: pick([`${BASE}/MessageHeader/m1`, 'urn:uuid:c757873d-ec9a-4326-a141-556f43239520']),
      resource: header(at, pick),
    });
  }
  entries.push(
    { fullUrl: at.main, resource: structuredClone(resource), ...besides(type, pick) },
    { fullUrl: at.patient, resource: structuredClone(PATIENT), ...besides(type, pick) },
  );
  if (pick([true, false])) {
    entries.push({
      fullUrl: at.observation,
      resource: {
        ...structuredClone(OBSERVATION),
        subject: { reference: at.toPatient },
        ...(pick([true, false]) && { focus: [{ reference: at.toMain }] }),
      },
      ...besides(type, pick),
    });
  }
  const bundle: JsonObject = {
    resourceType: 'Bundle',
    id: 'b1',
    identifier: { system: 'http://example.org/i', value: 'x' },
    type,
    timestamp: '2024-01-01T10:00:00Z',
    entry: entries,
  };
  BREAKS[pick(Object.keys(BREAKS))]?.(bundle, entries, pick);
  return bundle;
}

/** Puts other content in the place of the whole resource. */
export function replaceWhole(resource: JsonObject, other: JsonObject): true {
  for (const key of Object.keys(resource)) {
    Reflect.deleteProperty(resource, key);
  }
  for (const [key, value] of Object.entries(other)) {
    if (value !== undefined) {
      resource[key] = value;
    }
  }
  return true;
}

export const WRAPPED_CHANGES: Readonly<Record<string, Change>> = {
  wrap: ({ resource }, pick) => replaceWhole(resource, wrapped(structuredClone(resource), pick)),
};
