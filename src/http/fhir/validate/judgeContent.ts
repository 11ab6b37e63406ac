import type { Resource } from '@medplum/fhirtypes';
import { norwegianDay } from '../../../exchange/clock.ts';
import { judgePathwayWrites } from '../../../exchange/pathwayWrites.ts';
import { hasResourceType } from '../../../fhir/resourceType.ts';
import { createFinding, hasErrors, type Finding } from '../../../findings/finding.ts';
import type { Actor } from '../../../store/actor.ts';
import { WriteRefused } from '../../../store/writeRefused.ts';
import { FHIR_FAULTS } from '../faults.ts';
import type { FhirService } from '../scope.ts';
import { VALIDATE_FINDINGS } from './findings.ts';
import type { ValidateRequest, ValidationMode } from './validateRequest.ts';

/** Where $validate was called: at the system, at a type, or at one resource. */
export interface ValidateAddress {
  readonly type: string | undefined;
  readonly id: string | undefined;
}

/** All that $validate finds of the content of a call. */
export async function judgeContent(
  service: FhirService,
  actor: Actor,
  { type, id }: ValidateAddress,
  { mode, profiles, findings }: ValidateRequest,
  content: NonNullable<ValidateRequest['content']>,
): Promise<readonly Finding[]> {
  const found = [
    ...findings,
    ...faultsOfAddress(content.value, type, id, mode),
    ...service.conformance.judgeText(content.text, profiles),
  ];
  const isWrite = mode === 'create' || mode === 'update';
  return isWrite && !hasErrors(found) && hasResourceType(content.value)
    ? [...found, ...(await findingsOfWrite(service, actor, withAddress(content.value, id, mode)))]
    : found;
}

/** Whether the resource can be deleted: what ships with the program cannot. */
export function judgeDeletion(service: FhirService, { type = '', id }: ValidateAddress): readonly Finding[] {
  if (id === undefined) {
    return [createFinding(VALIDATE_FINDINGS.instanceNeeded, '')];
  }
  return service.knowledge.current.definitions.has(type, id)
    ? [createFinding(FHIR_FAULTS.shippedDefinition, '', { reference: `${type}/${id}` })]
    : [];
}

function faultsOfAddress(
  value: unknown,
  type: string | undefined,
  id: string | undefined,
  mode: ValidationMode | undefined,
): readonly Finding[] {
  if (!hasResourceType(value)) {
    return [];
  }
  if (type !== undefined && value.resourceType !== type) {
    const found = value.resourceType.slice(0, 64);
    return [createFinding(FHIR_FAULTS.typeMismatch, '', { found, expected: type })];
  }
  const isUpdate = mode === 'update';
  const hasOtherId = id !== undefined && value.id !== id && (isUpdate || value.id !== undefined);
  return hasOtherId || (isUpdate && value.id === undefined)
    ? [createFinding(FHIR_FAULTS.idMismatch, `${value.resourceType}.id`)]
    : [];
}

function withAddress(resource: Resource, id: string | undefined, mode: ValidationMode): Resource {
  const { id: own, ...rest } = resource;
  const assigned = mode === 'create' ? undefined : (id ?? own);
  return { ...rest, ...(assigned !== undefined && { id: assigned }) };
}

/** What a write of the resource would be told by the rules of the pathways. */
async function findingsOfWrite(
  { store, knowledge, now }: FhirService,
  actor: Actor,
  resource: Resource,
): Promise<readonly Finding[]> {
  const { resourceType, id } = resource;
  const rules = { catalogue: knowledge.current.catalogue, day: norwegianDay(now()) };
  try {
    const judged = await judgePathwayWrites(rules, store.repository(actor), [
      { resource, place: resourceType, names: id === undefined ? [] : [`${resourceType}/${id}`] },
    ]);
    return judged.findings.flat();
  } catch (error) {
    if (error instanceof WriteRefused) {
      return error.findings;
    }
    throw error;
  }
}
