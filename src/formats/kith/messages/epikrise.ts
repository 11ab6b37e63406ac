import type { DocumentFormat } from '../format.ts';
import { decodeRows } from '../mapping/decodeRows.ts';
import type { DecodeScope } from '../mapping/decodeScope.ts';
import { encodeRows } from '../mapping/encodeRows.ts';
import type { FhirNode } from '../mapping/node.ts';
import { group, leaf, type Row } from '../mapping/row.ts';
import { codedWithModifiers } from '../parts/message/codedDescription.ts';
import { healthcareParties, medicalSpeciality, PARTY_IDS } from '../parts/message/healthcareParty.ts';
import { COMMENT, EVENT_NUMBER, letterEvents, withSectionText } from '../parts/message/letterEvent.ts';
import {
  copyReceiver,
  copyReceivers,
  messageReceiver,
  messageSender,
  PARTY,
} from '../parts/message/messageParties.ts';
import { envelopeRows, MESSAGE_STATUS, referredDocuments } from '../parts/message/messageRows.ts';
import { additionalIds, OFFICIAL_ID } from '../parts/message/officialId.ts';
import { ID_BY_PROVIDER, ID_BY_REQUESTER, PATIENT_IDENTITY } from '../parts/message/patient.ts';
import { patientPrecautions, relatedParties } from '../parts/message/patientRelations.ts';
import { ADDRESS_WITH_TELECOM } from '../parts/message/postalAddress.ts';
import { relatedProviders, relationRows, SERVICE_RELATION } from '../parts/message/relatedProvider.ts';
import { concept, simpleCode, simpleConcept } from '../values/codes.ts';
import { text, timeStamp, uuidOrText } from '../values/simple.ts';
import { pathOf } from '../xml/element.ts';
import { completeLetter, reportStatus } from './dischargeLetter.ts';

/**
 * Epikrise v1.1 (HIS 80226:2006) and v1.2 (HIS 80226:2014) ↔ Composition and what it points to: an Encounter for each
 * event, a section about each with its items as entries, the referral that it answers as a logical reference. The
 * message has no MsgHead: `$header`, `$bundle` and `$patient` are filled here; other paths without `$` start at the
 * Composition, or at the resource of the group that they stand in.
 */
interface LetterVersion {
  readonly id: 'epikrise-1.1' | 'epikrise-1.2';
  readonly namespace: string;
  readonly migVersion: string;
  /** List of message types. */
  readonly messageTypes: 7315 | 8279;
  readonly eventCodes: readonly string[];
  readonly appRecVersion: DocumentFormat['appRecVersion'];
  /** What only one of the versions has. */
  readonly messageStatus: readonly Row[];
  readonly partyIds: readonly Row[];
  readonly institutionType: readonly Row[];
  readonly relationRole: readonly Row[];
  readonly eventNumber: readonly Row[];
  readonly nestedEvents: boolean;
  readonly referralType: Row;
}

const ABOUT_PATIENT = '$composition.section(patient).entry';

const subject = (scope: DecodeScope): FhirNode => ({ subject: scope.referenceToRoot('patient') });

function messageRows(version: LetterVersion): readonly Row[] {
  const parties = healthcareParties({
    prefix: 'dis',
    inside: ['Dept', 'HCPerson', 'AdditionalId'],
    institution: version.institutionType,
    professional: {
      before: [leaf('Position', '0..1', concept(undefined), 'ext(position).valueCodeableConcept')],
      after: [leaf('Qual', '0..*', concept(undefined), 'ext(qualification)*.valueCodeableConcept')],
    },
    rows: [medicalSpeciality('MedSpecialty'), ...version.partyIds],
  });
  const provider = { parties, prefix: 'dis' } as const;

  const referral: readonly Row[] = [
    leaf('ServType', '1', simpleCode(7309), 'ext(service-type).valueCoding'),
    leaf('IssueDate', '1', timeStamp, 'ext(referral-issued).valueDateTime'),
    leaf('ReceiptDate', '0..1', timeStamp, 'ext(referral-received).valueDateTime'),
    leaf('ReqComment', '0..1', text, 'ext(referrer-comment).valueString'),
    version.referralType,
    leaf('Id', '1', uuidOrText, 'entry[].identifier.value'),
    group('ReasonAsText', '0..*', 'section(reason)*', COMMENT, { complete: withSectionText }),
    group('Diagnosis', '1..*', 'entry*>Condition', codedWithModifiers('code'), {
      fixed: subject,
      accepts: () => true,
    }),
  ];

  const patient: readonly Row[] = [
    ...PATIENT_IDENTITY,
    ID_BY_PROVIDER,
    ID_BY_REQUESTER,
    ...OFFICIAL_ID,
    patientPrecautions(ABOUT_PATIENT),
    relatedParties(ABOUT_PATIENT),
    relatedProviders('PatRelHCP', ABOUT_PATIENT, {
      ...provider,
      rows: [...relationRows(8254), ...version.relationRole],
    }),
    additionalIds('dis'),
    group('Address', '0..1', '', ADDRESS_WITH_TELECOM),
  ];

  const letter: readonly Row[] = [
    leaf('ServType', '1', simpleCode(7309), 'ext(service-type).valueCoding'),
    leaf('IssueDate', '1', timeStamp, 'date'),
    leaf('ApprDate', '0..1', timeStamp, 'attester[].time'),
    reportStatus('Status'),
    leaf('Priority', '0..1', simpleCode(7303), 'ext(report-priority).valueCoding'),
    leaf('Ack', '0..1', simpleCode(7304), '$header.ext(acknowledgement).valueCoding'),
    leaf('MsgDescr', '1', text, 'type.text'),
    leaf('ServProvId', '0..1', uuidOrText, 'identifier.value'),
    group('ServReq', '0..*', 'section(referral)*', referral, { complete: withSectionText }),
    letterEvents({
      provider,
      isNested: version.nestedEvents,
      further: version.eventNumber,
    }),
    group('Patient', '1', '$patient', patient),
    messageSender('ServProvider', { ...provider, rows: PARTY }),
    copyReceivers({ ...provider, rows: copyReceiver(8279) }),
    messageReceiver('Requester', { ...provider, rows: PARTY }),
    relatedProviders('RelServProvider', '$composition.author', { ...provider, rows: SERVICE_RELATION }),
    referredDocuments(),
  ];

  return [
    ...envelopeRows(version.messageTypes, version.migVersion),
    ...version.messageStatus,
    group('ServRprt', '1', '', letter),
  ];
}

function letterFormat(version: LetterVersion): DocumentFormat {
  const rows = messageRows(version);
  const { id, namespace, eventCodes, appRecVersion } = version;
  return {
    id,
    root: 'Message',
    namespace,
    namespaces: { dis: namespace, b64: 'http://www.kith.no/xmlstds/base64container' },
    eventCodes,
    appRecVersion,
    resourceType: 'Composition',
    decode: (message, scope) => {
      const composition: FhirNode = { resourceType: 'Composition', ...subject(scope) };
      scope.setRoot('composition', composition);
      scope.setRoot('event', {});
      scope.setRoot('eventSection', composition);
      scope.add(composition, pathOf(message));
      decodeRows(message, rows, composition, scope, 'dis');
      completeLetter(composition, scope);
      return composition;
    },
    encode: (composition, scope) => {
      scope.setRoot('composition', composition);
      scope.setRoot('eventSection', composition);
      return { name: 'Message', namespace, children: encodeRows(rows, composition, scope, 'dis').children };
    },
  };
}

export const EPIKRISE_1_2 = letterFormat({
  id: 'epikrise-1.2',
  namespace: 'http://www.kith.no/xmlstds/epikrise/2012-02-15',
  migVersion: 'v1.2 2012-02-15',
  messageTypes: 8279,
  eventCodes: ['EPIKRISE'],
  appRecVersion: '1.1',
  messageStatus: [MESSAGE_STATUS],
  partyIds: [],
  institutionType: [],
  relationRole: [],
  eventNumber: [],
  nestedEvents: true,
  referralType: leaf('MsgDescr', '1', simpleConcept(8455), 'ext(referral-category).valueCodeableConcept'),
});

export const EPIKRISE_1_1 = letterFormat({
  id: 'epikrise-1.1',
  namespace: 'http://www.kith.no/xmlstds/epikrise/2006-09-23',
  migVersion: 'v1.1 2006-09-23',
  messageTypes: 7315,
  eventCodes: ['E'],
  appRecVersion: '1.0',
  messageStatus: [],
  partyIds: PARTY_IDS,
  institutionType: [leaf('Type', '0..1', simpleConcept(undefined), 'type[]')],
  relationRole: [leaf('Role', '0..1', simpleCode(7301), 'ext(party-role).valueCoding')],
  eventNumber: [EVENT_NUMBER],
  nestedEvents: false,
  referralType: leaf('MsgDescr', '1', text, 'ext(referral-category).valueCodeableConcept.text'),
});
