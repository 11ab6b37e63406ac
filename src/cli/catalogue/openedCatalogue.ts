import { createConformance } from '../../conformance/conformance.ts';
import { readImports, type StoredImports } from '../../exchange/catalogueImports.ts';
import { KnowledgeHolder, openKnowledge, openShippedDefinitions, type Knowledge } from '../../knowledge.ts';
import { LOCAL_OPERATOR } from '../../store/actor.ts';
import { openStore } from '../../store/openStore.ts';
import type { Store, WriteCheck } from '../../store/store.ts';
import { importsOf, settingsOf, type DatabaseOption } from '../knowledgeInForce.ts';

export type { DatabaseOption } from '../knowledgeInForce.ts';

/** The catalogue as it is in force in a database. */
export interface OpenedCatalogue {
  readonly knowledge: Knowledge;
  readonly shipped: Knowledge;
  readonly imports: StoredImports;
}

/** A database that is not there yet has no imports, and looking does not make it. */
export async function readCatalogue(options: DatabaseOption): Promise<OpenedCatalogue> {
  return opened(await importsOf(options), settingsOf(options).fhirPackagesDir);
}

/** Opens the database, makes it where there is none, and closes it afterwards. */
export async function changeCatalogue<T>(
  options: DatabaseOption,
  work: (store: Store, catalogue: OpenedCatalogue) => Promise<T>,
): Promise<T> {
  const { databaseUrl, fhirPackagesDir, baseUrl } = settingsOf(options);
  const conformance = createConformance({ current: openKnowledge(fhirPackagesDir) });
  const check: WriteCheck = ({ resource }) => conformance.judgeWrite(resource);
  const store = await openStore({ databaseUrl, baseUrl, check });
  try {
    return await work(store, opened(await readImports(store, LOCAL_OPERATOR), fhirPackagesDir));
  } finally {
    await store.close();
  }
}

function opened(imports: StoredImports, packagesDir: string | undefined): OpenedCatalogue {
  const definitions = openShippedDefinitions(packagesDir);
  return {
    imports,
    knowledge: new KnowledgeHolder(definitions, imports.log).current,
    shipped: new KnowledgeHolder(definitions).current,
  };
}
