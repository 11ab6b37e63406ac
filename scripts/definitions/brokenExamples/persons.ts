import { noBasisUrl, volven } from '../../../src/fhir/systems.ts';
import { ofProfile, type BrokenExample } from './row.ts';

const humanName = ofProfile('norwegian-human-name');
const address = ofProfile('norwegian-address');
const identifier = ofProfile('business-identifier');
const patient = ofProfile('norwegian-patient');
const relatedPerson = ofProfile('norwegian-related-person');
const practitioner = ofProfile('norwegian-practitioner');
const practitionerRole = ofProfile('norwegian-practitioner-role');
const organization = ofProfile('norwegian-organization');

const SECOND_MIDDLE_NAME = { url: noBasisUrl('no-basis-middlename'), valueString: 'Berg' };

/** A name with two middle names, where a Norwegian name is asked for. */
const TWO_MIDDLE_NAMES = {
  extension: [{ url: noBasisUrl('no-basis-middlename'), valueString: 'Lie' }, SECOND_MIDDLE_NAME],
  family: 'Solberg',
};

/** An address in two districts, where a Norwegian address is asked for. */
const TWO_DISTRICTS = {
  extension: ['500103', '500104'].map((code) => ({
    url: noBasisUrl('no-basis-urban-district'),
    valueCoding: { system: volven(3403), code },
  })),
  city: 'Trondheim',
};

export const BROKEN_PERSONS: readonly BrokenExample[] = [
  humanName(
    'middle-name',
    'HumanName.extension:middleName max',
    {
      'name[0].extension[+]': SECOND_MIDDLE_NAME,
    },
    'error slice-exceeded Patient.name[0].extension',
  ),
  address(
    'urban-district',
    'Address.extension:official max',
    {
      'address[0].extension[+]': { url: noBasisUrl('no-basis-address-official'), valueBoolean: false },
    },
    'error slice-exceeded Patient.address[0].extension',
  ),
  address(
    'urban-district',
    'Address.extension:urbanDistrict max',
    {
      'address[0].extension[+]': TWO_DISTRICTS.extension[1],
    },
    'error slice-exceeded Patient.address[0].extension',
  ),
  address(
    'property',
    'Address.district.extension:municipalityCode max',
    {
      'address[0]._district.extension[+]': {
        url: noBasisUrl('no-basis-municipalitycode'),
        valueCoding: { system: volven(3402), code: '5001', display: 'Trondheim' },
      },
    },
    'error slice-exceeded Patient.address[0].district.extension',
  ),
  identifier(
    'contact',
    'Identifier.system min',
    { 'identifier[0].system': undefined },
    'error required-element Encounter.identifier[0]',
  ),
  identifier(
    'contact-with-two-numbers',
    'Identifier.value min',
    { 'identifier[1].value': undefined },
    'error required-element Encounter.identifier[1]',
  ),

  patient(
    'adult',
    'Patient.identifier:FNR.value min',
    {
      'identifier[0]': { system: 'urn:oid:2.16.578.1.12.4.1.4.1', use: 'official' },
    },
    'error required-element Patient.identifier[0]',
  ),
  patient(
    'with-d-number',
    'Patient.identifier:DNR.value min',
    {
      'identifier[0]': { system: 'urn:oid:2.16.578.1.12.4.1.4.2', use: 'official' },
    },
    'error required-element Patient.identifier[0]',
  ),
  patient(
    'adult',
    'Patient.identifier:FHN.value min',
    {
      'identifier[+]': { system: 'urn:oid:2.16.578.1.12.4.1.4.3', use: 'temp' },
    },
    'error required-element Patient.identifier[1]',
  ),
  patient(
    'unidentified',
    'Patient.identifier:HNR.type.coding.system min',
    {
      'identifier[0].system': 'HNR',
      'identifier[0].type.coding[0].system': undefined,
    },
    'error system-not-absolute Patient.identifier[0].system',
    'error required-element Patient.identifier[0].type.coding[0]',
  ),
  patient(
    'unidentified',
    'Patient.identifier:HNR.type.coding.system value',
    {
      'identifier[0].system': 'HNR',
      'identifier[0].type.coding[0].system': volven(8116),
    },
    'error system-not-absolute Patient.identifier[0].system',
    'error pattern-value Patient.identifier[0].type.coding[0].system',
  ),
  patient(
    'unidentified',
    'Patient.identifier:HNR.type.coding.code min',
    {
      'identifier[0].system': 'HNR',
      'identifier[0].type.coding[0].code': undefined,
    },
    'error system-not-absolute Patient.identifier[0].system',
    'error required-element Patient.identifier[0].type.coding[0]',
  ),
  patient(
    'unidentified',
    'Patient.identifier:HNR.type.coding.code value',
    {
      'identifier[0].system': 'HNR',
      'identifier[0].type.coding[0]': { system: volven(8327), code: 'FNR' },
    },
    'error system-not-absolute Patient.identifier[0].system',
    'error pattern-value Patient.identifier[0].type.coding[0].code',
  ),
  patient(
    'unidentified',
    'Patient.identifier:HNR.value min',
    {
      'identifier[0].system': 'HNR',
      'identifier[0].value': undefined,
    },
    'error system-not-absolute Patient.identifier[0].system',
    'error required-element Patient.identifier[0]',
  ),
  patient(
    'unidentified',
    'Patient.identifier:HNR.assigner min',
    {
      'identifier[0].system': 'HNR',
      'identifier[0].assigner': undefined,
    },
    'error system-not-absolute Patient.identifier[0].system',
    'error required-element Patient.identifier[0]',
  ),
  patient(
    'adult',
    'Patient.name type',
    { 'name[0]': TWO_MIDDLE_NAMES },
    'error slice-exceeded Patient.name[0].extension',
  ),
  patient(
    'adult',
    'Patient.address type',
    { 'address[0]': TWO_DISTRICTS },
    'error slice-exceeded Patient.address[0].extension',
  ),
  patient(
    'unidentified',
    'Patient.contact.name type',
    { 'contact[0].name': TWO_MIDDLE_NAMES },
    'error slice-exceeded Patient.contact[0].name.extension',
  ),
  patient(
    'unidentified',
    'Patient.contact.address type',
    { 'contact[0].address': TWO_DISTRICTS },
    'error slice-exceeded Patient.contact[0].address.extension',
  ),

  relatedPerson(
    'mother',
    'RelatedPerson.extension:nearestNextOfKin max',
    {
      'extension[+]': {
        url: 'https://forlopsbro.no/fhir/StructureDefinition/nearest-next-of-kin',
        valueBoolean: false,
      },
    },
    'error slice-exceeded RelatedPerson.extension',
  ),
  relatedPerson(
    'mother',
    'RelatedPerson.identifier:FNR.value min',
    {
      'identifier[+]': { system: 'urn:oid:2.16.578.1.12.4.1.4.1', use: 'official' },
    },
    'error required-element RelatedPerson.identifier[2]',
  ),
  relatedPerson(
    'mother',
    'RelatedPerson.identifier:DNR.value min',
    {
      'identifier[+]': { system: 'urn:oid:2.16.578.1.12.4.1.4.2', use: 'official' },
    },
    'error required-element RelatedPerson.identifier[2]',
  ),
  relatedPerson(
    'father',
    'RelatedPerson.relationship:maritalStatus binding',
    {
      'relationship[3].coding[0]': {
        system: 'http://hl7.no/fhir/CodeSystem/no-basis-marital-status',
        code: 'forlovet',
      },
    },
    'error unknown-code RelatedPerson.relationship[3].coding[0]',
    'error code-not-allowed RelatedPerson.relationship[3]',
  ),
  relatedPerson(
    'father',
    'RelatedPerson.relationship:familyRelation binding',
    {
      'relationship[1].coding[0]': {
        system: 'http://hl7.no/fhir/CodeSystem/no-basis-family-relation',
        code: 'onkel',
      },
    },
    'error unknown-code RelatedPerson.relationship[1].coding[0]',
    'error code-not-allowed RelatedPerson.relationship[1]',
  ),
  relatedPerson(
    'father',
    'RelatedPerson.relationship:parentalResponsibility binding',
    {
      'relationship[2].coding[0]': {
        system: 'http://hl7.no/fhir/CodeSystem/no-basis-parental-responsibility',
        code: 'begge',
      },
    },
    'error unknown-code RelatedPerson.relationship[2].coding[0]',
    'error code-not-allowed RelatedPerson.relationship[2]',
  ),
  relatedPerson(
    'mother',
    'RelatedPerson.name type',
    { 'name[0]': TWO_MIDDLE_NAMES },
    'error slice-exceeded RelatedPerson.name[0].extension',
  ),
  relatedPerson(
    'father',
    'RelatedPerson.address type',
    { 'address[0]': TWO_DISTRICTS },
    'error slice-exceeded RelatedPerson.address[0].extension',
  ),

  practitioner(
    'coordinator',
    'Practitioner.identifier:HPR.value min',
    {
      'identifier[0]': { system: 'urn:oid:2.16.578.1.12.4.1.4.4', use: 'official' },
    },
    'error required-element Practitioner.identifier[0]',
  ),
  practitioner(
    'coordinator',
    'Practitioner.identifier:FNR.value min',
    {
      'identifier[+]': { system: 'urn:oid:2.16.578.1.12.4.1.4.1', use: 'official' },
    },
    'error required-element Practitioner.identifier[1]',
  ),
  practitioner(
    'coordinator',
    'Practitioner.identifier:DNR.value min',
    {
      'identifier[+]': { system: 'urn:oid:2.16.578.1.12.4.1.4.2', use: 'official' },
    },
    'error required-element Practitioner.identifier[1]',
  ),
  practitioner(
    'coordinator',
    'Practitioner.name type',
    { 'name[0]': TWO_MIDDLE_NAMES },
    'error slice-exceeded Practitioner.name[0].extension',
  ),
  practitioner(
    'psychiatrist',
    'Practitioner.address type',
    { 'address[0]': TWO_DISTRICTS },
    'error slice-exceeded Practitioner.address[0].extension',
  ),
  practitioner(
    'psychiatrist',
    'Practitioner.qualification.code.coding:category.code min',
    {
      'qualification[0].code.coding[0]': { system: volven(9060), display: 'Lege' },
    },
    'error required-element Practitioner.qualification[0].code.coding[0]',
  ),
  practitioner(
    'psychiatrist',
    'Practitioner.qualification.code.coding:approval.code min',
    {
      'qualification[0].code.coding[1]': { system: volven(7704), display: 'Autorisasjon' },
    },
    'error required-element Practitioner.qualification[0].code.coding[1]',
  ),
  practitioner(
    'psychiatrist',
    'Practitioner.qualification.code.coding:speciality.code min',
    {
      'qualification[0].code.coding[2]': { system: volven(7426), display: 'Psykiatri' },
    },
    'error required-element Practitioner.qualification[0].code.coding[2]',
  ),

  practitionerRole(
    'clinician',
    'PractitionerRole.code:function.coding.code min',
    {
      'code[0].coding[0]': { system: volven(9034), display: 'Behandlingsansvarlig lege' },
    },
    'error required-element PractitionerRole.code[0].coding[0]',
  ),
  practitionerRole(
    'clinician',
    'PractitionerRole.specialty:discipline.coding.code min',
    {
      'specialty[0].coding[0]': { system: volven(8451), display: 'Psykisk helsevern voksne' },
    },
    'error required-element PractitionerRole.specialty[0].coding[0]',
  ),

  organization(
    'trust',
    'Organization.identifier:ENH.value min',
    {
      'identifier[0]': { system: 'urn:oid:2.16.578.1.12.4.1.4.101', use: 'official' },
    },
    'error required-element Organization.identifier[0]',
  ),
  organization(
    'unit',
    'Organization.identifier:RSH.value min',
    {
      'identifier[0]': { system: 'urn:oid:2.16.578.1.12.4.1.4.102', use: 'official' },
    },
    'error required-element Organization.identifier[0]',
  ),
  organization(
    'unit',
    'Organization.identifier:HER.value min',
    {
      'identifier[+]': { system: 'urn:oid:2.16.578.1.12.4.1.2', use: 'official' },
    },
    'error required-element Organization.identifier[1]',
  ),
  organization(
    'unit',
    'Organization.type:level binding',
    {
      'type[0].coding[0]': { system: volven(8628), code: '7' },
    },
    'information code-not-checked Organization.type[0]',
  ),
  organization(
    'unit',
    'Organization.type:level.coding.code min',
    {
      'type[0].coding[0]': { system: volven(8628), display: 'Institusjon' },
    },
    'error code-missing Organization.type[0]',
    'error required-element Organization.type[0].coding[0]',
  ),
  organization(
    'unit',
    'Organization.type:designation binding',
    {
      'type[1].coding[0]': { system: volven(8624), code: '99' },
    },
    'information code-not-checked Organization.type[1]',
  ),
  organization(
    'unit',
    'Organization.type:designation.coding.code min',
    {
      'type[1].coding[0]': { system: volven(8624), display: 'DPS' },
    },
    'error code-missing Organization.type[1]',
    'error required-element Organization.type[1].coding[0]',
  ),
  organization(
    'unit',
    'Organization.address type',
    { 'address[0]': TWO_DISTRICTS },
    'error slice-exceeded Organization.address[0].extension',
  ),
  organization(
    'unit',
    'Organization.contact.address type',
    { 'contact[0].address': TWO_DISTRICTS },
    'error slice-exceeded Organization.contact[0].address.extension',
  ),
];
