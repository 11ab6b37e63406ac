import type { FhirRepository } from '@medplum/fhir-router';
import type { Organization } from '@medplum/fhirtypes';

/**
 * References to the organisations that a reference (`Organization/…`), an organisation number, a HER-id or a RESH-id
 * names; empty when none is stored.
 */
export async function findTrusts(repository: FhirRepository, named: string): Promise<ReadonlySet<string>> {
  const [type, id] = named.split('/');
  const isReference = type === 'Organization' && id !== undefined;
  const found = await repository.searchResources<Organization>({
    resourceType: 'Organization',
    filters: [
      {
        code: isReference ? '_id' : 'identifier',
        operator: 'eq',
        value: (isReference ? id : named).replaceAll(/[\\,$|]/g, String.raw`\$&`),
      },
    ],
  });
  return new Set(found.map((organization) => `Organization/${organization.id}`));
}
