import type { FhirRepository } from '@medplum/fhir-router';
import type { BundleEntry } from '@medplum/fhirtypes';
import { createFinding, type Finding, type Language } from '../../findings/finding.ts';
import { Refusal } from '../errors.ts';
import { HTTP_FAULTS } from '../faults.ts';
import { BUNDLE_FAULTS } from './bundleFaults.ts';
import { requireType } from './checks.ts';
import { conditionOfUpdate } from './conditionalEntries.ts';
import { findFitting } from './conditionalUpdate.ts';
import { isObject } from './entries.ts';
import type { FhirService } from './scope.ts';
import { forEachEntry } from './transactionRules.ts';

/** A name that has a meaning within the Bundle only. */
const URN = /^urn:(?:uuid|oid):/i;

/** `Type?condition` in place of an address. */
const CONDITIONAL = /^([A-Z][A-Za-z]+)\?(.*)$/s;

/**
 * Where the conditional references of a transaction lead (FHIR R4 http.html#trules): to the entry that is updated by
 * the same condition, else to the one stored resource that the condition fits. By the reference as it is written.
 *
 * @param located The entries as they are done, conditional updates turned into plain ones.
 * @param addresses Where the entries are stored, by fullUrl.
 * @throws Refusal with the place of every reference that leads nowhere: 400 for a name that no entry has and for a
 * condition that fits none, 412 for one that fits several.
 */
export async function resolveConditionalReferences(
  service: FhirService,
  repository: FhirRepository,
  entries: readonly BundleEntry[],
  located: readonly BundleEntry[],
  addresses: ReadonlyMap<string, string>,
  language: Language,
): Promise<ReadonlyMap<string, string>> {
  const updated = new Map<string, string>();
  entries.forEach((entry, index) => {
    const conditional = conditionOfUpdate(entry);
    if (conditional !== undefined) {
      updated.set(keyOf(conditional.type, conditional.condition), located[index]?.request?.url ?? '');
    }
  });
  const resolved = new Map<string, string>();
  await forEachEntry(located, language, async ({ resource }) => {
    const findings: Finding[] = [];
    let status = 400;
    for (const { reference, place } of referencesIn(resource)) {
      const [, type = '', condition = ''] = CONDITIONAL.exec(reference) ?? [];
      if (URN.test(reference) && !addresses.has(reference)) {
        findings.push(createFinding(BUNDLE_FAULTS.referenceWithoutEntry, place));
      } else if (type !== '' && !resolved.has(reference)) {
        const known = updated.get(keyOf(type, condition));
        const fitting =
          known === undefined ? await addressesOf(service, repository, type, condition, place) : [known];
        const [address, ...others] = fitting;
        if (others.length > 0) {
          status = findings.length === 0 ? 412 : status;
          findings.push(createFinding(HTTP_FAULTS.multipleMatches, place));
        } else if (address === undefined) {
          findings.push(createFinding(BUNDLE_FAULTS.referenceFitsNone, place));
        } else {
          resolved.set(reference, address);
        }
      }
    }
    if (findings.length > 0) {
      throw new Refusal(status, findings);
    }
  });
  return resolved;
}

/** One key for conditions that are encoded differently. */
function keyOf(type: string, condition: string): string {
  return `${type}?${new URLSearchParams(condition).toString()}`;
}

async function addressesOf(
  service: FhirService,
  repository: FhirRepository,
  type: string,
  condition: string,
  place: string,
): Promise<readonly string[]> {
  try {
    const ids = await findFitting(service, repository, requireType(service, type), condition);
    return ids.map((id) => `${type}/${id}`);
  } catch (error) {
    if (error instanceof Refusal && !('resourceType' in error.reason)) {
      throw new Refusal(
        400,
        error.reason.map((finding) => ({ ...finding, place })),
      );
    }
    throw error;
  }
}

interface PlacedReference {
  readonly reference: string;
  readonly place: string;
}

/** The literal references in a resource, those in a Bundle within it left out: they have meaning there. */
function referencesIn(resource: BundleEntry['resource']): readonly PlacedReference[] {
  const found: PlacedReference[] = [];
  const visit = (value: unknown, place: string): void => {
    if (Array.isArray(value)) {
      value.forEach((item, index) => {
        visit(item, `${place}[${index}]`);
      });
    } else if (isObject(value) && value['resourceType'] !== 'Bundle') {
      for (const [name, child] of Object.entries(value)) {
        if (name === 'reference' && typeof child === 'string') {
          found.push({ reference: child, place: `${place}.reference` });
        } else {
          visit(child, `${place}.${name}`);
        }
      }
    }
  };
  visit(resource, resource?.resourceType ?? '');
  return found;
}
