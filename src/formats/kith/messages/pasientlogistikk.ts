import type { DocumentFormat } from '../format.ts';
import { classOf, markClass } from '../mapping/classTag.ts';
import { decodeRows } from '../mapping/decodeRows.ts';
import type { DecodeScope } from '../mapping/decodeScope.ts';
import { encodeRows } from '../mapping/encodeRows.ts';
import type { EncodeScope } from '../mapping/encodeScope.ts';
import { isNode, type FhirNode } from '../mapping/node.ts';
import { group, type Row } from '../mapping/row.ts';
import { informationAboutStay } from '../parts/care/patientInformation.ts';
import { fillRequired } from '../parts/care/requiredElements.ts';
import { careSender, STAY_HOMES } from '../parts/care/sender.ts';
import { placeTimes, withTimes } from '../parts/care/stay.ts';
import { dischargedTo, timedEvents } from '../parts/care/timedEvent.ts';
import type { CareVersion } from '../parts/care/version.ts';
import { childOf, pathOf } from '../xml/element.ts';
import { careNamespaces, isCancelled } from './careDocument.ts';

/** List 8279: what all notices were called before they got types of their own (HIS 80704:2009, 13). */
const COMMON_TYPE = 'PASIENTLOGISTIKK';

/** One of the notices that Pasientlogistikk carries. */
interface Notice {
  readonly element: string;
  /** List 8279; none where the list has no code for it. */
  readonly event?: string;
  /** Status of the stay that the notice tells. */
  readonly status: string;
  /** Events (list 9121) that it has to tell (HIS 1149:2014). */
  readonly expected: readonly string[];
  readonly rows: (version: CareVersion) => readonly Row[];
}

const HOME = 'ext(timed-event)*';
const oneEvent = (version: CareVersion): readonly Row[] => [timedEvents('1', HOME, version)];
const events = (version: CareVersion): readonly Row[] => [timedEvents('1..*', HOME, version)];

const NOTICES: readonly Notice[] = [
  {
    element: 'MeldingInnlagtPasient',
    event: 'LOG_INNLAGT',
    status: 'in-progress',
    expected: ['1'],
    rows: oneEvent,
  },
  {
    element: 'MeldingUtskrivningsklarPasient',
    event: 'LOG_UTSKRIVNINGSKLAR',
    status: 'in-progress',
    expected: ['1'],
    rows: events,
  },
  {
    element: 'AvmeldingUtskrivningsklarPasient',
    event: 'LOG_AVMELDING',
    status: 'in-progress',
    expected: [],
    rows: events,
  },
  {
    element: 'MeldingOmUtskrevetPasient',
    event: 'LOG_UTSKREVET',
    status: 'finished',
    expected: ['2'],
    rows: (version) => [
      dischargedTo(version),
      ...oneEvent(version),
      ...(version === '2.0' ? [] : [informationAboutStay(version)]),
    ],
  },
  { element: 'OrienteringOmDod', event: 'LOG_DOD', status: 'finished', expected: ['13'], rows: oneEvent },
];

/** The municipality's reply, of version 2.0 only: before it is a health-professional dialogue. */
const REPLY: Notice = {
  element: 'TilbakemeldingUtskrivningsklarPasient',
  status: 'in-progress',
  expected: [],
  rows: events,
};

const ALL_NOTICES: readonly Notice[] = [...NOTICES, REPLY];

/** List 8279 → Encounter.status. */
export const STAY_STATUS: readonly (readonly [type: string, status: string])[] = NOTICES.flatMap(
  ({ event, status }) => (event === undefined ? [] : [[event, status] as const]),
);

/**
 * Pasientlogistikk (HIS 80704, HIS 1149) ↔ Encounter: admitted, ready for discharge, withdrawn, discharged, dead.
 * Which notice it is follows from the message's type; a class tag says it where the two differ.
 */
function pasientlogistikk(version: CareVersion, namespace: string): DocumentFormat {
  const namespaces = { p1: namespace, ...careNamespaces(version) };
  const common = careSender(version, STAY_HOMES);
  const notices = version === '2.0' ? ALL_NOTICES : NOTICES;
  const rowsOf = new Map(
    notices.map((notice) => [
      notice,
      [...common, group(`p1:${notice.element}`, '1', '', notice.rows(version), { inside: 'po' })],
    ]),
  );
  return {
    id: `pasientlogistikk-${version}`,
    root: 'Pasientlogistikk',
    namespace,
    namespaces,
    eventCodes: [...NOTICES.flatMap(({ event }) => event ?? []), ...(version === '1.5' ? [COMMON_TYPE] : [])],
    appRecVersion: version === '1.5' ? '1.0' : '1.1',
    resourceType: 'Encounter',
    decode: (element, scope) => {
      const stay: FhirNode = { resourceType: 'Encounter' };
      scope.add(stay, pathOf(element));
      const byType = noticeOfType(scope.root('header'));
      const notice = notices.find((candidate) => childOf(element, candidate.element) !== undefined) ?? byType;
      decodeRows(element, rowsOf.get(notice) ?? common, stay, scope, 'po');
      completeStay(stay, notice, scope);
      if (notice !== byType) {
        markClass(stay, notice.element);
      }
      return stay;
    },
    encode: (stay, scope) => {
      const notice = noticeOf(stay, scope);
      const complete = withTimes(stay, scope.root('patient'), notice.expected);
      return {
        name: 'Pasientlogistikk',
        namespace,
        children: encodeRows(rowsOf.get(notice) ?? common, complete, scope, 'po').children,
      };
    },
  };
}

const [ADMITTED] = NOTICES;

function noticeOfType(header: FhirNode): Notice {
  const event = isNode(header.eventCoding) ? header.eventCoding.code : undefined;
  return (
    NOTICES.find((notice) => notice.event !== undefined && notice.event === event) ?? (ADMITTED as Notice)
  );
}

function noticeOf(stay: FhirNode, scope: EncodeScope): Notice {
  const className = classOf(stay);
  return ALL_NOTICES.find(({ element }) => element === className) ?? noticeOfType(scope.root('header'));
}

function completeStay(stay: FhirNode, notice: Notice, scope: DecodeScope): void {
  placeTimes(stay, scope.root('patient'), scope);
  stay.status = isCancelled(stay) ? 'entered-in-error' : notice.status;
  fillRequired(scope);
}

export const PASIENTLOGISTIKK_1_6 = pasientlogistikk(
  '1.6',
  'http://www.kith.no/xmlstds/po/Pasientlogistikk/2012-04-01',
);

export const PASIENTLOGISTIKK_1_5 = pasientlogistikk(
  '1.5',
  'http://www.kith.no/xmlstds/po/Pasientlogistikk/2009-06-30',
);

export const PASIENTLOGISTIKK_2_0 = pasientlogistikk(
  '2.0',
  'http://ehelse.no/xmlstds/po/Pasientlogistikk/2016-05-30',
);
