import type {
  CodeSystemConcept,
  CodeSystemConceptProperty,
  Parameters,
  ParametersParameter,
} from '@medplum/fhirtypes';
import { createFinding } from '../findings/finding.ts';
import type { CodeSystemIndex } from './codeSystemIndex.ts';
import type { CodeSystems } from './codeSystems.ts';
import { textOf } from './concepts.ts';
import { TERMINOLOGY_FINDINGS } from './findings.ts';
import type { OperationInput } from './operationInput.ts';
import { answer, displayLanguage, missing, refuse, type OperationResult } from './operationResult.ts';

/**
 * CodeSystem/$lookup (FHIR R4): name, version, display, definition, designations and properties of a code, given
 * as `code` + `system` or as `coding`; `property` chooses among the properties, `displayLanguage` the display's language.
 */
export function lookup(codeSystems: CodeSystems, input: OperationInput): OperationResult<Parameters> {
  const coding = input.coding('coding');
  const system = coding?.system ?? input.text('system');
  const code = coding?.code ?? input.text('code');
  if (system === undefined || code === undefined) {
    return refuse(missing('code and system, or coding'));
  }
  const index = codeSystems.find(system, coding?.version ?? input.text('version'));
  if (index === undefined) {
    return refuse(createFinding(TERMINOLOGY_FINDINGS.codeSystemUnknown, '', { system }));
  }
  const concept = index.concepts.get(code);
  return concept === undefined
    ? refuse(createFinding(TERMINOLOGY_FINDINGS.codeNotFound, '', { list: nameOf(index), code }))
    : answer(describe(index, concept, input));
}

/** How a list is called in findings. */
export function nameOf({ codeSystem }: CodeSystemIndex): string {
  return codeSystem.title ?? codeSystem.name ?? codeSystem.url ?? '';
}

function describe(index: CodeSystemIndex, concept: CodeSystemConcept, input: OperationInput): Parameters {
  const { codeSystem } = index;
  const wanted = input.texts('property');
  const isWanted = (name: string): boolean =>
    wanted.length === 0 || wanted.includes('*') || wanted.includes(name);
  return {
    resourceType: 'Parameters',
    parameter: [
      { name: 'name', valueString: nameOf(index) },
      ...(codeSystem.version === undefined ? [] : [{ name: 'version', valueString: codeSystem.version }]),
      { name: 'display', valueString: textOf(concept, displayLanguage(input)) },
      ...(concept.definition !== undefined && isWanted('definition')
        ? [{ name: 'definition', valueString: concept.definition }]
        : []),
      ...(isWanted('designation') ? designations(index, concept) : []),
      ...(concept.property ?? []).filter(({ code }) => isWanted(code)).map(property),
      ...hierarchy(index, concept, isWanted),
    ],
  };
}

function designations({ codeSystem }: CodeSystemIndex, concept: CodeSystemConcept): ParametersParameter[] {
  const own =
    concept.display === undefined ? [] : [{ language: codeSystem.language, value: concept.display }];
  return [...own, ...(concept.designation ?? [])].map(({ language, value }) => ({
    name: 'designation',
    part: [
      ...(language === undefined ? [] : [{ name: 'language', valueCode: language }]),
      { name: 'value', valueString: value },
    ],
  }));
}

function property({ code, ...value }: CodeSystemConceptProperty): ParametersParameter {
  return {
    name: 'property',
    part: [
      { name: 'code', valueCode: code },
      { ...value, name: 'value' },
    ],
  };
}

function hierarchy(
  { parents, children }: CodeSystemIndex,
  concept: CodeSystemConcept,
  isWanted: (name: string) => boolean,
): ParametersParameter[] {
  const parts = (code: string, values: readonly string[] = []): ParametersParameter[] =>
    isWanted(code) ? values.map((valueCode) => property({ code, valueCode })) : [];
  return [...parts('parent', parents.get(concept.code)), ...parts('child', children.get(concept.code))];
}
