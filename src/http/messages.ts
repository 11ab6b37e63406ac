import type { FastifyInstance, FastifyRequest } from 'fastify';
import { accountIn } from '../exchange/account.ts';
import { accountOf, receiveMessage } from '../exchange/receiveMessage.ts';
import type { Exchange } from '../exchange/exchange.ts';
import { EXCHANGE_FINDINGS } from '../exchange/findings.ts';
import { listMessages, MESSAGE_STATES, standingOf } from '../exchange/listMessages.ts';
import { acknowledgementOf, answersTo } from '../exchange/messageAnswers.ts';
import { ACKNOWLEDGEMENT } from '../exchange/thread/messageFacts.ts';
import { LOCAL_OPERATOR } from '../store/actor.ts';
import { refuse, type Refusal } from './errors.ts';
import { languageOf } from './language.ts';
import { FHIR_JSON } from './mediaTypes.ts';

const XML = ['application/xml', 'text/xml'];
const FHIR_TYPES = [FHIR_JSON, 'application/json'];
const STATUS = { taken: 200, unreadable: 422, 'not-ours': 422, conflict: 409 } as const;
const LARGEST_PAGE = 200;
const USUAL_PAGE = 50;

/** `POST /messages`, and what became of each. */
export function messageRoutes(app: FastifyInstance, exchange: Exchange): void {
  app.removeAllContentTypeParsers();
  app.addContentTypeParser(XML, { parseAs: 'buffer' }, (_request, body, done) => {
    done(null, body);
  });
  const content = (type: string): object => ({
    [type]: { schema: { type: 'object', additionalProperties: true } },
  });
  app.post(
    '/messages',
    {
      schema: {
        tags: ['messages'],
        operationId: 'receiveMessage',
        summary: 'Receive a KITH XML message',
        description:
          'Any message that translate --list names. The answer is the AppRec of our primary receiver, in the version ' +
          'that the standard of the message wants, or with Accept: application/fhir+json the same as a message ' +
          'Bundle. The same message again gets the same answer and changes nothing. An AppRec is taken in, tied to ' +
          'the message that it answers, and answered with an OperationOutcome.',
        body: { content: Object.fromEntries(XML.map((type) => [type, { schema: { type: 'string' } }])) },
        response: {
          200: {
            description: 'AppRec, positive or negative',
            content: {
              'application/xml': { schema: { type: 'string', description: 'AppRec as XML' } },
              ...content(FHIR_JSON),
            },
          },
          400: { description: 'No body: OperationOutcome', content: content(FHIR_JSON) },
          409: {
            description: 'The MsgId has been used for other content: OperationOutcome',
            content: content(FHIR_JSON),
          },
          413: { description: 'The body is too large: OperationOutcome', content: content(FHIR_JSON) },
          415: { description: 'Not XML: OperationOutcome', content: content(FHIR_JSON) },
          422: { description: 'Nobody can be answered: OperationOutcome', content: content(FHIR_JSON) },
        },
      },
      validatorCompiler: () => () => true,
      serializerCompiler: () => (value: unknown) => JSON.stringify(value),
    },
    async (request, reply) => {
      const language = languageOf(request.headers['accept-language']);
      const contentType = request.headers['content-type'] ?? 'application/xml';
      const bytes = request.body instanceof Uint8Array ? request.body : new Uint8Array();
      const answer = await receiveMessage(
        exchange,
        LOCAL_OPERATOR,
        bytes,
        mediaTypeOf(contentType),
        language,
      );
      if (answer.kind !== 'acknowledged') {
        return reply.code(STATUS[answer.kind]).type(`${FHIR_JSON}; charset=utf-8`).send(answer.body);
      }
      return wantsFhir(request)
        ? reply.type(`${FHIR_JSON}; charset=utf-8`).send(answer.account.acknowledgements[0]?.bundle)
        : reply.type('application/xml; charset=utf-8').send(answer.xml);
    },
  );
  app.get<{ Params: { id: string } }>(
    '/messages/:id',
    {
      schema: {
        tags: ['messages'],
        operationId: 'readMessageAccount',
        summary: 'What became of a message: resources, findings, acknowledgements',
        params: {
          type: 'object',
          properties: { id: { type: 'string', description: 'MsgId' } },
          required: ['id'],
        },
        response: {
          200: { description: 'The account', content: content('application/json') },
          404: { description: 'No such message', content: content(FHIR_JSON) },
        },
      },
      serializerCompiler: () => (value: unknown) => JSON.stringify(value),
    },
    async (request, reply) => {
      const { id } = request.params;
      const receipts = await exchange.store.receiptsOf(LOCAL_OPERATOR, id);
      const latest = receipts.find(({ sender }) => !sender.startsWith('apprec:'));
      const answers = await answersTo(exchange.store, LOCAL_OPERATOR, id);
      const [acknowledgement] = receipts;
      if (latest === undefined && acknowledgement !== undefined) {
        return reply
          .type('application/json; charset=utf-8')
          .send({ messageId: id, messageType: ACKNOWLEDGEMENT, ...acknowledgementOf(acknowledgement) });
      }
      if (latest === undefined && answers.length === 0) {
        throw refuse(404, EXCHANGE_FINDINGS.messageUnknown);
      }
      const account =
        latest === undefined
          ? { messageId: id, state: 'not-received' }
          : {
              ...accountIn(accountOf(latest), languageOf(request.headers['accept-language'])),
              ...(await standingOf(exchange.store, LOCAL_OPERATOR, latest.sender, id)),
            };
      return reply
        .type('application/json; charset=utf-8')
        .send(answers.length === 0 ? account : { ...account, answers });
    },
  );
  app.get<{ Querystring: ListQuery }>(
    '/messages',
    {
      schema: {
        tags: ['messages'],
        operationId: 'listMessages',
        summary: 'The messages that have come, the last received first; nothing of the patients',
        querystring: {
          type: 'object',
          properties: {
            state: { type: 'string', enum: MESSAGE_STATES, description: 'How it stands with them' },
            type: { type: 'string', description: 'Type of message, list 8279' },
            sender: { type: 'string', description: 'HER-id of the sender' },
            count: {
              type: 'string',
              description: `Messages a page, at most ${String(LARGEST_PAGE)}; ${String(USUAL_PAGE)} by default`,
            },
            after: { type: 'string', description: 'As in the address of the next page' },
          },
        },
        response: {
          200: { description: 'A page, and the address of the next', content: content('application/json') },
          400: { description: 'No such state or count: OperationOutcome', content: content(FHIR_JSON) },
        },
      },
      validatorCompiler: () => () => true,
      serializerCompiler: () => (value: unknown) => JSON.stringify(value),
    },
    async (request, reply) => {
      const { state, type, sender, count, after } = readListQuery(request.query);
      const filter = {
        ...(state === undefined ? {} : { state }),
        ...(type === undefined ? {} : { type }),
        ...(sender === undefined ? {} : { sender }),
      };
      const { messages, next } = await listMessages(exchange.store, LOCAL_OPERATOR, filter, count, after);
      const query = new URLSearchParams({
        ...filter,
        count: String(count),
        ...(next === undefined ? {} : { after: next }),
      });
      return reply
        .type('application/json; charset=utf-8')
        .send({ messages, ...(next === undefined ? {} : { next: `/messages?${query.toString()}` }) });
    },
  );
}

type ListQuery = Readonly<Record<string, string | readonly string[] | undefined>>;

interface ListRequest {
  readonly state?: string;
  readonly type?: string;
  readonly sender?: string;
  readonly count: number;
  readonly after?: string;
}

function readListQuery(query: ListQuery): ListRequest {
  const textOf = (name: string): string | undefined => {
    const value = query[name];
    return typeof value === 'string' ? value : value?.[0];
  };
  const state = textOf('state');
  if (state !== undefined && !MESSAGE_STATES.some((known) => known === state)) {
    throw badQuery('state', state, MESSAGE_STATES.join(', '));
  }
  const stated = textOf('count');
  if (stated !== undefined && !/^[1-9]\d{0,5}$/.test(stated)) {
    throw badQuery('count', stated, `1–${String(LARGEST_PAGE)}`);
  }
  const [type, sender, after] = [textOf('type'), textOf('sender'), textOf('after')];
  return {
    count: Math.min(Number(stated ?? USUAL_PAGE), LARGEST_PAGE),
    ...(state === undefined ? {} : { state }),
    ...(type === undefined ? {} : { type }),
    ...(sender === undefined ? {} : { sender }),
    ...(after === undefined ? {} : { after }),
  };
}

function badQuery(parameter: string, value: string, allowed: string): Refusal {
  return refuse(400, EXCHANGE_FINDINGS.messageListQuery, parameter, { parameter, value, allowed });
}

function mediaTypeOf(contentType: string): string {
  return contentType.split(';')[0]?.trim().toLowerCase() ?? 'application/xml';
}

/** Whether Accept (RFC 9110, 12.5.1) wants FHIR JSON rather than XML; of two weighed alike the first named. */
function wantsFhir(request: FastifyRequest): boolean {
  const fhir = weightOf(request.headers.accept, FHIR_TYPES);
  const xml = weightOf(request.headers.accept, [...XML, 'application/*', 'text/*', '*/*']);
  return (
    fhir.weight > xml.weight ||
    (fhir.weight === xml.weight && fhir.weight > 0 && fhir.position < xml.position)
  );
}

interface Weight {
  /** From 0, not wanted, to 1. */
  readonly weight: number;
  readonly position: number;
}

/** The greatest weight that the header gives to one of the types, and where. */
function weightOf(accept: string | undefined, types: readonly string[]): Weight {
  return (accept ?? '')
    .toLowerCase()
    .split(',')
    .map((range, position) => ({ range, position }))
    .filter(({ range }) => types.includes(mediaTypeOf(range)))
    .map(({ range, position }) => ({
      weight: Number(/;\s*q\s*=\s*([\d.]+)/.exec(range)?.[1] ?? 1),
      position,
    }))
    .reduce((best, next) => (next.weight > best.weight ? next : best), {
      weight: 0,
      position: Number.POSITIVE_INFINITY,
    });
}
