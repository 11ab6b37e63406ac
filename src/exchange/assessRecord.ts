import { createFinding, hasErrors, type Finding } from '../findings/finding.ts';
import { parsePathwayRecord } from '../formats/record/parse.ts';
import { checkHistory } from '../pathway/check.ts';
import { historyOfRecord } from '../pathway/historyOfRecord.ts';
import type { PathwayRecord } from '../pathway/record.ts';
import { CLOCK_TOLERANCE, norwegianDay } from './clock.ts';
import type { Exchange } from './exchange.ts';
import { EXCHANGE_FINDINGS } from './findings.ts';

export type AssessedRecord =
  | { readonly ok: true; readonly record: PathwayRecord; readonly findings: readonly Finding[] }
  | { readonly ok: false; readonly findings: readonly Finding[] };

/** Parses a pathway record and holds it against the rules of the catalogue as they stand today. */
export function assessRecord(
  exchange: Pick<Exchange, 'catalogue' | 'terminology' | 'now'>,
  value: unknown,
): AssessedRecord {
  const parsed = parsePathwayRecord(value, exchange.terminology);
  if (!parsed.ok) {
    return parsed;
  }
  const now = exchange.now();
  const history = historyOfRecord(parsed.record);
  const findings = [
    ...parsed.findings,
    ...recordedInFuture(parsed.record, now),
    ...checkHistory(history, exchange.catalogue, norwegianDay(now)),
  ];
  return hasErrors(findings) ? { ok: false, findings } : { ok: true, record: parsed.record, findings };
}

/** A record from the future would be newer than every true one until that time. */
function recordedInFuture({ recordedAt }: PathwayRecord, now: Date): readonly Finding[] {
  return Date.parse(recordedAt) > now.getTime() + CLOCK_TOLERANCE
    ? [createFinding(EXCHANGE_FINDINGS.recordedInFuture, 'recordedAt', { recordedAt })]
    : [];
}
