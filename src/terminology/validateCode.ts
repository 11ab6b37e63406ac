import type { Coding, Parameters } from '@medplum/fhirtypes';
import { createFinding, type Language } from '../findings/finding.ts';
import { hasCodes, indexCodeSystem, nameOf, type CodeSystemIndex } from './codeSystemIndex.ts';
import type { CodeSystems } from './codeSystems.ts';
import { TERMINOLOGY_FINDINGS } from './findings.ts';
import { codingsOf, judgeCoding, readJudgeOptions, reportJudgements, type Judgement } from './judgeCoding.ts';
import type { OperationInput } from './operationInput.ts';
import { answer, codeSystemLacking, missing, refuse, type OperationResult } from './operationResult.ts';
import { canonicalSystem } from './systemUri.ts';
import type { ValidityRule } from './validity.ts';

/** The code systems, and the one that is asked where the address or a resource that was sent along says so. */
export interface ValidationContext {
  readonly codeSystems: CodeSystems;
  readonly validity: ValidityRule;
  readonly asked?: CodeSystemIndex | undefined;
  /** Of the messages. */
  readonly language?: Language | undefined;
}

/**
 * CodeSystem/$validate-code (FHIR R4): `code` + `url`, `coding` or `codeableConcept`; the code system may be sent along
 * as `codeSystem`. Without `date`: whether the list has the code. With it: whether the code was valid then too; where
 * nobody has confirmed that, the result is true and an issue says so. A text that is not the list's is a warning. Of
 * several codings one valid is enough; without `url` each is held against its own list.
 */
export function validateCodeInSystem(
  { codeSystems, validity, asked, language = 'en' }: ValidationContext,
  input: OperationInput,
): OperationResult<Parameters> {
  const read = readJudgeOptions(input, validity);
  if (!read.ok) {
    return refuse(...read.findings);
  }
  const sent = input.resource('codeSystem');
  const own = asked ?? (sent?.resourceType === 'CodeSystem' ? indexCodeSystem(sent) : undefined);
  const url = own?.codeSystem.url ?? input.text('url') ?? input.text('system');
  const codings = codingsOf(input, url);
  if (
    codings.length === 0 ||
    (own === undefined && codings.every(({ system }) => (url ?? system) === undefined))
  ) {
    return refuse(missing('code and url, coding or codeableConcept'));
  }
  const version = input.text('version');
  const indexOf = ({ system, version: ownVersion }: Coding): CodeSystemIndex | undefined =>
    codeSystems.find(url ?? system ?? '', version ?? ownVersion);
  const [first = {}] = codings;
  const index = own ?? (url === undefined && codings.length > 1 ? undefined : indexOf(first));
  if (index === undefined && (url !== undefined || codings.length === 1)) {
    return refuse(codeSystemLacking(url ?? first.system ?? '', version ?? first.version));
  }
  if (own !== undefined && version !== undefined && own.codeSystem.version !== version) {
    return refuse(codeSystemLacking(url ?? '', version));
  }
  if (index !== undefined && !hasCodes(index)) {
    return refuse(
      createFinding(TERMINOLOGY_FINDINGS.codesNotPresent, '', { system: url ?? first.system ?? '' }),
    );
  }
  const judge = (coding: Coding): Judgement => {
    const list = index ?? indexOf(coding);
    if (list === undefined) {
      return { coding, findings: [codeSystemLacking(coding.system ?? '', version ?? coding.version)] };
    }
    return isOf(list, coding)
      ? judgeCoding(list, coding, read.options)
      : { coding, findings: [ofOtherSystem(list, coding)] };
  };
  return answer(reportJudgements(codings.map(judge), language));
}

/** A coding without a system is taken to be of the one that is asked. */
function isOf({ codeSystem }: CodeSystemIndex, { system }: Coding): boolean {
  return (
    system === undefined ||
    system === codeSystem.url ||
    canonicalSystem(system) === canonicalSystem(codeSystem.url ?? '')
  );
}

function ofOtherSystem(index: CodeSystemIndex, { system = '' }: Coding) {
  return createFinding(TERMINOLOGY_FINDINGS.codeSystemDiffers, '', { system, list: nameOf(index) });
}
