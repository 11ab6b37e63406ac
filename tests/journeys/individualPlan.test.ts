import type { CarePlan, CareTeam, DocumentReference, PractitionerRole } from '@medplum/fhirtypes';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { exampleRecord } from '../exchange/exampleRecords.ts';
import { startService, type RunningService } from '../http/runningService.ts';
import { HAS_STANDARDS, SCHEMA_DIR } from '../standards/kith.ts';
import { messageOf, postAll, type MadeMessage } from './careMessages.ts';

/** Where the official schemas are at hand, the service refuses what is not valid by them. */
const SCHEMAS: Readonly<Record<string, string>> = HAS_STANDARDS ? { KITH_SCHEMA_DIR: SCHEMA_DIR } : {};

/** List 9034. */
const COORDINATOR = '8';

const DIALOGUE = 'dialogue-individual-plan-1.1';

/** Care messages in which it is a document beside, or is told of (OpplysningerOmIndividuellPlan). */
const PLAN_DOCUMENT = `</Document><Document>
  <ContentType V="A02-2" S="2.16.578.1.12.4.1.1.9602" DN="Individuell plan"/>
  <RefDoc><MsgType V="A" DN="Vedlegg"/><MimeType>application/pdf</MimeType><Content>
    <Base64Container xmlns="http://www.kith.no/xmlstds/base64container">JVBERi0xLjQKJSVFT0YK</Base64Container>
  </Content></RefDoc></Document></MsgHead>`;

const servicesWithPlan = (): MadeMessage =>
  messageOf('care-services-offered-1.6', { replace: [[/<\/Document>\s*<\/MsgHead>/, PLAN_DOCUMENT]] });

describe('an individual plan from the municipality', () => {
  let service: RunningService;

  beforeEach(async () => {
    service = await startService({ LOG_LEVEL: 'warn', ...SCHEMAS }, () => new Date('2026-06-01T12:00:00Z'));
  });
  afterEach(() => service.stop());

  const record = (change: object = {}): Record<string, unknown> => ({
    ...exampleRecord('d11-adult/02-started'),
    patient: { nationalId: '11839410036', name: { family: 'Kvisthaug', given: 'Solveig Marie' } },
    ...change,
  });

  async function pathwayPlan(): Promise<CarePlan> {
    const [plan] = await service.search<CarePlan>('CarePlan?category=D11');
    if (plan === undefined) {
      throw new Error('No plan');
    }
    return plan;
  }

  const statusIn = ({ activity = [] }: CarePlan): string | undefined =>
    activity.find(({ detail }) => detail?.code?.coding?.[0]?.code === 'individual-plan')?.detail?.status;

  async function coordinators(): Promise<readonly string[]> {
    const [reference] = (await pathwayPlan()).careTeam ?? [];
    const { participant = [] } = await service.read<CareTeam>(reference?.reference ?? '');
    return participant
      .filter(({ role = [] }) => role.some(({ coding }) => coding?.[0]?.code === COORDINATOR))
      .map(({ member }) => member?.reference ?? '');
  }

  it.each([
    ['in a dialogue', () => messageOf(DIALOGUE)],
    ['beside a care message', servicesWithPlan],
    ['told of in a care message', () => messageOf('care-summary-2.0')],
    ['told of before an application', () => messageOf('care-case-information-2.0')],
  ])('%s is done in the plan, whichever comes first', async (_where, message) => {
    const first = message();
    await postAll(service, first);
    await service.postRecord(record());
    expect(statusIn(await pathwayPlan())).toBe('completed');
    const facts = await pathwayPlan();
    expect(facts.supportingInfo?.length).toBeGreaterThan(0);
    await service.postRecord(record({ recordedAt: '2026-05-20T10:00:00+02:00' }));
    expect(statusIn(await pathwayPlan())).toBe('completed');
  });

  it('is in the plan as a document, and its coordinator in the team', async () => {
    await service.postRecord(record());
    expect(statusIn(await pathwayPlan())).toBe('unknown');
    await postAll(service, messageOf(DIALOGUE));
    const supporting = ((await pathwayPlan()).supportingInfo ?? []).map(({ reference = '' }) => reference);
    const documents = await Promise.all(
      supporting
        .filter((reference) => reference.startsWith('DocumentReference/'))
        .map((reference) => service.read<DocumentReference>(reference)),
    );
    expect(documents.map(({ type }) => type?.coding?.[0]?.code)).toEqual(['A02-2']);
    const [coordinator = '', ...others] = await coordinators();
    expect(others).toEqual([]);
    const role = await service.read<PractitionerRole>(coordinator);
    expect(JSON.stringify(await service.read(role.practitioner?.reference ?? ''))).toContain('Vikstrand');
  });

  it('changes what an older record says of it, and nothing of what a newer one says', async () => {
    const topics = { individualPlan: 'in-progress' };
    await service.postRecord(record({ topics }));
    await postAll(service, messageOf(DIALOGUE));
    expect(statusIn(await pathwayPlan())).toBe('completed');
    const later = record({ topics, recordedAt: '2026-05-20T10:00:00+02:00' });
    expect((await service.postRecord(later)).status).toBe(200);
    expect(statusIn(await pathwayPlan())).toBe('in-progress');
  });

  it('that does not exist leaves a plan that is being made', async () => {
    await service.postRecord(record({ topics: { individualPlan: 'in-progress' } }));
    const none = messageOf('care-summary-2.0', {
      made: '2026-05-12T10:00:00',
      replace: [['IndividuellPlanForeligger>true', 'IndividuellPlanForeligger>false']],
    });
    await postAll(service, none);
    expect(statusIn(await pathwayPlan())).toBe('in-progress');
  });

  it('is taken off again with the message that told it', async () => {
    await service.postRecord(record({ topics: { individualPlan: 'in-progress' } }));
    const told = messageOf('care-summary-2.0', { made: '2026-05-12T10:00:00' });
    const about = { conversation: told.id, made: '2026-05-13T10:00:00', serviceType: 'C' } as const;
    await postAll(service, told);
    expect(statusIn(await pathwayPlan())).toBe('completed');
    await postAll(service, messageOf('care-summary-2.0', about));
    expect(statusIn(await pathwayPlan())).toBe('in-progress');
  });
});
