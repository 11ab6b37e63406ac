import type { CodeableConcept, Resource } from '@medplum/fhirtypes';
import { CODE_SYSTEM, extensionUrl, FORLOPSBRO, volven } from '../fhir/systems.ts';

/** Which of our profiles a resource is meant to meet; the first row that fits its type counts. */
interface ProfileRow {
  readonly type: Resource['resourceType'];
  /** Id of the StructureDefinition in profiles/. */
  readonly profile: string;
  /** Absent: every resource of the type. */
  readonly when?: (resource: Resource) => boolean;
}

const ROWS: readonly ProfileRow[] = [
  { type: 'CarePlan', profile: 'pathway-care-plan', when: isPathway },
  { type: 'Task', profile: 'measurement-point-task', when: isMeasurementPoint },
  { type: 'Task', profile: 'referral-task', when: isOrder },
  { type: 'Encounter', profile: 'pathway-encounter', when: hasCareLevel },
  { type: 'EpisodeOfCare', profile: 'referral-period' },
  { type: 'ServiceRequest', profile: 'onward-referral', when: carriesPathwayCodes },
  { type: 'ServiceRequest', profile: 'referral', when: isOrder },
  { type: 'CareTeam', profile: 'pathway-care-team' },
  { type: 'Patient', profile: 'norwegian-patient' },
  { type: 'RelatedPerson', profile: 'norwegian-related-person' },
  { type: 'Practitioner', profile: 'norwegian-practitioner' },
  { type: 'PractitionerRole', profile: 'norwegian-practitioner-role' },
  { type: 'Organization', profile: 'norwegian-organization' },
  { type: 'Communication', profile: 'care-communication' },
  { type: 'Composition', profile: 'clinical-document', when: isFiledDocument },
  { type: 'Composition', profile: 'message-document' },
  { type: 'DocumentReference', profile: 'clinical-document-reference' },
  { type: 'Provenance', profile: 'exchange-provenance' },
  { type: 'MessageHeader', profile: 'exchange-message-header' },
  { type: 'Bundle', profile: 'message-bundle', when: isBundleOf('message') },
  { type: 'Bundle', profile: 'pathway-transaction', when: isBundleOf('transaction') },
  { type: 'Bundle', profile: 'document-bundle', when: isBundleOf('document') },
];

/**
 * The canonical URL of our profile that the resource is meant to meet, by its type and, where there are several, its
 * codes; undefined where we have none, as for a care plan that is no pathway. It says nothing of whether it meets it.
 */
export function ourProfileFor(resource: Resource): string | undefined {
  const row = ROWS.find(
    ({ type, when }) => type === resource.resourceType && (when === undefined || when(resource)),
  );
  return row === undefined ? undefined : `${FORLOPSBRO}/StructureDefinition/${row.profile}`;
}

/** A pathway of this family names its type (list 9321); care plans of other kinds do not. */
function isPathway(resource: Resource): boolean {
  return resource.resourceType === 'CarePlan' && listed(resource.category).includes(CODE_SYSTEM.pathwayType);
}

function isMeasurementPoint(resource: Resource): boolean {
  return resource.resourceType === 'Task' && listed(resource.code).includes(CODE_SYSTEM.event);
}

/** A Task or request that asks somebody to act, and not what follows from a plan. */
function isOrder(resource: Resource): boolean {
  return 'intent' in resource && resource.intent === 'order';
}

/** A contact of a pathway is reported with its care level (list 8406); contacts that messages only mention are not. */
function hasCareLevel(resource: Resource): boolean {
  return resource.resourceType === 'Encounter' && listed(resource.type).includes(volven(8406));
}

function carriesPathwayCodes(resource: Resource): boolean {
  return (
    resource.resourceType === 'ServiceRequest' &&
    isOrder(resource) &&
    resource.extension?.some(({ url }) => url === extensionUrl('pathway-code')) === true
  );
}

/** A document of a kind that list 9602 names, and not only by the function of its message. */
function isFiledDocument(resource: Resource): boolean {
  return resource.resourceType === 'Composition' && listed(resource.type).includes(volven(9602));
}

function isBundleOf(type: string): (resource: Resource) => boolean {
  return (resource) => resource.resourceType === 'Bundle' && resource.type === type;
}

/** The code systems that the concepts are coded in. */
function listed(concepts: CodeableConcept | readonly CodeableConcept[] | undefined): readonly unknown[] {
  return [concepts].flat().flatMap((concept) => concept?.coding?.map(({ system }) => system) ?? []);
}
