import { hash } from 'node:crypto';
import { FORLOPSBRO } from './systems.ts';

/** The namespace for names that are URLs (RFC 9562, 6.6). */
const URL_NAMESPACE = '6ba7b811-9dad-11d1-80b4-00c04fd430c8';

/** A UUID of version 5 (RFC 9562, 5.5): the same namespace and name always give the same UUID. */
export function nameBasedUuid(namespace: string, name: string): string {
  return uuidWithin(bytesOfUuid(namespace), name);
}

const OWN_NAMESPACE = bytesOfUuid(nameBasedUuid(URL_NAMESPACE, FORLOPSBRO));

/** The UUID that we give to a name, such as `Task|urn:oid:1.2.3|4711`. */
export function uuidOf(name: string): string {
  return uuidWithin(OWN_NAMESPACE, name);
}

function uuidWithin(namespace: Uint8Array, name: string): string {
  const bytes = Buffer.allocUnsafe(namespace.length + Buffer.byteLength(name));
  bytes.set(namespace);
  bytes.write(name, namespace.length);
  const hex = hash('sha1', bytes, 'hex');
  const variant = ((Number.parseInt(hex.charAt(16), 16) & 0x3) | 0x8).toString(16);
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-5${hex.slice(13, 16)}-${variant}${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}

function bytesOfUuid(uuid: string): Uint8Array {
  return Buffer.from(uuid.replaceAll('-', ''), 'hex');
}
