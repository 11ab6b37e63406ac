import type { Command } from 'commander';
import { existsSync } from 'node:fs';
import { readSettings } from '../config.ts';
import { NO_IMPORTS, readImports, type StoredImports } from '../exchange/catalogueImports.ts';
import { KnowledgeHolder, openShippedDefinitions, type Knowledge } from '../knowledge.ts';
import { LOCAL_OPERATOR } from '../store/actor.ts';
import { parseDatabaseUrl } from '../store/engine/databaseUrl.ts';
import { openStore } from '../store/openStore.ts';

export interface DatabaseOption {
  readonly database?: string;
}

/** The option of commands that only look up what has been imported. */
export function withDatabase(command: Command): Command {
  return command.option(
    '--database <url>',
    'where imported code lists are stored (default: the setting DATABASE_URL, where there is a database)',
  );
}

/**
 * What is known with the code lists that have been imported into the database: that of `--database`, else of the
 * setting DATABASE_URL. A database that is not there has no imports, and looking does not make it.
 *
 * @throws SettingError
 */
export async function knowledgeInForce(options: DatabaseOption): Promise<Knowledge> {
  const { log } = await importsOf(options);
  return new KnowledgeHolder(openShippedDefinitions(settingsOf(options).fhirPackagesDir), log).current;
}

/** The imports of a database, without opening more of it than they are. @throws SettingError */
export async function importsOf(options: DatabaseOption): Promise<StoredImports> {
  const { databaseUrl, baseUrl } = settingsOf(options);
  const location = parseDatabaseUrl(databaseUrl);
  if ('memory' in location || ('path' in location && !existsSync(location.path))) {
    return NO_IMPORTS;
  }
  const store = await openStore({ databaseUrl, baseUrl, check: () => [] });
  try {
    return await readImports(store, LOCAL_OPERATOR);
  } finally {
    await store.close();
  }
}

/** @throws SettingError */
export function settingsOf({ database }: DatabaseOption): ReturnType<typeof readSettings> {
  return readSettings(database === undefined ? process.env : { ...process.env, DATABASE_URL: database });
}
