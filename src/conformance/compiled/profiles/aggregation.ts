import { VALIDATION_FINDINGS } from '../findings.ts';
import type { JsonObject } from '../json.ts';
import { shown } from '../shown.ts';
import type { Walk } from '../walk.ts';
import type { ProfileRule } from './profileTree.ts';

/** How a reference is met: by a contained resource, by an entry of the same Bundle, or elsewhere. */
function wayOf(walk: Walk, reference: string): 'contained' | 'bundled' | 'referenced' {
  if (reference.startsWith('#')) {
    return 'contained';
  }
  return walk.context.resolve(reference) === undefined ? 'referenced' : 'bundled';
}

/** A reference is met in one of the ways that the profile allows (R4 ElementDefinition.type.aggregation). */
export function judgeAggregation(walk: Walk, { reference }: JsonObject, { aggregation }: ProfileRule): void {
  if (aggregation.length === 0 || typeof reference !== 'string') {
    return;
  }
  const way = wayOf(walk, reference);
  // What stands in the same Bundle is referenced too.
  if (!aggregation.includes(way) && !(way === 'bundled' && aggregation.includes('referenced'))) {
    walk.report(VALIDATION_FINDINGS.aggregation, {
      found: `${shown(reference)} (${way})`,
      allowed: aggregation.join(', '),
      profile: walk.profileUrl,
    });
  }
}
