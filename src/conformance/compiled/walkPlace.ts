import type { ComplexType, Item, Property } from './elementTree.ts';
import type { JsonObject } from './json.ts';

/** Where a walk stands: the steps from the root, and the objects and properties that led there. */
export class WalkPlace {
  /** Steps from the root; a number is an index. */
  readonly #steps: (Property | string | number)[] = [];
  /** The properties that led here, for the contexts of extensions. */
  readonly #trail: Property[] = [];
  /** The objects in which we stand. */
  readonly #objects: { readonly value: JsonObject; readonly type: ComplexType }[] = [];

  push(step: string | number): void {
    this.#steps.push(step);
  }

  pop(): void {
    this.#steps.pop();
  }

  enterProperty(property: Property): void {
    this.#steps.push(property);
    this.#trail.push(property);
  }

  leaveProperty(): void {
    this.#trail.pop();
    this.#steps.pop();
  }

  enterObject(value: JsonObject, type: ComplexType): void {
    this.#objects.push({ value, type });
  }

  leaveObject(): void {
    this.#objects.pop();
  }

  /** How many properties led here. */
  get depth(): number {
    return this.#trail.length;
  }

  /** The step `up` levels above the last. */
  stepAbove(up: number): Property | string | number | undefined {
    return this.#steps[this.#steps.length - 1 - up];
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
    for (const step of this.#steps) {
      const name = typeof step === 'object' ? nameOf(step) : step;
      place += typeof name === 'number' ? `[${name}]` : place === '' ? name : `.${name}`;
    }
    return place;
  }

  propertyAbove(up: number): Property | undefined {
    return this.#trail[this.#trail.length - 1 - up];
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

  /** The URLs of the extensions in which we stand, the outermost first. */
  extensionUrls(): readonly unknown[] {
    return this.#objects.filter(({ type }) => type.typeName === 'Extension').map(({ value }) => value['url']);
  }

  /** The element that has the extension in which we stand; of a primitive that is its id and extensions. */
  ownerOfExtension(): Item | undefined {
    const owner = this.#objects.at(-2);
    if (owner === undefined) {
      return undefined;
    }
    const { value, type } = owner;
    const property = this.propertyAbove(1);
    return property?.isSibling === true
      ? { value: undefined, typeName: property.typeName, sibling: value }
      : { value, typeName: type.typeName, type };
  }
}
