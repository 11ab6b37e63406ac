import type { Resource } from '@medplum/fhirtypes';
import { chooseVersion } from './newestVersion.ts';
import { isVersion, readPackages, type FhirPackage, type PackageFault } from './packageFolder.ts';
import { pinned } from './pinned.ts';
import type { DefinitionFile } from './resourceFile.ts';

/** The definitions of an operator's FHIR packages. */
export interface LoadedPackages {
  /** By canonical URL; without a version the newest. */
  find(url: string, version: string | undefined): Resource | undefined;
  readonly faults: readonly PackageFault[];
}

interface PackageFile extends DefinitionFile {
  readonly of: FhirPackage;
}

export const NO_PACKAGES: LoadedPackages = { find: () => undefined, faults: [] };

/**
 * Where a definition has several versions here, one that refers to it without saying which means that of its own
 * package, or of the package that its own depends on (FHIR package specification, dependencies).
 *
 * @throws Error when there is nothing at the path
 */
export function loadPackages(path: string): LoadedPackages {
  const { packages, faults } = readPackages(path);
  const byUrl = Map.groupBy(
    packages.flatMap((each) => each.files.map((file): PackageFile => ({ ...file, of: each }))),
    ({ url = '' }) => url,
  );
  const read = new Map<PackageFile, Resource>();

  function resourceIn(file: PackageFile): Resource {
    const known = read.get(file);
    if (known !== undefined) {
      return known;
    }
    const resource = pinned(file.read(), (url) => versionFor(url, file.of)) as Resource;
    read.set(file, resource);
    return resource;
  }

  function versionFor(url: string, from: FhirPackage): string | undefined {
    const files = byUrl.get(url) ?? [];
    if (files.length < 2) {
      return undefined;
    }
    const isNear = ({ of }: PackageFile): boolean =>
      of === from || isVersion(from.dependencies[of.name] ?? '-', of.version);
    return (files.find(({ of }) => of === from) ?? files.find(isNear))?.version;
  }

  return {
    find: (url, version) => {
      const file = chooseVersion(byUrl.get(url), version);
      return file && resourceIn(file);
    },
    faults,
  };
}
