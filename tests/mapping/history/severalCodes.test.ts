import type { CarePlan, Coding, Task } from '@medplum/fhirtypes';
import { describe, expect, it } from 'vitest';
import { CODE_SYSTEM, volven } from '../../../src/fhir/systems.ts';
import { openKnowledge } from '../../../src/knowledge.ts';
import { historiesOfResources } from '../../../src/mapping/history/historiesOfResources.ts';
import { storedResource } from '../../../src/mapping/history/placedResource.ts';
import { checkHistories } from '../../../src/pathway/check.ts';

const { catalogue } = openKnowledge();

function plan(...types: readonly string[]): CarePlan {
  return {
    resourceType: 'CarePlan',
    id: 'plan',
    status: 'active',
    intent: 'plan',
    subject: { reference: 'Patient/1' },
    category: types.map((code) => ({ coding: [{ system: CODE_SYSTEM.pathwayType, code }] })),
  };
}

function task(coding: readonly Coding[], outcomes: readonly string[] = []): Task {
  return {
    resourceType: 'Task',
    id: 'task',
    status: 'completed',
    intent: 'plan',
    basedOn: [{ reference: 'CarePlan/plan' }],
    code: { coding: [...coding] },
    executionPeriod: { start: '2023-03-10' },
    output: outcomes.map((code) => ({
      type: { text: 'outcome' },
      valueCoding: { system: volven(9323), code },
    })),
  };
}

const combined = (code: string): Coding => ({ system: CODE_SYSTEM.combinedCode, code });
const event = (code: string): Coding => ({ system: CODE_SYSTEM.event, code });

/** The errors, `code@place`. */
function errorsOf(...resources: readonly (CarePlan | Task)[]): readonly string[] {
  const histories = historiesOfResources(resources.map(storedResource));
  return checkHistories(histories, catalogue, '2024-06-03')
    .filter(({ severity }) => severity === 'error')
    .map(({ definition, place }) => `${definition.code}@${place}`);
}

const AT_TASK = "Task.where(id = 'task')";

describe('several codes of one list', () => {
  it.each<[what: string, point: Task, errors: readonly string[]]>([
    ['the same one twice', task([combined('D11M'), combined('D11M')]), []],
    ['one of another pathway', task([event('M'), combined('D11M'), combined('D12M')]), ['201']],
    ['one that does not exist', task([combined('D11M'), combined('D11Q')]), ['201']],
    ['two of the pathway', task([combined('D11M'), combined('D11E')]), ['code-and-components-disagree']],
    [
      'two events beside a code',
      task([event('M'), event('E'), combined('D11M')]),
      ['code-and-components-disagree'],
    ],
    ['two events alone', task([event('M'), event('E')]), ['code-and-components-disagree']],
    ['two outcomes', task([event('C')], ['U', 'P']), ['code-and-components-disagree']],
    [
      'a third that is wrong',
      task([event('M'), combined('D11M'), combined('D11M'), combined('D12M')]),
      ['201'],
    ],
  ])('of a measurement point: %s', (_what, point, errors) => {
    expect(errorsOf(plan('D11'), point)).toEqual(errors.map((code) => `${code}@${AT_TASK}`));
  });

  it('of a plan: each pathway is of one type', () => {
    expect(errorsOf(plan('D11', 'D12'))).toEqual([
      "several-pathway-types@CarePlan.where(id = 'plan').pathwayType",
    ]);
    expect(errorsOf(plan('D11', 'D11'))).toEqual([]);
  });
});
