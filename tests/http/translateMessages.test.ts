import type { Bundle, MessageHeader, OperationOutcome } from '@medplum/fhirtypes';
import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startService, type RunningService } from './runningService.ts';

const example = (name: string): string =>
  readFileSync(new URL(`../../examples/messages/${name}`, import.meta.url), 'utf8');

describe('POST /messages/translate', () => {
  let service: RunningService;

  beforeAll(async () => {
    service = await startService({ LOG_LEVEL: 'warn' });
  });
  afterAll(() => service.stop());

  function translate(body: string, type: string, query = ''): Promise<Response> {
    return fetch(`${service.address}/messages/translate${query}`, {
      method: 'POST',
      headers: { 'Content-Type': type },
      body,
    });
  }

  const definitionOf = ({ entry }: Bundle): string | undefined =>
    (entry?.[0]?.resource as MessageHeader | undefined)?.definition?.split('/').at(-1);

  it.each([
    ['onward-referral-9327.xml', 'henvisning-2.0'],
    ['care-summary-2.0.xml', 'sammenfatning-2.0'],
    ['acknowledgement-accepted-1.1.xml', 'apprec-1.1'],
    ['acknowledgement-rejected-1.0.xml', 'apprec-1.0'],
  ])('%s becomes a Bundle, and that the same message again', async (name, definition) => {
    const answer = await translate(example(name), 'application/xml');
    expect(answer.status).toBe(200);
    const bundle = (await answer.json()) as Bundle;
    expect(definitionOf(bundle)).toBe(definition);
    const written = await translate(JSON.stringify(bundle), 'application/fhir+json');
    expect(written.headers.get('content-type')).toContain('application/xml');
    const again = await translate(await written.text(), 'text/xml');
    expect(await again.json()).toEqual(bundle);
  });

  it('another type names what it cannot say', async () => {
    const answer = await translate(example('referral-1.1.xml'), 'application/xml', '?to=kith:henvisning-2.0');
    expect(await answer.text()).toContain('http://ehelse.no/xmlstds/henvisning/2017-11-30');
    expect(answer.headers.get('forlopsbro-findings')).toContain('message-content-not-in-target');
  });

  it.each([
    ['an unknown target', example('referral-1.1.xml'), 'application/xml', '?to=pdf', 'message-type-unknown'],
    ['no message Bundle', '{"resourceType":"Patient"}', 'application/fhir+json', '', 'not-a-message-bundle'],
    ['no JSON', '{', 'application/json', '', 'not-json'],
    ['no XML', '<a', 'application/xml', '', 'message-not-xml'],
    [
      'a conversion that there is not',
      example('acknowledgement-rejected-1.0.xml'),
      'application/xml',
      '?to=kith:henvisning-2.0',
      'message-not-convertible',
    ],
  ])('refuses %s with 422', async (_name, body, type, query, code) => {
    const answer = await translate(body, type, query);
    expect(answer.status).toBe(422);
    expect(JSON.stringify((await answer.json()) as OperationOutcome)).toContain(code);
  });
});
