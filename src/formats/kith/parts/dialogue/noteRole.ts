import { either, group, leaf, part, type GroupRow, type Row } from '../../mapping/row.ts';
import { code, concept, simpleCode, simpleConcept, translatedCode } from '../../values/codes.ts';
import { date, text, textInList } from '../../values/simple.ts';
import { address } from '../address.ts';
import { identifiers } from '../identifier.ts';
import { partyAt } from '../partyAt.ts';
import { GENDER } from '../person.ts';
import { telecom } from '../telecom.ts';

/** Versions of Dialogmelding. */
export type DialogueVersion = '1.0' | '1.1';

const FAMILY = leaf('FamilyName', '0..1', text, 'name[].family');
const MIDDLE = leaf('MiddleName', '0..1', text, 'name[].nb(no-basis-middlename).valueString');
const GIVEN = leaf('GivenName', '0..1', textInList, 'name[].given');

/** What stands in the dialogue's namespace has its parts in the common one. */
const fromCommon = (row: GroupRow): GroupRow => ({ ...row, inside: 'fk1' });

const REST: readonly Row[] = [
  leaf('DateOfBirth', '0..1', date, 'birthDate'),
  leaf('Sex', '0..1', translatedCode(3101, GENDER), 'gender'),
  leaf('Nationality', '0..1', simpleCode(9043), 'ext(nationality).valueCoding'),
  fromCommon(identifiers('0..*', 'identifier*', 8116)),
  fromCommon(address('address[]')),
  fromCommon(telecom('telecom*')),
];

/** The professional or person of a role, behind references of the extension at hand. */
const PROFESSIONAL = group(
  'HealthcareProfessional',
  '0..1',
  'sub(professional).valueReference>PractitionerRole',
  [
    leaf(
      'TypeHealthcareProfessional',
      '0..1',
      simpleConcept(9060),
      'practitioner>Practitioner.qualification[].code',
    ),
    leaf('RoleToPatient', '0..1', concept(9034), 'code[]'),
    part('practitioner>Practitioner', [FAMILY, MIDDLE, GIVEN, ...REST]),
  ],
);
const PERSON = group('Person', '0..1', 'sub(person).valueReference>RelatedPerson', [
  GIVEN,
  MIDDLE,
  FAMILY,
  ...REST,
]);

/** RollerRelatertNotat: who has to do with a note or request, and how. */
export function noteRoles(version: DialogueVersion): GroupRow {
  return group('RollerRelatertNotat', '0..*', 'ext(note-role)*', [
    leaf('RolleNotat', '0..1', code(9057), 'sub(role).valueCoding'),
    leaf('RoleToPatient', '0..1', code(9034), 'sub(roleToPatient).valueCoding'),
    ...(version === '1.0'
      ? [either(PROFESSIONAL, PERSON)]
      : [
          group('TilknyttetEnhet', '0..1', 'sub(unit)', [
            partyAt('Kontaktenhet', 'sub(organization).valueReference', 'fk1'),
            leaf('Merknad', '0..1', text, 'sub(remark).valueString'),
            PROFESSIONAL,
            PERSON,
          ]),
          PROFESSIONAL,
          PERSON,
        ]),
  ]);
}
