import { extensionUrl, volven } from '../../../../fhir/systems.ts';
import { findExtension, isNode, nodesOf, type FhirNode } from '../../mapping/node.ts';
import { codingIn } from '../../values/codes.ts';
import { statedTimeIn } from '../../values/statedTime.ts';
import type { DecodeScope } from '../../mapping/decodeScope.ts';

const TIMED_EVENT = extensionUrl('timed-event');

/**
 * Events (list 9121) whose time has a home of its own in FHIR: the first of each kind has it there, and not in the
 * extension `timed-event`.
 */
const TIMES = [
  { event: '1', display: 'Pasient innlagt', on: 'stay', property: 'start' },
  { event: '2', display: 'Pasient utskrevet', on: 'stay', property: 'end' },
  { event: '13', display: 'Pasienten er død', on: 'patient', property: 'deceasedDateTime' },
] as const;

/** After decoding: the times of events to their homes. */
export function placeTimes(stay: FhirNode, patient: FhirNode, scope: DecodeScope): void {
  for (const { event, on, property } of TIMES) {
    const time = findExtension(eventOf(stay, event), 'time');
    if (time?.valueDateTime === undefined) {
      continue;
    }
    const holder = on === 'patient' ? patient : periodOf(stay);
    holder[property] = time.valueDateTime;
    if (property === 'end') {
      scope.noteEnd(holder, `${String(stay.resourceType)}.period`);
    }
    if (time._valueDateTime !== undefined) {
      holder[`_${property}`] = time._valueDateTime;
    }
    const extension = eventOf(stay, event);
    if (extension !== undefined) {
      extension.extension = nodesOf(extension.extension).filter((part) => part !== time);
    }
  }
}

/**
 * For encoding: the stay with the times in its events again.
 *
 * @param expected events (9121) that the message has to tell: made of the time where a producer has only that
 */
export function withTimes(stay: FhirNode, patient: FhirNode, expected: readonly string[] = []): FhirNode {
  const period = isNode(stay.period) ? stay.period : {};
  const known = nodesOf(stay.extension).filter(({ url }) => url === TIMED_EVENT);
  const restored = new Map<FhirNode, FhirNode>();
  const made: FhirNode[] = [];
  for (const { event, display, on, property } of TIMES) {
    const holder = on === 'patient' ? patient : period;
    const { value, sibling } = statedTimeIn(holder, property);
    if (value === undefined) {
      continue;
    }
    const time = {
      url: 'time',
      valueDateTime: value,
      ...(sibling === undefined ? {} : { _valueDateTime: sibling }),
    };
    const extension = eventOf(stay, event);
    if (extension === undefined && expected.includes(event)) {
      made.push({
        url: TIMED_EVENT,
        extension: [
          { url: 'event', valueCoding: { system: volven(9121), code: event, display } },
          time,
          { url: 'estimate', valueBoolean: false },
        ],
      });
    } else if (extension !== undefined && findExtension(extension, 'time') === undefined) {
      restored.set(extension, { ...extension, extension: [...nodesOf(extension.extension), time] });
    }
  }
  return restored.size === 0 && made.length === 0 && known.length === nodesOf(stay.extension).length
    ? stay
    : {
        ...stay,
        extension: [
          ...nodesOf(stay.extension).map((extension) => restored.get(extension) ?? extension),
          ...made,
        ],
      };
}

function eventOf(stay: FhirNode, event: string): FhirNode | undefined {
  return nodesOf(stay.extension).find(
    (extension) => extension.url === TIMED_EVENT && codingIn(extension, 'event')?.code === event,
  );
}

function periodOf(stay: FhirNode): FhirNode {
  const period = isNode(stay.period) ? stay.period : {};
  stay.period = period;
  return period;
}
