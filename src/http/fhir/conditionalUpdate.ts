import type { FhirRepository } from '@medplum/fhir-router';
import type { Resource, ResourceType } from '@medplum/fhirtypes';
import { refuse } from '../errors.ts';
import { HTTP_FAULTS } from '../faults.ts';
import { requireId, requireResource, requireType } from './checks.ts';
import { FHIR_FAULTS } from './faults.ts';
import type { FhirService, WriteScope } from './scope.ts';
import { conditionOf } from './search.ts';
import { update, type Written } from './write.ts';

/**
 * Updates the one resource that the condition fits, or creates one where it fits none (FHIR R4 3.1.0.4.3).
 *
 * @param condition Search parameters, as in the query of the address.
 * @throws Refusal or OperationOutcomeError: 400, 404 for the type, 409 when none fits and the id of the body is taken,
 * 412 when several fit or for If-Match, 422.
 */
export async function conditionalUpdate(
  service: FhirService,
  scope: WriteScope,
  type: string,
  condition: string | URLSearchParams,
  body: unknown,
  ifMatch?: string,
): Promise<Written> {
  const resourceType = requireType(service, type);
  const resource = requireResource(body, resourceType);
  return scope.unit(async (unit) => {
    const { id } = await locate(service, unit.repository, resourceType, condition, resource);
    const inUnit: WriteScope = { ...scope, unit: (work) => work(unit) };
    return update(service, inUnit, resourceType, id, { ...resource, id }, ifMatch);
  });
}

/** Where a conditional update goes. */
export interface Located {
  readonly id: string;
  /** The condition fits no resource yet. */
  readonly isNew: boolean;
}

/**
 * The id of the one resource that the condition fits; where it fits none, the id in the body or a new one.
 *
 * @throws Refusal 400 when the id in the body is another, 409 when none fits and the id in the body is taken, 412 when
 * several fit.
 */
export async function locate(
  service: FhirService,
  repository: FhirRepository,
  resourceType: ResourceType,
  condition: string | URLSearchParams,
  { id }: Pick<Resource, 'id'>,
): Promise<Located> {
  const [found, ...others] = await findFitting(service, repository, resourceType, condition);
  if (others.length > 0) {
    throw refuse(412, HTTP_FAULTS.multipleMatches);
  }
  if (found !== undefined) {
    if (id !== undefined && id !== found) {
      throw refuse(400, FHIR_FAULTS.idMismatch, `${resourceType}.id`);
    }
    return { id: found, isNew: false };
  }
  if (id === undefined) {
    return { id: repository.generateId(), isNew: true };
  }
  const taken = await repository.searchResources({
    resourceType,
    filters: [{ code: '_id', operator: 'eq', value: requireId(id) }],
  });
  if (taken.length > 0) {
    throw refuse(409, HTTP_FAULTS.conflict, `${resourceType}.id`);
  }
  return { id, isNew: true };
}

/** The ids of the first two resources that a condition fits: enough to tell none, one and several apart. */
export async function findFitting(
  service: FhirService,
  repository: FhirRepository,
  resourceType: ResourceType,
  condition: string | URLSearchParams,
): Promise<readonly string[]> {
  const { filters = [] } = conditionOf(service, resourceType, condition);
  const found = await repository.searchResources({ resourceType, filters, count: 2, total: 'none' });
  return found.map(({ id }) => id);
}
