import { describe, expect, it } from 'vitest';
import { errorsOf } from '../errorsOf.ts';

const SOURCE = { context: 's', element: 'active', variable: 'a' };
const TARGET = {
  context: 't',
  contextType: 'variable',
  element: 'active',
  transform: 'copy',
  parameter: [{ valueId: 'a' }],
};

function mapWith(rule: object, group: object = {}, more: object = {}): object {
  return {
    resourceType: 'StructureMap',
    url: 'http://example.org/StructureMap/m',
    name: 'M',
    status: 'draft',
    structure: [
      { url: 'http://hl7.org/fhir/StructureDefinition/Patient', mode: 'source', alias: 'From' },
      { url: 'http://hl7.org/fhir/StructureDefinition/Patient', mode: 'target' },
    ],
    group: [
      {
        name: 'g',
        typeMode: 'none',
        input: [
          { name: 's', type: 'From', mode: 'source' },
          { name: 't', type: 'Patient', mode: 'target' },
        ],
        rule: [{ name: 'r', source: [SOURCE], target: [TARGET], ...rule }],
        ...group,
      },
    ],
    ...more,
  };
}

const RULE = 'StructureMap.group[0].rule[0]';

describe('a StructureMap', () => {
  it.each<[string, object, readonly string[]]>([
    ['is right', mapWith({}), []],
    [
      'has sources of source variables',
      mapWith({ source: [{ context: 't' }] }),
      [`${RULE}.source[0].context definition-fault`],
    ],
    [
      'has targets of target variables',
      mapWith({ target: [{ ...TARGET, context: 's' }] }),
      [`${RULE}.target[0].context definition-fault`],
    ],
    [
      'has the elements of the source’s type',
      mapWith({ source: [{ ...SOURCE, element: 'nope' }] }),
      [`${RULE}.source[0].element definition-fault`],
    ],
    [
      'has the elements of the target’s type',
      mapWith({ target: [{ ...TARGET, element: 'nope' }] }),
      [`${RULE}.target[0].element definition-fault`],
    ],
    [
      'asks for a type that the element can have',
      mapWith({ source: [{ ...SOURCE, type: 'string' }] }),
      [`${RULE}.source[0].type definition-fault`],
    ],
    [
      'evaluates FHIRPath',
      mapWith({ target: [{ ...TARGET, transform: 'evaluate', parameter: [{ valueString: '1 +' }] }] }),
      [`${RULE}.target[0].parameter definition-fault`],
    ],
    ['calls a group of its own', mapWith({ dependent: [{ name: 'g', variable: ['s', 't'] }] }), []],
    [
      'calls no group that is not there',
      mapWith({ dependent: [{ name: 'nope', variable: ['s'] }] }),
      [`${RULE}.dependent[0].name definition-fault`],
    ],
    [
      'may call one of a map that it imports',
      mapWith({ dependent: [{ name: 'nope', variable: ['s'] }] }, {}, { import: ['http://example.org/m2'] }),
      [],
    ],
    [
      'gives a group as much as it takes',
      mapWith({ dependent: [{ name: 'g', variable: ['s'] }] }),
      [`${RULE}.dependent[0].variable definition-fault`],
    ],
    [
      'gives a group variables of the mode that it takes',
      mapWith({ dependent: [{ name: 'g', variable: ['t', 't'] }] }),
      [`${RULE}.dependent[0].variable[0] definition-fault`],
    ],
    [
      'extends a group that is there',
      mapWith({}, { extends: 'nope' }),
      ['StructureMap.group[0].extends definition-fault'],
    ],
  ])('%s', (_what, map, errors) => {
    expect(errorsOf(map)).toEqual(errors);
  });
});
