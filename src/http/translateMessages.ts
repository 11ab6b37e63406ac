import type { Binary, Bundle, OperationOutcome } from '@medplum/fhirtypes';
import type { FastifyInstance } from 'fastify';
import type { Exchange } from '../exchange/exchange.ts';
import { translate } from '../exchange/translatePlan.ts';
import { TARGETS } from '../formats/kith/translateMessage.ts';
import { PLAN_FORMS, USUALLY_SUPPORTED } from '../mapping/message/outgoing/planForms.ts';
import { readJson } from '../formats/json.ts';
import { outcomeOf } from '../fhir/outcome.ts';
import { Refusal } from './errors.ts';
import { languageOf } from './language.ts';
import { FHIR_JSON } from './mediaTypes.ts';
import { refuseOtherMethods } from './otherMethods.ts';

const XML = ['application/xml', 'text/xml'];
const JSON_TYPES = [FHIR_JSON, 'application/json'];

/** Header with the codes of what was found, where the answer is the message itself. */
const FINDINGS_HEADER = 'Forlopsbro-Findings';

/** `POST /messages/translate`: a message as FHIR, as KITH XML, or as another type or version; nothing is stored. */
export function translateRoutes(
  app: FastifyInstance,
  exchange: Pick<Exchange, 'kith' | 'now' | 'newId' | 'terminology'>,
): void {
  app.removeAllContentTypeParsers();
  app.addContentTypeParser([...XML, ...JSON_TYPES], { parseAs: 'buffer' }, (_request, body, done) => {
    done(null, body);
  });
  refuseOtherMethods(app, '/messages/translate', ['POST']);
  const fhirJson = { [FHIR_JSON]: { schema: { type: 'object', additionalProperties: true } } };
  const xml = { 'application/xml': { schema: { type: 'string' } } };
  app.post<{ Querystring: { to?: string; supports?: string; receiver?: string } }>(
    '/messages/translate',
    {
      schema: {
        tags: ['messages'],
        operationId: 'translateMessage',
        summary: 'Translate a message; nothing is stored',
        description:
          'KITH XML (a message or an acknowledgement) becomes a FHIR message Bundle, a message Bundle becomes KITH XML ' +
          'of the type that it names; `to` asks for something else. A Bundle of another type with the CarePlan of a ' +
          'pathway becomes a message that a municipal system without FHIR can read. What another type or version cannot say, and what ' +
          `was found in the message, is named by its code in the header ${FINDINGS_HEADER}; with Accept: ` +
          'application/fhir+json a message comes as a Bundle of a Binary and an OperationOutcome that lists it all.',
        querystring: {
          type: 'object',
          properties: {
            to: { type: 'string', enum: TARGETS, description: 'What it becomes' },
            supports: {
              type: 'string',
              description:
                'What the receiver of a plan can read, separated by commas: ' +
                `${[...PLAN_FORMS.keys()].join(', ')}; ${USUALLY_SUPPORTED.join(', ')} by default`,
            },
            receiver: {
              type: 'string',
              description:
                'HER-id or organisation number of who is to have a plan; the municipal unit that it names by default',
            },
          },
        },
        body: {
          content: {
            ...Object.fromEntries(XML.map((type) => [type, { schema: { type: 'string' } }])),
            ...Object.fromEntries(JSON_TYPES.map((type) => [type, { schema: { type: 'object' } }])),
          },
        },
        response: {
          200: { description: 'The translation', content: { ...fhirJson, ...xml } },
          415: { description: 'Neither XML nor JSON: OperationOutcome', content: fhirJson },
          422: { description: 'It cannot be translated: OperationOutcome', content: fhirJson },
        },
      },
      validatorCompiler: () => () => true,
      serializerCompiler: () => (value: unknown) => JSON.stringify(value),
    },
    (request, reply) => {
      const bytes = request.body instanceof Uint8Array ? request.body : new Uint8Array();
      const isXml = XML.includes(mediaTypeOf(request.headers['content-type']));
      const target = request.query.to ?? (isXml ? 'fhir' : 'kith');
      const { supports, receiver } = request.query;
      const { bundle, xml, findings } = translate(isXml ? bytes : parsed(bytes), target, {
        decoder: exchange.kith,
        texts: exchange.terminology,
        now: exchange.now(),
        newId: exchange.newId,
        ...(supports === undefined
          ? {}
          : { supported: supports.split(',').map((type) => type.trim().replace(/^kith:/, '')) }),
        ...(receiver === undefined ? {} : { receiver }),
      });
      if (bundle === undefined && xml === undefined) {
        throw new Refusal(422, findings);
      }
      if (findings.length > 0) {
        const codes = new Set(findings.map(({ definition }) => definition.code));
        void reply.header(FINDINGS_HEADER, [...codes].join(', '));
      }
      if (xml !== undefined && wantsFhirOnly(request.headers.accept)) {
        return reply
          .type(`${FHIR_JSON}; charset=utf-8`)
          .send(
            messageWithFindings(xml, outcomeOf(findings, languageOf(request.headers['accept-language']))),
          );
      }
      return xml === undefined
        ? reply.type(`${FHIR_JSON}; charset=utf-8`).send(bundle)
        : reply.type('application/xml; charset=utf-8').send(xml);
    },
  );
}

/** Accept names FHIR JSON, and nothing by which XML could be sent. */
function wantsFhirOnly(accept: string | undefined): boolean {
  return (
    accept !== undefined && JSON_TYPES.some((type) => accept.includes(type)) && !/\/xml|\*\/\*/.test(accept)
  );
}

/** The message and all that was found, with places: a Binary and an OperationOutcome. */
function messageWithFindings(xml: Uint8Array, outcome: OperationOutcome): Bundle {
  const binary: Binary = {
    resourceType: 'Binary',
    contentType: 'application/xml',
    data: Buffer.from(xml).toString('base64'),
  };
  return { resourceType: 'Bundle', type: 'collection', entry: [{ resource: binary }, { resource: outcome }] };
}

function parsed(bytes: Uint8Array): object {
  const read = readJson(bytes);
  if (!read.ok) {
    throw new Refusal(422, read.findings);
  }
  return typeof read.value === 'object' && read.value !== null ? read.value : {};
}

function mediaTypeOf(contentType: string | undefined): string {
  return contentType?.split(';')[0]?.trim().toLowerCase() ?? '';
}
