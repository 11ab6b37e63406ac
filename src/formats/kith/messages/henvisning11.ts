import type { DecodeScope } from '../mapping/decodeScope.ts';
import type { FhirNode } from '../mapping/node.ts';
import { group, leaf, type Row } from '../mapping/row.ts';
import { ADDRESS_WITH_TELECOM } from '../parts/message/postalAddress.ts';
import { clinicalItems } from '../parts/message/clinicalItem.ts';
import { codedWithModifiers } from '../parts/message/codedDescription.ts';
import { healthcareParties, medicalSpeciality } from '../parts/message/healthcareParty.ts';
import { envelopeRows, MESSAGE_STATUS, referredDocuments } from '../parts/message/messageRows.ts';
import {
  copyReceiver,
  copyReceivers,
  messageReceiver,
  messageSender,
  PARTY,
} from '../parts/message/messageParties.ts';
import { additionalIds, OFFICIAL_ID } from '../parts/message/officialId.ts';
import { ID_BY_REQUESTER, PATIENT_IDENTITY } from '../parts/message/patient.ts';
import {
  assistedCommunication,
  contactPerson,
  nextOfKin,
  patientPrecautions,
  relatedInstitution,
} from '../parts/message/patientRelations.ts';
import { relatedProviders, relationRows } from '../parts/message/relatedProvider.ts';
import { code, simpleCode, simpleConcept } from '../values/codes.ts';
import { date, text, timeStamp, uuidOrText } from '../values/simple.ts';
import { COMMENTS, REASONS, referralMessage, requestedService } from './referralMessage.ts';

/**
 * Henvisning v1.1 (HIS 80517:2014) ↔ ServiceRequest and what it points to, at the same homes as Henvisning 2.0. The
 * message has no MsgHead: `$header`, `$bundle` and `$patient` are filled here; other paths without `$` start at the
 * ServiceRequest, or at the resource of the group that they stand in.
 */

const NAMESPACES = {
  ref: 'http://www.kith.no/xmlstds/henvisning/2012-02-15',
  po: 'http://www.kith.no/xmlstds/po/poKomponent/2009-06-30',
  fk1: 'http://www.kith.no/xmlstds/felleskomponent1',
  b64: 'http://www.kith.no/xmlstds/base64container',
} as const;

const SUPPORTING = '$request.supportingInfo';
const PARTIES = healthcareParties({
  prefix: 'ref',
  inside: ['AdditionalId', 'HCPerson', 'Dept'],
  rows: [medicalSpeciality('MedSpeciality')],
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
  relatedProviders('PatRelHCP', SUPPORTING, { ...REF, rows: relationRows(8254) }),
  assistedCommunication(SUPPORTING),
  nextOfKin(SUPPORTING),
  contactPerson(SUPPORTING),
  relatedInstitution(SUPPORTING),
  group('Consent', '0..1', '$request.ext(referral-consent)', [
    leaf('ConsentStatus', '0..1', code(3109), 'sub(status).valueCoding'),
    leaf('ConsentDate', '0..1', date, 'sub(date).valueDate'),
    leaf('Merknad', '0..1', text, 'sub(remark).valueString'),
    leaf('GivenBy', '0..1', text, 'sub(givenBy).valueString'),
  ]),
  additionalIds('ref'),
  group('Address', '0..1', '', ADDRESS_WITH_TELECOM),
];

const REFERRAL: readonly Row[] = [
  leaf('ServType', '1', simpleCode(7309), 'ext(service-type).valueCoding'),
  leaf('IssueDate', '1', timeStamp, 'authoredOn'),
  leaf('PaymentCat', '0..1', simpleCode(4101), 'ext(payment-category).valueCoding'),
  leaf('ReqComment', '0..1', text, 'ext(referrer-comment).valueString'),
  leaf('Ack', '0..1', simpleCode(7304), '$header.ext(acknowledgement).valueCoding'),
  leaf('MsgDescr', '1', simpleConcept(8455), 'category[]'),
  leaf('Id', '1', uuidOrText, 'identifier[].value'),
  group('Patient', '1', '$patient', PATIENT),
  messageReceiver('ServProvider', { ...REF, rows: PARTY }),
  messageSender('Requester', { ...REF, rows: PARTY }),
  copyReceivers({ ...REF, rows: copyReceiver(8263) }),
  referredDocuments(),
  REASONS,
  group('Diagnosis', '0..*', 'reasonReference*>Condition', codedWithModifiers('code'), {
    fixed: subject,
    accepts: () => true,
  }),
  requestedService('1'),
  COMMENTS,
];

const MESSAGE: readonly Row[] = [
  ...envelopeRows(8279, 'v1.1 2012-02-15'),
  MESSAGE_STATUS,
  group('ServReq', '1', '', REFERRAL),
];

export const HENVISNING_1_1 = referralMessage({
  id: 'henvisning-1.1',
  namespace: NAMESPACES.ref,
  namespaces: NAMESPACES,
  eventCodes: ['HENVISNING'],
  appRecVersion: '1.1',
  rows: MESSAGE,
});
