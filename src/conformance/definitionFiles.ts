import type { Resource } from '@medplum/fhirtypes';
import { openDefinitionFiles, type DefinitionFiles } from '../definitions/baseDefinitionFiles.ts';
import type { Definitions } from '../definitions/definitions.ts';

/** What the validator judges by: our own definitions and those of loaded packages, and behind them HL7's. */
export function definitionFilesOf(definitions: Definitions): DefinitionFiles {
  const hl7 = openDefinitionFiles();

  function find<T extends Resource>(resourceType: T['resourceType'], canonical: string): T | undefined {
    const found = definitions.find(canonical);
    return found?.resourceType === resourceType ? (found as T) : undefined;
  }

  return {
    structure: (canonical) => find('StructureDefinition', canonical) ?? hl7.structure(canonical),
    valueSet: (canonical) => find('ValueSet', canonical) ?? hl7.valueSet(canonical),
    codeSystem: (canonical) => find('CodeSystem', canonical) ?? hl7.codeSystem(canonical),
    conceptMap: (canonical) => find('ConceptMap', canonical) ?? hl7.conceptMap(canonical),
    searchParameter: (canonical) => find('SearchParameter', canonical) ?? hl7.searchParameter(canonical),
  };
}
