import { extensionUrl } from '../../fhir/systems.ts';
import { findExtension, nodesOf, stringOf, type FhirNode } from './mapping/node.ts';
import { SCHEMA_INSTANCE_NAMESPACE } from './xml/element.ts';
import type { XmlAttributeDraft, XmlDraft } from './xml/write.ts';

interface MutableDraft {
  name: string;
  namespace: string;
  attributes: XmlAttributeDraft[];
  children: MutableDraft[];
  text: string;
  nodes?: XmlDraft['nodes'];
}

/**
 * Puts the content of the extension `unmapped-content` back where it stood: into the element of its path, made
 * when it is not there, after what the mapping has written.
 */
export function restoreUnmapped(root: XmlDraft, header: FhirNode): XmlDraft {
  const parts = nodesOf(findExtension(header, extensionUrl('unmapped-content'))?.extension);
  if (parts.length === 0) {
    return root;
  }
  const mutable = toMutable(root);
  const places: Places = { reached: new Map(), children: new Map() };
  for (const part of parts) {
    const path = stringOf(findExtension(part, 'path')?.valueString);
    const value = stringOf(findExtension(part, 'value')?.valueString);
    const namespace = stringOf(findExtension(part, 'namespace')?.valueUri);
    if (path !== undefined && value !== undefined) {
      restore(mutable, path, { value, namespace }, places);
    }
  }
  return mutable;
}

/** What paths lead to, kept so that each entry takes the same time however many there are. */
interface Places {
  /** By path. */
  readonly reached: Map<string, MutableDraft>;
  /** The children of an element, by name. */
  readonly children: Map<MutableDraft, Map<string, MutableDraft[]>>;
}

/** The children of the name, in their order; what is added to it is to be added to the element too. */
function childrenNamed(name: string, parent: MutableDraft, { children }: Places): MutableDraft[] {
  let byName = children.get(parent);
  if (byName === undefined) {
    byName = Map.groupBy(parent.children, (child) => child.name);
    children.set(parent, byName);
  }
  let named = byName.get(name);
  if (named === undefined) {
    named = [];
    byName.set(name, named);
  }
  return named;
}

function toMutable(draft: XmlDraft): MutableDraft {
  return {
    name: draft.name,
    namespace: draft.namespace,
    attributes: [...(draft.attributes ?? [])],
    children: (draft.children ?? []).map(toMutable),
    text: draft.text ?? '',
    ...(draft.nodes === undefined ? {} : { nodes: draft.nodes }),
  };
}

function isEmpty({ children, text, nodes = [] }: MutableDraft): boolean {
  return children.length === 0 && text === '' && nodes.length === 0;
}

const SEGMENT = /\/(@?)(?:Q\{([^}]*)\})?([^/[\]{}]+)(?:\[(\d+)\])?/gy;

function restore(
  root: MutableDraft,
  path: string,
  { value, namespace: valueNamespace }: { readonly value: string; readonly namespace: string | undefined },
  places: Places,
): void {
  let current = root;
  let trail = '';
  for (const [whole, isAttribute = '', namespace, name = '', place = '1'] of path.matchAll(SEGMENT)) {
    trail += whole;
    if (isAttribute !== '') {
      const isThere = current.attributes.some(
        (attribute) => attribute.name === name && attribute.namespace === namespace,
      );
      // That an element is empty (xsi:nil) does not hold of one that is filled now.
      const isOutdated = namespace === SCHEMA_INSTANCE_NAMESPACE && name === 'nil' && !isEmpty(current);
      if (!isThere && !isOutdated) {
        current.attributes.push({
          name,
          value,
          ...(namespace === undefined ? {} : { namespace }),
          ...(valueNamespace === undefined ? {} : { valueNamespace }),
        });
      }
      return;
    }
    if (trail === whole) {
      continue;
    }
    const parent = current;
    const alike = childrenNamed(name, parent, places);
    const known = places.reached.get(trail) ?? alike[Number(place) - 1];
    if (known === undefined) {
      current = { name, namespace: namespace ?? parent.namespace, attributes: [], children: [], text: '' };
      parent.children.push(current);
      alike.push(current);
    } else {
      current = known;
    }
    places.reached.set(trail, current);
  }
  if (current !== root && current.text === '') {
    current.text = value;
  }
}
