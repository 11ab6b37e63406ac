import type { Pick } from '../random.ts';
import type { Change, Json, JsonObject } from './spots.ts';
import { replaceWhole } from './wrapped.ts';

/** Questionnaires, and responses to one that they contain: each with one or two things otherwise. */

const CODING = { system: 'http://example.org/answers', code: 'a' };
const TYPES = [
  'group',
  'display',
  'boolean',
  'decimal',
  'integer',
  'date',
  'dateTime',
  'time',
  'string',
  'text',
  'url',
  'choice',
  'open-choice',
  'attachment',
  'reference',
  'quantity',
  'question',
  'x',
];
const ANSWERS: readonly JsonObject[] = [
  { valueBoolean: true },
  { valueDecimal: 1.5 },
  { valueInteger: 1 },
  { valueDate: '2024-01-01' },
  { valueDateTime: '2024-01-01T10:00:00Z' },
  { valueTime: '10:00:00' },
  { valueString: 'x' },
  { valueUri: 'http://example.org/x' },
  { valueCoding: CODING },
  { valueCoding: { code: 'b' } },
  { valueAttachment: { contentType: 'text/plain', url: 'http://example.org/x' } },
  { valueReference: { reference: 'Patient/1' } },
  { valueQuantity: { value: 1 } },
  {},
  { valueString: '' },
];
const ITEM_PARTS: Readonly<Record<string, readonly Json[]>> = {
  required: [true],
  repeats: [true],
  readOnly: [true],
  maxLength: [3],
  text: ['x'],
  prefix: ['1)'],
  definition: ['http://hl7.org/fhir/StructureDefinition/Patient#Patient.name', 'x'],
  code: [[{ system: 'http://loinc.org', code: '1-8' }], [{ code: 'x' }], [{}]],
  answerOption: [
    [{ valueCoding: CODING }],
    [{ valueString: 'x' }],
    [{ valueInteger: 1 }],
    [{ valueBoolean: true }],
    [{}],
    [{ valueCoding: CODING, initialSelected: true }],
    [{ valueDate: '2024-01-01' }],
  ],
  answerValueSet: [
    'http://hl7.org/fhir/ValueSet/administrative-gender',
    '#vs',
    'x',
    'http://example.org/nope',
  ],
  initial: [
    [{ valueString: 'x' }],
    [{ valueBoolean: true }],
    [{ valueCoding: CODING }],
    [{}],
    [{ valueString: 'x' }, { valueString: 'y' }],
  ],
  enableWhen: [
    [{ question: '1', operator: '=', answerString: 'x' }],
    [{ question: '1', operator: 'exists', answerBoolean: true }],
    [{ question: '1', operator: 'exists', answerString: 'x' }],
    [{ question: 'nope', operator: '=', answerString: 'x' }],
    [{ question: '1', operator: 'x', answerString: 'x' }],
    [{ question: '1', operator: '=' }],
    [{ operator: '=', answerString: 'x' }],
    [{ question: '2', operator: '=', answerString: 'x' }],
    [
      { question: '1', operator: '=', answerString: 'x' },
      { question: '1', operator: '=', answerString: 'y' },
    ],
    [{ question: '2.1', operator: '=', answerString: 'x' }],
    [{ question: '1', operator: '>', answerInteger: 1 }],
  ],
  enableBehavior: ['all', 'any', 'x'],
  item: [
    [{ linkId: '2.1', type: 'string' }],
    [{ linkId: '1', type: 'string' }],
    [{ linkId: '2.1', type: 'display', text: 'x' }],
    [{ type: 'string' }],
    [],
  ],
  linkId: [undefined, '1', '', ' 2', '3'],
};

function questionnaire(pick: Pick): JsonObject {
  const item: JsonObject = { linkId: '2', type: pick(TYPES) };
  for (let count = pick([0, 1, 1, 2, 2, 3]); count > 0; count -= 1) {
    const name = pick(Object.keys(ITEM_PARTS));
    item[name] = structuredClone(pick(ITEM_PARTS[name] ?? []));
  }
  return {
    resourceType: 'Questionnaire',
    id: 'q',
    status: 'active',
    item: [{ linkId: '1', type: 'string', text: 'First' }, item],
  };
}

function response(form: JsonObject, pick: Pick): JsonObject {
  const answer = (): JsonObject => structuredClone(pick(ANSWERS));
  const second: JsonObject = {
    linkId: '2',
    ...(pick([true, true, true, false]) && { answer: Array.from({ length: pick([1, 1, 1, 2]) }, answer) }),
  };
  if (pick([true, false, false])) {
    second['item'] = [{ linkId: pick(['2.1', '2.1', '1', 'x']), answer: [{ valueString: 'x' }] }];
  }
  const items: Json[] = [
    {
      linkId: '1',
      ...(pick([true, false]) && { text: pick(['First', 'Other']) }),
      answer: [{ valueString: 'x' }],
    },
    second,
  ];
  return {
    resourceType: 'QuestionnaireResponse',
    contained: [form],
    questionnaire: '#q',
    status: pick(['completed', 'completed', 'in-progress', 'amended', 'x']),
    item: pick<Json>([
      items,
      items,
      items,
      items.slice(1),
      items.slice(0, 1),
      [...items].reverse(),
      [...items, items[0]],
      [...items, { linkId: 'nope' }],
      [items[0], { answer: [{ valueString: 'x' }] }],
      [],
    ]),
  };
}

export const FORM_CHANGES: Readonly<Record<string, Change>> = {
  questionnaire: ({ resource }, pick) =>
    replaceWhole(resource, JSON.parse(JSON.stringify(questionnaire(pick))) as JsonObject),
  response: ({ resource }, pick) =>
    replaceWhole(resource, JSON.parse(JSON.stringify(response(questionnaire(pick), pick))) as JsonObject),
};
