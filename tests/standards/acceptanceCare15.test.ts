import type { Composition, Organization } from '@medplum/fhirtypes';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { measureLeafCoverage } from '../../src/formats/kith/leafCoverage.ts';
import { openSchemas, type Schemas } from '../../src/formats/kith/xml/schemas.ts';
import { accountOf, appRecOf, committedBundle, resourcesIn } from '../exchange/committedMessage.ts';
import { changedSince, storedVersions } from '../exchange/storedVersions.ts';
import { rootOf } from '../formats/kith/messages.ts';
import { startService, type RunningService } from '../http/runningService.ts';
import { HAS_STANDARDS, NEEDS_STANDARDS, SCHEMA_DIR } from './kith.ts';
import { caseText, expectAnswer, messageIdOf, receiveTestCases } from './receiveTestCases.ts';

const FOLDERS = ['helseopplysninger-1.5', 'innleggelsesrapport-1.5'] as const;

const CASES = receiveTestCases(FOLDERS);

describe.skipIf(!HAS_STANDARDS)(`the receive tests of care messages 1.5${NEEDS_STANDARDS}`, () => {
  let service: RunningService;
  let schemas: Schemas;

  beforeAll(async () => {
    service = await startService({ KITH_SCHEMA_DIR: SCHEMA_DIR, LOG_LEVEL: 'warn' });
    schemas = openSchemas(SCHEMA_DIR);
  });
  afterAll(() => service.stop());

  it('are all there', () => {
    expect(CASES.length).toBe(46);
  });

  it.each(CASES)('$file: $answer', async ({ file, answer }) => {
    const text = caseText(file);
    const got = await service.postMessage(text);
    if (got.status >= 400) {
      expect(got.status).toBeLessThan(500);
      expect(answer).toBe('refused');
      expect(JSON.stringify(got.body)).toContain('message-sender-unreadable');
      return;
    }
    const status = expectAnswer(got.text, answer, schemas);
    if (status === '1') {
      const { lost, unmapped } = measureLeafCoverage(
        rootOf(Buffer.from(text)),
        await committedBundle(service, messageIdOf(text)),
      );
      expect({ lost, unmapped }).toEqual({ lost: [], unmapped: [] });
    }
  });

  it.each(FOLDERS)(
    '%s: a unit with the number of the enterprise around it stays a unit of its own',
    async (folder) => {
      const text = caseText(`${folder}/case-1.xml`);
      await service.postMessage(text);
      const organizations = resourcesIn<Organization>(
        await committedBundle(service, messageIdOf(text)),
        'Organization',
      );
      for (const { id = '', partOf } of organizations) {
        expect(partOf?.reference).not.toBe(`Organization/${id}`);
      }
      expect(organizations.map(({ name }) => name)).toContain('Avdeling kroken');
    },
  );

  it.each(FOLDERS)(
    '%s: the cancellation takes back what it is tied to, in whichever order they come',
    async (folder) => {
      for (const order of ['original first', 'cancellation first'] as const) {
        const original = caseText(`${folder}/case-1.xml`);
        const reference = `<ConversationRef><RefToParent>${messageIdOf(original)}</RefToParent><RefToConversation>${messageIdOf(original)}</RefToConversation></ConversationRef>`;
        const cancellation = caseText(`${folder}/case-1-21.xml`)
          .replace(/<ConversationRef>[\s\S]*<\/ConversationRef>/, '')
          .replace(/(?<=<\/MsgId>)/, reference)
          .replace(/(?<=<GenDate>)[^<]*/, '2010-01-01T12:00:00');
        const messages = order === 'original first' ? [original, cancellation] : [cancellation, original];
        for (const message of messages) {
          expect(appRecOf((await service.postMessage(message)).text).status).toBe('1');
        }
        const [document] = resourcesIn<Composition>(
          await committedBundle(service, messageIdOf(cancellation)),
          'Composition',
        );
        const [same] = resourcesIn<Composition>(
          await committedBundle(service, messageIdOf(original)),
          'Composition',
        );
        expect(document?.status).toBe('entered-in-error');
        expect(same?.id, order).toBe(document?.id);
      }
    },
  );

  it.each(FOLDERS)(
    '%s: a message to two of ours that arrives twice is one import with an answer of each',
    async (folder) => {
      const first = caseText(`${folder}/case-1-20a.xml`);
      const answer = await service.postMessage(first);
      const before = await storedVersions(service);
      expect((await service.postMessage(first)).text).toBe(answer.text);
      expect(changedSince(before, await storedVersions(service))).toEqual([]);
      const { acknowledgements } = await accountOf(service, messageIdOf(first));
      expect(acknowledgements.length).toBe((first.match(/<(Other)?Receiver>/g) ?? []).length);
    },
  );
});
