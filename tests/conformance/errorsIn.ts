import type { Resource } from '@medplum/fhirtypes';
import { createConformance } from '../../src/conformance/conformance.ts';
import type { Finding } from '../../src/findings/finding.ts';
import { openKnowledge } from '../../src/knowledge.ts';

const conformance = createConformance({ current: openKnowledge() });

/** The errors for which a write of the resource would be refused. */
export function errorsIn(resource: Resource): readonly Finding[] {
  return conformance.judgeWrite(resource).filter(({ severity }) => severity === 'error');
}
