import { evalFhirPathTyped, getParsedExpressionForResourceType, toTypedValue } from '@medplum/core';
import type { Resource } from '@medplum/fhirtypes';
import { readReference } from './reference.ts';

/** Gives the values that a search parameter's expression finds in a resource of its type. */
export type Evaluate = (resource: Resource) => readonly unknown[];

/**
 * Compiles the FHIRPath of a search parameter for one resource type: parts of a union for other types are dropped.
 * Nearly all of R4's expressions are paths with at most one type test at their end; those become plain functions,
 * some twenty times as fast as the interpreter, which gets the rest.
 */
export function compileExpression(resourceType: string, expression: string): Evaluate {
  const parts = splitUnion(expression).filter((part) =>
    new RegExp(`(^|[^A-Za-z])${resourceType}(\\.|$)`).test(part),
  );
  const compiled = parts.map((part) => compilePath(resourceType, part));
  if (compiled.every((part) => part !== undefined)) {
    return compiled.length === 1 && compiled[0] !== undefined
      ? compiled[0]
      : (resource) => compiled.flatMap((evaluate) => evaluate(resource));
  }
  const parsed = getParsedExpressionForResourceType(resourceType, expression);
  return (resource) =>
    evalFhirPathTyped(parsed, [toTypedValue(resource)]).map((typed) => typed.value as unknown);
}

/** At the top level only: `(a | b).c` is one part. */
function splitUnion(expression: string): string[] {
  const parts: string[] = [];
  let depth = 0;
  let start = 0;
  for (let index = 0; index < expression.length; index++) {
    const character = expression[index];
    if (character === '(') {
      depth++;
    } else if (character === ')') {
      depth--;
    } else if (character === '|' && depth === 0) {
      parts.push(expression.slice(start, index).trim());
      start = index + 1;
    }
  }
  parts.push(expression.slice(start).trim());
  return parts;
}

const PATH = String.raw`([A-Z][A-Za-z]+)((?:\.[a-z][A-Za-z]*)+)`;
const PLAIN = new RegExp(`^\\(?${PATH}\\)?$`);
/** `(Type.element as T)`, `Type.element.as(T)`, `Type.element.ofType(T)`. */
const OF_TYPE = new RegExp(`^(?:\\(${PATH} as ([A-Za-z]+)\\)|${PATH}\\.(?:as|ofType)\\(([A-Za-z]+)\\))$`);
const REFERENCE_TO = new RegExp(`^${PATH}\\.where\\(resolve\\(\\) is ([A-Z][A-Za-z]+)\\)$`);
/** FHIRPath functions without arguments look like elements, but for the parentheses. */
const NOT_ELEMENTS = /\.(?:first|last|exists|resolve)\b/;

function compilePath(resourceType: string, part: string): Evaluate | undefined {
  if (NOT_ELEMENTS.test(part.replace('resolve() is', ''))) {
    return undefined;
  }
  const [, plainType, plainPath] = PLAIN.exec(part) ?? [];
  if (plainType === resourceType && plainPath !== undefined) {
    return follow(plainPath.slice(1).split('.'));
  }
  const [, leftType, leftPath, leftAs, rightType, rightPath, rightAs] = OF_TYPE.exec(part) ?? [];
  const path = leftPath ?? rightPath;
  const typeName = leftAs ?? rightAs;
  if ((leftType ?? rightType) === resourceType && path !== undefined && typeName !== undefined) {
    const names = path.slice(1).split('.');
    const last = names.pop();
    return last === undefined ? undefined : follow([...names, `${last}${capitalize(typeName)}`]);
  }
  const [, ownType, ownPath, target] = REFERENCE_TO.exec(part) ?? [];
  if (ownType === resourceType && ownPath !== undefined && target !== undefined) {
    const references = follow(ownPath.slice(1).split('.'));
    return (resource) => references(resource).filter((value) => pointsTo(value, target));
  }
  return undefined;
}

/** Whether a Reference is to the type: by its literal reference (absolute or not), else by Reference.type. */
function pointsTo(value: unknown, target: string): boolean {
  if (!isRecord(value)) {
    return false;
  }
  const { reference, type } = value;
  if (typeof reference === 'string') {
    const local = readReference(reference, '');
    const typeName =
      local?.type !== ''
        ? local?.type
        : /([A-Z][A-Za-z]+)\/[A-Za-z0-9\-.]{1,64}(?:\/_history\/\S+)?$/.exec(reference)?.[1];
    if (typeName !== undefined) {
      return typeName === target;
    }
  }
  return type === target;
}

function follow(names: readonly string[]): Evaluate {
  return (resource) => {
    let values: unknown[] = [resource];
    for (const name of names) {
      const next: unknown[] = [];
      for (const value of values) {
        if (isRecord(value)) {
          add(next, value[name] ?? choiceOf(value, name));
        }
      }
      if (next.length === 0) {
        return next;
      }
      values = next;
    }
    return values;
  };
}

function add(values: unknown[], value: unknown): void {
  if (Array.isArray(value)) {
    for (const item of value) {
      add(values, item);
    }
  } else if (value !== undefined && value !== null) {
    values.push(value);
  }
}

/** The types that an element with a choice of types can have; `value` stands for `valueQuantity` and so on. */
const CHOICE_SUFFIX =
  /^(?:Age|Address|Annotation|Attachment|Base64Binary|Boolean|Canonical|Code|CodeableConcept|Coding|ContactPoint|Count|Date|DateTime|Decimal|Distance|Duration|HumanName|Id|Identifier|Instant|Integer|Markdown|Money|Oid|Period|PositiveInt|Quantity|Range|Ratio|Reference|SampledData|Signature|String|Time|Timing|UnsignedInt|Uri|Url|UsageContext|Uuid)$/;

function choiceOf(value: Readonly<Record<string, unknown>>, name: string): unknown {
  for (const key in value) {
    if (key.length > name.length && key.startsWith(name) && CHOICE_SUFFIX.test(key.slice(name.length))) {
      return value[key];
    }
  }
  return undefined;
}

function capitalize(name: string): string {
  return name.charAt(0).toUpperCase() + name.slice(1);
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
