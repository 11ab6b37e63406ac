import type { Bundle, Composition, Encounter, Extension, MessageHeader, Patient } from '@medplum/fhirtypes';
import { extensionUrl, volven } from '../../../fhir/systems.ts';
import { mainOf } from '../messageDocument.ts';
import { firstOf } from '../parties.ts';

/**
 * What a notice is about (HIS 1149:2014), by its type in list 8279; `letter`: an event of a discharge letter; `report`:
 * a care document that tells of the stay that it was written in.
 */
export type NoticeKind = 'admitted' | 'ready' | 'withdrawn' | 'discharged' | 'dead' | 'letter' | 'report';

/** What one message tells of one stay. */
export interface StayNotice {
  readonly kind: NoticeKind;
  /** The stay as the message has it, the times of its events within them; references are those of the store. */
  readonly encounter: Encounter;
  /** Reference of the stored stay; in a message that is being taken in, the fullUrl. */
  readonly reference: string;
  /** References of the parties that sent and received the message. */
  readonly sender?: string;
  readonly receiver?: string;
}

/** That the patient is dead, and since when, as precisely as told. */
export interface DeathNotice {
  readonly deceasedDateTime: string;
  readonly precision?: object;
}

/** List 8279 → what it tells. */
export const NOTICE_OF_TYPE: Readonly<Record<string, Exclude<NoticeKind, 'letter' | 'report'>>> = {
  LOG_INNLAGT: 'admitted',
  LOG_UTSKRIVNINGSKLAR: 'ready',
  LOG_AVMELDING: 'withdrawn',
  LOG_UTSKREVET: 'discharged',
  LOG_DOD: 'dead',
};

/** Class of the message → the same, where the type does not tell (PASIENTLOGISTIKK of version 1.5). */
const KINDS_OF_CLASS: Readonly<Record<string, NoticeKind>> = {
  MeldingInnlagtPasient: 'admitted',
  MeldingUtskrivningsklarPasient: 'ready',
  AvmeldingUtskrivningsklarPasient: 'withdrawn',
  MeldingOmUtskrevetPasient: 'discharged',
  OrienteringOmDod: 'dead',
};

/** Class of version 2.0: the municipality's reply tells of no stay, but of when the patient can come. */
export const READY_REPLY_CLASS = 'TilbakemeldingUtskrivningsklarPasient';

/** Events of list 9121. */
export const STAY_EVENT = { admitted: '1', discharged: '2', ready: '3', withdrawn: '4', dead: '13' } as const;

/** Events without a code, by their description: the texts of list 9121, and those of the official discharge report. */
const DESCRIBED: Readonly<Record<string, string>> = {
  'pasient innlagt': STAY_EVENT.admitted,
  'innlagt dato': STAY_EVENT.admitted,
  'pasient utskrevet': STAY_EVENT.discharged,
  'utskrevet dato': STAY_EVENT.discharged,
};

const TIMED_EVENT = extensionUrl('timed-event');
const EVENTS = volven(9121);
const INPATIENT = 'IMP';

/**
 * What a message tells of stays: a notice of the logistics messages is about one, and in a discharge letter each event
 * that is an admission.
 */
export function stayNoticesOf(bundle: Bundle): readonly StayNotice[] {
  const header = firstOf<MessageHeader>(bundle, 'MessageHeader');
  const sender = header?.sender?.reference;
  const receiver = header?.destination?.[0]?.receiver?.reference;
  const parties = {
    ...(sender === undefined ? {} : { sender }),
    ...(receiver === undefined ? {} : { receiver }),
  };
  const main = mainOf(bundle);
  if (main?.resourceType === 'Encounter') {
    const kind = kindOf(main, header);
    const reference = bundle.entry?.find(({ resource }) => resource === main)?.fullUrl;
    const patient = firstOf<Patient>(bundle, 'Patient');
    return kind === undefined || reference === undefined
      ? []
      : [{ kind, encounter: withTimes(main, patient), reference, ...parties }];
  }
  if (main?.resourceType !== 'Composition') {
    return [];
  }
  const told: readonly Omit<StayNotice, 'sender' | 'receiver'>[] = isLetter(header)
    ? stayEventsOf(bundle).map((event) => ({ kind: 'letter' as const, ...event }))
    : reportedStayOf(main, bundle);
  return told.map((notice) => ({ ...notice, ...parties }));
}

/** The stay of a report (HIS 1148:2014) or of health information from the hospital (HIS 1144:2014). */
function reportedStayOf(
  { encounter: stay }: Composition,
  bundle: Bundle,
): readonly Pick<StayNotice, 'kind' | 'encounter' | 'reference'>[] {
  const reference = stay?.reference;
  const encounter = bundle.entry?.find(({ fullUrl }) => fullUrl === reference)?.resource;
  return encounter?.resourceType === 'Encounter' && reference !== undefined
    ? [
        {
          kind: 'report',
          encounter: withReportedPeriod(withTimes(encounter, firstOf<Patient>(bundle, 'Patient'))),
          reference,
        },
      ]
    : [];
}

/** A period of what has happened, also where only a description says what did. */
function withReportedPeriod(stay: Encounter): Encounter {
  const others = { ...stay };
  delete others.period;
  const period = {
    ...timeFact(stay, STAY_EVENT.admitted, 'start'),
    ...timeFact(stay, STAY_EVENT.discharged, 'end'),
  };
  return Object.keys(period).length === 0 ? others : { ...others, period };
}

function timeFact(stay: Encounter, event: string, property: 'start' | 'end'): object {
  const time = factOfEvent(stay, event);
  return time === undefined
    ? {}
    : {
        [property]: time.valueDateTime,
        ...(time._valueDateTime === undefined ? {} : { [`_${property}`]: time._valueDateTime }),
      };
}

/** The events of a letter that are admissions; where none says so, those that do not say what they were. */
function stayEventsOf(bundle: Bundle): readonly Pick<StayNotice, 'encounter' | 'reference'>[] {
  const events = (bundle.entry ?? []).flatMap(({ fullUrl: reference, resource }) =>
    resource?.resourceType === 'Encounter' && reference !== undefined
      ? [{ encounter: resource, reference }]
      : [],
  );
  const admissions = events.filter(({ encounter }) => encounter.class.code === INPATIENT);
  return admissions.length > 0
    ? admissions
    : events.filter(({ encounter }) => encounter.class.code === undefined && encounter.partOf === undefined);
}

/** Codes of the discharge letter: list 8279, and 7315 in version 1.1. */
const LETTERS: ReadonlySet<string> = new Set(['EPIKRISE', 'E']);

export function isLetter(header: MessageHeader | undefined): boolean {
  return LETTERS.has(header?.eventCoding?.code ?? '');
}

function kindOf(stay: Encounter, header: MessageHeader | undefined): NoticeKind | undefined {
  if (stay.meta?.tag?.some(({ code }) => code === READY_REPLY_CLASS)) {
    return undefined;
  }
  const byClass = stay.meta?.tag?.map(({ code = '' }) => KINDS_OF_CLASS[code]).find((kind) => kind);
  return byClass ?? NOTICE_OF_TYPE[header?.eventCoding?.code ?? ''];
}

/** The times that FHIR has a home for, in the events again: several messages of a stay may tell several times. */
function withTimes(stay: Encounter, patient: Patient | undefined): Encounter {
  const times: Readonly<Record<string, TimeOfEvent | undefined>> = {
    [STAY_EVENT.admitted]: timeIn(stay.period, 'start'),
    [STAY_EVENT.discharged]: timeIn(stay.period, 'end'),
    [STAY_EVENT.dead]: timeIn(patient, 'deceasedDateTime'),
  };
  const used = new Set<string>();
  return {
    ...stay,
    extension: (stay.extension ?? []).map((extension) => {
      const code = eventCodeOf(extension) ?? '';
      const time = times[code];
      if (extension.url !== TIMED_EVENT || time === undefined || used.has(code) || hasTime(extension)) {
        return extension;
      }
      used.add(code);
      return { ...extension, extension: [...(extension.extension ?? []), { url: 'time', ...time }] };
    }),
  };
}

interface TimeOfEvent {
  readonly valueDateTime: string;
  readonly _valueDateTime?: object;
}

function timeIn(holder: object | undefined, property: string): TimeOfEvent | undefined {
  const value: unknown = holder === undefined ? undefined : Reflect.get(holder, property);
  const sibling: unknown = holder === undefined ? undefined : Reflect.get(holder, `_${property}`);
  return typeof value === 'string'
    ? {
        valueDateTime: value,
        ...(typeof sibling === 'object' && sibling !== null ? { _valueDateTime: sibling } : {}),
      }
    : undefined;
}

function hasTime({ extension = [] }: Extension): boolean {
  return extension.some(({ url }) => url === 'time');
}

export function eventCodeOf({ url, extension = [] }: Extension): string | undefined {
  if (url !== TIMED_EVENT) {
    return undefined;
  }
  const event = extension.find((part) => part.url === 'event')?.valueCoding;
  const description = extension.find((part) => part.url === 'description')?.valueString;
  return event === undefined
    ? DESCRIBED[description?.trim().toLowerCase() ?? '']
    : event.system === EVENTS
      ? event.code
      : undefined;
}

/** When an event of the stay was or is expected, as told; undefined where the message does not say. */
export function timeOfEvent(stay: Encounter, event: string): string | undefined {
  return toldEvents(stay, event)[0]?.time?.valueDateTime;
}

/** The same where the time is no estimate: what is expected has not happened. */
function factOfEvent(stay: Encounter, event: string): TimeOfEvent | undefined {
  return toldEvents(stay, event).find(({ isEstimate }) => !isEstimate)?.time;
}

interface ToldEvent {
  readonly time: TimeOfEvent | undefined;
  readonly isEstimate: boolean;
}

function toldEvents(stay: Encounter, event: string): readonly ToldEvent[] {
  return (stay.extension ?? [])
    .filter((extension) => eventCodeOf(extension) === event)
    .map(({ extension = [] }) => ({
      time: timeIn(
        extension.find(({ url }) => url === 'time'),
        'valueDateTime',
      ),
      isEstimate: extension.some(({ url, valueBoolean }) => url === 'estimate' && valueBoolean === true),
    }));
}

/** The patient without the time of death, which holds as long as the message that tells it. */
export function deathOf(patient: Patient | undefined): DeathNotice | undefined {
  const time = timeIn(patient, 'deceasedDateTime');
  return time === undefined
    ? undefined
    : {
        deceasedDateTime: time.valueDateTime,
        ...(time._valueDateTime === undefined ? {} : { precision: time._valueDateTime }),
      };
}
