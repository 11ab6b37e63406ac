/** Pathways as rule tests write them: `history(['D01A 2023-03-01', 'D01M 2023-03-10 k1'])`. */

import type { Finding } from '../../src/findings/finding.ts';
import { checkHistory } from '../../src/pathway/check.ts';
import type { HistoryContact, PathwayHistory, Registration } from '../../src/pathway/history.ts';
import { CATALOGUE } from './catalogueByHand.ts';

/** `CODE [DATE|-] [CONTACT]`; the place is the registration's index. */
export function registration(line: string, index: number): Registration {
  const [code, date, contact] = line.split(' ');
  return {
    place: String(index),
    ...(code === undefined ? {} : { code }),
    ...(date === undefined || date === '-' ? {} : { date }),
    ...(contact === undefined ? {} : { contact }),
  };
}

/** `KEY CARELEVEL START [END]` */
export function contact(line: string): HistoryContact {
  const [key = '', careLevel, start, end] = line.split(' ');
  return {
    key,
    place: `contact ${key}`,
    ...(careLevel === undefined || careLevel === '-' ? {} : { careLevel }),
    ...(start === undefined || start === '-' ? {} : { start }),
    ...(end === undefined ? {} : { end }),
  };
}

export function history(lines: readonly string[], more: Partial<PathwayHistory> = {}): PathwayHistory {
  return { pathway: 'pathway-1', place: '', contacts: [], registrations: lines.map(registration), ...more };
}

/** `code@place` of what is found, information left out unless asked for. */
export function found(findings: readonly Finding[], withInformation = false): string[] {
  return findings
    .filter(({ severity }) => withInformation || severity !== 'information')
    .map(({ definition, place }) => `${definition.code}@${place}`);
}

export const TODAY = '2024-06-03';

export function check(lines: readonly string[], more: Partial<PathwayHistory> = {}, today = TODAY): string[] {
  return found(checkHistory(history(lines, more), CATALOGUE, today));
}
