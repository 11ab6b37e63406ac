import { createHash } from 'node:crypto';
import { FORLOPSBRO } from './systems.ts';

/** The namespace for names that are URLs (RFC 9562, 6.6). */
const URL_NAMESPACE = '6ba7b811-9dad-11d1-80b4-00c04fd430c8';

/** A UUID of version 5 (RFC 9562, 5.5): the same namespace and name always give the same UUID. */
export function nameBasedUuid(namespace: string, name: string): string {
  const hash = createHash('sha1')
    .update(Buffer.from(namespace.replaceAll('-', ''), 'hex'))
    .update(name, 'utf8')
    .digest();
  hash.writeUInt8((hash.readUInt8(6) & 0x0f) | 0x50, 6);
  hash.writeUInt8((hash.readUInt8(8) & 0x3f) | 0x80, 8);
  const hex = hash.toString('hex', 0, 16);
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`;
}

const OWN_NAMESPACE = nameBasedUuid(URL_NAMESPACE, FORLOPSBRO);

/** The UUID that we give to a name, such as `Task|urn:oid:1.2.3|4711`. */
export function uuidOf(name: string): string {
  return nameBasedUuid(OWN_NAMESPACE, name);
}
