import type { DecodeScope } from '../../mapping/decodeScope.ts';
import type { FhirNode } from '../../mapping/node.ts';
import { group, leaf, type GroupRow, type Row } from '../../mapping/row.ts';
import { code, simpleCode, simpleConcept, translatedCode } from '../../values/codes.ts';
import { integer, text, timeStamp } from '../../values/simple.ts';
import { booleanStamp, dateStamp } from '../../values/stamps.ts';
import { withExpiry } from '../flagStatus.ts';
import { GENDER } from '../person.ts';
import { OFFICIAL_ID } from './officialId.ts';
import { withName } from './patientRelations.ts';
import { ADDRESS_WITH_TELECOM } from './postalAddress.ts';
import { homeIn, type ReferenceList } from './referenceList.ts';
import { WHOLE_NAME } from './wholeName.ts';

/** Classes of Henvisning 1.0 (HIS 80517:2005) that later versions replaced by those of poKomponent. */

/** The text of the Flag for a need of an interpreter. */
const INTERPRETER = 'Behov for tolk';

export function interpreterNeed(list: ReferenceList): GroupRow {
  return group(
    'NeedTranslator',
    '0..*',
    homeIn(list, 'Flag'),
    [
      leaf('Person', '0..1', integer, 'ext(person-in-need-number).valueInteger'),
      leaf('IsDeaf', '0..1', booleanStamp, 'ext(hearing-impairment).valueBoolean'),
      leaf('IsBlind', '0..1', booleanStamp, 'ext(visual-impairment).valueBoolean'),
      leaf('Language', '0..1', simpleCode(3303), 'ext(interpreter-language).valueCoding'),
      leaf('PreferredTranslator', '0..1', integer, 'ext(preferred-interpreter-number).valueInteger'),
      leaf('TranslatorEndDate', '0..1', timeStamp, 'period.end'),
      leaf('Note', '0..1', text, 'ext(remark).valueString'),
    ],
    {
      complete: withExpiry,
      fixed: (scope: DecodeScope): FhirNode => ({
        subject: scope.referenceToRoot('patient'),
        status: 'active',
        code: { text: INTERPRETER },
      }),
    },
  );
}

/** With whom a child lives, and who has custody. */
export function careSituation(home: string): GroupRow {
  return group('CareSituation', '0..1', home, [
    leaf('Description', '0..1', text, 'sub(description).valueString'),
    leaf('CustodyType', '1', simpleCode(9513), 'sub(custody).valueCoding'),
    leaf('CustodyOwner', '0..1', text, 'sub(custodyOwner).valueString'),
    leaf('CareSituationType', '1', simpleCode(3105), 'sub(type).valueCoding'),
    leaf('NativeLanguage', '0..1', simpleCode(8417), 'sub(nativeLanguage).valueCoding'),
  ]);
}

/** Who has consented to the referral. */
export function formerConsent(home: string): GroupRow {
  return group('Consent', '0..1', home, [
    leaf('ConsentStatus', '0..1', code(3109), 'sub(status).valueCoding'),
    leaf('ConsentDate', '0..1', timeStamp, 'sub(date).valueDateTime'),
    leaf('Merknad', '1', text, 'sub(remark).valueString'),
  ]);
}

const RELATION: readonly Row[] = [
  leaf('Guardien', '0..1', booleanStamp, 'ext(guardian).valueBoolean'),
  leaf('RelationCode', '0..1', simpleConcept(8422), 'relationship[]'),
  leaf('Description', '0..1', text, 'ext(relation-description).valueString'),
];

/** Someone in the patient's life: a parent, a guardian, a contact. */
export function relatedPerson(list: ReferenceList): GroupRow {
  return group(
    'PatRelperson',
    '0..*',
    homeIn(list, 'RelatedPerson'),
    [
      leaf('Description', '0..1', text, 'ext(description).valueString'),
      leaf('DateOfBirth', '0..1', dateStamp, 'birthDate'),
      leaf('Sex', '0..1', translatedCode(3101, GENDER), 'gender'),
      leaf('Occupation', '0..1', simpleCode(9036), 'ext(occupation).valueCoding'),
      leaf('Role', '0..1', text, 'ext(person-role).valueString'),
      leaf('EthnicBelonging', '0..1', simpleCode(8423), 'ext(ethnic-belonging).valueCoding'),
      { ...WHOLE_NAME, cardinality: '1' },
      ...OFFICIAL_ID,
      group('Relation', '0..1', '', RELATION),
      group('Address', '0..1', '', ADDRESS_WITH_TELECOM),
      formerConsent('ext(referral-consent)'),
    ],
    { fixed: (scope) => ({ patient: scope.referenceToRoot('patient') }), accepts: () => true },
  );
}

/** A place outside the health service that knows the patient, such as a school. */
export function formerRelatedInstitution(list: ReferenceList): GroupRow {
  return group(
    'PatRelInst',
    '0..*',
    homeIn(list, 'Organization'),
    [
      leaf('NameInst', '0..1', text, 'name'),
      leaf('WorkingTime', '0..1', text, 'ext(working-time).valueString'),
      leaf('ContactPerson', '1', text, 'contact[].name.text'),
      group('Address', '0..1', '', ADDRESS_WITH_TELECOM),
    ],
    { complete: withName },
  );
}
