import { describeFinding, type Finding, type Language } from '../../../findings/finding.ts';

/** A finding with where in the file it is. */
export interface FileFinding {
  /** From 1: where the row, or the value, begins. */
  readonly line: number;
  /** The sender's key of the pathway; empty when the finding is of none. */
  readonly pathway: string;
  /** Its place is a path in the pathway record, or a column. */
  readonly finding: Finding;
}

export const FINDING_COLUMNS = [
  'line',
  'pathway',
  'code',
  'severity',
  'place',
  'message',
  'remedy',
  'source',
] as const;

/** A finding as callers get it. `code` is the finding's own (a number of list 9329, or one of ours). */
export interface FindingRow {
  readonly line: number;
  readonly pathway: string;
  readonly code: string;
  readonly severity: string;
  readonly place: string;
  readonly message: string;
  readonly remedy: string;
  readonly source: string;
}

export function findingRow({ line, pathway, finding }: FileFinding, language: Language): FindingRow {
  const { definition, severity, place } = finding;
  const { message, remedy } = describeFinding(finding, language);
  return {
    line,
    pathway,
    code: definition.code,
    severity,
    place,
    message,
    remedy,
    source: definition.source,
  };
}

export type FindingsFormat = 'ndjson' | 'json' | 'csv';

/** How findings are written one after the other: what stands before, after, between, and each. */
const WRITERS: Readonly<
  Record<
    FindingsFormat,
    {
      readonly before: string;
      readonly between: string;
      readonly after: string;
      readonly write: (row: FindingRow) => string;
    }
  >
> = {
  ndjson: { before: '', between: '', after: '', write: (row) => `${JSON.stringify(row)}\n` },
  json: { before: '[', between: ',\n', after: ']\n', write: (row) => JSON.stringify(row) },
  csv: {
    before: `${FINDING_COLUMNS.join(';')}\r\n`,
    between: '',
    after: '',
    write: (row) => `${FINDING_COLUMNS.map((column) => csvValue(row[column])).join(';')}\r\n`,
  },
};

/** The findings as text, in pieces as they come. CSV is separated by semicolons (RFC 4180 else). */
export async function* writeFindings(
  batches: AsyncIterable<readonly FileFinding[]>,
  format: FindingsFormat,
  language: Language,
): AsyncGenerator<string> {
  const { before, between, after, write } = WRITERS[format];
  let isFirst = true;
  for await (const batch of batches) {
    let text = '';
    for (const finding of batch) {
      text += (isFirst ? before : between) + write(findingRow(finding, language));
      isFirst = false;
    }
    if (text !== '') {
      yield text;
    }
  }
  const end = (isFirst ? before : '') + after;
  if (end !== '') {
    yield end;
  }
}

function csvValue(value: string | number): string {
  const text = String(value);
  return /[";\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
