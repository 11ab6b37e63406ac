import type { WithId } from '@medplum/core';
import type { CodeSystem, Resource } from '@medplum/fhirtypes';
import type { FastifyBaseLogger } from 'fastify';
import { digestOfFolder, resourcesOfFolder, typesOfFolder } from './definitions/profileFolder.ts';
import type { ShippedDefinitions } from './http/fhir/shippedDefinitions.ts';
import { PROFILES_DIR, type KnowledgeHolder } from './knowledge.ts';
import { CODE_SYSTEM } from './fhir/systems.ts';
import { LOCAL_OPERATOR } from './store/actor.ts';
import { publishDefinitions } from './store/publishDefinitions.ts';
import type { Store } from './store/store.ts';
import { mapInForce } from './terminology/combinedCodeMaps.ts';

/** The publishing of profiles/ in the store, begun when first asked for. */
export interface Publishing extends ShippedDefinitions {
  /** Begins without waiting. */
  begin(): void;
  /** Breaks it off. */
  stop(): Promise<void>;
}

/** A list that an import has replaced is published as imported, and so are the code translations that follow from it. What fails is logged, and tried again when asked for. */
export function createPublishing(
  store: Store,
  knowledge: Pick<KnowledgeHolder, 'imported'>,
  logger: FastifyBaseLogger,
): Publishing {
  const abort = new AbortController();
  let running: Promise<void> | undefined;

  function inForce(resource: WithId<Resource>): WithId<Resource> {
    const importedList = (wanted: string | undefined): CodeSystem | undefined =>
      knowledge.imported.find(({ url }) => url === wanted);
    switch (resource.resourceType) {
      case 'CodeSystem':
        return { ...(importedList(resource.url) ?? resource), id: resource.id };
      case 'ConceptMap':
        return { ...mapInForce(resource, importedList(CODE_SYSTEM.combinedCode)), id: resource.id };
      default:
        return resource;
    }
  }

  async function publish(): Promise<void> {
    try {
      await publishDefinitions(store, LOCAL_OPERATOR, {
        digest: digestOfFolder(PROFILES_DIR),
        signal: abort.signal,
        *resources() {
          for (const resource of resourcesOfFolder(PROFILES_DIR)) {
            yield inForce(resource);
          }
        },
      });
    } catch (error) {
      running = undefined;
      if (!abort.signal.aborted) {
        logger.error({ error }, 'the definitions cannot be published');
      }
      throw error;
    }
  }

  const ready = (): Promise<void> => (running ??= publish());
  return {
    types: new Set(typesOfFolder(PROFILES_DIR)),
    ready,
    begin: () => void ready().catch(() => undefined),
    stop: async () => {
      abort.abort();
      await running?.catch(() => undefined);
    },
  };
}
