import type { Composition, Condition, Encounter, Procedure, ServiceRequest, Task } from '@medplum/fhirtypes';
import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { measureLeafCoverage } from '../../src/formats/kith/leafCoverage.ts';
import { rootOf } from '../formats/kith/messages.ts';
import { startService, type RunningService } from '../http/runningService.ts';
import { appRecOf, committedBundle, resourcesIn } from './committedMessage.ts';
import { changedSince, storedVersions } from './storedVersions.ts';

const exampleOf = (name: string): string =>
  readFileSync(new URL(`../../examples/messages/${name}`, import.meta.url), 'utf8');

const REFERRAL = exampleOf('referral-1.1.xml');
const LETTER = exampleOf('discharge-letter-1.2.xml');

const messageIdOf = (text: string): string => /<MsgId>([^<]*)</.exec(text)?.[1] ?? '';
const renewed = (text: string): string => text.replace(messageIdOf(text), randomUUID());
/** As made a day later. */
const later = (text: string): string =>
  renewed(text).replace(/(?<=<GenDate V="\d{4}-\d\d-)\d\d/, (day) =>
    String(Number(day) + 1).padStart(2, '0'),
  );

let service: RunningService;

beforeAll(async () => {
  service = await startService();
});
afterAll(() => service.stop());

describe.each([
  ['referral-1.1.xml', '2012-02-15'],
  ['referral-1.0.xml', '2004-11-21'],
  ['discharge-letter-1.2.xml', '2012-02-15'],
  ['discharge-letter-1.1.xml', '2004-11-21'],
])('the message %s', (name, appRec) => {
  const text = exampleOf(name);

  it('is accepted in the version of its standard, and every value of it is found in what is stored', async () => {
    const answer = await service.postMessage(text);
    expect(answer.status).toBe(200);
    expect(appRecOf(answer.text)).toEqual({ status: '1', errors: [] });
    expect(answer.text).toContain(`apprec/${appRec}`);
    const { lost, unmapped } = measureLeafCoverage(
      rootOf(Buffer.from(text)),
      await committedBundle(service, messageIdOf(text)),
    );
    expect({ lost, unmapped }).toEqual({ lost: [], unmapped: [] });
  });

  it('has no reference that leads nowhere', async () => {
    const committed = await committedBundle(service, messageIdOf(text));
    const references = [...JSON.stringify(committed).matchAll(/"reference":"([^"#][^"]*)"/g)].map(
      ([, reference = '']) => reference,
    );
    expect(references.length).toBeGreaterThan(5);
    for (const reference of new Set(references)) {
      expect((await service.send('GET', `/fhir/${reference}`)).status, reference).toBe(200);
    }
  });

  it('again gets the same answer and changes nothing', async () => {
    const first = await service.postMessage(text);
    const before = await storedVersions(service);
    expect((await service.postMessage(text)).text).toBe(first.text);
    expect(changedSince(before, await storedVersions(service))).toEqual([]);
  });
});

describe('a referral 1.1', () => {
  it('is cancelled by its document id', async () => {
    await service.postMessage(REFERRAL);
    const cancellation = later(REFERRAL).replace('<ServType V="N" DN="Ny"/>', '<ServType V="C"/>');
    await service.postMessage(cancellation);
    const stored = await committedBundle(service, messageIdOf(REFERRAL));
    expect(resourcesIn<ServiceRequest>(stored, 'ServiceRequest').map(({ status }) => status)).toEqual([
      'revoked',
    ]);
    expect(resourcesIn<Task>(stored, 'Task').map(({ status }) => status)).toEqual(['cancelled']);
  });
});

describe('a discharge letter', () => {
  it('ends the contact, and its referral can be followed when it is stored', async () => {
    await service.postMessage(REFERRAL);
    const letter = renewed(LETTER).replace('d7a3c1b5-66e2', 'd7a3c1b5-66e3');
    await service.postMessage(letter);
    const stored = await committedBundle(service, messageIdOf(letter));
    const [encounter] = resourcesIn<Encounter>(stored, 'Encounter');
    expect(encounter).toMatchObject({
      status: 'finished',
      class: { code: 'AMB' },
      period: { start: '2025-02-20T09:00:00+01:00', end: '2025-05-28T12:00:00+02:00' },
    });
    const referral = await service.read<ServiceRequest>(encounter?.basedOn?.[0]?.reference ?? '');
    expect(referral.identifier?.[0]?.value).toBe('urn:uuid:8f6f0c1e-55a4-4c31-9b0d-6d7a1b2c3d11');
    expect(resourcesIn<Encounter>(stored, 'Encounter').map(({ status }) => status)).toEqual([
      'finished',
      'finished',
      'planned',
    ]);
    expect(resourcesIn<Condition>(stored, 'Condition').map(({ code }) => code?.coding?.[0]?.code)).toEqual([
      'P76',
      'F321',
      'F930',
    ]);
    expect(resourcesIn<Procedure>(stored, 'Procedure').map(({ code }) => code?.text)).toEqual([
      'Kognitiv atferdsterapi',
    ]);
  });

  it.each([
    ['N', 'final', 'M', 'final'],
    ['N', 'final', 'C', 'entered-in-error'],
  ])('%s is %s, then %s: %s, in the same document', async (first, status, second, then) => {
    const documentId = randomUUID();
    const [made, changed] = [renewed(LETTER), later(LETTER)].map((text) =>
      text.replace(/(?<=<ServProvId>)[^<]*/, documentId),
    );
    const withType = (text: string | undefined, type: string): string =>
      text?.replace('<ServType V="N" DN="Ny"/>', `<ServType V="${type}"/>`) ?? '';
    await service.postMessage(withType(made, first));
    const statuses = async (): Promise<unknown> =>
      resourcesIn<Composition>(await committedBundle(service, messageIdOf(made ?? '')), 'Composition').map(
        (composition) => composition.status,
      );
    expect(await statuses()).toEqual([status]);
    await service.postMessage(withType(changed, second));
    expect(await statuses()).toEqual([then]);
  });

  it('with an id that is no UUID is changed too', async () => {
    const letter = renewed(LETTER).replace(/(?<=<ServProvId>)[^<]*/, 'E-77');
    await service.postMessage(letter);
    await service.postMessage(
      later(letter).replace('<ServType V="N" DN="Ny"/>', '<ServType V="C" DN="Kansellering"/>'),
    );
    const stored = await committedBundle(service, messageIdOf(letter));
    expect(resourcesIn<Composition>(stored, 'Composition').map(({ status }) => status)).toEqual([
      'entered-in-error',
    ]);
  });
});
