import { createFinding, hasErrors, type Finding, type FindingDefinition } from '../findings/finding.ts';
import { RECORD_FINDINGS } from '../formats/record/findings.ts';
import { parsePathwayRecord } from '../formats/record/parse.ts';
import { checkHistory } from '../pathway/check.ts';
import { PATHWAY_FINDINGS } from '../pathway/findings.ts';
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
  | {
      readonly ok: false;
      readonly findings: readonly Finding[];
      /** Where the form of the record holds. */
      readonly history?: PathwayHistory;
    };

/** Parses a pathway record; the rules of its measurement points have not been asked yet. */
export function readRecord(exchange: Pick<Exchange, 'terminology' | 'now'>, value: unknown): AssessedRecord {
  const parsed = parsePathwayRecord(value, exchange.terminology);
  const { record } = parsed;
  if (record === undefined) {
    return { ok: false, findings: parsed.findings };
  }
  const history = withoutDoubtfulBirth(historyOfRecord(record), parsed.findings);
  const findings = [...parsed.findings, ...recordedInFuture(record, exchange.now())];
  return { ok: parsed.ok, record, history, findings };
}

/**
 * Parses a pathway record and holds it against the rules of the catalogue as they stand today, also where it has
 * errors already: whoever mends it hears of everything at once.
 */
export function assessRecord(
  exchange: Pick<Exchange, 'catalogue' | 'terminology' | 'now'>,
  value: unknown,
): AssessedRecord {
  const read = readRecord(exchange, value);
  const { history } = read;
  if (history === undefined) {
    return read;
  }
  const today = norwegianDay(exchange.now());
  const findings = [...read.findings, ...notToldOfRecord(checkHistory(history, exchange.catalogue, today))];
  return hasErrors(findings) || !read.ok ? { ok: false, findings } : { ...read, findings };
}

/** What the rules find that the checks of a record have told already, at the very value. */
const TOLD_OF_RECORD: ReadonlySet<FindingDefinition> = new Set<FindingDefinition>([
  PATHWAY_FINDINGS.impossibleDate,
  PATHWAY_FINDINGS.contactEndsBeforeStart,
  PATHWAY_FINDINGS.unknownContact,
]);

/** Findings of the rules in a record, without those that have been told of it. */
export function notToldOfRecord(findings: readonly Finding[]): readonly Finding[] {
  return findings.filter(({ definition }) => !TOLD_OF_RECORD.has(definition));
}

const DOUBTFUL_BIRTH: ReadonlySet<FindingDefinition> = new Set<FindingDefinition>([
  RECORD_FINDINGS.bornAfterRecord,
  RECORD_FINDINGS.nationalIdBirthDate,
]);

/** No other date is held against a date of birth that has been found wrong. */
function withoutDoubtfulBirth(history: PathwayHistory, findings: readonly Finding[]): PathwayHistory {
  const { patient } = history;
  return patient === undefined || !findings.some(({ definition }) => DOUBTFUL_BIRTH.has(definition))
    ? history
    : { ...history, patient: { key: patient.key, identified: patient.identified } };
}

/** A record from the future would be newer than every true one until that time. */
function recordedInFuture({ recordedAt }: PathwayRecord, now: Date): readonly Finding[] {
  return Date.parse(recordedAt) > now.getTime() + CLOCK_TOLERANCE
    ? [createFinding(EXCHANGE_FINDINGS.recordedInFuture, 'recordedAt', { recordedAt })]
    : [];
}
