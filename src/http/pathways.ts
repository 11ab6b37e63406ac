import type { Bundle, OperationOutcome } from '@medplum/fhirtypes';
import type { FastifyInstance } from 'fastify';
import { receivePathwayRecord } from '../exchange/receivePathwayRecord.ts';
import type { Exchange } from '../exchange/exchange.ts';
import { pathwayRecordSchema } from '../formats/record/schema.ts';
import { outcomeOf } from '../fhir/outcome.ts';
import { readJson } from '../formats/json.ts';
import { LOCAL_OPERATOR } from '../store/actor.ts';
import { refuse } from './errors.ts';
import { HTTP_FAULTS } from './faults.ts';
import { requireReadableType } from './fhir/negotiation.ts';
import { CONTENT_LANGUAGE, languageOf } from './language.ts';
import { FHIR_JSON } from './mediaTypes.ts';

const STATUS = { created: 201, updated: 200, unchanged: 200, refused: 422 } as const;

/** `POST /pathways` and the schema of what it takes. */
export function pathwayRoutes(app: FastifyInstance, exchange: Exchange): void {
  app.removeAllContentTypeParsers();
  app.addContentTypeParser(['application/json', FHIR_JSON], { parseAs: 'buffer' }, (_request, body, done) => {
    done(null, body);
  });
  const answer = (description: string): object => ({
    description,
    content: { [FHIR_JSON]: { schema: { type: 'object', additionalProperties: true } } },
  });
  app.post(
    '/pathways',
    {
      schema: {
        tags: ['pathways'],
        operationId: 'takePathwayRecord',
        summary: 'Take a pathway record',
        description:
          'The whole truth of one pathway at the time when the record was made. The same record again changes ' +
          'nothing; a newer one makes new versions; an older one changes nothing and says so.',
        body: pathwayRecordSchema,
        response: {
          201: answer('The pathway was not known: a Bundle of type transaction-response'),
          200: answer('The pathway was known: a Bundle of type transaction-response'),
          400: answer('Not JSON: an OperationOutcome'),
          413: answer('The body is too large: an OperationOutcome'),
          415: answer('Not application/json in UTF-8: an OperationOutcome'),
          422: answer('Errors in the record: an OperationOutcome, each issue with place, rule and remedy'),
        },
      },
      // The record is judged by its own parser, which says in plain words what is wrong and how to mend it.
      validatorCompiler: () => () => true,
      serializerCompiler: () => (value: unknown) => JSON.stringify(value),
    },
    async (request, reply) => {
      const language = languageOf(request.headers['accept-language']);
      void reply.type(`${FHIR_JSON}; charset=utf-8`).header('content-language', CONTENT_LANGUAGE[language]);
      const bytes = request.body instanceof Uint8Array ? request.body : new Uint8Array();
      if (bytes.length === 0) {
        throw refuse(400, HTTP_FAULTS.emptyBody);
      }
      requireReadableType(request.headers['content-type']);
      const read = readJson(bytes);
      if (!read.ok) {
        return reply.code(400).send(outcomeOf(read.findings, language));
      }
      const taken = await receivePathwayRecord(exchange, LOCAL_OPERATOR, read.value, language);
      const plan = addressOfPlan(taken.body);
      if (plan !== undefined) {
        void reply.header('location', plan);
      }
      return reply.code(STATUS[taken.kind]).send(taken.body);
    },
  );
  app.get(
    '/pathways/schema.json',
    {
      schema: {
        tags: ['pathways'],
        operationId: 'readPathwayRecordSchema',
        summary: 'JSON Schema of the pathway record',
        response: {
          200: {
            description: 'JSON Schema',
            content: {
              'application/schema+json': { schema: { type: 'object', additionalProperties: true } },
            },
          },
        },
      },
      serializerCompiler: () => (value: unknown) => JSON.stringify(value),
    },
    async (_request, reply) => reply.type('application/schema+json').send(pathwayRecordSchema),
  );
}

/** The address of the pathway's CarePlan, for the answer's Location; undefined when nothing was taken in. */
function addressOfPlan(body: Bundle | OperationOutcome): string | undefined {
  const entries = body.resourceType === 'Bundle' ? (body.entry ?? []) : [];
  return entries
    .map(({ response }) => /^CarePlan\/[^/]+/.exec(response?.location ?? '')?.[0])
    .flatMap((reference) => (reference === undefined ? [] : [`/fhir/${reference}`]))[0];
}
