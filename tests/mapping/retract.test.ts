import type { Resource, Task } from '@medplum/fhirtypes';
import { describe, expect, test } from 'vitest';
import { MILESTONE_SYSTEM } from '../../src/mapping/identity.ts';
import { retract } from '../../src/mapping/retract.ts';

const milestone = { system: MILESTONE_SYSTEM, value: 'urn:oid:1.2|P-1|C|1' };
const own = { system: 'urn:oid:1.2.3', value: 'REG-1' };

describe('what a later record no longer has', () => {
  test.each<Resource>([
    { resourceType: 'CarePlan', status: 'active', intent: 'plan', subject: {} },
    { resourceType: 'CareTeam', status: 'active' },
    { resourceType: 'Encounter', status: 'finished', class: {} },
    { resourceType: 'EpisodeOfCare', status: 'active', patient: {} },
    { resourceType: 'ServiceRequest', status: 'active', intent: 'order', subject: {} },
    { resourceType: 'Consent', status: 'active', scope: {}, category: [{}] },
  ])('$resourceType becomes entered-in-error', (resource) => {
    expect(retract(resource)).toEqual({ ...resource, status: 'entered-in-error' });
  });

  test.each<Resource>([
    { resourceType: 'RelatedPerson', active: true, patient: {} },
    { resourceType: 'Practitioner', active: true },
    { resourceType: 'PractitionerRole', active: true },
    { resourceType: 'Organization', active: true, name: 'Fjordby' },
  ])('$resourceType becomes inactive', (resource) => {
    expect(retract(resource)).toEqual({ ...resource, active: false });
  });

  test('a registered measurement point becomes entered-in-error, and its milestone is free again', () => {
    const task: Task = {
      resourceType: 'Task',
      status: 'completed',
      intent: 'plan',
      identifier: [own, milestone],
    };
    expect(retract(task)).toEqual({ ...task, status: 'entered-in-error', identifier: [own] });
  });

  test('a due measurement point is cancelled, and its milestone is free again', () => {
    const task: Task = { resourceType: 'Task', status: 'requested', intent: 'plan', identifier: [milestone] };
    expect(retract(task)).toEqual({ resourceType: 'Task', status: 'cancelled', intent: 'plan' });
  });

  test('any other Task becomes entered-in-error', () => {
    const task: Task = { resourceType: 'Task', status: 'requested', intent: 'order', identifier: [own] };
    expect(retract(task)).toEqual({ ...task, status: 'entered-in-error' });
  });

  test('a Patient is never retracted', () => {
    const patient: Resource = { resourceType: 'Patient', active: true };
    expect(retract(patient)).toEqual(patient);
  });
});
