/**
 * The chain of measurement points that is expected of a pathway of any type, as the actions of its
 * PlanDefinition. Order: NPR's feedback 208, 211, 221 and 225 (Volven 9329); the second clinical decision only
 * after an extended assessment. An action that is due for someone has a Task; the others are there to be referred to.
 */
export interface ExpectedAction {
  /** id of the action within the plan. */
  readonly id: string;
  /** Event (9322); absent for what no code records. */
  readonly event?: string;
  readonly title: string;
  /** Whether a Task is due for it. */
  readonly due: boolean;
  readonly after: readonly AfterAction[];
  /** Only where the pathway type has this event and outcome (suffix of the combined code). */
  readonly requires?: string;
}

export interface AfterAction {
  /** Skipped in a plan that lacks the action. */
  readonly action: string;
  /** Only after one of these outcomes. */
  readonly outcomes?: readonly string[];
  /** Not after one of these outcomes. */
  readonly exceptOutcomes?: readonly string[];
  /** The intervals of pathwayTimes.ts that this is. */
  readonly intervals: readonly string[];
}

const NO_EVALUATION_AFTER = ['U', 'I'];

export const EXPECTED_ACTIONS: readonly ExpectedAction[] = [
  { id: 'start', event: 'A', title: 'Start', due: false, after: [] },
  {
    id: 'first-attendance',
    event: 'M',
    title: 'Første fremmøte',
    due: true,
    after: [
      {
        action: 'start',
        intervals: [
          'referral-first-attendance',
          'referral-first-attendance-severe',
          'referral-first-attendance-less-severe',
        ],
      },
    ],
  },
  {
    id: 'clinical-decision',
    event: 'C',
    title: 'Klinisk beslutning',
    due: true,
    after: [{ action: 'first-attendance', intervals: ['first-attendance-decision'] }],
  },
  {
    id: 'second-clinical-decision',
    event: 'C',
    title: 'Klinisk beslutning etter utvidet utredning',
    due: true,
    after: [{ action: 'clinical-decision', outcomes: ['U'], intervals: ['extended-assessment'] }],
    requires: 'CU',
  },
  {
    id: 'first-evaluation',
    event: 'E',
    title: 'Første evalueringspunkt',
    due: true,
    after: [
      {
        action: 'clinical-decision',
        exceptOutcomes: NO_EVALUATION_AFTER,
        intervals: ['decision-evaluation'],
      },
      {
        action: 'second-clinical-decision',
        exceptOutcomes: NO_EVALUATION_AFTER,
        intervals: ['decision-evaluation'],
      },
    ],
  },
  {
    id: 'next-evaluation',
    event: 'E',
    title: 'Neste evalueringspunkt',
    due: true,
    after: [{ action: 'first-evaluation', intervals: ['evaluation-evaluation'] }],
  },
  {
    id: 'end',
    event: 'X',
    title: 'Avslutning',
    due: true,
    after: [
      { action: 'clinical-decision', intervals: [] },
      { action: 'second-clinical-decision', intervals: [] },
    ],
  },
  {
    id: 'detoxification-ended',
    event: 'D',
    title: 'Avrusning avsluttet',
    due: false,
    after: [],
    requires: 'D',
  },
  {
    id: 'other-treatment',
    title: 'Annen behandling starter',
    due: false,
    after: [{ action: 'detoxification-ended', intervals: ['detoxification-treatment'] }],
    requires: 'D',
  },
];
