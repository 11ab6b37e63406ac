import { createValidator } from '../../../src/conformance/compiled/validator.ts';
import { openDefinitionFiles } from '../../../src/definitions/baseDefinitionFiles.ts';

const validator = createValidator({ files: openDefinitionFiles() });

/** The errors by the base definitions alone, each as its place and its code. */
export function errorsOf(resource: object): readonly string[] {
  return validator
    .validate(resource)
    .filter(({ severity }) => severity === 'error')
    .map(({ place, definition }) => `${place} ${definition.code}`);
}
