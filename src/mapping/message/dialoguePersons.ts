import type { Bundle, Extension, Patient, RelatedPerson } from '@medplum/fhirtypes';
import { isBusinessIdentifier, type BusinessIdentifier } from '../../fhir/identifier.ts';
import { extensionUrl } from '../../fhir/systems.ts';
import { canRecognise, derivedIdentifier, nameKey } from '../identity.ts';
import { firstOf } from './parties.ts';

const NOTE_ROLE = extensionUrl('note-role');

/**
 * The people whom a dialogue names in a role and who are no professionals, such as a coordinator: by patient and name,
 * so that the same one in several messages is one. Those without a name, or of a patient without a number, stay the
 * message's own.
 *
 * @returns fullUrl → by what the person is recognised
 */
export function dialoguePersons(bundle: Bundle): ReadonlyMap<string, BusinessIdentifier> {
  const patient = firstOf<Patient>(bundle, 'Patient')
    ?.identifier?.filter(isBusinessIdentifier)
    .find(canRecognise);
  const named = new Set(
    (bundle.entry ?? []).flatMap(({ resource }) =>
      resource?.resourceType === 'Communication' ? personsIn(resource.extension ?? []) : [],
    ),
  );
  const found = new Map<string, BusinessIdentifier>();
  for (const { fullUrl = '', resource } of bundle.entry ?? []) {
    const key =
      named.has(fullUrl) && resource?.resourceType === 'RelatedPerson' ? keyOf(resource) : undefined;
    if (patient !== undefined && key !== undefined) {
      const { system, value } = patient;
      found.set(fullUrl, derivedIdentifier('related-person', { system, value }, 'dialogue', key));
    }
  }
  return found;
}

function personsIn(extensions: readonly Extension[]): readonly string[] {
  return extensions.flatMap(({ url, extension = [], valueReference }) => [
    ...(url === 'person' && valueReference?.reference !== undefined ? [valueReference.reference] : []),
    ...(url === NOTE_ROLE || url === 'unit' ? personsIn(extension) : []),
  ]);
}

function keyOf({ name, birthDate }: RelatedPerson): string | undefined {
  const [{ family, given } = {}] = name ?? [];
  return family === undefined ? undefined : nameKey(family, given?.join(' '), birthDate);
}
