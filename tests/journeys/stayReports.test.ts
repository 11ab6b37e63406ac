import type { Composition, Encounter } from '@medplum/fhirtypes';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { committedBundle, resourcesIn } from '../exchange/committedMessage.ts';
import { startService, type RunningService } from '../http/runningService.ts';
import { messageOf, postAll, type MadeMessage, type MessageChange } from './careMessages.ts';

let service: RunningService;

beforeEach(async () => {
  service = await startService({ LOG_LEVEL: 'warn' }, () => new Date('2026-06-01T12:00:00Z'));
});
afterEach(() => service.stop());

const ADMITTED = '2026-04-01T14:30:00+02:00';
const DISCHARGED = '2026-04-20T11:00:00+02:00';

const stays = async (): Promise<readonly Encounter[]> => service.search<Encounter>('Encounter');

/** The official report has no codes of events, but these descriptions. */
const DESCRIBED: NonNullable<MessageChange['replace']> = [
  [
    /<Hendelsekode V="1"[^>]*>\s*<BeskrivelseAvHendelse>[^<]*<\/BeskrivelseAvHendelse>/,
    '<BeskrivelseAvHendelse>Innlagt dato</BeskrivelseAvHendelse>',
  ],
  [/<Hendelsekode V="2"[^>]*>/, '<BeskrivelseAvHendelse>Utskrevet dato</BeskrivelseAvHendelse>'],
];

async function expectOneStay(report: MadeMessage): Promise<void> {
  const [stay, ...others] = await stays();
  expect(others).toEqual([]);
  expect(stay).toMatchObject({ status: 'finished', period: { start: ADMITTED, end: DISCHARGED } });
  const [document] = resourcesIn<Composition>(await committedBundle(service, report.id), 'Composition');
  expect(document?.encounter?.reference).toBe(`Encounter/${stay?.id ?? ''}`);
  expect(
    stay?.statusHistory?.map(({ status, extension }) => [status, extension?.[0]?.valueCoding?.code]),
  ).toEqual([
    ['in-progress', '1'],
    ['finished', '2'],
  ]);
}

describe('a report of a stay', () => {
  it.each([
    ['with codes of events', []],
    ['with descriptions only', DESCRIBED],
  ] as const)('%s is about the stay that the notices tell of, in any order', async (_, replace) => {
    const report = messageOf('care-discharge-report-1.6', { replace });
    const information = messageOf('care-health-information-1.6');
    const notices = [messageOf('care-admitted-1.6'), messageOf('care-discharged-1.6')];
    await postAll(service, report, ...notices.toReversed(), information);
    await expectOneStay(report);
  });

  it('tells of the stay by itself where no notice does', async () => {
    const report = messageOf('care-discharge-report-1.6', { replace: DESCRIBED });
    await postAll(service, report);
    await expectOneStay(report);
    await postAll(
      service,
      messageOf('care-discharge-report-1.6', {
        replace: DESCRIBED,
        made: '2026-04-21T12:00:00',
        serviceType: 'C',
        parent: report.id,
      }),
    );
    expect(await stays()).toMatchObject([{ status: 'entered-in-error' }]);
  });

  it('that expects the discharge does not end the stay, and without the admission is of the open one', async () => {
    const information = messageOf('care-health-information-1.6', {
      replace: [
        [/<OpplysningOpphold>\s*<TidsfestetHendelse>\s*<Hendelsekode V="1"[\s\S]*?<\/OpplysningOpphold>/, ''],
        [
          '<Hendelsekode V="5" DN="Forventet utskrivningsklar dato"',
          '<Hendelsekode V="2" DN="Pasient utskrevet"',
        ],
      ],
    });
    await postAll(service, messageOf('care-admitted-1.6'), information);
    const [stay, ...others] = await stays();
    expect(others).toEqual([]);
    expect(stay).toMatchObject({ status: 'in-progress', period: { start: ADMITTED } });
    expect(stay?.period?.end).toBeUndefined();
  });
});

describe('the time of admission', () => {
  it('is as precise as any notice told it, and corrected by one that tells another', async () => {
    const admitted = messageOf('care-admitted-1.6');
    const ready = (time: string, made: string): MadeMessage =>
      messageOf('care-ready-for-discharge-1.6', {
        made,
        conversation: admitted.id,
        replace: [['2026-04-01T14:30:00', time]],
      });
    await postAll(service, admitted, ready('2026-04-01', '2026-04-14T10:15:00'));
    expect(await stays()).toMatchObject([{ period: { start: ADMITTED } }]);
    await postAll(service, ready('2026-04-02', '2026-04-15T10:15:00'));
    expect(await stays()).toMatchObject([{ period: { start: '2026-04-02' } }]);
    expect(JSON.stringify(await stays())).not.toContain('_start');
  });
});
