import type { Identifier, Patient } from '@medplum/fhirtypes';
import type { WithId } from '@medplum/core';
import { isBusinessIdentifier } from '../fhir/identifier.ts';
import { IDENTIFIER_SYSTEM } from '../fhir/systems.ts';
import type { UnitOfWork } from '../store/store.ts';

/** Numbers that the whole country knows; any other is its issuer's, who may correct whose it is. */
const NATIONAL: ReadonlySet<string> = new Set([
  IDENTIFIER_SYSTEM.FNR,
  IDENTIFIER_SYSTEM.DNR,
  IDENTIFIER_SYSTEM.FHN,
]);

/**
 * Other patients that carry a local number which is now stated of this one, without it: the issuer has corrected whose
 * it is. One that had nothing else is the same person, known by the local number until now, and points to this one.
 */
export async function patientsWithoutMovedNumbers(
  unit: UnitOfWork,
  patient: WithId<Patient>,
  stated: readonly Identifier[],
): Promise<readonly WithId<Patient>[]> {
  const changed = new Map<string, WithId<Patient>>();
  for (const identifier of stated.filter(isBusinessIdentifier)) {
    if (NATIONAL.has(identifier.system)) {
      continue;
    }
    for (const found of await unit.findByIdentifier('Patient', identifier)) {
      const other = changed.get(found.id) ?? (found as WithId<Patient>);
      if (other.id !== patient.id) {
        changed.set(other.id, without(other, identifier, patient));
      }
    }
  }
  return [...changed.values()];
}

function without(
  other: WithId<Patient>,
  moved: { readonly system: string; readonly value: string },
  patient: WithId<Patient>,
): WithId<Patient> {
  const { identifier = [], ...rest } = other;
  const kept = identifier.filter(({ system, value }) => system !== moved.system || value !== moved.value);
  return kept.length > 0
    ? { ...rest, identifier: kept }
    : {
        ...rest,
        active: false,
        link: [...(other.link ?? []), { other: { reference: `Patient/${patient.id}` }, type: 'replaced-by' }],
      };
}
