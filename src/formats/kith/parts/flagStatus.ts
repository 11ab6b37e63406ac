import { extensionUrl } from '../../../fhir/systems.ts';
import type { DecodeScope } from '../mapping/decodeScope.ts';
import { findExtension, isNode, type FhirNode } from '../mapping/node.ts';

/** Completes the Flag of a wish: one that is told to be withdrawn is not in force. */
export function withWithdrawal(flag: FhirNode): void {
  const { period } = flag;
  const hasEnd = isNode(period) && (period.end !== undefined || period._end !== undefined);
  if (hasEnd || findExtension(flag, WITHDRAWN_BY) !== undefined) {
    flag.status = 'inactive';
  }
}

const WITHDRAWN_BY = extensionUrl('withdrawn-by');

/**
 * Completes the Flag of a need or a precaution, whose end may be to come: one that ended before the day (or the month,
 * the year) of the message is not in force.
 */
export function withExpiry(flag: FhirNode, scope: DecodeScope): void {
  const { timestamp } = scope.root('bundle');
  const end = isNode(flag.period) && typeof flag.period.end === 'string' ? flag.period.end : undefined;
  const day = end?.slice(0, WHOLE_DATE);
  if (day !== undefined && typeof timestamp === 'string' && day < timestamp.slice(0, day.length)) {
    flag.status = 'inactive';
  }
}

const WHOLE_DATE = '2025-01-31'.length;
