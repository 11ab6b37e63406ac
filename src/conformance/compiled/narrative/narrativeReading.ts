import { isBadLink, type NarrativeAttribute } from './attributes.ts';
import { tagOf, type NarrativeTag } from './elements.ts';

export interface NarrativeFault {
  readonly kind: 'notXhtml' | 'unsafe' | 'empty';
  /** What was found, such as `<script>`. */
  readonly found: string;
}

/** What may bring in content from outside (XML external entities). */
export const DOCTYPE = 'a DOCTYPE';

export const XHTML = 'http://www.w3.org/1999/xhtml';

const NONE: readonly never[] = [];

/** What is found in a narrative while it is read; nothing is made for one in which nothing is. */
export class NarrativeReading {
  #faults: NarrativeFault[] | undefined = undefined;
  #ids: Set<string> | undefined = undefined;
  #links: string[] | undefined = undefined;
  /** Prefixes of the namespace of XHTML. */
  #prefixes: Set<string> | undefined = undefined;

  get faults(): readonly NarrativeFault[] {
    return this.#faults ?? NONE;
  }

  /** The ids and anchor names in the text; undefined: none. */
  get ids(): ReadonlySet<string> | undefined {
    return this.#ids;
  }

  /** Links within the resource, `#id`, of text and of images. */
  get links(): readonly string[] {
    return this.#links ?? NONE;
  }

  /** Whether the text was not read to its end. */
  get isBroken(): boolean {
    return this.faults.some(({ kind, found }) => kind === 'notXhtml' || found === DOCTYPE);
  }

  fault(kind: NarrativeFault['kind'], found: string): void {
    this.#faults ??= [];
    this.#faults.push({ kind, found });
  }

  /** The tag of an element that is not known, or is written with a prefix that stands for the namespace of XHTML. */
  unusualTag(name: string): NarrativeTag {
    const colon = name.indexOf(':');
    const hasPrefix = colon > 0 && this.#prefixes?.has(name.slice(0, colon)) === true;
    return tagOf(name, hasPrefix ? name.slice(colon + 1) : name);
  }

  /** Notes an attribute of a tag; `known` is what is known of that name. */
  addAttribute(tag: NarrativeTag, key: string, value: string, known: NarrativeAttribute | undefined): void {
    if (key === 'id' || (key === 'name' && tag.name === 'a')) {
      this.#ids ??= new Set();
      this.#ids.add(value);
    } else if (key.startsWith('xmlns')) {
      this.#addNamespace(key, value);
    } else if (known === undefined || known.elements?.has(this.#localName(tag)) === false) {
      this.fault('unsafe', `the attribute ${key} on <${tag.name}>`);
    } else if (key === 'href' || key === 'src') {
      this.#addLink(tag.name, key, value);
    }
  }

  #localName(tag: NarrativeTag): string {
    return (tag.element.isKnown ? tag : this.unusualTag(tag.name)).element.name;
  }

  #addNamespace(key: string, value: string): void {
    if (key === 'xmlns' && value !== XHTML) {
      this.fault('notXhtml', `the namespace ${value}`);
    } else if (value === XHTML && key !== 'xmlns') {
      this.#prefixes ??= new Set();
      this.#prefixes.add(key.slice('xmlns:'.length));
    }
  }

  #addLink(name: string, key: string, value: string): void {
    if (isBadLink(name, value)) {
      this.fault('unsafe', `${key}="${value.slice(0, 40)}"`);
    } else if (value.startsWith('#') && value.length > 1 && (name === 'a' || name === 'img')) {
      this.#links ??= [];
      this.#links.push(value.slice(1));
    }
  }
}
