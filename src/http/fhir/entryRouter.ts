import { allOk, created, notModified, OperationOutcomeError } from '@medplum/core';
import {
  FhirRouter,
  type FhirRequest,
  type FhirResponse,
  type FhirRouteHandler,
  type HttpMethod,
  type RestInteraction,
} from '@medplum/fhir-router';
import type { OperationOutcome } from '@medplum/fhirtypes';
import { outcomeOf } from '../../fhir/outcome.ts';
import type { Language } from '../../findings/finding.ts';
import { faultOf } from '../errors.ts';
import { conditionalUpdate } from './conditionalUpdate.ts';
import type { Prefer } from './prefer.ts';
import { read, readHistory, readVersion } from './read.ts';
import type { FhirService, Scope } from './scope.ts';
import { search } from './search.ts';
import { isNotModified } from './versions.ts';
import { create, remove, update, type Written } from './write.ts';

/** What the entries of one Bundle are done with. */
export interface EntryCall {
  readonly service: FhirService;
  readonly scope: Scope;
  readonly prefer: Prefer;
  readonly language: Language;
  /** Told of errors that nobody foresaw. */
  readonly report: (error: unknown) => void;
}

/** One entry, taken apart. */
interface Entry {
  readonly type: string;
  readonly id: string;
  readonly version: string;
  readonly query: URLSearchParams;
  readonly body: unknown;
  /** By name in lower case. */
  readonly header: (name: string) => string | undefined;
  /** The id in the body is one that this service gave. */
  readonly isAssigned: boolean;
}

type Interaction = (call: EntryCall, entry: Entry) => Promise<FhirResponse>;

const searchType: Interaction = async ({ service, scope, prefer, language }, { type, query }) => [
  allOk,
  await search(service, scope, type, query, prefer, language),
];

const readOne: Interaction = async ({ service, scope }, { type, id, header }) => {
  const resource = await read(service, scope, type, id);
  const { versionId = '', lastUpdated = '' } = resource.meta ?? {};
  const conditions = { ifNoneMatch: header('if-none-match'), ifModifiedSince: header('if-modified-since') };
  return isNotModified(conditions, versionId, new Date(lastUpdated)) ? [notModified] : [allOk, resource];
};

const readHistoryOfOne: Interaction = async ({ service, scope }, { type, id, query }) => [
  allOk,
  await readHistory(service, scope, type, id, query),
];

const readOneVersion: Interaction = async ({ service, scope }, { type, id, version }) => [
  allOk,
  await readVersion(service, scope, type, id, version),
];

const createOne: Interaction = async ({ service, scope, language }, { type, body, header, isAssigned }) =>
  written(await create(service, scope, type, body, header('if-none-exist'), isAssigned), language);

const updateOne: Interaction = async ({ service, scope, language }, { type, id, body, header }) =>
  written(await update(service, scope, type, id, body, header('if-match')), language);

const updateFitting: Interaction = async ({ service, scope, language }, { type, query, body, header }) =>
  written(await conditionalUpdate(service, scope, type, query, body, header('if-match')), language);

const deleteOne: Interaction = async ({ service, scope }, { type, id, header }) => {
  await remove(service, scope, type, id, header('if-match'));
  return [allOk];
};

const ROUTES: readonly (readonly [HttpMethod, path: string, RestInteraction, Interaction])[] = [
  ['GET', ':type', 'search-type', searchType],
  ['POST', ':type/_search', 'search-type', searchType],
  ['GET', ':type/:id', 'read', readOne],
  ['GET', ':type/:id/_history', 'history-instance', readHistoryOfOne],
  ['GET', ':type/:id/_history/:version', 'vread', readOneVersion],
  ['POST', ':type', 'create', createOne],
  ['PUT', ':type', 'update', updateFitting],
  ['PUT', ':type/:id', 'update', updateOne],
  ['DELETE', ':type/:id', 'delete', deleteOne],
];

export type EntryRouter = FhirRouter;

/** The status of an outcome that an entry came to, where @medplum/core could not tell it. */
export type StatusOfOutcome = Pick<WeakMap<OperationOutcome, number>, 'get'>;

/**
 * @medplum/fhir-router with the routes that are offered and no others, each answered by the same function as over
 * HTTP: its own would do more than is offered, and would quote unforeseen errors to the caller.
 */
export function entryRouter(call: EntryCall): {
  readonly router: FhirRouter;
  readonly statuses: StatusOfOutcome;
} {
  const statuses = new WeakMap<OperationOutcome, number>();
  const router = new FhirRouter();
  router.router.routes.splice(0);
  for (const [method, path, name, interaction] of ROUTES) {
    const handler: FhirRouteHandler = async (request, _repository, _router, options) => {
      try {
        return await interaction(call, entryOf(request, options?.assignedId === true));
      } catch (error) {
        const { status, outcome, unexpected } = faultOf(error, call.language);
        if (unexpected) {
          call.report(error);
        }
        statuses.set(outcome, status);
        throw new OperationOutcomeError(outcome, { cause: error });
      }
    };
    router.add(method, path, handler, name);
  }
  return { router, statuses };
}

function entryOf({ params, query, body, headers }: FhirRequest, isAssigned: boolean): Entry {
  const { type = '', id = '', version = '' } = params;
  return {
    type,
    id,
    version,
    query: new URLSearchParams(
      Object.entries(query).flatMap(([name, values]) =>
        [values ?? []].flat().map((value): [string, string] => [name, value]),
      ),
    ),
    body: body as unknown,
    header: (name) => [headers?.[name] ?? []].flat()[0],
    isAssigned,
  };
}

/** What was found stands among the issues of the outcome, whose id tells the status. */
function written({ resource, effect, findings }: Written, language: Language): FhirResponse {
  const outcome = effect === 'created' ? created : allOk;
  return [
    findings.length === 0 ? outcome : { ...outcome, issue: outcomeOf(findings, language).issue },
    resource,
  ];
}
