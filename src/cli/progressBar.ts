/** Milliseconds between two pictures. */
const INTERVAL = 200;

const WIDTH = 30;

/** Erases the line on which the cursor stands (ECMA-48, EL and carriage return). */
const ERASE = '\r\u001B[K';

export interface ProgressBarOptions {
  readonly stream: NodeJS.WriteStream;
  /** Bytes of the whole; absent when it is not known. */
  readonly total: number | undefined;
  readonly now?: () => number;
}

/** How far a file has been read, on a line of its own that is always the last; on a terminal only. */
export class ProgressBar {
  readonly #stream: NodeJS.WriteStream;
  readonly #total: number | undefined;
  readonly #now: () => number;
  #shown: number;
  #isVisible = false;

  constructor({ stream, total, now = Date.now }: ProgressBarOptions) {
    this.#stream = stream;
    this.#total = total;
    this.#now = now;
    this.#shown = now();
  }

  /** @param what is written beside the bar */
  show(bytes: number, what: string): void {
    if (!this.#stream.isTTY || this.#now() - this.#shown < INTERVAL) {
      return;
    }
    this.#shown = this.#now();
    this.#isVisible = true;
    this.#stream.write(`${ERASE}${pictureOf(bytes, this.#total)}${what}`);
  }

  /** To be called before anything else is written to the terminal. */
  erase(): void {
    if (this.#isVisible) {
      this.#isVisible = false;
      this.#stream.write(ERASE);
    }
  }
}

function pictureOf(bytes: number, total: number | undefined): string {
  if (total === undefined || total === 0) {
    return '';
  }
  const share = Math.min(1, bytes / total);
  const done = Math.round(share * WIDTH);
  return `[${'#'.repeat(done)}${'.'.repeat(WIDTH - done)}] ${Math.floor(share * 100)} %  `;
}
