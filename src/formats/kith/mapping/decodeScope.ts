import type { BundleEntry, Resource } from '@medplum/fhirtypes';
import { createFinding, type Finding, type FindingDefinition } from '../../../findings/finding.ts';
import { uuidOf } from '../../../fhir/uuid.ts';
import { pathOf, type XmlElement } from '../xml/element.ts';
import { KITH_FINDINGS } from '../findings.ts';
import { settlePeriod } from '../values/statedTime.ts';
import type { MadeFrom, ResourceMaker } from './home.ts';
import type { Namespaces } from './namespaces.ts';
import { isNode, type FhirNode } from './node.ts';

/** What the code systems know; undefined when the system, or a text of the code, is not known here. */
export interface CodeKnowledge {
  hasCode(system: string, code: string): boolean | undefined;
  isTextOf(system: string, code: string, text: string): boolean | undefined;
}

/** One piece of content that no mapping has a home for. */
export interface UnmappedContent {
  /** XPath with local names, an attribute as `/@name`. */
  readonly path: string;
  readonly value: string;
  /** Of a name with a prefix (`xsi:type`): the namespace that the prefix stood for. */
  readonly namespace?: string;
  /** Place in document order, for sorting. */
  readonly position: number;
}

/** What decoding one message knows and makes. */
export class DecodeScope implements ResourceMaker {
  readonly findings: Finding[] = [];
  readonly unmapped: UnmappedContent[] = [];
  /** Prefix → namespace URI of the mapping at work. */
  namespaces: Namespaces;
  /** Places of the rows of elements at work, the innermost last: one list for all, as there is one at a time. */
  readonly places: number[] = [];
  readonly #ends = new Map<FhirNode, MadeFrom>();
  /** Main resource of the first document. */
  mainResource: FhirNode | undefined = undefined;
  readonly #messageKey: string;
  readonly #codes: CodeKnowledge;
  readonly #roots = new Map<string, FhirNode>();
  readonly #resources = new Map<string, FhirNode>();
  readonly #references = new Map<FhirNode, string>();
  #added: FhirNode[] = [];
  /** How many resources there are of a kind: of elements alike, those that say nothing are not counted. */
  readonly #ordinals = new Map<string, number>();

  /** @param messageKey what makes the references of this message its own: sender and message id */
  constructor(messageKey: string, namespaces: Namespaces, codes: CodeKnowledge) {
    this.#messageKey = messageKey;
    this.namespaces = namespaces;
    this.#codes = codes;
  }

  root(name: string): FhirNode {
    const root = this.#roots.get(name);
    if (root === undefined) {
      throw new Error(`The message has no ${name}`);
    }
    return root;
  }

  setRoot(name: string, node: FhirNode): void {
    this.#roots.set(name, node);
  }

  resolve(reference: string): FhirNode | undefined {
    return this.#resources.get(reference);
  }

  resolveIn(value: unknown): FhirNode | undefined {
    return isNode(value) && typeof value.reference === 'string' ? this.resolve(value.reference) : undefined;
  }

  /** The same message and keys always give the same references, `urn:uuid:`; keys alike but for places are numbered. */
  add(resource: FhirNode, key: string): string {
    const kind = key.includes('[') ? key.replace(/\[\d+\]/g, '') : key;
    const ordinal = this.#ordinals.get(kind) ?? 1;
    this.#ordinals.set(kind, ordinal + 1);
    const place = ordinal === 1 ? kind : `${kind}[${ordinal}]`;
    const reference = `urn:uuid:${uuidOf(`${this.#messageKey}|${place}`)}`;
    this.#resources.set(reference, resource);
    this.#references.set(resource, reference);
    this.#added.push(resource);
    return reference;
  }

  /** The reference of a resource that is in the message. */
  referenceTo(resource: FhirNode): { readonly reference: string } {
    const reference = this.#references.get(resource);
    if (reference === undefined) {
      throw new Error('The resource is not in the message');
    }
    return { reference };
  }

  referenceToRoot(name: string): { readonly reference: string } {
    return this.referenceTo(this.root(name));
  }

  get resources(): Iterable<FhirNode> {
    return this.#resources.values();
  }

  /** The resources that were added since this was asked last. */
  takeAdded(): readonly FhirNode[] {
    const added = this.#added;
    this.#added = [];
    return added;
  }

  get entries(): BundleEntry[] {
    return [...this.#resources].map(([fullUrl, resource]) => ({
      fullUrl,
      resource: resource as unknown as Resource,
    }));
  }

  noteEnd(holder: FhirNode, from: MadeFrom): void {
    this.#ends.set(holder, from);
  }

  /** Once all is read: Periods that FHIR cannot hold become such as it can, and those out of order are told. */
  settlePeriods(): void {
    for (const [period, from] of this.#ends) {
      const { start, end } = period;
      if (settlePeriod(period)) {
        const place = typeof from === 'string' ? from : pathOf(from);
        const values = { start: String(start), end: String(end) };
        this.findings.push(createFinding(KITH_FINDINGS.endBeforeStart, place, values));
      }
    }
  }

  find(
    definition: FindingDefinition,
    element: XmlElement,
    values: Readonly<Record<string, string>> = {},
  ): void {
    this.findings.push(createFinding(definition, pathOf(element), values));
  }

  isUnknownCode(system: string, code: string): boolean {
    return this.#codes.hasCode(system, code) === false;
  }

  /** The code has texts, and this is none of them. */
  isOtherText(system: string, code: string, text: string): boolean {
    return this.#codes.isTextOf(system, code, text) === false;
  }
}
