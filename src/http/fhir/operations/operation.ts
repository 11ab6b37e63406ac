import type { Bundle, Parameters, Resource } from '@medplum/fhirtypes';
import type { Language } from '../../../findings/finding.ts';
import type { Actor } from '../../../store/actor.ts';
import type { Knowledge } from '../../../terminology/knowledge.ts';
import type { OperationInput } from '../../../terminology/operationInput.ts';
import type { OperationResult } from '../../../terminology/operationResult.ts';
import type { FhirService } from '../scope.ts';

/** One call of an operation, whichever way it came. */
export interface OperationCall {
  readonly service: FhirService;
  readonly actor: Actor;
  /** What was known when the call came. */
  readonly knowledge: Knowledge;
  /** Of the instance, when its address was called. */
  readonly id: string | undefined;
  readonly input: OperationInput;
  /** The body of a POST, valid by the base definitions. */
  readonly body: Parameters | Bundle | undefined;
  /** Of the sentences in the answer. */
  readonly language: Language;
}

export type OperationLevel = 'system' | 'type' | 'instance';

/** An operation as it is offered; none of them changes anything, so each is there by GET and by POST. */
export interface Operation {
  /** Without `$`. */
  readonly name: string;
  /** The type that it is offered on; absent: the whole system. */
  readonly resourceType?: string;
  readonly levels: readonly OperationLevel[];
  /** Canonical URL of its OperationDefinition. */
  readonly definition: string;
  /** The names of the parameters that are taken. */
  readonly parameters: readonly string[];
  /** Whether an answer that comes at once follows from the request and what is known alone: then it can be kept. */
  readonly isSettled?: boolean;
  /** Whether a Bundle can be sent in the place of Parameters. */
  readonly takesBundle?: boolean;
  run(call: OperationCall): OperationResult<Resource> | Promise<OperationResult<Resource>>;
}
