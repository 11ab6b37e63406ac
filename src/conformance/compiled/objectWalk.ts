import { checkCode, reportNoCode } from './codes.ts';
import type { ComplexType, Property } from './elementTree.ts';
import { VALIDATION_FINDINGS } from './findings.ts';
import { type JsonObject, isJsonObject } from './json.ts';
import { checkNarrative } from './narrative/checkNarrative.ts';
import { checkChoices, checkId, checkRequired, reportUnknown } from './objectRules.ts';
import { checkPrimitive, reportWrongJson } from './primitiveCheck.ts';
import { shown } from './shown.ts';
import { TYPE_CHECKS } from './typeChecks.ts';
import type { ElementWalk } from './walk.ts';

/** Levels of elements that are judged; official R4 examples reach 19. */
const MAX_DEPTH = 100;

/** Walks an object of the type: its properties, then its own rules. */
export function walkObject(walk: ElementWalk, value: JsonObject, type: ComplexType): void {
  if (walk.place.depth > MAX_DEPTH) {
    walk.report(VALIDATION_FINDINGS.nestedTooDeeply, { allowed: String(MAX_DEPTH) });
    walk.isStopped = true;
    return;
  }
  walk.place.enterObject(value, type);
  walkContent(walk, value, type);
  walk.place.leaveObject();
}

function walkContent(walk: ElementWalk, value: JsonObject, type: ComplexType): void {
  const { properties, requiredBits } = type;
  let content = 0;
  let choices = 0;
  let lastChoice = '';
  let hasConflict = false;
  let required = 0;
  let hasId = false;
  for (const key in value) {
    const child = value[key];
    if (child === undefined) {
      continue;
    }
    const property = properties.get(key);
    if (property !== undefined) {
      if (property.choiceBit !== 0) {
        // A second form of one choice, if it is not what stands beside the first.
        hasConflict ||= (choices & property.choiceBit) !== 0 && property.step !== lastChoice;
        choices |= property.choiceBit;
        lastChoice = property.step;
      }
      required |= property.requiredBit;
      walkProperty(walk, property, child, value);
    } else if (key === 'resourceType' && type.isResource) {
      continue;
    } else {
      reportUnknown(walk, key, type);
    }
    if (walk.isStopped) {
      return;
    }
    if (key === 'id') {
      hasId = true;
    } else {
      content += 1;
    }
  }
  if (content === 0 || hasId) {
    checkId(walk, value, content, type);
  }
  if (hasConflict) {
    checkChoices(walk, value, type);
  }
  if ((required & requiredBits) !== requiredBits) {
    checkRequired(walk, value, type);
  }
  const check = TYPE_CHECKS.get(type.typeName);
  if (check !== undefined) {
    check(walk, value, type);
  }
  if (type.invariants.length > 0) {
    walk.judge(type.invariants, { value, typeName: type.typeName, type }, type.url);
  }
}

function walkProperty(walk: ElementWalk, property: Property, value: unknown, parent: JsonObject): void {
  const { rule } = property;
  walk.place.enterProperty(property);
  if (rule.prohibited) {
    walk.report(VALIDATION_FINDINGS.cardinality, { rule: rule.path, found: '1', allowed: '0' });
  } else if (rule.repeats) {
    walkRepeated(walk, property, value, parent);
  } else if (Array.isArray(value)) {
    walk.report(VALIDATION_FINDINGS.singleExpected);
  } else {
    walkValue(walk, property, value, parent, undefined);
  }
  walk.place.leaveProperty();
}

function walkRepeated(walk: ElementWalk, property: Property, value: unknown, parent: JsonObject): void {
  if (!Array.isArray(value)) {
    walk.report(VALIDATION_FINDINGS.arrayExpected, { found: shown(value) });
    return;
  }
  if (value.length === 0 && parent[`_${property.key}`] === undefined) {
    walk.report(VALIDATION_FINDINGS.emptyValue, { found: '[]' });
  }
  for (let index = 0; index < value.length; index += 1) {
    walk.place.push(index);
    walkValue(walk, property, value[index], parent, index);
    walk.place.pop();
    if (walk.isStopped) {
      return;
    }
  }
}

/** Judges one value; index is its place in an array, or undefined. */
function walkValue(
  walk: ElementWalk,
  property: Property,
  value: unknown,
  parent: JsonObject,
  index: number | undefined,
): void {
  if (property.isSibling) {
    walkSibling(walk, property, value, parent, index);
  } else if (property.kind === 'primitive') {
    if (value === null) {
      checkNull(walk, property, parent, index);
    } else {
      checkPrimitive(walk, property, value);
    }
  } else if (property.kind === 'complex') {
    walkComplex(walk, property, value);
  } else if (property.kind === 'resource') {
    walk.resource(value, walk.context, property.rule.name === 'contained' ? 'contained' : 'within');
  } else {
    checkNarrative(walk, value);
  }
}

function walkComplex(walk: ElementWalk, property: Property, value: unknown): void {
  if (!isJsonObject(value)) {
    reportWrongJson(walk, value, 'object');
    return;
  }
  const { rule } = property;
  const type = property.type();
  walkObject(walk, value, type);
  if (rule.binding !== undefined) {
    checkCode(walk, value, property);
  }
  if (rule.invariants.length > 0) {
    walk.judge(rule.invariants, { value, typeName: type.typeName, type }, rule.path);
  }
}

/** A null in an array keeps the place of a value that has only extensions (R4 2.6.2.3). */
function checkNull(
  walk: ElementWalk,
  property: Property,
  parent: JsonObject,
  index: number | undefined,
): void {
  const siblings = parent[`_${property.key}`];
  if (index === undefined || !Array.isArray(siblings) || !isJsonObject(siblings[index])) {
    walk.report(VALIDATION_FINDINGS.emptyValue, { found: 'null' });
  }
}

/** What stands beside a primitive value: its id and extensions. */
function walkSibling(
  walk: ElementWalk,
  property: Property,
  value: unknown,
  parent: JsonObject,
  index: number | undefined,
): void {
  // The key is that of the value, with an underscore in front.
  const main = parent[property.key.slice(1)];
  const own: unknown = index === undefined ? main : Array.isArray(main) ? main[index] : undefined;
  const hasValue = own !== undefined && own !== null;
  if (value === null && index !== undefined && hasValue) {
    return;
  }
  if (!isJsonObject(value)) {
    reportWrongJson(walk, value, 'object');
    return;
  }
  walkObject(walk, value, walk.definitions.elementType);
  const { rule } = property;
  if (!hasValue && (value['extension'] === undefined || rule.name === 'id')) {
    walk.report(VALIDATION_FINDINGS.emptyValue, { found: shown(value) });
  }
  if (!hasValue && rule.binding?.strength === 'required') {
    reportNoCode(walk, rule.binding, rule.path);
  }
  if (!hasValue && rule.invariants.length > 0) {
    walk.judge(rule.invariants, { value: undefined, typeName: property.typeName, sibling: value }, rule.path);
  }
}
