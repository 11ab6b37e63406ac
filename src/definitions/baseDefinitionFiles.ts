import type { CodeSystem, StructureDefinition, ValueSet } from '@medplum/fhirtypes';
import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { CODE_SYSTEM_FILES } from './codeSystemFiles.ts';

/**
 * Definitions by canonical URL (`url` or `url|version`), each read from its file when asked for; nothing is kept
 * here, and nothing is listed: a file is found by the last part of its URL.
 */
export interface DefinitionFiles {
  structure(canonical: string): StructureDefinition | undefined;
  valueSet(canonical: string): ValueSet | undefined;
  codeSystem(canonical: string): CodeSystem | undefined;
}

type FileType = 'StructureDefinition' | 'ValueSet' | 'CodeSystem';

/** The folder of HL7's R4 4.0.1 definitions. */
const BASE_FOLDER = dirname(createRequire(import.meta.url).resolve('hl7.fhir.r4.core/package.json'));

const FILE_ID = /^[A-Za-z0-9\-.]{1,64}$/;

interface Canonical {
  readonly url?: unknown;
  readonly version?: unknown;
}

/**
 * HL7's R4 definitions, behind the content of the folders given (FHIR packages with a file `TYPE-ID.json` for each
 * definition), which come first. Asked for a version that is nowhere, it gives the first that it finds.
 */
export function openDefinitionFiles(packageFolders: readonly string[] = []): DefinitionFiles {
  const folders = [...packageFolders, BASE_FOLDER];

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
    const special = type === 'CodeSystem' ? CODE_SYSTEM_FILES[url] : undefined;
    const ids = [special, url.slice(url.lastIndexOf('/') + 1)].filter(
      (id) => id !== undefined && FILE_ID.test(id),
    );
    return folders
      .flatMap((folder) => ids.map((id) => join(folder, `${type}-${id}.json`)))
      .filter((path) => existsSync(path));
  }

  return {
    structure: (canonical) => read('StructureDefinition', canonical) as StructureDefinition | undefined,
    valueSet: (canonical) => read('ValueSet', canonical) as ValueSet | undefined,
    codeSystem: (canonical) => read('CodeSystem', canonical) as CodeSystem | undefined,
  };
}
