import type {
  Extension,
  PlanDefinition,
  PlanDefinitionAction,
  PlanDefinitionActionRelatedAction,
} from '@medplum/fhirtypes';
import { CODE_SYSTEM, extensionUrl } from '../fhir/systems.ts';
import type { CareSetting, ExpectedMilestone, IntervalPoint, PathwayTime } from '../pathway/catalogue.ts';

/** Reads the expected milestones and the pathway times out of a pathway's PlanDefinition. */
export function readPathwayPlan(plan: PlanDefinition): {
  readonly milestones: readonly ExpectedMilestone[];
  readonly times: readonly PathwayTime[];
} {
  const pathway =
    plan.topic?.[0]?.coding?.find(({ system }) => system === CODE_SYSTEM.pathwayType)?.code ?? '';
  const actions = new Map((plan.action ?? []).map((action) => [action.id, action]));
  const relations = (plan.action ?? []).flatMap((action) =>
    (action.relatedAction ?? []).map((related) =>
      readRelation(pathway, actions.get(related.actionId), action, related),
    ),
  );
  return { milestones: mergeMilestones(relations), times: mergeTimes(relations) };
}

interface Relation {
  /** Absent for an action that nobody is to be reminded of. */
  readonly milestone?: ExpectedMilestone;
  readonly time?: PathwayTime;
}

function readRelation(
  pathway: string,
  from: PlanDefinitionAction | undefined,
  to: PlanDefinitionAction,
  related: PlanDefinitionActionRelatedAction,
): Relation {
  const outcomes =
    related.extension?.find(({ url }) => url === extensionUrl('after-outcome'))?.extension ?? [];
  const afterOutcomes = codesOf(outcomes, 'only');
  const afterExceptOutcomes = codesOf(outcomes, 'except');
  const after = eventOf(from);
  const event = eventOf(to);
  const details = related.extension?.find(({ url }) => url === extensionUrl('pathway-time'))?.extension;
  const time = details && {
    id: partOf(details, 'id')?.valueString ?? '',
    pathway,
    from: readPoint(details, 'from', after, { outcomes: afterOutcomes, exceptOutcomes: afterExceptOutcomes }),
    to: readPoint(details, 'to', event, {}),
    days: { [settingOf(details)]: related.offsetRange?.high?.value ?? 0 },
    ...optional('condition', partOf(details, 'condition')?.valueCode),
    confirmed: partOf(details, 'confirmed')?.valueBoolean === true,
    source: partOf(details, 'source')?.valueString ?? '',
  };
  return {
    ...(to.definitionCanonical !== undefined && {
      milestone: {
        pathway,
        event,
        after,
        ...optional('afterOutcomes', afterOutcomes),
        ...optional('afterExceptOutcomes', afterExceptOutcomes),
        ...optional('timeId', time?.condition === undefined ? time?.id : undefined),
      },
    }),
    ...(time && { time }),
  };
}

function eventOf(action: PlanDefinitionAction | undefined): string {
  const codings = action?.code?.flatMap(({ coding }) => coding ?? []) ?? [];
  return codings.find(({ system }) => system === CODE_SYSTEM.event)?.code ?? '';
}

function codesOf(parts: readonly Extension[], url: string): readonly string[] | undefined {
  const codes = parts.filter((part) => part.url === url).map(({ valueCoding }) => valueCoding?.code ?? '');
  return codes.length === 0 ? undefined : codes;
}

function partOf(parts: readonly Extension[], url: string): Extension | undefined {
  return parts.find((part) => part.url === url);
}

function settingOf(details: readonly Extension[]): CareSetting {
  return partOf(details, 'setting')?.valueCode === 'inpatient' ? 'inpatient' : 'outpatient';
}

type EventPoint = Extract<IntervalPoint, { event: string }>;
type DatePoint = Extract<IntervalPoint, { date: string }>;

function readPoint(
  details: readonly Extension[],
  end: 'from' | 'to',
  event: string,
  { outcomes, exceptOutcomes }: Pick<EventPoint, 'outcomes' | 'exceptOutcomes'>,
): IntervalPoint {
  const date = partOf(details, `${end}Date`)?.valueCode as DatePoint['date'] | undefined;
  if (date !== undefined) {
    return { date };
  }
  return {
    event,
    ...optional('outcomes', outcomes),
    ...optional('exceptOutcomes', exceptOutcomes),
    // The values that the extension's definition allows.
    occurrence: (partOf(details, `${end}Occurrence`)?.valueCode ?? 'first') as EventPoint['occurrence'],
  };
}

/** One milestone for each pair of events and outcomes; with a time only when all its relations agree on it. */
function mergeMilestones(relations: readonly Relation[]): ExpectedMilestone[] {
  const merged = new Map<string, ExpectedMilestone>();
  for (const { milestone } of relations) {
    if (milestone === undefined) {
      continue;
    }
    const { timeId, ...expectation } = milestone;
    const key = JSON.stringify(expectation);
    const known = merged.get(key);
    merged.set(key, known === undefined || known.timeId === timeId ? milestone : expectation);
  }
  return [...merged.values()];
}

/** The relations of one time differ in setting only. */
function mergeTimes(relations: readonly Relation[]): PathwayTime[] {
  const merged = new Map<string, PathwayTime>();
  for (const { time } of relations) {
    if (time !== undefined) {
      merged.set(time.id, { ...time, days: { ...merged.get(time.id)?.days, ...time.days } });
    }
  }
  return [...merged.values()];
}

function optional<K extends string, V>(name: K, value: V | undefined): Partial<Record<K, V>> {
  return value === undefined ? {} : ({ [name]: value } as Record<K, V>);
}
