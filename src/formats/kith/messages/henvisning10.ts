import type { DecodeScope } from '../mapping/decodeScope.ts';
import type { FhirNode } from '../mapping/node.ts';
import { group, leaf, type Row } from '../mapping/row.ts';
import { clinicalItems } from '../parts/message/clinicalItem.ts';
import { codedWithModifiers } from '../parts/message/codedDescription.ts';
import {
  careSituation,
  formerConsent,
  formerRelatedInstitution,
  interpreterNeed,
  relatedPerson,
} from '../parts/message/formerPatientRelations.ts';
import { healthcareParties, medicalSpeciality, PARTY_IDS } from '../parts/message/healthcareParty.ts';
import {
  copyReceiver,
  copyReceivers,
  messageReceiver,
  messageSender,
  PARTY_WITHOUT_METHOD,
} from '../parts/message/messageParties.ts';
import { envelopeRows, MESSAGE_STATUS, referredDocuments } from '../parts/message/messageRows.ts';
import { additionalIds, OFFICIAL_ID } from '../parts/message/officialId.ts';
import { ID_BY_REQUESTER, PATIENT_IDENTITY } from '../parts/message/patient.ts';
import { patientPrecautions } from '../parts/message/patientRelations.ts';
import { ADDRESS_WITH_TELECOM } from '../parts/message/postalAddress.ts';
import { relatedProviders, relationRows } from '../parts/message/relatedProvider.ts';
import { simpleCode, simpleConcept } from '../values/codes.ts';
import { integer, text, timeStamp, uuidOrText } from '../values/simple.ts';
import { COMMENTS, REASONS, referralMessage, requestedService } from './referralMessage.ts';

/**
 * Henvisning v1.0 (HIS 80517:2005) ↔ ServiceRequest and what it points to, at the same homes as the later versions.
 * The message has no MsgHead: `$header`, `$bundle` and `$patient` are filled here; other paths without `$` start at
 * the ServiceRequest, or at the resource of the group that they stand in.
 */

const NAMESPACES = { ref: 'http://www.kith.no/xmlstds/henvisning/2005-07-08' } as const;

const SUPPORTING = '$request.supportingInfo';
const PARTIES = healthcareParties({
  prefix: 'ref',
  inside: ['AdditionalId', 'HCPerson', 'Dept'],
  rows: [medicalSpeciality('MedSpeciality'), ...PARTY_IDS],
});
const REF = { parties: PARTIES, prefix: 'ref' } as const;

const subject = (scope: DecodeScope): FhirNode => ({ subject: scope.referenceToRoot('patient') });

const PATIENT: readonly Row[] = [
  leaf('BasisForHealthServices', '0..1', simpleCode(8246), '$request.ext(reimbursement-basis).valueCoding'),
  ...PATIENT_IDENTITY,
  ID_BY_REQUESTER,
  ...OFFICIAL_ID,
  patientPrecautions(SUPPORTING),
  clinicalItems({ list: SUPPORTING, prefix: 'ref', description: text, textCodes: '0..1', context: subject }),
  relatedProviders('PatRelHCP', SUPPORTING, { ...REF, rows: relationRows(7319) }),
  interpreterNeed(SUPPORTING),
  careSituation('$request.ext(care-situation)'),
  relatedPerson(SUPPORTING),
  formerRelatedInstitution(SUPPORTING),
  formerConsent('$request.ext(referral-consent)'),
  additionalIds('ref'),
  group('Address', '0..1', '', ADDRESS_WITH_TELECOM),
];

/** A unit within the unit that offers the appointment, to any depth. */
const SUB_ORGANISATION: Row[] = [
  leaf('Name', '1', text, 'sub(name).valueString'),
  leaf('Id', '1', text, 'sub(id).valueString'),
  leaf('TypeId', '0..1', text, 'sub(idType).valueString'),
];
SUB_ORGANISATION.push(group('SubOrg', '0..1', 'ext(sub-organisation)', SUB_ORGANISATION));

const REFERRED_DOCUMENT: readonly Row[] = [
  leaf('IssueDate', '0..1', timeStamp, 'content[].attachment.creation'),
  leaf('MsgType', '1', simpleCode(8263), 'ext(document-reference-type).valueCoding'),
  leaf('Id', '0..1', text, 'identifier[].value'),
  group('Booking', '0..1', 'ext(booking)', [
    leaf('Name', '1', text, 'sub(name).valueString'),
    leaf('Id', '1', text, 'sub(id).valueString'),
    leaf('TypeId', '0..1', text, 'sub(idType).valueString'),
    group('Appointment', '1', 'sub(appointment)', [
      leaf('StartDateTime', '1', timeStamp, 'sub(start).valueDateTime'),
      leaf('EndDateTime', '1', timeStamp, 'sub(end).valueDateTime'),
      leaf('ResourceId', '1', text, 'sub(resource).valueString'),
      leaf('Index', '1', integer, 'sub(index).valueInteger'),
      leaf('Service', '1', simpleCode(8264), 'sub(service).valueCoding'),
    ]),
    group('SubOrg', '0..1', 'ext(sub-organisation)', SUB_ORGANISATION),
  ]),
];

const REFERRAL: readonly Row[] = [
  leaf('ServType', '1', simpleCode(7309), 'ext(service-type).valueCoding'),
  leaf('IssueDate', '1', timeStamp, 'authoredOn'),
  leaf('PaymentCat', '0..1', simpleCode(8426), 'ext(payment-category).valueCoding'),
  leaf('ReqComment', '0..1', text, 'ext(referrer-comment).valueString'),
  leaf('Ack', '0..1', simpleCode(7304), '$header.ext(acknowledgement).valueCoding'),
  leaf('MsgDescr', '1', simpleConcept(8455), 'category[]'),
  leaf('Id', '1', uuidOrText, 'identifier[].value'),
  group('Patient', '1', '$patient', PATIENT),
  messageReceiver('ServProvider', { ...REF, rows: PARTY_WITHOUT_METHOD }),
  messageSender('Requester', { ...REF, rows: PARTY_WITHOUT_METHOD }),
  copyReceivers({ ...REF, rows: copyReceiver(8263) }),
  referredDocuments(REFERRED_DOCUMENT),
  REASONS,
  group('Diagnosis', '1..*', 'reasonReference*>Condition', codedWithModifiers('code'), {
    fixed: subject,
    accepts: () => true,
  }),
  requestedService('0..1'),
  COMMENTS,
];

const MESSAGE: readonly Row[] = [
  ...envelopeRows(8263, 'v1.0 2005-07-08'),
  MESSAGE_STATUS,
  group('ServReq', '1', '', REFERRAL),
];

export const HENVISNING_1_0 = referralMessage({
  id: 'henvisning-1.0',
  namespace: NAMESPACES.ref,
  namespaces: NAMESPACES,
  eventCodes: ['H'],
  appRecVersion: '1.0',
  rows: MESSAGE,
});
