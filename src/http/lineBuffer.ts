import { pino, type DestinationStream } from 'pino';

/** Characters that are written at once, and milliseconds after which fewer are. */
const CHARACTERS_TOGETHER = 65_536;
const LONGEST_WAIT = 100;

/** pino's number of the level `error`. */
const ERROR = 50;

/** By this pino knows that a destination wants to be told the level of what it writes. */
const METADATA: unique symbol = Symbol.for('pino.metadata');

/** What lines are given to, many at a time. */
export interface ChunkOutput {
  write(chunk: string): unknown;
  flushSync(): void;
}

/**
 * Lines of a log, written many at a time, as each write of its own costs more than to answer a request. An error is
 * written at once, with all before it; what is left is written when the process ends.
 */
export class LineBuffer implements DestinationStream {
  readonly [METADATA] = true;
  /** Set by pino before each line. */
  lastLevel = 0;
  readonly #output: ChunkOutput;
  #text = '';
  #timer: NodeJS.Timeout | undefined;

  constructor(output: ChunkOutput) {
    this.#output = output;
  }

  /** A line of pino's. */
  write(line: string): void {
    this.append(line);
    if (this.lastLevel >= ERROR) {
      this.flush();
    }
  }

  /** A line that can wait. */
  append(line: string): void {
    this.#text += line;
    if (this.#text.length >= CHARACTERS_TOGETHER) {
      this.flush();
    } else {
      this.#timer ??= setTimeout(() => this.flush(), LONGEST_WAIT).unref();
    }
  }

  flush(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    if (this.#text !== '') {
      const text = this.#text;
      this.#text = '';
      this.#output.write(text);
    }
  }

  /** Returns when all is written. */
  flushSync(): void {
    this.flush();
    this.#output.flushSync();
  }
}

/** Standard output as the destination of a log. */
export function bufferedStandardOutput(): LineBuffer {
  const buffer = new LineBuffer(pino.destination({ sync: false }));
  // Before pino's own listeners, which end its output.
  process.prependListener('beforeExit', () => buffer.flush());
  process.prependListener('exit', () => buffer.flushSync());
  return buffer;
}
