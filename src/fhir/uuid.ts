import { hash } from 'node:crypto';
import { FORLOPSBRO } from './systems.ts';

/** The namespace for names that are URLs (RFC 9562, 6.6). */
const URL_NAMESPACE = '6ba7b811-9dad-11d1-80b4-00c04fd430c8';

/** The hexadecimal digit with its two highest bits set to the variant (RFC 9562, 4.1). */
const VARIANTS = '89ab89ab89ab89ab';

/** For names of some length, one after the other; and its beginnings of each length, which are made once. */
const SHARED = Buffer.alloc(2_048);
const BEGINNINGS: (Uint8Array | undefined)[] = [];
const MOST_BYTES_A_CHARACTER = 3;

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
  const hex = hash('sha1', bytesOf(namespace, name), 'hex');
  const variant = VARIANTS.charAt(Number.parseInt(hex.charAt(16), 16));
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-5${hex.slice(13, 16)}-${variant}${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}

/** The namespace and the name; to be used before others are asked for. */
function bytesOf(namespace: Uint8Array, name: string): Uint8Array {
  if (namespace.length + name.length * MOST_BYTES_A_CHARACTER > SHARED.length) {
    return Buffer.concat([namespace, Buffer.from(name)]);
  }
  SHARED.set(namespace);
  const length = namespace.length + SHARED.write(name, namespace.length);
  return (BEGINNINGS[length] ??= SHARED.subarray(0, length));
}

function bytesOfUuid(uuid: string): Uint8Array {
  return Buffer.from(uuid.replaceAll('-', ''), 'hex');
}
