import type {
  CodeSystem,
  ConceptMap,
  SearchParameter,
  StructureDefinition,
  ValueSet,
} from '@medplum/fhirtypes';
import { readdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { crossVersionExtension } from './crossVersionExtensions.ts';
import { DEFINITION_FILE_IDS } from './definitionFileIds.ts';

/**
 * Definitions by canonical URL (`url` or `url|version`), each read from its file when asked for; nothing is kept
 * here, and nothing is listed: a file is found by the last part of its URL.
 */
export interface DefinitionFiles {
  structure(canonical: string): StructureDefinition | undefined;
  valueSet(canonical: string): ValueSet | undefined;
  codeSystem(canonical: string): CodeSystem | undefined;
  conceptMap(canonical: string): ConceptMap | undefined;
  searchParameter(canonical: string): SearchParameter | undefined;
}

type FileType = 'StructureDefinition' | 'ValueSet' | 'CodeSystem' | 'ConceptMap' | 'SearchParameter';

/** The folder of an npm package. */
function folderOf(packageName: string): string {
  return dirname(createRequire(import.meta.url).resolve(`${packageName}/package.json`));
}

const CORE = folderOf('hl7.fhir.r4.core');
const TERMINOLOGY = folderOf('hl7.terminology.r4');
const EXTENSIONS = folderOf('hl7.fhir.uv.extensions.r4');

/**
 * Where a URL stands in several of HL7's packages, the one that the official validator takes: HL7's terminology before
 * R4 4.0.1, and of the package of extensions the extensions only.
 */
const HL7_FOLDERS: Readonly<Record<FileType, readonly string[]>> = {
  StructureDefinition: [TERMINOLOGY, EXTENSIONS, CORE],
  ValueSet: [TERMINOLOGY, CORE, EXTENSIONS],
  CodeSystem: [TERMINOLOGY, CORE, EXTENSIONS],
  ConceptMap: [TERMINOLOGY, CORE, EXTENSIONS],
  SearchParameter: [CORE],
};

/** The names of the files in each folder, read when the folder is first looked into: content asks for any number of them. */
const namesByFolder = new Map<string, ReadonlySet<string>>();

function namesIn(folder: string): ReadonlySet<string> {
  let names = namesByFolder.get(folder);
  if (names === undefined) {
    names = new Set(readdirSync(folder));
    namesByFolder.set(folder, names);
  }
  return names;
}

const FILE_ID = /^[A-Za-z0-9\-.]{1,64}$/;

interface Canonical {
  readonly url?: unknown;
  readonly version?: unknown;
}

/**
 * HL7's definitions (R4 4.0.1, its terminology, its extensions, and the elements of other FHIR versions as extensions),
 * behind the content of the folders given (FHIR packages with a file `TYPE-ID.json` for each definition), which come
 * first. Asked for a version that is nowhere, it gives the first that it finds.
 */
export function openDefinitionFiles(packageFolders: readonly string[] = []): DefinitionFiles {
  function read(type: FileType, canonical: string): unknown {
    const [url = '', version] = canonical.split('|');
    let first: Canonical | undefined;
    for (const path of paths(type, url)) {
      const resource = JSON.parse(readFileSync(path, 'utf8')) as Canonical;
      if (resource.url === url) {
        if (version === undefined || resource.version === version) {
          return resource;
        }
        first ??= resource;
      }
    }
    return first;
  }

  function paths(type: FileType, url: string): readonly string[] {
    const ids = [DEFINITION_FILE_IDS[url], url.slice(url.lastIndexOf('/') + 1)].filter(
      (id) => id !== undefined && FILE_ID.test(id),
    );
    return [...packageFolders, ...HL7_FOLDERS[type]]
      .flatMap((folder) => ids.map((id) => ({ folder, name: `${type}-${id}.json` })))
      .filter(({ folder, name }) => namesIn(folder).has(name))
      .map(({ folder, name }) => join(folder, name));
  }

  return {
    structure: (canonical) =>
      (read('StructureDefinition', canonical) ?? crossVersionExtension(canonical)) as
        StructureDefinition | undefined,
    valueSet: (canonical) => read('ValueSet', canonical) as ValueSet | undefined,
    codeSystem: (canonical) => read('CodeSystem', canonical) as CodeSystem | undefined,
    conceptMap: (canonical) => read('ConceptMap', canonical) as ConceptMap | undefined,
    searchParameter: (canonical) => read('SearchParameter', canonical) as SearchParameter | undefined,
  };
}
