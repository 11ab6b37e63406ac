import type { Encounter, Extension } from '@medplum/fhirtypes';
import { extensionUrl, volven } from '../../../fhir/systems.ts';
import { codingOf, type CodeTexts } from '../../coding.ts';
import { STAY_EVENT } from '../stay/stayNotice.ts';
import type { MessageDraft } from './messageDraft.ts';
import type { StayOccasion } from './planForms.ts';

/** The stay that a message of this type tells of. */
export function stayTold(draft: MessageDraft, { stay, isEnded }: StayOccasion, event: string): Encounter {
  const { period, hospitalization } = stay;
  const start = period?.start;
  const end = isEnded ? period?.end : undefined;
  return {
    resourceType: 'Encounter',
    status: isEnded ? 'finished' : 'in-progress',
    class: stay.class,
    subject: draft.patientReference(),
    ...(event === 'LOG_UTSKREVET' && hospitalization !== undefined ? { hospitalization } : {}),
    ...(start === undefined && end === undefined
      ? {}
      : { period: { ...(start === undefined ? {} : { start }), ...(end === undefined ? {} : { end }) } }),
  };
}

/** The events that the message has to tell; the times of admission and discharge are those of the period. */
export function eventsTold(
  { texts }: MessageDraft,
  { stay, isEnded }: StayOccasion,
  type: string,
): Extension[] {
  const kept = (stay.extension ?? []).filter(({ url }) => url === extensionUrl('timed-event'));
  const known = new Set(kept.flatMap((one) => partOf(one, 'event')?.valueCoding?.code ?? []));
  const stages = (stay.statusHistory ?? []).flatMap(({ extension = [], period }) =>
    extension.flatMap(({ valueCoding }) =>
      valueCoding?.code === undefined ? [] : [{ code: valueCoding.code, at: period.start }],
    ),
  );
  const wanted = wantedEvents(type, isEnded);
  return wanted.flatMap((code) => {
    const timeInPeriod = code === STAY_EVENT.admitted || code === STAY_EVENT.discharged;
    const told = kept.find((one) => partOf(one, 'event')?.valueCoding?.code === code);
    if (known.has(code) && told !== undefined) {
      return [timeInPeriod ? withoutTime(told) : told];
    }
    const at = timeInPeriod ? undefined : stages.findLast((stage) => stage.code === code)?.at;
    const stands = code === STAY_EVENT.admitted ? stay.period?.start : stay.period?.end;
    return (timeInPeriod ? stands : at) === undefined ? [] : [timedEvent(texts, code, at)];
  });
}

/** Events of list 9121 that a message has to tell (HIS 1144, 1148, 1149:2014). */
function wantedEvents(type: string, isEnded: boolean): readonly string[] {
  switch (type) {
    case 'LOG_UTSKREVET':
      return [STAY_EVENT.discharged];
    case 'LOG_UTSKRIVNINGSKLAR':
      return [STAY_EVENT.admitted, STAY_EVENT.ready];
    case 'LOG_AVMELDING':
      return [STAY_EVENT.withdrawn];
    case 'LOG_INNLAGT':
      return [STAY_EVENT.admitted];
    default:
      return isEnded ? [STAY_EVENT.admitted, STAY_EVENT.discharged] : [STAY_EVENT.admitted, STAY_EVENT.ready];
  }
}

function timedEvent(texts: CodeTexts, code: string, at: string | undefined): Extension {
  return {
    url: extensionUrl('timed-event'),
    extension: [
      { url: 'event', valueCoding: codingOf(texts, volven(9121), code) },
      ...(at === undefined ? [] : [{ url: 'time', valueDateTime: at }]),
      { url: 'estimate', valueBoolean: false },
    ],
  };
}

function withoutTime(event: Extension): Extension {
  return { ...event, extension: (event.extension ?? []).filter(({ url }) => url !== 'time') };
}

function partOf({ extension = [] }: Extension, name: string): Extension | undefined {
  return extension.find(({ url }) => url === name);
}
