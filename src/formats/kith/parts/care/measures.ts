import { group, leaf, type Cardinality, type GroupRow, type Row } from '../../mapping/row.ts';
import { code, simpleCode } from '../../values/codes.ts';
import { quantity } from '../../values/quantity.ts';
import { boolean, date, text } from '../../values/simple.ts';
import { REMARK } from '../person.ts';
import { recordTextNote } from './recordText.ts';

/** Category of health personnel that the matter belongs to. */
const PROFESSION = leaf('KategoriHelsepersonell', '0..1', simpleCode(9060), 'ext(profession).valueCoding');
const KEYWORDS = leaf('Stikkord', '0..*', text, 'ext(keyword)*.valueString');

/** Tiltaksbeskrivelse: an intervention, done or planned, as an activity of a care plan. */
const MEASURE: readonly Row[] = [
  leaf('IntervensjonTiltakKode', '0..*', code(undefined), 'code.coding*'),
  leaf('IntervensjonTiltakBeskrivelse', '0..1', text, 'description'),
  PROFESSION,
  KEYWORDS,
  leaf('EvalueringTidspunkt', '0..1', date, 'ext(evaluation-date).valueDate'),
  REMARK,
  group('GjennomforingAvTiltak', '0..*', 'ext(performed)*', [
    leaf('UtfortTidspunkt', '1', date, 'sub(date).valueDate'),
    leaf('TiltakKanTermineres', '0..1', boolean, 'sub(canBeEnded).valueBoolean'),
    leaf('Merknad', '0..1', text, 'sub(remark).valueString'),
  ]),
  group('PlanlagtGjennomforingTiltak', '0..1', '', [
    leaf('PlanlagtStart', '1', date, 'scheduledTiming.repeat.boundsPeriod.start'),
    leaf('PlanlagtSlutt', '0..1', date, 'scheduledTiming.repeat.boundsPeriod.end'),
    leaf('FasteUkedager', '0..*', simpleCode(9082), 'ext(weekday)*.valueCoding'),
    leaf('GjentagelseIntervall', '0..1', quantity, 'ext(repeat-interval).valueQuantity'),
    leaf('EtterBehov', '0..1', boolean, 'ext(as-needed).valueBoolean'),
  ]),
];

const ACTIVITY = 'entry[]>CarePlan.activity*.detail';

export function measures(cardinality: Cardinality): GroupRow {
  return group('Tiltaksbeskrivelse', cardinality, ACTIVITY, MEASURE);
}

/** IverksatteTiltak: what has been done, all in one care plan of a section. */
export const MEASURES_TAKEN = group('IverksatteTiltak', '0..*', `section(measures-taken).${ACTIVITY}`, [
  group('Tiltaksbeskrivelse', '1', '', MEASURE),
]);

/** AnbefaltVidereTiltak: what is proposed. */
export const MEASURES_RECOMMENDED = group(
  'AnbefaltVidereTiltak',
  '0..*',
  `section(measures-recommended).${ACTIVITY}`,
  [group('Tiltaksbeskrivelse', '1', '', MEASURE)],
);

const ASSESSMENT: readonly Row[] = [
  leaf('VurderingenGjelder', '1', text, 'description'),
  KEYWORDS,
  leaf('FraDato', '0..1', date, 'effectivePeriod.start'),
  leaf('TilDato', '0..1', date, 'effectivePeriod.end'),
  PROFESSION,
  group('Enkeltvurdering', '0..*', 'finding*', [
    leaf('Funksjonsområde', '0..1', code(undefined), 'ext(function-area).valueCoding'),
    leaf('KodetVurdering', '0..1', code(undefined), 'itemCodeableConcept.coding[]'),
    leaf('VurderingTekst', '0..1', text, 'basis'),
  ]),
];

/** InfoVurderinger ↔ ClinicalImpression. */
export const ASSESSMENTS = group(
  'InfoVurderinger',
  '0..*',
  'entry*>ClinicalImpression',
  [group('InnholdVurdering', '1', '', ASSESSMENT), recordTextNote('0..*', 'note*')],
  { accepts: () => true },
);

const GOAL: readonly Row[] = [
  leaf('MaalForventetResultat', '0..1', code(undefined), 'description.coding[]'),
  leaf('ForventetGradMaaloppnaaelse', '0..1', code(undefined), 'ext(expected-attainment).valueCoding'),
  leaf('Beskrivelse', '0..1', text, 'description.text'),
  PROFESSION,
  leaf('ForventesOppnaadd', '0..1', date, 'target[].dueDate'),
  leaf('FraDato', '0..1', date, 'startDate'),
  leaf('TilDato', '0..1', date, 'ext(end-date).valueDate'),
  KEYWORDS,
];

/** InfoMaalForventetRes ↔ Goal. */
export const GOALS = group(
  'InfoMaalForventetRes',
  '0..*',
  'entry*>Goal',
  [group('InnholdMaaldokument', '1', '', GOAL), recordTextNote('0..*', 'note*')],
  { accepts: () => true },
);
