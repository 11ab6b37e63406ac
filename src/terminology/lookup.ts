import type {
  CodeSystemConcept,
  CodeSystemConceptProperty,
  Coding,
  Parameters,
  ParametersParameter,
} from '@medplum/fhirtypes';
import { createFinding } from '../findings/finding.ts';
import { hasCodes, nameOf, type CodeSystemIndex } from './codeSystemIndex.ts';
import type { CodeSystems } from './codeSystems.ts';
import { textIn, validityOf } from './concepts.ts';
import { textOfDays } from './days.ts';
import { TERMINOLOGY_FINDINGS } from './findings.ts';
import type { OperationInput } from './operationInput.ts';
import {
  answer,
  codeSystemLacking,
  displayLanguage,
  missing,
  readDays,
  refuse,
  type OperationResult,
} from './operationResult.ts';
import type { ValidityThen, ValidityRule } from './validity.ts';

/**
 * CodeSystem/$lookup (FHIR R4): name, version, display, designations and properties of a code, given as `code` +
 * `system` or as `coding`. `property` chooses what is told, `displayLanguage` the display's language. With `date` a
 * code that was not valid then is not found, and the property `validity` says whether somebody has confirmed that day.
 *
 * @param asked the code system that the address names, where it does
 */
export function lookup(
  codeSystems: CodeSystems,
  validity: ValidityRule,
  input: OperationInput,
  asked?: CodeSystemIndex,
): OperationResult<Parameters> {
  const coding = input.coding('coding');
  const system = asked?.codeSystem.url ?? coding?.system ?? input.text('system');
  const code = coding?.code ?? input.text('code');
  if (system === undefined || code === undefined) {
    return refuse(missing(asked === undefined ? 'code and system, or coding' : 'code or coding'));
  }
  const days = readDays(input, 'date');
  if (!days.ok) {
    return refuse(days.finding);
  }
  const version = coding?.version ?? input.text('version');
  const index = asked ?? codeSystems.find(system, version);
  if (index === undefined || (version !== undefined && index.codeSystem.version !== version)) {
    return refuse(codeSystemLacking(system, version));
  }
  if (!hasCodes(index)) {
    return refuse(createFinding(TERMINOLOGY_FINDINGS.codesNotPresent, '', { system }));
  }
  const concept = index.concept(code);
  if (concept === undefined) {
    return refuse(createFinding(TERMINOLOGY_FINDINGS.codeNotFound, '', { list: nameOf(index), code }));
  }
  const then = days.value && validity(index.codeSystem.url ?? system, concept, days.value);
  if (days.value !== undefined && then === 'not-valid') {
    const { validFrom = '?', validTo = '?' } = validityOf(concept);
    return refuse(
      createFinding(TERMINOLOGY_FINDINGS.codeNotFoundThen, '', {
        code,
        list: nameOf(index),
        date: textOfDays(days.value),
        period: `${validFrom} – ${validTo}`,
      }),
    );
  }
  return answer(describe(index, concept, { codeSystems, input, validity: then }));
}

/** The names by which `property` asks for what has a parameter of its own (FHIR R4, $lookup). */
const OWN_PARAMETERS: ReadonlySet<string> = new Set(['url', 'name', 'version', 'display']);

interface DescriptionOptions {
  readonly codeSystems: CodeSystems;
  readonly input: OperationInput;
  readonly validity: ValidityThen | undefined;
}

function describe(
  index: CodeSystemIndex,
  concept: CodeSystemConcept,
  { codeSystems, input, validity }: DescriptionOptions,
): Parameters {
  const { codeSystem } = index;
  const language = displayLanguage(input);
  const displayOf = ({ system = '', code = '' }: Coding): string | undefined => {
    const other = codeSystems.find(system);
    const found = other?.concept(code);
    return found && textIn(found, other?.codeSystem.language, language);
  };
  const wanted = input.texts('property').filter((name) => !OWN_PARAMETERS.has(name));
  const choosesAll = input.texts('property').length === 0 || wanted.includes('*');
  const isWanted = (name: string): boolean => choosesAll || wanted.includes(name);
  const { definition } = concept;
  return {
    resourceType: 'Parameters',
    parameter: [
      { name: 'name', valueString: nameOf(index) },
      ...(codeSystem.version === undefined ? [] : [{ name: 'version', valueString: codeSystem.version }]),
      { name: 'display', valueString: textIn(concept, codeSystem.language, language) },
      ...designations(index, concept, isWanted('designation') ? undefined : wanted),
      ...(definition !== undefined && isWanted('definition')
        ? [property({ code: 'definition', valueString: definition })]
        : []),
      ...(concept.property ?? [])
        .filter(({ code }) => isWanted(code))
        .map((each) =>
          property(each, each.valueCoding && (each.valueCoding.display ?? displayOf(each.valueCoding))),
        ),
      ...hierarchy(index, concept, isWanted),
      ...(validity !== undefined ? [property({ code: 'validity', valueCode: validity })] : []),
    ],
  };
}

/** @param chosen the properties asked for, of which `lang.X` asks for designations in X; absent: all of them */
function designations(
  { codeSystem }: CodeSystemIndex,
  concept: CodeSystemConcept,
  chosen: readonly string[] | undefined,
): ParametersParameter[] {
  const own =
    concept.display === undefined
      ? []
      : [{ language: codeSystem.language, use: undefined, value: concept.display }];
  return [...own, ...(concept.designation ?? [])]
    .filter(({ language }) => chosen === undefined || chosen.includes(`lang.${language ?? ''}`))
    .map(({ language, use, value }) => ({
      name: 'designation',
      part: [
        ...(language === undefined ? [] : [{ name: 'language', valueCode: language }]),
        ...(use === undefined ? [] : [{ name: 'use', valueCoding: use }]),
        { name: 'value', valueString: value },
      ],
    }));
}

/** @param description of the value, in words */
function property({ code, ...value }: CodeSystemConceptProperty, description?: string): ParametersParameter {
  return {
    name: 'property',
    part: [
      { name: 'code', valueCode: code },
      { ...value, name: 'value' },
      ...(description === undefined ? [] : [{ name: 'description', valueString: description }]),
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
