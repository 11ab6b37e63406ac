import { Readable } from 'node:stream';
import type { FastifyInstance } from 'fastify';
import { checkRegistrationFile, type RegistrationFileFormat } from '../exchange/checkRegistrationFile.ts';
import type { Exchange } from '../exchange/exchange.ts';
import {
  FINDING_COLUMNS,
  writeFindings,
  type FindingsFormat,
} from '../formats/record/registrationFile/fileFinding.ts';
import { REGISTRATION_PARTS } from '../pathway/registrationParts.ts';
import { isNamedInAccept, requireReadableType } from './fhir/negotiation.ts';
import { CONTENT_LANGUAGE, languageOf } from './language.ts';
import { FHIR_JSON } from './mediaTypes.ts';

const JSON_TYPE = 'application/json';
const NDJSON = 'application/x-ndjson';
const CSV = 'text/csv';

const FORMAT_OF_TYPE: Readonly<Record<string, RegistrationFileFormat>> = {
  [JSON_TYPE]: 'json',
  [NDJSON]: 'ndjson',
  [CSV]: 'csv',
};

const TAKEN = [CSV, NDJSON, JSON_TYPE].join(', ');

/** By preference when Accept names several. */
const ANSWERS: readonly (readonly [type: string, format: FindingsFormat])[] = [
  [NDJSON, 'ndjson'],
  [JSON_TYPE, 'json'],
  [CSV, 'csv'],
];

const ROW_SCHEMA = {
  type: 'object',
  description: 'A registration that stands alone.',
  required: ['pathway', 'date'],
  properties: Object.fromEntries(REGISTRATION_PARTS.map((column) => [column, { type: 'string' }])),
};

const FINDING_SCHEMA = {
  type: 'object',
  properties: {
    ...Object.fromEntries(FINDING_COLUMNS.map((column) => [column, { type: 'string' }])),
    line: { type: 'integer', description: 'From 1: where the row, or the JSON value, begins' },
    severity: { type: 'string', enum: ['error', 'warning', 'information'] },
  },
};

const DESCRIPTION =
  `CSV in UTF-8 (semicolon or comma, columns in any order: ${REGISTRATION_PARTS.join(', ')}; required are ` +
  'pathway, date, and code or type + event + outcome), or NDJSON or JSON of pathway records, of objects with ' +
  'those names, or of FHIR Bundles and CarePlans. Nothing is stored, and the body may be of any length: findings come ' +
  'as it is read. Some hundred pathways are held at a time, so that the rows of one need not stand together, nor the ' +
  'pathways of one patient. A pathway that comes again after it has been judged gets a finding of information ' +
  '(pathway-again-later) and is checked on that part of its own: sort a long file by patient and pathway. A sender ' +
  'who pauses for a second is answered so far, without the pathway of the last row. 100 is given only where there is ' +
  'a patient column; a registration without a date gets 107. The status is 200 whatever is found.';

/** Milliseconds. */
const PAUSE = 1_000;

/** `POST /measurement-points/check`: a file in, what is wrong with it out, both as streams. */
export function measurementPointRoutes(app: FastifyInstance, exchange: Exchange): void {
  app.removeAllContentTypeParsers();
  app.addContentTypeParser(Object.keys(FORMAT_OF_TYPE), (_request, payload, done) => {
    done(null, payload);
  });
  const outcome = (description: string): object => ({
    description,
    content: { [FHIR_JSON]: { schema: { type: 'object', additionalProperties: true } } },
  });
  app.post(
    '/measurement-points/check',
    {
      schema: {
        tags: ['measurement-points'],
        summary: 'Hold registrations against the rules of the measurement points',
        description: DESCRIPTION,
        body: {
          content: {
            [CSV]: { schema: { type: 'string' } },
            [NDJSON]: { schema: ROW_SCHEMA },
            [JSON_TYPE]: { schema: { anyOf: [{ type: 'array', items: ROW_SCHEMA }, ROW_SCHEMA] } },
          },
        },
        response: {
          200: {
            description: 'The findings; NDJSON unless Accept names another',
            content: {
              [NDJSON]: { schema: FINDING_SCHEMA },
              [JSON_TYPE]: { schema: { type: 'array', items: FINDING_SCHEMA } },
              [CSV]: { schema: { type: 'string' } },
            },
          },
          415: outcome('Neither CSV, NDJSON nor JSON in UTF-8: an OperationOutcome'),
        },
      },
      // The file is judged as it comes, line by line.
      validatorCompiler: () => () => true,
      serializerCompiler: () => (value: unknown) => JSON.stringify(value),
    },
    async (request, reply) => {
      requireReadableType(request.headers['content-type'], TAKEN);
      const type = (request.headers['content-type'] ?? '').split(';')[0]?.trim().toLowerCase() ?? '';
      const pieces = request.body instanceof Readable ? request.body : Readable.from([]);
      const { accept } = request.headers;
      const [answerType, answerFormat] = ANSWERS.find(([named]) => isNamedInAccept(accept, named)) ?? [
        NDJSON,
        'ndjson' as const,
      ];
      const format = FORMAT_OF_TYPE[type] ?? 'json';
      const findings = checkRegistrationFile(pieces, format, {
        catalogue: exchange.catalogue,
        terminology: exchange.terminology,
        now: exchange.now,
        validate: (resource) => exchange.conformance.judgeWrite(resource),
        pause: PAUSE,
      });
      const language = languageOf(request.headers['accept-language']);
      const text = writeFindings(findings, answerFormat, language);
      return reply
        .type(`${answerType}; charset=utf-8`)
        .header('content-language', CONTENT_LANGUAGE[language])
        .send(Readable.from(text));
    },
  );
}
