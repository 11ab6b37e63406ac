import type { Property } from './elementTree.ts';
import { checkCode } from './codes.ts';
import { VALIDATION_FINDINGS } from './findings.ts';
import { isAbsoluteUri, MAX_STRING_LENGTH } from './primitives.ts';
import { shown } from './shown.ts';
import type { Walk } from './walk.ts';

/** Judges a primitive value by its type, length, binding and rules. */
export function checkPrimitive(walk: Walk, property: Property, value: unknown): void {
  const rule = property.primitive;
  if (rule === undefined) {
    return;
  }
  if (typeof value !== rule.json) {
    reportWrongJson(walk, value, rule.json);
    return;
  }
  if (value === '') {
    walk.report(VALIDATION_FINDINGS.emptyValue, { found: '""' });
    return;
  }
  const { binding, maxLength, invariants } = property.rule;
  if (binding?.strength === 'required' && binding.choice()?.codes?.has(value as string) === true) {
    return;
  }
  if (!rule.accepts(value as never)) {
    reportBadValue(walk, property, value);
    return;
  }
  if (rule.json === 'number' && rule.name !== 'decimal') {
    checkWritten(walk, rule.name);
  }
  if (maxLength !== undefined && (value as string).length > maxLength) {
    walk.report(VALIDATION_FINDINGS.stringTooLong, {
      found: String((value as string).length),
      allowed: String(maxLength),
    });
  }
  if (binding !== undefined) {
    checkCode(walk, value, property);
  }
  if (rule.name === 'uri' || rule.name === 'canonical' || rule.name === 'url') {
    checkUri(walk, property, value as string);
  }
  if (invariants.length > 0) {
    walk.judge(invariants, { value, typeName: property.typeName }, property.rule.path);
  }
}

/** How a whole number is written, where the text is at hand. */
function checkWritten(walk: Walk, type: string): void {
  const written = walk.options.writtenNumbers();
  const found = written.size > 0 ? written.get(walk.place.jsonPath) : undefined;
  if (found !== undefined) {
    walk.report(VALIDATION_FINDINGS.primitiveFormat, { found, allowed: type });
  }
}

/** A value of another JSON type than belongs there. */
export function reportWrongJson(walk: Walk, value: unknown, allowed: string): void {
  if (value === null) {
    walk.report(VALIDATION_FINDINGS.emptyValue, { found: 'null' });
  } else {
    walk.report(VALIDATION_FINDINGS.jsonType, { found: shown(value), allowed });
  }
}

/** A local canonical leads somewhere, and the URL by which a definition is known is absolute. */
function checkUri(walk: Walk, property: Property, uri: string): void {
  const { context } = walk;
  if (property.typeName === 'canonical' && uri.startsWith('#')) {
    context.localReferences.add(uri.slice(1));
    if (!context.root.ids.has(uri.slice(1))) {
      walk.report(VALIDATION_FINDINGS.referenceNotContained, { found: shown(uri) });
    }
  } else if (
    property.rule.path === `${context.type.name}.url` &&
    !isAbsoluteUri(uri) &&
    context.type.properties.has('status')
  ) {
    walk.report(VALIDATION_FINDINGS.systemNotAbsolute, { found: shown(uri) });
  }
}

function reportBadValue(walk: Walk, property: Property, value: unknown): void {
  const type = property.primitive?.name ?? property.typeName;
  if (
    typeof value === 'string' &&
    value.length > MAX_STRING_LENGTH &&
    (type === 'string' || type === 'markdown')
  ) {
    walk.report(VALIDATION_FINDINGS.stringTooLong, {
      found: String(value.length),
      allowed: String(MAX_STRING_LENGTH),
    });
  } else {
    walk.report(VALIDATION_FINDINGS.primitiveFormat, { found: shown(value), allowed: type });
  }
}
