import type { WithId } from '@medplum/core';
import type { Resource } from '@medplum/fhirtypes';
import type { Finding } from '../findings/finding.ts';
import type { WriteEffect } from '../store/store.ts';
import type { Exchange } from './exchange.ts';

/**
 * What breaks our own profile in a resource that our mapping made and that has been stored anew: a fault of the mapping
 * or of what it was made of, told and never a ground to refuse.
 */
export function faultsOfMapping(
  { conformance }: Exchange,
  { resource, effect }: { readonly resource: WithId<Resource>; readonly effect: WriteEffect },
): readonly Finding[] {
  return effect === 'unchanged' ? [] : conformance.judgeOwn(resource);
}

/** The errors among the findings, for what is stored in spite of them. */
export function asWarnings(findings: readonly Finding[]): readonly Finding[] {
  return findings.flatMap((finding) =>
    finding.severity === 'error' ? [{ ...finding, severity: 'warning' as const }] : [],
  );
}
