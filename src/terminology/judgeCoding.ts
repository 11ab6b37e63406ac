import type { CodeSystemConcept, Coding, Parameters } from '@medplum/fhirtypes';
import { outcomeOf } from '../fhir/outcome.ts';
import {
  createFinding,
  describeFinding,
  hasErrors,
  type Finding,
  type Language,
} from '../findings/finding.ts';
import { hasCodes, nameOf, type CodeSystemIndex } from './codeSystemIndex.ts';
import { textIn, validityOf } from './concepts.ts';
import { textOfDays, type Days } from './days.ts';
import { TERMINOLOGY_FINDINGS } from './findings.ts';
import type { OperationInput } from './operationInput.ts';
import { displayLanguage, readDays, readFlag } from './operationResult.ts';
import type { ValidityRule } from './validity.ts';

/** What came of one coding. */
export interface Judgement {
  readonly coding: Coding;
  /** A text of the code. */
  readonly display?: string;
  readonly findings: readonly Finding[];
}

/** What a code is held against, beside its list. */
export interface JudgeOptions {
  readonly validity: ValidityRule;
  /** When the code must have been valid. */
  readonly days: Days | undefined;
  /** Whether a code that only groups others will do. */
  readonly abstract: boolean | undefined;
  readonly displayLanguage: string | undefined;
}

export type ReadJudgeOptions =
  | { readonly ok: true; readonly options: JudgeOptions }
  | { readonly ok: false; readonly findings: readonly Finding[] };

export function readJudgeOptions(input: OperationInput, validity: ValidityRule): ReadJudgeOptions {
  const days = readDays(input, 'date');
  const abstract = readFlag(input, 'abstract');
  return days.ok && abstract.ok
    ? {
        ok: true,
        options: {
          validity,
          days: days.value,
          abstract: abstract.value,
          displayLanguage: displayLanguage(input),
        },
      }
    : { ok: false, findings: [days, abstract].flatMap((each) => (each.ok ? [] : [each.finding])) };
}

/**
 * A coding against its list: is the code there, was it valid then, is it in use, may it be chosen, and is the
 * text the list's? What makes it invalid is an error, the rest a warning or, for days nobody has confirmed,
 * information.
 *
 * @param asMember the concept as a value set has it, with texts of its own
 */
export function judgeCoding(
  index: CodeSystemIndex,
  coding: Coding,
  options: JudgeOptions,
  asMember?: CodeSystemConcept,
): Judgement {
  const code = coding.code ?? '';
  const system = index.codeSystem.url ?? coding.system ?? '';
  if (!hasCodes(index)) {
    return { coding, findings: [createFinding(TERMINOLOGY_FINDINGS.codesNotPresent, '', { system })] };
  }
  const list = nameOf(index);
  const inList = index.concept(code);
  if (inList === undefined) {
    return { coding, findings: [createFinding(TERMINOLOGY_FINDINGS.codeUnknown, '', { list, code })] };
  }
  const concept = asMember ?? inList;
  const display = textIn(concept, index.codeSystem.language, options.displayLanguage);
  return {
    coding: { ...coding, system, code: inList.code },
    display,
    findings: [
      ...judgeDays(inList, system, list, options),
      ...(options.abstract === false && index.isAbstract(inList.code)
        ? [createFinding(TERMINOLOGY_FINDINGS.codeAbstract, '', { list, code })]
        : []),
      ...(index.isInactive(inList.code)
        ? [createFinding(TERMINOLOGY_FINDINGS.codeInactive, '', { list, code })]
        : []),
      ...judgeDisplay([concept, inList], coding, display),
    ],
  };
}

function judgeDays(
  concept: CodeSystemConcept,
  system: string,
  list: string,
  { validity, days }: JudgeOptions,
): Finding[] {
  if (days === undefined) {
    return [];
  }
  const { code } = concept;
  const date = textOfDays(days);
  switch (validity(system, concept, days)) {
    case 'valid':
      return [];
    case 'unconfirmed':
      return [createFinding(TERMINOLOGY_FINDINGS.validityUnconfirmed, '', { code, date })];
    case 'not-valid': {
      const { validFrom = '?', validTo = '?' } = validityOf(concept);
      const values = { code, list, date, period: `${validFrom} – ${validTo}` };
      return [createFinding(TERMINOLOGY_FINDINGS.codeNotValidThen, '', values)];
    }
  }
}

/** The text may be any of the code's, in any language. */
function judgeDisplay(
  concepts: readonly CodeSystemConcept[],
  { code = '', display }: Coding,
  expected: string,
): Finding[] {
  const texts = concepts.flatMap((concept) => [
    concept.display,
    ...(concept.designation ?? []).map(({ value }) => value),
  ]);
  return display === undefined || texts.includes(display)
    ? []
    : [createFinding(TERMINOLOGY_FINDINGS.displayDiffers, '', { code, display, expected })];
}

/** The codings that are to be judged: `coding`, or `code` with its system, or those of `codeableConcept`. */
export function codingsOf(input: OperationInput, system: string | undefined): readonly Coding[] {
  const coding = input.coding('coding');
  const code = input.text('code');
  const display = input.text('display');
  if (coding !== undefined) {
    return [display === undefined || coding.display !== undefined ? coding : { ...coding, display }];
  }
  return code === undefined
    ? (input.codeableConcept('codeableConcept')?.coding ?? [])
    : [{ ...(system !== undefined && { system }), code, ...(display !== undefined && { display }) }];
}

/** `result` first; then what was found of the coding that is valid, or of all when none is. */
export function reportJudgements(judgements: readonly Judgement[], language: Language): Parameters {
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
