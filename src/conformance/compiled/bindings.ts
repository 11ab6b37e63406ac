import type { ElementDefinitionBinding } from '@medplum/fhirtypes';
import type { CodeChoice } from './valueSets.ts';

/** A binding of an element to a value set, which is read when the first code comes. */
export interface BindingRule {
  readonly strength: NonNullable<ElementDefinitionBinding['strength']>;
  /** Canonical URL, perhaps with a version. */
  readonly valueSet: string;
  /** Undefined: the value set is not at hand. */
  readonly choice: () => CodeChoice | undefined;
}

export function createBinding(
  binding: ElementDefinitionBinding | undefined,
  find: (canonical: string) => CodeChoice | undefined,
): BindingRule | undefined {
  if (binding?.valueSet === undefined) {
    return undefined;
  }
  const { valueSet, strength } = binding;
  let choice: CodeChoice | undefined;
  let isRead = false;
  return {
    strength,
    valueSet,
    choice: () => {
      choice = isRead ? choice : find(valueSet);
      isRead = true;
      return choice;
    },
  };
}
