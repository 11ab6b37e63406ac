import type { ElementDefinition } from '@medplum/fhirtypes';
import type { BaseDefinitions } from '../baseDefinitions.ts';
import type { ComplexType, Property } from '../elementTree.ts';

/** Where an element of a differential stands in the definition that it constrains. */
export interface DifferentialPlace {
  /** The element there, by each of its types. */
  readonly properties: readonly Property[];
  /** Of each step its place among its siblings, then that of its slice; for the order of elements. */
  readonly order: readonly number[];
}

/** Why an element has no place: the step that leads nowhere, and from where. */
export interface NoPlace {
  readonly step: string;
  readonly type: string;
}

/** Finds the places of the elements of one differential, by their ids (R4 elementdefinition.html#id). */
export class DifferentialPlaces {
  readonly #definitions: BaseDefinitions;
  readonly #root: ComplexType;
  /** The types to which the differential narrows elements, by their ids. */
  readonly #narrowed: ReadonlyMap<string, readonly string[]>;
  /** The slices met so far, by the id of what they slice. */
  readonly #slices = new Map<string, string[]>();

  constructor(definitions: BaseDefinitions, root: ComplexType, elements: readonly ElementDefinition[]) {
    this.#definitions = definitions;
    this.#root = root;
    this.#narrowed = new Map(
      elements.flatMap((element) =>
        element.type === undefined ? [] : [[idOf(element), element.type.map(({ code }) => code)] as const],
      ),
    );
  }

  /** Undefined where nobody here can tell, such as within a resource of any type. */
  placeOf(element: ElementDefinition): DifferentialPlace | NoPlace | undefined {
    const steps = idOf(element).split('.').slice(1);
    let types: readonly ComplexType[] = [this.#root];
    let properties: readonly Property[] = [];
    const order: number[] = [];
    let id = idOf(element).split('.')[0] ?? '';
    for (const step of steps) {
      const [name = '', slice] = step.split(':');
      const parent = types.find((type) => propertiesNamed(type, name).length > 0);
      if (parent === undefined) {
        return types.length === 0
          ? undefined
          : { step: name, type: types.map((type) => type.name).join(' | ') };
      }
      properties = propertiesNamed(parent, name);
      const ofSlices = `${id}.${name}`;
      id = `${id}.${step}`;
      order.push([...parent.byName.keys()].indexOf(properties[0]?.rule.name ?? ''));
      order.push(slice === undefined ? 0 : this.#placeOfSlice(ofSlices, slice));
      types = this.#typesWithin(properties, this.#narrowed.get(id));
    }
    return { properties, order };
  }

  #placeOfSlice(ofSlices: string, slice: string): number {
    const known = this.#slices.get(ofSlices) ?? [];
    this.#slices.set(ofSlices, known);
    if (!known.includes(slice)) {
      known.push(slice);
    }
    return known.indexOf(slice) + 1;
  }

  /** None where any resource can stand. */
  #typesWithin(
    properties: readonly Property[],
    narrowed: readonly string[] | undefined,
  ): readonly ComplexType[] {
    return properties.flatMap((property) => {
      if (property.kind === 'resource') {
        return (narrowed ?? []).flatMap((code) =>
          code === 'Resource' ? [] : (this.#definitions.knownType(code) ?? []),
        );
      }
      if (narrowed !== undefined && !narrowed.includes(property.typeName) && properties.length > 1) {
        return [];
      }
      return property.kind === 'complex' ? property.type() : this.#definitions.elementType;
    });
  }
}

/** The id, or what it should be. */
export function idOf({ id, path, sliceName }: ElementDefinition): string {
  const isOfPath = id !== undefined && pathOfId(id) === path;
  return isOfPath ? id : sliceName === undefined ? path : `${path}:${sliceName}`;
}

function pathOfId(id: string): string {
  return id.replaceAll(/:[^.]*/g, '');
}

/** `value[x]` is a choice, `valueQuantity` one form of it, and `value` neither. */
function propertiesNamed(type: ComplexType, name: string): readonly Property[] {
  if (name.endsWith('[x]')) {
    const found = type.byName.get(name.slice(0, -3)) ?? [];
    return found[0]?.rule.isChoice === true ? found : [];
  }
  const named = type.byName.get(name);
  if (named !== undefined) {
    return named[0]?.rule.isChoice === true ? [] : named;
  }
  const form = type.properties.get(name);
  return form !== undefined && form.rule.isChoice && !form.isSibling ? [form] : [];
}
