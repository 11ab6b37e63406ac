import { Ajv } from 'ajv';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { describe, expect, test } from 'vitest';
import { EXAMPLE_RECORD } from '../../../src/formats/record/example.ts';
import { pathwayRecordSchema } from '../../../src/formats/record/schema.ts';
import type { JsonSchema } from '../../../src/formats/record/schemaBuilder.ts';

function everySchema(
  schema: JsonSchema,
  path = '',
): readonly (readonly [path: string, schema: JsonSchema])[] {
  return [
    [path, schema],
    ...Object.entries(schema.properties ?? {}).flatMap(([name, member]) =>
      everySchema(member, `${path}/${name}`),
    ),
    ...(schema.items === undefined ? [] : everySchema(schema.items, `${path}[]`)),
  ];
}

const schemas = everySchema(pathwayRecordSchema);

describe('the JSON Schema of the pathway record', () => {
  test('is taken by ajv, strictly, as draft-07 and as 2020-12', () => {
    expect(new Ajv({ strict: true }).compile(pathwayRecordSchema)(EXAMPLE_RECORD)).toBe(true);
    const in2020 = { ...pathwayRecordSchema, $schema: 'https://json-schema.org/draft/2020-12/schema' };
    expect(new Ajv2020({ strict: true }).compile(in2020)(EXAMPLE_RECORD)).toBe(true);
  });

  test('closes every object and bounds every text and list', () => {
    const open = schemas.filter(([, schema]) => {
      switch (schema.type) {
        case 'object':
          return schema.additionalProperties !== false;
        case 'array':
          return schema.maxItems === undefined;
        case 'string':
          return (
            schema.enum === undefined && (schema.maxLength === undefined || schema.pattern === undefined)
          );
        case 'integer':
          return schema.minimum === undefined || schema.maximum === undefined;
        default:
          return false;
      }
    });
    expect(open).toEqual([]);
  });

  test('describes every property, and gives text examples that it accepts', () => {
    expect(schemas.filter(([, { description }]) => description.length < 5)).toEqual([]);
    const ajv = new Ajv();
    const wrong = schemas.filter(
      ([path, schema]) =>
        path !== '' && (schema.examples ?? []).some((example) => !ajv.validate(schema, example)),
    );
    expect(wrong).toEqual([]);
  });
});
