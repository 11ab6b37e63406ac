import { createFinding, hasErrors, type Finding } from '../findings/finding.ts';
import { parsePathwayRecord } from '../formats/record/parse.ts';
import { checkHistory } from '../pathway/check.ts';
import type { PathwayHistory } from '../pathway/history.ts';
import { historyOfRecord } from '../pathway/historyOfRecord.ts';
import type { PathwayRecord } from '../pathway/record.ts';
import { CLOCK_TOLERANCE, norwegianDay } from './clock.ts';
import type { Exchange } from './exchange.ts';
import { EXCHANGE_FINDINGS } from './findings.ts';

export type AssessedRecord =
  | {
      readonly ok: true;
      readonly record: PathwayRecord;
      /** What the rules look at. */
      readonly history: PathwayHistory;
      readonly findings: readonly Finding[];
    }
  | { readonly ok: false; readonly findings: readonly Finding[] };

/** Parses a pathway record; the rules of its measurement points have not been asked yet. */
export function readRecord(exchange: Pick<Exchange, 'terminology' | 'now'>, value: unknown): AssessedRecord {
  const parsed = parsePathwayRecord(value, exchange.terminology);
  return parsed.ok
    ? {
        ok: true,
        record: parsed.record,
        history: historyOfRecord(parsed.record),
        findings: [...parsed.findings, ...recordedInFuture(parsed.record, exchange.now())],
      }
    : parsed;
}

/** Parses a pathway record and holds it against the rules of the catalogue as they stand today. */
export function assessRecord(
  exchange: Pick<Exchange, 'catalogue' | 'terminology' | 'now'>,
  value: unknown,
): AssessedRecord {
  const read = readRecord(exchange, value);
  if (!read.ok) {
    return read;
  }
  const { record, history } = read;
  const today = norwegianDay(exchange.now());
  const findings = [...read.findings, ...checkHistory(history, exchange.catalogue, today)];
  return hasErrors(findings) ? { ok: false, findings } : { ok: true, record, history, findings };
}

/** A record from the future would be newer than every true one until that time. */
function recordedInFuture({ recordedAt }: PathwayRecord, now: Date): readonly Finding[] {
  return Date.parse(recordedAt) > now.getTime() + CLOCK_TOLERANCE
    ? [createFinding(EXCHANGE_FINDINGS.recordedInFuture, 'recordedAt', { recordedAt })]
    : [];
}
