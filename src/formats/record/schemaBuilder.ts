import type { TextForm } from './forms.ts';

/** The part of JSON Schema (draft-07, understood by later drafts too) that the pathway record needs. */
export interface JsonSchema {
  readonly $schema?: string;
  readonly $id?: string;
  readonly title?: string;
  readonly description: string;
  readonly type: 'object' | 'array' | 'string' | 'boolean' | 'integer';
  readonly properties?: Readonly<Record<string, JsonSchema>>;
  readonly required?: readonly string[];
  readonly additionalProperties?: false;
  readonly minProperties?: number;
  readonly items?: JsonSchema;
  readonly maxItems?: number;
  readonly pattern?: string;
  readonly maxLength?: number;
  readonly minLength?: number;
  readonly enum?: readonly string[];
  readonly minimum?: number;
  readonly maximum?: number;
  readonly examples?: readonly unknown[];
}

/** A schema for values of exactly the type T: schema and type cannot part without a compile error. */
export interface SchemaOf<T> {
  readonly json: JsonSchema;
  /** Never set; makes T neither wider nor narrower than the schema. */
  readonly of?: (value: T) => T;
}

interface OptionalField<T> {
  readonly optional: SchemaOf<T>;
}

type FieldsOf<T> = {
  readonly [K in keyof T]-?: undefined extends T[K]
    ? OptionalField<Exclude<T[K], undefined>>
    : SchemaOf<T[K]>;
};

export function optional<T>(schema: SchemaOf<T>): OptionalField<T> {
  return { optional: schema };
}

/** Text of the form; `maxLength` only where the place needs another bound than the form has. */
export function text(
  description: string,
  form: TextForm,
  examples: readonly string[] = [form.example],
): SchemaOf<string> {
  const { pattern, maxLength } = form;
  return { json: { type: 'string', description, minLength: 1, maxLength, pattern, examples } };
}

/** One of the words, each with its meaning. */
export function choice<T extends string>(
  description: string,
  meanings: Readonly<Record<T, string>>,
): SchemaOf<T> {
  const words = Object.keys(meanings) as T[];
  const explained = words.map((word) => `\`${word}\`: ${meanings[word]}`).join('; ');
  return { json: { type: 'string', description: `${description} ${explained}.`, enum: words } };
}

export function flag(description: string): SchemaOf<boolean> {
  return { json: { type: 'boolean', description } };
}

export function integer(description: string, minimum: number, maximum: number): SchemaOf<number> {
  return { json: { type: 'integer', description, minimum, maximum } };
}

export function list<T>(description: string, item: SchemaOf<T>, maxItems: number): SchemaOf<readonly T[]> {
  return { json: { type: 'array', description, items: item.json, maxItems } };
}

export function object<T extends object>(description: string, fields: FieldsOf<T>): SchemaOf<T> {
  const named = Object.entries<SchemaOf<unknown> | OptionalField<unknown>>(
    fields as Record<string, SchemaOf<unknown>>,
  );
  return {
    json: {
      type: 'object',
      description,
      properties: Object.fromEntries(
        named.map(([name, field]) => [name, 'optional' in field ? field.optional.json : field.json]),
      ),
      required: named.filter(([, field]) => !('optional' in field)).map(([name]) => name),
      additionalProperties: false,
    },
  };
}

/** The same, with something in it: an object without any property says nothing. */
export function notEmpty<T extends object>({ json }: SchemaOf<T>): SchemaOf<T> {
  return { json: { ...json, minProperties: 1 } };
}
