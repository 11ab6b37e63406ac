import { describe, expect, it } from 'vitest';
import { errorsOf } from '../errorsOf.ts';

describe('a question on which an item depends', () => {
  it.each<[string, readonly string[]]>([
    ['1', []],
    ['2', ['Questionnaire.item[1].enableWhen[0].question definition-fault']],
    ['2.1', ['Questionnaire.item[1].enableWhen[0].question definition-fault']],
    ['nope', ['Questionnaire.item[1].enableWhen[0].question definition-fault']],
  ])('%s', (question, errors) => {
    const questionnaire = {
      resourceType: 'Questionnaire',
      status: 'draft',
      item: [
        { linkId: '1', type: 'string', text: 'x' },
        {
          linkId: '2',
          type: 'group',
          text: 'y',
          enableWhen: [{ question, operator: 'exists', answerBoolean: true }],
          item: [{ linkId: '2.1', type: 'string', text: 'z' }],
        },
      ],
    };
    expect(errorsOf(questionnaire)).toEqual(errors);
  });
});
