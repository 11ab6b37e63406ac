/** One pathway read once for all rules: codes resolved, dates as days, registrations in order and by event. */

import type { Finding } from '../findings/finding.ts';
import { dayOf } from './calendarDay.ts';
import type { Catalogue, CareSetting } from './catalogue.ts';
import { careSettingOf } from './careSetting.ts';
import { compiledCatalogue } from './compiledCatalogue.ts';
import type { CompiledCode, CompiledEdition, ResolvedRegistration } from './compiledCatalogue.ts';
import { editionFor, isUnconfirmed, startWithoutRegistration } from './edition.ts';
import { EVENT } from './event.ts';
import type { HistoryContact, PathwayHistory, Registration } from './history.ts';
import { momentOf } from './moment.ts';
import type { Moment } from './moment.ts';
import { codeMeant, contactOf, pathwayTypeOf, textOf } from './registration.ts';

/** A registration whose code exists and belongs to the pathway. */
export interface CodedRegistration {
  readonly registration: Registration;
  readonly resolved: ResolvedRegistration;
  readonly compiled: CompiledCode;
  readonly contact: HistoryContact | undefined;
  readonly setting: CareSetting | undefined;
  /** Its own date or its contact's; undefined when there is none that can be used. */
  moment: Moment | undefined;
  /** Set once a rule has found its date or order wrong: what follows from the same fault is not found again. */
  doubtful: boolean;
}

/** A coded registration with a date that can be used. */
export interface DatedRegistration extends CodedRegistration {
  moment: Moment;
}

export interface PreparedPathway {
  readonly history: PathwayHistory;
  readonly catalogue: Catalogue;
  /** As named or read from the codes; undefined when nothing tells it or the catalogue does not have it. */
  readonly type: string | undefined;
  /** The day by which the edition is chosen where none is named. */
  readonly startDay: number | undefined;
  readonly edition: CompiledEdition;
  readonly basis: CompiledEdition;
  readonly unconfirmed: boolean;
  /** What was wrong with the codes of the registrations that are left out of the rest. */
  readonly codeFindings: readonly Finding[];
  readonly coded: readonly CodedRegistration[];
  /** The days between which all registrations lie, as they came; −∞ and ∞ where one of them has no date. */
  readonly firstDay: number;
  readonly lastDay: number;
  readonly received: number | undefined;
  readonly assessed: number | undefined;
  readonly acuteDecision: number | undefined;
  /** Undefined too where two are told that differ: no other date is held against either. */
  readonly birthDay: number | undefined;
}

/** Before every time of day, so that of one day the registrations without a time come first. */
const NO_TIME = Number.MIN_SAFE_INTEGER;

export function preparePathway(history: PathwayHistory, catalogue: Catalogue): PreparedPathway {
  const named = pathwayTypeOf(history, catalogue);
  const codeFindings: Finding[] = [];
  const coded: CodedRegistration[] = [];
  const { codes } = compiledCatalogue(catalogue);
  let startDay: number | undefined;
  let [firstDay, lastDay] = [Infinity, -Infinity];
  for (const registration of history.registrations) {
    const compiled = codeMeant(registration, named, catalogue, codes);
    if (!compiled.ok) {
      codeFindings.push(...compiled.findings);
      continue;
    }
    const prepared = prepareRegistration(registration, compiled, history);
    coded.push(prepared);
    const day = prepared.moment?.day;
    firstDay = Math.min(firstDay, day ?? -Infinity);
    lastDay = Math.max(lastDay, day ?? Infinity);
    if (compiled.resolved.event === EVENT.start && day !== undefined) {
      startDay = Math.min(startDay ?? day, day);
    }
  }
  const type = named !== undefined && catalogue.pathwayTypes.has(named) ? named : undefined;
  const started = startDay ?? startWithoutRegistration(history, catalogue);
  const { chosen, basis } = editionFor(history.edition, started, catalogue);
  const { referral, patient } = history;
  return {
    history,
    catalogue,
    type,
    startDay: started,
    edition: chosen,
    basis,
    unconfirmed: isUnconfirmed(chosen.edition, type),
    codeFindings,
    coded,
    firstDay,
    lastDay,
    received: optionalDay(referral?.received),
    assessed: optionalDay(referral?.assessed),
    acuteDecision: optionalDay(referral?.acuteDecision),
    birthDay: patient?.otherBirthDate === undefined ? optionalDay(patient?.birthDate) : undefined,
  };
}

/** Those with a date that can be used, earliest first; of one day those without a time come first. */
export function inOrderOfDate(coded: readonly CodedRegistration[]): readonly DatedRegistration[] {
  const dated: DatedRegistration[] = [];
  let inOrder = true;
  for (const registration of coded) {
    if (isDated(registration)) {
      const last = dated.at(-1);
      inOrder &&= last === undefined || byMoment(last, registration) <= 0;
      dated.push(registration);
    }
  }
  return inOrder ? dated : dated.sort(byMoment);
}

export function isDated(registration: CodedRegistration): registration is DatedRegistration {
  return registration.moment !== undefined;
}

export function byMoment(first: DatedRegistration, second: DatedRegistration): number {
  const days = first.moment.day - second.moment.day;
  return days !== 0 ? days : (first.moment.second ?? NO_TIME) - (second.moment.second ?? NO_TIME);
}

function prepareRegistration(
  registration: Registration,
  compiled: CompiledCode,
  history: PathwayHistory,
): CodedRegistration {
  const contact = contactOf(registration, history);
  const date = textOf(registration.date) ?? textOf(contact?.start);
  return {
    registration,
    resolved: compiled.resolved,
    compiled,
    contact,
    setting: careSettingOf(textOf(registration.careLevel) ?? contact?.careLevel),
    moment: date === undefined ? undefined : momentOf(date),
    doubtful: false,
  };
}

function optionalDay(date: string | undefined): number | undefined {
  return date === undefined ? undefined : dayOf(date);
}
