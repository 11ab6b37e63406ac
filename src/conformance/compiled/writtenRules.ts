import { compareTemporal, keyOfValue } from './fhirPath/values.ts';
import { isJsonObject } from './json.ts';

/**
 * The invariants of the data types that stand in nearly every resource, written out for speed. The key is the
 * expression as the definition has it: a rule with another expression is never judged by these.
 */
type Rule = (value: Readonly<Record<string, unknown>>) => boolean;

const has = (value: unknown): boolean => value !== undefined;

/** Whether a primitive is there, with a value or with extensions only. */
function present(object: Readonly<Record<string, unknown>>, name: string): boolean {
  return has(object[name]) || has(object[`_${name}`]);
}

const UCUM = 'http://unitsofmeasure.org';

function isOrdered(start: unknown, end: unknown): boolean {
  if (typeof start !== 'string' || typeof end !== 'string') {
    return true;
  }
  const order = compareTemporal(start, end);
  return order !== undefined && order <= 0;
}

/** The values of an element, of one that stands alone where a list belongs too. */
function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? (value as readonly unknown[]) : value === undefined ? [] : [value];
}

function hasObject(value: unknown): boolean {
  return isJsonObject(value) || listOf(value).some(isJsonObject);
}

/** The forms of Observation.value[x] (R4). */
// prettier-ignore
const VALUES = [
  'Quantity', 'CodeableConcept', 'String', 'Boolean', 'Integer', 'Range', 'Ratio', 'SampledData', 'Time', 'DateTime', 'Period',
].map((type) => `value${type}`);

function hasValue(observation: Readonly<Record<string, unknown>>): boolean {
  for (const key in observation) {
    if (
      key.charCodeAt(0) === LETTER_V
        ? VALUES.includes(key)
        : key.startsWith('_value') && VALUES.includes(key.slice(1))
    ) {
      return true;
    }
  }
  return false;
}

const LETTER_V = 'v'.charCodeAt(0);

function codingsIn(concept: unknown): readonly unknown[] {
  return isJsonObject(concept) ? listOf(concept['coding']).filter(isJsonObject) : [];
}

/** Whether a component has a code that the whole has. */
function repeatsCode({ code, component }: Readonly<Record<string, unknown>>): boolean {
  const whole = new Set(codingsIn(code).map(keyOfValue));
  return listOf(component).some(
    (each) => isJsonObject(each) && codingsIn(each['code']).some((coding) => whole.has(keyOfValue(coding))),
  );
}

export const WRITTEN_RULES: Readonly<Record<string, Rule>> = {
  // Period
  'start.hasValue().not() or end.hasValue().not() or (start <= end)': (period) =>
    isOrdered(period['start'], period['end']),
  // Quantity
  'code.empty() or system.exists()': (quantity) => !present(quantity, 'code') || present(quantity, 'system'),
  // Duration
  'code.exists() implies ((system = %ucum) and value.exists())': (quantity) =>
    !present(quantity, 'code') || (quantity['system'] === UCUM && present(quantity, 'value')),
  // ContactPoint
  'value.empty() or system.exists()': (point) => !present(point, 'value') || present(point, 'system'),
  // Attachment
  'data.empty() or contentType.exists()': (attachment) =>
    !present(attachment, 'data') || present(attachment, 'contentType'),
  // CarePlan.activity
  'detail.empty() or reference.empty()': (activity) =>
    !has(activity['detail']) || !has(activity['reference']),
  // Timing.repeat
  'duration.empty() or durationUnit.exists()': (repeat) =>
    !present(repeat, 'duration') || present(repeat, 'durationUnit'),
  'period.empty() or periodUnit.exists()': (repeat) =>
    !present(repeat, 'period') || present(repeat, 'periodUnit'),
  'duration.exists() implies duration >= 0': (repeat) =>
    !present(repeat, 'duration') || (typeof repeat['duration'] === 'number' && repeat['duration'] >= 0),
  'period.exists() implies period >= 0': (repeat) =>
    !present(repeat, 'period') || (typeof repeat['period'] === 'number' && repeat['period'] >= 0),
  'periodMax.empty() or period.exists()': (repeat) =>
    !present(repeat, 'periodMax') || present(repeat, 'period'),
  'durationMax.empty() or duration.exists()': (repeat) =>
    !present(repeat, 'durationMax') || present(repeat, 'duration'),
  'countMax.empty() or count.exists()': (repeat) => !present(repeat, 'countMax') || present(repeat, 'count'),
  'timeOfDay.empty() or when.empty()': (repeat) => !present(repeat, 'timeOfDay') || !present(repeat, 'when'),
  // Observation
  'dataAbsentReason.empty() or value.empty()': (observation) =>
    !hasObject(observation['dataAbsentReason']) || !hasValue(observation),
  'value.empty() or component.code.where(coding.intersect(%resource.code.coding).exists()).empty()': (
    observation,
  ) => !hasObject(observation['component']) || !hasValue(observation) || !repeatsCode(observation),
  'low.exists() or high.exists() or text.exists()': (range) =>
    hasObject(range['low']) || hasObject(range['high']) || present(range, 'text'),
  // Vital signs
  '(component.empty() and hasMember.empty()) implies (dataAbsentReason.exists() or value.exists())': (
    observation,
  ) =>
    hasObject(observation['component']) ||
    hasObject(observation['hasMember']) ||
    hasObject(observation['dataAbsentReason']) ||
    hasValue(observation),
  'value.exists() or dataAbsentReason.exists()': (component) =>
    hasObject(component['dataAbsentReason']) || hasValue(component),
  // Task
  'lastModified.exists().not() or authoredOn.exists().not() or lastModified >= authoredOn': (task) =>
    !present(task, 'lastModified') ||
    !present(task, 'authoredOn') ||
    (has(task['lastModified']) &&
      has(task['authoredOn']) &&
      isOrdered(task['authoredOn'], task['lastModified'])),
};
