import type { OutgoingHttpHeaders } from 'node:http';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Knowledge } from '../../../terminology/knowledge.ts';
import { JSON_ANSWER } from '../routes.ts';

/** So many answers are kept, of requests up to this long, and up to so many characters each. */
const MOST_ANSWERS = 5_000;
const LONGEST_KEY = 1_000;
const LONGEST_TEXT = 10_000;

interface KeptAnswer {
  readonly text: string;
  /** Bytes, as Content-Length says it. */
  readonly length: string;
}

/**
 * The texts of answers that follow from the request alone, as long as the knowledge is the same: clients ask for the
 * same codes again and again.
 */
export class KeptAnswers {
  #knowledge: Knowledge | undefined;
  readonly #answers = new Map<string, KeptAnswer>();

  find(knowledge: Knowledge, key: string): KeptAnswer | undefined {
    return knowledge === this.#knowledge ? this.#answers.get(key) : undefined;
  }

  keep(knowledge: Knowledge, key: string, text: string): void {
    if (knowledge !== this.#knowledge || this.#answers.size >= MOST_ANSWERS) {
      this.#answers.clear();
      this.#knowledge = knowledge;
    }
    if (key.length <= LONGEST_KEY && text.length <= LONGEST_TEXT) {
      this.#answers.set(key, { text, length: String(Buffer.byteLength(text)) });
    }
  }
}

/** All that a settled answer follows from, beside what is known; undefined for a request with wishes of its own. */
export function keyOf({ url, method, headers }: FastifyRequest, body?: Buffer): string | undefined {
  const { accept, prefer, 'accept-language': language, 'content-type': contentType } = headers;
  if (prefer !== undefined || method === 'HEAD' || (body?.length ?? 0) > LONGEST_KEY) {
    return undefined;
  }
  const wishes = accept === undefined && language === undefined ? '' : `${accept ?? ''}\n${language ?? ''}`;
  return body === undefined
    ? `${url}\n${wishes}`
    : `${url}\n${wishes}\n${contentType ?? ''}\n${body.toString('latin1')}`;
}

/** Writes what is kept past Fastify's serialization and hooks, which have nothing to add to it, at half their cost. */
export function sendKept(reply: FastifyReply, { text, length }: KeptAnswer): void {
  // No header of an answer is a number or a list where Node wants a text.
  const headers = reply.getHeaders() as OutgoingHttpHeaders;
  headers['content-type'] = JSON_ANSWER;
  headers['content-length'] = length;
  reply.hijack();
  reply.raw.writeHead(200, headers);
  reply.raw.end(text);
}
