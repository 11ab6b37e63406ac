import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import { rawAnswerHeaders } from '../../answerHeaders.ts';
import type { AnsweredRequest } from '../../logging.ts';
import { keyOf, lengthOfBody, type KeptAnswer, type KeptAnswers } from './keptAnswers.ts';

export interface KeptAnswerOptions {
  readonly kept: KeptAnswers;
  /** Whether the service is to end: then nothing is answered here. */
  readonly isStopping: () => boolean;
  readonly newId: () => string;
  readonly onAnswered: (request: AnsweredRequest) => void;
}

type Handler = (request: IncomingMessage, response: ServerResponse) => void;

/**
 * Has a server answer what it has answered before ahead of all that a request otherwise goes through: to find its
 * route and run its hooks costs as much as the answer. Only answers about the definitions are kept, which everybody may
 * read; what is not known goes on to the handler as it came.
 */
export function answerKeptFirst(server: Server, options: KeptAnswerOptions): void {
  const handlers = server.listeners('request') as Handler[];
  server.removeAllListeners('request');
  server.on('request', (request: IncomingMessage, response: ServerResponse) => {
    const goOn = (): void => handlers.forEach((handle) => handle.call(server, request, response));
    if (!mayBeKept(request) || options.isStopping()) {
      goOn();
      return;
    }
    const arrived: Arrived = { request, response, since: Date.now(), goOn };
    if (request.method === 'GET') {
      answerOr(arrived, undefined, options);
    } else {
      readBody(request, (body) => answerOr(arrived, body, options));
    }
  });
}

/** Only operations are; a body that is encoded, or whose length is not told, is for others to judge. */
function mayBeKept({ method, url = '', headers }: IncomingMessage): boolean {
  return (
    url.includes('/$') &&
    headers['content-encoding'] === undefined &&
    headers['transfer-encoding'] === undefined &&
    (method === 'GET'
      ? headers['content-length'] === undefined
      : method === 'POST' && lengthOfBody(headers) !== undefined)
  );
}

interface Arrived {
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
  /** When it came, in milliseconds. */
  readonly since: number;
  /** Has the handler of the server answer it. */
  readonly goOn: () => void;
}

function answerOr(
  { request, response, since, goOn }: Arrived,
  body: Buffer | undefined,
  { kept, isStopping, newId, onAnswered }: KeptAnswerOptions,
): void {
  const key = keyOf(request, body);
  const known = key === undefined || isStopping() ? undefined : kept.find(key);
  if (known === undefined) {
    if (body !== undefined) {
      request.unshift(body);
    }
    goOn();
    return;
  }
  const id = newId();
  send(response, id, known);
  if (body !== undefined) {
    request.resume();
  }
  onAnswered({
    id,
    method: request.method ?? '',
    route: known.route,
    status: 200,
    milliseconds: Date.now() - since,
  });
}

function send(response: ServerResponse, id: string, { text, headers }: KeptAnswer): void {
  response.writeHead(200, [...rawAnswerHeaders(id), ...headers]);
  response.end(text);
}

/** Reads a body of known length without ending the stream, so that what was read can be put back. */
function readBody(request: IncomingMessage, then: (body: Buffer) => void): void {
  const length = lengthOfBody(request.headers) ?? 0;
  let read: Buffer[] = [];
  let count = 0;
  request.on('readable', onReadable);

  function onReadable(): void {
    for (
      let chunk = request.read() as Buffer | null;
      chunk !== null;
      chunk = request.read() as Buffer | null
    ) {
      read.push(chunk);
      count += chunk.length;
      if (count >= length) {
        request.removeListener('readable', onReadable);
        const [only] = read;
        const body = read.length === 1 && only !== undefined ? only : Buffer.concat(read);
        read = [];
        then(body);
        return;
      }
    }
  }
}
