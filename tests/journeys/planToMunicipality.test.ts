import type { Bundle, CarePlan, Communication, OperationOutcome, Resource, Task } from '@medplum/fhirtypes';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { exampleRecord } from '../exchange/exampleRecords.ts';
import { startService, type RunningService } from '../http/runningService.ts';
import { changed } from './careMessages.ts';

/** A pathway as it is stored, out as a message, and in again at the municipality. */
describe('the plan of a stored pathway', () => {
  let hospital: RunningService;
  let municipality: RunningService;
  let plan: Bundle;

  beforeAll(async () => {
    hospital = await startService({ LOG_LEVEL: 'warn' });
    municipality = await startService({ LOG_LEVEL: 'warn' }, () => new Date('2026-06-01T12:00:00Z'));
    await hospital.postRecord(exampleRecord('d01-substance-use/05-clinical-decision'));
    const types = [
      'CarePlan',
      'CareTeam',
      'Task',
      'Patient',
      'Organization',
      'PractitionerRole',
      'Practitioner',
    ];
    const found = (await Promise.all(types.map((type) => hospital.search<Resource>(type)))).flat();
    plan = { resourceType: 'Bundle', type: 'searchset', entry: found.map((resource) => ({ resource })) };
  });
  afterAll(async () => {
    await hospital.stop();
    await municipality.stop();
  });

  function translate(accept: string, query = ''): ReturnType<typeof hospital.send<Bundle>> {
    return hospital.send<Bundle>('POST', `/messages/translate?to=kith${query}`, {
      body: JSON.stringify(plan),
      headers: { 'content-type': 'application/fhir+json', accept },
    });
  }

  it('goes out as a dialogue that is taken in at the municipality', async () => {
    const { status, text, headers } = await translate('application/xml');
    expect(status, text).toBe(200);
    expect(headers.get('forlopsbro-findings')).toContain('plan-form-chosen');
    const answer = await municipality.postMessage(changed(text, { made: '2026-05-01T10:00:00' }).text);
    expect(answer.text).toContain('<Status V="1"');
    const [dialogue] = await municipality.search<Communication>('Communication');
    const told = dialogue?.payload?.[0]?.contentString ?? '';
    const [stored] = await hospital.search<CarePlan>('CarePlan');
    expect(told).toContain(stored?.category?.[0]?.coding?.[0]?.code);
    for (const { code } of await hospital.search<Task>('Task?status=completed&focus:missing=false')) {
      expect(told).toContain(code?.coding?.[0]?.display);
    }
  });

  it('comes with the list of what the message does not say, where that is asked for', async () => {
    const { body } = await translate('application/fhir+json');
    const [binary, outcome] = (body.entry ?? []).map(({ resource }) => resource);
    expect(binary).toMatchObject({ resourceType: 'Binary', contentType: 'application/xml' });
    const codes = (outcome as OperationOutcome).issue.map(({ details }) => details?.coding?.[0]?.code);
    expect(codes).toEqual(expect.arrayContaining(['plan-form-chosen', 'plan-value-not-said']));
  });

  it.each([
    ['8304002', 'HER'],
    ['312550008', 'ENH'],
  ])('goes to the receiver that is asked for: %s', async (number, type) => {
    const { status, text } = await translate('application/xml', `&receiver=${number}`);
    expect(status, text).toBe(200);
    const [receiver = ''] = /<Receiver>[\s\S]*<\/Receiver>/.exec(text) ?? [];
    expect(receiver).toMatch(new RegExp(`<Id>${number}</Id>\\s*<TypeId V="${type}"`));
    const answer = await municipality.postMessage(changed(text, { made: '2026-05-01T10:00:00' }).text);
    expect(answer.text).toContain('<Status V="1"');
  });

  it('goes to nobody where the number is none', async () => {
    const { status, text } = await translate('application/xml', '&receiver=kommunen');
    expect(status).toBe(422);
    expect(text).toContain('plan-party-missing');
  });

  it('is refused where the receiver supports nothing that there is occasion for', async () => {
    expect((await translate('application/xml', '&supports=helseopplysninger-1.6')).status).toBe(422);
  });
});
