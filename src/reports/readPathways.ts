import type { Filter, WithId } from '@medplum/core';
import type { FhirRepository } from '@medplum/fhir-router';
import type { CarePlan, Organization, Resource, ServiceRequest, Task } from '@medplum/fhirtypes';
import { CODE_SYSTEM, extensionUrl, IDENTIFIER_SYSTEM } from '../fhir/systems.ts';
import { dateOfDay } from '../pathway/calendarDay.ts';
import type { PathwayHistory } from '../pathway/history.ts';
import { momentOf } from '../pathway/moment.ts';
import type { ReportedPathway, ReportPeriod } from './observation.ts';
import { equal, pagesOf, readAll } from './storedPages.ts';

/**
 * Turns what is stored of one pathway (CarePlan, Tasks, the Encounters that they were coded in, ServiceRequest) into
 * what the rules look at; undefined when it tells no pathway.
 */
export type ReadHistory = (stored: readonly Resource[]) => PathwayHistory | undefined;

/** Which pathways to read; absent: all. */
export interface PathwayChoice {
  /** 9321. */
  readonly pathwayType?: string;
  /** References to the Organizations. */
  readonly trusts?: ReadonlySet<string>;
  /** Reference to the Patient. */
  readonly patient?: string;
}

export interface Trust {
  /** Reference to the Organization. */
  readonly reference: string;
  readonly name: string;
  readonly organizationNumber?: string;
}

export interface ReadPathway extends ReportedPathway {
  /** Reference to the CarePlan. */
  readonly reference: string;
  readonly trust?: Trust;
}

/** CarePlans a page: their ids must be few enough for one search. */
const PAGE = 100;
/** Other resources a page. */
const LARGE_PAGE = 1_000;

/**
 * The stored pathways that can count in a period, a page in memory at a time. Those entered in error are left out, and
 * those that ended before the period or began after its last day: what is registered after a pathway's end or before
 * its start does not count.
 */
export async function* readPathways(
  repository: FhirRepository,
  readHistory: ReadHistory,
  { pathwayType, trusts, patient }: PathwayChoice,
  period: ReportPeriod,
): AsyncGenerator<ReadPathway> {
  const known = new Map<string, Trust>();
  const filters: Filter[] = [
    ...(pathwayType === undefined ? [] : [equal('category', `${CODE_SYSTEM.pathwayType}|${pathwayType}`)]),
    ...(patient === undefined ? [] : [equal('subject', patient)]),
  ];
  for await (const carePlans of pagesOf<CarePlan>(repository, 'CarePlan', filters, PAGE)) {
    const wanted = carePlans.filter(
      (carePlan) =>
        carePlan.status !== 'entered-in-error' &&
        overlaps(carePlan, period) &&
        (trusts === undefined || trusts.has(carePlan.author?.reference ?? '')),
    );
    yield* readPage(repository, readHistory, wanted, known);
  }
}

async function* readPage(
  repository: FhirRepository,
  readHistory: ReadHistory,
  carePlans: readonly WithId<CarePlan>[],
  known: Map<string, Trust>,
): AsyncGenerator<ReadPathway> {
  if (carePlans.length === 0) {
    return;
  }
  const tasksByPlan = await readTasks(repository, carePlans);
  const tasks = [...tasksByPlan.values()].flat();
  const others = await readAll(repository, [
    ...tasks.map(({ encounter }) => encounter),
    ...carePlans.flatMap(({ supportingInfo = [] }) => supportingInfo),
    ...carePlans.map(({ author }) => author).filter((author) => !known.has(author?.reference ?? '')),
  ]);
  for (const carePlan of carePlans) {
    const ofPlan = tasksByPlan.get(referenceOf(carePlan)) ?? [];
    const encounters = new Set(ofPlan.map(({ encounter }) => others.get(encounter?.reference ?? '')));
    const referral = carePlan.supportingInfo
      ?.map(({ reference = '' }) => others.get(reference))
      .find((resource) => resource?.resourceType === 'ServiceRequest');
    const history = readHistory(
      [carePlan, ...ofPlan, ...encounters, referral].filter((resource) => resource !== undefined),
    );
    if (history === undefined) {
      continue;
    }
    const trust = trustOf(carePlan.author?.reference, others, known);
    const type = typeOf(carePlan);
    const outcome = referral && assessmentOutcomeOf(referral);
    yield {
      reference: referenceOf(carePlan),
      history,
      ...(type !== undefined && { pathwayType: type }),
      ...(trust !== undefined && { trust }),
      ...(outcome !== undefined && { assessmentOutcome: outcome }),
    };
  }
}

async function readTasks(
  repository: FhirRepository,
  carePlans: readonly WithId<CarePlan>[],
): Promise<ReadonlyMap<string, readonly Task[]>> {
  const byPlan = new Map<string, Task[]>(carePlans.map((carePlan) => [referenceOf(carePlan), []]));
  const filters = [equal('based-on', [...byPlan.keys()].join(','))];
  for await (const tasks of pagesOf<Task>(repository, 'Task', filters, LARGE_PAGE)) {
    for (const task of tasks) {
      for (const { reference = '' } of task.basedOn ?? []) {
        byPlan.get(reference)?.push(task);
      }
    }
  }
  return byPlan;
}

function overlaps({ period }: CarePlan, { from, day }: ReportPeriod): boolean {
  const start = calendarDate(period?.start);
  const end = calendarDate(period?.end);
  return (start === undefined || start <= day) && (end === undefined || end >= from);
}

/** Norwegian calendar date of a date or time. */
function calendarDate(text: string | undefined): string | undefined {
  const moment = text === undefined ? undefined : momentOf(text);
  return moment && dateOfDay(moment.day);
}

function typeOf({ category = [] }: CarePlan): string | undefined {
  return category
    .flatMap(({ coding = [] }) => coding)
    .find(({ system }) => system === CODE_SYSTEM.pathwayType)?.code;
}

function trustOf(
  reference: string | undefined,
  resources: ReadonlyMap<string, Resource>,
  known: Map<string, Trust>,
): Trust | undefined {
  if (reference === undefined) {
    return undefined;
  }
  const found = known.get(reference);
  if (found !== undefined) {
    return found;
  }
  const resource = resources.get(reference);
  const organization: Organization | undefined =
    resource?.resourceType === 'Organization' ? resource : undefined;
  const number = organization?.identifier?.find(({ system }) => system === IDENTIFIER_SYSTEM.ENH)?.value;
  const trust: Trust = {
    reference,
    name: organization?.name ?? number ?? reference,
    ...(number !== undefined && { organizationNumber: number }),
  };
  known.set(reference, trust);
  return trust;
}

function assessmentOutcomeOf({ extension = [] }: ServiceRequest): string | undefined {
  return extension
    .find(({ url }) => url === extensionUrl('referral-assessment'))
    ?.extension?.find(({ url }) => url === 'outcome')?.valueCoding?.code;
}

function referenceOf({ resourceType, id }: WithId<Resource>): string {
  return `${resourceType}/${id}`;
}
