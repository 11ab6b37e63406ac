import { existsSync, readdirSync } from 'node:fs';
import { basename, join } from 'node:path';
import { headOf, readResource, readResourceHead, type DefinitionFile } from './resourceFile.ts';

/** How deep a package may lie under the folder of packages: `NAME#VERSION/package`. */
const MAX_DEPTH = 3;

/**
 * The resources of the FHIR packages in a folder. A package's own index (`.index.json`, FHIR package
 * specification) is used where there is one, else the head of each file.
 */
export function packageFiles(packagesDir: string): readonly DefinitionFile[] {
  return packageFolders(packagesDir, MAX_DEPTH).flatMap(filesOf);
}

function packageFolders(folder: string, depth: number): string[] {
  if (existsSync(join(folder, 'package.json'))) {
    return [folder];
  }
  return depth === 0
    ? []
    : readdirSync(folder, { withFileTypes: true })
        .filter((entry) => entry.isDirectory())
        .flatMap((entry) => packageFolders(join(folder, entry.name), depth - 1));
}

function filesOf(folder: string): readonly DefinitionFile[] {
  const index = join(folder, '.index.json');
  if (existsSync(index)) {
    const { files } = readResource(index) as { files?: unknown };
    if (Array.isArray(files)) {
      return files.flatMap((entry: unknown) => {
        const { filename } = (entry ?? {}) as { filename?: unknown };
        const head = headOf(entry);
        return typeof filename === 'string' && head !== undefined
          ? [{ ...head, path: join(folder, basename(filename)) }]
          : [];
      });
    }
  }
  return readdirSync(folder)
    .filter((name) => name.endsWith('.json') && name !== 'package.json')
    .flatMap((name) => {
      const path = join(folder, name);
      const head = readResourceHead(path);
      return head === undefined ? [] : [{ ...head, path }];
    });
}
