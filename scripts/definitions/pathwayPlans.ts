import type {
  ActivityDefinition,
  CodeSystem,
  CodeSystemConcept,
  CodeableConcept,
  Extension,
  Period,
  PlanDefinition,
  PlanDefinitionAction,
  PlanDefinitionActionRelatedAction,
} from '@medplum/fhirtypes';
import { CODE_SYSTEM, extensionUrl, FORLOPSBRO, OUTCOME_LIST, volven } from '../../src/fhir/systems.ts';
import type { CareSetting, IntervalPoint } from '../../src/pathway/catalogue.ts';
import { codingOf, dateOf, findCodeSystem, flagOf, propertiesOf } from './codeSystems.ts';
import { EXPECTED_ACTIONS, type AfterAction, type ExpectedAction } from './expectedActions.ts';
import { factExtensions } from './planFacts.ts';
import { PUBLICATION } from './publication.ts';
import { PATHWAY_TIMES, type PathwayTimeRow } from './pathwayTimes.ts';

/** One PlanDefinition a pathway type and edition, and one ActivityDefinition an event that can be due. */
export function derivePathwayPlans(
  codeSystems: readonly CodeSystem[],
): (PlanDefinition | ActivityDefinition)[] {
  const lists: Lists = {
    events: findCodeSystem(codeSystems, CODE_SYSTEM.event).concept ?? [],
    combinedCodes: findCodeSystem(codeSystems, CODE_SYSTEM.combinedCode).concept ?? [],
  };
  const types = findCodeSystem(codeSystems, CODE_SYSTEM.pathwayType).concept ?? [];
  const editions = findCodeSystem(codeSystems, `${FORLOPSBRO}/CodeSystem/catalogue-edition`).concept ?? [];
  const dueEvents = new Set(EXPECTED_ACTIONS.filter(({ due }) => due).map(({ event }) => event));
  return [
    ...lists.events.filter(({ code }) => dueEvents.has(code)).map(activityOf),
    ...editions.flatMap((edition, index) =>
      types.map((type) => planOf(type, edition, editions[index - 1], lists)),
    ),
  ];
}

interface Lists {
  readonly events: readonly CodeSystemConcept[];
  readonly combinedCodes: readonly CodeSystemConcept[];
}

function activityOf(event: CodeSystemConcept): ActivityDefinition {
  const id = `measurement-point-${event.code}`;
  return {
    resourceType: 'ActivityDefinition',
    id,
    url: `${FORLOPSBRO}/ActivityDefinition/${id}`,
    version: PUBLICATION.version,
    language: 'nb',
    name: `MeasurementPoint${event.code}`,
    title: event.display,
    status: 'active',
    experimental: false,
    publisher: PUBLICATION.publisher,
    description: `A measurement point with event ${event.code} is to be registered.`,
    kind: 'Task',
    intent: 'plan',
    code: { coding: [{ system: CODE_SYSTEM.event, code: event.code, display: event.display }] },
  };
}

function planOf(
  type: CodeSystemConcept,
  edition: CodeSystemConcept,
  former: CodeSystemConcept | undefined,
  lists: Lists,
): PlanDefinition {
  const [typeCode, editionCode] = [type.code, edition.code];
  const known = flagOf(edition, 'eventsConfirmed') === true;
  const listed = propertiesOf(edition, 'pathwayType').some(
    ({ valueCoding }) => valueCoding?.code === typeCode,
  );
  const url = `${FORLOPSBRO}/PlanDefinition/pathway-${typeCode}`;
  const period = effectivePeriod(type, edition, former === undefined);
  const suffixes = suffixesOf(typeCode, lists);
  const action = known ? actionsOf(typeCode, editionCode, lists) : [];
  return {
    resourceType: 'PlanDefinition',
    id: `pathway-${typeCode}-${editionCode}`,
    url,
    version: editionCode,
    language: 'nb',
    extension: factExtensions(edition, {
      typeCode,
      startsKnown: period?.start !== undefined,
      ...(known && { events: [...new Set(suffixes.map((suffix) => suffix.charAt(0)))] }),
    }),
    name: `Pathway${typeCode}`,
    title: `${typeCode} ${type.display ?? ''} – ${edition.display ?? ''}`,
    type: {
      coding: [
        { system: 'http://terminology.hl7.org/CodeSystem/plan-definition-type', code: 'clinical-protocol' },
      ],
    },
    status: known && listed ? 'active' : 'unknown',
    experimental: false,
    publisher: PUBLICATION.publisher,
    description: known
      ? 'The measurement points that are expected of a pathway of this type, and the pathway times between them: calendar days, upper limits, guiding. An interval without a time has none that is known.'
      : 'Which measurement points and pathway times this edition has is not known; what is expected is taken from the edition before it, as unconfirmed.' +
        (listed ? '' : ' Nor is it known whether the edition has this type.'),
    ...(period && { effectivePeriod: period }),
    topic: [{ coding: [{ system: CODE_SYSTEM.pathwayType, code: typeCode, display: type.display }] }],
    ...(former?.code !== undefined && {
      relatedArtifact: [{ type: 'predecessor', resource: `${url}|${former.code}` }],
    }),
    ...(action.length > 0 && { action }),
  };
}

/** What stands behind the type in its combined codes. */
function suffixesOf(typeCode: string, { combinedCodes }: Lists): readonly string[] {
  return combinedCodes
    .map(({ code }) => code)
    .filter((code) => code.startsWith(typeCode))
    .map((code) => code.slice(typeCode.length));
}

/** The edition's days, from the type's own first day where that is later; unknown in the first edition, where it is unknown. */
function effectivePeriod(
  type: CodeSystemConcept,
  edition: CodeSystemConcept,
  isFirst: boolean,
): Period | undefined {
  const first = dateOf(edition, 'validFrom') ?? '';
  const typeFirst = dateOf(type, 'validFrom');
  const start =
    typeFirst === undefined ? (isFirst ? undefined : first) : typeFirst > first ? typeFirst : first;
  const end = dateOf(edition, 'validTo');
  return start === undefined && end === undefined
    ? undefined
    : { ...(start && { start }), ...(end && { end }) };
}

function actionsOf(typeCode: string, editionCode: string, lists: Lists): PlanDefinitionAction[] {
  const suffixes = suffixesOf(typeCode, lists);
  const present = EXPECTED_ACTIONS.filter(
    ({ requires }) => requires === undefined || suffixes.includes(requires),
  );
  const times = PATHWAY_TIMES.filter(
    (time) => time.pathway === typeCode && time.editions.includes(editionCode),
  );
  return present.map((expected) => ({
    id: expected.id,
    title: expected.title,
    ...(expected.event !== undefined && { code: [codeOf(typeCode, expected.event, lists)] }),
    ...relatedActions(expected, present, times),
    ...(expected.due && {
      definitionCanonical: `${FORLOPSBRO}/ActivityDefinition/measurement-point-${expected.event ?? ''}`,
    }),
  }));
}

/** The event, and the combined code when the type has one code only for it. */
function codeOf(typeCode: string, event: string, lists: Lists): CodeableConcept {
  const combined = lists.combinedCodes.filter(
    (concept) =>
      codingOf(concept, 'pathway')?.code === typeCode && codingOf(concept, 'event')?.code === event,
  );
  const [only] = combined;
  return {
    coding: [
      {
        system: CODE_SYSTEM.event,
        code: event,
        display: lists.events.find(({ code }) => code === event)?.display,
      },
      ...(only !== undefined && combined.length === 1
        ? [{ system: CODE_SYSTEM.combinedCode, code: only.code, display: only.display }]
        : []),
    ],
  };
}

function relatedActions(
  expected: ExpectedAction,
  present: readonly ExpectedAction[],
  times: readonly PathwayTimeRow[],
): Pick<PlanDefinitionAction, 'relatedAction'> {
  const relatedAction = expected.after
    .filter(({ action }) => present.some(({ id }) => id === action))
    .flatMap((after) => {
      const own = times.filter(({ interval }) => after.intervals.includes(interval));
      const event = present.find(({ id }) => id === after.action)?.event ?? '';
      const outcomes = outcomeExtension(after, event);
      const relation: PlanDefinitionActionRelatedAction = {
        ...(outcomes && { extension: [outcomes] }),
        actionId: after.action,
        relationship: 'after',
      };
      const timed = own.flatMap((time) =>
        settingsOf(time).map((setting) => withTime(relation, time, setting)),
      );
      return timed.length > 0 ? timed : [relation];
    });
  return relatedAction.length > 0 ? { relatedAction } : {};
}

function outcomeExtension({ outcomes, exceptOutcomes }: AfterAction, event: string): Extension | undefined {
  const list = OUTCOME_LIST[event];
  if (list === undefined || (outcomes ?? exceptOutcomes) === undefined) {
    return undefined;
  }
  const coding = (url: string) => (code: string) => ({ url, valueCoding: { system: volven(list), code } });
  return {
    url: extensionUrl('after-outcome'),
    extension: [...(outcomes ?? []).map(coding('only')), ...(exceptOutcomes ?? []).map(coding('except'))],
  };
}

function settingsOf(time: PathwayTimeRow): readonly CareSetting[] {
  return (['outpatient', 'inpatient'] as const).filter((setting) => time.days[setting] !== undefined);
}

function withTime(
  relation: PlanDefinitionActionRelatedAction,
  time: PathwayTimeRow,
  setting: CareSetting,
): PlanDefinitionActionRelatedAction {
  const extension: Extension = {
    url: extensionUrl('pathway-time'),
    extension: [
      { url: 'id', valueString: time.id },
      { url: 'setting', valueCode: setting },
      ...(time.condition === undefined ? [] : [{ url: 'condition', valueCode: time.condition }]),
      ...pointExtensions('from', time.from),
      ...pointExtensions('to', time.to),
      { url: 'confirmed', valueBoolean: time.confirmed },
      { url: 'source', valueString: time.source },
    ],
  };
  return {
    extension: [...(relation.extension ?? []), extension],
    actionId: relation.actionId,
    relationship: relation.relationship,
    offsetRange: {
      high: { value: time.days[setting], unit: 'd', system: 'http://unitsofmeasure.org', code: 'd' },
    },
  };
}

/** Which occurrence of the action's event is meant, or the date that stands in its place. */
function pointExtensions(end: 'from' | 'to', point: IntervalPoint): Extension[] {
  return 'date' in point
    ? [{ url: `${end}Date`, valueCode: point.date }]
    : [{ url: `${end}Occurrence`, valueCode: point.occurrence }];
}
