import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { norwegianDay } from '../../src/exchange/clock.ts';
import { createLogger } from '../../src/http/logging.ts';
import { openKnowledge } from '../../src/knowledge.ts';
import { generateFaults } from '../../src/synthetic/faults.ts';
import { generateRecords } from '../../src/synthetic/records.ts';
import { exampleRecord } from '../exchange/exampleRecords.ts';
import { EXAMPLES, exampleText } from '../formats/kith/messages.ts';
import { startService, TEST_DAY, type RunningService } from './runningService.ts';

let service: RunningService;
let written = '';

beforeAll(async () => {
  service = await startService({ LOG_LEVEL: 'trace' });
});
afterAll(() => service.stop());

// What goes past the log: standard output and standard error of the process.
beforeEach(() => {
  for (const stream of [process.stdout, process.stderr]) {
    vi.spyOn(stream, 'write').mockImplementation((chunk) => {
      written += String(chunk);
      return true;
    });
  }
  for (const method of ['log', 'info', 'warn', 'error', 'debug'] as const) {
    vi.spyOn(console, method).mockImplementation((...values: unknown[]) => {
      written += values.map(String).join(' ');
    });
  }
});
afterEach(() => {
  vi.restoreAllMocks();
});

/** Strings that say something of somebody: not codes, dates or the names of systems. */
function tellingStrings(value: unknown): readonly string[] {
  if (typeof value === 'string') {
    return value.length >= 5 && !/^\d{4}-\d{2}-\d{2}|^(urn:|https?:)|^[A-Z]\d\d/.test(value) ? [value] : [];
  }
  if (typeof value === 'object' && value !== null) {
    return Object.entries(value).flatMap(([key, member]) =>
      key === 'recordedAt' ? [] : tellingStrings(member),
    );
  }
  return [];
}

function tellingTexts(xml: string): readonly string[] {
  return [...xml.matchAll(/>([^<>]{5,})</g)]
    .map(([, text = '']) => text.trim())
    .filter((text) => text.length >= 5 && !/^\d{4}-\d{2}-\d{2}/.test(text));
}

function expectNoneIn(log: string, secrets: readonly string[]): void {
  const leaked = [...new Set(secrets)].filter((secret) => log.includes(secret));
  expect(leaked).toEqual([]);
}

describe('the log of a whole run', () => {
  it('has no identifier, name or text of what was sent, however it was sent', async () => {
    const { catalogue } = openKnowledge();
    const today = norwegianDay(TEST_DAY);
    const records = [
      exampleRecord('d11-adult/06-first-evaluation'),
      exampleRecord('d12-child/08-end'),
      ...generateRecords({ seed: 5, count: 20, today, catalogue }),
    ];
    const faults = [...generateFaults({ seed: 5, count: 60, today, catalogue })].map(({ record }) => record);
    const secrets: string[] = [];

    for (const record of [...records, ...records.slice(0, 3), ...faults]) {
      secrets.push(...tellingStrings(record));
      await service.postRecord(record);
    }
    for (const name of EXAMPLES) {
      const text = exampleText(name);
      secrets.push(...tellingTexts(text));
      await service.postMessage(text);
      await service.postMessage(text.slice(0, -30));
      await service.postMessage(text.replace('</MsgHead>', '<!-- again --></MsgHead>'));
      await service.send('GET', `/messages/${/<MsgId>(.*)<\/MsgId>/.exec(text)?.[1] ?? ''}`);
    }
    for (const record of records) {
      const { nationalId = '00000000000', name } = record.patient;
      const query = `identifier=${nationalId}&name=${encodeURIComponent(name?.family ?? 'Ukjent')}`;
      await service.send('GET', `/fhir/Patient?${query}`);
      await service.send('GET', `/fhir/Patient?${query}&surprise=${nationalId}`);
      await service.send('GET', `/fhir/Patient/${nationalId}`);
      await service.send('GET', `/${nationalId}`);
      await service.send('GET', `/fhir/${nationalId}`);
      await service.send('GET', `/messages/${nationalId}`);
      await service.send('GET', `/fhir/%ff${nationalId}`);
      await service.send('POST', '/fhir/Patient/_search', {
        body: query,
        headers: { 'content-type': 'application/x-www-form-urlencoded' },
      });
      for (const body of [
        `{"resourceType":"Patient","name":[{"family":"${name?.family ?? ''}"`,
        JSON.stringify({ resourceType: 'Patient', name: name?.family, identifier: nationalId }),
        JSON.stringify({ resourceType: nationalId }),
      ]) {
        await service.send('POST', '/fhir/Patient', {
          body,
          headers: { 'content-type': 'application/fhir+json' },
        });
        await service.send('POST', '/pathways', { body, headers: { 'content-type': 'application/json' } });
        await service.send('PUT', '/fhir/Patient/p1', { body, headers: { 'content-type': 'text/plain' } });
      }
    }

    const lines = service.log().trim().split('\n');
    expect(lines.length).toBeGreaterThan(400);
    expect(secrets.length).toBeGreaterThan(1_000);
    expectNoneIn(service.log() + written, secrets);
    expect(lines.filter((line) => (JSON.parse(line) as { level: number }).level >= 50)).toEqual([]);
  }, 120_000);
});

describe('the logger', () => {
  const logged = (log: (logger: ReturnType<typeof createLogger>) => void): string => {
    let text = '';
    log(createLogger('trace', { write: (line) => void (text += line) }));
    return text;
  };
  const fault = Object.assign(new TypeError('Kari Nordmann 13857012345'), {
    code: 'E_CODE',
    detail: 'Nordmann',
  });

  it.each(['err', 'error'])(
    'tells an error in `%s` by type, code and frames, never by its message',
    (key) => {
      const text = logged((logger) => logger.error({ [key]: fault }, 'a request failed'));
      expect(text).toContain('TypeError');
      expect(text).toContain('E_CODE');
      expect(text).toContain('logging.test.ts');
      expect(text).not.toContain('Nordmann');
    },
  );

  it.each(['Kari Nordmann', { message: 'Kari Nordmann' }, ['Kari Nordmann'], null])(
    'tells of what was thrown and is no error only that: %j',
    (thrown) => {
      expect(logged((logger) => logger.error({ error: thrown }, 'a request failed'))).not.toContain(
        'Nordmann',
      );
    },
  );

  it('leaves out what could hold a patient', () => {
    const patient = { name: 'Nordmann', identifier: '13857012345', text: 'Nordmann' };
    const text = logged((logger) =>
      logger.info(
        { url: '/Nordmann', body: patient, patient, resource: patient, query: patient, other: patient },
        'x',
      ),
    );
    expect(text).not.toMatch(/Nordmann|13857012345/);
  });
});
