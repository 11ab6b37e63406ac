import type { Bundle } from '@medplum/fhirtypes';
import { extensionUrl } from '../../fhir/systems.ts';
import { isXmlType } from './document.ts';
import { findExtension, isNode, nodesOf, stringOf, type FhirNode } from './mapping/node.ts';
import { readDateTime } from './values/dates.ts';
import { isSchemaLocation, qualifiedPathOf, type XmlElement } from './xml/element.ts';

/** How much of a message is found again in its Bundle. */
export interface LeafCoverage {
  /** Paths of the leaves with a home of their own. */
  readonly mapped: readonly string[];
  /** Paths of those in the extension `unmapped-content`. */
  readonly unmapped: readonly string[];
  readonly lost: readonly string[];
}

/**
 * Looks for every non-empty text and attribute value of the XML (schema locations excepted) in the strings of the
 * Bundle, the stored original left out. Found: the value stands in a string, runs of white space counted as one
 * (in base64 as none), the scheme of a telephone number or e-mail address dropped, a point in time equal to the
 * second.
 */
export function measureLeafCoverage(root: XmlElement, bundle: Bundle): LeafCoverage {
  const unmapped = new Set(unmappedPaths(bundle));
  const haystack = new Haystack(bundle);
  const coverage = { mapped: [] as string[], unmapped: [] as string[], lost: [] as string[] };
  for (const { path, value } of leavesOf(root)) {
    const kind = unmapped.has(path)
      ? 'unmapped'
      : haystack.has(value, path.endsWith(BASE64_CONTAINER))
        ? 'mapped'
        : 'lost';
    coverage[kind].push(path);
  }
  return coverage;
}

/** The non-empty texts and attribute values of an element and all in it, schema locations excepted. */
export function leavesOf(element: XmlElement): { readonly path: string; readonly value: string }[] {
  const path = qualifiedPathOf(element);
  const attributes = element.attributes
    .filter((attribute) => !isSchemaLocation(attribute) && attribute.value.trim() !== '')
    .map(({ name, namespace, value }) => ({
      path: `${path}/@${namespace === '' ? '' : `Q{${namespace}}`}${name}`,
      value,
    }));
  const texts = element.nodes?.filter((node) => typeof node === 'string') ?? [element.text];
  const text = texts.filter((value) => value.trim() !== '').map((value) => ({ path, value }));
  return [...attributes, ...text, ...element.children.flatMap(leavesOf)];
}

function unmappedPaths(bundle: Bundle): string[] {
  const extension = findExtension(bundle.entry?.[0]?.resource, extensionUrl('unmapped-content'));
  return nodesOf(extension?.extension).flatMap(
    (part) => stringOf(findExtension(part, 'path')?.valueString) ?? [],
  );
}

class Haystack {
  readonly #text: string;
  readonly #instants: ReadonlySet<number>;

  constructor(bundle: Bundle) {
    const strings: string[] = [];
    collect(bundle, strings);
    this.#text = strings.join('\n');
    this.#instants = new Set(strings.map(secondOf).filter((second) => second !== undefined));
  }

  has(value: string, isBase64: boolean): boolean {
    const wanted = normal(value);
    const second = secondOf(wanted);
    return (
      this.#text.includes(wanted) ||
      this.#text.includes(wanted.replace(SCHEME, '')) ||
      (second !== undefined && this.#instants.has(second)) ||
      (isBase64 && this.#text.includes(wanted.replaceAll(' ', '')))
    );
  }
}

/**
 * A leaf's value such as two are equal where this is: runs of white space counted as one (in base64 as none), the
 * scheme of a telephone number or e-mail address dropped, a point in time by its second.
 */
export function measuredValue(path: string, value: string): string {
  const text = normal(value);
  if (path.endsWith(BASE64_CONTAINER)) {
    return text.replaceAll(' ', '');
  }
  const second = secondOf(text);
  return second === undefined ? text.replace(SCHEME, '') : String(second);
}

const SCHEME = /^(tel|mailto|fax|sms):/i;

/** Base64 may be broken into lines (RFC 2045, 6.8). */
const BASE64_CONTAINER = 'Base64Container';

function collect(value: unknown, strings: string[]): void {
  if (typeof value === 'string') {
    strings.push(normal(value));
  } else if (typeof value === 'number' || typeof value === 'boolean') {
    strings.push(String(value));
  } else if (Array.isArray(value)) {
    value.forEach((item) => collect(item, strings));
  } else if (isNode(value) && !isOriginal(value)) {
    Object.values(value).forEach((item) => collect(item, strings));
  }
}

function isOriginal(node: FhirNode): boolean {
  return node.resourceType === 'Binary' && isXmlType(stringOf(node.contentType) ?? '');
}

function normal(text: string): string {
  return text.replace(/\s+/g, ' ').trim();
}

function secondOf(text: string): number | undefined {
  const time = text.includes('T') ? readDateTime(text) : undefined;
  return time === undefined ? undefined : Math.floor(Date.parse(time) / 1000);
}
