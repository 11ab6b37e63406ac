/**
 * What a synthetic pathway of each type looks like: who the patients are, where they are treated, what is decided.
 * Proportions are chosen for variety and say nothing about real services. Which codes exist, and the pathway times,
 * come from the catalogue.
 */

import type { LocalDate } from '../pathway/record.ts';
import type { CourseSetting } from './intervalLimits.ts';
import type { BinarySex } from './nationalIds.ts';
import type { UnitKind } from './organizations.ts';

export type Span = readonly [from: number, to: number];
/** Relative shares: twice the number, twice as often. */
export type Shares<Choice extends string> = Readonly<Partial<Record<Choice, number>>>;

export interface PathwayProfile {
  readonly type: string;
  /** Share of the generated pathways. */
  readonly weight: number;
  /** Day of the first referral where the catalogue has no first day for the type. */
  readonly firstReferral?: LocalDate;
  /** Years at referral; for the newborn the birth lies around the referral. */
  readonly age: Span;
  readonly newborn?: true;
  readonly sexes: Shares<BinarySex>;
  readonly clinic: UnitKind;
  readonly ward: UnitKind;
  /** Volven 8451. */
  readonly field: string;
  /** For patients under 18 at referral, where they are treated elsewhere. */
  readonly young?: { readonly clinic: UnitKind; readonly ward: UnitKind; readonly field: string };
  readonly settings: Shares<CourseSetting>;
  /** Outcomes of the clinical decision (9323), extended assessment apart. */
  readonly decisions: Shares<string>;
  /** Of `decisions`, those after which the treatment goes on in the pathway. */
  readonly treatedHere: readonly string[];
  /** Typical days where the catalogue has no time: waiting, assessment, to first evaluation, between evaluations. */
  readonly typicalDays: {
    readonly waiting: Span;
    readonly assessment: Span;
    readonly firstEvaluation: Span;
    readonly nextEvaluation: Span;
  };
  readonly evaluations: Span;
  /** Pathways to which the patient may be moved (X with outcome N). */
  readonly movesTo: readonly string[];
  readonly referralReasons: readonly string[];
}

const BOTH_SEXES: Shares<BinarySex> = { female: 1, male: 1 };

export const PATHWAY_PROFILES: readonly PathwayProfile[] = [
  {
    type: 'D01',
    weight: 4,
    age: [18, 72],
    sexes: { female: 1, male: 2 },
    clinic: 'substanceClinic',
    ward: 'substanceWard',
    field: '360',
    settings: { outpatient: 3, inpatient: 2, mixed: 2 },
    decisions: { T: 12, P: 2, K: 2, A: 1, I: 1, S: 1 },
    treatedHere: ['T'],
    typicalDays: {
      waiting: [7, 35],
      assessment: [10, 21],
      firstEvaluation: [3, 7],
      nextEvaluation: [28, 42],
    },
    evaluations: [1, 4],
    movesTo: ['D06', 'D11'],
    referralReasons: [
      'Alkoholproblem, ønsker avrusning og behandling',
      'Blandingsmisbruk',
      'Cannabisavhengighet',
    ],
  },
  {
    type: 'D06',
    weight: 3,
    age: [16, 60],
    sexes: BOTH_SEXES,
    clinic: 'adultClinic',
    ward: 'adultWard',
    field: '320',
    young: { clinic: 'youthClinic', ward: 'youthWard', field: '310' },
    settings: { outpatient: 2, inpatient: 1, mixed: 2 },
    decisions: { P: 12, T: 1, K: 1, I: 1, S: 1, A: 1 },
    treatedHere: ['P'],
    typicalDays: {
      waiting: [1, 7],
      assessment: [21, 42],
      firstEvaluation: [28, 42],
      nextEvaluation: [42, 84],
    },
    evaluations: [1, 4],
    movesTo: ['D01', 'D11'],
    referralReasons: [
      'Hører stemmer, trekker seg tilbake',
      'Mistanke om psykoseutvikling',
      'Førstegangspsykose',
    ],
  },
  {
    type: 'D07',
    weight: 2,
    age: [9, 55],
    sexes: BOTH_SEXES,
    clinic: 'adultClinic',
    ward: 'adultWard',
    field: '320',
    young: { clinic: 'youthClinic', ward: 'youthWard', field: '310' },
    settings: { outpatient: 8, mixed: 1 },
    decisions: { P: 12, K: 1, I: 1, S: 1, T: 1, A: 1 },
    treatedHere: ['P'],
    typicalDays: {
      waiting: [14, 42],
      assessment: [21, 49],
      firstEvaluation: [28, 56],
      nextEvaluation: [42, 84],
    },
    evaluations: [0, 2],
    movesTo: ['D11'],
    referralReasons: ['Tvangstanker og vaskeritualer', 'Kontrolltvang, går ut over arbeid og skole'],
  },
  {
    type: 'D08',
    weight: 2,
    age: [10, 16],
    sexes: { female: 5, male: 1 },
    clinic: 'youthClinic',
    ward: 'youthWard',
    field: '310',
    settings: { outpatient: 5, inpatient: 1, mixed: 2 },
    decisions: { P: 12, K: 1, I: 1, S: 1, T: 1, A: 1 },
    treatedHere: ['P'],
    typicalDays: {
      waiting: [3, 28],
      assessment: [14, 42],
      firstEvaluation: [14, 28],
      nextEvaluation: [21, 42],
    },
    evaluations: [1, 4],
    movesTo: ['D12'],
    referralReasons: ['Vekttap og restriktivt spisemønster', 'Overspising og oppkast flere ganger i uken'],
  },
  {
    type: 'D09',
    weight: 2,
    firstReferral: '2019-10-02',
    age: [19, 42],
    sexes: { female: 1 },
    clinic: 'familyClinic',
    ward: 'substanceWard',
    field: '360',
    settings: { outpatient: 4, inpatient: 1, mixed: 2 },
    decisions: { T: 12, P: 2, K: 2, A: 1, I: 1, S: 1 },
    treatedHere: ['T', 'P'],
    typicalDays: { waiting: [1, 7], assessment: [2, 7], firstEvaluation: [5, 14], nextEvaluation: [21, 42] },
    evaluations: [1, 3],
    movesTo: ['D01'],
    referralReasons: [
      'Gravid, bruker cannabis',
      'Gravid i legemiddelassistert rehabilitering',
      'Gravid, alkoholbruk',
    ],
  },
  {
    type: 'D10',
    weight: 2,
    firstReferral: '2019-10-02',
    age: [0, 0],
    newborn: true,
    sexes: BOTH_SEXES,
    clinic: 'familyClinic',
    ward: 'newbornWard',
    field: '220',
    settings: { outpatient: 2, inpatient: 1, mixed: 2 },
    decisions: { S: 4, K: 3, P: 2, T: 1, A: 1, I: 2 },
    treatedHere: ['P', 'S'],
    typicalDays: {
      waiting: [0, 3],
      assessment: [3, 14],
      firstEvaluation: [14, 42],
      nextEvaluation: [42, 84],
    },
    evaluations: [0, 2],
    movesTo: [],
    referralReasons: ['Nyfødt barn eksponert for rusmidler i svangerskapet', 'Nyfødt barn, mor i LAR'],
  },
  {
    type: 'D11',
    weight: 6,
    age: [18, 84],
    sexes: BOTH_SEXES,
    clinic: 'adultClinic',
    ward: 'adultWard',
    field: '320',
    settings: { outpatient: 6, inpatient: 1, mixed: 2 },
    decisions: { P: 12, T: 1, K: 3, A: 1, I: 2, S: 1 },
    treatedHere: ['P'],
    typicalDays: {
      waiting: [14, 60],
      assessment: [14, 42],
      firstEvaluation: [28, 42],
      nextEvaluation: [42, 84],
    },
    evaluations: [1, 4],
    movesTo: ['D01', 'D06', 'D07'],
    referralReasons: [
      'Nedstemt gjennom flere måneder, sover dårlig',
      'Angst, unngår folk',
      'Traumer, mareritt',
    ],
  },
  {
    type: 'D12',
    weight: 5,
    age: [4, 15],
    sexes: BOTH_SEXES,
    clinic: 'youthClinic',
    ward: 'youthWard',
    field: '310',
    settings: { outpatient: 8, mixed: 1 },
    decisions: { P: 12, K: 3, A: 3, I: 2, S: 1, T: 1 },
    treatedHere: ['P'],
    typicalDays: {
      waiting: [14, 60],
      assessment: [21, 42],
      firstEvaluation: [21, 42],
      nextEvaluation: [42, 84],
    },
    evaluations: [1, 4],
    movesTo: ['D07', 'D08'],
    referralReasons: ['Uro og konsentrasjonsvansker', 'Skolevegring og angst', 'Selvskading'],
  },
];
