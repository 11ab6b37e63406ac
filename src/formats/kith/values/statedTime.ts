import { extensionUrl } from '../../../fhir/systems.ts';
import { besideOf, findExtension, isNode, stringOf, type FhirNode, type Slot } from '../mapping/node.ts';

/**
 * A time as the message states it, where FHIR's Period cannot hold it as its start or end (R4, Period, per-1: the start
 * is not after the end, and the two can be compared). It stands beside what the Period does hold: nothing of an end
 * before the start, and of two times that only differ in precision what both have.
 */
const STATED_TIME = extensionUrl('stated-time');

/**
 * Makes a Period of the message one that FHIR can hold; what it states stays beside.
 *
 * @returns true when it ends before it starts
 */
export function settlePeriod(period: FhirNode): boolean {
  const { start, end } = period;
  if (typeof start !== 'string' || typeof end !== 'string') {
    return false;
  }
  const [shorter, longer] = start.length < end.length ? [start, end] : [end, start];
  if (shorter.length !== longer.length && longer.startsWith(shorter) && !shorter.includes('T')) {
    keepBeside(period, longer === start ? 'start' : 'end', shorter);
    return false;
  }
  if (!isBefore(end, start)) {
    return false;
  }
  keepBeside(period, 'end', undefined);
  return true;
}

function keepBeside(period: FhirNode, property: 'start' | 'end', held: string | undefined): void {
  const beside = besideOf(property);
  const sibling = period[beside];
  const extension = {
    url: STATED_TIME,
    valueDateTime: period[property],
    ...(sibling === undefined ? {} : { _valueDateTime: sibling }),
  };
  period[beside] = { extension: [extension] };
  if (held === undefined) {
    Reflect.deleteProperty(period, property);
  } else {
    period[property] = held;
  }
}

/** Dates by their digits, as far as both go; instants by the time that they are. */
function isBefore(one: string, other: string): boolean {
  if (one.includes('T') && other.includes('T')) {
    return Date.parse(one) < Date.parse(other);
  }
  const length = Math.min(one.length, other.length, WHOLE_DATE);
  return one.slice(0, length) < other.slice(0, length);
}

const WHOLE_DATE = 10;

/** The time that stands beside, unless the Period has been given another. */
export function statedTime(value: unknown, sibling: FhirNode): Slot | undefined {
  const extension = findExtension(sibling, STATED_TIME);
  const stated = stringOf(extension?.valueDateTime);
  const isGiven = value !== undefined && (typeof value !== 'string' || stated?.startsWith(value) !== true);
  if (stated === undefined || isGiven) {
    return undefined;
  }
  const beside = extension?._valueDateTime;
  return { value: stated, sibling: isNode(beside) ? beside : undefined };
}

/** The same of an element with `property` and what stands beside it. */
export function statedTimeIn(holder: FhirNode, property: string): Slot {
  const value = holder[property];
  const beside = holder[besideOf(property)];
  const sibling = isNode(beside) ? beside : undefined;
  return (sibling === undefined ? undefined : statedTime(value, sibling)) ?? { value, sibling };
}
