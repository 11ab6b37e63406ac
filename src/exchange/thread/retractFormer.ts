import type { Resource } from '@medplum/fhirtypes';
import type { UnitOfWork } from '../../store/store.ts';
import type { CommittedResource } from '../commit.ts';

/**
 * What former messages of a document made and the newest no longer has: stored as no longer said. Nothing that others
 * tell of too, such as a referral that a pathway record has.
 *
 * @param owners keys of the messages of the document
 */
export async function retractFormer(
  unit: UnitOfWork,
  references: readonly string[],
  owners: ReadonlySet<string>,
  as: (resource: Resource) => Resource,
): Promise<readonly CommittedResource[]> {
  const retracted: CommittedResource[] = [];
  for (const reference of new Set(references)) {
    const [resourceType = '', id = ''] = reference.split('/');
    const stored = await unit.read(resourceType, id);
    const assertion = await unit.readAssertion(reference);
    if (stored === undefined || assertion?.owners.every((owner) => owners.has(owner)) === false) {
      continue;
    }
    const { effect } = await unit.putReceived(Object.assign({}, as(stored), { id }));
    if (effect !== 'unchanged') {
      retracted.push({ reference, effect: 'retracted' });
    }
  }
  return retracted;
}
