import type { DecodeScope } from '../../mapping/decodeScope.ts';
import { ABSENT, type FhirNode } from '../../mapping/node.ts';
import { group, leaf, type GroupRow } from '../../mapping/row.ts';
import { simpleCode, simpleConcept } from '../../values/codes.ts';
import { boolean, text, timeStamp } from '../../values/simple.ts';
import { withExpiry } from '../flagStatus.ts';
import { identifierValue } from '../identifier.ts';
import { PERSON, REMARK } from '../person.ts';
import { ADDRESS_WITH_TELECOM } from './postalAddress.ts';
import { homeIn, type ReferenceList } from './referenceList.ts';
import { WHOLE_NAME } from './wholeName.ts';

/** What stands around the patient in Henvisning 1.x and Epikrise, at the homes that Henvisning 2.0 has for it. */

const ofPatient = (scope: DecodeScope): FhirNode => ({ subject: scope.referenceToRoot('patient') });
const relatedTo = (scope: DecodeScope): FhirNode => ({ patient: scope.referenceToRoot('patient') });

/** What those who treat the patient must know. */
export function patientPrecautions(list: ReferenceList): GroupRow {
  return group(
    'PatientPrecaution',
    '0..*',
    homeIn(list, 'Flag'),
    [
      leaf('Precaution', '1', text, 'code.text'),
      leaf('StartDateTime', '0..1', timeStamp, 'period.start'),
      leaf('EndDateTime', '0..1', timeStamp, 'period.end'),
    ],
    {
      complete: withExpiry,
      fixed: (scope) => ({ ...ofPatient(scope), status: 'active', code: ABSENT }),
      accepts: () => true,
    },
  );
}

/** The text of the Flag for a need of an interpreter. */
const ASSISTED_COMMUNICATION = 'Behov for assistert kommunikasjon';

export function assistedCommunication(list: ReferenceList): GroupRow {
  return group(
    'po:AssistertKommunikasjon',
    '0..*',
    homeIn(list, 'Flag'),
    [
      group('PersonTolkebehov', '0..1', 'ext(person-in-need).valueReference>RelatedPerson', PERSON, {
        inside: 'fk1',
        fixed: relatedTo,
      }),
      leaf('Horselsvikt', '0..1', boolean, 'ext(hearing-impairment).valueBoolean'),
      leaf('Synsvikt', '0..1', boolean, 'ext(visual-impairment).valueBoolean'),
      leaf('BehovTolkSprak', '0..1', simpleCode(3303), 'ext(interpreter-language).valueCoding'),
      group('PreferertTolk', '0..1', 'ext(preferred-interpreter).valueReference>Person', PERSON, {
        inside: 'fk1',
      }),
      leaf('BehovOpphortDato', '0..1', timeStamp, 'period.end'),
      REMARK,
    ],
    {
      className: 'InfoAssistertKommunikasjon',
      complete: withExpiry,
      fixed: (scope) => ({
        ...ofPatient(scope),
        status: 'active',
        code: { text: ASSISTED_COMMUNICATION },
      }),
    },
  );
}

export function nextOfKin(list: ReferenceList): GroupRow {
  return group(
    'po:ParorendeForesatt',
    '0..*',
    homeIn(list, 'RelatedPerson'),
    [
      leaf('Slektskap', '0..1', simpleConcept(9033), 'relationship[]'),
      leaf('Omsorgsfunksjon', '0..1', simpleCode(9050), 'ext(care-function).valueCoding'),
      group('Referanseperson', '1', '', PERSON, { inside: 'fk1' }),
      REMARK,
    ],
    { fixed: relatedTo, accepts: () => true },
  );
}

/** Someone who knows the patient and is no next of kin, such as a teacher. */
export function contactPerson(list: ReferenceList): GroupRow {
  return group(
    'ContactPerson',
    '0..*',
    homeIn(list, 'RelatedPerson'),
    [
      leaf('OccupationRole', '0..1', text, 'relationship[].text'),
      leaf('WorkingPlace', '0..1', text, 'ext(workplace).valueString'),
      group('Referanseperson', '1', '', PERSON, { inside: 'fk1' }),
      REMARK,
    ],
    { className: 'PasientrelatertKontaktperson', fixed: relatedTo },
  );
}

/** An Organization has a name or an identifier (FHIR R4, org-1). */
export const withName = (organization: FhirNode): void => {
  if (organization.name === undefined) {
    organization._name = ABSENT;
  }
};

/** An institution outside the health service that knows the patient, such as a school. */
export function relatedInstitution(list: ReferenceList): GroupRow {
  return group(
    'PatRelInst',
    '0..*',
    homeIn(list, 'Organization'),
    [
      leaf('NameInst', '0..1', text, 'name'),
      leaf('RoleInst', '0..1', text, 'type[].text'),
      leaf('ContactPerson', '0..1', text, 'contact[].name.text'),
      REMARK,
    ],
    { complete: withName },
  );
}

/** A relative in a discharge letter. */
export function relatedParties(list: ReferenceList): GroupRow {
  return group(
    'PatientRelParty',
    '0..*',
    homeIn(list, 'RelatedPerson'),
    [
      leaf('Relation', '1', simpleConcept(7317), 'relationship[]'),
      WHOLE_NAME,
      leaf('RelPartyOffId', '0..1', identifierValue, 'identifier[].value'),
      group('Address', '0..1', '', ADDRESS_WITH_TELECOM),
    ],
    { fixed: relatedTo, accepts: () => true },
  );
}
