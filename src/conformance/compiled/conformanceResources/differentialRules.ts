import type { ElementDefinition, ElementDefinitionType } from '@medplum/fhirtypes';
import type { Property } from '../elementTree.ts';
import type { Walk } from '../walk.ts';
import type { DifferentialPlace } from './differentialPlaces.ts';

/** What an element of a differential says that its base does not allow, each in a few words. */
export function faultsOfElement(
  walk: Walk,
  element: ElementDefinition,
  { properties }: DifferentialPlace,
  before: ElementDefinition | undefined,
): readonly string[] {
  if (properties.length === 0) {
    return [];
  }
  return [
    ...cardinalityFaults(element, properties, before),
    ...typeFaults(walk, element, properties),
    ...valueFaults(element, properties),
    ...bindingFaults(walk, element, properties),
  ];
}

/** Of slices the sum counts, so each may have less. */
function cardinalityFaults(
  { min, max, sliceName }: ElementDefinition,
  [property]: readonly Property[],
  before: ElementDefinition | undefined,
): readonly string[] {
  if (property === undefined || sliceName !== undefined) {
    return [];
  }
  const { rule } = property;
  const baseMin = before?.min ?? rule.min;
  const baseMax = before?.max ?? (rule.prohibited ? '0' : rule.repeats ? '*' : '1');
  const isWider = max !== undefined && baseMax !== '*' && (max === '*' || Number(max) > Number(baseMax));
  return [
    ...(min !== undefined && min < baseMin ? [`min ${min} < ${baseMin}`] : []),
    ...(isWider ? [`max ${max} > ${baseMax}`] : []),
  ];
}

function typeFaults(
  walk: Walk,
  { type }: ElementDefinition,
  properties: readonly Property[],
): readonly string[] {
  return (type ?? []).flatMap((each) => {
    const own = properties.find((property) => isSameOrWithin(walk, each.code, property));
    if (own === undefined) {
      return [`type ${each.code} ∉ ${properties.map(({ typeName }) => typeName).join(', ')}`];
    }
    return [...targetFaults(walk, each, own), ...profileFaults(walk, each)];
  });
}

const SYSTEM = 'http://hl7.org/fhirpath/System.';

function isSameOrWithin(walk: Walk, code: string, { typeName, kind }: Property): boolean {
  return (
    code === typeName ||
    code.startsWith(SYSTEM) ||
    (kind === 'resource' && walk.definitions.resourceTypes.has(code)) ||
    (kind === 'complex' && (typeName === 'Element' || typeName === 'BackboneElement')) ||
    (typeName === 'Quantity' && QUANTITIES.has(code))
  );
}

const QUANTITIES: ReadonlySet<string> = new Set([
  'Age',
  'Count',
  'Distance',
  'Duration',
  'SimpleQuantity',
  'MoneyQuantity',
]);

function targetFaults(
  walk: Walk,
  { targetProfile }: ElementDefinitionType,
  { targets }: Property,
): readonly string[] {
  if (targets.size === 0) {
    return [];
  }
  return (targetProfile ?? []).flatMap((url) => {
    const type = walk.definitions.files.structure(url)?.type;
    return type === undefined || targets.has(type) || type === 'Resource'
      ? []
      : [`Reference(${type}) ∉ Reference(${[...targets].join(' | ')})`];
  });
}

function profileFaults(walk: Walk, { code, profile }: ElementDefinitionType): readonly string[] {
  return (profile ?? []).flatMap((url) => {
    const type = walk.definitions.files.structure(url)?.type;
    return type === undefined ||
      type === code ||
      code === 'Resource' ||
      code === 'Element' ||
      code === 'BackboneElement'
      ? []
      : [`${code}(${url}): ${type} ≠ ${code}`];
  });
}

/** `fixedString` where the element is a code. */
function valueFaults(element: ElementDefinition, properties: readonly Property[]): readonly string[] {
  const allowed = new Set(
    properties.flatMap(({ typeName }) => (typeName === 'id' ? ['id', 'string'] : [typeName])),
  );
  if (properties.some(({ kind }) => kind === 'resource')) {
    return [];
  }
  return Object.keys(element).flatMap((key) => {
    const [, suffix] = /^(?:fixed|pattern)([A-Z]\w*)$/.exec(key) ?? [];
    const type =
      suffix === undefined
        ? undefined
        : [...allowed].find((name) => name.toLowerCase() === suffix.toLowerCase());
    return suffix === undefined || type !== undefined ? [] : [`${key} ∉ ${[...allowed].join(', ')}`];
  });
}

/** A required binding stays required, and to no other codes. */
function bindingFaults(
  walk: Walk,
  { binding }: ElementDefinition,
  [property]: readonly Property[],
): readonly string[] {
  const inBase = property?.rule.binding;
  if (binding === undefined || inBase?.strength !== 'required') {
    return [];
  }
  if (binding.strength !== 'required') {
    return [`binding ${inBase.strength} → ${binding.strength}`];
  }
  const codes =
    binding.valueSet === undefined ? undefined : walk.definitions.codeChoice(binding.valueSet)?.codes;
  const allowed = inBase.choice()?.codes;
  const others =
    codes === undefined || allowed === undefined ? [] : [...codes].filter((code) => !allowed.has(code));
  return others.length === 0
    ? []
    : [`${binding.valueSet ?? ''} ⊄ ${inBase.valueSet}: ${others.slice(0, 5).join(', ')}`];
}
