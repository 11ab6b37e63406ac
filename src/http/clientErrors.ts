import { STATUS_CODES } from 'node:http';
import type { Socket } from 'node:net';
import { outcomeOf } from '../fhir/outcome.ts';
import { createFinding, type FindingDefinition } from '../findings/finding.ts';
import { HTTP_FAULTS } from './faults.ts';
import { FHIR_JSON } from './mediaTypes.ts';

const FAULTS: Readonly<Record<string, readonly [status: number, definition: FindingDefinition]>> = {
  ERR_HTTP_REQUEST_TIMEOUT: [408, HTTP_FAULTS.requestTimeout],
  HPE_HEADER_OVERFLOW: [431, HTTP_FAULTS.headersTooLarge],
};

/**
 * Answers what is no HTTP request: no route and no language is known of it, only the connection, which is closed
 * after the answer. Fastify's `clientErrorHandler`.
 */
export function answerClientError(error: NodeJS.ErrnoException, socket: Socket): void {
  if (error.code === 'ECONNRESET' || socket.destroyed || !socket.writable) {
    socket.destroy();
    return;
  }
  const [status, definition] = FAULTS[error.code ?? ''] ?? [400, HTTP_FAULTS.badRequest];
  const body = JSON.stringify(outcomeOf([createFinding(definition, '')]));
  socket.end(
    [
      `HTTP/1.1 ${status} ${STATUS_CODES[status] ?? ''}`,
      `Content-Type: ${FHIR_JSON}; charset=utf-8`,
      `Content-Length: ${Buffer.byteLength(body)}`,
      'Connection: close',
      '',
      body,
    ].join('\r\n'),
  );
}
