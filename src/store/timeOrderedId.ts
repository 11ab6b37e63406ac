import { randomFillSync } from 'node:crypto';

/** Random bytes, drawn for many ids at once. */
const random = Buffer.alloc(10 * 256);
let used = random.length;

/**
 * A UUID version 7 (RFC 9562, 5.7): its first 48 bits are the time, so that resources made together lie together in
 * the indexes.
 */
export function timeOrderedId(now: number = Date.now()): string {
  if (used === random.length) {
    randomFillSync(random);
    used = 0;
  }
  random.writeUInt8((random.readUInt8(used) & 0x0f) | 0x70, used);
  random.writeUInt8((random.readUInt8(used + 2) & 0x3f) | 0x80, used + 2);
  const time = now.toString(16).padStart(12, '0');
  const rest = random.toString('hex', used, used + 10);
  used += 10;
  return `${time.slice(0, 8)}-${time.slice(8)}-${rest.slice(0, 4)}-${rest.slice(4, 8)}-${rest.slice(8)}`;
}
