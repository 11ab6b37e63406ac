import type { IntervalPoint, PathwayTime } from '../../src/pathway/catalogue.ts';

/**
 * The pathway times (forløpstider): calendar days, upper limits, guiding. All that are known belong to the
 * pathways before the revision of 2024; where there is no row, no time is known.
 */
export interface PathwayTimeRow extends PathwayTime {
  /** The interval, as named in expectedActions.ts. */
  readonly interval: string;
  /** Codes of CodeSystem catalogue-edition. */
  readonly editions: readonly string[];
}

const BEFORE_REVISION = ['2019', '2023'];

const REFERRAL_RECEIVED: IntervalPoint = { date: 'referralReceived' };
const FIRST_ATTENDANCE: IntervalPoint = { event: 'M', occurrence: 'first' };
const FIRST_DECISION: IntervalPoint = { event: 'C', occurrence: 'first' };
const EXTENDED_ASSESSMENT: IntervalPoint = { event: 'C', outcomes: ['U'], occurrence: 'first' };
const SECOND_DECISION: IntervalPoint = { event: 'C', occurrence: 'second' };
/** The decision that ends the assessment: not the one to extend it, and not the one that there is no need. */
const FINAL_DECISION: IntervalPoint = { event: 'C', exceptOutcomes: ['U', 'I'], occurrence: 'first' };
const FIRST_EVALUATION: IntervalPoint = { event: 'E', occurrence: 'first' };
const EACH_EVALUATION: IntervalPoint = { event: 'E', occurrence: 'each' };
const NEXT_EVALUATION: IntervalPoint = { event: 'E', occurrence: 'next' };
const EACH_DETOXIFICATION: IntervalPoint = { event: 'D', occurrence: 'each' };
const OTHER_TREATMENT: IntervalPoint = { date: 'otherTreatmentStarts' };

const TSB = 'Helsedirektoratet, Forløpstider – rusbehandling (TSB), 2019-02-04';
const EATING = 'Helsedirektoratet, Forløpstider – spiseforstyrrelser hos barn og unge, 2022-09-30';
const OCD = 'Helsedirektoratet, Forløpstider – tvangslidelse (OCD), 2018-12-05';
const PREGNANT = 'Helsedirektoratet, Gravide og rusmidler – kartlegging og utredning, 2020-09-29';
const PREGNANT_TEST_COPY = 'Helsedirektoratet, Gravide og rusmidler, read in a test copy of its site';
const PSYCHOSIS =
  'Helsedirektoratet, Psykoselidelser – start pakkeforløp (the page says: preferably within 7 days)';
const LOCAL =
  'Helse Møre og Romsdal, Oppstart av pakkeforløp 1. januar 2019 (a local page; weeks in the source, days reckoned)';

export const PATHWAY_TIMES: readonly PathwayTimeRow[] = [
  row(
    'D01',
    'first-attendance-decision',
    FIRST_ATTENDANCE,
    FIRST_DECISION,
    { outpatient: 21, inpatient: 7 },
    TSB,
  ),
  row('D01', 'decision-evaluation', FINAL_DECISION, FIRST_EVALUATION, { outpatient: 7, inpatient: 7 }, TSB),
  row(
    'D01',
    'evaluation-evaluation',
    EACH_EVALUATION,
    NEXT_EVALUATION,
    { outpatient: 56, inpatient: 42 },
    TSB,
  ),
  row(
    'D01',
    'detoxification-treatment',
    EACH_DETOXIFICATION,
    OTHER_TREATMENT,
    { outpatient: 3, inpatient: 0 },
    TSB,
  ),
  row('D06', 'referral-first-attendance', REFERRAL_RECEIVED, FIRST_ATTENDANCE, { outpatient: 7 }, PSYCHOSIS),
  row(
    'D07',
    'referral-first-attendance',
    REFERRAL_RECEIVED,
    FIRST_ATTENDANCE,
    { outpatient: 42, inpatient: 42 },
    `${OCD} (from the referral to the OCD team)`,
  ),
  row(
    'D07',
    'first-attendance-decision',
    FIRST_ATTENDANCE,
    FIRST_DECISION,
    { outpatient: 56, inpatient: 56 },
    OCD,
  ),
  {
    ...row(
      'D08',
      'referral-first-attendance-severe',
      REFERRAL_RECEIVED,
      FIRST_ATTENDANCE,
      { outpatient: 7, inpatient: 7 },
      EATING,
    ),
    condition: 'severe',
  },
  {
    ...row(
      'D08',
      'referral-first-attendance-less-severe',
      REFERRAL_RECEIVED,
      FIRST_ATTENDANCE,
      { outpatient: 28, inpatient: 28 },
      EATING,
    ),
    condition: 'less-severe',
  },
  row(
    'D08',
    'first-attendance-decision',
    FIRST_ATTENDANCE,
    FIRST_DECISION,
    { outpatient: 42, inpatient: 14 },
    EATING,
  ),
  row(
    'D08',
    'decision-evaluation',
    FINAL_DECISION,
    FIRST_EVALUATION,
    { outpatient: 28, inpatient: 14 },
    EATING,
  ),
  row(
    'D08',
    'evaluation-evaluation',
    EACH_EVALUATION,
    NEXT_EVALUATION,
    { outpatient: 42, inpatient: 14 },
    EATING,
  ),
  row(
    'D09',
    'first-attendance-decision',
    FIRST_ATTENDANCE,
    FIRST_DECISION,
    { outpatient: 7, inpatient: 7 },
    `${PREGNANT} (inpatient: 3–7 days)`,
  ),
  unconfirmed(
    row(
      'D09',
      'detoxification-treatment',
      EACH_DETOXIFICATION,
      OTHER_TREATMENT,
      { outpatient: 0, inpatient: 0 },
      PREGNANT_TEST_COPY,
    ),
  ),
  unconfirmed(
    row(
      'D09',
      'decision-evaluation',
      FINAL_DECISION,
      FIRST_EVALUATION,
      { outpatient: 14, inpatient: 7 },
      PREGNANT_TEST_COPY,
    ),
  ),
  unconfirmed(
    row(
      'D09',
      'evaluation-evaluation',
      EACH_EVALUATION,
      NEXT_EVALUATION,
      { outpatient: 42, inpatient: 42 },
      PREGNANT_TEST_COPY,
    ),
  ),
  unconfirmed(
    row('D12', 'first-attendance-decision', FIRST_ATTENDANCE, FIRST_DECISION, { outpatient: 42 }, LOCAL),
  ),
  unconfirmed(
    row('D12', 'extended-assessment', EXTENDED_ASSESSMENT, SECOND_DECISION, { outpatient: 42 }, LOCAL),
  ),
  unconfirmed(row('D12', 'decision-evaluation', FINAL_DECISION, FIRST_EVALUATION, { outpatient: 42 }, LOCAL)),
  unconfirmed(
    row('D12', 'evaluation-evaluation', EACH_EVALUATION, NEXT_EVALUATION, { outpatient: 84 }, LOCAL),
  ),
];

function row(
  pathway: string,
  interval: string,
  from: IntervalPoint,
  to: IntervalPoint,
  days: PathwayTime['days'],
  source: string,
): PathwayTimeRow {
  return {
    id: `${pathway}-${interval}`,
    interval,
    pathway,
    from,
    to,
    days,
    confirmed: true,
    source,
    editions: BEFORE_REVISION,
  };
}

function unconfirmed(time: PathwayTimeRow): PathwayTimeRow {
  return { ...time, confirmed: false };
}
