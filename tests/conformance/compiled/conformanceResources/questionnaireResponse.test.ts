import { describe, expect, it } from 'vitest';
import { createValidator } from '../../../../src/conformance/compiled/validator.ts';
import { openDefinitionFiles } from '../../../../src/definitions/baseDefinitionFiles.ts';

/** The verdicts are those of the official validator (R4 questionnaireresponse.html, Notes). */

const validator = createValidator({ files: openDefinitionFiles() });

function codesOf(resource: object): ReadonlySet<string> {
  return new Set(validator.validate(resource).map(({ definition }) => definition.code));
}

const question = (parts: object): object => ({ linkId: '2', type: 'string', ...parts });
const answered = (answer: object, linkId = '2'): object => ({ linkId, answer: [answer] });
const first = answered({ valueString: 'x' }, '1');

/** A response that contains its questionnaire of two questions: the second as given. */
function responseTo(second: object, items: readonly object[], status = 'completed'): object {
  return {
    resourceType: 'QuestionnaireResponse',
    contained: [
      {
        resourceType: 'Questionnaire',
        id: 'q',
        status: 'active',
        item: [{ linkId: '1', type: 'string', text: 'First' }, second],
      },
    ],
    questionnaire: '#q',
    status,
    item: items,
  };
}

describe('a response to the questionnaire that it contains', () => {
  const CODING = { system: 'http://example.org/answers', code: 'a' };
  const text = { valueString: 'x' };
  const when = (answerString: string): object =>
    question({ enableWhen: [{ question: '1', operator: '=', answerString }] });
  it.each<[string, object, boolean]>([
    ['answers', responseTo(question({}), [first, answered(text)]), true],
    ['an answer of another type', responseTo(question({ type: 'date' }), [answered(text)]), false],
    ['an answer to what is only shown', responseTo(question({ type: 'display' }), [answered(text)]), false],
    ['an answer to a group', responseTo(question({ type: 'group' }), [answered(text)]), false],
    ['a question that is not there', responseTo(question({}), [answered(text, '3')]), false],
    ['questions out of order', responseTo(question({}), [answered(text), first]), false],
    ['a question twice', responseTo(question({}), [first, first]), false],
    ['two answers to one question', responseTo(question({}), [{ linkId: '2', answer: [text, text] }]), false],
    [
      'two answers where it repeats',
      responseTo(question({ repeats: true }), [{ linkId: '2', answer: [text, text] }]),
      true,
    ],
    ['another text', responseTo(question({}), [{ ...first, text: 'Other' }]), false],
    ['no answer where one is required', responseTo(question({ required: true }), [first]), false],
    ['none yet', responseTo(question({ required: true }), [first], 'in-progress'), true],
    ['what is not asked for', responseTo(when('y'), [first, answered(text)]), false],
    ['what is asked for', responseTo(when('x'), [first, answered(text)]), true],
    [
      'one of the options',
      responseTo(question({ type: 'choice', answerOption: [{ valueCoding: CODING }] }), [
        answered({ valueCoding: CODING }),
      ]),
      true,
    ],
    [
      'none of the options',
      responseTo(question({ type: 'choice', answerOption: [{ valueCoding: CODING }] }), [
        answered({ valueCoding: { ...CODING, code: 'b' } }),
      ]),
      false,
    ],
    [
      'words of its own where they are allowed',
      responseTo(question({ type: 'open-choice', answerOption: [{ valueCoding: CODING }] }), [
        answered(text),
      ]),
      true,
    ],
    [
      'an item beside the answer',
      responseTo(question({ item: [question({ linkId: '2.1' })] }), [
        { ...answered(text), item: [answered(text, '2.1')] },
      ]),
      false,
    ],
  ])('%s', (_name, resource, isValid) => {
    expect(codesOf(resource).has('response-not-of-questionnaire')).toBe(!isValid);
  });
});
