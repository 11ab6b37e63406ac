import { group, leaf, type Cardinality, type GroupRow, type Row } from '../../mapping/row.ts';
import { simpleCode } from '../../values/codes.ts';
import { boolean, date, text } from '../../values/simple.ts';
import { HEALTHCARE_PROFESSIONAL, REMARK } from '../person.ts';
import { ASSESSMENTS, GOALS, measures, MEASURES_RECOMMENDED, MEASURES_TAKEN } from './measures.ts';
import { ADMINISTERED_MEDICATIONS } from './medication.ts';
import { recordTexts } from './recordText.ts';
import { responsible } from './responsible.ts';
import type { CareVersion } from './version.ts';

/** OpplysningerRelevantOppfolging. */
export function followUpInformation(version: CareVersion): GroupRow {
  const isFormer = version !== '2.0';
  return group('OpplysningerRelevantOppfolging', '0..1', 'ext(follow-up-information)', [
    leaf('BandasjemateriellEngangsutstyr', '0..1', boolean, 'sub(bandagesProvided).valueBoolean'),
    ...(isFormer
      ? [leaf('HjelpLegemiddeladm', '0..1', boolean, 'sub(helpWithMedication).valueBoolean')]
      : []),
    leaf('EndringFunksjonsnivaa', '0..1', text, 'sub(functionChange).valueString'),
    ...(version === '1.5'
      ? []
      : [leaf('MerknadTilBandasjemateriell', '0..1', text, 'sub(bandagesRemark).valueString')]),
    ...(version === '1.6'
      ? [leaf('MerknadTilLegemiddeladministrering', '0..1', text, 'sub(medicationRemark).valueString')]
      : []),
  ]);
}

export const AGREEMENT: readonly Row[] = [
  leaf('AvtaleAdmLegemidler', '1', boolean, 'ext(administration-agreed).valueBoolean'),
  leaf('AvtaleAdmMultidose', '1', boolean, 'ext(multidose-administration-agreed).valueBoolean'),
  REMARK,
];

const ADMINISTRATION_AGREEMENT: readonly Row[] = [
  group('AvtaleOmAdmLegemidler', '1', '', [
    ...AGREEMENT,
    group('AdmInstrukser', '0..1', '', [
      leaf('Utleveringsform', '0..1', simpleCode(9135), 'ext(dispensing-form).valueCoding'),
      leaf('SarskilteTiltak', '0..*', simpleCode(9136), 'ext(special-measure)*.valueCoding'),
    ]),
    measures('0..*'),
  ]),
];

/** Sykepleierdokumentasjon ↔ a section with what nurses tell. */
export function nursingDocumentation(version: CareVersion): GroupRow {
  return group('Sykepleierdokumentasjon', '0..1', 'section(nursing)', [
    group('InfoFraSykepleier', '0..1', 'section(from-nurse)', [
      followUpInformation(version),
      recordTexts('0..*'),
    ]),
    ADMINISTERED_MEDICATIONS,
    group(
      'InfoAvtaleOmLegemiddeladm',
      '0..1',
      'section(medication-administration-agreement)',
      ADMINISTRATION_AGREEMENT,
    ),
    ASSESSMENTS,
    MEASURES_TAKEN,
    MEASURES_RECOMMENDED,
    GOALS,
    responsible('0..*'),
  ]);
}

const OTHER_REPORT: readonly Row[] = [
  leaf('BehandlingStart', '0..1', date, 'ext(treatment-start).valueDate'),
  leaf('StatusInnleggelse', '0..1', text, 'ext(status-at-admission).valueString'),
  leaf('StatusBehandlingsstart', '0..1', text, 'ext(status-at-treatment-start).valueString'),
  leaf('ForventetStatusUtskriving', '0..1', text, 'ext(expected-status-at-discharge).valueString'),
  group('AnsvarligRapport', '0..1', 'author[]>PractitionerRole', HEALTHCARE_PROFESSIONAL, {
    inside: 'fk1',
  }),
  recordTexts('0..*'),
];

/** OpplysningerAndreFaggrupper ↔ a section for each, with what other professions tell. */
export function otherProfessions(cardinality: Extract<Cardinality, '0..1' | '0..*'>): GroupRow {
  return group(
    'OpplysningerAndreFaggrupper',
    cardinality,
    cardinality === '0..*' ? 'section(other-professions)*' : 'section(other-professions)',
    [group('AndreFagrapporter', '0..1', '', OTHER_REPORT), MEASURES_RECOMMENDED, ASSESSMENTS],
  );
}
