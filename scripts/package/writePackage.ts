/**
 * Makes of profiles/ a package that FHIR software can install, and pages that people can read:
 * dist/package/package.tgz and dist/package/pages/index.html. The same sources give the same bytes.
 *
 * Usage: npm run package [-- FOLDER]   (dist/package by default)
 */
import { utils } from 'fsh-sushi';
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { create } from 'tar';
import { PROFILES_DIR } from '../definitions/profiles.ts';
import { packageContents, type PackageIdentity } from './contents.ts';
import { readExamples } from './examples.ts';
import { readDefinitions } from './packagedResource.ts';
import { sitePages } from './pages/site.ts';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const folder = process.argv[2] ?? join(ROOT, 'dist/package');

const identity = readIdentity();
const definitions = readDefinitions(PROFILES_DIR);
const examples = readExamples(join(ROOT, 'examples'));
const contents = packageContents(identity, definitions, examples);
const pages = sitePages(identity, definitions, examples);

rmSync(folder, { recursive: true, force: true });
writeAll(folder, contents);
writeAll(join(folder, 'pages'), pages);
await create(
  // Without owners, and with one time for all: nothing of the machine or the moment is in the archive.
  {
    file: join(folder, 'package.tgz'),
    cwd: folder,
    gzip: true,
    portable: true,
    mtime: new Date(0),
    noDirRecurse: true,
  },
  [...contents.keys()],
);
process.stdout.write(
  `${definitions.length} definitions and ${examples.length} examples in ${join(folder, 'package.tgz')}; ${pages.size} pages, beginning with ${join(folder, 'pages/index.html')}\n`,
);

function readIdentity(): PackageIdentity {
  utils.logger.transports.forEach((transport) => {
    transport.silent = true;
  });
  const { id, version, canonical, title, description, publisher } = utils.readConfig(PROFILES_DIR);
  return {
    id: id ?? '',
    version: version ?? '',
    canonical,
    title: title ?? '',
    description: description ?? '',
    author: publisher ?? title ?? '',
  };
}

function writeAll(base: string, files: ReadonlyMap<string, string>): void {
  for (const [path, text] of files) {
    mkdirSync(dirname(join(base, path)), { recursive: true });
    writeFileSync(join(base, path), text);
  }
}
