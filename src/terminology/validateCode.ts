import type { Coding, Parameters } from '@medplum/fhirtypes';
import { outcomeOf } from '../fhir/outcome.ts';
import {
  createFinding,
  describeFinding,
  hasErrors,
  type Finding,
  type Language,
} from '../findings/finding.ts';
import type { CodeSystemIndex } from './codeSystemIndex.ts';
import type { CodeSystems } from './codeSystems.ts';
import { textOf, validityOf } from './concepts.ts';
import { TERMINOLOGY_FINDINGS } from './findings.ts';
import { nameOf } from './lookup.ts';
import type { OperationInput } from './operationInput.ts';
import {
  answer,
  displayLanguage,
  missing,
  readDay,
  refuse,
  type OperationResult,
} from './operationResult.ts';
import { canonicalSystem } from './systemUri.ts';
import type { ValidityRule } from './validity.ts';
import type { CompiledValueSet } from './valueSetMembers.ts';

/** What came of one coding. */
interface Judgement {
  readonly coding: Coding;
  readonly display?: string;
  readonly findings: readonly Finding[];
}

/**
 * CodeSystem/$validate-code (FHIR R4): `code` + `url`, `coding` or `codeableConcept`. Without `date`: whether the
 * list has the code. With it: whether the code was valid then too; where nobody has confirmed that, the result is
 * true and an issue says so. A text that is not the list's is a warning. For several codings one valid is enough.
 */
export function validateCodeInSystem(
  codeSystems: CodeSystems,
  validity: ValidityRule,
  input: OperationInput,
  language: Language = 'en',
): OperationResult<Parameters> {
  const day = readDay(input, 'date');
  if (!day.ok) {
    return refuse(day.finding);
  }
  const asked = input.text('url') ?? input.text('system');
  const codings = codingsOf(input, asked);
  const system = asked ?? codings[0]?.system;
  if (codings.length === 0 || system === undefined) {
    return refuse(missing('code and url, coding or codeableConcept'));
  }
  const index = codeSystems.find(system, input.text('version') ?? codings[0]?.version);
  if (index === undefined) {
    return refuse(createFinding(TERMINOLOGY_FINDINGS.codeSystemUnknown, '', { system }));
  }
  const judge = (coding: Coding): Judgement =>
    coding.system !== undefined && canonicalSystem(coding.system) !== canonicalSystem(system)
      ? {
          coding,
          findings: [
            createFinding(TERMINOLOGY_FINDINGS.codeSystemDiffers, '', {
              system: coding.system,
              list: nameOf(index),
            }),
          ],
        }
      : judgeCoding(index, coding, validity, day.value, displayLanguage(input));
  return answer(report(codings.map(judge), language));
}

/** ValueSet/$validate-code (FHIR R4), the same way; a code without a system is looked for in all systems of the set. */
export function validateCodeInValueSet(
  { members, used }: CompiledValueSet,
  valueSet: string,
  validity: ValidityRule,
  input: OperationInput,
  language: Language = 'en',
): OperationResult<Parameters> {
  const day = readDay(input, 'date');
  if (!day.ok) {
    return refuse(day.finding);
  }
  const codings = codingsOf(input, input.text('system'));
  if (codings.length === 0) {
    return refuse(missing('code and system, coding or codeableConcept'));
  }
  const judge = (coding: Coding): Judgement => {
    const code = coding.code ?? '';
    const system = coding.system ?? [...members.keys()].find((each) => members.get(each)?.has(code));
    const concept = system === undefined ? undefined : members.get(canonicalSystem(system))?.get(code);
    if (system === undefined || concept === undefined) {
      const values = { valueSet, code, system: system ?? '' };
      return { coding, findings: [createFinding(TERMINOLOGY_FINDINGS.codeOutsideValueSet, '', values)] };
    }
    const index = used.get(canonicalSystem(system));
    return index === undefined
      ? { coding, display: textOf(concept, displayLanguage(input)), findings: [] }
      : judgeCoding(index, { ...coding, system }, validity, day.value, displayLanguage(input));
  };
  return answer(report(codings.map(judge), language));
}

function codingsOf(input: OperationInput, system: string | undefined): readonly Coding[] {
  const coding = input.coding('coding');
  const code = input.text('code');
  const display = input.text('display');
  if (coding !== undefined) {
    return [coding];
  }
  return code === undefined
    ? (input.codeableConcept('codeableConcept')?.coding ?? [])
    : [{ ...(system !== undefined && { system }), code, ...(display !== undefined && { display }) }];
}

function judgeCoding(
  index: CodeSystemIndex,
  coding: Coding,
  validity: ValidityRule,
  day: string | undefined,
  language: Language,
): Judgement {
  const code = coding.code ?? '';
  const concept = index.concepts.get(code);
  if (concept === undefined) {
    return {
      coding,
      findings: [createFinding(TERMINOLOGY_FINDINGS.codeUnknown, '', { list: nameOf(index), code })],
    };
  }
  const findings: Finding[] = [];
  const system = index.codeSystem.url ?? '';
  const onDay = day === undefined ? 'valid' : validity(system, concept, day);
  if (day !== undefined && onDay === 'not-valid') {
    const { validFrom = '?', validTo = '?' } = validityOf(concept);
    const values = { code, list: nameOf(index), date: day, period: `${validFrom} – ${validTo}` };
    findings.push(createFinding(TERMINOLOGY_FINDINGS.codeNotValidThen, '', values));
  }
  if (day !== undefined && onDay === 'unconfirmed') {
    findings.push(createFinding(TERMINOLOGY_FINDINGS.validityUnconfirmed, '', { code, date: day }));
  }
  const texts = [concept.display, ...(concept.designation ?? []).map(({ value }) => value)];
  if (coding.display !== undefined && !texts.includes(coding.display)) {
    const values = { code, display: coding.display, expected: textOf(concept, language) };
    findings.push(createFinding(TERMINOLOGY_FINDINGS.displayDiffers, '', values));
  }
  return { coding: { ...coding, system }, display: textOf(concept, language), findings };
}

/** `result` first; then what was found of the coding that is valid, or of all when none is. */
function report(judgements: readonly Judgement[], language: Language): Parameters {
  const valid = judgements.find(({ findings }) => !hasErrors(findings));
  const { coding, display } = valid ?? judgements[0] ?? { coding: {} };
  const findings = valid?.findings ?? judgements.flatMap((judgement) => judgement.findings);
  const message = findings.map((finding) => describeFinding(finding, language).message).join(' ');
  return {
    resourceType: 'Parameters',
    parameter: [
      { name: 'result', valueBoolean: valid !== undefined },
      ...(message === '' ? [] : [{ name: 'message', valueString: message }]),
      ...(display === undefined ? [] : [{ name: 'display', valueString: display }]),
      ...(coding.code === undefined ? [] : [{ name: 'code', valueCode: coding.code }]),
      ...(coding.system === undefined ? [] : [{ name: 'system', valueUri: coding.system }]),
      ...(findings.length === 0 ? [] : [{ name: 'issues', resource: outcomeOf(findings, language) }]),
    ],
  };
}
