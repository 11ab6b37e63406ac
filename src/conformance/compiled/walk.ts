import type { ComplexType, Invariant, Item, Property } from './elementTree.ts';
import type { JsonObject } from './json.ts';
import type { Finding, FindingDefinition, Severity } from '../../findings/finding.ts';
import type { BaseDefinitions } from './baseDefinitions.ts';
import type { ResourceContext } from './resourceContext.ts';
import type { WalkPlace } from './walkPlace.ts';

export interface WalkOptions {
  /** Profiles that the resource is judged by beside those that it names. */
  readonly profiles: readonly string[];
  /** Whether an extension that is not known is an error rather than a warning. */
  readonly strictExtensions: boolean;
  /** Whether a resource without a narrative is told that it should have one. */
  readonly advisesNarrative: boolean;
  /** URL prefixes, or domains, of extensions that need not be known. */
  readonly knownExtensions: readonly string[];
  /** Whether only `profiles` count, and not the base definitions or the profiles that the resource names. */
  readonly profilesOnly: boolean;
  /** Numbers whose text has a fraction or an exponent though their value is whole, by place. */
  readonly writtenNumbers: () => ReadonlyMap<string, string>;
}

/** A walk through a resource, as a rule sees it: where we stand, what is known, and how to say what is wrong. */
export interface Walk {
  readonly definitions: BaseDefinitions;
  readonly options: WalkOptions;
  readonly place: WalkPlace;
  /** The resource that is being walked, contained or not. */
  readonly context: ResourceContext;
  /** Canonical URL of the profile that is being judged by. */
  profileUrl: string;
  /** Says what is wrong where we stand, or one step below. */
  report(
    definition: FindingDefinition,
    values?: Readonly<Record<string, string>>,
    step?: string,
    severity?: Severity,
  ): void;
  /** Runs with the place moved one step further. */
  at(step: string | number, run: () => void): void;
  /** Runs with another resource as the one that is being walked: one in it, or to which a reference leads. */
  within(value: JsonObject, type: ComplexType, run: () => void): void;
  /** The errors that what runs finds; they are not kept. */
  trial(run: () => void): readonly Finding[];
  /** Whether a value keeps a profile; undefined when the profile is not at hand. */
  conformsTo(item: Item, canonical: string): boolean | undefined;
  /** Puts rules to the node where we stand. */
  judge(invariants: readonly Invariant[], item: Item, source: string): void;
  /** The property by which the element that is being walked stands in its parent, `up` levels above. */
  propertyAbove(up: number): Property | undefined;
}

/** A walk as it goes from element to element. */
export interface ElementWalk extends Walk {
  /** Whether no further finding changes the answer, so that the walk ends. */
  isStopped: boolean;
  /** Walks a value where a resource belongs. */
  resource(
    value: unknown,
    container: ResourceContext | undefined,
    how: 'root' | 'contained' | 'within',
  ): void;
}
