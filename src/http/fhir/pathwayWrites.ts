import type { WithId } from '@medplum/core';
import type { FhirRepository } from '@medplum/fhir-router';
import type { BundleEntry, Resource } from '@medplum/fhirtypes';
import { norwegianDay } from '../../exchange/clock.ts';
import {
  isPathwayPart,
  judgePathwayWrites,
  type JudgedWrites,
  type WriteRules,
} from '../../exchange/pathwayWrites.ts';
import { plansOfTask, plansToldOf, readAll } from '../../exchange/storedPathway.ts';
import { outcomeOf } from '../../fhir/outcome.ts';
import { hasErrors, type Finding, type Language } from '../../findings/finding.ts';
import { relativeOf } from '../../mapping/history/placedResource.ts';
import type { StoredResources, UnitOfWork } from '../../store/store.ts';
import { WriteRefused } from '../../store/writeRefused.ts';
import type { FhirService, WriteScope } from './scope.ts';

/** Types that the rules look at; the first two are judged. */
const TYPES_OF_HISTORY: ReadonlySet<string> = new Set([
  'CarePlan',
  'Task',
  'Encounter',
  'Patient',
  'ServiceRequest',
]);
const PATHWAY_TYPES: ReadonlySet<string> = new Set(['CarePlan', 'Task']);

/** A resource that is to be written, with what the pathway rules found of it. */
export interface JudgedWrite<T extends Resource = Resource> {
  readonly resource: T;
  readonly findings: readonly Finding[];
  /** Writes what is found now of the others of its pathway; to be called after the write. */
  settle(): Promise<void>;
}

/** Judges one write, unless it is one of a transaction. What is not valid FHIR passes: its write will be refused. */
export async function judgeWrite<T extends Resource>(
  service: FhirService,
  { judgesEach }: WriteScope,
  unit: UnitOfWork,
  resource: T,
): Promise<JudgedWrite<T>> {
  const { resourceType, id } = resource;
  // What is valid here is not judged again by the store; what is not, is refused there.
  const found = judgesEach ? service.validate(resource) : [];
  if (judgesEach && id !== undefined && !hasErrors(found) && isAroundPathways(resourceType)) {
    const plans = await plansToldOf(unit.repository, resourceType, id);
    const settle = await judgeAround(service, unit.repository, plans);
    return { resource, findings: found, settle: () => settle(unit) };
  }
  if (!judgesEach || hasErrors(found) || !isPathwayPart(resource)) {
    return { resource, findings: hasErrors(found) ? [] : found, settle: nothingToSettle };
  }
  const names = id === undefined ? [] : [`${resourceType}/${id}`];
  const judged = await judgePathwayWrites(rulesOf(service), unit.repository, [
    { resource, place: resourceType, names },
  ]);
  // Judging changes extensions and tags of ours only, so what was valid still is.
  const annotated = (judged.resources[0] ?? resource) as T;
  if (annotated !== resource) {
    service.conformance.noteValid(annotated);
  }
  return {
    resource: annotated,
    findings: [...found, ...(judged.findings[0] ?? [])],
    settle: judged.others.length === 0 ? nothingToSettle : () => putAll(service, unit, judged.others),
  };
}

const nothingToSettle = (): Promise<void> => Promise.resolve();

/** What the rules look at beside plans and Tasks, and what is written by itself. */
function isAroundPathways(resourceType: string): resourceType is 'Patient' | 'Encounter' {
  return resourceType === 'Patient' || resourceType === 'Encounter';
}

/**
 * What changes of Patients and Encounters do to the pathways of which they tell.
 *
 * @param plans ids of these
 * @returns to be called after the writes: they are refused when they make an error of what is stored
 */
async function judgeAround(
  service: FhirService,
  repository: StoredResources,
  plans: readonly string[],
): Promise<(unit: UnitOfWork) => Promise<void>> {
  if (plans.length === 0) {
    return nothingToSettle;
  }
  const judge = (): Promise<JudgedWrites> => judgePathwayWrites(rulesOf(service), repository, [], plans);
  const known = new Set((await judge()).errors.map(keyOf));
  return async (unit) => {
    const { errors, others } = await judge();
    const added = errors.filter((error) => !known.has(keyOf(error)));
    if (added.length > 0) {
      throw new WriteRefused(added);
    }
    await putAll(service, unit, others);
  };
}

function keyOf({ definition, place }: Finding): string {
  return `${definition.code} ${place}`;
}

/** What is found of the pathways from which something has been deleted. */
export async function judgeRemoval(
  service: FhirService,
  { judgesEach }: WriteScope,
  unit: UnitOfWork,
  removed: Resource | undefined,
): Promise<void> {
  if (judgesEach && removed?.resourceType === 'Task') {
    await judgePlans(service, unit, plansOfTask(removed));
  }
}

async function judgePlans(service: FhirService, unit: UnitOfWork, plans: readonly string[]): Promise<void> {
  if (plans.length > 0) {
    const { others } = await judgePathwayWrites(rulesOf(service), unit.repository, [], plans);
    await putAll(service, unit, others);
  }
}

/** Ids of the plans from which entries delete Tasks. */
async function plansWithRemovals(
  repository: FhirRepository,
  entries: readonly BundleEntry[],
): Promise<readonly string[]> {
  const tasks = entries.flatMap(({ request }) =>
    request?.method === 'DELETE' && /^Task\/[^/?]+$/.test(request.url) ? [{ reference: request.url }] : [],
  );
  const removed = tasks.length === 0 ? [] : await readAll(repository, tasks);
  return removed.flatMap((resource) => (resource.resourceType === 'Task' ? plansOfTask(resource) : []));
}

/** Ids of the stored plans of which Patients and Encounters tell that entries update. */
async function plansAroundEntries(
  repository: StoredResources,
  entries: readonly BundleEntry[],
): Promise<readonly string[]> {
  const plans = new Set<string>();
  for (const { request } of entries) {
    const [, resourceType = '', id = ''] = /^([A-Za-z]+)\/([^/?]+)$/.exec(request?.url ?? '') ?? [];
    if (request?.method === 'PUT' && isAroundPathways(resourceType)) {
      (await plansToldOf(repository, resourceType, id)).forEach((plan) => plans.add(plan));
    }
  }
  return [...plans];
}

export interface JudgedEntries {
  readonly entries: readonly BundleEntry[];
  /** The answers, each with what was found of its entry (FHIR R4, Bundle.entry.response.outcome). */
  answered(answers: readonly BundleEntry[], language: Language): BundleEntry[];
  settle(unit: UnitOfWork): Promise<void>;
}

/** Judges the entries of a transaction together, as they will stand when all is done. */
export async function judgeEntries(
  service: FhirService,
  repository: StoredResources,
  entries: readonly BundleEntry[],
): Promise<JudgedEntries> {
  const judgesAny = entries.some(({ resource }) => PATHWAY_TYPES.has(resource?.resourceType ?? ''));
  const isJudged = (resource: Resource): boolean =>
    judgesAny && TYPES_OF_HISTORY.has(resource.resourceType) && !hasErrors(service.validate(resource));
  const proposed = entries.flatMap(({ request, resource, fullUrl }, index) =>
    resource !== undefined && (request?.method === 'POST' || request?.method === 'PUT') && isJudged(resource)
      ? [{ index, resource, place: `Bundle.entry[${index}].resource`, names: namesOf(request, fullUrl) }]
      : [],
  );
  const judged = await judgePathwayWrites(rulesOf(service), repository, proposed);
  const lessened = await plansWithRemovals(repository, entries);
  const settleAround = await judgeAround(service, repository, await plansAroundEntries(repository, entries));
  const byEntry = new Map(
    proposed.map(({ index }, position) => [
      index,
      { resource: judged.resources[position], findings: judged.findings[position] ?? [] },
    ]),
  );
  return {
    entries: entries.map((entry, index) => {
      const resource = byEntry.get(index)?.resource;
      return resource === undefined ? entry : { ...entry, resource };
    }),
    answered: (answers, language) =>
      answers.map((answer, index) => {
        const findings = byEntry.get(index)?.findings ?? [];
        return findings.length === 0 || answer.response === undefined
          ? answer
          : { ...answer, response: { ...answer.response, outcome: outcomeOf(findings, language) } };
      }),
    settle: async (unit) => {
      await putAll(service, unit, judged.others);
      await judgePlans(service, unit, lessened);
      await settleAround(unit);
    },
  };
}

/** By its address for an update; for the others of the Bundle by its fullUrl, and relative to that. */
function namesOf(
  { method, url }: NonNullable<BundleEntry['request']>,
  fullUrl: string | undefined,
): readonly string[] {
  return [
    ...(method === 'PUT' && /^[A-Za-z]+\/[^/?]+$/.test(url) ? [url] : []),
    ...(fullUrl === undefined ? [] : [fullUrl, relativeOf(fullUrl) ?? fullUrl]),
  ];
}

function rulesOf({ knowledge, now }: FhirService): WriteRules {
  return { catalogue: knowledge.current.catalogue, day: norwegianDay(now()) };
}

/** What is stored already is not judged as FHIR again for what is found of it now: that is always valid. */
async function putAll(
  { conformance }: FhirService,
  unit: UnitOfWork,
  resources: readonly WithId<Resource>[],
): Promise<void> {
  for (const resource of resources) {
    conformance.noteValid(resource);
    await unit.put(resource);
  }
}
