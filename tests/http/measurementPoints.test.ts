import type { Readable } from 'node:stream';
import { request } from 'node:http';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import type { OperationOutcome } from '@medplum/fhirtypes';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { FindingRow } from '../../src/formats/record/registrationFile/fileFinding.ts';
import { startService, type RunningService } from './runningService.ts';

const CSV = 'pathway;code;date\np;D11Q;2026-02-27\nq;D11A;\n';

let service: RunningService;
beforeAll(async () => {
  service = await startService({ BODY_LIMIT: '10000' });
});
afterAll(() => service.stop());

/** The answer as text: NDJSON is not one JSON document. */
async function post(
  body: string,
  type: string,
  headers: Readonly<Record<string, string>> = {},
): Promise<{ readonly status: number; readonly headers: Headers; readonly text: string }> {
  const response = await fetch(`${service.address}/measurement-points/check`, {
    method: 'POST',
    headers: { 'content-type': type, ...headers },
    body,
  });
  return { status: response.status, headers: response.headers, text: await response.text() };
}

function rowsOf(text: string): readonly FindingRow[] {
  return text
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as FindingRow);
}

describe('POST /measurement-points/check', () => {
  it('answers NDJSON when nothing else is asked for', async () => {
    const { status, headers, text } = await post(CSV, 'text/csv');
    expect([status, headers.get('content-type')]).toEqual([200, 'application/x-ndjson; charset=utf-8']);
    const rows = rowsOf(text);
    expect(rows.find(({ code }) => code === '201')).toEqual({
      line: 2,
      pathway: 'p',
      code: '201',
      severity: 'error',
      place: 'code',
      message: expect.stringContaining('D11Q') as string,
      remedy: expect.stringContaining('9327') as string,
      source: expect.stringContaining('9329') as string,
    });
    expect(rows.find(({ code }) => code === '107')).toMatchObject({ line: 3, pathway: 'q' });
  });

  it.each<readonly [string, string, string]>([
    ['application/json', 'application/json', '"code":"201"'],
    ['text/csv', 'text/csv', '\r\n2;p;201;error;code;'],
    ['text/html, application/x-ndjson', 'application/x-ndjson', '"code":"201"'],
    ['*/*', 'application/x-ndjson', '"code":"201"'],
    ['application/x-ndjson;q=0, text/csv', 'text/csv', ';201;'],
  ])('with Accept: %s answers %s', async (accept, type, part) => {
    const { status, headers, text } = await post(CSV, 'text/csv', { accept });
    expect([status, headers.get('content-type')]).toEqual([200, `${type}; charset=utf-8`]);
    expect(text).toContain(part);
  });

  it.each<readonly [string, string]>([
    ['application/json', '[]\n'],
    ['application/x-ndjson', ''],
    ['text/csv', 'line;pathway;code;severity;place;message;remedy;source\r\n'],
  ])('with nothing found answers %s all the same', async (accept, expected) => {
    const { status, text } = await post('[]', 'application/json', { accept });
    expect([status, text]).toEqual([200, expected]);
  });

  it('speaks Norwegian', async () => {
    const { text } = await post(CSV, 'text/csv', { 'accept-language': 'nb' });
    expect(text).toContain('Koden D11A mangler tidspunkt');
  });

  it.each<readonly [string, string, string, string]>([
    ['text/csv; charset=utf-8', CSV, '201', 'p'],
    ['application/x-ndjson', '{"pathway":"p","code":"D11Q","date":"2026-02-27"}', '201', 'p'],
    ['application/json', '[{"pathway":"p","code":"D11Q","date":"2026-02-27"}]', '201', 'p'],
    ['application/json', '{"identifier":{"system":"urn:x","value":"p"}}', 'record-missing', 'p'],
    ['application/json', '', 'file-empty', ''],
    ['text/csv', '', 'file-empty', ''],
    ['text/csv', 'pathway;code\n', 'file-missing-column', ''],
  ])('takes %s: %j', async (type, body, code, pathway) => {
    const { status, text } = await post(body, type);
    expect(status).toBe(200);
    expect(rowsOf(text)).toContainEqual(expect.objectContaining({ code, pathway }));
  });

  it.each(['text/plain', 'application/xml', 'text/csv; charset=iso-8859-1'])('refuses %s', async (type) => {
    const { status, text } = await post(CSV, type);
    expect(status).toBe(415);
    expect((JSON.parse(text) as OperationOutcome).resourceType).toBe('OperationOutcome');
  });

  it('answers while the file is still coming', async () => {
    const sending = request(`${service.address}/measurement-points/check`, {
      method: 'POST',
      headers: { 'content-type': 'text/csv' },
    });
    sending.write(CSV);
    const [answer] = (await once(sending, 'response')) as [Readable];
    const lines = createInterface({ input: answer })[Symbol.asyncIterator]();
    const first = (await lines.next()).value as string;
    expect(JSON.parse(first)).toMatchObject({ line: 2, pathway: 'p' });
    sending.end('last;D11Q;2026-02-27\n');
    let last = first;
    for (let next = await lines.next(); next.done !== true; next = await lines.next()) {
      last = next.value;
    }
    expect(JSON.parse(last)).toMatchObject({ line: 4, pathway: 'last' });
  });

  it.each(['before anything is found', 'in the middle of the answer'])(
    'lives on when the sender goes away %s',
    async (when) => {
      const sending = request(`${service.address}/measurement-points/check`, {
        method: 'POST',
        headers: { 'content-type': 'text/csv' },
      });
      sending.on('error', () => undefined);
      if (when === 'before anything is found') {
        sending.write('pathway;code;date\n');
        await once(sending, 'socket');
      } else {
        sending.write(CSV);
        const [answer] = (await once(sending, 'response')) as [Readable];
        answer.on('error', () => undefined);
      }
      sending.destroy();
      expect((await post(CSV, 'text/csv')).status).toBe(200);
    },
  );

  it('takes files that are larger than other bodies may be', async () => {
    const rows = Array.from({ length: 10_000 }, () => ';;2026-02-27\n').join('');
    const { status, text } = await post(`${CSV}${rows}last;D11Q;2026-02-27\n`, 'text/csv');
    expect(status).toBe(200);
    expect(rowsOf(text).at(-1)).toMatchObject({ line: 10_004, pathway: 'last' });
  });

  it('writes nothing of what was sent into the log', () => {
    expect(service.log()).not.toContain('D11Q');
  });

  it('is described at /docs', async () => {
    const { text } = await service.send('GET', '/docs/json');
    expect(text).toContain('/measurement-points/check');
    expect(text).toContain('pathway-again-later');
  });
});
