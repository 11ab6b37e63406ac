import type { Atom } from '@medplum/core';
import { FhirPathError, type Evaluate } from './environment.ts';
import { COLLECTION_FUNCTIONS } from './functions/collectionFunctions.ts';
import { CONVERSION_FUNCTIONS } from './functions/conversionFunctions.ts';
import type { Compile, FunctionCompiler } from './functions/functionCompiler.ts';
import { NUMBER_FUNCTIONS } from './functions/numberFunctions.ts';
import { RESOURCE_FUNCTIONS } from './functions/resourceFunctions.ts';
import { TEXT_FUNCTIONS } from './functions/textFunctions.ts';

/** The functions of FHIRPath 2.0 and of FHIR (R4 2.9.1.4). */
const FUNCTIONS: ReadonlyMap<string, FunctionCompiler> = new Map([
  ...COLLECTION_FUNCTIONS,
  ...CONVERSION_FUNCTIONS,
  ...NUMBER_FUNCTIONS,
  ...RESOURCE_FUNCTIONS,
  ...TEXT_FUNCTIONS,
]);

/** @throws FhirPathError when there is no function of that name. */
export function compileFunction(name: string, args: readonly Atom[], compile: Compile): Evaluate {
  const compiler = FUNCTIONS.get(name);
  if (compiler === undefined) {
    throw new FhirPathError(`The function ${name}() is not known here`);
  }
  return compiler(args, compile);
}
