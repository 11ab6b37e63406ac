import { readdirSync, readFileSync } from 'node:fs';
import { attributeOf, childOf, type XmlElement } from '../../src/formats/kith/xml/element.ts';
import { DEFAULT_XML_LIMITS } from '../../src/formats/kith/xml/prolog.ts';
import { readXml } from '../../src/formats/kith/xml/read.ts';
import { SCHEMA_DIR } from './kith.ts';
import { attributeValue, simpleValue, type Choose } from './schemaValue.ts';

/** One `schema` element and what its prefixes stand for. */
interface Schema {
  readonly target: string;
  readonly isQualified: boolean;
  readonly prefixes: ReadonlyMap<string, string>;
}

/** A declaration of a schema: an element, type, attribute or group. */
export interface Declaration {
  readonly element: XmlElement;
  readonly schema: Schema;
}

const XSD = 'http://www.w3.org/2001/XMLSchema';

/** How an instance is made. */
export interface InstanceOptions {
  readonly choose: Choose;
  /** Everything optional is there and what repeats is there twice; else as `choose` wants. */
  readonly isMaximal?: boolean;
  /** Text of an element, where it matters; the path is of local names, from the root, without it. */
  readonly textOf?: (path: string) => string | undefined;
  /** Attributes of an element, where they matter. */
  readonly attributesOf?: (path: string) => Readonly<Record<string, string>> | undefined;
  /** How often an element occurs, where it matters; of what is inside an element as a whole, the path ends in `/*`. */
  readonly countOf?: (path: string) => number | undefined;
  /** Which alternative is taken, where it matters; the path is that of the element with the alternatives. */
  readonly chosenIn?: (path: string) => string | undefined;
  /** How often there was a choice at a path: alternatives are then taken in turn, and not by `choose`. */
  readonly turns?: Map<string, number>;
  /** Every alternative is made, one after the other: no valid instance, but each element that there can be. */
  readonly everyAlternative?: true;
  /** XML in the place of `any`. */
  readonly anyIn?: (path: string) => string;
  /** Told of every element that is made: its path, recursion left out. */
  readonly made?: (path: string) => void;
}

/** The global declarations of the official schemas, by `{namespace}name`. */
export class SchemaModel {
  readonly #declarations = new Map<string, Declaration>();

  constructor(folder = SCHEMA_DIR) {
    for (const name of readdirSync(folder).filter((file) => file.endsWith('.xsd'))) {
      const bytes = readFileSync(`${folder}/${name}`);
      const reading = readXml(bytes, { ...DEFAULT_XML_LIMITS, maxMarkup: 1e6 });
      if (reading.ok && !name.startsWith('XMLSchema')) {
        this.#index(reading.root, bytes.toString('latin1'));
      }
    }
  }

  #index(root: XmlElement, source: string): void {
    const head = /<(?:\w+:)?schema\b[^>]*>/.exec(source.replace(/<!--[^]*?-->/g, ''))?.[0] ?? '';
    const schema: Schema = {
      target: attributeOf(root, 'targetNamespace') ?? '',
      isQualified: attributeOf(root, 'elementFormDefault') === 'qualified',
      prefixes: new Map(
        [...head.matchAll(/\bxmlns(?::([\w-]+))?="([^"]*)"/g)].map(([, prefix = '', uri = '']) => [
          prefix,
          uri,
        ]),
      ),
    };
    for (const element of root.children) {
      this.#declarations.set(keyOf(element.name, `{${schema.target}}${attributeOf(element, 'name') ?? ''}`), {
        element,
        schema,
      });
    }
  }

  /** An instance of a global element, valid as far as the declarations say. */
  instance(namespace: string, name: string, options: InstanceOptions): string {
    const declaration = this.find('element', `{${namespace}}${name}`);
    if (declaration === undefined) {
      throw new Error(`No element {${namespace}}${name}`);
    }
    return new Instance(this, options).element(declaration, namespace, '');
  }

  find(kind: string, qualified: string): Declaration | undefined {
    return this.#declarations.get(keyOf(kind, qualified));
  }

  /** What a reference or type name means where it stands. */
  resolve(name: string, { schema }: Declaration): string {
    const [prefix, local] = name.includes(':') ? (name.split(':') as [string, string]) : ['', name];
    return `{${schema.prefixes.get(prefix) ?? schema.target}}${local}`;
  }
}

function keyOf(kind: string, qualified: string): string {
  return `${kind === 'simpleType' ? 'complexType' : kind} ${qualified}`;
}

/** An organisation can be in an organisation without end: deeper than this, what is optional is left out. */
const MAX_NESTING = 3;

interface Content {
  readonly attributes: string;
  readonly inside: string;
}

class Instance {
  readonly #model: SchemaModel;
  readonly #options: InstanceOptions;
  #serial = 0;

  constructor(model: SchemaModel, options: InstanceOptions) {
    this.#model = model;
    this.#options = options;
  }

  element(declaration: Declaration, namespace: string, parent: string): string {
    const name = attributeOf(declaration.element, 'name') ?? '';
    const path = `${parent}/${name}`;
    this.#options.made?.(withoutRecursion(path));
    const typeName = attributeOf(declaration.element, 'type');
    const fixed = attributeOf(declaration.element, 'fixed');
    const simple = childOf(declaration.element, 'simpleType');
    const { attributes, inside } =
      simple !== undefined
        ? { attributes: '', inside: this.#restricted({ element: simple, schema: declaration.schema }) }
        : typeName === undefined
          ? this.#complex(childOf(declaration.element, 'complexType'), declaration, path)
          : this.#typed(this.#model.resolve(typeName, declaration), path);
    const text = fixed ?? this.#options.textOf?.(path) ?? inside;
    return `<${name} xmlns="${namespace}"${attributes}>${text}</${name}>`;
  }

  #typed(type: string, path: string): Content {
    if (type.startsWith(`{${XSD}}`)) {
      return { attributes: '', inside: this.#simple(type.slice(XSD.length + 2)) };
    }
    const declaration = this.#model.find('complexType', type);
    if (declaration?.element.name === 'simpleType') {
      return { attributes: '', inside: this.#restricted(declaration) };
    }
    return this.#complex(declaration?.element, declaration, path);
  }

  #restricted(declaration: Declaration): string {
    const restriction = childOf(declaration.element, 'restriction');
    const base = this.#model.resolve(
      attributeOf(restriction ?? declaration.element, 'base') ?? '',
      declaration,
    );
    return attributeOf(declaration.element, 'name') === 'oid'
      ? `2.16.578.1.12.4.1.1.${9000 + this.#options.choose(600)}`
      : this.#simple(base.slice(XSD.length + 2));
  }

  #simple(type: string): string {
    this.#serial += 1;
    return simpleValue(type, this.#serial, this.#options.choose);
  }

  #complex(type: XmlElement | undefined, declaration: Declaration | undefined, path: string): Content {
    const parts: XmlElement[] = [];
    let inherited: Content = { attributes: '', inside: '' };
    for (const child of type?.children ?? []) {
      const derived = child.name.endsWith('Content') ? child.children[0] : undefined;
      if (derived === undefined) {
        parts.push(child);
        continue;
      }
      const base = attributeOf(derived, 'base');
      if (derived.name === 'extension' && base !== undefined && declaration !== undefined) {
        inherited = this.#typed(this.#model.resolve(base, declaration), path);
      }
      parts.push(...derived.children);
    }
    if (declaration === undefined) {
      return inherited;
    }
    const given = this.#options.attributesOf?.(path);
    const attributes = parts
      .flatMap((child) => this.#attributes(child, declaration))
      .filter(([name]) => given?.[name] === undefined)
      .map(([name, value]) => ` ${name}="${value}"`)
      .join('');
    const forced = Object.entries(given ?? {}).map(([name, value]) => ` ${name}="${value}"`);
    return {
      attributes: `${inherited.attributes}${attributes}${forced.join('')}`,
      inside: inherited.inside + parts.map((child) => this.#particle(child, declaration, path)).join(''),
    };
  }

  #attributes(child: XmlElement, declaration: Declaration): (readonly [string, string])[] {
    if (child.name === 'attributeGroup') {
      const group = this.#model.find(
        'attributeGroup',
        this.#model.resolve(attributeOf(child, 'ref') ?? '', declaration),
      );
      return group?.element.children.flatMap((inner) => this.#attributes(inner, group)) ?? [];
    }
    if (child.name !== 'attribute') {
      return [];
    }
    const { choose, isMaximal } = this.#options;
    const reference = attributeOf(child, 'ref');
    const isRequired = attributeOf(child, 'use') === 'required';
    if (!isRequired && isMaximal !== true && choose(3) === 0) {
      return [];
    }
    const qualified = reference === undefined ? '' : this.#model.resolve(reference, declaration);
    const global = reference === undefined ? child : this.#model.find('attribute', qualified)?.element;
    const name = attributeOf(child, 'name') ?? qualified.slice(qualified.indexOf('}') + 1);
    this.#serial += 1;
    const value = attributeOf(child, 'fixed') ?? attributeValue(global, name, this.#serial, choose);
    if (reference === undefined) {
      return [[name, value]];
    }
    const namespace = qualified.slice(1, qualified.indexOf('}'));
    return [
      [`xmlns:q${this.#serial}`, namespace],
      [`q${this.#serial}:${name}`, value],
    ];
  }

  #particle(child: XmlElement, declaration: Declaration, path: string): string {
    switch (child.name) {
      case 'sequence':
      case 'all':
        return this.#times(child, `${path}/*`, () =>
          child.children.map((inner) => this.#particle(inner, declaration, path)).join(''),
        );
      case 'choice':
        return this.#times(child, undefined, () => {
          const options = child.children.filter(({ name }) => name !== 'annotation');
          if (this.#options.everyAlternative === true) {
            return options.map((option) => this.#particle(option, declaration, path)).join('');
          }
          const wanted = this.#options.chosenIn?.(path);
          const chosen =
            options.find((option) => wanted !== undefined && nameOf(option) === wanted) ??
            options[this.#alternative(path, options.length)];
          return chosen === undefined ? '' : this.#particle(chosen, declaration, path);
        });
      case 'element':
        return this.#elements(child, declaration, path);
      case 'any':
        return this.#options.anyIn?.(path) ?? '';
      default:
        return '';
    }
  }

  #alternative(path: string, count: number): number {
    const { turns, choose } = this.#options;
    if (turns === undefined) {
      return choose(count);
    }
    const turn = turns.get(path) ?? 0;
    turns.set(path, turn + 1);
    return turn % count;
  }

  #elements(child: XmlElement, declaration: Declaration, path: string): string {
    const reference = attributeOf(child, 'ref');
    const { schema } = declaration;
    const qualified = reference === undefined ? '' : this.#model.resolve(reference, declaration);
    const found =
      reference === undefined ? { element: child, schema } : this.#model.find('element', qualified);
    const namespace =
      reference === undefined
        ? schema.isQualified
          ? schema.target
          : ''
        : qualified.slice(1, qualified.indexOf('}'));
    const name = attributeOf(found?.element ?? child, 'name') ?? '';
    return found === undefined
      ? ''
      : this.#times(child, `${path}/${name}`, () => this.element(found, namespace, path));
  }

  #times(child: XmlElement, path: string | undefined, make: () => string): string {
    const { choose, isMaximal, countOf } = this.#options;
    const isRequired = attributeOf(child, 'minOccurs') !== '0';
    const isList = attributeOf(child, 'maxOccurs') === 'unbounded';
    const isDeep = path !== undefined && nesting(path) > MAX_NESTING;
    const some = isMaximal === true || choose(4) !== 0;
    const least = isRequired ? 1 : isDeep || !some ? 0 : 1;
    const further = isList && !isDeep && least > 0 ? (isMaximal === true ? 1 : choose(2)) : 0;
    const count = (path === undefined ? undefined : countOf?.(path)) ?? least + further;
    return Array.from({ length: count }, make).join('');
  }
}

function nameOf(particle: XmlElement): string {
  const name = attributeOf(particle, 'name') ?? attributeOf(particle, 'ref') ?? '';
  return name.slice(name.indexOf(':') + 1);
}

/** How often the last name of the path stands in it. */
function nesting(path: string): number {
  const names = path.split('/');
  return names.filter((name) => name === names.at(-1)).length;
}

/** The path with what stands within an element of the same name left out. */
function withoutRecursion(path: string): string {
  const kept: string[] = [];
  for (const name of path.split('/')) {
    const at = kept.indexOf(name);
    if (at > 0) {
      kept.length = at;
    }
    kept.push(name);
  }
  return kept.join('/');
}
