import type { Bundle, Encounter, Extension, MessageHeader, Patient } from '@medplum/fhirtypes';
import { extensionUrl, volven } from '../../../fhir/systems.ts';
import { mainOf } from '../messageDocument.ts';
import { firstOf } from '../parties.ts';

/** What a notice is about (HIS 1149:2014), by its type in list 8279; `letter`: an event of a discharge letter. */
export type NoticeKind = 'admitted' | 'ready' | 'withdrawn' | 'discharged' | 'dead' | 'letter';

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
export const NOTICE_OF_TYPE: Readonly<Record<string, Exclude<NoticeKind, 'letter'>>> = {
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
  return main?.resourceType === 'Composition' && isLetter(header)
    ? stayEventsOf(bundle).map((event) => ({ kind: 'letter' as const, ...event, ...parties }))
    : [];
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
  return url === TIMED_EVENT
    ? extension.find((part) => part.url === 'event' && part.valueCoding?.system === EVENTS)?.valueCoding?.code
    : undefined;
}

/** When an event of the stay was or is expected, as told; undefined where the message does not say. */
export function timeOfEvent(stay: Encounter, event: string): string | undefined {
  const found = (stay.extension ?? []).find((extension) => eventCodeOf(extension) === event);
  return found?.extension?.find(({ url }) => url === 'time')?.valueDateTime;
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
