import type { ServiceRequest, Task } from '@medplum/fhirtypes';
import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { measureLeafCoverage } from '../../src/formats/kith/leafCoverage.ts';
import { DEFAULT_XML_LIMITS } from '../../src/formats/kith/xml/prolog.ts';
import { readXml } from '../../src/formats/kith/xml/read.ts';
import { openSchemas, type Schemas } from '../../src/formats/kith/xml/schemas.ts';
import { accountOf, appRecOf, committedBundle, resourcesIn } from '../exchange/committedMessage.ts';
import { changedSince, storedVersions } from '../exchange/storedVersions.ts';
import { rootOf } from '../formats/kith/messages.ts';
import { startService, type RunningService } from '../http/runningService.ts';
import { HAS_STANDARDS, KITH_STANDARDS, NEEDS_STANDARDS, SCHEMA_DIR } from './kith.ts';

const FOLDER = 'henvisning-1.0';

interface Case {
  readonly file: string;
  readonly answer: string;
}

const CASES: readonly Case[] = HAS_STANDARDS
  ? readFileSync(`${KITH_STANDARDS}/acceptance/expected.tsv`, 'utf8')
      .split('\n')
      .map((line) => line.trim().split('\t'))
      .filter(([, file]) => file?.startsWith(`${FOLDER}/`) === true)
      .map(([answer = '', file = '']) => ({ answer, file }))
  : [];

const MESSAGE_ID = /(?<=<MsgId>)[^<]*/;
const DOCUMENT_ID = /(?<=<Id>)Henvisningsid[^<]*/;

/** The file as published, under an id of its own: many reuse the id of the first (its README). */
function caseText(file: string): string {
  return readFileSync(`${KITH_STANDARDS}/acceptance/${FOLDER}/${file}`, 'utf8').replace(
    MESSAGE_ID,
    randomUUID(),
  );
}

const messageIdOf = (text: string): string => MESSAGE_ID.exec(text)?.[0] ?? '';

describe.skipIf(!HAS_STANDARDS)(`the receive tests of Henvisning 1.0${NEEDS_STANDARDS}`, () => {
  let service: RunningService;
  let schemas: Schemas;

  beforeAll(async () => {
    service = await startService({ KITH_SCHEMA_DIR: SCHEMA_DIR, LOG_LEVEL: 'warn' });
    schemas = openSchemas(SCHEMA_DIR);
  });
  afterAll(() => service.stop());

  function expectAppRec10(xml: string): void {
    const reading = readXml(Buffer.from(xml), DEFAULT_XML_LIMITS, () => schemas.validate);
    expect(reading.ok ? reading.schemaFaults : reading.refusal, xml).toBeUndefined();
    expect(xml).toContain('xmlns="http://www.kith.no/xmlstds/apprec/2004-11-21"');
  }

  it('are all there', () => {
    expect(CASES.length).toBe(18);
  });

  it.each(CASES)('$file: $answer', async ({ file, answer }) => {
    const text = caseText(file.slice(FOLDER.length + 1));
    const got = await service.postMessage(text);
    if (got.status >= 400) {
      expect(got.status).toBeLessThan(500);
      expect(['refused', 'T02']).toContain(answer);
      expect(JSON.stringify(got.body)).toContain(answer === 'T02' ? 'T02' : 'message-sender-unreadable');
      return;
    }
    expectAppRec10(got.text);
    const { status, errors } = appRecOf(got.text);
    const expected = {
      positive: [{ status: '1', errors: [] }],
      either: [
        { status: '1', errors: [] },
        { status: '2', errors: ['E36'] },
      ],
    }[answer] ?? [{ status: '2', errors: [answer] }];
    expect(expected).toContainEqual({ status, errors });
    if (status === '1') {
      const { lost } = measureLeafCoverage(
        rootOf(Buffer.from(text)),
        await committedBundle(service, messageIdOf(text)),
      );
      expect(lost).toEqual([]);
    }
  });

  it('26: a copy receiver answers as one', async () => {
    const text = caseText('case-1-26.xml');
    await service.postMessage(text);
    const { acknowledgements } = await accountOf(service, messageIdOf(text));
    expect(acknowledgements.map(({ receiver }) => receiver.role)).toEqual(['PRIM', 'COP']);
    expect(acknowledgements[0]?.xml).toContain('<Role V="SPR" DN="Tjenesteyter"/>');
    expect(acknowledgements[1]?.xml).toContain('<Role V="COP" DN="Kopimottaker"/>');
  });

  it('27: the same message twice is taken in once', async () => {
    const text = caseText('case-1-27a.xml');
    const first = await service.postMessage(text);
    const before = await storedVersions(service);
    const second = await service.postMessage(text);
    expect(second.text).toBe(first.text);
    expect(changedSince(before, await storedVersions(service))).toEqual([]);
  });

  it('28: a cancellation is tied to its original by the document id', async () => {
    const documentId = `Henvisningsid-${randomUUID()}`;
    const original = caseText('case-1.xml').replace(DOCUMENT_ID, documentId);
    const cancellation = caseText('case-1-28.xml')
      .replace(DOCUMENT_ID, documentId)
      .replace('2002-11-07T09:30:47', '2002-11-08T09:30:47');
    await service.postMessage(original);
    const before = await committedBundle(service, messageIdOf(original));
    expect(resourcesIn<ServiceRequest>(before, 'ServiceRequest')[0]?.status).toBe('active');
    await service.postMessage(cancellation);
    const after = await committedBundle(service, messageIdOf(original));
    expect(resourcesIn<ServiceRequest>(after, 'ServiceRequest')[0]?.status).toBe('revoked');
    expect(resourcesIn<Task>(after, 'Task')[0]?.status).toBe('cancelled');
  });
});
