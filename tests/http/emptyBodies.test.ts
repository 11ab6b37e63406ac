import { connect } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startService, type RunningService } from './runningService.ts';

let service: RunningService;
beforeAll(async () => {
  service = await startService();
});
afterAll(() => service.stop());

/** The status of the answer to a request as it is written, of which nothing follows. */
function statusOf(method: string, path: string, headers: readonly string[]): Promise<number> {
  const { hostname, port } = new URL(service.address);
  return new Promise((resolve, reject) => {
    const socket = connect(Number(port), hostname);
    let answer = '';
    socket.on('data', (bytes: Buffer) => (answer += bytes.toString()));
    socket.on('close', () => resolve(Number(/^HTTP\/1.1 (\d+)/.exec(answer)?.[1])));
    socket.on('error', reject);
    socket.write(
      [`${method} ${path} HTTP/1.1`, 'Host: x', 'Connection: close', ...headers, '', ''].join('\r\n'),
    );
  });
}

describe('a request that announces no body', () => {
  const json = 'Content-Type: application/fhir+json';
  it.each([
    ['POST', '/fhir/CodeSystem/$validate-code', [json], 400],
    ['POST', '/fhir/CodeSystem/$validate-code', [json, 'Content-Length: 0'], 400],
    ['POST', '/fhir/CodeSystem/$validate-code', [], 400],
    ['POST', '/fhir/Patient', [json], 400],
    ['POST', '/fhir/Patient/$validate', [json], 400],
    ['POST', '/fhir', [json], 400],
    ['PUT', '/fhir/Patient/1', [json], 400],
    ['DELETE', '/fhir/Patient/none', [json], 204],
    ['POST', '/fhir/Patient/_search', ['Content-Type: application/x-www-form-urlencoded'], 200],
    ['POST', '/fhir/Patient/_search', [], 200],
    ['POST', '/pathways', ['Content-Type: application/json'], 400],
    ['POST', '/messages', ['Content-Type: application/xml'], 422],
    ['POST', '/messages/translate', ['Content-Type: application/xml'], 422],
    ['POST', '/measurement-points/check', ['Content-Type: text/csv'], 200],
    ['POST', '/measurement-points/check', ['Content-Type: application/x-ndjson'], 200],
    ['POST', '/health', [json], 405],
    ['GET', '/fhir/metadata', [json], 200],
  ] as const)('%s %s with %o is answered at once: %i', async (method, path, headers, status) => {
    expect(await statusOf(method, path, headers)).toBe(status);
  });
});
