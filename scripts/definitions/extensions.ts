/** Our extensions: where each stands, and what it holds. */
export interface ExtensionRow {
  readonly id: string;
  readonly title: string;
  readonly description: string;
  /** Elements that may carry it. */
  readonly context: readonly string[];
  /** A simple extension's value, or the parts of a complex one. */
  readonly content: ExtensionValue | readonly ExtensionPart[];
}

export type ExtensionValue = 'boolean' | 'code' | 'Coding' | 'date' | 'decimal' | 'string';

export interface ExtensionPart {
  readonly name: string;
  readonly cardinality: '0..1' | '1..1' | '0..*';
  readonly content: ExtensionValue | readonly ExtensionPart[];
  readonly description: string;
}

export const EXTENSIONS: readonly ExtensionRow[] = [
  {
    id: 'pathway-time',
    title: 'Pathway time',
    description:
      'The upper limit of an interval between two measurement points (forløpstid); offset gives the calendar days. One for each setting.',
    context: ['PlanDefinition.action.relatedAction'],
    content: [
      part('id', '1..1', 'string', 'Name of the time, the same for its settings'),
      part('setting', '1..1', 'code', 'outpatient or inpatient'),
      part('condition', '0..1', 'code', 'What else the time hangs on: severe or less-severe'),
      part(
        'fromDate',
        '0..1',
        'code',
        'The date from which it runs, where that is no event: referralReceived',
      ),
      part(
        'fromOccurrence',
        '0..1',
        'code',
        'Which occurrence of the event before: first, second, last, each or next',
      ),
      part('toDate', '0..1', 'code', 'What ends it, where no event does: otherTreatmentStarts'),
      part(
        'toOccurrence',
        '0..1',
        'code',
        'Which occurrence of the event: first, second, last, each or next',
      ),
      part('confirmed', '1..1', 'boolean', 'Whether the time is confirmed'),
      part('source', '1..1', 'string', 'Where the time stands'),
    ],
  },
  {
    id: 'after-outcome',
    title: 'After outcome',
    description: 'The outcomes of the action before for which this one is expected.',
    context: ['PlanDefinition.action.relatedAction'],
    content: [
      part('only', '0..*', 'Coding', 'Only after this outcome'),
      part('except', '0..*', 'Coding', 'Not after this outcome'),
    ],
  },
  {
    id: 'first-trust',
    title: 'First trust',
    description:
      'When and where the pathway began, when that was at another trust (start pakkeforløp første helseforetak).',
    context: ['CarePlan'],
    content: [
      part('startDate', '1..1', 'date', 'Start date at the first trust'),
      part('name', '1..1', 'string', 'Name of the first trust'),
    ],
  },
  {
    id: 'unconfirmed',
    title: 'Unconfirmed',
    description:
      'True when the edition of the pathways that applies has not been confirmed, so that what stands here is taken from the last confirmed one.',
    context: ['CarePlan', 'Task'],
    content: 'boolean',
  },
  {
    id: 'finding',
    title: 'Finding',
    description: 'Something that was found wrong with what the resource was made from.',
    context: ['DomainResource'],
    content: [
      part('severity', '1..1', 'code', 'error, warning or information'),
      part('code', '1..1', 'Coding', 'NPR’s feedback (Volven 9329) where it has one, else ours'),
      part('text', '1..1', 'string', 'The sentence in English, with the Norwegian one as a translation'),
      part('place', '0..1', 'string', 'Where in what was sent'),
    ],
  },
  {
    id: 'referral-assessment',
    title: 'Referral assessment',
    description: 'What came of the assessment of a referral, and the dates that count from it.',
    context: ['ServiceRequest'],
    content: [
      part('received', '0..1', 'date', 'When the referral was received'),
      part(
        'date',
        '0..*',
        [
          part('type', '1..1', 'Coding', 'Kind of date (Volven 9147)'),
          part('value', '1..1', 'date', 'The date'),
        ],
        'A date of the assessment',
      ),
      part('acuteDecision', '0..1', 'date', 'When entry into the pathway was decided after acute assessment'),
      part('right', '0..1', 'Coding', 'Right to health care (Volven 8444)'),
      part('outcome', '0..1', 'Coding', 'Outcome of the assessment (Volven 8485)'),
      part('waitingEnd', '0..1', 'Coding', 'Why waiting ended (Volven 8445)'),
    ],
  },
  {
    id: 'original-priority',
    title: 'Original priority',
    description: 'The urgency of a referral as it was sent (Volven 8306).',
    context: ['ServiceRequest', 'Task'],
    content: 'Coding',
  },
  {
    id: 'nearest-next-of-kin',
    title: 'Nearest next of kin',
    description: 'Whether the person is the patient’s nearest next of kin (nærmeste pårørende).',
    context: ['RelatedPerson'],
    content: 'boolean',
  },
  {
    id: 'indicator',
    title: 'Indicator',
    description:
      'What an indicator counts: intervals between two events that are held against their pathway time (from, to), or pathways in which something is registered (registered, since).',
    context: ['Measure'],
    content: [
      part('from', '0..1', 'Coding', 'Event from which the interval runs (Volven 9322)'),
      part('to', '0..1', 'Coding', 'Event that closes it (Volven 9322)'),
      part('setting', '0..1', 'code', 'Only intervals that began in this setting: outpatient or inpatient'),
      part(
        'registered',
        '0..1',
        [
          part('event', '1..1', 'Coding', 'Event (Volven 9322)'),
          part('outcome', '0..1', 'Coding', 'Its outcome'),
        ],
        'What is to be registered',
      ),
      part(
        'since',
        '0..1',
        [
          part('event', '1..1', 'Coding', 'Event (Volven 9322)'),
          part('exceptOutcome', '0..*', 'Coding', 'Not with this outcome'),
        ],
        'The event from whose first occurrence on the pathway counts',
      ),
      part(
        'excludedAssessment',
        '0..*',
        'Coding',
        'Outcome of the assessment of the referral (Volven 8485) with which the pathway is left out',
      ),
      part(
        'target',
        '0..1',
        [
          part('percent', '1..1', 'decimal', 'At least so many of a hundred'),
          part('confirmed', '1..1', 'boolean', 'Whether the target is confirmed'),
          part('source', '1..1', 'string', 'Where the target stands'),
        ],
        'The target',
      ),
      part('definitionConfirmed', '1..1', 'boolean', 'Whether this is how the national reports count'),
      part('source', '1..1', 'string', 'Where the indicator stands'),
      part('unknown', '0..*', 'string', 'What the sources do not tell, and what is done instead'),
    ],
  },
];

function part(
  name: string,
  cardinality: ExtensionPart['cardinality'],
  content: ExtensionPart['content'],
  description: string,
): ExtensionPart {
  return { name, cardinality, content, description };
}
