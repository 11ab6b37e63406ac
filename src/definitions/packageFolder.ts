import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { definitionFault } from './definitionFault.ts';
import { readArchive } from './packageArchive.ts';
import { headOf, type DefinitionFile } from './resourceFile.ts';

/** A FHIR package: its manifest, and the definitions in it. */
export interface FhirPackage {
  readonly name: string;
  readonly version: string;
  /** Versions of other packages by name, as the manifest has them. */
  readonly dependencies: Readonly<Record<string, string>>;
  readonly files: readonly DefinitionFile[];
}

/** What of the packages cannot be used, and why: for the operator. */
export interface PackageFault {
  readonly path: string;
  readonly reason: string;
}

export interface FhirPackages {
  readonly packages: readonly FhirPackage[];
  readonly faults: readonly PackageFault[];
}

/** How deep a package may lie under the folder of packages: `NAME#VERSION/package`. */
const MAX_DEPTH = 3;

/** Packages whose content the program has itself. */
const BUILT_IN: ReadonlySet<string> = new Set([
  'hl7.fhir.r4.core',
  'hl7.fhir.r4.examples',
  'hl7.fhir.r4.expansions',
]);

/** Also built in: as a dependency they need not be in the folder, yet an edition that is there counts before ours. */
const AT_HAND: ReadonlySet<string> = new Set([
  'hl7.terminology.r4',
  'hl7.fhir.uv.extensions.r4',
  'hl7.terminology',
  'hl7.fhir.uv.extensions',
]);

/**
 * The FHIR packages in a folder, `.tgz` files and unpacked ones, or the one that the path names. Every file is looked at
 * once; what cannot be used of a package is left out and told.
 *
 * @throws Error when there is nothing at the path
 */
export function readPackages(path: string): FhirPackages {
  const faults: PackageFault[] = [];
  const packages = new Map<string, FhirPackage>();
  for (const source of sourcesIn(path, MAX_DEPTH)) {
    const found = readPackage(source, faults);
    if (found !== undefined) {
      const key = `${found.name}#${found.version}`;
      packages.set(key, packages.get(key) ?? found);
    }
  }
  const all = [...packages.values()];
  return { packages: all, faults: [...faults, ...missingDependencies(all)] };
}

/** Whether a manifest's version of a dependency, perhaps with an x in it, is that of a package. */
export function isVersion(wanted: string, version: string): boolean {
  return (
    wanted === version ||
    /^(?:latest|current|dev|\*)/.test(wanted) ||
    (/\.x\b/.test(wanted) && version.startsWith(wanted.slice(0, wanted.indexOf('.x') + 1)))
  );
}

/** A package as it lies there: its files by name. */
interface Source {
  readonly path: string;
  /** @throws Error when it cannot be read */
  readonly open: () => ReadonlyMap<string, () => Buffer>;
}

function sourcesIn(path: string, depth: number): readonly Source[] {
  if (isArchive(path) && statSync(path).isFile()) {
    return [{ path, open: () => filesOfArchive(path) }];
  }
  if (existsSync(join(path, 'package.json'))) {
    return [{ path, open: () => filesOfFolder(path) }];
  }
  return depth === 0
    ? []
    : readdirSync(path, { withFileTypes: true })
        .filter((entry) => entry.isDirectory() || isArchive(entry.name))
        .map(({ name }) => join(path, name))
        .sort()
        .flatMap((each) => sourcesIn(each, depth - 1));
}

function isArchive(path: string): boolean {
  return /\.(?:tgz|tar\.gz)$/i.test(path);
}

function filesOfArchive(path: string): ReadonlyMap<string, () => Buffer> {
  const files = readArchive(path, (name) => /^package\/[^/]+\.json$/.test(name));
  return new Map([...files].map(([name, bytes]) => [name.slice('package/'.length), () => bytes]));
}

function filesOfFolder(path: string): ReadonlyMap<string, () => Buffer> {
  return new Map(
    readdirSync(path)
      .filter((name) => name.endsWith('.json'))
      .map((name) => [name, () => readFileSync(join(path, name))]),
  );
}

function readPackage(source: Source, faults: PackageFault[]): FhirPackage | undefined {
  let files: ReadonlyMap<string, () => Buffer>;
  let manifest: unknown;
  try {
    files = source.open();
    manifest = JSON.parse(files.get('package.json')?.().toString('utf8') ?? '');
  } catch (error) {
    faults.push({ path: source.path, reason: `is no FHIR package that can be read (${wordsOf(error)})` });
    return undefined;
  }
  const { name, version, dependencies, fhirVersions } = (manifest ?? {}) as Readonly<Record<string, unknown>>;
  if (typeof name !== 'string') {
    faults.push({ path: source.path, reason: 'has a package.json without a name' });
    return undefined;
  }
  if (BUILT_IN.has(name)) {
    return undefined;
  }
  if (Array.isArray(fhirVersions) && !fhirVersions.some((each) => String(each).startsWith('4.0'))) {
    faults.push({ path: source.path, reason: `is for FHIR ${fhirVersions.join(', ')}, not for R4` });
    return undefined;
  }
  return {
    name,
    version: typeof version === 'string' ? version : '',
    dependencies: Object.fromEntries(
      Object.entries(typeof dependencies === 'object' ? (dependencies ?? {}) : {}).filter(
        (each): each is [string, string] => typeof each[1] === 'string',
      ),
    ),
    files: [...files].flatMap(([file, read]) => definitionIn(join(source.path, file), file, read, faults)),
  };
}

function definitionIn(
  path: string,
  name: string,
  read: () => Buffer,
  faults: PackageFault[],
): readonly DefinitionFile[] {
  if (name === 'package.json' || name.startsWith('.')) {
    return [];
  }
  const parse = (): unknown => JSON.parse(read().toString('utf8'));
  try {
    const resource = parse();
    const head = headOf(resource);
    const reason = head === undefined ? undefined : definitionFault(resource);
    if (reason !== undefined) {
      faults.push({ path, reason });
    }
    return head?.url === undefined || reason !== undefined ? [] : [{ ...head, path, read: parse }];
  } catch {
    faults.push({ path, reason: 'is not JSON' });
    return [];
  }
}

function missingDependencies(packages: readonly FhirPackage[]): readonly PackageFault[] {
  return packages.flatMap(({ name, version, dependencies }) =>
    Object.entries(dependencies)
      .filter(
        ([needed, wanted]) =>
          !BUILT_IN.has(needed) &&
          !AT_HAND.has(needed) &&
          !packages.some((each) => each.name === needed && isVersion(wanted, each.version)),
      )
      .map(([needed, wanted]) => ({
        path: `${name}#${version}`,
        reason: `needs ${needed}#${wanted}, which is not in the folder`,
      })),
  );
}

function wordsOf(error: unknown): string {
  return error instanceof Error ? error.message : 'unknown reason';
}
