import type { CarePlan, Task } from '@medplum/fhirtypes';
import { describe, expect, it } from 'vitest';
import { CODE_SYSTEM } from '../../../src/fhir/systems.ts';
import { openKnowledge } from '../../../src/knowledge.ts';
import { withFhirPlaces } from '../../../src/mapping/history/fhirPlaces.ts';
import { historiesOfResources } from '../../../src/mapping/history/historiesOfResources.ts';
import { checkHistories } from '../../../src/pathway/check.ts';

const { catalogue } = openKnowledge();
const TODAY = '2024-06-03';

/** The errors, `code@place`, of a pathway with one registered start. */
function errorsOf(plan: Partial<CarePlan>, task: Partial<Task>): readonly string[] {
  const carePlan: CarePlan = {
    resourceType: 'CarePlan',
    status: 'active',
    intent: 'plan',
    subject: { reference: 'Patient/1' },
    category: [{ coding: [{ system: CODE_SYSTEM.pathwayType, code: 'D11' }] }],
    ...plan,
  };
  const start: Task = {
    resourceType: 'Task',
    status: 'completed',
    intent: 'plan',
    basedOn: [{ reference: 'CarePlan/plan' }],
    code: { coding: [{ system: CODE_SYSTEM.combinedCode, code: 'D11A' }] },
    ...task,
  };
  const histories = historiesOfResources([
    { resource: carePlan, place: 'CarePlan', names: ['CarePlan/plan'] },
    { resource: start, place: 'Task', names: [] },
  ]);
  return withFhirPlaces(checkHistories(histories, catalogue, TODAY), histories)
    .filter(({ severity }) => severity === 'error')
    .map(({ definition, place }) => `${definition.code}@${place}`);
}

const STARTED = { executionPeriod: { start: '2023-05-02' } };

describe('what has happened is not in the future', () => {
  it.each<[what: string, plan: Partial<CarePlan>, task: Partial<Task>, errors: readonly string[]]>([
    [
      'the end of a completed Task',
      {},
      { executionPeriod: { start: '2023-05-02', end: '2027-05-02' } },
      ['future-date@Task'],
    ],
    ['the end of it alone', {}, { executionPeriod: { end: '2027-05-02' } }, ['future-date@Task']],
    ['its end today', {}, { executionPeriod: { start: '2023-05-02', end: TODAY } }, []],
    [
      'the end of a Task that is due',
      {},
      { status: 'requested', executionPeriod: { start: '2023-05-02', end: '2027-05-02' } },
      [],
    ],
    [
      'the start of a plan with a registration',
      { period: { start: '2027-01-01' } },
      STARTED,
      ['future-date@CarePlan.period.start'],
    ],
    ['the start of a plan with none', { period: { start: '2027-01-01' } }, { status: 'requested' }, []],
    [
      'the end of a completed plan',
      { status: 'completed', period: { end: '2027-01-01' } },
      STARTED,
      ['future-date@CarePlan.period.end'],
    ],
    ['the end of an active plan', { period: { end: '2027-01-01' } }, STARTED, []],
  ])('%s', (_what, plan, task, errors) => {
    expect(errorsOf(plan, task)).toEqual(errors);
  });
});
