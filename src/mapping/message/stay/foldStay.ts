import type { Encounter, EncounterStatusHistory, Identifier, Period, Resource } from '@medplum/fhirtypes';
import type { WithId } from '@medplum/core';
import { extensionUrl, volven } from '../../../fhir/systems.ts';
import { uniteIdentifiers } from '../../identity.ts';
import { periodWithStatedEnd } from '../../period.ts';
import { endsStay, endToldBy, holding, startToldBy, type TiedNotice } from './assignStays.ts';
import { contentKey, mergeStays } from './mergeStays.ts';
import { STAY_EVENT, timeOfEvent, type NoticeKind } from './stayNotice.ts';
import { morePrecise } from './toldTime.ts';

/**
 * The stay that its notices tell of: what those say that hold, the newer over the older, people, units and events of
 * all of them. When none holds any more, the stay as last told, in error.
 *
 * @param notices of one stay, oldest first
 */
export function foldStay(notices: readonly [TiedNotice, ...TiedNotice[]]): Encounter {
  const held = holding(notices);
  const newest = notices.at(-1) ?? notices[0];
  const told = held.length === 0 ? [newest] : held;
  const [oldest = newest, ...later] = told;
  const merged = mergeStays([oldest.notice.encounter, ...later.map(({ notice }) => notice.encounter)]);
  const identifier = identifiersOf(notices);
  const end = held.length === 0 ? merged.period?.end : held.map(endToldBy).reduce(morePrecise, undefined);
  const period = withStart(merged.period, held);
  const isEndBeside = period.end === undefined;
  delete period.end;
  if (!isEndBeside || end !== undefined) {
    delete (period as { _end?: unknown })._end;
  }
  const history = historyOf(held, period.start);
  const stay: Encounter = {
    ...merged,
    ...(identifier.length === 0 ? {} : { identifier: [...identifier] }),
    status: statusOf(held),
    ...(history.length === 0 ? {} : { statusHistory: history }),
  };
  delete (stay as { id?: string }).id;
  const whole = {
    ...period,
    ...(end === undefined
      ? {}
      : { ...precisionIn(told, 'end', end), ...periodWithStatedEnd(period.start, end) }),
  };
  if (Object.keys(whole).length === 0) {
    delete stay.period;
    return stay;
  }
  return { ...stay, period: whole };
}

/** Of all the notices, each once. */
function identifiersOf(notices: readonly TiedNotice[]): readonly Identifier[] {
  const told = notices.map(({ notice }) => notice.encounter.identifier ?? []);
  const [first = []] = told;
  const others = new Map(
    told.slice(1).flatMap((identifiers) => identifiers.map((one) => [contentKey(one), one])),
  );
  return uniteIdentifiers(first, [...others.values()]);
}

/** With the admission as what holds tells it, as precisely as it was told; as it is where none tells it. */
function withStart(period: Period | undefined, held: readonly TiedNotice[]): Period {
  const start = held.map(startToldBy).reduce(morePrecise, undefined);
  if (start === undefined) {
    return { ...period };
  }
  const told = { ...period, start };
  delete (told as { _start?: unknown })._start;
  return { ...told, ...precisionIn(held, 'start', start) };
}

/** How precisely a time was told, beside it. */
function precisionIn(notices: readonly TiedNotice[], property: 'start' | 'end', time: string): object {
  const period = notices
    .map(({ notice }) => notice.encounter.period)
    .findLast((one) => one?.[property] === time);
  const sibling: unknown = period === undefined ? undefined : Reflect.get(period, `_${property}`);
  return sibling === undefined ? {} : { [`_${property}`]: sibling };
}

function statusOf(held: readonly TiedNotice[]): Encounter['status'] {
  if (held.length === 0) {
    return 'entered-in-error';
  }
  return held.some(endsStay) ? 'finished' : 'in-progress';
}

/** Kind of notice → the event of list 9121 with which a stage of the stay begins. */
const STAGE: Readonly<Partial<Record<NoticeKind, string>>> = {
  admitted: STAY_EVENT.admitted,
  ready: STAY_EVENT.ready,
  withdrawn: STAY_EVENT.withdrawn,
  discharged: STAY_EVENT.discharged,
  dead: STAY_EVENT.dead,
  report: STAY_EVENT.discharged,
};

const ADMITTED_DISPLAY = 'Pasient innlagt';
const DISPLAY: Readonly<Record<string, string>> = {
  [STAY_EVENT.admitted]: ADMITTED_DISPLAY,
  [STAY_EVENT.ready]: 'Pasient utskrivningsklar',
  [STAY_EVENT.withdrawn]: 'Avmelding av utskrivningsklar pasient',
  [STAY_EVENT.discharged]: 'Pasient utskrevet',
  [STAY_EVENT.dead]: 'Pasienten er død',
};

interface Stage {
  readonly event: string | undefined;
  readonly status: EncounterStatusHistory['status'];
  readonly from: string;
}

/**
 * The stages of the stay. FHIR has no status for who is ready for discharge: that is a stage in progress, with the
 * event of list 9121 that began it in the extension `stay-event`. A stage begins when its event was, else when it was
 * told.
 */
function historyOf(held: readonly TiedNotice[], admission: string | undefined): EncounterStatusHistory[] {
  const others = held.filter(({ notice }) => notice.kind !== 'report');
  const report = others.some(endsStay) ? undefined : held.findLast(endsStay);
  const told = [...others, ...(report === undefined ? [] : [report])].flatMap((tied): Stage[] => {
    const { kind, encounter } = tied.notice;
    const event = STAGE[kind];
    const from = event === undefined ? endToldBy(tied) : (timeOfEvent(encounter, event) ?? instantOf(tied));
    return from === undefined ? [] : [{ event, from, status: endsStay(tied) ? 'finished' : 'in-progress' }];
  });
  const isAdmissionTold = told.some(({ event }) => event === STAY_EVENT.admitted);
  const stages: readonly Stage[] =
    admission === undefined || isAdmissionTold
      ? told
      : [{ event: STAY_EVENT.admitted, status: 'in-progress', from: admission }, ...told];
  return stages.map(({ event, status, from }, index) => {
    const next = stages[index + 1]?.from;
    return {
      ...(event === undefined
        ? {}
        : {
            extension: [
              {
                url: extensionUrl('stay-event'),
                valueCoding: { system: volven(9121), code: event, display: DISPLAY[event] ?? '' },
              },
            ],
          }),
      status,
      period: {
        start: from,
        ...(next !== undefined && Date.parse(next) >= Date.parse(from) ? { end: next } : {}),
      },
    };
  });
}

function instantOf({ madeAt }: TiedNotice): string {
  return new Date(madeAt).toISOString();
}

/** With the id under which it is stored. */
export function stayWithId(stay: Encounter, id: string): WithId<Resource> {
  return Object.assign({}, stay, { id });
}
