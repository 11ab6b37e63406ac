import { createFinding } from '../../findings/finding.ts';
import type { Finding, FindingDefinition, Severity } from '../../findings/finding.ts';
import { dateOfDay } from '../calendarDay.ts';
import type { PathwayHistory } from '../history.ts';
import type { CodedRegistration, DatedRegistration, PreparedPathway } from '../preparedPathway.ts';
import type { RegistrationsByEvent } from '../registrationsByEvent.ts';

/** A rule looks at one pathway and reports what is wrong in it. It never throws on what a sender may send. */
export type PathwayRule = (pathway: CheckedPathway, report: Report) => void;

export interface CheckedPathway extends PreparedPathway {
  /** Undefined when the day given for today is no date. */
  readonly today: number | undefined;
  /** Filled once the dates have been judged. */
  byEvent: RegistrationsByEvent;
  /** All of them, earliest first; filled with byEvent. */
  dated: readonly DatedRegistration[];
  /** Whether the patient came from another trust where a pathway of the same type ended in a transfer (X, O). */
  followsTransfer: boolean;
}

export interface Report {
  readonly findings: Finding[];
}

/** A finding about one registration; what else would follow from the same fault is not reported again. */
export function reportRegistration(
  report: Report,
  definition: FindingDefinition,
  registration: CodedRegistration,
  values: Readonly<Record<string, string>> = {},
  severity: Severity = definition.severity,
): void {
  registration.doubtful = true;
  const { moment, resolved } = registration;
  const date = moment === undefined ? '' : dateOfDay(moment.day);
  const place = registration.registration.place;
  report.findings.push(createFinding(definition, place, { code: resolved.code, date, ...values }, severity));
}

/** A finding about the pathway as a whole, or about one of its other parts. */
export function reportAt(
  report: Report,
  definition: FindingDefinition,
  place: string,
  values: Readonly<Record<string, string>> = {},
  severity: Severity = definition.severity,
): void {
  report.findings.push(createFinding(definition, place, values, severity));
}

/** The place of a part of the pathway that is no registration, as the pathway record names it. */
export function placeIn(history: PathwayHistory, part: string): string {
  return history.place === '' ? part : `${history.place}.${part}`;
}

const NONE: readonly DatedRegistration[] = [];

export function datedOf(pathway: CheckedPathway, event: string): readonly DatedRegistration[] {
  return pathway.byEvent.get(event) ?? NONE;
}

/** Whether the event is registered at all, with or without a date. */
export function hasEvent(pathway: PreparedPathway, event: string): boolean {
  return pathway.coded.some(({ resolved }) => resolved.event === event);
}
