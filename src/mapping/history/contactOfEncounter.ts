import type { Encounter } from '@medplum/fhirtypes';
import { CODE_SYSTEM, volven } from '../../fhir/systems.ts';
import type { HistoryContact } from '../../pathway/history.ts';
import { canonicalSystem } from '../../terminology/systemUri.ts';
import { codeOf } from './codeOf.ts';
import { dayOrTime } from './dayOrTime.ts';

/** Volven 8406: inpatient care, the only level that Encounter.class tells by itself (day and outpatient are one class). */
const INPATIENT = '1';

/** @param key by which registrations name the contact */
export function contactOfEncounter(encounter: Encounter, key: string, place: string): HistoryContact {
  const { period, type } = encounter;
  const careLevel = codeOf(type, volven(8406)) ?? (isInpatient(encounter) ? INPATIENT : undefined);
  const start = dayOrTime(period?.start);
  const end = dayOrTime(period?.end);
  return {
    key,
    place,
    ...(start !== undefined && { start }),
    ...(end !== undefined && { end }),
    ...(careLevel !== undefined && { careLevel }),
  };
}

function isInpatient({ class: encounterClass }: Encounter): boolean {
  const { system = '', code } = encounterClass;
  return canonicalSystem(system) === CODE_SYSTEM.v3ActCode && code === 'IMP';
}
