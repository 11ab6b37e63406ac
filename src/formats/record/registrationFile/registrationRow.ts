import type { Registration } from '../../../pathway/history.ts';
import type { RegistrationPart } from '../../../pathway/registrationParts.ts';

/** Where in a row the value of each column stands, from 0; −1 for a column that there is not. */
export type ColumnPositions = Readonly<Record<RegistrationPart, number>>;

/**
 * One registration with what is said of its pathway, as the rules take it. An empty text: nothing was given. A file
 * has millions of them: its place is written only when something is found there, and what is seldom asked of every
 * row is read from its values when it is.
 */
export class RegistrationRow implements Registration {
  readonly #values: readonly string[];
  readonly #positions: ColumnPositions;
  /** From 1, in the file. */
  readonly line: number;
  /** In the JSON array that it is an element of, from 0; undefined where it has a line of its own. */
  readonly index: number | undefined;
  readonly pathway: string;
  readonly organisation: string;
  readonly type: string;
  readonly code: string;
  readonly event: string;
  readonly outcome: string;
  readonly date: string;
  readonly careLevel: string;

  constructor(line: number, values: readonly string[], positions: ColumnPositions, index?: number) {
    this.#values = values;
    this.#positions = positions;
    this.line = line;
    this.index = index;
    this.pathway = valueAt(values, positions.pathway);
    this.organisation = valueAt(values, positions.organisation);
    this.type = valueAt(values, positions.type);
    this.code = valueAt(values, positions.code);
    this.event = valueAt(values, positions.event);
    this.outcome = valueAt(values, positions.outcome);
    this.date = valueAt(values, positions.date);
    this.careLevel = valueAt(values, positions.careLevel);
  }

  get patient(): string {
    return valueAt(this.#values, this.#positions.patient);
  }

  get contact(): string {
    return valueAt(this.#values, this.#positions.contact);
  }

  get received(): string {
    return valueAt(this.#values, this.#positions.received);
  }

  get assessed(): string {
    return valueAt(this.#values, this.#positions.assessed);
  }

  get rightGranted(): string {
    return valueAt(this.#values, this.#positions.rightGranted);
  }

  get edition(): string {
    return valueAt(this.#values, this.#positions.edition);
  }

  /** Whether both certainly tell the same of their pathway: to the letter, spaces included. */
  tellsSame(other: RegistrationRow): boolean {
    const [values, others, positions] = [this.#values, other.#values, this.#positions];
    return (
      positions === other.#positions &&
      values[positions.patient] === others[positions.patient] &&
      values[positions.organisation] === others[positions.organisation] &&
      values[positions.received] === others[positions.received] &&
      values[positions.assessed] === others[positions.assessed] &&
      values[positions.rightGranted] === others[positions.rightGranted] &&
      values[positions.edition] === others[positions.edition]
    );
  }

  /** By which the rows of a file follow one another. */
  get order(): number {
    return this.index ?? this.line;
  }

  get place(): string {
    return this.index === undefined ? `line ${this.line}` : `line ${this.line}[${this.index}]`;
  }
}

/** A place in a file of registrations: a row's own, and the part of it that is meant. */
export function placeInRow(row: RegistrationRow, part: string): string {
  return `${row.place}.${part}`;
}

export interface RowPlace {
  readonly line: number;
  /** In the JSON array; undefined where the row has a line of its own. */
  readonly index: number | undefined;
  /** Empty: the row as a whole. */
  readonly part: string;
}

/** The parts of a place of a row. */
export function readRowPlace(place: string): RowPlace {
  const dot = place.indexOf('.');
  const row = dot < 0 ? place : place.slice(0, dot);
  const part = dot < 0 ? '' : place.slice(dot + 1);
  const bracket = row.indexOf('[');
  return bracket < 0
    ? { line: Number(row.slice('line '.length)), index: undefined, part }
    : { line: Number(row.slice('line '.length, bracket)), index: Number(row.slice(bracket + 1, -1)), part };
}

function valueAt(values: readonly string[], position: number): string {
  const value = position < 0 ? undefined : values[position];
  return value === undefined || value === '' ? '' : isTrimmed(value) ? value : value.trim();
}

/** Whether the first and the last character are certainly no white space. */
function isTrimmed(value: string): boolean {
  const first = value.charCodeAt(0);
  const last = value.charCodeAt(value.length - 1);
  return first > 0x20 && first < 0x7f && last > 0x20 && last < 0x7f;
}
