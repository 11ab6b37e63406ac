import { FORLOPSBRO, volven } from '../../fhir/systems.ts';
import { ERROR_TEXTS } from './apprecError.ts';
import { decodeRows } from './mapping/decodeRows.ts';
import type { DecodeScope } from './mapping/decodeScope.ts';
import { encodeRows, withoutMissing } from './mapping/encodeRows.ts';
import type { EncodeScope } from './mapping/encodeScope.ts';
import { ABSENT, isNode, nodesOf, stringOf, type FhirNode } from './mapping/node.ts';
import { apart, custom, group, leaf, type Codec, type LeafRow, type Row } from './mapping/row.ts';
import { healthcareParties, medicalSpeciality } from './parts/message/healthcareParty.ts';
import { endpointOf } from './parts/messageParty.ts';
import {
  codingIn,
  concept,
  ORIGINAL_CODE,
  originalCode,
  simpleCode,
  translatedCode,
  type Translation,
} from './values/codes.ts';
import { dateTime, instant, messageId, text, uuidOrText } from './values/simple.ts';
import { attributeOf, childOf, type XmlElement } from './xml/element.ts';
import type { XmlDraft } from './xml/write.ts';

/** Versions of the application acknowledgement; they differ in namespace, version text and the lists of roles only. */
export const APPREC_VERSIONS = {
  '1.0': {
    namespace: 'http://www.kith.no/xmlstds/apprec/2004-11-21',
    migVersion: '1.0 2004-11-21',
    senderRole: roleOf(7301),
    receiverRole: roleOf(7301),
  },
  '1.1': {
    namespace: 'http://www.kith.no/xmlstds/apprec/2012-02-15',
    migVersion: 'v1.1 2012-02-15',
    senderRole: roleOf(8112),
    // Fixed to AVS, which is in no list (HIS 80415:2012, 4.4.5).
    receiverRole: roleOf(undefined),
  },
} as const;

function roleOf(list: number | undefined): LeafRow {
  return leaf('Role', '0..1', simpleCode(list), 'ext(party-role).valueCoding');
}

export type AppRecVersion = keyof typeof APPREC_VERSIONS;

/** List 8258 → MessageHeader.response.code; 3 is only for reimbursement claims and never sent by us. */
export const ACKNOWLEDGEMENT_STATUS: readonly Translation[] = [
  { code: '1', display: 'OK', fhir: 'ok' },
  { code: '2', display: 'Avvist', fhir: 'fatal-error' },
  { code: '3', display: 'OK, feil i delmelding', fhir: 'ok', back: false },
];

const NOT_ACCEPTED = 'fatal-error';
const LISTED_STATUS = translatedCode(8258, ACKNOWLEDGEMENT_STATUS);

/** A status that the list does not have is no acceptance; the code as sent stands beside it, and is told. */
const STATUS: Codec = {
  ...LISTED_STATUS,
  decode: (element, scope) => {
    const slot = LISTED_STATUS.decode(element, scope);
    return slot?.untranslated === undefined
      ? slot
      : { value: NOT_ACCEPTED, sibling: { extension: [originalCode(slot.untranslated)] } };
  },
  encode: (slot, scope) => {
    const sent = codingIn(slot.sibling, ORIGINAL_CODE);
    const isListed = ACKNOWLEDGEMENT_STATUS.some(({ code }) => code === sent?.code);
    return sent !== undefined && !isListed && slot.value === NOT_ACCEPTED
      ? LISTED_STATUS.encode({ untranslated: sent }, scope)
      : LISTED_STATUS.encode(slot, scope);
  },
};

/**
 * Types of the older messages, which have lists of their own (8263, 7315): received acknowledgements name them by these
 * too, though list 8279 is to be used (HIS 80415:2004, 4.3.2).
 */
const FORMER_TYPES: ReadonlyMap<string, number> = new Map([
  ['H', 8263],
  ['H_REHAB', 8263],
  ['B', 8263],
  ['T', 8263],
  ['E', 7315],
  ['E-L', 7315],
  ['E-P', 7315],
]);

const MESSAGE_TYPE_LISTS = [8279, 8263, 7315] as const;

/** The list that a type of message is of. */
export function messageTypeList(code: string | undefined): number {
  return FORMER_TYPES.get(code ?? '') ?? 8279;
}

/**
 * The lists of the older messages' types (Henvisning 1.0, Epikrise 1.1) → list 8279, by which an acknowledgement names
 * the message: H and E as HISD 1209:2018 maps them, the others by their text, which is the same. For the rest list 8279
 * has no code.
 */
export const CURRENT_TYPES: Readonly<Record<8263 | 7315, Readonly<Record<string, TypeOfMessage>>>> = {
  8263: {
    H: { code: 'HENVISNING', display: 'Henvisning' },
    H_REHAB: { code: 'HENVISNING_REHAB', display: 'Henvisning til rehabiliteringsinstitusjon' },
    T: { code: 'TILBAKEMELD', display: 'Tilbakemelding på henvisning' },
  },
  7315: {
    E: { code: 'EPIKRISE', display: 'Epikrise' },
  },
};

/** A code of list 8279. */
export interface TypeOfMessage {
  readonly code: string;
  readonly display: string;
}

/** The type of a message in list 8279 where it was sent as one of an older list; undefined: it is named as sent. */
export function currentType(code: string): TypeOfMessage | undefined {
  return CURRENT_TYPES[8263][code] ?? CURRENT_TYPES[7315][code];
}

const ORIGINAL_TYPE: Codec = {
  ...simpleCode(8279),
  decode: (element, scope) => simpleCode(messageTypeList(attributeOf(element, 'V'))).decode(element, scope),
  encode: (slot, scope) => {
    const system = isNode(slot.value) ? slot.value.system : undefined;
    const list = MESSAGE_TYPE_LISTS.find((candidate) => system === volven(candidate)) ?? 8279;
    return simpleCode(list).encode(slot, scope);
  },
};

/** List 8221 → OperationOutcome.issue.code; others are `processing`. */
export const ISSUE_TYPE: ReadonlyMap<string, string> = new Map([
  ['T01', 'structure'],
  ['T02', 'structure'],
  ['T10', 'not-supported'],
  ['T99', 'structure'],
  ['S01', 'security'],
  ['S02', 'security'],
  ['S03', 'security'],
  ['S99', 'security'],
  ['E10', 'value'],
  ['E20', 'not-found'],
  ['E21', 'not-found'],
  ['E30', 'required'],
  ['E31', 'value'],
  ['E32', 'required'],
  ['E33', 'required'],
  ['E34', 'required'],
  ['E35', 'not-found'],
  ['E36', 'required'],
]);

export function issueTypeOf(code: string | undefined): string {
  return ISSUE_TYPE.get(code ?? '') ?? 'processing';
}

const ERROR = leaf('Error', '0..1', concept(8221), 'details');

const ERROR_ROWS = [ERROR] as const;

const PARTY = 'HCP';

const PARTIES = healthcareParties({
  prefix: 'ar',
  inside: ['Dept', 'AdditionalId', 'HCPerson'],
  rows: [medicalSpeciality('MedSpeciality')],
});

/** Applikasjonskvittering (HIS 80415:2012) ↔ MessageHeader with response, and OperationOutcome. */
const appRecRows = ({
  senderRole,
  receiverRole,
  migVersion,
}: (typeof APPREC_VERSIONS)[AppRecVersion]): readonly Row[] => [
  leaf('MsgType', '1', simpleCode(8279), 'eventCoding'),
  leaf(
    'MIGversion',
    '1',
    { ...text, standIn: { text: migVersion } },
    'ext(implementation-version).valueString',
  ),
  leaf('SoftwareName', '0..1', text, 'source.software'),
  leaf('SoftwareVersion', '0..1', text, 'source.version'),
  leaf('GenDate', '1', instant, '$bundle.timestamp'),
  leaf('Id', '1', uuidOrText, '$bundle.identifier.value'),
  custom(
    'Sender',
    '1',
    'everything',
    (element, header, scope) => {
      const source: FhirNode = isNode(header.source) ? header.source : {};
      const sender = decodeParty(element, source, senderRole, scope);
      Object.assign(header, sender === undefined ? {} : { sender: scope.referenceTo(sender) });
      header.source = { ...source, ...endpointOf(sender, scope) };
    },
    (header, scope, as) => [
      encodeParty(isNode(header.source) ? header.source : {}, header.sender, senderRole, scope, as),
    ],
  ),
  custom(
    'Receiver',
    '1',
    'everything',
    (element, header, scope) => {
      const destination: FhirNode = {};
      const receiver = decodeParty(element, destination, receiverRole, scope);
      Object.assign(destination, receiver === undefined ? {} : { receiver: scope.referenceTo(receiver) });
      header.destination = [{ ...destination, ...endpointOf(receiver, scope) }];
    },
    (header, scope, as) => {
      const [destination = {}] = nodesOf(header.destination);
      return [encodeParty(destination, destination.receiver, receiverRole, scope, as)];
    },
  ),
  leaf('Status', '1', STATUS, 'response.code'),
  custom(
    'Error',
    '0..*',
    'everything',
    (element, _header, scope) => {
      const issue: FhirNode = {};
      const container: XmlElement = { ...element, attributes: [], children: [element], text: '' };
      decodeRows(container, ERROR_ROWS, issue, scope, 'ar');
      if (!isNode(issue.details)) {
        return;
      }
      issue.details = withListedText({ coding: [ABSENT], ...issue.details });
      const outcome = scope.root('outcome');
      outcome.issue = [
        ...nodesOf(outcome.issue),
        { severity: 'error', code: issueTypeOf(codeOf(issue)), ...issue },
      ];
    },
    (_header, scope) =>
      nodesOf(scope.root('outcome').issue)
        .filter(isAppRecError)
        .flatMap((issue) => encodeRows(ERROR_ROWS, withError(issue), scope, 'ar').children),
  ),
  group('OriginalMsgId', '1', '', [
    leaf('MsgType', '1', ORIGINAL_TYPE, 'response.ext(original-type).valueCoding'),
    leaf('IssueDate', '1', dateTime, 'response.ext(original-date).valueDateTime'),
    leaf('Id', '1', messageId, 'response.identifier'),
  ]),
];

const ROWS: Readonly<Record<AppRecVersion, readonly Row[]>> = {
  '1.0': appRecRows(APPREC_VERSIONS['1.0']),
  '1.1': appRecRows(APPREC_VERSIONS['1.1']),
};

function codeOf(issue: FhirNode): string | undefined {
  const code = isNode(issue.details) ? nodesOf(issue.details.coding)[0]?.code : undefined;
  return typeof code === 'string' ? code : undefined;
}

const OTHER_ERROR = 'X99';

/** An issue that names no code is another error, with its words as the reason (HIS 80415:2012, 6.3). */
function withError(issue: FhirNode): FhirNode {
  const details: FhirNode = isNode(issue.details) ? issue.details : {};
  const coding = nodesOf(details.coding);
  const stated = coding.length > 0 ? coding : [{ system: volven(8221), code: OTHER_ERROR }];
  const text = stringOf(details.text) ?? stringOf(issue.diagnostics);
  return {
    ...issue,
    details: withListedText({ ...details, coding: stated, ...(text === undefined ? {} : { text }) }),
  };
}

/** DN is the text of the list: where there is none, or that of another code is left from before a change. */
function withListedText(details: FhirNode): FhirNode {
  const texts = new Set(ERROR_TEXTS.values());
  const coding = nodesOf(details.coding).map((stated) => {
    const listed = stated.system === volven(8221) ? ERROR_TEXTS.get(String(stated.code)) : undefined;
    const isSaid = stated.display !== undefined || stated._display !== undefined;
    const isOthers = typeof stated.display === 'string' && texts.has(stated.display);
    return listed !== undefined && (!isSaid || isOthers) ? { ...stated, display: listed } : stated;
  });
  return { ...details, coding };
}

/** An Error of the acknowledgement, not something that we found besides. */
function isAppRecError({ severity, details }: FhirNode): boolean {
  const codings = isNode(details) ? nodesOf(details.coding) : [];
  const isOurs = codings.some(({ system }) => typeof system === 'string' && system.startsWith(FORLOPSBRO));
  return severity !== 'information' && severity !== 'warning' && !isOurs;
}

function decodeParty(
  element: XmlElement,
  holder: FhirNode,
  role: Row,
  scope: DecodeScope,
): FhirNode | undefined {
  decodeRows(element, [role, ...apart('1', PARTY)], holder, scope, 'ar');
  const found = childOf(element, PARTY);
  return found === undefined ? undefined : PARTIES.decode(found, scope);
}

function encodeParty(
  holder: FhirNode,
  reference: unknown,
  role: Row,
  scope: EncodeScope,
  as: Pick<XmlDraft, 'name' | 'namespace'>,
): XmlDraft {
  const written = PARTIES.encode(scope.resolveIn(reference), scope, { ...as, name: PARTY });
  return { ...as, children: [...encodeRows([role], holder, scope, 'ar').children, written] };
}

/** Reads an AppRec into the roots `bundle`, `header` and `outcome` of the scope. */
export function decodeAppRecRows(root: XmlElement, scope: DecodeScope, version: AppRecVersion): void {
  decodeRows(root, ROWS[version], scope.root('header'), scope, 'ar');
}

export function encodeAppRecRows(header: FhirNode, scope: EncodeScope, version: AppRecVersion): XmlDraft {
  const { namespace } = APPREC_VERSIONS[version];
  const { children } = encodeRows(ROWS[version], header, scope, 'ar');
  return withoutMissing({ name: 'AppRec', namespace, children }, scope);
}
