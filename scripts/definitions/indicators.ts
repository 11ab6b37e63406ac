/**
 * The indicators that national reports on the pathways use. The reports' own numerators and denominators with codes
 * are not known: which codes stand behind an indicator is read from the texts of the lists and the names of the
 * intervals, so that no definition here is confirmed. What the sources do not tell stands in `unknown`.
 */
export interface IndicatorRow {
  readonly id: string;
  readonly title: BilingualText;
  readonly description: BilingualText;
  readonly counts: CountedInterval | CountedRegistration;
  /** Codes of list 8485: pathways whose referral was assessed so are left out. */
  readonly excludedAssessments: readonly string[];
  readonly target?: IndicatorTarget;
  /** Where the indicator, and the rule about whom to leave out, stand. */
  readonly source: string;
  readonly unknown: readonly BilingualText[];
}

export interface BilingualText {
  readonly nb: string;
  readonly en: string;
}

/** From one event (9322) to another, held against the pathway time of the type, edition and setting. */
export interface CountedInterval {
  readonly from: string;
  readonly to: string;
  /** Only intervals that began in this setting. */
  readonly setting?: 'outpatient' | 'inpatient';
}

/** Whether something was registered in the pathways that have come to an event. */
export interface CountedRegistration {
  readonly registered: { readonly event: string; readonly outcome: string };
  readonly since: { readonly event: string; readonly exceptOutcomes: readonly string[] };
}

export interface IndicatorTarget {
  /** At least so many of a hundred. */
  readonly percent: number;
  readonly confirmed: boolean;
  readonly source: string;
}

/** List 8485: treatment, that is, the condition was clear at the referral. */
const CONDITION_CLEAR = '2';

const COUNTED_WHEN_CLOSED: BilingualText = {
  nb: 'Den nasjonale telleren og nevneren med koder er ikke funnet. Her telles et intervall i den perioden der det ble avsluttet.',
  en: 'The national numerator and denominator with their codes were not found. Here an interval counts in the period in which it was closed.',
};

export const INDICATORS: readonly IndicatorRow[] = [
  {
    id: 'assessment-time',
    title: {
      nb: 'Utredning innen anbefalt forløpstid',
      en: 'Assessment within the recommended time',
    },
    description: {
      nb: 'Andelen utredninger, fra første fremmøte (M) til klinisk beslutning (C), som ble avsluttet innen forløpstiden. Pasienter som ved henvisningen ble vurdert til å ha en avklart tilstand (rett og frist til behandling), er holdt utenfor.',
      en: 'The share of assessments, from the first attendance (M) to the clinical decision (C), that were finished within the pathway time. Patients whose condition was found clear at the referral (right and deadline given for treatment) are left out.',
    },
    counts: { from: 'M', to: 'C' },
    excludedAssessments: [CONDITION_CLEAR],
    target: {
      percent: 80,
      confirmed: false,
      source: 'velferd.no, 2020: Psykisk pakkeforløp langt unna målet for barn og unge',
    },
    source: 'Helsedirektoratet, Statistikk fra NPR – nasjonale forløp psykisk helse og rus',
    unknown: [
      COUNTED_WHEN_CLOSED,
      {
        nb: 'Målet er lest hos en avis, ikke på direktoratets egen side.',
        en: 'The target was read in a newspaper, not on the directorate’s own page.',
      },
      {
        nb: 'Hvordan utvidet utredning (C med utfall U) regnes nasjonalt, er ikke kjent. Her avslutter den første kliniske beslutningen intervallet.',
        en: 'How the national reports count an extended assessment (C with outcome U) is not known. Here the first clinical decision closes the interval.',
      },
    ],
  },
  {
    id: 'first-evaluation-time-outpatient',
    title: {
      nb: 'Første evaluering i poliklinikk innen anbefalt forløpstid',
      en: 'First evaluation in outpatient care within the recommended time',
    },
    description: {
      nb: 'Andelen behandlinger i poliklinikk der første evalueringspunkt (E) kom innen forløpstiden etter den kliniske beslutningen (C) som avsluttet utredningen.',
      en: 'The share of treatments in outpatient care in which the first evaluation point (E) came within the pathway time after the clinical decision (C) that ended the assessment.',
    },
    counts: { from: 'C', to: 'E', setting: 'outpatient' },
    excludedAssessments: [],
    target: {
      percent: 80,
      confirmed: true,
      source:
        'Helsedirektoratet, kvalitetsindikator Forløpstid for evaluering av behandling i poliklinikk – psykisk helsevern voksne',
    },
    source:
      'Helsedirektoratet, kvalitetsindikator Forløpstid for evaluering av behandling i poliklinikk – psykisk helsevern voksne',
    unknown: [
      COUNTED_WHEN_CLOSED,
      {
        nb: 'Kilden til målet gjelder voksne (D11). At det gjelder de andre forløpene, er ikke bekreftet.',
        en: 'The source of the target is about adults (D11). That it holds for the other pathways is not confirmed.',
      },
    ],
  },
  {
    id: 'evaluation-interval-time',
    title: {
      nb: 'Tid mellom evalueringer innen anbefalt forløpstid',
      en: 'Time between evaluations within the recommended time',
    },
    description: {
      nb: 'Andelen intervaller mellom to evalueringspunkter (E) som ikke var lengre enn forløpstiden. Et forløp med flere evalueringer teller flere ganger.',
      en: 'The share of intervals between two evaluation points (E) that were no longer than the pathway time. A pathway with several evaluations counts several times.',
    },
    counts: { from: 'E', to: 'E' },
    excludedAssessments: [],
    source: 'Helsedirektoratet, Forløpstider',
    unknown: [
      COUNTED_WHEN_CLOSED,
      {
        nb: 'Intervallet har en forløpstid, men det er ikke funnet noen nasjonal indikator eller noe mål for det.',
        en: 'The interval has a pathway time, but no national indicator and no target for it was found.',
      },
    ],
  },
  {
    id: 'treatment-plan-involvement',
    title: {
      nb: 'Behandlingsplan utarbeidet sammen med behandler',
      en: 'Treatment plan made together with the practitioner',
    },
    description: {
      nb: 'Andelen forløp der det er registrert at pasienten har deltatt i å lage behandlingsplanen (U med utfall U), av dem som har fått den kliniske beslutningen (C) som avslutter utredningen.',
      en: 'The share of pathways in which it is registered that the patient took part in making the treatment plan (U with outcome U), of those that have had the clinical decision (C) that ends the assessment.',
    },
    counts: {
      registered: { event: 'U', outcome: 'U' },
      since: { event: 'C', exceptOutcomes: ['U', 'I'] },
    },
    excludedAssessments: [],
    target: {
      percent: 80,
      confirmed: true,
      source:
        'Helsedirektoratet, kvalitetsindikator Medvirkning i egen behandling – involvering i behandlingsplan i psykisk helsevern for barn og unge',
    },
    source:
      'Helsedirektoratet, kvalitetsindikator Medvirkning i egen behandling – involvering i behandlingsplan i psykisk helsevern for barn og unge',
    unknown: [
      {
        nb: 'Den nasjonale nevneren er ikke funnet. Her telles et forløp i perioden der det første gang ble tatt en klinisk beslutning som ikke er utvidet utredning (U) eller intet behov (I).',
        en: 'The national denominator was not found. Here a pathway counts in the period in which the first clinical decision other than extended assessment (U) or no need (I) was made.',
      },
      {
        nb: 'Kilden til målet gjelder barn og unge (D12). At det gjelder de andre forløpene, er ikke bekreftet.',
        en: 'The source of the target is about children and young people (D12). That it holds for the other pathways is not confirmed.',
      },
    ],
  },
];
