import { getStatus } from '@medplum/core';
import { BatchProcessor, type FhirRepository, type FhirRequest } from '@medplum/fhir-router';
import type { Bundle, BundleEntry } from '@medplum/fhirtypes';
import { randomUUID } from 'node:crypto';
import { createFinding } from '../../findings/finding.ts';
import { faultOf, Refusal, refuse } from '../errors.ts';
import { BUNDLE_FAULTS } from './bundleFaults.ts';
import { withStoredReferences } from './bundleReferences.ts';
import { requireResource } from './checks.ts';
import { conditionOfUpdate, requireOneFitEach, withLocatedUpdates } from './conditionalEntries.ts';
import { checkEntry, entriesOf, MAX_ENTRIES, relativeTo } from './entries.ts';
import { responseEntry } from './entryResponse.ts';
import { entryRouter, type EntryCall, type EntryRouter } from './entryRouter.ts';
import { answerOperation, operationOfEntry, type OperationEntryCall } from './operations/entryOperation.ts';
import { judgeEntries } from './pathwayWrites.ts';
import { storeScope, transactionScope } from './scope.ts';
import { resolveConditionalReferences } from './transactionReferences.ts';
import {
  requireConditions,
  requireDistinct,
  requireOneResultEach,
  requireSuccess,
} from './transactionRules.ts';

/** What a Bundle is processed with; each entry's scope follows from its type. */
export type BundleCall = Omit<EntryCall, 'scope'> & Pick<OperationEntryCall, 'actor' | 'acceptLanguage'>;

/**
 * Does what a Bundle of type batch or transaction asks for and answers entry by entry, in the same order.
 *
 * @throws Refusal when the body is no such Bundle, and when an entry of a transaction fails: then nothing of it is
 * stored, and each issue names the entry.
 */
export async function processBundle(call: BundleCall, body: unknown): Promise<Bundle> {
  const bundle = requireResource(body, 'Bundle') as Bundle;
  if (bundle.type !== 'batch' && bundle.type !== 'transaction') {
    throw refuse(400, BUNDLE_FAULTS.bundleType, 'Bundle.type');
  }
  if (bundle.entry !== undefined && !Array.isArray(bundle.entry)) {
    throw refuse(400, BUNDLE_FAULTS.entriesNoList, 'Bundle.entry');
  }
  const entries = entriesOf(bundle);
  if (entries.length > MAX_ENTRIES) {
    throw refuse(413, BUNDLE_FAULTS.tooManyEntries, 'Bundle.entry', { limit: String(MAX_ENTRIES) });
  }
  if (entries.length === 0) {
    return { resourceType: 'Bundle', type: `${bundle.type}-response` };
  }
  const entry = bundle.type === 'batch' ? await batch(call, entries) : await transaction(call, entries);
  return { resourceType: 'Bundle', type: `${bundle.type}-response`, entry };
}

/** Each entry stands alone: one that fails says so in its place. */
async function batch(call: BundleCall, entries: readonly unknown[]): Promise<BundleEntry[]> {
  const { service, actor, prefer, language } = call;
  const scope = storeScope(service.store, actor);
  const { router, statuses } = entryRouter({ ...call, scope });
  const options = { prefer, statuses, baseUrl: service.baseUrl };
  const operations = entries.map((entry) => operationOfEntry(entry, service.baseUrl));
  const faults = entries.map((entry, index) =>
    operations[index] === undefined ? checkEntry(entry, index, service.baseUrl) : undefined,
  );
  const sound = (entries as readonly BundleEntry[])
    .filter((_entry, index) => faults[index] === undefined && operations[index] === undefined)
    // Without fullUrl none can be referred to by another, which a batch does not allow (FHIR R4 3.1.0.11.1).
    .map(({ fullUrl: _fullUrl, ...entry }) => withPlainRequest(entry, service.baseUrl));
  const plain = sound.filter((entry) => conditionOfUpdate(entry) === undefined);
  const resultsOfPlain = (await processEntries(router, scope.repository, plain)).values();
  const results: EntryResult[] = [];
  for (const entry of sound) {
    results.push(
      conditionOfUpdate(entry) === undefined
        ? (resultsOfPlain.next().value ?? ['', {}])
        : ['PUT', await entryAlone(router, scope.repository, entry)],
    );
  }
  const resultOf = results.values();
  const answers: BundleEntry[] = [];
  for (const operation of operations) {
    // After what the others have changed, as reads come last (FHIR R4 3.1.0.11.2).
    answers.push(operation === undefined ? {} : await answerOperation(call, operation));
  }
  return entries.map((_entry, index) => {
    if (operations[index] !== undefined) {
      return answers[index] ?? {};
    }
    const fault = faults[index];
    if (fault !== undefined) {
      const { status, outcome } = faultOf(new Refusal(400, [fault]), language);
      return { response: { status: String(status), outcome } };
    }
    const [method, result] = resultOf.next().value ?? ['GET', {}];
    return responseEntry(method, result, options);
  });
}

/** All or nothing, in one unit of work. */
async function transaction(call: BundleCall, entries: readonly unknown[]): Promise<BundleEntry[]> {
  const { service, actor, prefer } = call;
  const findings = entries.flatMap((entry, index) => {
    const operation = operationOfEntry(entry, service.baseUrl)?.operation;
    return operation === undefined
      ? (checkEntry(entry, index, service.baseUrl) ?? [])
      : createFinding(BUNDLE_FAULTS.operationInTransaction, `Bundle.entry[${index}].request.url`, {
          what: `$${operation.name}`,
        });
  });
  if (findings.length > 0) {
    throw new Refusal(400, findings);
  }
  const sound = (entries as readonly BundleEntry[]).map((entry) => withPlainRequest(entry, service.baseUrl));
  requireDistinct(sound);
  await requireConditions(service, sound, call.language);
  return service.store.write(actor, async (unit) => {
    const { router, statuses } = entryRouter({ ...call, scope: transactionScope(unit) });
    const located = await withLocatedUpdates(service, unit.repository, sound, call.language);
    requireDistinct(located);
    const judged = await judgeEntries(service, unit.repository, located);
    const results = await processEntries(router, unit.repository, judged.entries, (addresses) =>
      resolveConditionalReferences(service, unit.repository, sound, located, addresses, call.language),
    );
    requireSuccess(results.map(([, result]) => result), statuses); // prettier-ignore
    const answers = results.map(([method, result]) =>
      responseEntry(method, result, { prefer, statuses, baseUrl: service.baseUrl }),
    );
    requireOneResultEach(sound, answers);
    await requireOneFitEach(service, unit.repository, sound, located, call.language);
    await judged.settle(unit);
    return judged.answered(answers, call.language);
  });
}

/** Past the batch processor, which would ask the condition by a parser of its own. */
async function entryAlone(
  router: EntryRouter,
  repository: FhirRepository,
  { request, resource }: BundleEntry,
): Promise<BundleEntry> {
  const { url = '', ifMatch } = request ?? {};
  const [outcome, stored] = await router.handleRequest(
    {
      ...BUNDLE_REQUEST,
      method: 'PUT',
      url,
      body: resource,
      headers: ifMatch === undefined ? {} : { 'if-match': ifMatch },
    },
    repository,
  );
  return {
    response: { status: String(getStatus(outcome)), outcome },
    ...(stored === undefined ? {} : { resource: stored }),
  };
}

type EntryResult = readonly [method: string, result: BundleEntry];

/**
 * Has @medplum/fhir-router put the entries in order, give the ids and do one after another. Its own transactions stay
 * off, as the unit of work is ours: they allow 50 updates, and 8 entries where one is conditional. References are
 * replaced here: the router replaces a urn:uuid wherever it stands, also in an identifier, and no other fullUrl. So
 * it is told fullUrls that occur nowhere.
 *
 * @param resolveOthers Gives the references that are replaced beside those to a fullUrl.
 */
async function processEntries(
  router: EntryRouter,
  repository: FhirRepository,
  entries: readonly BundleEntry[],
  resolveOthers?: (addresses: ReadonlyMap<string, string>) => Promise<ReadonlyMap<string, string>>,
): Promise<readonly EntryResult[]> {
  if (entries.length === 0) {
    return [];
  }
  const prepared: BundleEntry[] = entries.map((entry) => ({
    ...entry,
    ...(entry.resource === undefined ? {} : { resource: { ...entry.resource } }),
    fullUrl: `urn:uuid:${randomUUID()}`,
  }));
  const bundle: Bundle = { resourceType: 'Bundle', type: 'batch', entry: prepared };
  const processor = new BatchProcessor(router, repository, bundle, BUNDLE_REQUEST);
  const { resolvedIdentities, preprocessResults } = await processor.preprocess();
  const addresses = new Map<string, string>();
  entries.forEach(({ fullUrl }, index) => {
    const address = resolvedIdentities[prepared[index]?.fullUrl ?? ''];
    if (fullUrl !== undefined && address !== undefined) {
      addresses.set(fullUrl, address);
    }
  });
  for (const [reference, address] of (await resolveOthers?.(addresses)) ?? []) {
    addresses.set(reference, address);
  }
  prepared.forEach((entry, index) => {
    if (entry.resource !== undefined) {
      entry.resource = withStoredReferences(entry.resource, entries[index]?.fullUrl, addresses);
    }
  });
  while (processor.hasMoreEntries()) {
    await processor.processNextEntry();
  }
  const results = { ...preprocessResults, ...processor.takePendingResults() };
  return entries.map((entry, index) => [entry.request?.method ?? '', results[index] ?? {}]);
}

const BUNDLE_REQUEST: FhirRequest = {
  method: 'POST',
  url: '',
  pathname: '',
  params: {},
  query: {},
  body: undefined,
  config: { transactions: false },
};

/** With the address relative to the base, as the router wants it. */
function withPlainRequest(entry: BundleEntry, baseUrl: string): BundleEntry {
  const { request } = entry;
  return request === undefined
    ? entry
    : { ...entry, request: { ...request, url: relativeTo(baseUrl, request.url) } };
}
