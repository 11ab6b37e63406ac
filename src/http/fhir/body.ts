import type { FastifyInstance } from 'fastify';
import { readJson } from '../../formats/json.ts';
import { FHIR_JSON } from '../mediaTypes.ts';
import { Refusal } from '../errors.ts';
import { requireReadableType } from './negotiation.ts';

/** The type of the body of a search by POST. */
export const FORM = 'application/x-www-form-urlencoded';

/** Bodies of the FHIR API: JSON as UTF-8 of bounded depth, and forms for search; anything else gets 415. */
export function parseBodies(app: FastifyInstance): void {
  app.removeAllContentTypeParsers();
  app.addContentTypeParser<Buffer>(
    [FHIR_JSON, 'application/json'],
    { parseAs: 'buffer' },
    (request, bytes, done) =>
      answerWith(done, () => {
        requireReadableType(request.headers['content-type']);
        return bytes.length === 0 ? undefined : jsonOf(bytes);
      }),
  );
  app.addContentTypeParser<string>(FORM, { parseAs: 'string' }, (request, text, done) =>
    answerWith(done, () => {
      requireReadableType(request.headers['content-type']);
      return new URLSearchParams(text);
    }),
  );
}

/** @throws Refusal 400 for what is no JSON within the limits */
export function jsonOf(bytes: Buffer): unknown {
  const reading = readJson(bytes);
  if (!reading.ok) {
    throw new Refusal(400, reading.findings);
  }
  return reading.value;
}

function answerWith(done: (error: Error | null, value?: unknown) => void, read: () => unknown): void {
  let value: unknown;
  try {
    value = read();
  } catch (error) {
    done(error instanceof Error ? error : new Error('The body cannot be read'));
    return;
  }
  done(null, value);
}
