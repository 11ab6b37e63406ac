import type { Resource, Task } from '@medplum/fhirtypes';
import { FORLOPSBRO } from '../../fhir/systems.ts';
import type { Derived } from '../../mapping/message/derived.ts';
import type { UnitOfWork } from '../../store/store.ts';

const SYSTEM = `${FORLOPSBRO}/sid/patient-follow-up`;

/** Statuses of a Task that nobody has begun to work with. */
const UNTOUCHED: ReadonlySet<string> = new Set(['requested', 'cancelled']);

/**
 * Stores what follows from all the messages of a patient, each once, and deletes what follows no more. A Task that
 * somebody has begun, completed or refused is left as they left it.
 *
 * @returns references, by the value of the identity
 */
export async function storeDerived(
  unit: UnitOfWork,
  patient: string,
  derived: readonly Derived[],
  newId: () => string,
): Promise<ReadonlyMap<string, string>> {
  const former = await unit.readRecordEntry(SYSTEM, patient);
  const stored = new Map<string, string>();
  for (const { identity, resource } of derived) {
    const [found] = await unit.findByIdentifier(resource.resourceType, identity);
    const id = found?.id ?? newId();
    stored.set(identity.value, `${resource.resourceType}/${id}`);
    if (found === undefined || isOurs(found, resource)) {
      await unit.putReceived(Object.assign({}, resource, { id }));
    }
  }
  const owned = [...stored.values()];
  for (const reference of former?.owned ?? []) {
    if (!owned.includes(reference)) {
      await deleteUntouched(unit, reference);
    }
  }
  if (owned.length > 0 || former !== undefined) {
    await unit.saveRecordEntry({ system: SYSTEM, value: patient, recordedAt: 0, digest: '', owned });
  }
  return stored;
}

/** Whether what is stored is a Task as messages left it; one that an answer completed can be asked for again. */
function isOurs(stored: Resource, derived: Resource): boolean {
  return (
    stored.resourceType === 'Task' &&
    derived.resourceType === 'Task' &&
    (UNTOUCHED.has(stored.status) || (stored.status === 'completed' && isAnswered(stored)))
  );
}

function isAnswered({ output = [], code }: Task): boolean {
  return output.some(
    ({ type }) => type.coding?.[0]?.code !== undefined && type.coding[0].code === code?.coding?.[0]?.code,
  );
}

async function deleteUntouched(unit: UnitOfWork, reference: string): Promise<void> {
  const [resourceType = '', id = ''] = reference.split('/');
  const stored = await unit.read(resourceType, id);
  if (stored !== undefined && (stored.resourceType !== 'Task' || UNTOUCHED.has(stored.status))) {
    await unit.delete(resourceType, id);
  }
}
