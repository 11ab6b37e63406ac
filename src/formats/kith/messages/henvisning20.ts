import type { DocumentFormat } from '../format.ts';
import { decodeRows } from '../mapping/decodeRows.ts';
import type { DecodeScope } from '../mapping/decodeScope.ts';
import { encodeRows } from '../mapping/encodeRows.ts';
import { ABSENT, type FhirNode } from '../mapping/node.ts';
import { choice, either, group, leaf, type Row } from '../mapping/row.ts';
import { HEALTHCARE_PROFESSIONAL, PERSON, REMARK, REPORT_RELATION } from '../parts/person.ts';
import { tellAsNeeded, withAsNeeded } from '../parts/medicationUse.ts';
import { DEVIATION, numericResult } from '../parts/message/numericResult.ts';
import { typedItems } from '../parts/message/typedItem.ts';
import { INDIVIDUAL_PLAN } from '../parts/care/individualPlan.ts';
import { withExpiry } from '../parts/flagStatus.ts';
import { MARITAL_STATUS } from '../parts/maritalStatus.ts';
import { affiliatedUnit } from '../parts/affiliatedUnit.ts';
import { code, concept, simpleCode, simpleConcept } from '../values/codes.ts';
import { quantity } from '../values/quantity.ts';
import { boolean, date, dateTime, text, uuidOrText, year } from '../values/simple.ts';
import { pathOf } from '../xml/element.ts';
import { completeReferral, referralTask, withCommentText, withResponsible } from './referral.ts';
import { referralPriority } from './referralPriority.ts';

/**
 * Henvisning v2.0 (HIS 80517:2017; profiles HIS 1207 and 1208) ↔ ServiceRequest and what it points to. Paths
 * without `$` start at the ServiceRequest, or at the resource of the group that they stand in.
 */

const subject = (scope: DecodeScope): FhirNode => ({ subject: scope.referenceToRoot('patient') });

/** The message says nothing of how final an observation is. */
const observed = (scope: DecodeScope): FhirNode => ({ ...subject(scope), status: 'unknown', code: ABSENT });

const clinicalInformation = (start: string, end: string, type: string, origin: string): readonly Row[] => [
  leaf('Type', '1', concept(8233), type),
  leaf('StartDateTime', '0..1', dateTime, start),
  leaf('EndDateTime', '0..1', dateTime, end),
  leaf('OrgDate', '0..1', dateTime, origin),
];

const MEDICATION: readonly Row[] = [
  group('Medication', '1', '', [
    leaf('DrugId', '1', concept(7180), 'medicationCodeableConcept'),
    leaf('Comment', '0..1', text, 'note[].text'),
    leaf('Status', '1', simpleCode(9101), 'ext(medication-use).valueCoding'),
    leaf('IntendedDuration', '0..1', quantity, 'dosage[].ext(intended-duration).valueQuantity'),
    leaf('QuantitySupplied', '0..1', quantity, 'ext(quantity-supplied).valueQuantity'),
    leaf('UnitDose', '0..1', quantity, 'dosage[].doseAndRate[].doseQuantity'),
    leaf('DosageText', '0..1', text, 'dosage[].text'),
  ]),
  ...clinicalInformation('effectivePeriod.start', 'effectivePeriod.end', 'category', 'dateAsserted'),
];

const OBSERVATION: readonly Row[] = [
  group('Observation', '1', '', [
    leaf('Description', '0..1', text, 'valueString'),
    leaf('Comment', '0..1', text, 'note[].text'),
  ]),
  ...clinicalInformation(
    'effectivePeriod.start',
    'effectivePeriod.end',
    'code',
    'ext(origin-date).valueDateTime',
  ),
];

const RESULT_ITEM: readonly Row[] = [
  group('ResultItem', '1', '', [
    either(
      group('TextResult', '0..1', '', [
        group('Result', '0..1', '', [
          leaf('Heading', '0..1', simpleCode(8243), 'ext(result-heading).valueCoding'),
          leaf('TextResultValue', '0..1', text, 'valueString'),
          leaf('TextCode', '0..1', concept(undefined), 'ext(result-code).valueCodeableConcept'),
        ]),
      ]),
      group('Interval', '0..1', '', [
        leaf('Low', '0..1', quantity, 'valueRange.low'),
        leaf('High', '0..1', quantity, 'valueRange.high'),
      ]),
      group('DateResult', '0..1', '', [leaf('DateResultValue', '1', date, 'valueDateTime')]),
      numericResult('ref'),
    ),
    leaf('ServType', '0..1', simpleCode(7309), 'ext(service-type).valueCoding'),
    leaf('InvDate', '0..1', dateTime, 'effectiveDateTime'),
    leaf('Comment', '0..1', text, 'note[].text'),
    DEVIATION,
    group('ClinInv', '1', '', [
      leaf('Id', '1', concept(undefined), 'code'),
      leaf('Spec', '0..*', concept(undefined), 'ext(specification)*.valueCodeableConcept'),
    ]),
  ]),
  ...clinicalInformation(
    'ext(information-period).valuePeriod.start',
    'ext(information-period).valuePeriod.end',
    'category[]',
    'ext(origin-date).valueDateTime',
  ),
];

const ASSISTED_COMMUNICATION: readonly Row[] = [
  group('AssistertKommunikasjon', '1', '', [
    group('PersonTolkebehov', '0..1', 'ext(person-in-need).valueReference>RelatedPerson', PERSON, {
      inside: 'fk1',
      fixed: (scope) => ({ patient: scope.referenceToRoot('patient') }),
    }),
    leaf('Horselsvikt', '0..1', boolean, 'ext(hearing-impairment).valueBoolean'),
    leaf('Synsvikt', '0..1', boolean, 'ext(visual-impairment).valueBoolean'),
    leaf('BehovTolkSprak', '0..1', simpleCode(3303), 'ext(interpreter-language).valueCoding'),
    group('PreferertTolk', '0..1', 'ext(preferred-interpreter).valueReference>Person', PERSON, {
      inside: 'fk1',
    }),
    leaf('BehovOpphortDato', '0..1', date, 'period.end'),
    REMARK,
  ]),
];

const HENVISNING: readonly Row[] = [
  leaf('ServType', '1', simpleCode(7309), 'ext(service-type).valueCoding'),
  leaf('IssueDate', '1', dateTime, 'authoredOn'),
  leaf('PaymentCat', '0..1', simpleCode(4101), 'ext(payment-category).valueCoding'),
  leaf('ReqComment', '0..1', text, 'ext(referrer-comment).valueString'),
  leaf('DocumentId', '1', uuidOrText, 'identifier[].value'),
  leaf('BasisForHealthServices', '0..1', simpleCode(8246), 'ext(reimbursement-basis).valueCoding'),
  group('po:TilleggsopplysningPasient', '0..1', '$patient', [
    MARITAL_STATUS,
    leaf('BorAlene', '0..1', boolean, 'ext(lives-alone).valueBoolean'),
    leaf('Sprak', '0..1', simpleConcept(3303), 'communication[].language'),
    leaf('MottarKommunaleTjenester', '0..1', boolean, 'ext(receives-municipal-services).valueBoolean'),
    REMARK,
  ]),
  group(
    'po:ParorendeForesatt',
    '0..*',
    'supportingInfo*>RelatedPerson',
    [
      leaf('Slektskap', '0..1', simpleConcept(9033), 'relationship[]'),
      leaf('Omsorgsfunksjon', '0..1', simpleCode(9050), 'ext(care-function).valueCoding'),
      leaf('FodselsarMindrearigParorende', '0..1', year, 'ext(birth-year).valueDate'),
      leaf('NarmesteParorende', '0..1', boolean, 'ext(nearest-next-of-kin).valueBoolean'),
      group('Referanseperson', '1', '', PERSON, { inside: 'fk1' }),
      REMARK,
    ],
    { fixed: (scope) => ({ patient: scope.referenceToRoot('patient') }), accepts: () => true },
  ),
  affiliatedUnit('po:TilknyttetEnhet'),
  group(
    'po:KontaktpersonHelsepersonell',
    '0..*',
    'supportingInfo*>PractitionerRole',
    [group('Kontaktperson', '1', '', HEALTHCARE_PROFESSIONAL, { inside: 'fk1' }), REMARK],
    { accepts: () => true },
  ),
  group('po:AnsvarForRapport', '0..*', 'supportingInfo*>PractitionerRole', [
    group('AnsvarligRapport', '1', '', HEALTHCARE_PROFESSIONAL, { inside: 'fk1' }),
    leaf('GodkjentDato', '0..1', date, 'ext(approved-date).valueDate'),
    REPORT_RELATION,
    REMARK,
  ]),
  group('po:SendtDokument', '0..*', 'ext(sent-document)*', [
    leaf('Opplysning', '1', code(8329), 'sub(type).valueCoding'),
    leaf('JaNei', '1', boolean, 'sub(sent).valueBoolean'),
    leaf('DatoSendt', '0..1', date, 'sub(date).valueDate'),
    leaf('TypeMottaker', '0..1', code(8330), 'sub(receiverType).valueCoding'),
    leaf('NavnMottaker', '0..1', text, 'sub(receiverName).valueString'),
    leaf('Merknad', '0..1', text, 'sub(remark).valueString'),
  ]),
  group('po:TypeInnholdIMelding', '1', '', [
    leaf('TypeInnhold', '1', concept(8455), 'category[]'),
    leaf('Merknad', '0..1', text, 'ext(content-type-remark).valueString'),
  ]),
  group('po:InfoAssistertKommunikasjon', '0..*', 'supportingInfo*>Flag', ASSISTED_COMMUNICATION, {
    complete: withExpiry,
    fixed: (scope) => ({
      ...subject(scope),
      status: 'active',
      code: { text: 'Behov for assistert kommunikasjon' },
    }),
  }),
  { ...INDIVIDUAL_PLAN, name: 'po:OpplysningerOmIndividuellPlan' },
  group(
    'po:PasientrelatertKontaktperson',
    '0..*',
    'supportingInfo*>RelatedPerson',
    [
      leaf('StillingRolle', '0..1', text, 'relationship[].text'),
      leaf('Arbeidssted', '0..1', text, 'ext(workplace).valueString'),
      group('Referanseperson', '1', '', PERSON, { inside: 'fk1' }),
      REMARK,
    ],
    { fixed: (scope) => ({ patient: scope.referenceToRoot('patient') }) },
  ),
  group('po:Legemiddelgjennomgang', '0..1', 'ext(medication-review)', [
    leaf('DatoLegemiddelgjennomgang', '0..1', date, 'sub(reviewed).valueDate'),
    leaf('DatoSamstemming', '0..1', date, 'sub(reconciled).valueDate'),
    leaf('Merknad', '0..1', text, 'sub(remark).valueString'),
  ]),
  group(
    'PatientPrecaution',
    '0..*',
    'supportingInfo*>Flag',
    [
      leaf('Precaution', '1', text, 'code.text'),
      leaf('StartDateTime', '0..1', dateTime, 'period.start'),
      leaf('EndDateTime', '0..1', dateTime, 'period.end'),
    ],
    {
      complete: withExpiry,
      fixed: (scope) => ({ ...subject(scope), status: 'active', code: ABSENT }),
      accepts: () => true,
    },
  ),
  choice('InfItem', '0..*', {
    Medication: [
      'supportingInfo*>MedicationStatement',
      MEDICATION,
      {
        complete: tellAsNeeded,
        prepare: withAsNeeded,
        fixed: (scope) => ({ ...subject(scope), status: 'unknown', medicationCodeableConcept: ABSENT }),
        accepts: () => true,
      },
    ],
    ...typedItems({
      list: 'supportingInfo',
      description: text,
      typeConcept: concept(8233),
      typeCoding: code(8233),
      time: dateTime,
      isCoded: false,
      further: [],
      context: subject,
      procedureStatus: () => 'unknown',
    }),
    Observation: ['supportingInfo*>Observation', OBSERVATION, { fixed: observed, accepts: () => true }],
    ResultItem: ['supportingInfo*>Observation', RESULT_ITEM, { fixed: observed }],
  }),
  group('ReasonAsText', '0..*', 'reasonCode*', [
    leaf('Heading', '0..1', code(8231), 'ext(heading).valueCoding'),
    leaf('TextResultValue', '0..1', text, 'text'),
    leaf('TextCode', '0..*', code(undefined), 'coding*'),
  ]),
  group(
    'Diagnosis',
    '0..*',
    'reasonReference*>Condition',
    [
      leaf('Concept', '1', concept(undefined), 'code'),
      group('Modifier', '0..*', 'ext(diagnosis-modifier)*', [
        leaf('Name', '1', simpleCode(7305), 'sub(name).valueCoding'),
        leaf('Value', '1..*', code(undefined), 'sub(value)*.valueCoding'),
      ]),
    ],
    { fixed: subject, accepts: () => true },
  ),
  group('ReqServ', '1', '', [
    leaf('ServType', '1', simpleCode(7309), 'ext(requested-service-type).valueCoding'),
    leaf('ReqDate', '0..1', date, 'occurrenceDateTime'),
    referralPriority('Priority', 8306),
    leaf('Comment', '0..1', text, 'ext(requested-service-comment).valueString'),
  ]),
  group(
    'Comment',
    '0..*',
    'note*',
    [
      leaf('Heading', '0..1', code(8234), 'ext(heading).valueCoding'),
      leaf('TextResultValue', '0..1', text, 'text'),
      leaf('CodedComment', '0..*', code(undefined), 'ext(coded-comment)*.valueCoding'),
    ],
    { complete: withCommentText },
  ),
  group('VurderingAvHenvisning', '0..1', 'ext(referral-assessment)', [
    group('DatoMottakOgVurdering', '1..*', 'sub(date)*', [
      leaf('TypeDato', '1', code(9147), 'sub(type).valueCoding'),
      leaf('Dato', '1', date, 'sub(value).valueDate'),
    ]),
    group('Opplysninger', '0..1', '', [
      leaf('FrittSykehusvalg', '0..1', boolean, 'sub(freeHospitalChoice).valueBoolean'),
      leaf('VentetidSluttkode', '0..1', code(8445), 'sub(waitingEnd).valueCoding'),
      leaf('ForlopsId', '1', text, 'sub(courseId).valueString'),
      leaf('RettTilHelsehjelp', '1', boolean, 'sub(rightGranted).valueBoolean'),
      leaf('UtfallAvVurdering', '1', code(8485), 'sub(outcome).valueCoding'),
    ]),
  ]),
  group('Pakkeforlop', '0..*', 'ext(pathway-code)*', [
    leaf('Pakkeforlopskode', '1', code(undefined), 'sub(code).valueCoding'),
    leaf('Merknad', '0..1', text, 'sub(note).valueString'),
  ]),
  group('Consent', '0..*', 'ext(referral-consent)*', [
    leaf('ConsentStatus', '1', code(9064), 'sub(status).valueCoding'),
    leaf('ConsentDate', '0..1', date, 'sub(date).valueDate'),
    leaf('Merknad', '0..1', text, 'sub(remark).valueString'),
    leaf('GivenBy', '0..1', text, 'sub(givenBy).valueString'),
  ]),
];

const NAMESPACES = {
  ref: 'http://ehelse.no/xmlstds/henvisning/2017-11-30',
  po: 'http://ehelse.no/xmlstds/po/poKomponent/2017-11-30',
  fk1: 'http://www.kith.no/xmlstds/felleskomponent1',
} as const;

export const HENVISNING_2_0: DocumentFormat = {
  id: 'henvisning-2.0',
  root: 'Henvisning',
  namespace: NAMESPACES.ref,
  namespaces: NAMESPACES,
  eventCodes: ['HENVISNING_NYTILSTAND', 'HENVISNING_VIDERE'],
  appRecVersion: '1.1',
  resourceType: 'ServiceRequest',
  decode: (document, scope) => {
    const request: FhirNode = { resourceType: 'ServiceRequest', intent: 'order', ...subject(scope) };
    scope.add(request, pathOf(document));
    decodeRows(document, HENVISNING, request, scope, 'ref');
    completeReferral(request, scope);
    return request;
  },
  encode: (request, scope) => ({
    name: 'Henvisning',
    namespace: NAMESPACES.ref,
    children: encodeRows(HENVISNING, withResponsible(request, scope), scope, 'ref').children,
  }),
  taskOf: referralTask,
};
