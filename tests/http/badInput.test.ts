import type { OperationOutcome } from '@medplum/fhirtypes';
import fc from 'fast-check';
import { readFileSync } from 'node:fs';
import { connect } from 'node:net';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { norwegianDay } from '../../src/exchange/clock.ts';
import { openKnowledge } from '../../src/knowledge.ts';
import type { PathwayRecord } from '../../src/pathway/record.ts';
import { generateRecords } from '../../src/synthetic/records.ts';
import { HOSTILE_XML } from './hostileXml.ts';
import { startService, TEST_DAY, type Answer, type RunningService } from './runningService.ts';

let service: RunningService;

beforeAll(async () => {
  service = await startService({ LOG_LEVEL: 'warn' });
});
afterAll(() => service.stop());

/** Whatever came before, the next one is served, and nothing went wrong that nobody foresaw. */
afterEach(async () => {
  expect((await service.send('GET', '/ready')).status).toBe(200);
  expect(service.log()).toBe('');
});

const MEGABYTE = 1024 * 1024;
const JSON_TYPE = { 'content-type': 'application/json' };
const XML_TYPE = { 'content-type': 'application/xml' };

function codeOf({ body }: Answer<OperationOutcome>): string | undefined {
  return body.issue[0]?.details?.coding?.[0]?.code;
}

function expectOutcome(answer: Answer<OperationOutcome>, ...status: readonly number[]): void {
  expect(status, answer.text.slice(0, 300)).toContain(answer.status);
  expect(answer.headers.get('content-type')).toBe('application/fhir+json; charset=utf-8');
  expect(answer.headers.get('x-request-id')).toMatch(/^[0-9a-f-]{36}$/);
  expect(answer.body.resourceType).toBe('OperationOutcome');
  expect(answer.body.issue.length).toBeGreaterThan(0);
  for (const { severity, details, diagnostics } of answer.body.issue) {
    expect(['error', 'warning', 'information']).toContain(severity);
    expect(details?.text).toMatch(/\S/);
    expect(diagnostics).toMatch(/\S.* \[.+\]$/s);
  }
}

/** The answer to bytes on a connection of their own, whole. */
async function rawAnswer(...parts: readonly (string | Uint8Array)[]): Promise<string> {
  const { hostname, port } = new URL(service.address);
  const socket = connect(Number(port), hostname);
  socket.on('error', () => socket.destroy());
  for (const part of parts) {
    socket.write(part);
  }
  let text = '';
  for await (const chunk of socket) {
    text += String(chunk);
  }
  return text;
}

describe.each(['/pathways', '/fhir/Patient', '/fhir'])('JSON sent to %s', (path) => {
  it.each<readonly [string, number, string | undefined, () => string | Uint8Array]>([
    ['that is empty', 400, 'empty-body', () => ''],
    ['that is white space', 400, 'not-json', () => ' \n'],
    ['that is cut off', 400, 'not-json', () => '{"resourceType":"Patient","identifier":[{"system":"urn'],
    ['that is text', 400, 'not-json', () => 'Hello'],
    ['that is XML', 400, 'not-json', () => '<Patient/>'],
    ['with text after it', 400, 'not-json', () => '{} {}'],
    ['with bytes that are no UTF-8', 400, 'not-utf-8', () => Uint8Array.from([0x7b, 0x22, 0xff, 0x22, 0x3a, 0x31, 0x7d])],
    ['in UTF-16', 400, 'not-utf-8', () => Buffer.from('\uFEFF{}', 'utf16le')],
    ['with a NUL byte', 400, 'not-json', () => '{"a":"\0"}'],
    ['of arrays 100,000 deep', 400, 'nested-too-deep', () => '['.repeat(100_000) + ']'.repeat(100_000)],
    ['of objects 100,000 deep', 400, 'nested-too-deep', () => `${'{"a":'.repeat(100_000)}1${'}'.repeat(100_000)}`],
    ['of five million values', 400, 'too-many-values', () => `[0${',0'.repeat(5_000_000)}]`],
    ['of 50 MB', 413, 'body-too-large', () => new Uint8Array(50 * MEGABYTE).fill(0x20)],
  ])('%s gets %i', async (_what, status, code, body) => {
    const answer = await service.send('POST', path, { body: body(), headers: JSON_TYPE });
    expectOutcome(answer, status);
    expect(codeOf(answer)).toBe(code);
  }); // prettier-ignore

  it.each<readonly [string, string]>([
    ['null', 'null'],
    ['true', 'true'],
    ['a number', '17'],
    ['a string', '"D11"'],
    ['an array', '[{}]'],
    ['an empty object', '{}'],
    ['keys of prototypes', '{"__proto__":{"polluted":1},"constructor":{"prototype":{"polluted":1}},"toString":1,"hasOwnProperty":2}'],
    ['a resource with keys of prototypes', '{"resourceType":"Patient","__proto__":{"polluted":1},"constructor":1}'],
    ['a resource type of the prototype', '{"resourceType":"constructor"}'],
    ['numbers that no computer holds', '{"resourceType":"Patient","multipleBirthInteger":1e999,"recordedAt":-1e999}'],
    ['a NUL and half a surrogate', '{"identifier":{"system":"urn:a\\u0000","value":"\\ud800"},"resourceType":"Patient","language":"\\u0000"}'],
    ['the same key twice', '{"resourceType":"Nothing","resourceType":"None"}'],
    ['long texts of the wrong kind', JSON.stringify({ resourceType: 'x'.repeat(MEGABYTE), recordedAt: '1'.repeat(MEGABYTE), identifier: { system: 'u'.repeat(MEGABYTE), value: ' '.repeat(MEGABYTE) }, pathwayType: 'D'.repeat(MEGABYTE), patient: { nationalId: '1'.repeat(MEGABYTE) } })],
    ['100,000 keys that nobody knows', JSON.stringify(Object.fromEntries(Array.from({ length: 100_000 }, (_, index) => [`key${index}`, index])))],
  ])('of %s is refused', async (_what, body) => {
    expectOutcome(await service.send('POST', path, { body, headers: JSON_TYPE }), 400, 422);
    expect(Reflect.get({}, 'polluted')).toBeUndefined();
  }); // prettier-ignore

  it.each([
    ['of no type', {}],
    ['of type text/plain', { 'content-type': 'text/plain' }],
    ['of a type that cannot be read', { 'content-type': ';;;' }],
    ['that is XML by its type', XML_TYPE],
    ['that is a file upload', { 'content-type': 'multipart/form-data; boundary=x' }],
    ['compressed', { ...JSON_TYPE, 'content-encoding': 'gzip' }],
  ])('%s gets 415', async (_what, headers: Record<string, string>) => {
    expectOutcome(await service.send('POST', path, { body: new TextEncoder().encode('{}'), headers }), 415);
  });

  it('of 50 MB and a wrong type gets its 415, in every language', async () => {
    const answer = await service.send('POST', path, {
      body: new Uint8Array(50 * MEGABYTE),
      headers: { 'content-type': 'text/plain', 'accept-language': 'nb-NO, en;q=0.5' },
    });
    expectOutcome(answer, 415);
    expect(answer.body.issue[0]?.details?.text).toContain('innhold');
  });
});

describe('a pathway record', () => {
  it('that is any JSON at all is refused with places, never with a failure', async () => {
    await fc.assert(
      fc.asyncProperty(fc.jsonValue({ maxDepth: 6 }), async (value) => {
        expectOutcome(await service.send('POST', '/pathways', { body: JSON.stringify(value), headers: JSON_TYPE }), 422);
      }),
      { numRuns: 150 },
    ); // prettier-ignore
  });

  it('in which anything is replaced by anything gets a 2xx or a 422', async () => {
    const { catalogue } = openKnowledge();
    const records: readonly PathwayRecord[] = [
      ...generateRecords({ seed: 8, count: 30, today: norwegianDay(TEST_DAY), catalogue }),
    ];
    const seen = new Set<number>();
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(...records),
        fc.nat(),
        fc.oneof(fc.constantFrom<unknown>(...ODD_VALUES), fc.jsonValue()),
        async (record, pick, value) => {
          const answer = await service.send('POST', '/pathways', {
            body: JSON.stringify(replaceOne(record, pick, value)),
            headers: JSON_TYPE,
          });
          seen.add(answer.status);
          if (answer.status === 200 || answer.status === 201) {
            expect(answer.body).toMatchObject({ resourceType: 'Bundle', type: 'transaction-response' });
          } else {
            expectOutcome(answer, 422);
          }
        },
      ),
      { numRuns: 300 },
    );
    expect(seen).toContain(422);
  });
});

const ODD_VALUES: readonly unknown[] = [
  null,
  '',
  ' ',
  '0',
  '\u0000',
  '\uD800',
  'ø'.repeat(5_000),
  '2026-02-30',
  '9999-12-31',
  '0000-01-01',
  '2026-03-10T25:61:00+99:00',
  '__proto__',
  'urn:uuid:',
  'urn:uuid:00000000-0000-0000-0000-000000000000',
  'D11',
  'D11X1',
  1e308,
  -1,
  [],
  {},
  [[[]]],
];

/** The value with one of its inner values, chosen by `pick`, replaced. */
function replaceOne(value: unknown, pick: number, replacement: unknown): unknown {
  const copy = structuredClone(value);
  const places: (() => void)[] = [];
  const visit = (node: unknown): void => {
    if (typeof node === 'object' && node !== null) {
      for (const [key, member] of Object.entries(node)) {
        places.push(() => Reflect.set(node, key, replacement));
        visit(member);
      }
    }
  };
  visit(copy);
  places[pick % places.length]?.();
  return copy;
}

describe('XML sent to /messages', () => {
  it.each(Object.entries(HOSTILE_XML))('that is %s is refused', async (_what, body) => {
    expectOutcome(await service.send('POST', '/messages', { body: body(), headers: XML_TYPE }), 422);
  });

  it('of 50 MB gets 413, also without a length told', async () => {
    const body = new Uint8Array(50 * MEGABYTE).fill(0x20);
    expectOutcome(await service.send('POST', '/messages', { body, headers: XML_TYPE }), 413);
    const chunked = await fetch(`${service.address}/messages`, {
      method: 'POST',
      headers: XML_TYPE,
      body: new Blob([body]).stream(),
      duplex: 'half',
    });
    expect(chunked.status).toBe(413);
    expect(await chunked.json()).toMatchObject({ resourceType: 'OperationOutcome' });
  });

  it('of another type gets 415', async () => {
    expectOutcome(await service.send('POST', '/messages', { body: '{}', headers: JSON_TYPE }), 415);
    expectOutcome(
      await service.send('POST', '/messages', { body: '<x/>', headers: { ...XML_TYPE, 'content-encoding': 'gzip' } }),
      415,
    ); // prettier-ignore
  });

  const example = readFileSync(
    new URL('../../examples/messages/onward-referral-9327.xml', import.meta.url),
    'utf8',
  );

  it('whose sender can be read, but not the rest, gets a negative AppRec', async () => {
    let number = 0;
    for (const spoil of [
      (text: string) => text.slice(0, -200),
      (text: string) => text.replace('</MsgInfo>', '</MsgInfo><unknown&>'),
      (text: string) => text.replace('</MsgInfo>', `</MsgInfo>${'<a/>'.repeat(300_000)}`),
      (text: string) => text.replace('</MsgInfo>', `</MsgInfo>${'<a>'.repeat(100_000)}`),
    ]) {
      number += 1;
      const msgId = `00000000-0000-4000-8000-00000000000${number}`;
      const answer = await service.postMessage(
        spoil(example.replace(/(<MsgId>)[^<]*/, (_whole, tag: string) => `${tag}${msgId}`)),
      );
      expect(answer.status).toBe(200);
      expect(answer.text).toContain('<Status V="2"');
      expect(answer.text).toContain('<Error V="T01"');
      expect(answer.text).toContain(`<Id>${msgId}</Id>`);
    }
  });

  it('with any part of it taken out or doubled gets an AppRec or an OperationOutcome', async () => {
    const tags = [...new Set(Array.from(example.matchAll(/<([\w:]+)[ >/]/g), ([, tag = '']) => tag))];
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(...tags),
        fc.constantFrom('', 'twice', 'emptied', 'garbled'),
        fc.uuid(),
        async (tag, how, msgId) => {
          const element = new RegExp(`<${tag}(?: [^>]*)?(?:/>|>[\\s\\S]*?</${tag}>)`);
          const message = example
            .replace(element, (whole) =>
              how === 'twice' ? whole + whole : how === 'emptied' ? `<${tag}/>` : how === 'garbled' ? whole.replace(/"[^"]*"|>[^<]+</g, (part) => part.replace(/[^"<>]+/, '¤&#x10FFFF;')) : '',
            )
            .replace(/(<MsgId>)[^<]*/, (_whole, start: string) => `${start}${msgId}`);
          const answer = await service.postMessage(message);
          if (answer.status === 200) {
            expect(answer.text).toContain('<AppRec');
            expect((await service.send('GET', `/messages/${msgId}`)).status).toBe(200);
          } else {
            expectOutcome(answer, 422);
          }
        },
      ),
      { numRuns: 200 },
    ); // prettier-ignore
  });
});

describe('an address or a method that is not served', () => {
  it.each([
    ['GET', '/nothing'],
    ['POST', '/'],
    ['GET', '/pathways'],
    ['PUT', '/pathways'],
    ['DELETE', '/pathways'],
    ['PATCH', '/messages'],
    ['PUT', '/messages'],
    ['GET', '/messages/'],
    ['GET', '/messages/nothing'],
    ['GET', '/messages/%00'],
    ['GET', '/messages/__proto__'],
    ['DELETE', '/health'],
    ['OPTIONS', '/pathways'],
    ['PROPFIND', '/fhir/Patient'],
    ['GET', '/fhir/Nothing'],
    ['GET', '/fhir/__proto__/1'],
    ['GET', '/fhir/Patient/__proto__'],
    ['GET', '/%2e%2e/%2e%2e/etc/passwd'],
    ['GET', '/docs/static/%2e%2e/%2e%2e/package.json'],
    ['GET', '/%E0%A4%A'],
    ['GET', `/messages/${'a'.repeat(5_000)}`],
  ])('%s %s', async (method, path) => {
    expectOutcome(await service.send(method, path), 400, 404, 405, 414);
  });
});

describe('what is no HTTP', () => {
  it.each<readonly [string, number, readonly (string | Uint8Array)[]]>([
    ['text', 400, ['HELLO\r\n\r\n']],
    ['an unknown method', 400, ['BREW /pathways HTTP/1.1\r\nhost: x\r\n\r\n']],
    ['a length that is no number', 400, ['POST /pathways HTTP/1.1\r\nhost: x\r\ncontent-length: x\r\n\r\n']],
    ['a length and chunks', 400, ['POST /pathways HTTP/1.1\r\nhost: x\r\ncontent-length: 2\r\ntransfer-encoding: chunked\r\n\r\n0\r\n\r\n']],
    ['headers without end', 431, ['GET /health HTTP/1.1\r\nhost: x\r\n', `x: ${'a'.repeat(100_000)}\r\n`]],
    ['an address of 100,000 characters', 431, [`GET /${'a'.repeat(100_000)} HTTP/1.1\r\nhost: x\r\n\r\n`]],
  ])('%s gets %i', async (_what, status, parts) => {
    const answer = await rawAnswer(...parts);
    expect(answer).toMatch(new RegExp(`^HTTP/1.1 ${status} `));
    expect(JSON.parse(answer.slice(answer.indexOf('\r\n\r\n')))).toMatchObject({ resourceType: 'OperationOutcome' });
  }); // prettier-ignore
});
