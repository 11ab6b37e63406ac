import type { Collection, ComplexType, Environment, Item } from './elementTree.ts';
import { type JsonObject, isJsonObject, textOf } from './json.ts';
import type { BundleIndex } from './bundleIndex.ts';
import { resourceItem } from './fhirPath/item.ts';
import type { BaseDefinitions } from './baseDefinitions.ts';

/** What expressions ask of the walk in which they are evaluated. */
export interface ExpressionHost {
  readonly definitions: BaseDefinitions;
  conformsTo(item: Item, canonical: string): boolean | undefined;
}

/** What all expressions in a resource are evaluated in. */
type Surroundings = Omit<Environment, 'context' | '$this' | '$index' | '$total'>;

/** A resource under validation, with what stands around it. */
export class ResourceContext {
  readonly value: JsonObject;
  readonly type: ComplexType;
  /** The resource in which this one stands, as contained, as an entry of a Bundle or as a parameter. */
  readonly outer: ResourceContext | undefined;
  readonly isContained: boolean;
  readonly item: Item;
  #localReferences: Set<string> | undefined = undefined;
  #elementIds: Set<string> | undefined = undefined;
  #surroundings: Surroundings | undefined = undefined;
  #ids: Set<string> | undefined = undefined;
  #contained: ReadonlyMap<string, JsonObject> | undefined = undefined;
  /** Of a Bundle: its entries by fullUrl, made when a reference first asks. */
  bundleIndex: BundleIndex | undefined = undefined;
  /** Of a resource in an entry of a Bundle. */
  fullUrl: string | undefined = undefined;

  constructor(
    value: JsonObject,
    type: ComplexType,
    outer: ResourceContext | undefined,
    how: 'root' | 'contained' | 'within',
  ) {
    this.value = value;
    this.type = type;
    this.outer = outer;
    this.isContained = how === 'contained';
    this.item = { value, typeName: type.typeName, type };
  }

  /** Ids that something in the resource refers to within it, `#id` without the #. */
  get localReferences(): Set<string> {
    this.#localReferences ??=
      this.isContained && this.outer !== undefined ? this.outer.localReferences : new Set();
    return this.#localReferences;
  }

  /** Ids of the elements seen so far. */
  get elementIds(): Set<string> {
    this.#elementIds ??= new Set();
    return this.#elementIds;
  }

  /** The resource whose `contained` local references lead to. */
  get root(): ResourceContext {
    return this.isContained && this.outer !== undefined ? this.outer.root : this;
  }

  /** The contained resources by id. */
  get contained(): ReadonlyMap<string, JsonObject> {
    if (this.#contained === undefined) {
      const list: unknown = this.value['contained'];
      const resources = (Array.isArray(list) ? (list as readonly unknown[]) : []).filter(isJsonObject);
      this.#contained = new Map(resources.map((resource) => [textOf(resource['id']), resource]));
    }
    return this.#contained;
  }

  /** The ids of all elements and resources within, and of the elements and anchors in narratives. */
  get ids(): ReadonlySet<string> {
    if (this.#ids === undefined) {
      this.#ids = new Set();
      addIds(this.value, this.#ids);
    }
    return this.#ids;
  }

  environmentFor(item: Item, walk: ExpressionHost): Environment {
    this.#surroundings ??= this.#surroundingsIn(walk);
    return { ...this.#surroundings, context: item, $this: item, $index: 0 };
  }

  #surroundingsIn(walk: ExpressionHost): Surroundings {
    const { typeOfResource } = walk.definitions;
    return {
      codeChoice: (canonical) => walk.definitions.codeChoice(canonical),
      conformsTo: (other, canonical) => walk.conformsTo(other, canonical),
      resource: this.item,
      rootResource: this.root.item,
      typeOfResource,
      resolve: (reference) => {
        const target = this.resolve(reference);
        return target && resourceItem(target, typeOfResource);
      },
      remembered: new Map<object, Collection>(),
    };
  }

  /** The resource that a reference leads to, as far as it is at hand: contained, or in the same Bundle. */
  resolve(reference: string): JsonObject | undefined {
    const { root } = this;
    if (reference.startsWith('#')) {
      return reference === '#' ? root.value : root.contained.get(reference.slice(1));
    }
    for (let context: ResourceContext | undefined = root; context !== undefined; context = context.outer) {
      const found = context.bundleIndex?.find(reference, root.fullUrl);
      if (found !== undefined) {
        return found;
      }
    }
    return undefined;
  }

  /** How many entries of the Bundle around it a reference leads to. */
  countOf(reference: string): number {
    const { root } = this;
    for (let context = root.outer; context !== undefined; context = context.outer) {
      const entries = context.bundleIndex?.entriesFor(reference, root.fullUrl) ?? [];
      if (entries.length > 0) {
        return entries.length;
      }
    }
    return 0;
  }
}

/** A resource that stands in the one given, or to which a reference in it leads, with what stands around it. */
export function contextOfResource(
  from: ResourceContext,
  value: JsonObject,
  type: ComplexType,
): ResourceContext {
  if (value === from.value) {
    return from;
  }
  const { root } = from;
  if ([...root.contained.values()].includes(value)) {
    return new ResourceContext(value, type, root, 'contained');
  }
  for (let context: ResourceContext | undefined = from; context !== undefined; context = context.outer) {
    const entry = context.bundleIndex?.entries.find(({ resource }) => resource === value);
    if (entry !== undefined) {
      const found = new ResourceContext(value, type, context, 'within');
      found.fullUrl = entry.fullUrl;
      return found;
    }
  }
  return new ResourceContext(value, type, from, 'within');
}

const NARRATIVE_ID = /\s(?:id|name)\s*=\s*(?:"([^"]*)"|'([^']*)')/g;

function addIds(value: unknown, into: Set<string>): void {
  if (Array.isArray(value)) {
    for (const each of value) {
      addIds(each, into);
    }
  } else if (isJsonObject(value)) {
    const { id, div } = value;
    if (typeof id === 'string') {
      into.add(id);
    }
    if (typeof div === 'string') {
      for (const [, double, single] of div.matchAll(NARRATIVE_ID)) {
        into.add(double ?? single ?? '');
      }
    }
    for (const child of Object.values(value)) {
      if (typeof child === 'object') {
        addIds(child, into);
      }
    }
  }
}
