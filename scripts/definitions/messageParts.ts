import type { CodeSystem, CodeSystemConcept } from '@medplum/fhirtypes';
import { FORLOPSBRO } from '../../src/fhir/systems.ts';
import { MESSAGE_CLASS } from '../../src/formats/kith/mapping/classTag.ts';
import { MESSAGE_SECTION } from '../../src/formats/kith/mapping/section.ts';
import { LETTER_SECTIONS } from '../../src/formats/kith/messages/dischargeLetter.ts';
import { CARE_SECTIONS } from '../../src/formats/kith/parts/care/sections.ts';
import { PUBLICATION } from './publication.ts';

/** Sections of the documents that messages become, in English; the Norwegian titles are those of the mappings. */
const SECTIONS: Readonly<Record<string, string>> = {
  'next-of-kin': 'Next of kin and guardians',
  'affiliated-units': 'Affiliated units',
  contacts: 'Contacts in the health service',
  'related-contacts': 'Other contacts',
  diagnoses: 'Medical diagnoses',
  medical: 'Medical information',
  cave: 'Cave',
  'cave-keywords': 'Cave, keywords',
  'record-note': 'Record note',
  medications: 'Medication',
  'other-important': 'Other important information',
  nursing: 'Nursing documentation',
  'from-nurse': 'From the nurse',
  'administered-medications': 'Medication given at the transfer',
  'medication-assistance': 'Assistance with medication',
  'medication-administration-agreement': 'Agreement on the administration of medication',
  'measures-taken': 'Measures taken',
  'measures-recommended': 'Recommended further measures',
  'other-professions': 'Information from other professions',
  services: 'Existing services',
  'needed-services': 'Needed services',
  'functional-assessment': 'Assessment of function',
  'assisted-communication': 'Assisted communication',
  'information-given': 'Information given',
  reservations: 'Reservations and wishes',
  'follow-up-appointments': 'Follow-up appointments',
  aids: 'Aids',
  'iplos-information': 'Information relevant to IPLOS',
  'individual-plan': 'Individual plan',
  referral: 'Referral',
  event: 'Event',
  patient: 'About the patient',
  comment: 'Comment',
  reason: 'Reason of the referral',
};

/** Classes of the message standards, by which resources of one list are told apart, in English. */
const CLASSES: Readonly<Record<string, string>> = {
  AdmAvHelsepersonell: 'Medication administered by health personnel',
  Allerginotat: 'Note of an allergy',
  AnsvarForRapport: 'Responsible for the report',
  AssistertKommunikasjon: 'Assisted communication',
  AvmeldingUtskrivningsklarPasient: 'Withdrawal of a notice of readiness for discharge',
  Diagnosis: 'Diagnosis',
  Document: 'Document',
  Egenadministrering: 'Medication administered by the patient',
  Foresporsel: 'Request',
  Funksjonsbeskrivelse: 'Description of function',
  'InfItem-Medication': 'Clinical item: medication',
  'InfItem-Observation': 'Clinical item: observation',
  'InfItem-Observation-AllergyIntolerance': 'Clinical item: allergy and the like',
  'InfItem-Observation-Condition': 'Clinical item: condition',
  'InfItem-Observation-MedicationStatement': 'Clinical item: medication in words',
  'InfItem-Observation-Procedure': 'Clinical item: procedure',
  'InfItem-ResultItem': 'Clinical item: result of an examination',
  InfoAssistertKommunikasjon: 'Information about assisted communication',
  'InfoKontrolltime-InformasjonOmTentativTime': 'Follow-up appointment at a tentative time',
  'InfoKontrolltime-InformasjonOmTime': 'Follow-up appointment',
  'InfoKontrolltime-KontrolltimeBestill': 'Follow-up appointment to be booked',
  InfoMaalForventetRes: 'Goal and expected result',
  InfoTidligereSykdommer: 'Former illness',
  InfoVurderinger: 'Assessment',
  InformasjonGitt: 'Information given',
  Journaltekst: 'Record text',
  KartlagtFunksjon: 'Assessed function',
  KontaktpersonHelsepersonell: 'Contact in the health service',
  Legemiddelinfo: 'Medication',
  MedisinskDiagnose: 'Medical diagnosis',
  MeldingInnlagtPasient: 'Notice of an admission',
  MeldingOmUtskrevetPasient: 'Notice of a discharge',
  MeldingUtskrivningsklarPasient: 'Notice of readiness for discharge',
  NeedTranslator: 'Need of an interpreter',
  Notat: 'Note',
  OrienteringOmDod: 'Notice of a death',
  ParorendeForesatt: 'Next of kin or guardian',
  PasientrelatertKontaktperson: 'Contact who knows the patient',
  PatRelHCP: 'Professional related to the patient',
  PatRelInst: 'Institution related to the patient',
  PatRelperson: 'Person related to the patient',
  PatientPrecaution: 'Precaution',
  PatientRelParty: 'Relative',
  RegistrertBlodtype: 'Registered blood type',
  RelServProvider: 'Related provider',
  ReservasjonOnske: 'Reservation or wish',
  StatusHjelpemiddel: 'Status of an aid',
  StikkordCave: 'Keyword of cave',
  TidsperiodeDiagnose: 'Diagnosis with its period',
  TilbakemeldingUtskrivningsklarPasient: 'Reply on a patient ready for discharge',
  TilknyttetEnhet: 'Affiliated unit',
};

/** The code systems by which the parts of messages are known in FHIR: sections of documents, and classes. */
export function messagePartCodeSystems(): readonly CodeSystem[] {
  const titles = { ...CARE_SECTIONS, ...LETTER_SECTIONS };
  return [
    codeSystem(
      'message-section',
      MESSAGE_SECTION,
      'MessageSection',
      'Avsnitt i meldinger',
      'Codes by which the sections of a document that was a message are told apart.',
      Object.entries(titles).map(([code, display]) => conceptOf(code, display, SECTIONS[code])),
    ),
    codeSystem(
      'message-class',
      MESSAGE_CLASS,
      'MessageClass',
      'Klasser i meldinger',
      'Which class of a message standard a resource was, where resources of several classes are in one list: a tag of the resource. The names are those of the standards.',
      Object.entries(CLASSES).map(([code, english]) => conceptOf(code, code, english)),
    ),
  ];
}

function conceptOf(code: string, display: string, english: string | undefined): CodeSystemConcept {
  return {
    code,
    display,
    ...(english !== undefined && { designation: [{ language: 'en', value: english }] }),
  };
}

function codeSystem(
  id: string,
  url: string,
  name: string,
  title: string,
  description: string,
  concept: CodeSystemConcept[],
): CodeSystem {
  return {
    resourceType: 'CodeSystem',
    id,
    url,
    version: PUBLICATION.version,
    language: 'nb',
    name,
    title,
    status: 'active',
    experimental: false,
    publisher: PUBLICATION.publisher,
    description,
    caseSensitive: true,
    valueSet: `${FORLOPSBRO}/ValueSet/${id}`,
    content: 'complete',
    count: concept.length,
    concept: concept.sort((one, other) => (one.code < other.code ? -1 : 1)),
  };
}
