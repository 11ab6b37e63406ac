import type { BundleEntry, OperationOutcome, OperationOutcomeIssue } from '@medplum/fhirtypes';
import { createFinding, type Finding, type Language } from '../../findings/finding.ts';
import { faultOf, Refusal, refuse } from '../errors.ts';
import { BUNDLE_FAULTS } from './bundleFaults.ts';
import { requireType } from './checks.ts';
import type { StatusOfOutcome } from './entryRouter.ts';
import type { FhirService } from './scope.ts';
import { conditionOf } from './search.ts';

/** What FHIR R4 http.html#trules asks of the entries of a transaction together. All throw a Refusal. */

/** As many issues as one answer lists. */
const MAX_ISSUES = 100;

/** No two entries have one fullUrl, or change one resource. */
export function requireDistinct(entries: readonly BundleEntry[]): void {
  const seen = new Set<string>();
  const findings: Finding[] = [];
  entries.forEach(({ fullUrl, request }, index) => {
    const { method, url = '' } = request ?? {};
    const names = [
      ...(method === 'PUT' || method === 'DELETE' ? [`change ${url}`] : []),
      ...(fullUrl !== undefined && (method === 'PUT' || method === 'POST') ? [`name ${fullUrl}`] : []),
    ];
    if (names.some((name) => seen.has(name))) {
      findings.push(createFinding(BUNDLE_FAULTS.entriesOverlap, `Bundle.entry[${index}]`));
    }
    names.forEach((name) => seen.add(name));
  });
  if (findings.length > 0) {
    throw new Refusal(400, findings);
  }
}

/** Conditions are asked before anything is done, so they must be ones that can be asked. */
export function requireConditions(
  service: FhirService,
  entries: readonly BundleEntry[],
  language: Language,
): Promise<void> {
  return forEachEntry(entries, language, ({ request }) => {
    if (request?.method === 'POST' && request.ifNoneExist !== undefined) {
      conditionOf(service, requireType(service, request.url), request.ifNoneExist);
    }
  });
}

/**
 * Does something for each entry in turn.
 *
 * @throws Refusal with all that went wrong, each issue with its entry, and the status of the first.
 */
export async function forEachEntry(
  entries: readonly BundleEntry[],
  language: Language,
  work: (entry: BundleEntry, index: number) => Promise<void> | void,
): Promise<void> {
  const failed: { readonly status: number; readonly outcome: OperationOutcome }[] = [];
  for (const [index, entry] of entries.entries()) {
    try {
      await work(entry, index);
    } catch (error) {
      const { status, outcome, unexpected } = faultOf(error, language);
      if (unexpected) {
        throw error;
      }
      failed.push({ status, outcome: atEntry(outcome, index) });
    }
  }
  refuseAll(failed);
}

/** No entry failed. The answer tells all that went wrong, with the status of the first. */
export function requireSuccess(results: readonly BundleEntry[], statuses: StatusOfOutcome): void {
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
  refuseAll(failed);
}

function refuseAll(failed: readonly { readonly status: number; readonly outcome: OperationOutcome }[]): void {
  const [first] = failed;
  if (first !== undefined) {
    const issue = failed.flatMap(({ outcome }) => outcome.issue).slice(0, MAX_ISSUES);
    throw new Refusal(first.status, { resourceType: 'OperationOutcome', issue });
  }
}

/**
 * No conditional create came to what another entry made: it found nothing before anything was done, so that
 * references to it lead to an id that then was not used.
 */
export function requireOneResultEach(entries: readonly BundleEntry[], answers: readonly BundleEntry[]): void {
  const made = new Set<string>();
  answers.forEach(({ response }, index) => {
    const address = response?.location?.replace(/\/_history\/.*$/, '') ?? '';
    const request = entries[index]?.request;
    if (request?.method === 'POST' && request.ifNoneExist !== undefined && made.has(address)) {
      throw refuse(400, BUNDLE_FAULTS.entriesOverlap, `Bundle.entry[${index}]`);
    }
    if (request?.method !== 'GET') {
      made.add(address);
    }
  });
}

/** The outcome with each place as seen from the Bundle. */
function atEntry(outcome: OperationOutcome, index: number): OperationOutcome {
  const entry = `Bundle.entry[${index}]`;
  const place = (expression: string): string =>
    /^[A-Z]/.test(expression) ? expression.replace(/^\w+/, `${entry}.resource`) : entry;
  return {
    resourceType: 'OperationOutcome',
    issue: outcome.issue.map((issue): OperationOutcomeIssue => ({
      ...issue,
      expression: issue.expression?.map(place) ?? [entry],
    })),
  };
}
