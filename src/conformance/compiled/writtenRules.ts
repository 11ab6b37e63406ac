import { compareTemporal } from './fhirPath/values.ts';

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
  // Task
  'lastModified.exists().not() or authoredOn.exists().not() or lastModified >= authoredOn': (task) =>
    !present(task, 'lastModified') ||
    !present(task, 'authoredOn') ||
    (has(task['lastModified']) &&
      has(task['authoredOn']) &&
      isOrdered(task['authoredOn'], task['lastModified'])),
};
