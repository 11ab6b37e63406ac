import type {
  CodeableConcept,
  Coding,
  Expression,
  Extension,
  Measure,
  MeasureGroupPopulation,
} from '@medplum/fhirtypes';
import { CODE_SYSTEM, extensionUrl, FORLOPSBRO, OUTCOME_LIST, volven } from '../../src/fhir/systems.ts';
import {
  INDICATORS,
  type BilingualText,
  type CountedInterval,
  type CountedRegistration,
  type IndicatorRow,
} from './indicators.ts';
import { PUBLICATION } from './publication.ts';

const TEXT: string = 'text/plain';
/** For people: the extension is what is reckoned by. The binding is extensible; the type has only HL7's own codes. */
const PLAIN_TEXT = TEXT as Expression['language'];

/** One Measure an indicator; its machine-readable definition is the extension `indicator`. */
export function deriveMeasures(): Measure[] {
  return INDICATORS.map(measureOf);
}

function measureOf(row: IndicatorRow): Measure {
  const { id, title, description } = row;
  const measure: Measure & TranslatedElements = {
    resourceType: 'Measure',
    id,
    extension: [indicatorExtension(row)],
    url: `${FORLOPSBRO}/Measure/${id}`,
    version: PUBLICATION.version,
    language: 'nb',
    name: id.replaceAll(/(?:^|-)(\w)/g, (_, letter: string) => letter.toUpperCase()),
    title: title.nb,
    _title: english(title),
    status: 'active',
    experimental: false,
    subjectCodeableConcept: {
      coding: [{ system: 'http://hl7.org/fhir/resource-types', code: 'CarePlan', display: 'CarePlan' }],
    },
    date: PUBLICATION.date,
    publisher: PUBLICATION.publisher,
    description: description.nb,
    _description: english(description),
    scoring: concept('http://terminology.hl7.org/CodeSystem/measure-scoring', 'proportion', 'Proportion'),
    type: [concept('http://terminology.hl7.org/CodeSystem/measure-type', 'process', 'Process')],
    improvementNotation: concept(
      'http://terminology.hl7.org/CodeSystem/measure-improvement-notation',
      'increase',
      'Increased score indicates improvement',
    ),
    group: [
      {
        population: populationsOf(row),
        stratifier: STRATIFIERS.map(({ code, criteria }) => ({
          code: { coding: [partOf(code)] },
          criteria: { language: PLAIN_TEXT, expression: criteria },
        })),
      },
    ],
  };
  return measure;
}

/** Primitive extensions, which the type Measure leaves out. */
interface TranslatedElements {
  readonly _title: { readonly extension: Extension[] };
  readonly _description: { readonly extension: Extension[] };
}

function indicatorExtension(row: IndicatorRow): Extension {
  const { counts, excludedAssessments, target, source, unknown } = row;
  return {
    url: extensionUrl('indicator'),
    extension: [
      ...('from' in counts ? intervalParts(counts) : registrationParts(counts)),
      ...excludedAssessments.map((code) => ({
        url: 'excludedAssessment',
        valueCoding: { system: volven(8485), code },
      })),
      ...(target === undefined
        ? []
        : [
            {
              url: 'target',
              extension: [
                { url: 'percent', valueDecimal: target.percent },
                { url: 'confirmed', valueBoolean: target.confirmed },
                { url: 'source', valueString: target.source },
              ],
            },
          ]),
      { url: 'definitionConfirmed', valueBoolean: false },
      { url: 'source', valueString: source },
      ...unknown.map((text) => ({
        url: 'unknown',
        valueString: text.nb,
        _valueString: english(text),
      })),
    ],
  };
}

function intervalParts({ from, to, setting }: CountedInterval): Extension[] {
  return [
    { url: 'from', valueCoding: eventCoding(from) },
    { url: 'to', valueCoding: eventCoding(to) },
    ...(setting === undefined ? [] : [{ url: 'setting', valueCode: setting }]),
  ];
}

function registrationParts({ registered, since }: CountedRegistration): Extension[] {
  return [
    {
      url: 'registered',
      extension: [
        { url: 'event', valueCoding: eventCoding(registered.event) },
        { url: 'outcome', valueCoding: outcomeCoding(registered.event, registered.outcome) },
      ],
    },
    {
      url: 'since',
      extension: [
        { url: 'event', valueCoding: eventCoding(since.event) },
        ...since.exceptOutcomes.map((code) => ({
          url: 'exceptOutcome',
          valueCoding: outcomeCoding(since.event, code),
        })),
      ],
    },
  ];
}

function populationsOf({ counts, excludedAssessments }: IndicatorRow): MeasureGroupPopulation[] {
  const isInterval = 'from' in counts;
  const setting = isInterval && counts.setting !== undefined ? `, in ${counts.setting} care` : '';
  return [
    population(
      'initial-population',
      'Initial Population',
      isInterval
        ? `Each interval from ${counts.from} to ${counts.to} that was closed in the period${setting}`
        : `Each pathway whose first ${counts.since.event}, outcomes ${counts.since.exceptOutcomes.join(' and ')} left aside, lies in the period`,
    ),
    population(
      'denominator',
      'Denominator',
      isInterval
        ? 'Those of them for which the pathway time is known, and those left out'
        : 'All of the initial population',
    ),
    ...(excludedAssessments.length === 0
      ? []
      : [
          population(
            'denominator-exclusion',
            'Denominator Exclusion',
            `Those whose referral was assessed with outcome ${excludedAssessments.join(', ')} of list 8485`,
          ),
        ]),
    population(
      'numerator',
      'Numerator',
      isInterval
        ? 'Those that took no longer than the pathway time'
        : `Those in which ${counts.registered.event} with outcome ${counts.registered.outcome} is registered by the end of the period`,
    ),
    ...(isInterval
      ? [
          {
            code: { coding: [partOf('open-overdue')] },
            criteria: {
              language: PLAIN_TEXT,
              expression:
                'Each interval that was not closed on the last day of the period although its pathway time had run out',
            },
          },
        ]
      : []),
    {
      code: { coding: [partOf('unconfirmed')] },
      criteria: {
        language: PLAIN_TEXT,
        expression:
          'Those of the initial population that are counted by a pathway time or an edition that is not confirmed',
      },
    },
  ];
}

function population(code: string, display: string, expression: string): MeasureGroupPopulation {
  return {
    code: concept('http://terminology.hl7.org/CodeSystem/measure-population', code, display),
    criteria: { language: PLAIN_TEXT, expression },
  };
}

const STRATIFIERS = [
  { code: 'pathway-type', criteria: 'Type of the pathway (list 9321)' },
  { code: 'trust', criteria: 'Trust of the pathway (CarePlan.author)' },
  { code: 'trust-and-pathway-type', criteria: 'Both together' },
  { code: 'month', criteria: 'Month in which it counts' },
] as const;

const PART_DISPLAY: Readonly<Record<string, string>> = {
  'pathway-type': 'Type pasientforløp',
  trust: 'Helseforetak',
  'trust-and-pathway-type': 'Helseforetak og type pasientforløp',
  month: 'Måned',
  'open-overdue': 'Ikke avsluttet, forløpstiden ute',
  unconfirmed: 'Regnet etter ubekreftet forløpstid eller utgave',
};

function partOf(code: string): Coding {
  return { system: `${FORLOPSBRO}/CodeSystem/indicator-part`, code, display: PART_DISPLAY[code] };
}

function eventCoding(code: string): Coding {
  return { system: CODE_SYSTEM.event, code };
}

function outcomeCoding(event: string, code: string): Coding {
  const list = OUTCOME_LIST[event];
  if (list === undefined) {
    throw new RangeError(`Event ${event} has no outcomes`);
  }
  return { system: volven(list), code };
}

function english({ en }: BilingualText): { extension: Extension[] } {
  return {
    extension: [
      {
        url: 'http://hl7.org/fhir/StructureDefinition/translation',
        extension: [
          { url: 'lang', valueCode: 'en' },
          { url: 'content', valueString: en },
        ],
      },
    ],
  };
}

function concept(system: string, code: string, display: string): CodeableConcept {
  return { coding: [{ system, code, display }] };
}
