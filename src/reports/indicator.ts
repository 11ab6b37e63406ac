import type { Coding, Extension, Measure } from '@medplum/fhirtypes';
import type { Language } from '../findings/finding.ts';
import { extensionUrl } from '../fhir/systems.ts';
import type { CareSetting } from '../pathway/catalogue.ts';

/** What an indicator says of itself in both languages. */
export type IndicatorText = Readonly<Record<Language, string>>;

export interface IndicatorTarget {
  /** At least so many of a hundred. */
  readonly percent: number;
  readonly confirmed: boolean;
  readonly source: string;
}

interface IndicatorDescription {
  /** Id of the Measure. */
  readonly id: string;
  /** Canonical URL of the Measure, with its version. */
  readonly canonical: string;
  readonly title: IndicatorText;
  readonly description: IndicatorText;
  readonly target?: IndicatorTarget;
  /** Outcomes of the referral's assessment (Volven 8485) with which a pathway is left out. */
  readonly excludedAssessments: ReadonlySet<string>;
  /** Whether this is known to be how the national reports count. */
  readonly definitionConfirmed: boolean;
  readonly source: string;
  /** What the sources do not tell, and what is done instead. */
  readonly unknown: readonly IndicatorText[];
}

/** The share of intervals between two events (Volven 9322) that took no longer than their pathway time. */
export interface IntervalIndicator extends IndicatorDescription {
  readonly kind: 'interval';
  readonly from: string;
  readonly to: string;
  /** Only intervals that began in this setting. */
  readonly setting?: CareSetting;
}

/** The share of pathways that have come to an event in which something else is registered. */
export interface RegistrationIndicator extends IndicatorDescription {
  readonly kind: 'registration';
  readonly registered: { readonly event: string; readonly outcome?: string };
  readonly since: { readonly event: string; readonly exceptOutcomes: ReadonlySet<string> };
}

export type Indicator = IntervalIndicator | RegistrationIndicator;

/** The indicator that a Measure defines in its extension `indicator`; undefined when it has none that can be read. */
export function indicatorOf(measure: Measure): Indicator | undefined {
  const definition = measure.extension?.find(({ url }) => url === extensionUrl('indicator'));
  if (definition === undefined || measure.id === undefined) {
    return undefined;
  }
  const description = descriptionOf(measure, measure.id, definition);
  const from = codingAt(definition, 'from')?.code;
  const to = codingAt(definition, 'to')?.code;
  if (from !== undefined && to !== undefined) {
    const setting = partsOf(definition, 'setting')[0]?.valueCode;
    return {
      ...description,
      kind: 'interval',
      from,
      to,
      ...(setting === 'outpatient' || setting === 'inpatient' ? { setting } : {}),
    };
  }
  const [registered] = partsOf(definition, 'registered');
  const [since] = partsOf(definition, 'since');
  const event = codingAt(registered, 'event')?.code;
  const sinceEvent = codingAt(since, 'event')?.code;
  if (event === undefined || sinceEvent === undefined) {
    return undefined;
  }
  const outcome = codingAt(registered, 'outcome')?.code;
  return {
    ...description,
    kind: 'registration',
    registered: { event, ...(outcome !== undefined && { outcome }) },
    since: { event: sinceEvent, exceptOutcomes: codesOf(since, 'exceptOutcome') },
  };
}

/** The indicators of those Measures that define one, in their order. */
export function indicatorsOf(measures: readonly Measure[]): readonly Indicator[] {
  return measures.flatMap((measure) => indicatorOf(measure) ?? []);
}

function descriptionOf(measure: Measure, id: string, definition: Extension): IndicatorDescription {
  const target = targetOf(definition);
  return {
    id,
    canonical: [
      measure.url ?? `Measure/${id}`,
      ...(measure.version === undefined ? [] : [measure.version]),
    ].join('|'),
    title: textOf(measure, 'title'),
    description: textOf(measure, 'description'),
    ...(target !== undefined && { target }),
    excludedAssessments: codesOf(definition, 'excludedAssessment'),
    definitionConfirmed: partsOf(definition, 'definitionConfirmed')[0]?.valueBoolean === true,
    source: partsOf(definition, 'source')[0]?.valueString ?? '',
    unknown: partsOf(definition, 'unknown').map((part) => textOf(part, 'valueString')),
  };
}

function targetOf(definition: Extension): IndicatorTarget | undefined {
  const [target] = partsOf(definition, 'target');
  const percent = partsOf(target, 'percent')[0]?.valueDecimal;
  return percent === undefined
    ? undefined
    : {
        percent,
        confirmed: partsOf(target, 'confirmed')[0]?.valueBoolean === true,
        source: partsOf(target, 'source')[0]?.valueString ?? '',
      };
}

function partsOf(extension: Extension | undefined, name: string): readonly Extension[] {
  return (extension?.extension ?? []).filter(({ url }) => url === name);
}

function codingAt(extension: Extension | undefined, name: string): Coding | undefined {
  return partsOf(extension, name)[0]?.valueCoding;
}

function codesOf(extension: Extension | undefined, name: string): ReadonlySet<string> {
  return new Set(partsOf(extension, name).flatMap(({ valueCoding }) => valueCoding?.code ?? []));
}

const TRANSLATION = 'http://hl7.org/fhir/StructureDefinition/translation';

/** The definitions are Norwegian, with the English text as a translation (FHIR extension `translation`). */
function textOf(element: object, name: string): IndicatorText {
  const members = new Map<string, unknown>(Object.entries(element));
  const own = members.get(name);
  const norwegian = typeof own === 'string' ? own : '';
  const primitive = members.get(`_${name}`) as { readonly extension?: readonly Extension[] } | undefined;
  const translation = primitive?.extension?.find(
    (extension) => extension.url === TRANSLATION && partsOf(extension, 'lang')[0]?.valueCode === 'en',
  );
  const english = partsOf(translation, 'content')[0]?.valueString;
  return { no: norwegian, en: english ?? norwegian };
}
