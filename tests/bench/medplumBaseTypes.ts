import { loadDataType } from '@medplum/core';
import type { ElementDefinition, ElementDefinitionConstraint, StructureDefinition } from '@medplum/fhirtypes';
import { baseStructure } from '../../src/definitions/baseStructures.ts';

/**
 * Fills the schema of @medplum/core, of which there is one in the process, with HL7's own definitions: the data
 * types together on first use (50 ms, 8 MB), a resource type when its first resource comes (about 3 ms each).
 */

/** R4 data types that elements have (CodeSystem http://hl7.org/fhir/data-types, primitive types apart). */
// prettier-ignore
const DATA_TYPES = [
  'Element', 'BackboneElement', 'Address', 'Age', 'Annotation', 'Attachment', 'CodeableConcept', 'Coding',
  'ContactDetail', 'ContactPoint', 'Contributor', 'Count', 'DataRequirement', 'Distance', 'Dosage', 'Duration',
  'ElementDefinition', 'Expression', 'Extension', 'HumanName', 'Identifier', 'MarketingStatus', 'Meta', 'Money',
  'MoneyQuantity', 'Narrative', 'ParameterDefinition', 'Period', 'Population', 'ProdCharacteristic',
  'ProductShelfLife', 'Quantity', 'Range', 'Ratio', 'Reference', 'RelatedArtifact', 'SampledData', 'Signature',
  'SimpleQuantity', 'SubstanceAmount', 'Timing', 'TriggerDefinition', 'UsageContext', 'Resource', 'DomainResource',
] as const;

/**
 * Invariants whose expression yields nothing, and so not true, for content that HL7's own examples hold valid;
 * each written so that it says the same and always yields true or false.
 */
const TOTAL_EXPRESSIONS: Readonly<Record<string, string>> = {
  // An entry of a request need not have a fullUrl (Bundle-bundle-request-medsallergies.json).
  "fullUrl.contains('/_history/').not()": "fullUrl.exists().not() or fullUrl.contains('/_history/').not()",
  // A prediction may be stated in words only (RiskAssessment-prognosis.json).
  'probability is decimal implies (probability as decimal) <= 100':
    'probability.empty() or (probability is decimal implies (probability as decimal) <= 100)',
};

const loaded = new Set<string>();

/** Loads what is needed to judge resources of these types, which must be types of R4. */
export function loadBaseTypes(resourceTypes: Iterable<string>): void {
  if (loaded.size === 0) {
    DATA_TYPES.forEach(load);
  }
  for (const resourceType of resourceTypes) {
    if (!loaded.has(resourceType)) {
      load(resourceType);
    }
  }
}

function load(typeName: string): void {
  const structure = baseStructure(typeName);
  if (structure === undefined) {
    throw new Error(`The base definitions lack ${typeName}`);
  }
  loadDataType(slimmed(structure));
  loaded.add(typeName);
}

/** Without the long texts, which nobody reads here, and with the invariants that can be evaluated. */
function slimmed(structure: StructureDefinition): StructureDefinition {
  return {
    ...structure,
    snapshot: { element: (structure.snapshot?.element ?? []).map(slimmedElement) },
  };
}

function slimmedElement(element: ElementDefinition): ElementDefinition {
  const { constraint, ...rest } = element;
  delete rest.definition;
  return constraint === undefined ? rest : { ...rest, constraint: constraint.map(withTotalExpression) };
}

function withTotalExpression(constraint: ElementDefinitionConstraint): ElementDefinitionConstraint {
  const total = TOTAL_EXPRESSIONS[constraint.expression ?? ''];
  return total === undefined ? constraint : { ...constraint, expression: total };
}
