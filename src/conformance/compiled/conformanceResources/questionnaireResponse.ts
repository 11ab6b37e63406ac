import { VALIDATION_FINDINGS } from '../findings.ts';
import { deepEquals } from '../fhirPath/values.ts';
import { textOf, type JsonObject } from '../json.ts';
import { shown } from '../shown.ts';
import type { Walk } from '../walk.ts';
import { isEnabled } from './enableWhen.ts';
import { atEach, objectsAt } from './objects.ts';

/** The answers that each type of question takes (R4 questionnaire.html, Item types); of others any. */
const ANSWERS: Readonly<Record<string, readonly string[]>> = {
  boolean: ['valueBoolean'],
  decimal: ['valueDecimal'],
  integer: ['valueInteger'],
  date: ['valueDate'],
  dateTime: ['valueDateTime'],
  time: ['valueTime'],
  string: ['valueString'],
  text: ['valueString'],
  url: ['valueUri'],
  choice: ['valueCoding', 'valueDate', 'valueTime', 'valueInteger', 'valueString'],
  'open-choice': ['valueCoding', 'valueDate', 'valueTime', 'valueInteger', 'valueString'],
  attachment: ['valueAttachment'],
  reference: ['valueReference'],
  quantity: ['valueQuantity'],
};

interface Form {
  readonly questionnaire: JsonObject;
  readonly response: JsonObject;
  /** Whether answers may still be missing. */
  readonly isUnfinished: boolean;
}

/** A QuestionnaireResponse against the Questionnaire that it contains (R4 questionnaireresponse.html, Notes). */
export function checkQuestionnaireResponse(walk: Walk, response: JsonObject): void {
  const { questionnaire: canonical, status } = response;
  const questionnaire =
    typeof canonical === 'string' && canonical.startsWith('#')
      ? walk.context.root.contained.get(canonical.slice(1))
      : undefined;
  if (questionnaire?.['resourceType'] !== 'Questionnaire') {
    return;
  }
  checkItems(
    walk,
    { questionnaire, response, isUnfinished: status === 'in-progress' },
    questionnaire,
    response,
  );
}

function fault(walk: Walk, text: string): void {
  walk.report(VALIDATION_FINDINGS.responseNotOfForm, { text });
}

/** The items that answer those of a questionnaire, a group or a question, in their order. */
function checkItems(walk: Walk, form: Form, asked: JsonObject, given: JsonObject): void {
  const questions = objectsAt(asked, 'item');
  const counts = new Map<JsonObject, number>();
  let last = -1;
  atEach(walk, given, 'item', (item) => {
    const index = questions.findIndex(({ linkId }) => linkId === item['linkId']);
    const question = questions[index];
    if (question === undefined) {
      fault(walk, `linkId ${shown(item['linkId'])}`);
      return;
    }
    if (index < last) {
      fault(walk, `${textOf(item['linkId'])} ↕`);
    }
    last = index;
    if (item['answer'] !== undefined || item['item'] !== undefined) {
      const count = (counts.get(question) ?? 0) + 1;
      counts.set(question, count);
      if (count === 2 && question['repeats'] !== true) {
        fault(walk, `${textOf(item['linkId'])} × 2`);
      }
      checkItem(walk, form, question, item);
    }
  });
  for (const question of questions) {
    if (
      !counts.has(question) &&
      question['required'] === true &&
      !form.isUnfinished &&
      isEnabled(question, form.response)
    ) {
      fault(walk, `${textOf(question['linkId'])} ∅`);
    }
  }
}

function checkItem(walk: Walk, form: Form, question: JsonObject, item: JsonObject): void {
  const { type, text, linkId } = question;
  const answers = objectsAt(item, 'answer');
  const items = objectsAt(item, 'item');
  const enabled = isEnabled(question, form.response);
  if (!enabled) {
    fault(walk, `${textOf(linkId)}: enableWhen`);
  }
  if (typeof item['text'] === 'string' && item['text'] !== text) {
    fault(walk, `${textOf(linkId)}: text ${shown(item['text'])} ≠ ${shown(text)}`);
  }
  if (type === 'group' || type === 'display') {
    if (answers.length > 0) {
      fault(walk, `${textOf(linkId)}: ${type}, answer`);
    }
  } else if (answers.length === 0 && question['required'] === true && enabled && !form.isUnfinished) {
    fault(walk, `${textOf(linkId)} ∅`);
  }
  if (type !== 'group' && items.length > 0) {
    fault(walk, `${textOf(linkId)}: ${textOf(type)}, item`);
  }
  if (answers.length > 1 && question['repeats'] !== true) {
    fault(walk, `${textOf(linkId)}: answer × ${answers.length}`);
  }
  if (type === 'group') {
    checkItems(walk, form, question, item);
    return;
  }
  atEach(walk, item, 'answer', (answer) => {
    checkAnswer(walk, question, answer);
    checkItems(walk, form, question, answer);
  });
}

function checkAnswer(walk: Walk, question: JsonObject, answer: JsonObject): void {
  const { type, answerOption, answerValueSet } = question;
  const key = Object.keys(answer).find((name) => name.startsWith('value'));
  const allowed = ANSWERS[textOf(type)];
  if (key === undefined || allowed === undefined) {
    return;
  }
  if (!allowed.includes(key)) {
    fault(walk, `${textOf(question['linkId'])}: ${textOf(type)} ∌ ${key}`);
    return;
  }
  const isChoice = type === 'choice' || type === 'open-choice';
  const isFree = type === 'open-choice' && key === 'valueString';
  const value = answer[key];
  if (isChoice && !isFree && answerOption !== undefined) {
    const options = objectsAt(question, 'answerOption').flatMap((option) => option[key] ?? []);
    if (!options.some((option) => isSameAnswer(option, value))) {
      fault(walk, `${textOf(question['linkId'])}: answerOption ∌ ${shown(value)}`);
    }
  } else if (isChoice && key === 'valueCoding' && typeof answerValueSet === 'string') {
    const { system, code } = value as JsonObject;
    const choice = walk.definitions.codeChoice(answerValueSet);
    if (choice?.judge(textOf(system), textOf(code)) === 'out') {
      fault(walk, `${textOf(question['linkId'])}: ${answerValueSet} ∌ ${shown(code)}`);
    }
  }
}

function isSameAnswer(option: unknown, value: unknown): boolean {
  if (typeof option !== 'object' || typeof value !== 'object' || option === null || value === null) {
    return deepEquals(option, value);
  }
  const { system, code } = option as JsonObject;
  return (value as JsonObject)['system'] === system && (value as JsonObject)['code'] === code;
}
