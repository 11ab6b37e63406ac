import type { ComplexType, Invariant } from '../elementTree.ts';
import type { BindingRule } from '../bindings.ts';

/** What a profile asks beyond the base definition, for one element or slice. */
export interface ProfileRule {
  /** The element's id in the profile, such as `Patient.identifier:FNR.system`. */
  readonly id: string;
  /** Without `[x]`; of the root the type's name. */
  readonly name: string;
  readonly sliceName: string | undefined;
  readonly min: number;
  readonly max: number;
  /** Of a choice: the types that remain; undefined: any. */
  readonly types: ReadonlySet<string> | undefined;
  /** Profiles of which the value must keep one, by type. */
  readonly typeProfiles: ReadonlyMap<string, readonly string[]>;
  /** Profiles, or base types, to which a reference must lead; empty: any. */
  readonly targetProfiles: readonly string[];
  /** How a reference may be met: `contained`, `referenced`, `bundled`; empty: any. */
  readonly aggregation: readonly string[];
  readonly fixed: unknown;
  readonly pattern: unknown;
  readonly minValue: unknown;
  readonly maxValue: unknown;
  readonly maxLength: number | undefined;
  readonly binding: BindingRule | undefined;
  readonly invariants: readonly Invariant[];
  readonly children: ReadonlyMap<string, ProfileRule>;
  /** The same by the names that a value of the type has in JSON. */
  readonly childrenIn: (type: ComplexType) => readonly ChildRules[];
  /** Whether anything is asked of a single value, beside how many there are and in which slices. */
  readonly judgesValues: boolean;
  readonly slicing: Slicing | undefined;
}

/** The rules of the elements of an object, up to as many as a number has bits, found by the names in the object. */
export interface ChildRules {
  readonly rules: readonly ProfileRule[];
  /** By the JSON names that their elements can have: which of the rules, as bits. */
  readonly bits: ReadonlyMap<string, number>;
  /** Those that ask for something even where the element is not there, as bits. */
  readonly always: number;
}

export interface Discriminator {
  readonly type: 'value' | 'exists' | 'pattern' | 'type' | 'profile';
  /** FHIRPath, restricted as R4 5.1.0.15 says. */
  readonly path: string;
}

export interface Slicing {
  readonly discriminators: readonly Discriminator[];
  readonly rules: 'open' | 'closed' | 'openAtEnd';
  readonly ordered: boolean;
  readonly slices: readonly ProfileRule[];
}

export interface Profile {
  readonly url: string;
  readonly title: string;
  /** The resource or data type that it constrains. */
  readonly type: string;
  readonly isExtension: boolean;
  readonly root: ProfileRule;
  /** Of an extension: where it can stand. */
  readonly contexts: readonly { readonly type: string; readonly expression: string }[];
  /** Of an extension: rules on the element that has it. */
  readonly contextInvariants: readonly Invariant[];
  readonly isModifier: boolean;
}
