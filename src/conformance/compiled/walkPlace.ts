import type { ComplexType, Item, Property } from './elementTree.ts';
import type { JsonObject } from './json.ts';

/**
 * Where a walk stands: the steps from the root, and the objects and properties that led there. It is moved with every
 * element, so nothing is made for that; the words are made when somebody asks.
 */
export class WalkPlace {
  /** Steps from the root; a number is an index. Those from `#size` on are left over. */
  readonly #steps: (Property | string | number)[] = [];
  #size = 0;
  /** The properties that led here, for the contexts of extensions. */
  readonly #trail: Property[] = [];
  #depth = 0;
  /** The objects in which we stand, and their types. */
  readonly #objects: JsonObject[] = [];
  readonly #types: ComplexType[] = [];
  #nesting = 0;

  push(step: string | number): void {
    this.#steps[this.#size] = step;
    this.#size += 1;
  }

  pop(): void {
    this.#size -= 1;
  }

  enterProperty(property: Property): void {
    this.#steps[this.#size] = property;
    this.#size += 1;
    this.#trail[this.#depth] = property;
    this.#depth += 1;
  }

  leaveProperty(): void {
    this.#size -= 1;
    this.#depth -= 1;
  }

  enterObject(value: JsonObject, type: ComplexType): void {
    this.#objects[this.#nesting] = value;
    this.#types[this.#nesting] = type;
    this.#nesting += 1;
  }

  leaveObject(): void {
    this.#nesting -= 1;
  }

  /** The object `up` levels above the one in which we stand. */
  objectAbove(up: number): JsonObject | undefined {
    return up < this.#nesting ? this.#objects[this.#nesting - 1 - up] : undefined;
  }

  /** How many properties led here. */
  get depth(): number {
    return this.#depth;
  }

  /** The step `up` levels above the last. */
  stepAbove(up: number): Property | string | number | undefined {
    return up < this.#size ? this.#steps[this.#size - 1 - up] : undefined;
  }

  /** The FHIRPath of where we stand. */
  get fhirPath(): string {
    return this.#written(({ step }) => step);
  }

  /** The same with the names that JSON has. */
  get jsonPath(): string {
    return this.#written(({ key }) => key);
  }

  #written(nameOf: (property: Property) => string): string {
    let place = '';
    for (const step of this.#steps.slice(0, this.#size)) {
      const name = typeof step === 'object' ? nameOf(step) : step;
      place += typeof name === 'number' ? `[${name}]` : place === '' ? name : `.${name}`;
    }
    return place;
  }

  propertyAbove(up: number): Property | undefined {
    return up < this.#depth ? this.#trail[this.#depth - 1 - up] : undefined;
  }

  /** The full paths of the element `up` levels above, counted from the types along the way: `Patient.name.given`. */
  logicalPaths(up: number, rootName: string): readonly string[] {
    const names: string[] = [];
    const paths: string[] = [];
    for (let level = up; ; level += 1) {
      const property = this.propertyAbove(level);
      if (property === undefined || property.kind === 'resource') {
        paths.push([rootName, ...names].join('.'));
        return paths;
      }
      paths.push([property.typeName, ...names].join('.'));
      names.unshift(property.rule.name);
    }
  }

  /** The URL of the extension in which we stand, or of the one `up` extensions around it. */
  extensionUrl(up: number): unknown {
    let left = up;
    for (let level = this.#nesting - 1; level >= 0; level -= 1) {
      if (this.#types[level]?.typeName === 'Extension') {
        if (left === 0) {
          return this.#objects[level]?.['url'];
        }
        left -= 1;
      }
    }
    return undefined;
  }

  /** The element that has the extension in which we stand; of a primitive that is its id and extensions. */
  ownerOfExtension(): Item | undefined {
    const value = this.#objects[this.#nesting - 2];
    const type = this.#types[this.#nesting - 2];
    if (value === undefined || type === undefined || this.#nesting < 2) {
      return undefined;
    }
    const property = this.propertyAbove(1);
    return property?.isSibling === true
      ? { value: undefined, typeName: property.typeName, sibling: value }
      : { value, typeName: type.typeName, type };
  }
}
