import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';

/**
 * Writes src/definitions/definitionFileIds.ts: where, in HL7's packages, a definition's file is not named after the last
 * part of its URL. To be run when a package comes in a new version.
 */
const PACKAGES = ['hl7.fhir.r4.core', 'hl7.terminology.r4', 'hl7.fhir.uv.extensions.r4'];
const FILE = /^(?:StructureDefinition|ValueSet|CodeSystem)-(.*)\.json$/;

const ids = new Map<string, string>();
for (const name of PACKAGES) {
  const folder = dirname(createRequire(import.meta.url).resolve(`${name}/package.json`));
  for (const file of readdirSync(folder)) {
    const id = FILE.exec(file)?.[1];
    const { url } =
      id === undefined ? {} : (JSON.parse(readFileSync(join(folder, file), 'utf8')) as { url?: string });
    // A URL with a version in it is a former edition, which nobody refers to.
    if (id !== undefined && url !== undefined && !url.endsWith(`/${id}`) && !url.includes('|')) {
      ids.set(url, id);
    }
  }
}

const rows = [...ids].sort(([a], [b]) => (a < b ? -1 : 1)).map(([url, id]) => `  '${url}': '${id}',`);
writeFileSync(
  join(import.meta.dirname, '../src/definitions/definitionFileIds.ts'),
  `/**
 * The definitions of hl7.fhir.r4.core, hl7.terminology.r4 and hl7.fhir.uv.extensions.r4 whose file is not named after
 * the last part of their URL, written by scripts/definitionFileIds.ts.
 */
// prettier-ignore
export const DEFINITION_FILE_IDS: Readonly<Record<string, string>> = {
${rows.join('\n')}
};
`,
);
