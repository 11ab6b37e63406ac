import type { Resource } from '@medplum/fhirtypes';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { loadPackages, NO_PACKAGES } from './loadedPackages.ts';
import { chooseVersion } from './newestVersion.ts';
import type { PackageFault } from './packageFolder.ts';
import { isResource, readResource, readResourceHead, type DefinitionFile } from './resourceFile.ts';

/**
 * The conformance resources that the process works by: our own (profiles/, one folder a resource type), and those
 * of FHIR packages that an operator provides. Of our files only the heads are read at start; a resource is parsed when
 * somebody first asks for it, and kept: all who ask get the same object, which nobody may change.
 */
export interface Definitions {
  /**
   * By canonical URL, with the version as an argument or after `|`; without one, the newest version. Ours come
   * before those of packages.
   */
  find(canonical: string, version?: string): Resource | undefined;
  /** Our own of one type, by id. */
  all<T extends Resource = Resource>(resourceType: T['resourceType']): readonly T[];
  /** Whether one of our own has the id; cheaper than to read it. */
  has(resourceType: string, id: string): boolean;
  /** One of our own. */
  read(resourceType: string, id: string): Resource | undefined;
  /** What of the packages cannot be used. */
  readonly faults: readonly PackageFault[];
}

export interface DefinitionFolders {
  readonly profilesDir: string;
  /** Folder of FHIR packages (`.tgz`, or unpacked as `NAME#VERSION/package/*.json`), or one package. */
  readonly packagesDir?: string;
}

/** @throws Error when a folder does not exist or one of our own files is not JSON. */
export function openDefinitions({ profilesDir, packagesDir }: DefinitionFolders): Definitions {
  const own = profileFiles(profilesDir);
  const ownByUrl = groupByUrl(own);
  const ownByType = Map.groupBy(own, ({ resourceType }) => resourceType);
  const ownByReference = new Map(own.map((file) => [`${file.resourceType}/${file.id}`, file]));
  const parsed = new Map<DefinitionFile, Resource>();
  const packages = packagesDir === undefined ? NO_PACKAGES : loadPackages(packagesDir);

  function resourceIn(file: DefinitionFile): Resource {
    const known = parsed.get(file);
    if (known !== undefined) {
      return known;
    }
    const resource = file.read();
    if (!isResource(resource)) {
      throw new Error(`${file.path} holds no FHIR resource`);
    }
    parsed.set(file, resource);
    return resource;
  }

  return {
    find(canonical, version) {
      const [url = '', versionInUrl] = canonical.split('|');
      const wanted = version ?? versionInUrl;
      const inOwn = chooseVersion(ownByUrl.get(url), wanted);
      return inOwn === undefined ? packages.find(url, wanted) : resourceIn(inOwn);
    },
    all<T extends Resource>(resourceType: T['resourceType']): readonly T[] {
      // Files are grouped by the type that they name.
      return (ownByType.get(resourceType) ?? []).map((file) => resourceIn(file) as T);
    },
    has: (resourceType, id) =>
      // Most types have none: for them no reference is made.
      ownByType.has(resourceType) && ownByReference.has(`${resourceType}/${id}`),
    read(resourceType, id) {
      const file = ownByReference.get(`${resourceType}/${id}`);
      return file && resourceIn(file);
    },
    faults: packages.faults,
  };
}

function profileFiles(profilesDir: string): DefinitionFile[] {
  const files: DefinitionFile[] = [];
  for (const folder of readdirSync(profilesDir, { withFileTypes: true }).filter((entry) =>
    entry.isDirectory(),
  )) {
    for (const name of readdirSync(join(profilesDir, folder.name))) {
      const path = join(profilesDir, folder.name, name);
      const head = name.endsWith('.json') ? readResourceHead(path) : undefined;
      if (head !== undefined) {
        files.push({ ...head, path, read: () => readResource(path) });
      }
    }
  }
  return files.sort((a, b) => compare(a.id, b.id));
}

function groupByUrl(files: readonly DefinitionFile[]): ReadonlyMap<string, readonly DefinitionFile[]> {
  return Map.groupBy(
    files.filter(({ url }) => url !== undefined),
    ({ url }) => url ?? '',
  );
}

const collator = new Intl.Collator('en', { numeric: true });

function compare(a: string, b: string): number {
  return collator.compare(a, b);
}
