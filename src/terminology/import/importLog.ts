import type { CodeSystem } from '@medplum/fhirtypes';
import { createFinding, type Finding } from '../../findings/finding.ts';
import { IMPORT_FINDINGS } from './findings.ts';

/** A list that took effect, as it was then. */
export interface ListImported {
  readonly id: string;
  /** An instant. */
  readonly at: string;
  /** Where it came from, in the operator's words: a file name. */
  readonly source: string;
  readonly codeSystem: CodeSystem;
}

/** An import that was taken back. */
export interface ListReverted {
  readonly reverts: string;
  /** An instant. */
  readonly at: string;
}

/** What was imported and taken back, oldest first. Nothing in it is ever removed. */
export type ImportLog = readonly (ListImported | ListReverted)[];

export function addImport(log: ImportLog, imported: ListImported): ImportLog {
  return [...log, imported];
}

/** Takes an import back; only the newest of its list, as later ones build on it. */
export function revertImport(
  log: ImportLog,
  id: string,
  at: string,
):
  | { readonly ok: true; readonly log: ImportLog }
  | { readonly ok: false; readonly findings: readonly Finding[] } {
  const inForce = importsInForce(log);
  const imported = inForce.find((each) => each.id === id);
  if (imported === undefined) {
    return { ok: false, findings: [createFinding(IMPORT_FINDINGS.importUnknown, '', { id })] };
  }
  const newest = inForce.findLast(({ codeSystem }) => codeSystem.url === imported.codeSystem.url);
  return newest === undefined || newest.id === id
    ? { ok: true, log: [...log, { reverts: id, at }] }
    : { ok: false, findings: [createFinding(IMPORT_FINDINGS.importNotNewest, '', { id, newer: newest.id })] };
}

/** The imports that were not taken back, oldest first. */
export function importsInForce(log: ImportLog): readonly ListImported[] {
  const reverted = new Set(log.flatMap((entry) => ('reverts' in entry ? [entry.reverts] : [])));
  return log.filter((entry): entry is ListImported => 'id' in entry && !reverted.has(entry.id));
}

/** The code systems that take the place of those of profiles/: of each list the newest that is in force. */
export function codeSystemsInForce(log: ImportLog): readonly CodeSystem[] {
  return [...new Map(importsInForce(log).map(({ codeSystem }) => [codeSystem.url, codeSystem])).values()];
}
