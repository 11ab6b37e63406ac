import { hash } from 'node:crypto';
import { FORLOPSBRO } from './systems.ts';

/** The namespace for names that are URLs (RFC 9562, 6.6). */
const URL_NAMESPACE = '6ba7b811-9dad-11d1-80b4-00c04fd430c8';

/** A UUID of version 5 (RFC 9562, 5.5): the same namespace and name always give the same UUID. */
export function nameBasedUuid(namespace: string, name: string): string {
  const bytes = Buffer.concat([Buffer.from(namespace.replaceAll('-', ''), 'hex'), Buffer.from(name, 'utf8')]);
  const hex = hash('sha1', bytes, 'hex');
  const variant = ((Number.parseInt(hex.slice(16, 17), 16) & 0x3) | 0x8).toString(16);
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-5${hex.slice(13, 16)}-${variant}${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}

const OWN_NAMESPACE = nameBasedUuid(URL_NAMESPACE, FORLOPSBRO);

/** The UUID that we give to a name, such as `Task|urn:oid:1.2.3|4711`. */
export function uuidOf(name: string): string {
  return nameBasedUuid(OWN_NAMESPACE, name);
}
