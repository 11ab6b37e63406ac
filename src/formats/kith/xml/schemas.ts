import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import {
  ParseOption,
  XmlBufferInputProvider,
  XmlDocument,
  xmlCleanupInputProvider,
  XmlLibError,
  xmlRegisterInputProvider,
  XsdValidator,
} from 'libxml2-wasm';
import type { SchemaFault, XmlValidation } from './read.ts';

/** Compiled schemas, and the namespaces for which the folder has one. */
export interface Schemas {
  readonly namespaces: ReadonlySet<string>;
  readonly validate: XmlValidation;
}

/**
 * Compiles the XML schemas of a folder (setting KITH_SCHEMA_DIR), once. `all.xsd` is used when it is there;
 * otherwise every schema of the folder is imported by its target namespace (of two files for one namespace the
 * first by name). Imports are found within the folder, by file name or by namespace, never anywhere else.
 *
 * @throws Error when the folder has no schema, or one of them does not compile
 */
export function openSchemas(folder: string): Schemas {
  const files = readdirSync(folder)
    .filter((name) => name.endsWith('.xsd'))
    .sort();
  const sources = new Map(files.map((name) => [name, readFileSync(join(folder, name))] as const));
  const byNamespace = new Map<string, string>();
  for (const [name, source] of sources) {
    const namespace = /\btargetNamespace\s*=\s*["']([^"']+)["']/.exec(source.toString('latin1'))?.[1];
    if (namespace !== undefined && !byNamespace.has(namespace)) {
      byNamespace.set(namespace, name);
    }
  }
  if (byNamespace.size === 0) {
    throw new Error(`No XML schema (*.xsd with a target namespace) in ${folder}`);
  }
  const validator = compile(
    existsSync(join(folder, 'all.xsd'))
      ? readFileSync(join(folder, 'all.xsd')).toString()
      : importAll(byNamespace),
    sources,
    byNamespace,
  );
  return {
    namespaces: new Set(byNamespace.keys()),
    validate: (document) => validateWith(validator, document),
  };
}

const ROOT_URL = 'kith-schemas:///';

function importAll(byNamespace: ReadonlyMap<string, string>): string {
  const imports = [...byNamespace].map(
    ([namespace, name]) => `<import namespace="${namespace}" schemaLocation="${name}"/>`,
  );
  return `<schema xmlns="http://www.w3.org/2001/XMLSchema">${imports.join('')}</schema>`;
}

function compile(
  main: string,
  sources: ReadonlyMap<string, Uint8Array>,
  byNamespace: ReadonlyMap<string, string>,
): XsdValidator {
  registerFiles(sources, byNamespace);
  const document = XmlDocument.fromString(main, {
    url: `${ROOT_URL}all.xsd`,
    option: ParseOption.XML_PARSE_NONET,
  });
  try {
    return XsdValidator.fromDoc(document);
  } catch (error) {
    const detail = error instanceof XmlLibError ? error.details[0] : undefined;
    throw new Error(`The XML schemas do not compile: ${detail?.message ?? String(error)}`, { cause: error });
  } finally {
    document.dispose();
    xmlCleanupInputProvider();
  }
}

/** Lets the library find the files of the folder, and nothing else, under the URL of the main schema. */
function registerFiles(
  sources: ReadonlyMap<string, Uint8Array>,
  byNamespace: ReadonlyMap<string, string>,
): void {
  const provider = new XmlBufferInputProvider({});
  for (const [name, source] of sources) {
    provider.addBuffer(`${ROOT_URL}${name}`, withLocalImports(source, sources, byNamespace));
  }
  xmlRegisterInputProvider(provider);
}

/** Imports whose file is not in the folder are pointed to the file that has their namespace. */
function withLocalImports(
  source: Uint8Array,
  sources: ReadonlyMap<string, Uint8Array>,
  byNamespace: ReadonlyMap<string, string>,
): Uint8Array {
  const text = Buffer.from(source)
    .toString('latin1')
    .replace(/<!--[^]*?-->/g, '');
  const mended = text.replace(/<([\w-]+:)?import\b[^>]*>/g, (whole) => {
    const namespace = /\bnamespace\s*=\s*["']([^"']+)["']/.exec(whole)?.[1];
    const location = /\bschemaLocation\s*=\s*["']([^"']+)["']/.exec(whole)?.[1];
    const local = location === undefined ? undefined : basename(location);
    const file = local !== undefined && sources.has(local) ? local : byNamespace.get(namespace ?? '');
    if (file === undefined) {
      return whole;
    }
    return location === undefined
      ? whole.replace(/\s*\/?>$/, ` schemaLocation="${file}"$&`)
      : whole.replace(/(\bschemaLocation\s*=\s*)["'][^"']+["']/, `$1"${file}"`);
  });
  return Buffer.from(mended, 'latin1');
}

const MAX_FAULTS = 10;

function validateWith(validator: XsdValidator, document: XmlDocument): readonly SchemaFault[] | undefined {
  try {
    validator.validate(document);
    return undefined;
  } catch (error) {
    if (!(error instanceof XmlLibError)) {
      throw error;
    }
    return error.details
      .slice(0, MAX_FAULTS)
      .map(({ message, line, xpath }) => ({ message: message.trim(), line, place: xpath }));
  }
}
