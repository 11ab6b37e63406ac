import { group, leaf, type Row } from '../../mapping/row.ts';
import { code, simpleCode, simpleConcept } from '../../values/codes.ts';
import { boolean, date, text, year } from '../../values/simple.ts';
import { affiliatedUnit } from '../affiliatedUnit.ts';
import { MARITAL_STATUS } from '../maritalStatus.ts';
import { HEALTHCARE_PROFESSIONAL, PERSON, REMARK, REPORT_RELATION } from '../person.ts';
import { assistedCommunication } from './patientInformation.ts';
import type { CareVersion } from './version.ts';

/** Where a main resource has the people and units of the message. */
export interface CareHomes {
  readonly nextOfKin: string;
  readonly unit: string;
  readonly contact: string;
  readonly responsible: string;
  /** Of version 2.0. */
  readonly assistedCommunication: string;
  /** Someone who knows the patient and is no next of kin, of version 2.0. */
  readonly relatedContact: string;
}

export const DOCUMENT_HOMES: CareHomes = {
  nextOfKin: 'section(next-of-kin).entry*>RelatedPerson',
  unit: 'section(affiliated-units).entry*',
  contact: 'section(contacts).entry*>PractitionerRole',
  responsible: 'author*>PractitionerRole',
  assistedCommunication: 'section(assisted-communication).entry*>Flag',
  relatedContact: 'section(related-contacts).entry*>RelatedPerson',
};

export const STAY_HOMES: CareHomes = {
  nextOfKin: 'participant*.individual>RelatedPerson',
  unit: 'ext(affiliated-unit)*.valueReference',
  contact: 'participant*.individual>PractitionerRole',
  responsible: 'participant*.individual>PractitionerRole',
  assistedCommunication: 'ext(assisted-communication)*.valueReference>Flag',
  relatedContact: 'participant*.individual>RelatedPerson',
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

const STATUS = leaf('Forsendelsesstatus', '1', simpleCode(7309), 'ext(service-type).valueCoding');
const IS_ANSWER = leaf('SvarPaaForesporsel', '0..1', boolean, 'ext(answers-request).valueBoolean');

/** InformasjonOmForsendelsen. */
const CONSIGNMENT: Readonly<Record<'former' | '2.0', readonly Row[]>> = {
  former: [
    STATUS,
    leaf('ForbeholdOmVideresending', '0..1', boolean, 'ext(forwarding-reservation).valueBoolean'),
    IS_ANSWER,
    group('Foresporsel', '0..1', 'ext(answered-request)', REQUEST),
  ],
  '2.0': [STATUS, IS_ANSWER, leaf('Merknad', '0..1', text, 'ext(consignment-remark).valueString')],
};

/**
 * What every care message begins with: the consignment, the patient's situation, people and units, what was sent. In
 * version 2.0 it is one class, FellesAdministrativeOpplysninger, with assisted communication and further contacts.
 */
export function careSender(version: CareVersion, homes: CareHomes): readonly Row[] {
  const rows = administrativeRows(version, homes);
  return version === '2.0'
    ? [
        group('FellesAdministrativeOpplysninger', '1', '', [
          ...rows,
          assistedCommunication(version, homes.assistedCommunication),
          relatedContacts(homes.relatedContact),
        ]),
      ]
    : rows;
}

function administrativeRows(version: CareVersion, homes: CareHomes): readonly Row[] {
  return [
    group('InformasjonOmForsendelsen', '1', '', CONSIGNMENT[version === '2.0' ? '2.0' : 'former']),
    group('TilleggsopplysningPasient', '0..1', '$patient', [
      MARITAL_STATUS,
      leaf('BorAlene', '0..1', boolean, 'ext(lives-alone).valueBoolean'),
      leaf('Sprak', '0..1', simpleConcept(3303), 'communication[].language'),
      ...(version === '2.0'
        ? [
            leaf(
              'MottarKommunaleTjenester',
              '0..1',
              boolean,
              'ext(receives-municipal-services).valueBoolean',
            ),
            REMARK,
          ]
        : []),
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
        ...(version === '2.0'
          ? [leaf('NarmesteParorende', '0..1', boolean, 'ext(nearest-next-of-kin).valueBoolean')]
          : []),
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

/** PasientrelatertKontaktperson. */
function relatedContacts(home: string): Row {
  return group('PasientrelatertKontaktperson', '0..*', home, [
    leaf('StillingRolle', '0..1', text, 'relationship[].text'),
    leaf('Arbeidssted', '0..1', text, 'ext(workplace).valueString'),
    group('Referanseperson', '1', '', PERSON, { inside: 'fk1' }),
    REMARK,
  ]);
}

/** TypeInnholdIMelding: which use of the message it is. */
export function contentType(cardinality: '1' | '0..1', list: 9138 | 9139 | 9140 | undefined): Row {
  return group('TypeInnholdIMelding', cardinality, '', [
    leaf('TypeInnhold', '1', code(list), 'category[].coding[]'),
    leaf('Merknad', '0..1', text, 'ext(content-type-remark).valueString'),
  ]);
}
