import { createReadStream, ReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { extname } from 'node:path';
import type { Readable } from 'node:stream';
import { CommanderError } from 'commander';
import type { RegistrationFileFormat } from '../exchange/checkRegistrationFile.ts';
import { MAX_VALUE_BYTES } from '../formats/record/registrationFile/jsonValues.ts';
import { readJson, readJsonLines, type JsonReading } from '../formats/json.ts';
import { EXIT } from './exit.ts';

/** A file as it comes, and what it is. */
export interface FileInput {
  readonly pieces: AsyncIterable<Uint8Array>;
  readonly format: RegistrationFileFormat;
  /** Bytes of the file; absent for standard input. */
  readonly size: number | undefined;
  /** How many of them have been read. */
  readonly bytesRead: () => number;
}

const FORMAT_OF_EXTENSION: Readonly<Record<string, RegistrationFileFormat>> = {
  '.csv': 'csv',
  '.ndjson': 'ndjson',
  '.jsonl': 'ndjson',
};

/**
 * Opens a file, or standard input for `-`, without reading more of it than tells what it is.
 *
 * @throws CommanderError when it cannot be read (exit 2)
 */
export async function openInput(file: string): Promise<FileInput> {
  try {
    const size = file === '-' ? undefined : (await stat(file)).size;
    const source: Readable = file === '-' ? process.stdin : createReadStream(file, { highWaterMark: PIECE });
    const pieces: AsyncIterator<Uint8Array> = source[Symbol.asyncIterator]();
    const beginning = new Beginning(pieces);
    await beginning.readOn();
    const format = FORMAT_OF_EXTENSION[extname(file).toLowerCase()] ?? (await recognise(beginning));
    return {
      format,
      pieces: beginning.andTheRest(),
      size,
      bytesRead: () => (source instanceof ReadStream ? source.bytesRead : 0),
    };
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : 'unknown';
    process.stderr.write(`forlopsbro: ${file} cannot be read (${code})\n`);
    throw new CommanderError(EXIT.wrongUsage, 'forlopsbro.input', `${file} cannot be read`);
  }
}

/** Bytes that are read at a time. */
const PIECE = 1 << 18;

const NEW_LINE = 0x0a;
const SPACE = 0x20;
const OPEN_ARRAY = 0x5b;
const OPEN_OBJECT = 0x7b;
const BYTE_ORDER_MARK: ReadonlySet<number> = new Set([0xef, 0xbb, 0xbf]);

/** What has been read of an input so far. */
class Beginning {
  bytes: Uint8Array = new Uint8Array();
  readonly #pieces: AsyncIterator<Uint8Array>;

  constructor(pieces: AsyncIterator<Uint8Array>) {
    this.#pieces = pieces;
  }

  /** @returns false at the end */
  async readOn(): Promise<boolean> {
    const next = await this.#pieces.next();
    if (next.done === true) {
      return false;
    }
    this.bytes = this.bytes.length === 0 ? next.value : Buffer.concat([this.bytes, next.value]);
    return true;
  }

  async *andTheRest(): AsyncGenerator<Uint8Array> {
    yield this.bytes;
    for (let next = await this.#pieces.next(); next.done !== true; next = await this.#pieces.next()) {
      yield next.value;
    }
  }
}

/** JSON begins with a bracket; what begins with neither is CSV. Objects a line each are told from one of many lines. */
async function recognise(beginning: Beginning): Promise<RegistrationFileFormat> {
  let start = firstOfText(beginning.bytes);
  while (start < 0 && (await beginning.readOn())) {
    start = firstOfText(beginning.bytes);
  }
  const first = beginning.bytes[start];
  if (first !== OPEN_OBJECT) {
    return first === OPEN_ARRAY || first === undefined ? 'json' : 'csv';
  }
  let end = endOfFirstLine(beginning.bytes, start);
  while (end === undefined) {
    if (beginning.bytes.length > MAX_VALUE_BYTES || !(await beginning.readOn())) {
      return 'json';
    }
    end = endOfFirstLine(beginning.bytes, start);
  }
  if (isObject(readJson(beginning.bytes.subarray(start, end)))) {
    return 'ndjson';
  }
  while (beginning.bytes.length <= MAX_VALUE_BYTES && (await beginning.readOn())) {
    // Until it is known whole, an object of many lines looks like many lines that are none.
  }
  const isDocument = readJson(beginning.bytes).ok || !readJsonLines(beginning.bytes).some(isObject);
  return isDocument ? 'json' : 'ndjson';
}

/** The first byte that is neither white space nor a byte order mark; −1 when there is none. */
function firstOfText(bytes: Uint8Array): number {
  return bytes.findIndex((byte) => byte > SPACE && !BYTE_ORDER_MARK.has(byte));
}

/** Where the line ends, when anything follows it. */
function endOfFirstLine(bytes: Uint8Array, start: number): number | undefined {
  const end = bytes.indexOf(NEW_LINE, start);
  return end >= 0 && bytes.subarray(end).some((byte) => byte > SPACE) ? end : undefined;
}

function isObject(reading: JsonReading): boolean {
  return reading.ok && typeof reading.value === 'object' && reading.value !== null;
}
