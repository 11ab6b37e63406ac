import { type JsonObject, isJsonObject, textOf } from './json.ts';

/** An entry of a Bundle by what it is called. */
export interface BundleEntry {
  readonly index: number;
  readonly fullUrl: string | undefined;
  readonly resource: JsonObject | undefined;
  /** Of its request. */
  readonly method: unknown;
}

const REST_URL = /^(.*\/)?([A-Za-z]+)\/([A-Za-z0-9\-.]{1,64})(?:\/_history\/[A-Za-z0-9\-.]{1,64})?$/;

/** The entries of a Bundle, to be found by reference (R4 2.36.4.1, Resolving references in Bundles). */
export class BundleIndex {
  readonly entries: readonly BundleEntry[];
  readonly #byFullUrl = new Map<string, BundleEntry[]>();
  readonly #byTypeAndId = new Map<string, BundleEntry[]>();

  constructor(bundle: JsonObject) {
    const list: unknown = bundle['entry'];
    this.entries = (Array.isArray(list) ? (list as readonly unknown[]) : []).map((entry, index) => {
      const { fullUrl, resource, request } = isJsonObject(entry) ? entry : {};
      return {
        index,
        fullUrl: typeof fullUrl === 'string' ? fullUrl : undefined,
        resource: isJsonObject(resource) ? resource : undefined,
        method: isJsonObject(request) ? request['method'] : undefined,
      };
    });
    for (const entry of this.entries) {
      add(this.#byFullUrl, entry.fullUrl, entry);
      if (entry.resource !== undefined) {
        add(this.#byTypeAndId, typeAndId(entry.resource), entry);
      }
    }
  }

  find(reference: string, fullUrlOfSource: string | undefined): JsonObject | undefined {
    return this.entriesFor(reference, fullUrlOfSource)[0]?.resource;
  }

  /** The entries that the reference leads to, from a resource with the fullUrl given. */
  entriesFor(reference: string, fullUrlOfSource: string | undefined): readonly BundleEntry[] {
    const target = reference.split('#')[0] ?? '';
    const [unversioned = '', version] = target.split('/_history/');
    const url = absoluteUrl(unversioned, fullUrlOfSource);
    const found = (url === undefined ? undefined : this.#byFullUrl.get(url)) ?? [];
    return version === undefined
      ? found
      : found.filter(
          ({ resource }) => isJsonObject(resource?.['meta']) && resource['meta']['versionId'] === version,
        );
  }

  /** Entries whose resource has that type and id, whatever their fullUrl: `Patient/1`. */
  withTypeAndId(reference: string): readonly BundleEntry[] {
    return this.#byTypeAndId.get(reference.split('/_history/')[0] ?? '') ?? [];
  }
}

/** A relative reference stands under the base of the fullUrl of its resource, where that is a RESTful URL. */
function absoluteUrl(reference: string, fullUrlOfSource: string | undefined): string | undefined {
  if (/^[A-Za-z][A-Za-z0-9+.-]*:/.test(reference)) {
    return reference;
  }
  const base = fullUrlOfSource === undefined ? undefined : REST_URL.exec(fullUrlOfSource)?.[1];
  return base === undefined ? undefined : base + reference;
}

function typeAndId(resource: JsonObject): string {
  return `${textOf(resource['resourceType'])}/${textOf(resource['id'])}`;
}

function add(map: Map<string, BundleEntry[]>, key: string | undefined, entry: BundleEntry): void {
  if (key !== undefined) {
    const list = map.get(key);
    if (list === undefined) {
      map.set(key, [entry]);
    } else {
      list.push(entry);
    }
  }
}
