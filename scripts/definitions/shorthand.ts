import type { StructureDefinition, ValueSet } from '@medplum/fhirtypes';
import { fhirdefs, sushiExport, utils } from 'fsh-sushi';
import { readdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { PROFILES_DIR } from './profiles.ts';
import { PUBLICATION } from './publication.ts';

/** HL7's packages that the profiles build upon, and which of their resources the compiler needs. */
const PACKAGES = [
  {
    module: 'hl7.fhir.r4.core/package.json',
    name: 'hl7.fhir.r4.core',
    file: /^(?:StructureDefinition|CodeSystem|ValueSet)-/,
  },
  { module: 'hl7.fhir.uv.extensions.r4/package.json', file: /^StructureDefinition-/ },
] as const;

/**
 * The profiles, extensions (with differential and snapshot) and value sets of profiles/input/fsh, which are FHIR
 * Shorthand; compiled by SUSHI within this process: no package cache, no network.
 *
 * @throws Error with each fault and its line, when the shorthand does not compile or draws a warning
 */
export async function compileShorthand(): Promise<(StructureDefinition | ValueSet)[]> {
  utils.errorsAndWarnings.reset();
  utils.errorsAndWarnings.shouldTrack = true;
  utils.logger.transports.forEach((transport) => {
    transport.silent = true;
  });
  const config = utils.readConfig(PROFILES_DIR);
  const definitions = await fhirdefs.createFHIRDefinitions();
  for (const each of PACKAGES) {
    await definitions.loadVirtualPackage(packageOf(each));
  }
  definitions.optimize();
  rememberLookups(definitions);
  const tank = utils.fillTank(utils.getRawFSHes(join(PROFILES_DIR, 'input', 'fsh')), config);
  tank.checkDuplicateNameEntities();
  const compiled = sushiExport.exportFHIR(tank, definitions);
  const faults = [...utils.errorsAndWarnings.errors, ...utils.errorsAndWarnings.warnings];
  if (faults.length > 0) {
    throw new Error(faults.map(describe).join('\n'));
  }
  return [
    ...[...compiled.profiles, ...compiled.extensions].map((definition) =>
      published(definition.toJSON(true) as StructureDefinition),
    ),
    ...compiled.valueSets.map((valueSet) => published(valueSet.toJSON() as ValueSet)),
  ];
}

/** SUSHI asks its database for the same few base definitions some thousand times. */
function rememberLookups(definitions: fhirdefs.FHIRDefinitions): void {
  const answers = new Map<string, { readonly found: ReturnType<typeof definitions.findResourceInfo> }>();
  const find = definitions.findResourceInfo.bind(definitions);
  definitions.findResourceInfo = (key, options) => {
    const question = `${key} ${JSON.stringify(options)}`;
    let answer = answers.get(question);
    if (answer === undefined) {
      // It may be that there is none, which is remembered too.
      answer = { found: find(key, options) };
      answers.set(question, answer);
    }
    return answer.found;
  };
}

type Fault = (typeof utils.errorsAndWarnings.errors)[number];

function describe({ message, input, location }: Fault): string {
  return `${input ?? 'shorthand'}:${location?.startLine ?? ''} ${message}`;
}

/** With what SUSHI leaves to a publisher, and the head first, which is read without the rest. */
function published<T extends StructureDefinition | ValueSet>(definition: T): T {
  const { resourceType, id, url, name, title, status, ...rest } = definition;
  return Object.assign(
    { resourceType, id, url, version: PUBLICATION.version, name, title, status },
    { experimental: false, publisher: PUBLICATION.publisher },
    rest,
  ) as T;
}

type Package = Parameters<fhirdefs.FHIRDefinitions['loadVirtualPackage']>[0];

function packageOf({ module, file, ...names }: { module: string; file: RegExp; name?: string }): Package {
  const manifestPath = createRequire(import.meta.url).resolve(module);
  const folder = dirname(manifestPath);
  const manifest = { ...(readJson(manifestPath) as { name: string; version: string }), ...names };
  return {
    getPackageJSON: () => manifest,
    getResourceByKey: (name) => readJson(join(folder, name)),
    registerResources: (register) => {
      for (const name of readdirSync(folder).sort()) {
        if (file.test(name)) {
          register(name, readJson(join(folder, name)));
        }
      }
      return Promise.resolve();
    },
  };
}

function readJson(path: string): unknown {
  return JSON.parse(readFileSync(path, 'utf8'));
}
