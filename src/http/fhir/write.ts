import type { WithId } from '@medplum/core';
import type { Resource } from '@medplum/fhirtypes';
import type { WriteEffect } from '../../store/store.ts';
import { refuse } from '../errors.ts';
import type { Finding } from '../../findings/finding.ts';
import { requireId, requireResource, requireType } from './checks.ts';
import { FHIR_FAULTS } from './faults.ts';
import { judgeRemoval, judgeWrite } from './pathwayWrites.ts';
import type { FhirService, WriteScope } from './scope.ts';
import { conditionOf } from './search.ts';
import { requireNotShipped } from './shipped.ts';
import { requireVersion } from './versions.ts';

export interface Written {
  readonly resource: WithId<Resource>;
  readonly effect: WriteEffect;
  /** What the pathway rules found of it; none of it is an error. */
  readonly findings: readonly Finding[];
}

/**
 * Creates a resource with an id from the server (one in the body does not count, unless `isAssigned`: then the
 * server put it there), or finds the one that fits `ifNoneExist` (FHIR R4 3.1.0.8.1).
 *
 * @throws Refusal or OperationOutcomeError: 400, 404 for the type, 412 when the condition fits several, 422.
 */
export async function create(
  service: FhirService,
  scope: WriteScope,
  type: string,
  body: unknown,
  ifNoneExist?: string,
  isAssigned = false,
): Promise<Written> {
  const resourceType = requireType(service, type);
  const sent = requireResource(body, resourceType);
  const resource = isAssigned ? sent : withoutId(sent);
  const options = { assignedId: isAssigned };
  if (ifNoneExist === undefined) {
    return scope.unit(async (unit) => {
      const judged = await judgeWrite(service, scope, unit, resource);
      const created = await unit.repository.createResource(judged.resource, options);
      await judged.settle();
      return { resource: created, effect: 'created', findings: judged.findings };
    });
  }
  const condition = conditionOf(service, resourceType, ifNoneExist);
  return scope.unit(async (unit) => {
    const judged = await judgeWrite(service, scope, unit, resource);
    const { resource: found, outcome } = await unit.repository.conditionalCreate(
      judged.resource,
      condition,
      options,
    );
    if (outcome.id !== 'created') {
      return { resource: found, effect: 'unchanged', findings: [] };
    }
    await judged.settle();
    return { resource: found, effect: 'created', findings: judged.findings };
  });
}

/** Made anew: an object from which a property is deleted is slower to go through ever after. */
function withoutId(sent: Resource): Resource {
  const { id, ...resource } = sent;
  return id === undefined ? sent : resource;
}

/**
 * Stores the next version, or the first one under an id that the caller chose. Content that equals what is stored
 * makes no version.
 *
 * @throws Refusal or OperationOutcomeError: 400, 404 for the type, 412 for If-Match, 422.
 */
export async function update(
  service: FhirService,
  scope: WriteScope,
  type: string,
  id: string,
  body: unknown,
  ifMatch?: string,
): Promise<Written> {
  const resourceType = requireType(service, type);
  requireNotShipped(service, resourceType, requireId(id));
  const resource = requireResource(body, resourceType);
  if (resource.id !== id) {
    throw refuse(400, FHIR_FAULTS.idMismatch, `${resourceType}.id`);
  }
  return scope.unit(async (unit) => {
    if (ifMatch !== undefined) {
      requireVersion(ifMatch, await unit.read(resourceType, id));
    }
    const judged = await judgeWrite(service, scope, unit, { ...resource, id });
    const written = await unit.put(judged.resource);
    await judged.settle();
    return { ...written, findings: judged.findings };
  });
}

/** Deletes; what is not there, or no more, is no fault (FHIR R4 3.1.0.7). */
export async function remove(
  service: FhirService,
  scope: WriteScope,
  type: string,
  id: string,
  ifMatch?: string,
): Promise<void> {
  const resourceType = requireType(service, type);
  requireNotShipped(service, resourceType, requireId(id));
  await scope.unit(async (unit) => {
    if (ifMatch !== undefined) {
      requireVersion(ifMatch, await unit.read(resourceType, id));
    }
    const removed = await unit.read(resourceType, id);
    await unit.repository.deleteResource(resourceType, id);
    await judgeRemoval(service, scope, unit, removed);
  });
}
