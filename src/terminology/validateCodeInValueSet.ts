import type { Coding, Parameters } from '@medplum/fhirtypes';
import { createFinding, type Finding } from '../findings/finding.ts';
import { textIn } from './concepts.ts';
import { TERMINOLOGY_FINDINGS } from './findings.ts';
import { codingsOf, judgeCoding, readJudgeOptions, reportJudgements, type Judgement } from './judgeCoding.ts';
import type { OperationInput } from './operationInput.ts';
import {
  answer,
  codeSystemLacking,
  missing,
  readFlag,
  refuse,
  type OperationResult,
} from './operationResult.ts';
import { canonicalSystem } from './systemUri.ts';
import type { ValidationContext } from './validateCode.ts';
import type { CompiledValueSet } from './valueSetMembers.ts';

/**
 * ValueSet/$validate-code (FHIR R4), as CodeSystem/$validate-code. A code needs its system, unless the value set has
 * codes of one system only, or `inferSystem` (R5) lets the one be found that has the code.
 *
 * @param valueSet how the value set is called in messages
 */
export function validateCodeInValueSet(
  { codeSystems, validity, language = 'en' }: ValidationContext,
  { members, used }: CompiledValueSet,
  valueSet: string,
  input: OperationInput,
): OperationResult<Parameters> {
  const read = readJudgeOptions(input, validity);
  const infers = readFlag(input, 'inferSystem');
  if (!read.ok || !infers.ok) {
    return refuse(...(read.ok ? [] : read.findings), ...(infers.ok ? [] : [infers.finding]));
  }
  const codings = codingsOf(input, input.text('system'));
  if (codings.length === 0) {
    return refuse(missing('code and system, coding or codeableConcept'));
  }
  const version = input.text('systemVersion');
  const [first = {}] = codings;
  const systems = [...members.keys()];
  const systemOf = ({ system, code = '' }: Coding): string | undefined => {
    const having = systems.filter((each) => members.get(each)?.has(code));
    return (
      system ??
      (systems.length === 1 || (infers.value === true && having.length === 1)
        ? (having[0] ?? systems[0])
        : undefined)
    );
  };
  if (codings.every((coding) => systemOf(coding) === undefined)) {
    const values = { code: first.code ?? '', count: String(systems.length) };
    return refuse(createFinding(TERMINOLOGY_FINDINGS.systemAmbiguous, '', values));
  }
  if (version !== undefined && codeSystems.find(systemOf(first) ?? '', version) === undefined) {
    return refuse(codeSystemLacking(systemOf(first) ?? '', version));
  }
  const outside = (coding: Coding, system: string): Finding =>
    createFinding(TERMINOLOGY_FINDINGS.codeOutsideValueSet, '', {
      valueSet,
      code: coding.code ?? '',
      system,
    });
  const judge = (coding: Coding): Judgement => {
    const system = systemOf(coding) ?? '';
    const canonical = canonicalSystem(system);
    const index = used.get(canonical);
    const code = index?.concept(coding.code ?? '')?.code ?? coding.code ?? '';
    const member = members.get(canonical)?.get(code);
    if (member === undefined) {
      return { coding, findings: [outside(coding, system)] };
    }
    // That the value set names the code is enough where its list is not here, or in part only.
    return index === undefined ||
      (index.concept(code) === undefined && index.codeSystem.content !== 'complete')
      ? {
          coding: { ...coding, system },
          display: textIn(member, undefined, read.options.displayLanguage),
          findings: [],
        }
      : judgeCoding(index, { ...coding, system }, read.options, member);
  };
  return answer(reportJudgements(codings.map(judge), language));
}
