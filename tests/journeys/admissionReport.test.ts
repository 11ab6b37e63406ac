import type { CarePlan, CareTeam } from '@medplum/fhirtypes';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { committedBundle, resourcesIn } from '../exchange/committedMessage.ts';
import { exampleRecord } from '../exchange/exampleRecords.ts';
import { startService, type RunningService } from '../http/runningService.ts';
import { messageOf, postAll } from './careMessages.ts';

let service: RunningService;

beforeEach(async () => {
  service = await startService({ LOG_LEVEL: 'warn' }, () => new Date('2026-06-01T12:00:00Z'));
  await service.postRecord({
    ...exampleRecord('d11-adult/02-started'),
    patient: { nationalId: '11839410036', name: { family: 'Kvisthaug', given: 'Solveig Marie' } },
  });
});
afterEach(() => service.stop());

/** How many of the team have a role of list 9034. */
async function membersWith(code: string): Promise<number> {
  const [plan] = await service.search<CarePlan>('CarePlan?category=D11');
  const team = await service.read<CareTeam>(plan?.careTeam?.[0]?.reference ?? '');
  return (team.participant ?? []).filter(({ role }) =>
    role?.some(({ coding }) => coding?.some((one) => one.system?.endsWith('.9034') && one.code === code)),
  ).length;
}

describe('an admission report', () => {
  const contact = /<KontaktpersonHelsepersonell>[\s\S]*?<\/KontaktpersonHelsepersonell>/;

  it.each([
    ['as contact and as responsible', []],
    ['as responsible only', [[contact, '']]],
  ] as const)('puts the primary contact that it names %s in the team, once', async (_, replace) => {
    await postAll(service, messageOf('care-admission-report-1.6', { replace }));
    expect(await membersWith('9')).toBe(1);
  });

  it('ties the services that it tells of to the plan of the pathway', async () => {
    const report = messageOf('care-admission-report-1.6');
    await postAll(service, report);
    const services = resourcesIn<CarePlan>(await committedBundle(service, report.id), 'CarePlan');
    expect(services.length).toBeGreaterThan(0);
    const [plan] = await service.search<CarePlan>('CarePlan?category=D11');
    expect(plan?.supportingInfo?.map(({ reference }) => reference)).toEqual(
      expect.arrayContaining(services.map(({ id = '' }) => `CarePlan/${id}`)),
    );
  });
});

describe('the status of a message', () => {
  const CODE = 'message-service-type-not-used';
  const withStatus = (example: string, status: string): ReturnType<typeof messageOf> =>
    messageOf(example, { replace: [[/(?<=<Forsendelsesstatus )V="N" DN="[^"]*"/, `V="${status}" DN="x"`]] });

  it.each([
    ['care-admitted-1.6', 'M', true],
    ['care-admitted-1.6', 'C', false],
    ['care-services-offered-1.5', 'M', true],
    ['care-medical-information-1.6', 'M', true],
    ['care-health-information-to-gp-1.6', 'M', true],
    ['care-admission-report-1.6', 'M', false],
    ['care-admission-report-1.6', 'X', true],
    ['care-admitted-1.6', 'X', true],
    ['care-admitted-1.6', 'N', false],
  ])('%s with %s: told %s', async (example, status, isTold) => {
    const message = withStatus(example, status);
    await postAll(service, message);
    const { findings } = (
      await service.send<{ findings: readonly { code: string }[] }>('GET', `/messages/${message.id}`)
    ).body;
    expect(findings.some(({ code }) => code === CODE)).toBe(isTold);
  });
});
