import { readdirSync, readFileSync } from 'node:fs';
import { attributeOf, type XmlElement } from '../../src/formats/kith/xml/element.ts';
import { DEFAULT_XML_LIMITS } from '../../src/formats/kith/xml/prolog.ts';
import { readXml } from '../../src/formats/kith/xml/read.ts';
import { SCHEMA_DIR } from './kith.ts';

/** Where a generator gets its choices from: an integer from 0 up to, not including, `below`. */
export type Choose = (below: number) => number;

interface Declaration {
  readonly element: XmlElement;
  /** Target namespace of the schema that it stands in. */
  readonly schema: XmlElement;
}

/** The global elements and types of the official schemas, by `{namespace}name`. */
export class SchemaModel {
  readonly #elements = new Map<string, Declaration>();
  readonly #types = new Map<string, Declaration>();
  readonly #attributes = new Map<string, Declaration>();
  readonly #groups = new Map<string, Declaration>();

  constructor(folder = SCHEMA_DIR) {
    for (const name of readdirSync(folder).filter((file) => file.endsWith('.xsd'))) {
      const reading = readXml(readFileSync(`${folder}/${name}`), { ...DEFAULT_XML_LIMITS, maxMarkup: 1e6 });
      if (reading.ok) {
        this.#index(reading.root);
      }
    }
  }

  #index(schema: XmlElement): void {
    const target = attributeOf(schema, 'targetNamespace') ?? '';
    const maps: Readonly<Record<string, Map<string, Declaration>>> = {
      element: this.#elements,
      complexType: this.#types,
      simpleType: this.#types,
      attribute: this.#attributes,
      attributeGroup: this.#groups,
    };
    for (const child of schema.children) {
      maps[child.name]?.set(`{${target}}${attributeOf(child, 'name') ?? ''}`, { element: child, schema });
    }
  }

  /** An instance of a global element, valid as far as the declarations say; optional parts as `choose` wants. */
  instance(namespace: string, name: string, choose: Choose): string {
    const declaration = this.#elements.get(`{${namespace}}${name}`);
    if (declaration === undefined) {
      throw new Error(`No element {${namespace}}${name}`);
    }
    return new Instance(this, choose).element(declaration, namespace);
  }

  element(qualified: string): Declaration | undefined {
    return this.#elements.get(qualified);
  }

  type(qualified: string): Declaration | undefined {
    return this.#types.get(qualified);
  }

  attribute(qualified: string): Declaration | undefined {
    return this.#attributes.get(qualified);
  }

  group(qualified: string): Declaration | undefined {
    return this.#groups.get(qualified);
  }
}

/** Namespaces by prefix: the schemas use the same prefix for the same namespace, but for the dialogue's and po's. */
function resolve(name: string, { schema }: Declaration, prefixes: ReadonlyMap<string, string>): string {
  const [prefix, local] = name.includes(':') ? (name.split(':') as [string, string]) : ['', name];
  const own = attributeOf(schema, 'targetNamespace') ?? '';
  const namespace = prefixes.get(prefix) ?? (prefix === '' ? XSD : own);
  return `{${namespace}}${local}`;
}

const XSD = 'http://www.w3.org/2001/XMLSchema';

/** What the prefixes of the schemas that generate care and dialogue messages stand for; others are the schema's own. */
const SHARED_PREFIXES: ReadonlyMap<string, string> = new Map([
  ['kith', 'http://www.kith.no/xmlstds'],
  ['fk1', 'http://www.kith.no/xmlstds/felleskomponent1'],
  ['epj1', 'http://www.kith.no/xmlstds/epj/epj1/2008-02-20'],
  ['epj2', 'http://www.kith.no/xmlstds/epj/epj2/2008-02-20'],
  ['epj3', 'http://www.kith.no/xmlstds/epj/epj3/2008-02-20'],
  ['m1', 'http://www.kith.no/xmlstds/epj/meta/2008-02-20'],
]);

/** An organisation can be in an organisation without end: deeper than this, what is optional is left out. */
const MAX_DEPTH = 12;

class Instance {
  readonly #model: SchemaModel;
  readonly #choose: Choose;
  #serial = 0;
  #depth = 0;

  constructor(model: SchemaModel, choose: Choose) {
    this.#model = model;
    this.#choose = choose;
  }

  element(declaration: Declaration, namespace: string): string {
    const name = attributeOf(declaration.element, 'name') ?? '';
    const typeName = attributeOf(declaration.element, 'type');
    const inline = declaration.element.children.find(({ name: child }) => child === 'complexType');
    const { attributes, content } =
      typeName === undefined
        ? this.#complex(inline, declaration)
        : this.#typed(this.#resolve(typeName, declaration));
    const meta = attributes.includes(' m1:') ? ` xmlns:m1="${SHARED_PREFIXES.get('m1') ?? ''}"` : '';
    return `<${name} xmlns="${namespace}"${meta}${attributes}>${content}</${name}>`;
  }

  #resolve(name: string, declaration: Declaration): string {
    const { schema } = declaration;
    const prefixes = new Map(SHARED_PREFIXES);
    const po = schema.children
      .filter(({ name: child }) => child === 'import')
      .map((child) => attributeOf(child, 'namespace') ?? '')
      .find((imported) => imported.includes('/po/poKomponent/'));
    if (po !== undefined) {
      prefixes.set('po', po);
    }
    return resolve(name, declaration, prefixes);
  }

  #typed(type: string): { attributes: string; content: string } {
    const builtIn = type.startsWith(`{${XSD}}`) ? this.#simple(type.slice(XSD.length + 2)) : undefined;
    const declaration = this.#model.type(type);
    if (builtIn !== undefined) {
      return { attributes: '', content: builtIn };
    }
    if (type === '{http://www.kith.no/xmlstds}ST') {
      return { attributes: '', content: this.#text() };
    }
    return declaration === undefined
      ? { attributes: '', content: this.#text() }
      : this.#complex(declaration.element, declaration);
  }

  #complex(type: XmlElement | undefined, declaration: Declaration): { attributes: string; content: string } {
    const parts = type?.children ?? [];
    const attributes = parts
      .flatMap((child) => this.#attributes(child, declaration))
      .map(([name, value]) => ` ${name}="${value}"`)
      .join('');
    return { attributes, content: parts.map((child) => this.#particle(child, declaration)).join('') };
  }

  #attributes(child: XmlElement, declaration: Declaration): (readonly [string, string])[] {
    if (child.name === 'attributeGroup') {
      const group = this.#model.group(this.#resolve(attributeOf(child, 'ref') ?? '', declaration));
      return group?.element.children.flatMap((inner) => this.#attributes(inner, group)) ?? [];
    }
    if (child.name !== 'attribute') {
      return [];
    }
    const reference = attributeOf(child, 'ref');
    const name = reference ?? attributeOf(child, 'name') ?? '';
    const fixed = attributeOf(child, 'fixed');
    const isRequired = attributeOf(child, 'use') === 'required';
    if (!isRequired && this.#choose(3) === 0) {
      return [];
    }
    const global = reference === undefined ? child : this.#globalAttribute(reference, declaration);
    const qualified = reference === undefined ? name : `m1:${name.split(':')[1] ?? name}`;
    return [[qualified, fixed ?? this.#attributeValue(global, name)]];
  }

  #globalAttribute(reference: string, declaration: Declaration): XmlElement | undefined {
    return this.#model.attribute(this.#resolve(reference, declaration))?.element;
  }

  #attributeValue(attribute: XmlElement | undefined, name: string): string {
    const values = enumerationIn(attribute);
    if (values.length > 0) {
      return values[this.#choose(values.length)] ?? '';
    }
    const type = attribute === undefined ? undefined : attributeOf(attribute, 'type');
    switch (type) {
      case 'double':
        return this.#simple('double') ?? '';
      case 'kith:oid':
        return `2.16.578.1.12.4.1.1.${9000 + this.#choose(600)}`;
      case 'anyURI':
        return `tel:${20000000 + this.#choose(79999999)}`;
      case 'token':
        return name === 'U' ? 'mg' : `K${this.#choose(1000)}`;
      default:
        return attribute?.children.some(({ name: child }) => child === 'simpleType') === true
          ? (this.#simple(this.#choose(2) === 0 ? 'date' : 'dateTime') ?? '')
          : this.#text();
    }
  }

  #particle(child: XmlElement, declaration: Declaration): string {
    switch (child.name) {
      case 'sequence':
        return child.children.map((inner) => this.#particle(inner, declaration)).join('');
      case 'choice': {
        if (attributeOf(child, 'minOccurs') === '0' && this.#choose(2) === 0) {
          return '';
        }
        const options = child.children.filter(({ name }) => name === 'element');
        const chosen = options[this.#choose(options.length)];
        return chosen === undefined ? '' : this.#particle(chosen, declaration);
      }
      case 'element':
        return this.#repeated(child, declaration);
      default:
        return '';
    }
  }

  #repeated(child: XmlElement, declaration: Declaration): string {
    const isRequired = attributeOf(child, 'minOccurs') !== '0';
    const isList = attributeOf(child, 'maxOccurs') === 'unbounded';
    const isLeftOut = this.#depth > MAX_DEPTH || this.#choose(4) === 0;
    const count = (isRequired ? 1 : isLeftOut ? 0 : 1) + (isList ? this.#choose(2) : 0);
    const own = attributeOf(declaration.schema, 'targetNamespace') ?? '';
    this.#depth += 1;
    const written = this.#occurrences(child, declaration, own, count);
    this.#depth -= 1;
    return written;
  }

  #occurrences(child: XmlElement, declaration: Declaration, own: string, count: number): string {
    return Array.from({ length: count }, () => {
      const reference = attributeOf(child, 'ref');
      if (reference === undefined) {
        return this.element({ element: child, schema: declaration.schema }, own);
      }
      const qualified = this.#resolve(reference, declaration);
      const referred = this.#model.element(qualified);
      return referred === undefined ? '' : this.element(referred, qualified.slice(1, qualified.indexOf('}')));
    }).join('');
  }

  #simple(type: string): string | undefined {
    const day = `20${10 + this.#choose(20)}-0${1 + this.#choose(9)}-${10 + this.#choose(18)}`;
    switch (type) {
      case 'boolean':
        return this.#choose(2) === 0 ? 'true' : 'false';
      case 'date':
        return day;
      case 'dateTime':
        return `${day}T1${this.#choose(10)}:0${this.#choose(10)}:00`;
      case 'gYear':
        return day.slice(0, 4);
      case 'integer':
        return String(this.#choose(500));
      case 'decimal':
      case 'double':
        return `${this.#choose(500)}.${1 + this.#choose(9)}`;
      case 'string':
      case 'token':
      case 'anyType':
        return this.#text();
      default:
        return undefined;
    }
  }

  #text(): string {
    this.#serial += 1;
    return `tekst ${this.#serial} &lt;æ&gt; &amp; «ø»`;
  }
}

function enumerationIn(element: XmlElement | undefined): readonly string[] {
  return (
    element?.children.flatMap((child) => {
      const value = child.name === 'enumeration' ? attributeOf(child, 'value') : undefined;
      return value === undefined ? enumerationIn(child) : [value];
    }) ?? []
  );
}
