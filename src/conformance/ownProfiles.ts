import type { CodeableConcept, Resource } from '@medplum/fhirtypes';
import { CODE_SYSTEM, extensionUrl, volven } from '../fhir/systems.ts';
import type { Definitions } from '../definitions/definitions.ts';

/** Kinds of documents (no-basis-Composition, type). */
const DOCUMENT_TYPE = volven(9602);

/** The extension by which a referral carries a pathway on. */
const PATHWAY_CODE = extensionUrl('pathway-code');

/** Omsorgsnivå, which every contact of a pathway has. */
const CARE_LEVEL = volven(8406);

/** Which of our profiles is for what we make: by type and, where a type has several, by kind; the first that fits. */
const OWN_PROFILES: readonly (readonly [profile: string, isFor: (resource: Resource) => boolean])[] = [
  [
    'pathway-care-plan',
    (resource) => isOf(resource, 'CarePlan') && hasCode(resource.category, CODE_SYSTEM.pathwayType),
  ],
  [
    'measurement-point-task',
    (resource) =>
      isOf(resource, 'Task') &&
      (hasCode(resource.code, CODE_SYSTEM.event) || hasCode(resource.code, CODE_SYSTEM.combinedCode)),
  ],
  [
    'referral-task',
    (resource) => isOf(resource, 'Task') && resource.intent === 'order' && resource.focus !== undefined,
  ],
  ['pathway-encounter', (resource) => isOf(resource, 'Encounter') && hasCode(resource.type, CARE_LEVEL)],
  ['referral-period', (resource) => isOf(resource, 'EpisodeOfCare')],
  [
    'onward-referral',
    (resource) =>
      isOf(resource, 'ServiceRequest') &&
      resource.intent === 'order' &&
      resource.extension?.some(({ url }) => url === PATHWAY_CODE) === true,
  ],
  ['referral', (resource) => isOf(resource, 'ServiceRequest') && resource.intent === 'order'],
  ['pathway-care-team', (resource) => isOf(resource, 'CareTeam')],
  ['norwegian-patient', (resource) => isOf(resource, 'Patient')],
  ['norwegian-related-person', (resource) => isOf(resource, 'RelatedPerson')],
  ['norwegian-practitioner', (resource) => isOf(resource, 'Practitioner')],
  ['norwegian-practitioner-role', (resource) => isOf(resource, 'PractitionerRole')],
  ['norwegian-organization', (resource) => isOf(resource, 'Organization')],
  ['care-communication', (resource) => isOf(resource, 'Communication')],
  ['clinical-document', (resource) => isOf(resource, 'Composition') && hasCode(resource.type, DOCUMENT_TYPE)],
  ['message-document', (resource) => isOf(resource, 'Composition')],
  ['clinical-document-reference', (resource) => isOf(resource, 'DocumentReference')],
  ['exchange-provenance', (resource) => isOf(resource, 'Provenance')],
  ['exchange-message-header', (resource) => isOf(resource, 'MessageHeader')],
  ['message-bundle', (resource) => isOf(resource, 'Bundle') && resource.type === 'message'],
  ['pathway-transaction', (resource) => isOf(resource, 'Bundle') && resource.type === 'transaction'],
  ['document-bundle', (resource) => isOf(resource, 'Bundle') && resource.type === 'document'],
];

/** The canonical URLs of our profiles by which a resource of ours is judged, as far as the definitions have them. */
export function ownProfilesOf(resource: Resource, definitions: Definitions): readonly string[] {
  const [profile] = OWN_PROFILES.find(([, isFor]) => isFor(resource)) ?? [];
  return profile !== undefined && definitions.has('StructureDefinition', profile)
    ? [extensionUrl(profile)]
    : [];
}

function isOf<Type extends Resource['resourceType']>(
  resource: Resource,
  resourceType: Type,
): resource is Extract<Resource, { resourceType: Type }> {
  return resource.resourceType === resourceType;
}

function hasCode(
  concepts: CodeableConcept | readonly CodeableConcept[] | undefined,
  system: string,
): boolean {
  return [concepts ?? []]
    .flat()
    .some(({ coding = [] }: CodeableConcept) => coding.some((each) => each.system === system));
}
