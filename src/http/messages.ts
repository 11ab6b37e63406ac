import type { FastifyInstance, FastifyRequest } from 'fastify';
import { accountIn } from '../exchange/account.ts';
import { accountOf, receiveMessage } from '../exchange/receiveMessage.ts';
import type { Exchange } from '../exchange/exchange.ts';
import { EXCHANGE_FINDINGS } from '../exchange/findings.ts';
import { LOCAL_OPERATOR } from '../store/actor.ts';
import { refuse } from './errors.ts';
import { languageOf } from './language.ts';
import { FHIR_JSON } from './mediaTypes.ts';

const XML = ['application/xml', 'text/xml'];
const FHIR_TYPES = [FHIR_JSON, 'application/json'];
const STATUS = { unreadable: 422, 'not-ours': 422, conflict: 409 } as const;

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
          'MsgHead v1.2 with Henvisning v2.0. The answer is an AppRec v1.1, or with Accept: application/fhir+json the ' +
          'same as a message Bundle. The same message again gets the same answer and changes nothing.',
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
      const [latest] = await exchange.store.receiptsOf(LOCAL_OPERATOR, request.params.id);
      if (latest === undefined) {
        throw refuse(404, EXCHANGE_FINDINGS.messageUnknown);
      }
      return reply
        .type('application/json; charset=utf-8')
        .send(accountIn(accountOf(latest), languageOf(request.headers['accept-language'])));
    },
  );
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
