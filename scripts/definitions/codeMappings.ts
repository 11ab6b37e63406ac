import { ACKNOWLEDGEMENT_STATUS, CURRENT_TYPES, ISSUE_TYPE } from '../../src/formats/kith/appRecMapping.ts';
import { GENERAL_PRACTITIONER, RELATIONS_IN_BOTH_LISTS } from '../../src/formats/kith/referralVersions.ts';
import { DOCUMENT_STATUS } from '../../src/formats/kith/messages/careDocument.ts';
import { REFERRAL_STATUS } from '../../src/formats/kith/messages/dialogmelding.ts';
import { REPORT_STATUSES } from '../../src/formats/kith/messages/dischargeLetter.ts';
import { STAY_STATUS } from '../../src/formats/kith/messages/pasientlogistikk.ts';
import { REFERRAL_STATES } from '../../src/formats/kith/messages/referral.ts';
import { PRIORITIES_IN_BOTH_LISTS } from '../../src/formats/kith/messages/referralPriority.ts';
import { ADDRESS_USE } from '../../src/formats/kith/parts/address.ts';
import { PRESCRIPTION_STATUS } from '../../src/formats/kith/parts/care/medication.ts';
import { MEDICATION_STATUSES } from '../../src/formats/kith/parts/message/clinicalItem.ts';
import { COMPARATORS, INTERPRETATIONS } from '../../src/formats/kith/parts/message/numericResult.ts';
import { CONTACT_CLASS } from '../../src/formats/kith/parts/message/letterEvent.ts';
import { MARITAL_STATUSES } from '../../src/formats/kith/parts/maritalStatus.ts';
import { GENDER } from '../../src/formats/kith/parts/person.ts';
import { TELECOM_USE } from '../../src/formats/kith/parts/telecom.ts';
import { REQUEST_PRIORITY } from '../../src/fhir/requestPriority.ts';
import { CODE_SYSTEM, FORLOPSBRO, volven } from '../../src/fhir/systems.ts';
import { NOTICE_OF_TYPE, STAY_EVENT } from '../../src/mapping/message/stay/stayNotice.ts';
import { CLASS_OF_CARE_LEVEL, CLASS_OF_CONTACT_TYPE } from '../../src/mapping/record/contacts.ts';

/** What a code of ours becomes; without a target there is no such code. */
export interface CodeMappingRow {
  readonly code: string;
  readonly target: string | undefined;
  /** `wider`: the FHIR code says less than ours. */
  readonly equivalence: 'equivalent' | 'wider' | 'inexact' | 'unmatched';
  /** Why, where that is not plain. */
  readonly comment?: string;
}

export interface CodeMapping {
  readonly id: string;
  readonly name: string;
  readonly title: string;
  /** Number of the Volven list. */
  readonly list: number;
  readonly target: string;
  readonly targetValueSet: string;
  readonly rows: readonly CodeMappingRow[];
  /** What the other codes of the list become; absent: they have no counterpart; `unlisted`: they are left out. */
  readonly others?: string;
}

/** A row of a table that decoders and encoders read. */
interface Translation {
  readonly code: string;
  readonly fhir: string | undefined;
  readonly back?: boolean;
}

type Comments = Readonly<Record<string, string>>;

/** Where several codes become one, the code that it goes back to is equivalent, and the others say more. */
function fromTranslations(table: readonly Translation[], comments: Comments = {}): readonly CodeMappingRow[] {
  return table.map(({ code, fhir, back }) => ({
    code,
    target: fhir,
    equivalence: fhir === undefined ? 'unmatched' : back === false ? 'wider' : 'equivalent',
    ...withComment(code, comments),
  }));
}

/** A table that is read one way only: a FHIR code of several of ours says less than each. */
function fromTable(
  table: readonly (readonly [code: string, fhir: string])[],
  comments: Comments = {},
): readonly CodeMappingRow[] {
  const timesUsed = Map.groupBy(table, ([, fhir]) => fhir);
  return table.map(([code, fhir]) => ({
    code,
    target: fhir,
    equivalence: (timesUsed.get(fhir) ?? []).length > 1 ? 'wider' : 'equivalent',
    ...withComment(code, comments),
  }));
}

function withComment(code: string, comments: Comments): { readonly comment?: string } {
  const comment = comments[code];
  return comment === undefined ? {} : { comment };
}

const codesOf = (
  table: Readonly<Record<string, { readonly code?: string }>>,
): (readonly [string, string])[] => Object.entries(table).map(([code, coding]) => [code, coding.code ?? '']);

const hl7 = (name: string): Pick<CodeMapping, 'target' | 'targetValueSet'> => ({
  target: `http://hl7.org/fhir/${name}`,
  targetValueSet: `http://hl7.org/fhir/ValueSet/${name}`,
});
const volvenList = (list: number): Pick<CodeMapping, 'target' | 'targetValueSet'> => ({
  target: volven(list),
  targetValueSet: `${FORLOPSBRO}/ValueSet/volven-${list}`,
});
const ENCOUNTER_CLASS = {
  target: CODE_SYSTEM.v3ActCode,
  targetValueSet: 'http://terminology.hl7.org/ValueSet/v3-ActEncounterCode',
};

const CANCER_PATHWAY: CodeMappingRow = {
  code: 'PK',
  target: undefined,
  equivalence: 'unmatched',
  comment: 'A cancer pathway is elective with deadlines of its own; FHIR has no such priority',
};

/** Norwegian lists whose codes become FHIR codes, and back; each from the table by which messages are read. */
export const CODE_MAPPINGS: readonly CodeMapping[] = [
  {
    id: 'referral-urgency-to-request-priority',
    name: 'ReferralUrgencyToRequestPriority',
    title: 'Hastegrad henvisning (8306) → FHIR request priority',
    list: 8306,
    ...hl7('request-priority'),
    rows: [...fromTranslations(REQUEST_PRIORITY), CANCER_PATHWAY],
  },
  {
    id: 'former-referral-urgency-to-request-priority',
    name: 'FormerReferralUrgencyToRequestPriority',
    title: 'Intern hastegrad (8304) → FHIR request priority',
    list: 8304,
    ...hl7('request-priority'),
    rows: [...fromTranslations(REQUEST_PRIORITY), CANCER_PATHWAY],
  },
  {
    id: 'sex-to-administrative-gender',
    name: 'SexToAdministrativeGender',
    title: 'Kjønn (3101) → FHIR administrative gender',
    list: 3101,
    ...hl7('administrative-gender'),
    rows: fromTranslations(GENDER).map((row) =>
      row.code === '9'
        ? {
            ...row,
            equivalence: 'inexact',
            comment: '«Ikke spesifisert»: neither male nor female was specified',
          }
        : row,
    ),
  },
  {
    id: 'address-type-to-address-use',
    name: 'AddressTypeToAddressUse',
    title: 'Adressetype (3401) → FHIR address use',
    list: 3401,
    ...hl7('address-use'),
    rows: fromTranslations(ADDRESS_USE),
  },
  {
    id: 'telecom-type-to-contact-point-use',
    name: 'TelecomTypeToContactPointUse',
    title: 'Type telekommunikasjon (9061) → FHIR contact point use',
    list: 9061,
    ...hl7('contact-point-use'),
    rows: fromTranslations(TELECOM_USE),
  },
  {
    id: 'medication-status-to-medication-statement-status',
    name: 'MedicationStatusToMedicationStatementStatus',
    title: 'Status for medisinering (7307) → FHIR medication statement status',
    list: 7307,
    target: 'http://hl7.org/fhir/CodeSystem/medication-statement-status',
    targetValueSet: 'http://hl7.org/fhir/ValueSet/medication-statement-status',
    rows: fromTranslations(MEDICATION_STATUSES),
  },
  {
    id: 'comparator-to-quantity-comparator',
    name: 'ComparatorToQuantityComparator',
    title: 'Forholdsoperator (8239) → FHIR quantity comparator',
    list: 8239,
    ...hl7('quantity-comparator'),
    rows: fromTranslations(COMPARATORS, {
      EQ: 'FHIR says «equal» by no comparator',
      NE: 'FHIR has no comparator for «not equal»; the number is not the value',
    }),
  },
  {
    id: 'marital-status-to-marital-status',
    name: 'MaritalStatusToMaritalStatus',
    title: 'Juridisk sivilstatus (8724) → v3 marital status',
    list: 8724,
    target: MARITAL_STATUSES.system,
    targetValueSet: 'http://hl7.org/fhir/ValueSet/marital-status',
    rows: fromTranslations(MARITAL_STATUSES.rows, {
      1: 'The divorced and the widowed have codes of their own',
    }),
  },
  {
    id: 'deviation-to-observation-interpretation',
    name: 'DeviationToObservationInterpretation',
    title: 'Avviksmarkør (8244) → v3 observation interpretation',
    list: 8244,
    target: INTERPRETATIONS.system,
    targetValueSet: 'http://hl7.org/fhir/ValueSet/observation-interpretation',
    rows: fromTranslations(INTERPRETATIONS.rows),
  },
  {
    id: 'report-status-to-composition-status',
    name: 'ReportStatusToCompositionStatus',
    title: 'Status for rapport (7306) → FHIR composition status',
    list: 7306,
    ...hl7('composition-status'),
    rows: fromTranslations(REPORT_STATUSES).map((row) =>
      row.code === 'S'
        ? { ...row, equivalence: 'inexact', comment: '«Planlagt»: the report is still to come' }
        : row,
    ),
  },
  {
    id: 'service-type-to-composition-status',
    name: 'ServiceTypeToCompositionStatus',
    title: 'Tjenestetype (7309) → FHIR composition status',
    list: 7309,
    ...hl7('composition-status'),
    rows: fromTranslations(DOCUMENT_STATUS),
    others: 'final',
  },
  {
    id: 'care-level-to-encounter-class',
    name: 'CareLevelToEncounterClass',
    title: 'Omsorgsnivå (8406) → v3 ActCode',
    list: 8406,
    ...ENCOUNTER_CLASS,
    rows: [
      ...fromTable(codesOf(CLASS_OF_CARE_LEVEL)),
      {
        code: '2',
        target: 'AMB',
        equivalence: 'wider',
        comment: 'Day treatment: the patient goes home for the night',
      },
      { code: '3', target: 'AMB', equivalence: 'equivalent' },
      {
        code: '8',
        target: 'AMB',
        equivalence: 'wider',
        comment: 'Outpatient contact during a stay, for radiotherapy',
      },
    ],
  },
  {
    id: 'contact-type-to-encounter-class',
    name: 'ContactTypeToEncounterClass',
    title: 'Kontakttype (8432) → v3 ActCode',
    list: 8432,
    ...ENCOUNTER_CLASS,
    rows: fromTable(codesOf(CLASS_OF_CONTACT_TYPE), {
      5: 'Indirect: the patient is not there',
      12: 'Administered by the patient',
    }).map((row) => ({ ...row, equivalence: 'inexact' as const })),
  },
  {
    id: 'admission-category-to-encounter-class',
    name: 'AdmissionCategoryToEncounterClass',
    title: 'Kontakttype (8240) → v3 ActCode',
    list: 8240,
    ...ENCOUNTER_CLASS,
    rows: fromTable(Object.entries(CONTACT_CLASS)),
  },
  {
    id: 'referral-status-to-task-status',
    name: 'ReferralStatusToTaskStatus',
    title: 'Status på vurdering av henvisning (9148) → FHIR task status',
    list: 9148,
    ...hl7('task-status'),
    rows: fromTable(Object.entries(REFERRAL_STATUS), {
      3: 'Sent on: whoever sent it on does not take it over',
    }),
  },
  {
    id: 'acknowledgement-status-to-response-code',
    name: 'AcknowledgementStatusToResponseCode',
    title: 'Status for mottak av melding (8258) → FHIR response code',
    list: 8258,
    target: 'http://hl7.org/fhir/response-code',
    targetValueSet: 'http://hl7.org/fhir/ValueSet/response-code',
    rows: fromTranslations(ACKNOWLEDGEMENT_STATUS),
  },
  {
    id: 'acknowledgement-error-to-issue-type',
    name: 'AcknowledgementErrorToIssueType',
    title: 'Feilmeldinger for applikasjonskvittering (8221) → FHIR issue type',
    list: 8221,
    ...hl7('issue-type'),
    rows: fromTable([...ISSUE_TYPE]),
    others: 'processing',
  },
  {
    id: 'service-type-to-request-status',
    name: 'ServiceTypeToRequestStatus',
    title: 'Tjenestetype (7309) → FHIR request status',
    list: 7309,
    ...hl7('request-status'),
    rows: fromTable(Object.entries(REFERRAL_STATES).map(([code, { request }]) => [code, request] as const)),
    others: REFERRAL_STATES.N.request,
  },
  {
    id: 'service-type-to-task-status',
    name: 'ServiceTypeToTaskStatus',
    title: 'Tjenestetype (7309) → FHIR task status',
    list: 7309,
    ...hl7('task-status'),
    rows: fromTable(Object.entries(REFERRAL_STATES).map(([code, { task }]) => [code, task] as const)),
    others: REFERRAL_STATES.N.task,
  },
  {
    id: 'prescription-status-to-medication-statement-status',
    name: 'PrescriptionStatusToMedicationStatementStatus',
    title: 'Status til forskrivning (9104) → FHIR medication statement status',
    list: 9104,
    target: 'http://hl7.org/fhir/CodeSystem/medication-statement-status',
    targetValueSet: 'http://hl7.org/fhir/ValueSet/medication-statement-status',
    rows: fromTable(Object.entries(PRESCRIPTION_STATUS)),
    others: 'unknown',
  },
  {
    id: 'notice-type-to-encounter-status',
    name: 'NoticeTypeToEncounterStatus',
    title: 'Meldingens funksjon (8279), pasientlogistikk → FHIR encounter status',
    list: 8279,
    ...hl7('encounter-status'),
    rows: fromTable(STAY_STATUS),
    others: 'unlisted',
  },
  {
    id: 'notice-type-to-stay-event',
    name: 'NoticeTypeToStayEvent',
    title: 'Meldingens funksjon (8279), pasientlogistikk → hendelse (9121)',
    list: 8279,
    ...volvenList(9121),
    rows: fromTable(Object.entries(NOTICE_OF_TYPE).map(([type, kind]) => [type, STAY_EVENT[kind]] as const)),
    others: 'unlisted',
  },
  {
    id: 'report-relation-to-role-to-patient',
    name: 'ReportRelationToRoleToPatient',
    title: 'Relasjon til rapport (8254) → rolle overfor pasient (9034)',
    list: 8254,
    ...volvenList(9034),
    rows: fromTable([[GENERAL_PRACTITIONER.relation, GENERAL_PRACTITIONER.role]]),
  },
  {
    id: 'former-report-relation-to-report-relation',
    name: 'FormerReportRelationToReportRelation',
    title: 'Relasjon (7319) → relasjon til rapport (8254)',
    list: 7319,
    ...volvenList(8254),
    rows: fromTable([...RELATIONS_IN_BOTH_LISTS].map((code) => [code, code] as const)),
  },
  {
    id: 'former-referral-type-to-message-function',
    name: 'FormerReferralTypeToMessageFunction',
    title: 'Meldingstyper - henvisning (8263) → meldingens funksjon (8279)',
    list: 8263,
    ...volvenList(8279),
    rows: fromTable(codesOf(CURRENT_TYPES[8263])),
  },
  {
    id: 'former-letter-type-to-message-function',
    name: 'FormerLetterTypeToMessageFunction',
    title: 'Meldingstype (7315) → meldingens funksjon (8279)',
    list: 7315,
    ...volvenList(8279),
    rows: fromTable(codesOf(CURRENT_TYPES[7315])),
  },
  {
    id: 'former-referral-urgency-to-referral-urgency',
    name: 'FormerReferralUrgencyToReferralUrgency',
    title: 'Intern hastegrad (8304) → hastegrad henvisning (8306)',
    list: 8304,
    ...volvenList(8306),
    rows: fromTable([...PRIORITIES_IN_BOTH_LISTS].map((code) => [code, code] as const)),
  },
];
