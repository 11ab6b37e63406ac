import type { CodeSystem, StructureDefinition } from '@medplum/fhirtypes';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';

/**
 * HL7's own base definitions (FHIR R4 4.0.1), read one file at a time from the npm package hl7.fhir.r4.core (HL7's own definitions and examples, which on npm is hl7.fhir.r4.examples):
 * all of them at once would cost 300 MB. Nothing is kept here; who needs a definition often keeps what it made of it.
 */

const packageFolder = dirname(createRequire(import.meta.url).resolve('hl7.fhir.r4.core/package.json'));

const TYPE_NAME = /^[A-Za-z][A-Za-z0-9]{0,63}$/;

/** The abstract types that CodeSystem/resource-types lists among the resource types (R4 2.29, Resource). */
const ABSTRACT_RESOURCE_TYPES: ReadonlySet<string> = new Set(['Resource', 'DomainResource']);

/**
 * The StructureDefinition, snapshot included, of a resource type, a data type or a primitive type, such as
 * `CarePlan`, `Period`, `code`; undefined when R4 has no such type.
 */
export function baseStructure(typeName: string): StructureDefinition | undefined {
  if (!TYPE_NAME.test(typeName)) {
    return undefined;
  }
  const structure = readDefinition(`StructureDefinition-${typeName}.json`) as StructureDefinition | undefined;
  // A file system that ignores case would give `Patient` for `patient`.
  return structure?.id === typeName ? structure : undefined;
}

let resourceTypes: ReadonlySet<string> | undefined;

/** The names of R4's concrete resource types (CodeSystem http://hl7.org/fhir/resource-types), 146 in all. */
export function baseResourceTypes(): ReadonlySet<string> {
  if (resourceTypes === undefined) {
    const codeSystem = readDefinition('CodeSystem-resource-types.json') as CodeSystem | undefined;
    const codes = codeSystem?.concept ?? [];
    resourceTypes = new Set(
      codes.map(({ code }) => code).filter((code) => !ABSTRACT_RESOURCE_TYPES.has(code)),
    );
  }
  return resourceTypes;
}

function readDefinition(fileName: string): unknown {
  try {
    return JSON.parse(readFileSync(join(packageFolder, fileName), 'utf8'));
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') {
      return undefined;
    }
    throw error;
  }
}
