import { extensionUrl, volven } from '../../../fhir/systems.ts';
import type { DocumentFormat } from '../format.ts';
import { classOf, markClass } from '../mapping/classTag.ts';
import { decodeRows } from '../mapping/decodeRows.ts';
import type { DecodeScope } from '../mapping/decodeScope.ts';
import { encodeRows } from '../mapping/encodeRows.ts';
import type { EncodeScope } from '../mapping/encodeScope.ts';
import { isNode, nodesOf, stringOf, type FhirNode } from '../mapping/node.ts';
import { custom, group, leaf, type CustomRow, type Row } from '../mapping/row.ts';
import { noteRoles, type DialogueVersion } from '../parts/dialogue/noteRole.ts';
import { fillRequired } from '../parts/care/requiredElements.ts';
import { code, simpleCode } from '../values/codes.ts';
import { markedUpText } from '../values/markup.ts';
import { date, text } from '../values/simple.ts';
import { pathOf } from '../xml/element.ts';

/**
 * Dialogmelding (HIS 80603:2006 and 2017; profiles HIS 1077, 1151, 1152, 1206) ↔ Communication: its first note or
 * request; further ones are Communications of their own, behind the extension `further-note`.
 */

function requestRows(version: DialogueVersion): readonly Row[] {
  return [
    leaf('TypeForesp', '1', code(undefined), 'reasonCode[].coding[]'),
    ...(version === '1.0' ? [] : [leaf('EmneSporsmal', '0..1', text, 'topic.text')]),
    leaf('Sporsmal', '0..1', version === '1.0' ? text : markedUpText, 'payload[].contentString'),
    leaf('Formål', '0..1', code(9068), 'ext(request-purpose).valueCoding'),
    leaf('Begrunnelse', '0..1', text, 'reasonCode[].text'),
    leaf('Hastegrad', '0..1', simpleCode(9067), 'ext(request-urgency).valueCoding'),
    leaf('FraDato', '0..1', date, 'ext(requested-period).valuePeriod.start'),
    leaf('TilDato', '0..1', date, 'ext(requested-period).valuePeriod.end'),
    leaf(
      'TypeJournalinfo',
      version === '1.0' ? '0..1' : '0..*',
      code(9066),
      'ext(record-information)*.valueCoding',
    ),
    ...(version === '1.0'
      ? []
      : [leaf('KodetOpplysning', '0..1', code(undefined), 'ext(coded-information).valueCoding')]),
    leaf('DokIdForesp', '0..1', text, 'ext(document-id).valueString'),
    noteRoles(version),
  ];
}

function noteRows(version: DialogueVersion): readonly Row[] {
  return [
    leaf('TemaKodet', '1', code(undefined), 'topic.coding[]'),
    leaf('Tema', '0..1', text, 'topic.text'),
    leaf('TekstNotatInnhold', '0..1', markedUpText, 'payload[].contentString'),
    leaf('Merknad', '0..1', text, 'note[].text'),
    leaf('DokIdNotat', '0..1', text, 'ext(document-id).valueString'),
    leaf('DatoNotat', '0..1', date, 'ext(note-date).valueDate'),
    group('Foresporsel', '0..1', 'inResponseTo[]>Communication', requestRows(version)),
    noteRoles(version),
  ];
}

const NOTE = 'Notat';
const REQUEST = 'Foresporsel';
/** List 8279: a request. */
const REQUEST_TYPE = 'DIALOG_FORESPORSEL';

const FURTHER = extensionUrl('further-note');

/** The first occurrence is the main Communication, each further one has its own. */
function occurrences(name: typeof NOTE | typeof REQUEST, rows: readonly Row[]): CustomRow {
  return custom(
    name,
    '0..*',
    'everything',
    (element, main, scope) => {
      if (classOf(main) === undefined) {
        markClass(main, name);
        decodeRows(element, rows, main, scope, 'dia');
        return;
      }
      const further: FhirNode = { resourceType: 'Communication' };
      markClass(further, name);
      decodeRows(element, rows, further, scope, 'dia');
      scope.add(further, pathOf(element));
      main.extension = [
        ...nodesOf(main.extension),
        { url: FURTHER, valueReference: { ...scope.referenceTo(further) } },
      ];
    },
    (main, scope, as) =>
      kindOf(main, scope) === name
        ? [main, ...furtherOf(main, scope)].map((communication) => ({
            ...as,
            children: encodeRows(rows, communication, scope, 'dia').children,
          }))
        : [],
  );
}

function furtherOf(main: FhirNode, scope: EncodeScope): readonly FhirNode[] {
  return nodesOf(main.extension)
    .filter(({ url }) => url === FURTHER)
    .map((extension) => scope.resolveIn(extension.valueReference))
    .filter((communication) => communication !== undefined);
}

/**
 * A message has notes or requests, not both: the class that it was, else what its type says; none when a message
 * that was read had none.
 */
function kindOf(main: FhirNode, scope: EncodeScope): string | undefined {
  const { eventCoding } = scope.root('header');
  const type = isNode(eventCoding) ? eventCoding.code : undefined;
  const tells = main.topic !== undefined || main.reasonCode !== undefined || main.payload !== undefined;
  return classOf(main) ?? (!tells ? undefined : type === REQUEST_TYPE ? REQUEST : NOTE);
}

interface Dialogue {
  readonly version: DialogueVersion;
  readonly namespace: string;
  readonly eventCodes: readonly string[];
}

function dialogmelding({ version, namespace, eventCodes }: Dialogue): DocumentFormat {
  const rows: readonly Row[] = [
    leaf('SakstypeKodet', '0..1', code(undefined), 'ext(case-type).valueCoding'),
    leaf('Sakstype', '0..1', text, 'ext(case-type-text).valueString'),
    occurrences(REQUEST, requestRows(version)),
    occurrences(NOTE, noteRows(version)),
  ];
  return {
    id: `dialogmelding-${version}`,
    root: 'Dialogmelding',
    namespace,
    namespaces: { dia: namespace, fk1: 'http://www.kith.no/xmlstds/felleskomponent1' },
    eventCodes,
    appRecVersion: version,
    resourceType: 'Communication',
    decode: (element, scope) => {
      const main: FhirNode = { resourceType: 'Communication' };
      scope.add(main, pathOf(element));
      decodeRows(element, rows, main, scope, 'dia');
      completeDialogue(main, scope);
      return main;
    },
    encode: (main, scope) => ({
      name: 'Dialogmelding',
      namespace,
      children: encodeRows(rows, withStatusOfTask(main, scope), scope, 'dia').children,
    }),
    taskOf: dialogueTask,
  };
}

/** Who tells whom, and when, as the envelope says. */
function completeDialogue(main: FhirNode, scope: DecodeScope): void {
  const header = scope.root('header');
  const [destination] = nodesOf(header.destination);
  const { timestamp } = scope.root('bundle');
  Object.assign(main, {
    ...(isNode(header.sender) ? { sender: { ...header.sender } } : {}),
    ...(isNode(destination?.receiver) ? { recipient: [{ ...destination.receiver }] } : {}),
    ...(typeof timestamp === 'string' ? { sent: timestamp } : {}),
  });
  fillRequired(scope);
}

/**
 * List 9148 → status of the referral's negotiation: who is called in has been accepted, and so has a right to care of
 * which the time follows; sent on and declined are not taken over.
 */
export const REFERRAL_STATUS: Readonly<Record<string, string>> = {
  1: 'accepted',
  2: 'accepted',
  3: 'rejected',
  4: 'rejected',
};

/** A request asks for an answer; the status of a referral is the state of its negotiation. */
function dialogueTask(main: FhirNode, scope: DecodeScope): FhirNode | undefined {
  const header = scope.root('header');
  const [destination] = nodesOf(header.destination);
  const { timestamp } = scope.root('bundle');
  const topic = isNode(main.topic) ? nodesOf(main.topic.coding)[0] : undefined;
  const businessStatus = topic?.system === volven(9148) ? topic : undefined;
  const status =
    classOf(main) === REQUEST ? 'requested' : REFERRAL_STATUS[stringOf(businessStatus?.code) ?? ''];
  return status === undefined
    ? undefined
    : {
        resourceType: 'Task',
        status,
        intent: 'order',
        ...(businessStatus === undefined
          ? {}
          : { businessStatus: { coding: [businessStatus], text: statusText(businessStatus) } }),
        focus: { ...scope.referenceTo(main) },
        for: { ...scope.referenceToRoot('patient') },
        ...(typeof timestamp === 'string' ? { authoredOn: timestamp } : {}),
        ...(isNode(header.sender) ? { requester: { ...header.sender } } : {}),
        ...(isNode(destination?.receiver) ? { owner: { ...destination.receiver } } : {}),
      };
}

/** The code and its text: by them a business status that was edited since is known. */
function statusText({ code: value, display }: FhirNode): string {
  return [value, display].flatMap((part) => stringOf(part) ?? []).join(' ');
}

/** The note with the status of the referral as its Task has it: edited there, or stated there alone by a producer. */
function withStatusOfTask(main: FhirNode, scope: EncodeScope): FhirNode {
  const task = nodesOf(scope.root('bundle').entry)
    .map(({ resource }) => resource)
    .find(
      (resource): resource is FhirNode =>
        isNode(resource) && resource.resourceType === 'Task' && scope.resolveIn(resource.focus) === main,
    );
  const { text: told, coding } = isNode(task?.businessStatus) ? task.businessStatus : {};
  const status = nodesOf(coding).find(({ system }) => system === volven(9148));
  const topic = isNode(main.topic) ? main.topic : {};
  const isEdited = stringOf(told)?.split(' ')[0] !== status?.code;
  return status === undefined || !isEdited
    ? main
    : { ...main, topic: { ...topic, coding: [status, ...nodesOf(topic.coding).slice(1)] } };
}

export const DIALOGMELDING_1_1 = dialogmelding({
  version: '1.1',
  namespace: 'http://www.kith.no/xmlstds/dialog/2013-01-23',
  eventCodes: ['DIALOG_HELSEFAGLIG', 'DIALOG_STATUS_HENVISNING'],
});

/** The profiles for requests and replies (HIS 1152) and deviations (HIS 1151) are of this version. */
export const DIALOGMELDING_1_0 = dialogmelding({
  version: '1.0',
  namespace: 'http://www.kith.no/xmlstds/dialog/2006-10-11',
  eventCodes: [REQUEST_TYPE, 'DIALOG_SVAR', 'DIALOG_NOTAT', 'DIALOG_AVVIK', 'DIALOG_OVERFORING_JOURNAL'],
});
