import { randomUUID } from 'node:crypto';

/** Hexadecimal digits at the end of a UUID that are counted. */
const COUNTED = 12;

/**
 * Ids of requests, unlike all others, also of other processes: a UUID of the process whose last part is counted on, as
 * a random one for each costs more than it is worth.
 */
export function createRequestIds(): () => string {
  const ofProcess = randomUUID().slice(0, -COUNTED);
  let count = 0;
  return () => {
    count += 1;
    return ofProcess + count.toString(16).padStart(COUNTED, '0');
  };
}
