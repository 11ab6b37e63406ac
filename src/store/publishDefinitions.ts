import { setImmediate } from 'node:timers/promises';
import type { WithId } from '@medplum/core';
import type { Resource } from '@medplum/fhirtypes';
import type { Actor } from './actor.ts';
import type { Store, UnitOfWork } from './store.ts';

/** Name of the state that says which definitions the store has. */
const STATE = 'published-definitions';

/** So many are stored in one commit: other work goes on in between. */
const CHUNK = 20;

interface Published {
  readonly digest: string;
  /** `Type/id` of each. */
  readonly references: readonly string[];
}

export interface Publication {
  /** Another one when any of the definitions is another. */
  readonly digest: string;
  /** Asked for only when the store has another digest. */
  readonly resources: () => Iterable<WithId<Resource>>;
  /** Ends it early; it goes on at the next start. */
  readonly signal?: AbortSignal;
}

/**
 * Makes the store have the definitions that the program ships, so that they are read and searched like any other
 * resource: those that are new or changed are stored, those that are no longer shipped are deleted. Once for each
 * digest; a process that dies in the middle does no harm.
 */
export async function publishDefinitions(
  store: Store,
  actor: Actor,
  { digest, resources, signal }: Publication,
): Promise<void> {
  const former = await store.write(actor, readPublished);
  if (former?.digest === digest) {
    return;
  }
  const references: string[] = [];
  for (const chunk of chunksOf(resources(), CHUNK)) {
    signal?.throwIfAborted();
    await store.write(actor, async (unit) => {
      for (const resource of chunk) {
        await unit.put(resource);
      }
    });
    references.push(...chunk.map(({ resourceType, id }) => `${resourceType}/${id}`));
    await setImmediate();
  }
  const shipped = new Set(references);
  await store.write(actor, async (unit) => {
    for (const reference of former?.references ?? []) {
      if (!shipped.has(reference)) {
        const [resourceType = '', id = ''] = reference.split('/');
        await unit.repository.deleteResource(resourceType, id);
      }
    }
    await unit.saveState(STATE, JSON.stringify({ digest, references } satisfies Published));
  });
}

async function readPublished(unit: UnitOfWork): Promise<Published | undefined> {
  const content = await unit.readState(STATE);
  return content === undefined ? undefined : (JSON.parse(content) as Published);
}

function* chunksOf<T>(items: Iterable<T>, size: number): Generator<T[]> {
  let chunk: T[] = [];
  for (const item of items) {
    chunk.push(item);
    if (chunk.length === size) {
      yield chunk;
      chunk = [];
    }
  }
  if (chunk.length > 0) {
    yield chunk;
  }
}
