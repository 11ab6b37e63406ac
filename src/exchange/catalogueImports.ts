import type { WithId } from '@medplum/core';
import type { CodeSystem, ConceptMap } from '@medplum/fhirtypes';
import { uuidOf } from '../fhir/uuid.ts';
import type { Actor } from '../store/actor.ts';
import type { CatalogueImport, Store } from '../store/store.ts';
import type { ImportLog } from '../terminology/import/importLog.ts';

/** The imported code lists of a store, as far as they have been read. */
export interface StoredImports {
  readonly log: ImportLog;
  /** Number of the last step that has been read; 0: none. */
  readonly sequence: number;
}

export const NO_IMPORTS: StoredImports = { log: [], sequence: 0 };

/** What has been read, with what has come since; the same object when nothing has. */
export async function readImports(
  store: Store,
  actor: Actor,
  known: StoredImports = NO_IMPORTS,
): Promise<StoredImports> {
  const steps = await store.catalogueImports(actor, known.sequence);
  return steps.reduce<StoredImports>(
    ({ log }, { sequence, content }) => ({
      log: [...log, JSON.parse(content) as ImportLog[number]],
      sequence,
    }),
    known,
  );
}

/**
 * Stores the newest step of a log, and in the same commit the list that is in force by it with what follows from it, so
 * that they are read and searched like the others.
 *
 * @param inForce the list after the step; `gone` when the step took back the only import of a list that does not ship
 * @param derived the code translations that follow from the list
 * @returns false, with nothing stored, when somebody else has imported since the log was read
 */
export async function saveImport(
  store: Store,
  actor: Actor,
  { log, sequence }: StoredImports,
  inForce: CodeSystem | { readonly gone: CodeSystem },
  derived: readonly ConceptMap[] = [],
): Promise<boolean> {
  const step: CatalogueImport = { sequence, content: JSON.stringify(log.at(-1)) };
  try {
    await store.write(actor, async (unit) => {
      await unit.addCatalogueImport(step);
      if ('gone' in inForce) {
        await unit.repository.deleteResource('CodeSystem', idOf(inForce.gone));
      } else {
        await unit.put(published(inForce));
      }
      for (const map of derived) {
        await unit.put(published(map));
      }
    });
    return true;
  } catch (error) {
    if ((await store.catalogueImports(actor, sequence - 1)).length > 0) {
      return false;
    }
    throw error;
  }
}

/** A definition as it is published: one that came without an id gets one made of its URL. */
export function published<T extends CodeSystem | ConceptMap>(definition: T): WithId<T> {
  return { ...definition, id: idOf(definition) };
}

function idOf({ id, url = '' }: CodeSystem | ConceptMap): string {
  return id ?? uuidOf(url);
}

export interface Following {
  /** Milliseconds between two looks. */
  readonly every: number;
  readonly known: StoredImports;
  readonly onChange: (log: ImportLog) => void;
  readonly onError: (error: unknown) => void;
}

/** Looks again and again whether any process has imported or taken back a list. Stops when told to. */
export function followImports(
  store: Store,
  actor: Actor,
  { every, known, onChange, onError }: Following,
): { stop(): Promise<void> } {
  let current = known;
  let looking: Promise<void> = Promise.resolve();
  const timer = setInterval(() => {
    looking = looking.then(look);
  }, every);
  timer.unref();

  async function look(): Promise<void> {
    try {
      const next = await readImports(store, actor, current);
      if (next !== current) {
        current = next;
        onChange(next.log);
      }
    } catch (error) {
      onError(error);
    }
  }

  return {
    stop: async () => {
      clearInterval(timer);
      await looking;
    },
  };
}
