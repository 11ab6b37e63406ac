import { readFile } from 'node:fs/promises';
import { buffer } from 'node:stream/consumers';
import { CommanderError } from 'commander';
import { EXIT } from './exit.ts';

/** The bytes of a file, or of standard input for `-`. @throws CommanderError when it cannot be read (exit 2) */
export async function readInput(file: string): Promise<Uint8Array> {
  if (file === '-') {
    return buffer(process.stdin);
  }
  try {
    return await readFile(file);
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : 'unknown';
    process.stderr.write(`forlopsbro: ${file} cannot be read (${code})\n`);
    throw new CommanderError(EXIT.wrongUsage, 'forlopsbro.input', `${file} cannot be read`);
  }
}

const SPACE = 0x20;
const LESS_THAN = 0x3c;
/** Bytes of the byte order marks of UTF-8 and UTF-16. */
const BYTE_ORDER_MARK: ReadonlySet<number> = new Set([0xef, 0xbb, 0xbf, 0xfe, 0xff]);

/** What a file is, told from its first characters. */
export type InputKind = 'xml' | 'json';

export function kindOfInput(bytes: Uint8Array): InputKind {
  // In every encoding in use the first byte of text, after a byte order mark and white space, is that of ASCII.
  const first = bytes.find((byte) => byte > SPACE && !BYTE_ORDER_MARK.has(byte));
  return first === LESS_THAN ? 'xml' : 'json';
}
