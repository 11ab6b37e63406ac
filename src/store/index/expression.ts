import { evalFhirPathTyped, getParsedExpressionForResourceType, toTypedValue } from '@medplum/core';
import type { Resource } from '@medplum/fhirtypes';
import { readReference } from './reference.ts';

/** Gives the values that a search parameter's expression finds in a resource of its type. */
export type Evaluate = (resource: Resource) => readonly unknown[];

export interface CompiledExpression {
  readonly evaluate: Evaluate;
  /**
   * The elements of the resource at which its paths begin: it finds nothing in a resource that has none of them, which
   * `beginsWith` tells. Undefined when that is not known.
   */
  readonly firstElements: readonly string[] | undefined;
}

/**
 * Compiles the FHIRPath of a search parameter for one resource type: parts of a union for other types are dropped.
 * Nearly all of R4's expressions are paths with type tests and simple conditions; those become plain functions, many
 * times as fast as the interpreter, which gets the rest.
 */
export function compileExpression(resourceType: string, expression: string): CompiledExpression {
  const parts = splitUnion(expression).filter((part) =>
    new RegExp(`(^|[^A-Za-z])${resourceType}(\\.|$)`).test(part),
  );
  const compiled = parts.map((part) => compilePath(resourceType, part)).filter((part) => part !== undefined);
  const [only] = compiled;
  if (only !== undefined && compiled.length === parts.length) {
    return {
      evaluate:
        compiled.length === 1
          ? only.evaluate
          : (resource) => compiled.flatMap(({ evaluate }) => evaluate(resource)),
      firstElements: compiled.map(({ firstElement }) => firstElement),
    };
  }
  const parsed = getParsedExpressionForResourceType(resourceType, expression);
  return {
    evaluate: (resource) =>
      evalFhirPathTyped(parsed, [toTypedValue(resource)]).map((typed) => typed.value as unknown),
    firstElements: undefined,
  };
}

/** Whether a property of a resource is the element that a path names, which may have a choice of types. */
export function beginsWith(property: string, firstElement: string): boolean {
  return property === firstElement || isChoiceOf(property, firstElement);
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

/** One step of a path; each is taken from the values that the one before it has found. */
type Step = (values: readonly unknown[]) => readonly unknown[];

/** What may follow in a path: an element, a test of type, a condition. */
const STEP =
  /\.(?:where\(resolve\(\) is (?<target>[A-Z][A-Za-z]+)\)|where\((?<name>[a-z][A-Za-z]*) ?= ?'(?<value>[^'\\]*)'\)|(?:as|ofType)\((?<type>[A-Za-z]+)\)|(?<element>[a-z][A-Za-z]*)(?![A-Za-z(]))/y;

interface CompiledPath {
  readonly evaluate: Evaluate;
  readonly firstElement: string;
}

/** Undefined when there is something else in the path. */
function compilePath(resourceType: string, part: string): CompiledPath | undefined {
  const path = withoutParentheses(part).replace(/^(\S+) as ([A-Za-z]+)$/, '$1.as($2)');
  if (!path.startsWith(`${resourceType}.`)) {
    return undefined;
  }
  const steps: Step[] = [];
  let element: string | undefined;
  STEP.lastIndex = resourceType.length;
  while (STEP.lastIndex < path.length) {
    const found = STEP.exec(path)?.groups;
    if (found === undefined) {
      return undefined;
    }
    const { target, name, value, type } = found;
    if (target !== undefined) {
      steps.push((values) => values.filter((one) => pointsTo(one, target)));
    } else if (name !== undefined) {
      steps.push((values) => values.filter((one) => isRecord(one) && one[name] === value));
    } else if (type !== undefined) {
      if (element === undefined) {
        return undefined;
      }
      steps[steps.length - 1] = follow(element + capitalize(type));
    } else if (found.element !== undefined) {
      steps.push(follow(found.element));
    }
    element = found.element;
  }
  const firstElement = /^[a-z][A-Za-z]*(?![A-Za-z(])/.exec(path.slice(resourceType.length + 1))?.[0];
  if (firstElement === undefined) {
    return undefined;
  }
  return {
    firstElement,
    evaluate: (resource) => {
      let values: readonly unknown[] = [resource];
      for (const step of steps) {
        if (values.length === 0) {
          break;
        }
        values = step(values);
      }
      return values;
    },
  };
}

function withoutParentheses(part: string): string {
  const inner = /^\((.*)\)$/.exec(part)?.[1];
  // Only a pair that encloses the whole: not `(a).b(c)`.
  return inner === undefined || /^[^(]*\)/.test(inner) ? part : withoutParentheses(inner);
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

function follow(name: string): Step {
  return (values) => {
    const next: unknown[] = [];
    for (const value of values) {
      if (isRecord(value)) {
        add(next, value[name] ?? choiceOf(value, name));
      }
    }
    return next;
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
    if (isChoiceOf(key, name)) {
      return value[key];
    }
  }
  return undefined;
}

function isChoiceOf(key: string, name: string): boolean {
  return key.length > name.length && key.startsWith(name) && CHOICE_SUFFIX.test(key.slice(name.length));
}

function capitalize(name: string): string {
  return name.charAt(0).toUpperCase() + name.slice(1);
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
