import type { FindingDefinition } from '../findings/finding.ts';
import type { FaultSubject } from './faultSubject.ts';

/** One way in which a record can be wrong, and the finding that it must get. */
export interface FaultKind {
  readonly finding: FindingDefinition;
  /** The record with the fault in it; undefined when this record has no place for it. */
  readonly seed: (subject: FaultSubject) => unknown;
}
