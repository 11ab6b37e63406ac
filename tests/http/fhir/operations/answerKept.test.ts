import { connect } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startService, type RunningService } from '../../runningService.ts';

const OID = 'urn:oid:2.16.578.1.12.4.1.1.9327';
const PATH = '/fhir/CodeSystem/$validate-code';
const question = (code: string): string =>
  JSON.stringify({
    resourceType: 'Parameters',
    parameter: [
      { name: 'url', valueUri: OID },
      { name: 'code', valueCode: code },
    ],
  });

let service: RunningService;
beforeAll(async () => {
  service = await startService();
});
afterAll(() => service.stop());

const post = (body: string, headers: Record<string, string> = {}) =>
  service.send('POST', PATH, { body, headers: { 'content-type': 'application/fhir+json', ...headers } });

/** All that a connection answers to some bytes, which are sent piece by piece, until it closes. */
function answersTo(pieces: readonly string[]): Promise<string> {
  const { hostname, port } = new URL(service.address);
  return new Promise((resolve, reject) => {
    const socket = connect(Number(port), hostname);
    let answers = '';
    socket.on('data', (bytes: Buffer) => (answers += bytes.toString()));
    socket.on('close', () => resolve(answers));
    socket.on('error', reject);
    const sendNext = (index: number): void => {
      const piece = pieces[index];
      if (piece !== undefined) {
        socket.write(piece);
        setTimeout(() => sendNext(index + 1), 20);
      }
    };
    sendNext(0);
  });
}

const headersOf = (headers: Headers): [string, string][] =>
  [...headers].filter(([name]) => !['date', 'x-request-id'].includes(name));

describe('an answer that is given again', () => {
  it.each([
    ['GET', () => service.send('GET', `${PATH}?url=${OID}&code=D11M`)],
    ['POST', () => post(question('D11M'))],
  ])('by %s is the same, under an id of its own that stands in the log', async (method, ask) => {
    const [first, again] = [await ask(), await ask()];
    expect(first.status).toBe(200);
    expect(again.text).toBe(first.text);
    expect(headersOf(again.headers)).toEqual(headersOf(first.headers));
    const id = again.headers.get('x-request-id') ?? '';
    expect(id).toMatch(/^[0-9a-f-]{36}$/);
    expect(id).not.toBe(first.headers.get('x-request-id'));
    const line = service
      .log()
      .split('\n')
      .find((text) => text.includes(id));
    expect(JSON.parse(line ?? '{}')).toMatchObject({
      level: 30,
      method,
      route: PATH,
      status: 200,
      msg: 'request',
    });
  });

  it('is another one for another body, language, format or wish', async () => {
    const result = async (...parameters: Parameters<typeof post>) => (await post(...parameters)).text;
    expect(await result(question('D11M'))).toContain('"valueBoolean":true');
    expect(await result(question('D11Q'))).toContain('"valueBoolean":false');
    expect(await result(question('D11Q'), { 'accept-language': 'nb' })).toContain('har ingen kode');
    expect((await post(question('D11M'), { accept: 'application/xml' })).status).toBe(406);
    expect((await post(question('D11M'), { 'content-type': 'text/plain' })).status).toBe(415);
    expect((await post(question('D11M'), { 'content-encoding': 'gzip' })).status).toBe(415);
    expect((await service.send('GET', `${PATH}?url=${OID}&code=D11M&_pretty=true`)).text).toContain('\n');
    expect((await service.send('HEAD', `${PATH}?url=${OID}&code=D11M`)).text).toBe('');
  });

  it('comes however the body comes, and leaves the connection to what follows', async () => {
    const body = question('D11M');
    await post(body);
    const other = question('D12M');
    const head = (length: number, more = ''): string =>
      `POST ${PATH} HTTP/1.1\r\nHost: x\r\nContent-Type: application/fhir+json\r\nContent-Length: ${length}\r\n${more}\r\n`;
    const answers = await answersTo([
      head(body.length),
      body.slice(0, 30),
      body.slice(30),
      head(body.length) + body + head(other.length) + other.slice(0, 10),
      other.slice(10) + `GET ${PATH}?url=${OID}&code=D11M HTTP/1.1\r\nHost: x\r\n\r\n`,
      head(body.length, 'Connection: close\r\n') + body,
    ]);
    expect(answers.match(/HTTP\/1.1 200 OK/g)).toHaveLength(5);
    expect(answers.match(/"valueCode":"D11M"/g)).toHaveLength(4);
    expect(answers.match(/"valueCode":"D12M"/g)).toHaveLength(1);
  });

  it('waits for no body that does not come', async () => {
    expect(
      await answersTo([
        `POST ${PATH} HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: 0\r\nConnection: close\r\n\r\n`,
      ]),
    ).toMatch(/^HTTP\/1.1 400 /);
  });
});
