import { createFinding, type Finding } from '../findings/finding.ts';
import type { FileFinding } from '../formats/record/registrationFile/fileFinding.ts';
import { FILE_FINDINGS } from '../formats/record/registrationFile/findings.ts';
import { CareLevels, historyOfRows } from '../formats/record/registrationFile/historyOfRows.ts';
import { placeInFile } from '../formats/record/registrationFile/placeInFile.ts';
import { placeInRow, type RegistrationRow } from '../formats/record/registrationFile/registrationRow.ts';
import type { CodeLookup } from '../formats/record/codeChecks.ts';
import type { Catalogue } from '../pathway/catalogue.ts';
import { checkEach, checkHistory } from '../pathway/check.ts';
import type { PathwayHistory } from '../pathway/history.ts';
import type { LocalDate } from '../pathway/record.ts';
import { InOrderOfFile } from './inOrderOfFile.ts';
import { RememberedKeys } from './rememberedKeys.ts';

export interface PathwaysChecking {
  readonly catalogue: Catalogue;
  readonly terminology: CodeLookup;
  /** Europe/Oslo. */
  readonly today: LocalDate;
}

/** As many as a pathway record has measurement points; bounds what one pathway holds in memory and costs the rules. */
const MAX_ROWS_TOGETHER = 1_000;

/** Pathways that are held while more may come of them, or of their patients. */
const MAX_HELD = 2_000;

/** The same in a file that is sorted by pathway. */
const MAX_HELD_SORTED = 50;

/**
 * A file counts as sorted when so many pathways have begun, nothing has come of one that others followed, and there
 * were so many rows of each: in a file sorted by date each row is of another pathway.
 */
const SORTED_FROM = 100;
const ROWS_WHEN_SORTED = 1.5;

/** Registrations and contacts of those that are held. */
const MAX_PARTS_HELD = 20_000;

/** A pathway that stands whole in one place of the file. */
export interface WholePathway {
  /** On which it begins. */
  readonly line: number;
  /** Its index in a JSON array, else its line. */
  readonly order: number;
  /** The sender's key of the pathway. */
  readonly name: string;
  readonly history: PathwayHistory;
  /** What is told of the places that the rules name. */
  readonly placed: (findings: readonly Finding[]) => readonly Finding[];
}

interface HeldPathway {
  /** Where it begins: the index in a JSON array, else the line. */
  readonly order: number;
  readonly name: string;
  /** Same patient, same key; empty: nobody. */
  patient: string;
  /** Rows as they come, or the whole; nothing once it is gone, so that a list which still has it keeps no more. */
  content: HeldRows | WholePathway;
  /** Undefined until it is judged, and again when more has come of it or of its patient. */
  findings: readonly Finding[] | undefined;
  isGone: boolean;
}

interface HeldRows {
  readonly rows: [RegistrationRow, ...RegistrationRow[]];
  judgesPatient: boolean;
  /** What is told of it because of where it stands. */
  readonly beginning: Finding | undefined;
}

/**
 * Holds the pathways of a file for a while, so that rows of one pathway need not stand together, nor the pathways of
 * one patient: more of them in a file that begins unsorted. A pathway is judged as soon as another follows, and once
 * more when it goes, if by then more has come of it or of its patient. Of all that came before, only the names of the last pathways are kept.
 */
export class PathwaysTogether {
  /** Pathways of rows that have begun, each part of one that comes in parts. */
  begun = 0;
  /** Rows that name a pathway. */
  #rows = 0;
  readonly #checking: PathwaysChecking;
  readonly #careLevels: CareLevels;
  readonly #gone = new RememberedKeys();
  readonly #gonePatients = new RememberedKeys();
  /** Pathways that began when others of their patient were gone, and the first of them. */
  #apart = 0;
  #firstApart: Pick<WholePathway, 'line' | 'name'> | undefined;
  /** In the order in which they began; those before #oldest, and others that are marked, are gone. */
  #held: HeldPathway[] = [];
  #oldest = 0;
  #count = 0;
  #parts = 0;
  /** Whether rows of one pathway have come that did not stand together. */
  #isUnsorted = false;
  /** By the name of the pathway, one for each trust. */
  readonly #ofName = new Map<string, HeldPathway[]>();
  readonly #ofPatient = new Map<string, HeldPathway[]>();
  readonly #found = new InOrderOfFile();
  /** Of the last row. */
  #current: HeldPathway | undefined;

  constructor(checking: PathwaysChecking) {
    this.#checking = checking;
    this.#careLevels = new CareLevels(checking.terminology);
  }

  /** A row that names no pathway is told, and nothing more can be said of it. */
  addRow(row: RegistrationRow, judgesPatient: boolean): void {
    const { pathway } = row;
    if (pathway === '') {
      const { code, type, event, outcome } = row;
      const found = code === '' ? `${type}${event}${outcome}` : code;
      const place = row.index === undefined ? 'pathway' : `[${row.index}].pathway`;
      this.tell(row, '', createFinding(FILE_FINDINGS.withoutPathway, place, { found }));
      return;
    }
    this.#rows += 1;
    const held = this.#heldFor(row);
    const rows = held === undefined ? undefined : rowsOf(held);
    if (held === undefined || rows === undefined || rows.rows.length >= MAX_ROWS_TOGETHER) {
      this.#begin(row, judgesPatient, held);
      return;
    }
    rows.rows.push(row);
    rows.judgesPatient ||= judgesPatient;
    held.findings = undefined;
    this.#parts += 1;
    this.#isUnsorted ||= this.#current !== held;
    this.#current = held;
    if (held.patient === '' && row.patient !== '') {
      held.patient = row.patient;
      this.#join(held);
    }
  }

  addWhole(pathway: WholePathway): void {
    const { line, order, name, history } = pathway;
    this.#lookBack(history.patient?.key ?? '', line, name);
    this.#makeRoom();
    this.#hold({
      order,
      name,
      patient: history.patient?.key ?? '',
      content: pathway,
      findings: undefined,
      isGone: false,
    });
  }

  /** A finding that no rule made. */
  tell(
    { line, order }: { readonly line: number; readonly order: number },
    pathway: string,
    finding: Finding,
  ): void {
    this.#found.add({ line, pathway, finding }, order);
  }

  /** What has been found before the beginning of what is held. */
  take(): FileFinding[] {
    return this.#found.takeBefore(this.#held[this.#oldest]?.order ?? Infinity);
  }

  /** Lets go what is held when no more comes. */
  end(): void {
    this.letGo();
    if (this.#firstApart !== undefined) {
      const { line, name } = this.#firstApart;
      const finding = createFinding(FILE_FINDINGS.patientsApart, 'patient', { count: String(this.#apart) });
      this.tell({ line, order: Number.MAX_SAFE_INTEGER }, name, finding);
    }
  }

  /** Lets go what is held; with `except` not the pathway of the last row, of which more may follow. */
  letGo(except?: 'last'): void {
    for (const held of this.#held.slice(this.#oldest)) {
      if (!held.isGone && (except === undefined || held !== this.#current)) {
        this.#release(held);
      }
    }
  }

  #heldFor({ pathway, organisation }: RegistrationRow): HeldPathway | undefined {
    const current = this.#current;
    return current?.name === pathway && isOfTrust(current, organisation)
      ? current
      : this.#ofName.get(pathway)?.find((held) => isOfTrust(held, organisation));
  }

  #begin(row: RegistrationRow, judgesPatient: boolean, full: HeldPathway | undefined): void {
    const { pathway, line, order, patient } = row;
    const beginning = this.#beginningOf(row, full !== undefined);
    if (full !== undefined) {
      this.#release(full);
    }
    this.#judgeLast(patient);
    this.#lookBack(patient, line, pathway);
    this.#makeRoom();
    const held: HeldPathway = {
      order,
      name: pathway,
      patient,
      content: { rows: [row], judgesPatient, beginning },
      findings: undefined,
      isGone: false,
    };
    this.begun += 1;
    append(this.#ofName, pathway, held);
    this.#hold(held);
    this.#current = held;
  }

  /** Whether other pathways of the patient have come that are gone, and none is held with which it is judged. */
  #lookBack(patient: string, line: number, name: string): void {
    if (patient !== '' && !this.#ofPatient.has(patient) && this.#gonePatients.has(patient)) {
      this.#apart += 1;
      this.#firstApart ??= { line, name };
    }
  }

  #beginningOf(row: RegistrationRow, isFull: boolean): Finding | undefined {
    const { pathway } = row;
    if (isFull) {
      const values = { pathway, limit: String(MAX_ROWS_TOGETHER) };
      return createFinding(FILE_FINDINGS.pathwayTooLong, placeInRow(row, 'pathway'), values);
    }
    return this.#gone.has(pathway) && !this.#ofName.has(pathway)
      ? createFinding(FILE_FINDINGS.pathwayAgain, placeInRow(row, 'pathway'), { pathway })
      : undefined;
  }

  /** While its rows are at hand; not where another pathway of the patient is held, or follows. */
  #judgeLast(nextPatient: string): void {
    const last = this.#current;
    if (
      last?.findings === undefined &&
      last !== undefined &&
      (last.patient === '' || last.patient !== nextPatient) &&
      this.#togetherWith(last).length === 1
    ) {
      this.#judge([last]);
    }
  }

  #hold(held: HeldPathway): void {
    this.#held.push(held);
    this.#count += 1;
    this.#parts += partsOf(held);
    this.#join(held);
  }

  /** The others with which it is judged are to be judged again. */
  #join(held: HeldPathway): void {
    if (held.patient !== '') {
      append(this.#ofPatient, held.patient, held);
    }
    for (const other of this.#togetherWith(held)) {
      other.findings = undefined;
    }
  }

  #makeRoom(): void {
    const isSorted =
      !this.#isUnsorted && this.begun >= SORTED_FROM && this.#rows >= ROWS_WHEN_SORTED * this.begun;
    const limit = isSorted ? MAX_HELD_SORTED : MAX_HELD;
    for (
      let oldest = this.#held[this.#oldest];
      oldest !== undefined && (this.#count >= limit || this.#parts >= MAX_PARTS_HELD);
      oldest = this.#held[this.#oldest]
    ) {
      this.#release(oldest);
    }
    if (this.#oldest > this.#held.length / 2) {
      this.#held = this.#held.slice(this.#oldest);
      this.#oldest = 0;
    }
  }

  #togetherWith(held: HeldPathway): readonly HeldPathway[] {
    const ofPatient = held.patient === '' ? undefined : this.#ofPatient.get(held.patient);
    return ofPatient ?? (rowsOf(held) && this.#ofName.get(held.name)) ?? [held];
  }

  #judge(together: readonly HeldPathway[]): void {
    const { catalogue, today } = this.#checking;
    const [first, second] = together;
    if (first !== undefined && second === undefined) {
      const { history, findings } = prepare(first, this.#careLevels);
      const judged = checkHistory(history, catalogue, today);
      first.findings = findings.length === 0 ? judged : [...findings, ...judged];
      return;
    }
    const prepared = together.map((held) => prepare(held, this.#careLevels));
    const histories = prepared.map(({ history }) => history);
    const judged = checkEach(histories, catalogue, today);
    for (const [index, held] of together.entries()) {
      held.findings = [...(prepared[index]?.findings ?? []), ...(judged[index] ?? [])];
    }
  }

  /** Those that are judged together go together, so that none is judged again and again. */
  #release(held: HeldPathway): void {
    if (held.findings === undefined) {
      const together = this.#togetherWith(held).slice();
      this.#judge(together);
      together.forEach((each) => this.#letOut(each));
    } else {
      this.#letOut(held);
    }
    while (this.#held[this.#oldest]?.isGone === true) {
      this.#oldest += 1;
    }
  }

  #letOut(held: HeldPathway): void {
    this.#tellOf(held);
    this.#count -= 1;
    this.#parts -= partsOf(held);
    remove(this.#ofPatient, held.patient, held);
    if (held.patient !== '') {
      this.#gonePatients.add(held.patient);
    }
    if (rowsOf(held) !== undefined) {
      remove(this.#ofName, held.name, held);
      this.#gone.add(held.name);
    }
    if (this.#current === held) {
      this.#current = undefined;
    }
    held.content = NOTHING;
    held.findings = undefined;
    held.isGone = true;
  }

  #tellOf({ name, content, findings = [] }: HeldPathway): void {
    if ('rows' in content) {
      for (const finding of findings) {
        const { definition, severity, values } = finding;
        const at = placeInFile(finding, content.rows);
        this.tell(at, name, createFinding(definition, at.place, values, severity));
      }
    } else {
      for (const finding of content.placed(findings)) {
        this.tell(content, name, finding);
      }
    }
  }
}

const NOTHING: WholePathway = {
  line: 0,
  order: 0,
  name: '',
  history: { pathway: '', place: '', contacts: [], registrations: [] },
  placed: (findings) => findings,
};

function prepare(
  { content }: HeldPathway,
  careLevels: CareLevels,
): { readonly history: PathwayHistory; readonly findings: readonly Finding[] } {
  if (!('rows' in content)) {
    return { history: content.history, findings: [] };
  }
  const { rows, judgesPatient, beginning } = content;
  const { history, findings } = historyOfRows(rows, judgesPatient, careLevels);
  return { history, findings: beginning === undefined ? findings : [beginning, ...findings] };
}

function rowsOf({ content }: HeldPathway): HeldRows | undefined {
  return 'rows' in content ? content : undefined;
}

/** A row that names no trust is of whichever trust the pathway is. */
function isOfTrust(held: HeldPathway, other: string): boolean {
  const organisation = rowsOf(held)?.rows[0].organisation ?? '';
  return organisation === other || organisation === '' || other === '';
}

function partsOf({ content }: HeldPathway): number {
  return 'rows' in content
    ? content.rows.length
    : content.history.registrations.length + content.history.contacts.length + 1;
}

function append<T>(lists: Map<string, T[]>, key: string, value: T): void {
  const list = lists.get(key);
  if (list === undefined) {
    lists.set(key, [value]);
  } else {
    list.push(value);
  }
}

function remove<T>(lists: Map<string, T[]>, key: string, value: T): void {
  const list = lists.get(key);
  if (list?.length === 1 && list[0] === value) {
    lists.delete(key);
  } else if (list !== undefined) {
    lists.set(
      key,
      list.filter((other) => other !== value),
    );
  }
}
