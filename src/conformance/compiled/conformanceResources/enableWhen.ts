import { compareItems, deepEquals } from '../fhirPath/values.ts';
import { isJsonObject, textOf, type JsonObject } from '../json.ts';
import { objectsAt } from './objects.ts';

/** Whether a question is to be answered, by the answers that are there (R4, Questionnaire.item.enableWhen). */
export function isEnabled(question: JsonObject, response: JsonObject): boolean {
  const conditions = objectsAt(question, 'enableWhen');
  if (conditions.length === 0) {
    return true;
  }
  return question['enableBehavior'] === 'any'
    ? conditions.some((condition) => isMet(condition, response))
    : conditions.every((condition) => isMet(condition, response));
}

function isMet(condition: JsonObject, response: JsonObject): boolean {
  const { question, operator } = condition;
  const key = Object.keys(condition).find((name) => name.startsWith('answer')) ?? '';
  const wanted = condition[key];
  const answers = answersTo(textOf(question), response);
  if (operator === 'exists') {
    return answers.length > 0 === (wanted === true);
  }
  const values = answers.flatMap((answer) => answer[key.replace('answer', 'value')] ?? []);
  const type = key.replace('answer', '');
  const typeName = /^(?:Date|DateTime|Time)$/.test(type)
    ? type.charAt(0).toLowerCase() + type.slice(1)
    : type;
  const order = (value: unknown): number =>
    compareItems({ value, typeName }, { value: wanted, typeName }) ?? Number.NaN;
  switch (operator) {
    case '=':
      return values.some((value) => isSame(value, wanted));
    case '!=':
      return !values.some((value) => isSame(value, wanted));
    case '>':
      return values.some((value) => order(value) > 0);
    case '<':
      return values.some((value) => order(value) < 0);
    case '>=':
      return values.some((value) => order(value) >= 0);
    case '<=':
      return values.some((value) => order(value) <= 0);
    default:
      return true;
  }
}

/** Of codes those of the same system are the same, whatever their text. */
function isSame(value: unknown, wanted: unknown): boolean {
  return isJsonObject(value) && isJsonObject(wanted) && wanted['code'] !== undefined
    ? value['code'] === wanted['code'] && value['system'] === wanted['system']
    : deepEquals(value, wanted);
}

/** The answers to a question wherever in the response it stands. */
function answersTo(linkId: string, parent: JsonObject): readonly JsonObject[] {
  return objectsAt(parent, 'item').flatMap((item) => {
    const answers = objectsAt(item, 'answer');
    return [
      ...(item['linkId'] === linkId ? answers : []),
      ...answers.flatMap((answer) => answersTo(linkId, answer)),
      ...answersTo(linkId, item),
    ];
  });
}
