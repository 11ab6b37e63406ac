import type { WithId } from '@medplum/core';
import type { CarePlan, Reference, Resource, Task } from '@medplum/fhirtypes';
import { createFinding, type Finding } from '../findings/finding.ts';
import { withFhirPlaces } from '../mapping/history/fhirPlaces.ts';
import { historiesOfResources } from '../mapping/history/historiesOfResources.ts';
import { storedResource, type PlacedResource } from '../mapping/history/placedResource.ts';
import { pathwayTypeOf } from '../mapping/history/pathwayTypeOf.ts';
import { isMeasurementPoint } from '../mapping/history/registrationOfTask.ts';
import { withPathwayFindings } from '../mapping/pathwayFindings.ts';
import type { Catalogue } from '../pathway/catalogue.ts';
import { checkHistories } from '../pathway/check.ts';
import type { PathwayHistory } from '../pathway/history.ts';
import type { LocalDate } from '../pathway/record.ts';
import type { StoredResources } from '../store/store.ts';
import { WriteRefused } from '../store/writeRefused.ts';
import { noteJudged } from './judgedPlans.ts';
import { readAll, readOtherPathways, readStoredPathway } from './storedPathway.ts';

/** A resource that is about to be written, with how the others of the same write refer to it. */
export type ProposedResource = PlacedResource;

/** What the rules make of resources that are about to be written together. */
export interface JudgedWrites {
  /** In the order in which they were proposed, with their findings as extensions and tags. */
  readonly resources: readonly Resource[];
  /** What is to be told of each: of a plan all that is found of the pathway, of a Task what concerns it or the whole. */
  readonly findings: readonly (readonly Finding[])[];
  /** Stored resources of the same pathways of which something else is found now: to be written too. */
  readonly others: readonly WithId<Resource>[];
  /** Errors in what is stored of the same pathways. */
  readonly errors: readonly Finding[];
}

export interface WriteRules {
  readonly catalogue: Catalogue;
  /** Today, Europe/Oslo. */
  readonly day: LocalDate;
}

/**
 * Holds CarePlans and Tasks of pathways that are about to be written against the rules, together with what is stored
 * of the same pathways. Other resources pass untouched.
 *
 * @param changedPlans ids of plans of which something else has changed, such as a Task that has been deleted
 * @throws WriteRefused for an error in one of the resources that only shows beside the others of the write
 */
export async function judgePathwayWrites(
  { catalogue, day }: WriteRules,
  repository: StoredResources,
  proposed: readonly ProposedResource[],
  changedPlans: readonly string[] = [],
): Promise<JudgedWrites> {
  const pathwayParts = proposed.filter(({ resource }) => isPathwayPart(resource));
  if (pathwayParts.length === 0 && changedPlans.length === 0) {
    return {
      resources: proposed.map(({ resource }) => resource),
      findings: proposed.map(() => []),
      others: [],
      errors: [],
    };
  }
  const stored = await storedAround(repository, pathwayParts, changedPlans, proposed);
  const superseded = new Set(proposed.flatMap(({ names }) => names));
  const storedParts = stored.filter(({ names }) => !names.some((name) => superseded.has(name)));
  const histories = historiesOfResources([...storedParts, ...proposed]);
  const findings = withFhirPlaces(checkHistories(histories, catalogue, day), histories);
  refuseErrors(findings, proposed, stored, histories);
  const told = proposed.map((each) => findingsOf(each, histories, findings));
  const resources = proposed.map((each, index) => annotated(each, told[index]?.own ?? []));
  noteJudged(resources, catalogue);
  return {
    resources,
    findings: told.map(({ own, ofPathway }) => [...own, ...ofPathway]),
    errors: findings.filter(({ severity }) => severity === 'error'),
    others: storedParts.flatMap((each) => {
      const { own } = findingsOf(each, histories, findings);
      const next = annotated(each, own);
      return next === each.resource || own.some(({ severity }) => severity === 'error')
        ? []
        : [next as WithId<Resource>];
    }),
  };
}

/** Whether the rules judge a resource: a plan of a pathway, or a Task of a measurement point. */
export function isPathwayPart(resource: Resource): resource is CarePlan | Task {
  return resource.resourceType === 'Task'
    ? isMeasurementPoint(resource)
    : resource.resourceType === 'CarePlan' && pathwayTypeOf(resource) !== undefined;
}

/** What is stored of the pathways that are written to, of their patients' other pathways, and around what is new. */
async function storedAround(
  repository: StoredResources,
  parts: readonly ProposedResource[],
  changedPlans: readonly string[],
  proposed: readonly ProposedResource[],
): Promise<readonly PlacedResource[]> {
  const references = parts.flatMap(({ resource }) => referencesOf(resource as CarePlan | Task));
  const near = await readAll(repository, [
    ...references,
    ...changedPlans.map((id) => ({ reference: `CarePlan/${id}` })),
  ]);
  const plans = near.filter(({ resourceType }) => resourceType === 'CarePlan').map(({ id = '' }) => id);
  const ofPlans: Resource[] = [];
  for (const id of new Set(plans)) {
    ofPlans.push(...(await readStoredPathway(repository, id)));
  }
  const known = new Set([
    ...[...near, ...ofPlans].map(({ resourceType, id = '' }) => `${resourceType}/${id}`),
    ...proposed.flatMap(({ names }) => names),
  ]);
  const subjects = new Set(
    [...parts.map(({ resource }) => resource), ...ofPlans].flatMap((resource) =>
      resource.resourceType === 'CarePlan' && isOfKnownPatient(resource, known)
        ? (resource.subject.reference ?? [])
        : [],
    ),
  );
  for (const subject of subjects) {
    ofPlans.push(...(await readOtherPathways(repository, subject, new Set(plans))));
  }
  const distinct = new Map(
    [...near, ...ofPlans].map((resource) => [`${resource.resourceType}/${resource.id ?? ''}`, resource]),
  );
  return [...distinct.values()].map(storedResource);
}

/** Of a patient of whom nothing is known but an address, no rule holds one pathway against another. */
function isOfKnownPatient({ subject }: CarePlan, known: ReadonlySet<string>): boolean {
  return subject.identifier !== undefined || known.has(subject.reference ?? '');
}

/** Those that can lead to something stored; a plan leads to itself, as it may be stored already. */
function referencesOf(resource: CarePlan | Task): readonly Reference[] {
  const own = resource.id === undefined ? [] : [{ reference: `${resource.resourceType}/${resource.id}` }];
  const others =
    resource.resourceType === 'CarePlan'
      ? [resource.subject, ...(resource.supportingInfo ?? []), ...(resource.basedOn ?? [])]
      : [resource.for, resource.focus, resource.encounter, ...(resource.basedOn ?? [])];
  return [...own, ...others.filter((reference) => reference !== undefined)];
}

/** An error in what is stored already, such as one that came in a message, hinders nothing else. */
function refuseErrors(
  findings: readonly Finding[],
  proposed: readonly ProposedResource[],
  stored: readonly PlacedResource[],
  histories: readonly PathwayHistory[],
): void {
  const isProposed = (place: string): boolean => proposed.some((each) => isAt(place, each.place));
  const errors = findings.filter(({ severity, place }) => severity === 'error' && isProposed(place));
  const ofOtherType = proposed.flatMap((plan) => {
    const former = stored.find(({ names }) => names.some((name) => plan.names.includes(name)));
    const history = histories.find(({ place }) => place === plan.place);
    return history === undefined || former === undefined || typeOf(former) === typeOf(plan)
      ? []
      : findings
          .filter(({ severity, place }) => severity === 'error' && isWithin(place, history))
          .map(({ definition, values }) => createFinding(definition, plan.place, values));
  });
  if (errors.length + ofOtherType.length > 0) {
    throw new WriteRefused([...errors, ...ofOtherType]);
  }
}

function typeOf({ resource }: PlacedResource): string | undefined {
  return resource.resourceType === 'CarePlan' ? pathwayTypeOf(resource) : undefined;
}

interface FindingsOfResource {
  /** To be kept with the resource. */
  readonly own: readonly Finding[];
  /** Of a Task: what is found of its pathway as a whole. */
  readonly ofPathway: readonly Finding[];
}

function findingsOf(
  { place, resource }: PlacedResource,
  histories: readonly PathwayHistory[],
  findings: readonly Finding[],
): FindingsOfResource {
  const history = histories.find(
    (each) => each.place === place || each.registrations.some((registration) => registration.place === place),
  );
  if (history === undefined) {
    return { own: [], ofPathway: [] };
  }
  return resource.resourceType === 'CarePlan'
    ? { own: findings.filter((finding) => isWithin(finding.place, history)), ofPathway: [] }
    : {
        own: findings.filter((finding) => isAt(finding.place, place)),
        ofPathway: findings.filter(
          (finding) => isAt(finding.place, history.place) && !isAt(finding.place, place),
        ),
      };
}

/** Whether it is the place itself, or one within it: `Task.where(id = …)` is another Task, and not within `Task`. */
function isAt(findingPlace: string, place: string): boolean {
  return (
    findingPlace === place ||
    (findingPlace.startsWith(`${place}.`) && !findingPlace.startsWith(`${place}.where(`))
  );
}

function isWithin(findingPlace: string, { place, registrations, contacts }: PathwayHistory): boolean {
  return [place, ...registrations.map((each) => each.place), ...contacts.map((each) => each.place)].some(
    (each) => isAt(findingPlace, each),
  );
}

/** With the places as seen from the resource itself; what concerns another resource has none. */
function annotated({ resource, place }: PlacedResource, own: readonly Finding[]): Resource {
  return resource.resourceType === 'CarePlan' || resource.resourceType === 'Task'
    ? withPathwayFindings(
        resource,
        own.map((finding) => ({
          ...finding,
          place: isAt(finding.place, place)
            ? `${resource.resourceType}${finding.place.slice(place.length)}`
            : '',
        })),
      )
    : resource;
}
