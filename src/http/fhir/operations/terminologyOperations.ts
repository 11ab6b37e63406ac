import type { Resource } from '@medplum/fhirtypes';
import type { TerminologyOperations } from '../../../terminology/operations.ts';
import type { OperationInput } from '../../../terminology/operationInput.ts';
import { answer, type OperationResult } from '../../../terminology/operationResult.ts';
import { withBoundValueSet } from './boundValueSet.ts';
import type { Operation, OperationCall } from './operation.ts';

const VALIDATED = ['code', 'display', 'coding', 'codeableConcept', 'date', 'abstract', 'displayLanguage'];

/** Of the definitions, and behind them of what users have stored. */
function ask<T extends Resource>(
  { knowledge, service, actor }: OperationCall,
  operate: (operations: TerminologyOperations) => OperationResult<T>,
): OperationResult<T> | Promise<OperationResult<T>> {
  return knowledge.terminology.ask(operate, service.stored.finderFor(actor));
}

/** Of the value set that `context` means, where the address names none. */
function askOfValueSet<T extends Resource>(
  call: OperationCall,
  operate: (operations: TerminologyOperations, input: OperationInput) => OperationResult<T>,
): OperationResult<T> | Promise<OperationResult<T>> {
  const input =
    call.id === undefined ? withBoundValueSet(call.input, call.knowledge.definitions) : answer(call.input);
  return input.ok ? ask(call, (operations) => operate(operations, input.resource)) : input;
}

/**
 * The terminology operations of FHIR R4 (codesystem-operations.html, valueset-operations.html,
 * conceptmap-operations.html), each answered by the terminology in process. All parameters of R4 are taken;
 * `inferSystem` is R5's. Those that change nothing here (contextDirection, excludeNested, excludePostCoordinated) are
 * taken so that clients which always send them get their answer.
 */
export const TERMINOLOGY_OPERATIONS: readonly Operation[] = [
  {
    name: 'lookup',
    resourceType: 'CodeSystem',
    levels: ['type', 'instance'],
    definition: 'http://hl7.org/fhir/OperationDefinition/CodeSystem-lookup',
    parameters: ['code', 'system', 'version', 'coding', 'date', 'displayLanguage', 'property'],
    isSettled: true,
    run: (call) => ask(call, (operations) => operations.lookup(call.input, call.id)),
  },
  {
    name: 'validate-code',
    resourceType: 'CodeSystem',
    levels: ['type', 'instance'],
    definition: 'http://hl7.org/fhir/OperationDefinition/CodeSystem-validate-code',
    parameters: ['url', 'codeSystem', 'system', 'version', ...VALIDATED],
    isSettled: true,
    run: (call) =>
      ask(call, (operations) => operations.validateCodeInSystem(call.input, call.id, call.language)),
  },
  {
    name: 'subsumes',
    resourceType: 'CodeSystem',
    levels: ['type', 'instance'],
    definition: 'http://hl7.org/fhir/OperationDefinition/CodeSystem-subsumes',
    parameters: ['codeA', 'codeB', 'system', 'version', 'codingA', 'codingB'],
    isSettled: true,
    run: (call) => ask(call, (operations) => operations.subsumes(call.input, call.id)),
  },
  {
    name: 'expand',
    resourceType: 'ValueSet',
    levels: ['type', 'instance'],
    definition: 'http://hl7.org/fhir/OperationDefinition/ValueSet-expand',
    parameters: [
      'url',
      'valueSet',
      'valueSetVersion',
      'context',
      'contextDirection',
      'filter',
      'date',
      'offset',
      'count',
      'includeDesignations',
      'designation',
      'includeDefinition',
      'activeOnly',
      'excludeNested',
      'excludeNotForUI',
      'excludePostCoordinated',
      'displayLanguage',
      'exclude-system',
      'system-version',
      'check-system-version',
      'force-system-version',
    ],
    run: (call) =>
      askOfValueSet(call, (operations, input) =>
        operations.expand(input, call.service.now().toISOString(), call.id),
      ),
  },
  {
    name: 'validate-code',
    resourceType: 'ValueSet',
    levels: ['type', 'instance'],
    definition: 'http://hl7.org/fhir/OperationDefinition/ValueSet-validate-code',
    parameters: [
      'url',
      'valueSet',
      'valueSetVersion',
      'context',
      'system',
      'systemVersion',
      'inferSystem',
      ...VALIDATED,
    ],
    isSettled: true,
    run: (call) =>
      askOfValueSet(call, (operations, input) =>
        operations.validateCodeInValueSet(input, call.id, call.language),
      ),
  },
  {
    name: 'translate',
    resourceType: 'ConceptMap',
    levels: ['type', 'instance'],
    definition: 'http://hl7.org/fhir/OperationDefinition/ConceptMap-translate',
    parameters: [
      'url',
      'conceptMap',
      'conceptMapVersion',
      'code',
      'system',
      'version',
      'source',
      'coding',
      'codeableConcept',
      'target',
      'targetsystem',
      'dependency',
      'reverse',
      'displayLanguage',
    ],
    isSettled: true,
    run: (call) => ask(call, (operations) => operations.translate(call.input, call.id, call.language)),
  },
];
