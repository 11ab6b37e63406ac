import type { RelatedPerson } from '@medplum/fhirtypes';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { startService, type RunningService } from '../http/runningService.ts';
import { messageOf, postAll, type MadeMessage } from './careMessages.ts';

let service: RunningService;

beforeEach(async () => {
  service = await startService({ LOG_LEVEL: 'warn' }, () => new Date('2026-06-01T12:00:00Z'));
});
afterEach(() => service.stop());

function naming(family: string, made: string): MadeMessage {
  return messageOf('dialogue-ready-for-discharge-reply-1.1', {
    made,
    replace: [
      [
        /<HealthcareProfessional>[\s\S]*?<\/HealthcareProfessional>/,
        `<Person><GivenName>Siri</GivenName><FamilyName>${family}</FamilyName></Person>`,
      ],
    ],
  });
}

it('a person whom several dialogues name is one, and another is another', async () => {
  const first = naming('Dal', '2026-04-16T10:00:00');
  await postAll(service, first, naming('Dal', '2026-04-17T10:00:00'), naming('Lien', '2026-04-18T10:00:00'));
  // Myrvang is named by the example itself, and so by all three.
  const persons = await service.search<RelatedPerson>('RelatedPerson');
  expect(persons.map(({ name }) => name?.[0]?.family).sort()).toEqual(['Dal', 'Lien', 'Myrvang']);
});
