import type { ComplexType, ElementRule, Invariant, Property } from './elementTree.ts';
import type { ElementDefinition, ElementDefinitionType, StructureDefinition } from '@medplum/fhirtypes';
import type { BindingRule } from './bindings.ts';
import { createInvariant } from './invariants.ts';
import { PRIMITIVE_RULES } from './primitives.ts';

/** What a type is compiled with. */
export interface CompileContext {
  /** The compiled type of that name: of a data type, or of a profile on one that base definitions use. */
  readonly type: (name: string) => ComplexType;
  readonly binding: (element: ElementDefinition) => BindingRule | undefined;
}

export const FHIR_TYPE_PREFIX = 'http://hl7.org/fhir/StructureDefinition/';
const SYSTEM_PREFIX = 'http://hl7.org/fhirpath/System.';
const FHIR_TYPE_EXTENSION = 'http://hl7.org/fhir/StructureDefinition/structuredefinition-fhir-type';

/** Rules that the walk itself keeps, at full speed, for every element or resource. */
const KEPT_BY_THE_WALK: ReadonlySet<string> = new Set([
  'ele-1',
  'ext-1',
  'dom-2',
  'dom-3',
  'dom-4',
  'dom-5',
  'dom-6',
  'ref-1',
  'txt-1',
  'txt-2',
  'sqty-1',
]);

/** The name of a type from its canonical URL. */
export function typeNameOf(canonical: string): string {
  return canonical.slice(canonical.lastIndexOf('/') + 1);
}

/** A base definition (derivation specialization, or a profile on a data type) as a tree to walk. */
export function compileType(structure: StructureDefinition, context: CompileContext): ComplexType {
  const elements = structure.snapshot?.element ?? [];
  const root = elements[0];
  if (root === undefined) {
    throw new Error(`${structure.url} has no snapshot`);
  }
  return compilePart(root, new SnapshotChildren(structure, elements), context);
}

/** The elements of a snapshot by the path of their parent. */
class SnapshotChildren {
  readonly structure: StructureDefinition;
  readonly #byParent: ReadonlyMap<string, readonly ElementDefinition[]>;
  readonly #byPath: ReadonlyMap<string, ElementDefinition>;
  /** Parts already compiled, by path: an element with a contentReference shares its target's. */
  readonly compiled = new Map<string, ComplexType>();

  constructor(structure: StructureDefinition, elements: readonly ElementDefinition[]) {
    this.structure = structure;
    this.#byParent = Map.groupBy(elements.slice(1), ({ path }) => path.slice(0, path.lastIndexOf('.')));
    this.#byPath = new Map(elements.map((element) => [element.path, element]));
  }

  of(path: string): readonly ElementDefinition[] {
    return this.#byParent.get(path) ?? [];
  }

  /** The element that a contentReference, `#Questionnaire.item`, means. */
  targetOf({ contentReference }: ElementDefinition): ElementDefinition | undefined {
    return contentReference === undefined
      ? undefined
      : this.#byPath.get(contentReference.slice(contentReference.indexOf('#') + 1));
  }
}

function compilePart(
  element: ElementDefinition,
  children: SnapshotChildren,
  context: CompileContext,
): ComplexType {
  const { structure } = children;
  const known = children.compiled.get(element.path);
  if (known !== undefined) {
    return known;
  }
  const isRoot = !element.path.includes('.');
  const rules: ElementRule[] = [];
  const properties = new Map<string, Property>();
  const byName = new Map<string, Property[]>();
  let required = 0;
  let choices = 0;
  for (const child of children.of(element.path)) {
    const rule = compileElement(child, children.targetOf(child) ?? child, context);
    rules.push(rule);
    const requiredBit = rule.min > 0 ? 2 ** required : 0;
    required += rule.min > 0 ? 1 : 0;
    const choiceBit = rule.isChoice ? 2 ** choices : 0;
    choices += rule.isChoice ? 1 : 0;
    const own: Property[] = [];
    for (const type of typesOf(child)) {
      const property: Property = {
        ...compileProperty(child, rule, type, children, context),
        requiredBit,
        choiceBit,
      };
      properties.set(property.key, property);
      own.push(property);
      if (property.siblingKey !== undefined && !property.isPlain) {
        properties.set(property.siblingKey, { ...property, key: property.siblingKey, isSibling: true });
      }
    }
    byName.set(rule.name, own);
  }
  const compiled: ComplexType = {
    name: isRoot ? structure.type : element.path,
    typeName: isRoot ? structure.type : (element.type?.[0]?.code ?? 'BackboneElement'),
    url: structure.url,
    isResource: isRoot && structure.kind === 'resource',
    properties,
    byName,
    elements: rules,
    required: rules.filter(({ min }) => min > 0),
    requiredBits: 2 ** required - 1,
    choices: rules.filter(({ isChoice }) => isChoice),
    invariants: isRoot ? invariantsOf(element) : [],
  };
  children.compiled.set(element.path, compiled);
  return compiled;
}

/** `content` is the element whose content it has: itself, or the one that it refers to. */
function compileElement(
  element: ElementDefinition,
  content: ElementDefinition,
  context: CompileContext,
): ElementRule {
  const last = element.path.slice(element.path.lastIndexOf('.') + 1);
  const isChoice = last.endsWith('[x]');
  const name = isChoice ? last.slice(0, -3) : last;
  return {
    name,
    path: element.path,
    min: element.min ?? 0,
    repeats: (element.base?.max ?? element.max) !== '1' && element.max !== '0',
    prohibited: element.max === '0',
    isChoice,
    keys: isChoice ? typesOf(element).map((type) => keyOf(name, true, type)) : [name],
    binding: context.binding(element),
    invariants: invariantsOf(content),
    maxLength: element.maxLength,
  };
}

function keyOf(name: string, isChoice: boolean, { code }: ElementDefinitionType): string {
  return isChoice ? `${name}${code.charAt(0).toUpperCase()}${code.slice(1)}` : name;
}

/** The types of an element; one that refers to another's content stands as a part without a type name. */
function typesOf(element: ElementDefinition): readonly ElementDefinitionType[] {
  return element.type ?? [{ code: 'BackboneElement' }];
}

function compileProperty(
  element: ElementDefinition,
  rule: ElementRule,
  type: ElementDefinitionType,
  children: SnapshotChildren,
  context: CompileContext,
): Property {
  const { code } = type;
  const isSystem = code.startsWith(SYSTEM_PREFIX);
  const isId = isSystem && rule.name === 'id' && isResourceId(element);
  const typeName = isId ? 'id' : isSystem ? fhirTypeOf(type) : code;
  const primitive = PRIMITIVE_RULES.get(typeName);
  const kind =
    typeName === 'xhtml'
      ? 'xhtml'
      : primitive !== undefined
        ? 'primitive'
        : typeName === 'Resource'
          ? 'resource'
          : 'complex';
  const key = keyOf(rule.name, rule.isChoice, type);
  const profile = type.profile?.[0];
  const isPlain = (isSystem && !isResourceId(element)) || kind === 'xhtml';
  let made: ComplexType | undefined;
  return {
    key,
    step: rule.isChoice ? `${rule.name}.ofType(${code})` : rule.name,
    rule,
    typeName,
    kind,
    isSibling: false,
    primitive,
    isPlain,
    siblingKey: primitive === undefined ? undefined : `_${key}`,
    requiredBit: 0,
    choiceBit: 0,
    targets: new Set((type.targetProfile ?? []).map(typeNameOf).filter((target) => target !== 'Resource')),
    type: () => (made ??= typeOf(element, typeName, profile, children, context)),
  };
}

function typeOf(
  element: ElementDefinition,
  typeName: string,
  profile: string | undefined,
  children: SnapshotChildren,
  context: CompileContext,
): ComplexType {
  const target = children.targetOf(element);
  if (target !== undefined) {
    return compilePart(target, children, context);
  }
  return children.of(element.path).length > 0
    ? compilePart(element, children, context)
    : context.type(profile === undefined ? typeName : typeNameOf(profile));
}

function isResourceId({ base }: ElementDefinition): boolean {
  return base?.path === 'Resource.id';
}

function fhirTypeOf({ extension }: ElementDefinitionType): string {
  return extension?.find(({ url }) => url === FHIR_TYPE_EXTENSION)?.valueUrl ?? 'string';
}

function invariantsOf({ constraint, path }: ElementDefinition): readonly Invariant[] {
  return (constraint ?? [])
    .filter(({ key }) => !KEPT_BY_THE_WALK.has(key))
    .map((each) => createInvariant(each, path));
}
