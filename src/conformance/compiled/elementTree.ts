import type { BindingRule } from './bindings.ts';
import type { JsonObject } from './json.ts';
import type { PrimitiveRule } from './primitives.ts';
import type { CodeChoice } from './valueSets.ts';

/** A node of a resource, or a value that an expression made, as FHIRPath sees it. */
export interface Item {
  /** The JSON value; undefined for a primitive that has extensions only. */
  readonly value: unknown;
  /** A FHIR type name, or `System.String` and the like for what an expression made. */
  readonly typeName: string;
  /** Of a complex value: what its elements are. */
  readonly type?: ComplexType | undefined;
  /** Of a primitive value: its id and extensions. */
  readonly sibling?: JsonObject | undefined;
}

export type Collection = readonly Item[];

/** The compiled type of a resource by its resourceType; undefined when there is none. */
export type TypeOfResource = (resourceType: string) => ComplexType | undefined;

/** What an expression is evaluated in. */
export interface Environment {
  /** `%resource`: the resource, contained or not, that the node belongs to. */
  readonly resource: Item;
  /** `%rootResource`: the same, or the resource that contains it. */
  readonly rootResource: Item;
  /** `%context`: the node that the expression was asked of. */
  readonly context: Item;
  readonly typeOfResource: TypeOfResource;
  /** The codes of a value set; undefined when it is not at hand. */
  readonly codeChoice: (canonical: string) => CodeChoice | undefined;
  /** Whether a resource or a value keeps a profile; undefined when the profile is not at hand. */
  readonly conformsTo: (item: Item, canonical: string) => boolean | undefined;
  /** The resource that a reference leads to; undefined when it is not at hand. */
  readonly resolve: (reference: string) => Item | undefined;
  /** Paths from `%resource` that have been walked, by their place in an expression. */
  readonly remembered: Map<object, Collection>;
  /** `$this` and `$index` of the innermost criteria. */
  readonly $this: Item;
  readonly $index: number;
  /** Within aggregate(): what has been gathered so far. */
  readonly $total?: Collection;
}

/** A constraint of a definition, ready to be put to an element. */
export interface Invariant {
  readonly key: string;
  readonly severity: 'error' | 'warning';
  readonly human: string;
  readonly expression: string;
  /** Where the definition states it, such as `Timing.repeat`. */
  readonly path: string;
  /** Canonical URL of the definition that the constraint comes from, where it is known. */
  readonly source: string | undefined;
  /** The same written out for speed, where it is (see writtenRules.ts): whether a value keeps it. */
  readonly written: ((value: never) => boolean) | undefined;
  /** `broken`: the expression itself cannot be evaluated. */
  readonly judge: (item: Item, environment: Environment) => 'kept' | 'violated' | 'broken';
}

/** What the definition of a type says of one of its elements. */
export interface ElementRule {
  /** Without `[x]`. */
  readonly name: string;
  /** As the definition has it, such as `CarePlan.activity.detail.scheduled[x]`. */
  readonly path: string;
  readonly min: number;
  readonly repeats: boolean;
  /** Cardinality 0..0, as SimpleQuantity has it for `comparator`. */
  readonly prohibited: boolean;
  readonly isChoice: boolean;
  /** Names that the element can have in JSON, more than one for a choice of types. */
  readonly keys: readonly string[];
  readonly binding: BindingRule | undefined;
  /** Beyond those of the element's type and ele-1. */
  readonly invariants: readonly Invariant[];
  readonly maxLength: number | undefined;
}

/** One JSON name of an element: what its value must be. */
export interface Property {
  readonly key: string;
  /** The FHIRPath step to it, such as `name` or `value.ofType(Quantity)`. */
  readonly step: string;
  readonly rule: ElementRule;
  /** The FHIR type: of a part without a type of its own `BackboneElement` or `Element`. */
  readonly typeName: string;
  readonly kind: 'primitive' | 'complex' | 'resource' | 'xhtml';
  /** Whether the name is that of a primitive's id and extensions, `_birthDate`. */
  readonly isSibling: boolean;
  /** Of a primitive: the name of its id and extensions, `_birthDate`, whether it can have them or not. */
  readonly siblingKey: string | undefined;
  /** The bit by which the element stands in the type's `requiredBits`; 0: it need not be there. */
  readonly requiredBit: number;
  /** The bit by which a choice of types is told from the others of its type; 0: no choice. */
  readonly choiceBit: number;
  readonly primitive: PrimitiveRule | undefined;
  /** Whether the primitive has no id and extensions, as `Extension.url` and ids. */
  readonly isPlain: boolean;
  /** The names of the resource types that a Reference, or a canonical, may lead to; empty: any. */
  readonly targets: ReadonlySet<string>;
  /** Made on first use. */
  readonly type: () => ComplexType;
}

/** A type with elements: a resource, a data type, or a part of one. */
export interface ComplexType {
  /** The type's name; for a part of a type its path, `CarePlan.activity`. */
  readonly name: string;
  /** The FHIR type that FHIRPath sees. */
  readonly typeName: string;
  /** Canonical URL of the definition. */
  readonly url: string;
  readonly isResource: boolean;
  readonly properties: ReadonlyMap<string, Property>;
  /** In the order of the definition. */
  readonly elements: readonly ElementRule[];
  readonly required: readonly ElementRule[];
  /** The bits of the elements that must be there, all together. */
  readonly requiredBits: number;
  readonly choices: readonly ElementRule[];
  readonly invariants: readonly Invariant[];
  /** By element name, its properties (more than one for a choice), without siblings. */
  readonly byName: ReadonlyMap<string, readonly Property[]>;
}
