import type { Resource } from '@medplum/fhirtypes';
import { closeSync, openSync, readFileSync, readSync } from 'node:fs';

/** What can be known of a resource in a file without keeping it. */
export interface ResourceHead {
  readonly resourceType: string;
  readonly id: string;
  /** Canonical URL; absent for a NamingSystem. */
  readonly url?: string;
  readonly version?: string;
}

/** A definition in a file: its head is known, the rest waits. */
export interface DefinitionFile extends ResourceHead {
  readonly path: string;
  /** Reads it whole. @throws Error naming the file when it is not JSON */
  readonly read: () => unknown;
}

/** The first lines of a file in our own layout (scripts/definitions/layout.ts): one top-level element a line. */
const OUR_LAYOUT =
  /^\{\n {2}"resourceType": "(\w+)",\n {2}"id": "([^"\\]+)",\n(?: {2}"url": "([^"\\]+)",\n {2}"version": "([^"\\]+)",\n)?/;

const HEAD_BYTES = 512;

/** Reads the head of a file in our own layout without parsing the rest, any other file whole. */
export function readResourceHead(path: string): ResourceHead | undefined {
  const [, resourceType, id, url, version] = OUR_LAYOUT.exec(readStart(path)) ?? [];
  if (
    resourceType !== undefined &&
    id !== undefined &&
    (url !== undefined || resourceType === 'NamingSystem')
  ) {
    return { resourceType, id, url, version };
  }
  return headOf(readResource(path));
}

/** @throws Error naming the file when it is not JSON. */
export function readResource(path: string): unknown {
  try {
    return JSON.parse(readFileSync(path, 'utf8')) as unknown;
  } catch (error) {
    throw new Error(`${path} cannot be read as JSON`, { cause: error });
  }
}

/** The head of a resource; undefined for anything else (a package manifest, an array …). */
export function headOf(value: unknown): ResourceHead | undefined {
  const { resourceType, id, url, version } = (value ?? {}) as Partial<Record<keyof ResourceHead, unknown>>;
  if (typeof resourceType !== 'string' || typeof id !== 'string') {
    return undefined;
  }
  return {
    resourceType,
    id,
    ...(typeof url === 'string' && { url }),
    ...(typeof version === 'string' && { version }),
  };
}

export function isResource(value: unknown): value is Resource {
  return headOf(value) !== undefined;
}

function readStart(path: string): string {
  const file = openSync(path, 'r');
  try {
    const start = Buffer.allocUnsafe(HEAD_BYTES);
    return start.toString('utf8', 0, readSync(file, start, 0, HEAD_BYTES, 0));
  } finally {
    closeSync(file);
  }
}
