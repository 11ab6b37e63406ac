/** What the rules look up, made once per catalogue, so that a registration costs one or two map look-ups. */

import { dayOf } from './calendarDay.ts';
import { shortestLimitOf } from './careSetting.ts';
import type { LocalDate } from './record.ts';
import type {
  Catalogue,
  CombinedCode,
  Edition,
  ExpectedMilestone,
  IntervalPoint,
  PathwayTime,
} from './catalogue.ts';

/** A registration that names an existing combination, as code and as its parts. */
export interface ResolvedRegistration {
  readonly ok: true;
  readonly type: string;
  readonly event: string;
  readonly outcome?: string;
  readonly code: string;
}

export interface CompiledCode {
  readonly ok: true;
  readonly combined: CombinedCode;
  readonly resolved: ResolvedRegistration;
  readonly validFrom: number | undefined;
  readonly validTo: number | undefined;
  /** Whether a first or a last day is known. */
  readonly isBounded: boolean;
}

/** A pathway time that registrations, or the referral, can have closed too late. */
export interface ClosableTime {
  readonly time: PathwayTime;
  /** The shortest limit in days that may hold, whatever the setting. */
  readonly shortest: number;
}

export interface CompiledEdition {
  readonly edition: Edition;
  readonly validFrom: number;
  readonly validTo: number;
  readonly timesById: ReadonlyMap<string, PathwayTime>;
  readonly timesByType: ReadonlyMap<string, readonly PathwayTime[]>;
  readonly closableByType: ReadonlyMap<string, readonly ClosableTime[]>;
  /** The intervals that other types have a time for and the type has none, without a limit. */
  readonly timelessByType: ReadonlyMap<string, readonly PathwayTime[]>;
  readonly milestonesByType: ReadonlyMap<string, readonly ExpectedMilestone[]>;
  /** Type → event → the events that come after it in the chain, itself left out. */
  readonly laterEvents: ReadonlyMap<string, ReadonlyMap<string, readonly string[]>>;
}

export interface CompiledCatalogue {
  readonly codes: ReadonlyMap<string, CompiledCode>;
  /** Type → event → combined codes. */
  readonly codesOfEvent: ReadonlyMap<string, ReadonlyMap<string, readonly string[]>>;
  /** Oldest first. */
  readonly editions: readonly CompiledEdition[];
}

const compiledCatalogues = new WeakMap<Catalogue, CompiledCatalogue>();

export function compiledCatalogue(catalogue: Catalogue): CompiledCatalogue {
  const known = compiledCatalogues.get(catalogue);
  if (known !== undefined) {
    return known;
  }
  const compiled: CompiledCatalogue = {
    codes: new Map(
      [...catalogue.combinedCodes.values()].map((combined) => [
        combined.code,
        compileCode(combined, catalogue.pathwayTypes.get(combined.pathway)?.validFrom),
      ]),
    ),
    codesOfEvent: codesOfEvent(catalogue),
    editions: catalogue.editions.map(compileEdition),
  };
  compiledCatalogues.set(catalogue, compiled);
  return compiled;
}

/** A code without a first day of its own has that of its pathway type: there was nothing to register before. */
function compileCode(combined: CombinedCode, firstDayOfType: LocalDate | undefined): CompiledCode {
  const { code, pathway: type, event, outcome, validFrom = firstDayOfType } = combined;
  return {
    ok: true,
    combined,
    resolved:
      outcome === undefined ? { ok: true, type, event, code } : { ok: true, type, event, outcome, code },
    validFrom: validFrom === undefined ? undefined : dayOf(validFrom),
    validTo: combined.validTo === undefined ? undefined : dayOf(combined.validTo),
    isBounded: validFrom !== undefined || combined.validTo !== undefined,
  };
}

function codesOfEvent(catalogue: Catalogue): ReadonlyMap<string, ReadonlyMap<string, readonly string[]>> {
  const byType = new Map<string, Map<string, string[]>>();
  for (const { code, pathway, event } of catalogue.combinedCodes.values()) {
    const byEvent = byType.get(pathway) ?? new Map<string, string[]>();
    byType.set(pathway, byEvent);
    byEvent.set(event, [...(byEvent.get(event) ?? []), code]);
  }
  return byType;
}

function compileEdition(edition: Edition): CompiledEdition {
  const milestonesByType = Map.groupBy(edition.milestones, ({ pathway }) => pathway);
  return {
    edition,
    validFrom: dayOf(edition.validFrom) ?? Number.NEGATIVE_INFINITY,
    validTo: (edition.validTo === undefined ? undefined : dayOf(edition.validTo)) ?? Number.POSITIVE_INFINITY,
    timesById: new Map(edition.times.map((time) => [time.id, time])),
    timesByType: Map.groupBy(edition.times, ({ pathway }) => pathway),
    closableByType: Map.groupBy(closableOf(edition.times), ({ time }) => time.pathway),
    timelessByType: new Map(edition.pathwayTypes.map((type) => [type, timelessOf(type, edition.times)])),
    milestonesByType,
    laterEvents: new Map(
      [...milestonesByType].map(([type, milestones]) => [type, laterEventsOf(milestones)]),
    ),
  };
}

function closableOf(times: readonly PathwayTime[]): readonly ClosableTime[] {
  return times
    .filter((time) => !isNeverRegistered(time.to) && shortestLimitOf(time) < Infinity)
    .map((time) => ({ time, shortest: shortestLimitOf(time) }));
}

/** No code tells that other treatment has started. */
export function isNeverRegistered(to: IntervalPoint): boolean {
  return 'date' in to && to.date === 'otherTreatmentStarts';
}

/** Only between events: which types are timed from the referral is known. */
function timelessOf(type: string, times: readonly PathwayTime[]): readonly PathwayTime[] {
  const own = times.filter(({ pathway }) => pathway === type);
  const timeless: PathwayTime[] = [];
  for (const { id, pathway, from, to } of times) {
    const isKnown = [...own, ...timeless].some((time) => isSame(time.from, from) && isSame(time.to, to));
    if ('event' in from && !isKnown) {
      timeless.push({
        id: id.replace(pathway, type),
        pathway: type,
        from,
        to,
        days: {},
        confirmed: false,
        source: 'No source gives a pathway time for this pathway type',
      });
    }
  }
  return timeless;
}

function isSame(first: IntervalPoint, second: IntervalPoint): boolean {
  return JSON.stringify(first) === JSON.stringify(second);
}

function laterEventsOf(milestones: readonly ExpectedMilestone[]): ReadonlyMap<string, readonly string[]> {
  const later = new Map<string, readonly string[]>();
  for (const { event } of milestones) {
    const reached = new Set<string>();
    const open = [event];
    for (let current = open.pop(); current !== undefined; current = open.pop()) {
      for (const milestone of milestones) {
        if (milestone.after === current && !reached.has(milestone.event)) {
          reached.add(milestone.event);
          open.push(milestone.event);
        }
      }
    }
    reached.delete(event);
    later.set(event, [...reached]);
  }
  return later;
}
