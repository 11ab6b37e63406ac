import manifestOfProduct from '../../package.json' with { type: 'json' };
import type { PackagedResource } from './packagedResource.ts';

const { dependencies } = manifestOfProduct;

/** What identifies the package; from profiles/sushi-config.yaml. */
export interface PackageIdentity {
  readonly id: string;
  readonly version: string;
  readonly canonical: string;
  readonly title: string;
  readonly description: string;
  readonly author: string;
}

/** Packages that ours builds upon, by name and version as they are published: those that the product itself has. */
export const DEPENDENCIES: Readonly<Record<string, string>> = {
  'hl7.fhir.r4.core': '4.0.1',
  'hl7.terminology.r4': dependencies['hl7.terminology.r4'],
  'hl7.fhir.uv.extensions.r4': dependencies['hl7.fhir.uv.extensions.r4'],
};

/**
 * The files of the package, by their path in it.
 * Source: FHIR NPM package specification (https://hl7.org/fhir/packages.html).
 */
export function packageContents(
  identity: PackageIdentity,
  definitions: readonly PackagedResource[],
  examples: readonly PackagedResource[],
): ReadonlyMap<string, string> {
  return new Map([
    ['package/package.json', written(manifest(identity))],
    ['package/.index.json', written(index(definitions))],
    ...definitions.map(({ fileName, text }): [string, string] => [`package/${fileName}`, text]),
    ['package/example/.index.json', written(index(examples))],
    ...examples.map(({ fileName, text }): [string, string] => [`package/example/${fileName}`, text]),
  ]);
}

function manifest({ id, version, canonical, title, description, author }: PackageIdentity): object {
  return {
    name: id,
    version,
    canonical,
    title,
    description,
    type: 'IG',
    fhirVersions: ['4.0.1'],
    jurisdiction: 'urn:iso:std:iso:3166#NO',
    dependencies: DEPENDENCIES,
    author,
    license: 'not-open-source',
    directories: { lib: 'package', example: 'example' },
  };
}

/** Elements of a resource that the index repeats, in its order. */
const INDEXED = ['resourceType', 'id', 'url', 'version', 'kind', 'type', 'supplements', 'content'] as const;

function index(resources: readonly PackagedResource[]): object {
  return {
    'index-version': 2,
    files: resources.map(({ fileName, resource }) => {
      const values = resource as unknown as Readonly<Record<string, unknown>>;
      return {
        filename: fileName,
        ...Object.fromEntries(
          INDEXED.flatMap((name) => (typeof values[name] === 'string' ? [[name, values[name]]] : [])),
        ),
      };
    }),
  };
}

function written(value: object): string {
  return `${JSON.stringify(value, undefined, 2)}\n`;
}
