import { Ajv, type ValidateFunction } from 'ajv';
import { createFinding, hasErrors, type Finding } from '../../findings/finding.ts';
import type { PathwayRecord } from '../../pathway/record.ts';
import { checkCodes, type CodeLookup } from './codeChecks.ts';
import { checkDates } from './dateChecks.ts';
import { RECORD_FINDINGS } from './findings.ts';
import { checkHprNumbers } from './hprNumberChecks.ts';
import { checkIdentities } from './identityChecks.ts';
import { checkMinors } from './minorChecks.ts';
import { checkReferences } from './referenceChecks.ts';
import { pathwayRecordSchema } from './schema.ts';
import { findingsOfSchemaErrors } from './schemaFaults.ts';

export type RecordParseResult =
  | { readonly ok: true; readonly record: PathwayRecord; readonly findings: readonly Finding[] }
  | {
      readonly ok: false;
      readonly findings: readonly Finding[];
      /** Where its form holds, so that it can be held against the rules all the same. */
      readonly record?: PathwayRecord;
    };

/** More values than the largest record that the schema allows in practice; bounds the work on a hostile one. */
const MAX_VALUES = 100_000;

const MAX_FINDINGS = 100;

let compiled: ValidateFunction<PathwayRecord> | undefined;

/** Compiled when the first record comes: it takes a tenth of the time that the service needs to be ready. */
function recordValidator(): ValidateFunction<PathwayRecord> {
  compiled ??= new Ajv({ allErrors: true, verbose: true, ownProperties: true }).compile<PathwayRecord>(
    pathwayRecordSchema,
  );
  return compiled;
}

/**
 * Reads a pathway record from any JSON value; never throws. First its form (the JSON Schema), then, when that holds,
 * what no schema can say: check digits, dates that cannot be, identifiers used twice, contacts that are not there,
 * codes that their list has not. Places are paths in the record, such as `measurementPoints[3].date`.
 */
export function parsePathwayRecord(value: unknown, terminology: CodeLookup): RecordParseResult {
  if (hasMoreValuesThan(value, MAX_VALUES)) {
    return {
      ok: false,
      findings: [createFinding(RECORD_FINDINGS.tooLarge, '', { limit: String(MAX_VALUES) })],
    };
  }
  const validate = recordValidator();
  if (!validate(value)) {
    return { ok: false, findings: atMost(findingsOfSchemaErrors(validate.errors ?? [])) };
  }
  const findings = atMost([
    ...checkIdentities(value),
    ...checkHprNumbers(value),
    ...checkMinors(value),
    ...checkDates(value),
    ...checkReferences(value),
    ...checkCodes(value, terminology),
  ]);
  return { ok: !hasErrors(findings), record: value, findings };
}

function atMost(findings: readonly Finding[]): readonly Finding[] {
  return findings.length <= MAX_FINDINGS
    ? findings
    : [
        ...findings.slice(0, MAX_FINDINGS),
        createFinding(RECORD_FINDINGS.moreFaults, '', { limit: String(MAX_FINDINGS) }),
      ];
}

/** Counts without recursion, so that depth costs nothing but memory. */
function hasMoreValuesThan(value: unknown, limit: number): boolean {
  const waiting: unknown[] = [value];
  let seen = 0;
  while (waiting.length > 0 && seen + waiting.length <= limit) {
    const next = waiting.pop();
    seen += 1;
    if (typeof next === 'object' && next !== null) {
      for (const member of Object.values(next)) {
        waiting.push(member);
      }
    }
  }
  return waiting.length > 0;
}
