import type { Bundle } from '@medplum/fhirtypes';
import { createFinding, type Finding } from '../../findings/finding.ts';
import { isXmlType } from './document.ts';
import { KITH_FINDINGS } from './findings.ts';
import { isNode, nodesOf, type FhirNode } from './mapping/node.ts';

/**
 * The values of a message Bundle that the message made of it does not say: those that reading it again does not give
 * back. A value may stand in another resource than before; it counts by the kind of resource and the element. What
 * names or links resources, and the stored original, are no values of the message.
 *
 * @param again the Bundle that the written message is read as
 * @returns a warning for each, at its place in the Bundle; at most MOST_TOLD
 */
export function unwrittenValues(bundle: Bundle, again: Bundle): Finding[] {
  const said = new Map<string, number>();
  for (const { key } of valuesOf(again)) {
    said.set(key, (said.get(key) ?? 0) + 1);
  }
  const findings: Finding[] = [];
  for (const { key, place } of valuesOf(bundle)) {
    const left = said.get(key) ?? 0;
    if (left > 0) {
      said.set(key, left - 1);
    } else if (findings.length < MOST_TOLD) {
      findings.push(createFinding(KITH_FINDINGS.valueNotWritten, place));
    }
  }
  return findings;
}

const MOST_TOLD = 200;

interface Value {
  /** Kind of resource, path without places, and the value. */
  readonly key: string;
  readonly place: string;
}

function valuesOf(bundle: Bundle): Value[] {
  const { entry, ...own } = bundle as unknown as FhirNode;
  const values: Value[] = [];
  collect(own, 'Bundle', 'Bundle', values);
  nodesOf(entry).forEach(({ resource }, index) => {
    if (isNode(resource) && !isStoredOriginal(resource)) {
      // The narrative of a resource says again what its elements say.
      const content = { ...resource, text: undefined };
      collect(content, String(resource.resourceType), `Bundle.entry[${index}].resource`, values);
    }
  });
  return values;
}

function isStoredOriginal({ resourceType, contentType }: FhirNode): boolean {
  return resourceType === 'Binary' && typeof contentType === 'string' && isXmlType(contentType);
}

/** What names and links resources. */
const LINKS: ReadonlySet<string> = new Set(['resourceType', 'id', 'reference', 'url', 'fullUrl']);
/** What a server adds. */
const OF_SERVER: ReadonlySet<string> = new Set(['versionId', 'lastUpdated', 'source', 'profile', 'link']);

function collect(node: FhirNode, path: string, place: string, values: Value[]): void {
  for (const [name, value] of Object.entries(node)) {
    const isLink = LINKS.has(name) || (OF_SERVER.has(name) && /^(Bundle|.*\.meta)$/.test(path));
    if (!isLink) {
      collectValue(value, `${path}.${name}`, `${place}.${name}`, values);
    }
  }
}

function collectValue(value: unknown, path: string, place: string, values: Value[]): void {
  if (Array.isArray(value)) {
    value.forEach((item, index) => {
      collectValue(item, path, `${place}[${index}]`, values);
    });
  } else if (isNode(value)) {
    const kind = typeof value.url === 'string' ? `${path}(${value.url})` : path;
    collect(value, kind, place, values);
  } else if (value !== undefined && value !== null) {
    values.push({ key: `${path}=${JSON.stringify(value)}`, place });
  }
}
