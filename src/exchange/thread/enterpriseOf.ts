import type { UnitOfWork } from '../../store/store.ts';

/** The unit and all that it is part of; of a professional, that of where they work. */
export async function enterpriseOf(
  unit: UnitOfWork,
  reference: string | undefined,
): Promise<readonly string[]> {
  const found = new Set<string>();
  let current = reference;
  while (current !== undefined && !found.has(current)) {
    const [resourceType = '', id = ''] = current.split('/');
    const resource = await unit.read(resourceType, id);
    if (resource?.resourceType === 'Organization') {
      found.add(current);
      current = resource.partOf?.reference;
    } else {
      current = resource?.resourceType === 'PractitionerRole' ? resource.organization?.reference : undefined;
    }
  }
  return [...found];
}
