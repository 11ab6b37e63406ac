import type { BundleEntry } from '@medplum/fhirtypes';
import { faultOf } from '../../errors.ts';
import { requireId } from '../checks.ts';
import { isObject, relativeTo } from '../entries.ts';
import type { EntryCall } from '../entryRouter.ts';
import { queryOf, requireKnownParameters } from '../parameters.ts';
import type { Actor } from '../../../store/actor.ts';
import type { Operation } from './operation.ts';
import { inputOfBody, inputOfQuery, resourceOf, withDisplayLanguage } from './operationRequest.ts';
import { OPERATIONS } from './operations.ts';

/** An entry of a batch that calls an operation. */
export interface EntryOperation {
  readonly operation: Operation;
  readonly id: string | undefined;
  readonly method: 'GET' | 'POST';
  readonly query: URLSearchParams;
  readonly resource: unknown;
}

/** What is needed to answer it. */
export type OperationEntryCall = Pick<EntryCall, 'service' | 'prefer' | 'language' | 'report'> & {
  readonly actor: Actor;
  /** Of the Bundle: the language of displays, where an entry names none. */
  readonly acceptLanguage?: string | undefined;
};

/** `$name`, `Type/$name` or `Type/id/$name`. */
const PATH = /^(?:([A-Za-z]+)\/)?(?:([^/$]+)\/)?\$([a-z-]+)$/;

/** The operation that an entry calls; undefined when it calls none that is offered. */
export function operationOfEntry(entry: unknown, baseUrl: string): EntryOperation | undefined {
  const { request, resource } = isObject(entry) ? entry : {};
  const { method, url } = isObject(request) ? request : {};
  if ((method !== 'GET' && method !== 'POST') || typeof url !== 'string') {
    return undefined;
  }
  const [path = ''] = relativeTo(baseUrl, url).split('?');
  const [matched, type, id, name] = PATH.exec(path) ?? [];
  const level = type === undefined ? 'system' : id === undefined ? 'type' : 'instance';
  const operation =
    matched === undefined
      ? undefined
      : OPERATIONS.find(
          (each) => each.name === name && each.resourceType === type && each.levels.includes(level),
        );
  return operation && { operation, id, method, query: queryOf(url), resource };
}

/** The entry of the answer: what the operation gives, or why it gives nothing. */
export async function answerOperation(
  { service, actor, prefer, language, acceptLanguage, report }: OperationEntryCall,
  { operation, id, method, query, resource }: EntryOperation,
): Promise<BundleEntry> {
  try {
    requireKnownParameters(query, method === 'GET' ? operation.parameters : [], prefer);
    const { input, body } =
      method === 'GET'
        ? inputOfQuery(query, operation, prefer)
        : inputOfBody(service, resource, operation, prefer);
    const result = await operation.run({
      service,
      actor,
      knowledge: service.knowledge.current,
      id: id === undefined ? undefined : requireId(id),
      input: withDisplayLanguage(input, acceptLanguage),
      body,
      language,
    });
    return { resource: resourceOf(result), response: { status: '200 OK' } };
  } catch (error) {
    const { status, outcome, unexpected } = faultOf(error, language);
    if (unexpected) {
      report(error);
    }
    return { response: { status: String(status), outcome } };
  }
}
