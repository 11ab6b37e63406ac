import { processBatch, type FhirRepository, type FhirRequest, type FhirRouter } from '@medplum/fhir-router';
import type { Bundle, BundleEntry, OperationOutcome, OperationOutcomeIssue } from '@medplum/fhirtypes';
import { createFinding, type Finding } from '../../findings/finding.ts';
import type { Actor } from '../../store/actor.ts';
import { faultOf, Refusal, refuse } from '../errors.ts';
import { withFreshUrns } from './bundleReferences.ts';
import { checkEntry, entriesOf, MAX_ENTRIES, requestOf } from './entries.ts';
import { entryRouter, type EntryCall, type StatusOfOutcome } from './entryRouter.ts';
import { responseEntry } from './entryResponse.ts';
import { FHIR_FAULTS } from './faults.ts';
import { storeScope, transactionScope } from './scope.ts';
import { conditionOf } from './search.ts';
import { requireResource, requireType } from './checks.ts';

/** What a Bundle is processed with, but for its scope. */
export type BundleCall = Omit<EntryCall, 'scope'> & { readonly actor: Actor };

/**
 * Does what a Bundle of type batch or transaction asks for and answers entry by entry, in the same order.
 *
 * @throws Refusal when the body is no such Bundle, and when an entry of a transaction fails: then nothing of it is
 * stored, and each issue names the entry.
 */
export async function processBundle(call: BundleCall, body: unknown): Promise<Bundle> {
  const bundle = requireResource(body, 'Bundle') as Bundle;
  if (bundle.type !== 'batch' && bundle.type !== 'transaction') {
    throw refuse(400, FHIR_FAULTS.bundleType, 'Bundle.type');
  }
  if (entriesOf(bundle).length > MAX_ENTRIES) {
    throw refuse(413, FHIR_FAULTS.tooManyEntries, 'Bundle.entry', { limit: String(MAX_ENTRIES) });
  }
  if (entriesOf(bundle).length === 0) {
    return { resourceType: 'Bundle', type: `${bundle.type}-response` };
  }
  return bundle.type === 'batch' ? processAsBatch(call, bundle) : processAsTransaction(call, bundle);
}

/** Each entry stands alone: one that fails says so in its place. */
async function processAsBatch(call: BundleCall, bundle: Bundle): Promise<Bundle> {
  const { service, actor, prefer, language } = call;
  const scope = storeScope(service.store, actor);
  const { router, statuses } = entryRouter({ ...call, scope });
  const faults = entriesOf(bundle).map((entry, index) => checkEntry(entry, index, service.baseUrl));
  const runnable = (bundle.entry ?? []).filter((_entry, index) => faults[index] === undefined);
  const results = runnable.length === 0 ? [] : await run(router, scope.repository, {
    ...bundle,
    // Without fullUrl no entry can be referred to by another, which a batch does not allow (FHIR R4 3.1.0.11.1).
    entry: runnable.map((entry) => ({ request: relative(entry, service.baseUrl), ...(entry.resource === undefined ? {} : { resource: entry.resource }) })),
  }); // prettier-ignore
  const answered = results.values();
  return {
    resourceType: 'Bundle',
    type: 'batch-response',
    entry: (bundle.entry ?? []).map((entry, index) => {
      const fault = faults[index];
      if (fault !== undefined) {
        const { status, outcome } = faultOf(new Refusal(400, [fault]), language);
        return { response: { status: String(status), outcome } };
      }
      return responseEntry(requestOf(entry, service.baseUrl).method, answered.next().value ?? {}, {
        prefer,
        statuses,
        baseUrl: service.baseUrl,
      });
    }),
  };
}

/** All or nothing, in one unit of work. */
async function processAsTransaction(call: BundleCall, bundle: Bundle): Promise<Bundle> {
  const { service, actor, prefer } = call;
  const findings = entriesOf(bundle).flatMap(
    (entry, index) => checkEntry(entry, index, service.baseUrl) ?? [],
  );
  if (findings.length > 0) {
    throw new Refusal(400, findings);
  }
  requireDistinct(bundle, service.baseUrl);
  const prepared = withFreshUrns({
    ...bundle,
    entry: bundle.entry?.map((entry) => ({ ...entry, request: relative(entry, service.baseUrl) })) ?? [],
  });
  requireConditions(call, prepared);
  return service.store.write(actor, async (unit) => {
    const { router, statuses } = entryRouter({ ...call, scope: transactionScope(unit) });
    // The router writes the ids that it gives into the Bundle, and the unit of work may be run again.
    const results = await run(router, unit.repository, structuredClone(prepared));
    requireSuccess(results, statuses);
    const entry = results.map((result, index) =>
      responseEntry(prepared.entry?.[index]?.request?.method ?? '', result, {
        prefer,
        statuses,
        baseUrl: service.baseUrl,
      }),
    );
    requireOneResultEach(prepared, entry);
    return { resourceType: 'Bundle', type: 'transaction-response', entry };
  });
}

/**
 * Entry by entry through @medplum/fhir-router: order, ids and references. `transactions` stays off, as the unit of
 * work is ours: the router's own would allow 50 updates, and 8 entries where one is conditional.
 */
async function run(
  router: FhirRouter,
  repository: FhirRepository,
  bundle: Bundle,
): Promise<readonly BundleEntry[]> {
  const request: FhirRequest = {
    method: 'POST',
    url: '',
    pathname: '',
    params: {},
    query: {},
    body: bundle,
    config: { transactions: false },
  };
  return (await processBatch(request, repository, router, bundle)).entry ?? [];
}

function relative(entry: BundleEntry, baseUrl: string): NonNullable<BundleEntry['request']> {
  const { request } = entry;
  return { ...request, method: request?.method ?? 'GET', url: requestOf(entry, baseUrl).url };
}

/** @throws Refusal 400 when two entries have one fullUrl, or change one resource (FHIR R4 http.html#trules). */
function requireDistinct(bundle: Bundle, baseUrl: string): void {
  const seen = new Set<string>();
  const findings: Finding[] = [];
  (bundle.entry ?? []).forEach((entry, index) => {
    const { method, url } = requestOf(entry, baseUrl);
    const names = [
      ...(method === 'PUT' || method === 'DELETE' ? [`change ${url}`] : []),
      ...((method === 'PUT' || method === 'POST') && entry.fullUrl !== undefined
        ? [`name ${entry.fullUrl}`]
        : []),
    ];
    if (names.some((name) => seen.has(name))) {
      findings.push(createFinding(FHIR_FAULTS.entriesOverlap, `Bundle.entry[${index}]`));
    }
    names.forEach((name) => seen.add(name));
  });
  if (findings.length > 0) {
    throw new Refusal(400, findings);
  }
}

/** The router asks conditions before it does anything, so they must be ones that can be asked. */
function requireConditions({ service, language }: BundleCall, bundle: Bundle): void {
  (bundle.entry ?? []).forEach(({ request }, index) => {
    if (request?.method === 'POST' && request.ifNoneExist !== undefined) {
      try {
        conditionOf(service, requireType(service, request.url), request.ifNoneExist);
      } catch (error) {
        const { status, outcome } = faultOf(error, language);
        throw new Refusal(status, atEntry(outcome, index));
      }
    }
  });
}

/** @throws Refusal with all that went wrong, and the status of the first. */
function requireSuccess(results: readonly BundleEntry[], statuses: StatusOfOutcome): void {
  const failed = results.flatMap(({ response }, index) => {
    const outcome = response?.outcome;
    return outcome?.issue.some(({ severity }) => severity === 'error' || severity === 'fatal') === true
      ? [
          {
            status: statuses.get(outcome) ?? Number(response?.status ?? 400),
            outcome: atEntry(outcome, index),
          },
        ]
      : [];
  });
  const [first] = failed;
  if (first !== undefined) {
    const issue = failed.flatMap(({ outcome }) => outcome.issue).slice(0, MAX_ISSUES);
    throw new Refusal(first.status, { resourceType: 'OperationOutcome', issue });
  }
}

const MAX_ISSUES = 100;

/**
 * A conditional create that found nothing at first and then, at its turn, what another entry had just created, leaves
 * references to a resource that does not exist.
 */
function requireOneResultEach(bundle: Bundle, results: readonly BundleEntry[]): void {
  const seen = new Set<string>();
  results.forEach(({ response }, index) => {
    const isCreate = bundle.entry?.[index]?.request?.method === 'POST' && response?.location !== undefined;
    const address = response?.location?.replace(/\/_history\/.*$/, '') ?? '';
    const isConditional = bundle.entry?.[index]?.request?.ifNoneExist !== undefined;
    if (isCreate && isConditional && seen.has(address)) {
      throw refuse(400, FHIR_FAULTS.entriesOverlap, `Bundle.entry[${index}]`);
    }
    if (isCreate) {
      seen.add(address);
    }
  });
}

function atEntry(outcome: OperationOutcome, index: number): OperationOutcome {
  const entry = `Bundle.entry[${index}]`;
  const place = (expression: string): string => expression.replace(/^[A-Z]\w*(?=\.|$)/, `${entry}.resource`);
  return {
    resourceType: 'OperationOutcome',
    issue: outcome.issue.map((issue): OperationOutcomeIssue => ({
      ...issue,
      expression: issue.expression?.map(place) ?? [entry],
    })),
  };
}
