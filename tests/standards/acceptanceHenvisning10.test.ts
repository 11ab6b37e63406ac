import type { ServiceRequest, Task } from '@medplum/fhirtypes';
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { measureLeafCoverage } from '../../src/formats/kith/leafCoverage.ts';
import { openSchemas, type Schemas } from '../../src/formats/kith/xml/schemas.ts';
import { accountOf, committedBundle, resourcesIn } from '../exchange/committedMessage.ts';
import { changedSince, storedVersions } from '../exchange/storedVersions.ts';
import { rootOf } from '../formats/kith/messages.ts';
import { startService, type RunningService } from '../http/runningService.ts';
import { HAS_STANDARDS, NEEDS_STANDARDS, SCHEMA_DIR } from './kith.ts';
import { caseText, expectAnswer, messageIdOf, receiveTestCases } from './receiveTestCases.ts';

const FOLDER = 'henvisning-1.0';

const CASES = receiveTestCases([FOLDER]);
const DOCUMENT_ID = /(?<=<Id>)Henvisningsid[^<]*/;

describe.skipIf(!HAS_STANDARDS)(`the receive tests of Henvisning 1.0${NEEDS_STANDARDS}`, () => {
  let service: RunningService;
  let schemas: Schemas;

  beforeAll(async () => {
    service = await startService({ KITH_SCHEMA_DIR: SCHEMA_DIR, LOG_LEVEL: 'warn' });
    schemas = openSchemas(SCHEMA_DIR);
  });
  afterAll(() => service.stop());

  it('are all there', () => {
    expect(CASES.length).toBe(18);
  });

  it.each(CASES)('$file: $answer', async ({ file, answer }) => {
    const text = caseText(file);
    const got = await service.postMessage(text);
    if (got.status >= 400) {
      expect(got.status).toBeLessThan(500);
      expect(['refused', 'T02']).toContain(answer);
      expect(JSON.stringify(got.body)).toContain(answer === 'T02' ? 'T02' : 'message-sender-unreadable');
      return;
    }
    const status = expectAnswer(got.text, answer, schemas);
    if (status === '1') {
      const { lost } = measureLeafCoverage(
        rootOf(Buffer.from(text)),
        await committedBundle(service, messageIdOf(text)),
      );
      expect(lost).toEqual([]);
    }
  });

  it('26: a copy receiver answers as one', async () => {
    const text = caseText(`${FOLDER}/case-1-26.xml`);
    await service.postMessage(text);
    const { acknowledgements } = await accountOf(service, messageIdOf(text));
    expect(acknowledgements.map(({ receiver }) => receiver.role)).toEqual(['PRIM', 'COP']);
    expect(acknowledgements[0]?.xml).toContain('<Role V="SPR" DN="Tjenesteyter"/>');
    expect(acknowledgements[1]?.xml).toContain('<Role V="COP" DN="Kopimottaker"/>');
  });

  it('27: the same message twice is taken in once', async () => {
    const text = caseText(`${FOLDER}/case-1-27a.xml`);
    const first = await service.postMessage(text);
    const before = await storedVersions(service);
    const second = await service.postMessage(text);
    expect(second.text).toBe(first.text);
    expect(changedSince(before, await storedVersions(service))).toEqual([]);
  });

  it('28: a cancellation is tied to its original by the document id', async () => {
    const documentId = `Henvisningsid-${randomUUID()}`;
    const original = caseText(`${FOLDER}/case-1.xml`).replace(DOCUMENT_ID, documentId);
    const cancellation = caseText(`${FOLDER}/case-1-28.xml`)
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
