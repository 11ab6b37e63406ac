import { group, leaf, type Row } from '../../mapping/row.ts';
import { code, simpleCode, simpleConcept } from '../../values/codes.ts';
import { boolean, date, text, year } from '../../values/simple.ts';
import { affiliatedUnit } from '../affiliatedUnit.ts';
import { HEALTHCARE_PROFESSIONAL, PERSON, REMARK, REPORT_RELATION } from '../person.ts';
import type { CareVersion } from './version.ts';

/** Where a main resource has the people and units of the message. */
export interface CareHomes {
  readonly nextOfKin: string;
  readonly unit: string;
  readonly contact: string;
  readonly responsible: string;
}

export const DOCUMENT_HOMES: CareHomes = {
  nextOfKin: 'section(next-of-kin).entry*>RelatedPerson',
  unit: 'section(affiliated-units).entry*',
  contact: 'section(contacts).entry*>PractitionerRole',
  responsible: 'author*>PractitionerRole',
};

export const STAY_HOMES: CareHomes = {
  nextOfKin: 'participant*.individual>RelatedPerson',
  unit: 'ext(affiliated-unit)*.valueReference',
  contact: 'participant*.individual>PractitionerRole',
  responsible: 'participant*.individual>PractitionerRole',
};

const REQUEST: readonly Row[] = [
  leaf('TypeForesp', '1', code(undefined), 'sub(type).valueCoding'),
  leaf('Formål', '0..1', code(9068), 'sub(purpose).valueCoding'),
  leaf('Hastegrad', '0..1', simpleCode(9067), 'sub(urgency).valueCoding'),
  leaf('TypeJournalinfo', '0..1', code(9066), 'sub(recordInformation).valueCoding'),
  leaf('Sporsmal', '0..1', text, 'sub(question).valueString'),
  leaf('Begrunnelse', '0..1', text, 'sub(reason).valueString'),
  leaf('FraDato', '0..1', date, 'sub(from).valueDate'),
  leaf('TilDato', '0..1', date, 'sub(to).valueDate'),
  leaf('RefDokIdForesp', '0..1', text, 'sub(document).valueString'),
];

/** What every care message begins with: the consignment, the patient's situation, people and units, what was sent. */
export function careSender(version: CareVersion, homes: CareHomes): readonly Row[] {
  return [
    group('InformasjonOmForsendelsen', '1', '', [
      leaf('Forsendelsesstatus', '1', simpleCode(7309), 'ext(service-type).valueCoding'),
      leaf('ForbeholdOmVideresending', '0..1', boolean, 'ext(forwarding-reservation).valueBoolean'),
      leaf('SvarPaaForesporsel', '0..1', boolean, 'ext(answers-request).valueBoolean'),
      group('Foresporsel', '0..1', 'ext(answered-request)', REQUEST),
    ]),
    group('TilleggsopplysningPasient', '0..1', '$patient', [
      leaf('SivilStatus', '0..1', simpleConcept(8724), 'maritalStatus'),
      leaf('BorAlene', '0..1', boolean, 'ext(lives-alone).valueBoolean'),
      leaf('Sprak', '0..1', simpleConcept(3303), 'communication[].language'),
    ]),
    group(
      'ParorendeForesatt',
      '0..*',
      homes.nextOfKin,
      [
        leaf('Slektskap', '0..1', simpleConcept(9033), 'relationship[]'),
        leaf('Omsorgsfunksjon', '0..1', simpleCode(9050), 'ext(care-function).valueCoding'),
        ...(version === '1.5'
          ? []
          : [leaf('FodselsarMindrearigParorende', '0..1', year, 'ext(birth-year).valueDate')]),
        group('Referanseperson', '1', '', PERSON, { inside: 'fk1' }),
        REMARK,
      ],
      { accepts: () => true },
    ),
    affiliatedUnit('TilknyttetEnhet', homes.unit),
    group(
      'KontaktpersonHelsepersonell',
      '0..*',
      homes.contact,
      [group('Kontaktperson', '1', '', HEALTHCARE_PROFESSIONAL, { inside: 'fk1' }), REMARK],
      { accepts: () => true },
    ),
    group(
      'AnsvarForRapport',
      '0..*',
      homes.responsible,
      [
        group('AnsvarligRapport', '1', '', HEALTHCARE_PROFESSIONAL, { inside: 'fk1' }),
        leaf('GodkjentDato', '0..1', date, 'ext(approved-date).valueDate'),
        REPORT_RELATION,
        REMARK,
      ],
      { accepts: () => homes.responsible !== homes.contact },
    ),
    group('SendtDokument', '0..*', 'ext(sent-document)*', [
      leaf('Opplysning', '1', code(8329), 'sub(type).valueCoding'),
      leaf('JaNei', '1', boolean, 'sub(sent).valueBoolean'),
      leaf('DatoSendt', '0..1', date, 'sub(date).valueDate'),
      leaf('TypeMottaker', '0..1', code(8330), 'sub(receiverType).valueCoding'),
      leaf('NavnMottaker', '0..1', text, 'sub(receiverName).valueString'),
      leaf('Merknad', '0..1', text, 'sub(remark).valueString'),
    ]),
  ];
}

/** TypeInnholdIMelding: which use of the message it is. */
export function contentType(cardinality: '1' | '0..1', list: 9138 | 9139 | 9140): Row {
  return group('TypeInnholdIMelding', cardinality, '', [
    leaf('TypeInnhold', '1', code(list), 'category[].coding[]'),
    leaf('Merknad', '0..1', text, 'ext(content-type-remark).valueString'),
  ]);
}
