import type { FastifyInstance, FastifyReply, FastifyRequest, HTTPMethods } from 'fastify';
import { baseResourceTypes } from '../../../definitions/baseStructures.ts';
import { outcomeOf } from '../../../fhir/outcome.ts';
import type { Finding } from '../../../findings/finding.ts';
import { readJson } from '../../../formats/json.ts';
import { refuse, refuseMediaType } from '../../errors.ts';
import { HTTP_FAULTS } from '../../faults.ts';
import { CONTENT_LANGUAGE, languageOf } from '../../language.ts';
import { refuseOtherMethods } from '../../otherMethods.ts';
import { requireId, requireType } from '../checks.ts';
import { requireJsonWanted, requireReadableType } from '../negotiation.ts';
import { queryOf, requireKnownParameters } from '../parameters.ts';
import { parsePrefer } from '../prefer.ts';
import { readStored } from '../read.ts';
import { sendResource, type ActorOf } from '../routes.ts';
import type { FhirService } from '../scope.ts';
import { judgeContent, judgeDeletion, type ValidateAddress } from './judgeContent.ts';
import { readValidateRequest, VALIDATE_PARAMETERS } from './validateRequest.ts';

interface ValidatePath {
  readonly Params: { readonly type?: string; readonly id?: string };
}

const JSON_TYPES: ReadonlySet<string> = new Set(['application/fhir+json', 'application/json', 'text/json']);

/** The addresses of $validate, and the methods that each takes. */
const ADDRESSES: readonly (readonly [url: string, methods: readonly HTTPMethods[]])[] = [
  ['/$validate', ['POST']],
  ['/:type/$validate', ['POST']],
  ['/:type/:id/$validate', ['GET', 'POST']],
];

/**
 * `$validate` on the system, on every type and on every stored resource (FHIR R4, Resource-validate). A text that can be
 * judged at all, broken JSON included, is answered with 200 and an OperationOutcome. A scope of its own: bodies are taken
 * as they are, as their text shows what their value no longer does.
 */
export function validateRoutes(app: FastifyInstance, service: FhirService, actorOf: ActorOf): void {
  app.removeAllContentTypeParsers();
  app.addContentTypeParser<Buffer>('*', { parseAs: 'buffer' }, (_request, bytes, done) => done(null, bytes));
  for (const [url, methods] of ADDRESSES) {
    app.route<ValidatePath>({
      method: [...methods],
      url,
      handler: (request, reply) => answerValidate(request, reply),
    });
    refuseOtherMethods(app, url, methods);
  }

  async function answerValidate(
    request: FastifyRequest<ValidatePath>,
    reply: FastifyReply,
  ): Promise<FastifyReply> {
    const query = queryOf(request.url);
    requireKnownParameters(query, VALIDATE_PARAMETERS, parsePrefer(request.headers.prefer));
    requireJsonWanted(request.headers.accept, query.get('_format') ?? undefined);
    const { type, id } = request.params;
    if (type !== undefined && !baseResourceTypes().has(type)) {
      requireType(service, type);
    }
    const address = { type, id: id === undefined ? undefined : requireId(id) };
    const findings = await findingsOf(request, query, address);
    const language = languageOf(request.headers['accept-language']);
    void reply.header('content-language', CONTENT_LANGUAGE[language]);
    return sendResource(reply, outcomeOf(findings, language), query);
  }

  /** @throws Refusal 400 when there is nothing to judge, 404 and 410 when nothing is stored, 415 for what is not JSON */
  async function findingsOf(
    request: FastifyRequest,
    query: URLSearchParams,
    address: ValidateAddress,
  ): Promise<readonly Finding[]> {
    const bytes = request.body instanceof Buffer ? request.body : Buffer.alloc(0);
    if (bytes.length > 0) {
      requireJsonType(request.headers['content-type']);
    }
    const reading = bytes.length === 0 ? undefined : readJson(bytes);
    if (reading?.ok === false) {
      return reading.findings;
    }
    const call = readValidateRequest(reading, query, address.id !== undefined);
    if (call.mode === 'delete') {
      return [...call.findings, ...judgeDeletion(service, address)];
    }
    return judgeContent(
      service,
      actorOf(request),
      address,
      call,
      call.content ?? (await storedContent(request, address)),
    );
  }

  async function storedContent(
    request: FastifyRequest,
    { type, id }: ValidateAddress,
  ): Promise<{ readonly text: string; readonly value: unknown }> {
    if (type === undefined || id === undefined) {
      throw refuse(400, HTTP_FAULTS.emptyBody);
    }
    const { text } = await readStored(service, actorOf(request), type, id);
    return { text, value: JSON.parse(text) as unknown };
  }
}

/** @throws Refusal 415; what has no type at all is tried as JSON */
function requireJsonType(contentType: string | undefined): void {
  requireReadableType(contentType);
  if (contentType !== undefined && !JSON_TYPES.has(contentType.split(';')[0]?.trim().toLowerCase() ?? '')) {
    throw refuseMediaType();
  }
}
