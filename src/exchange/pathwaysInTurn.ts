import { createFinding, type Finding } from '../findings/finding.ts';
import type { FileFinding } from '../formats/record/registrationFile/fileFinding.ts';
import { FILE_FINDINGS } from '../formats/record/registrationFile/findings.ts';
import { historyOfRows, lineOfPlace, placeOfLine } from '../formats/record/registrationFile/historyOfRows.ts';
import type { RegistrationRow } from '../formats/record/registrationFile/registrationRow.ts';
import { checkHistories } from '../pathway/check.ts';
import type { PathwayHistory } from '../pathway/history.ts';
import type { LocalDate } from '../pathway/record.ts';
import { norwegianDay } from './clock.ts';
import type { Exchange } from './exchange.ts';
import { RememberedKeys } from './rememberedKeys.ts';

/** What was in a file, for a summary. */
export interface FileCounts {
  /** Pathway records, those that cannot be read among them. */
  records: number;
  /** Registrations that stand alone. */
  rows: number;
  /** Pathways of those, each part of one that comes in parts. */
  pathways: number;
}

export type FileChecking = Pick<Exchange, 'catalogue' | 'terminology' | 'now'>;

/** As many as a pathway record has measurement points; bounds what one pathway holds in memory and costs the rules. */
const MAX_ROWS_TOGETHER = 1_000;

/** Pathways of one patient that are held against each other. */
const MAX_PATHWAYS_TOGETHER = 50;

/**
 * Checks rows as they come: those of one pathway when another pathway follows, the pathways of one patient when
 * another patient follows. Of all that came before it keeps the keys of the last pathways only.
 */
export class PathwaysInTurn {
  readonly #checking: FileChecking;
  readonly #counts: FileCounts;
  readonly #today: LocalDate;
  readonly #seen = new RememberedKeys();
  #rows: RegistrationRow[] = [];
  #judgesPatient = false;
  /** What is told of the pathway that is being read because of where it stands. */
  #beginning: Finding | undefined;
  /** Pathways of one patient whose next pathway may follow. */
  #waiting: PathwayHistory[] = [];
  #waitingFindings: Finding[] = [];

  constructor(checking: FileChecking, counts: FileCounts) {
    this.#checking = checking;
    this.#counts = counts;
    this.#today = norwegianDay(checking.now());
  }

  /** @param found takes what is found of the pathways before, when the row begins another */
  add(row: RegistrationRow, judgesPatient: boolean, found: FileFinding[]): void {
    const [first] = this.#rows;
    const continues = first?.pathway === row.pathway;
    if (continues && this.#rows.length < MAX_ROWS_TOGETHER) {
      this.#rows.push(row);
      this.#judgesPatient ||= judgesPatient;
      return;
    }
    this.#finishPathway(found);
    if (row.pathway === '') {
      this.#finishPatient(found);
      const registration = row.code === '' ? `${row.type}${row.event}${row.outcome}` : row.code;
      const finding = createFinding(FILE_FINDINGS.withoutPathway, 'pathway', { found: registration });
      found.push({ line: row.line, pathway: '', finding });
      return;
    }
    this.#begin(row, continues);
    this.#rows = [row];
    this.#judgesPatient = judgesPatient;
  }

  /** Checks what is left. */
  end(found: FileFinding[]): void {
    this.#finishPathway(found);
    this.#finishPatient(found);
  }

  #begin({ pathway, line }: RegistrationRow, continues: boolean): void {
    this.#counts.pathways += 1;
    const place = `${placeOfLine(line)}.pathway`;
    if (continues) {
      const values = { pathway, limit: String(MAX_ROWS_TOGETHER) };
      this.#beginning = createFinding(FILE_FINDINGS.pathwayTooLong, place, values);
    } else {
      this.#beginning = this.#seen.add(pathway)
        ? createFinding(FILE_FINDINGS.pathwayAgain, place, { pathway })
        : undefined;
    }
  }

  #finishPathway(found: FileFinding[]): void {
    if (this.#rows.length === 0) {
      return;
    }
    const { history, findings } = historyOfRows(this.#rows, this.#judgesPatient, this.#checking.terminology);
    const key = history.patient?.key ?? '';
    if (
      key === '' ||
      this.#waiting[0]?.patient?.key !== key ||
      this.#waiting.length >= MAX_PATHWAYS_TOGETHER
    ) {
      this.#finishPatient(found);
    }
    this.#waiting.push(history);
    if (this.#beginning !== undefined) {
      this.#waitingFindings.push(this.#beginning);
      this.#beginning = undefined;
    }
    this.#waitingFindings.push(...findings);
    this.#rows = [];
    if (key === '') {
      this.#finishPatient(found);
    }
  }

  #finishPatient(found: FileFinding[]): void {
    if (this.#waiting.length === 0) {
      return;
    }
    const findings = checkHistories(this.#waiting, this.#checking.catalogue, this.#today);
    const placed = [...this.#waitingFindings, ...findings].map((finding) => this.#inFile(finding));
    // Of one pathway, and of one line, in the order in which they were found.
    found.push(...placed.sort((first, second) => first.line - second.line));
    this.#waiting = [];
    this.#waitingFindings = [];
  }

  #inFile(finding: Finding): FileFinding & { readonly line: number } {
    const { line, column } = lineOfPlace(finding.place);
    // The rows of a pathway stand together: a line is of the last pathway that begins before it.
    const history = this.#waiting.findLast(({ place }) => lineOfPlace(place).line <= line);
    return { line, pathway: history?.pathway ?? '', finding: { ...finding, place: column } };
  }
}
