import type { Bundle } from '@medplum/fhirtypes';
import { createFinding, type Finding, type FindingDefinition } from '../../../findings/finding.ts';
import type { Resources } from './home.ts';
import type { Namespaces } from './namespaces.ts';
import { isNode, nodesOf, type FhirNode } from './node.ts';

/** What encoding one message knows and makes. */
export class EncodeScope implements Resources {
  readonly findings: Finding[] = [];
  /** Prefix → namespace URI of the mapping at work. */
  namespaces: Namespaces;
  readonly #roots = new Map<string, FhirNode>();
  readonly #resources = new Map<string, FhirNode>();

  constructor(bundle: Bundle, namespaces: Namespaces) {
    this.namespaces = namespaces;
    for (const { fullUrl, resource } of nodesOf(bundle.entry)) {
      if (isNode(resource) && typeof fullUrl === 'string') {
        this.#resources.set(fullUrl, resource);
      }
      if (isNode(resource) && typeof resource.id === 'string') {
        this.#resources.set(`${String(resource.resourceType)}/${resource.id}`, resource);
      }
    }
  }

  root(name: string): FhirNode {
    return this.#roots.get(name) ?? {};
  }

  setRoot(name: string, node: FhirNode): void {
    this.#roots.set(name, node);
  }

  resolve(reference: string): FhirNode | undefined {
    return this.#resources.get(reference);
  }

  resolveIn(value: unknown): FhirNode | undefined {
    const reference = (value as { reference?: unknown } | undefined)?.reference;
    return typeof reference === 'string' ? this.resolve(reference) : undefined;
  }

  /** Lets a reference lead to another version of the resource; the Bundle stays as it is. */
  substitute(reference: string, resource: FhirNode): void {
    this.#resources.set(reference, resource);
  }

  find(definition: FindingDefinition, place: string, values: Readonly<Record<string, string>> = {}): void {
    this.findings.push(createFinding(definition, place, values));
  }
}
