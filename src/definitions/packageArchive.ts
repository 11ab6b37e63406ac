import { readFileSync, statSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import { Parser } from 'tar';

/** Bytes of a FHIR package that are read, compressed and not: HL7's largest (terminology) has 20 MB and 200 MB. */
const MAX_COMPRESSED = 128 * 1024 * 1024;
const MAX_CONTENT = 512 * 1024 * 1024;

const FILE_TYPES: ReadonlySet<string> = new Set(['File', 'OldFile', 'ContiguousFile']);

/**
 * The files of a FHIR package (`.tgz`: tar, compressed with gzip) by their path in it, `package/….json`. They stay in
 * memory: nothing is written to the disk, whatever the paths are.
 *
 * @param isWanted which paths to keep
 * @throws Error when it is no such archive, or is too large
 */
export function readArchive(path: string, isWanted: (path: string) => boolean): ReadonlyMap<string, Buffer> {
  if (statSync(path).size > MAX_COMPRESSED) {
    throw new Error(`larger than ${MAX_COMPRESSED} bytes`);
  }
  const archive = gunzipSync(readFileSync(path), { maxOutputLength: MAX_CONTENT });
  const files = new Map<string, Buffer>();
  let fault: unknown;
  const parser = new Parser({
    strict: true,
    onReadEntry: (entry) => {
      if (!FILE_TYPES.has(entry.type) || !isWanted(entry.path)) {
        entry.resume();
        return;
      }
      const pieces: Buffer[] = [];
      entry.on('data', (piece) => pieces.push(piece));
      entry.on('end', () => files.set(entry.path, Buffer.concat(pieces)));
    },
  });
  parser.on('error', (error) => {
    fault ??= error;
  });
  parser.end(archive);
  if (fault !== undefined) {
    throw new Error('no tar archive', { cause: fault });
  }
  return files;
}
