import type { IncomingHttpHeaders } from 'node:http';
import type { Knowledge, KnowledgeSource } from '../../../terminology/knowledge.ts';

/** So many answers are kept, of requests up to this long, and up to so many characters each. */
const MOST_ANSWERS = 5_000;
const LONGEST_KEY = 1_000;
const LONGEST_TEXT = 10_000;

export interface KeptAnswer {
  readonly text: string;
  /** Its own headers, beside those of every answer: names and values in turn. */
  readonly headers: readonly string[];
  /** Pattern of the route that gave it. */
  readonly route: string;
}

/**
 * The texts of answers that follow from the request alone, as long as the knowledge is the same: clients ask for the
 * same codes again and again.
 */
export class KeptAnswers {
  readonly #source: KnowledgeSource;
  #knowledge: Knowledge | undefined;
  readonly #answers = new Map<string, KeptAnswer>();

  constructor(source: KnowledgeSource) {
    this.#source = source;
  }

  find(key: string): KeptAnswer | undefined {
    return this.#source.current === this.#knowledge ? this.#answers.get(key) : undefined;
  }

  /**
   * @param knowledge that the answer was made from
   * @param headers its own, beside Content-Length and those of every answer
   */
  keep(
    knowledge: Knowledge,
    key: string,
    { text, headers, route }: { text: string; headers: Readonly<Record<string, string>>; route: string },
  ): void {
    if (knowledge !== this.#knowledge || this.#answers.size >= MOST_ANSWERS) {
      this.#answers.clear();
      this.#knowledge = knowledge;
    }
    if (key.length <= LONGEST_KEY && text.length <= LONGEST_TEXT) {
      const length = String(Buffer.byteLength(text));
      this.#answers.set(key, {
        text,
        headers: [...Object.entries(headers).flat(), 'content-length', length],
        route,
      });
    }
  }
}

/** As much of a request as an answer follows from. */
export interface AskedRequest {
  readonly method?: string | undefined;
  readonly url?: string | undefined;
  readonly headers: IncomingHttpHeaders;
}

/** All that a settled answer follows from, beside what is known; undefined for a request with wishes of its own. */
export function keyOf({ url = '', method, headers }: AskedRequest, body?: Buffer): string | undefined {
  const { accept, prefer, 'accept-language': language, 'content-type': contentType } = headers;
  if (prefer !== undefined || method === 'HEAD' || (body?.length ?? 0) > LONGEST_KEY) {
    return undefined;
  }
  const wishes = accept === undefined && language === undefined ? '' : `${accept ?? ''}\n${language ?? ''}`;
  return body === undefined
    ? `${url}\n${wishes}`
    : `${url}\n${wishes}\n${contentType ?? ''}\n${body.toString('latin1')}`;
}

/** Bytes of the body of a request whose answer may be kept; undefined where it is not told, or too long. */
export function lengthOfBody(headers: IncomingHttpHeaders): number | undefined {
  const length = Number(headers['content-length'] ?? Number.NaN);
  return Number.isInteger(length) && length > 0 && length <= LONGEST_KEY ? length : undefined;
}
