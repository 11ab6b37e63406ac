import { dateOfDay, dayOf } from '../pathway/calendarDay.ts';
import { PATHWAY_FINDINGS } from '../pathway/findings.ts';
import type { FaultKind } from './faultKind.ts';
import {
  birthDay,
  firstPoint,
  hasCode,
  startsWhenReceived,
  withChangedPoint,
  withPoint,
  withRawPoint,
  type FaultSubject,
} from './faultSubject.ts';
import { movedBy } from './movedRecord.ts';

/** Codes that cannot be, do not belong here, or do not hold at their date. */
export const CODE_FAULTS: readonly FaultKind[] = [
  {
    finding: PATHWAY_FINDINGS.unknownCode,
    seed: (subject) => {
      const unknown = ['XZ', 'Q', 'CZ', 'UZ', 'HZ', 'SZ'].filter((code) => !hasCode(subject, code));
      return unknown.length === 0
        ? undefined
        : withPoint(subject, subject.random.pick(unknown), startDay(subject));
    },
  },
  {
    // C01 and A-codes are cancer and diagnostic pathways (list 9173).
    finding: PATHWAY_FINDINGS.otherFamily,
    seed: (subject) =>
      withRawPoint(subject, {
        code: subject.random.pick(['C01A', 'A01S']),
        date: dateOfDay(startDay(subject)),
      }),
  },
  {
    finding: PATHWAY_FINDINGS.otherPathway,
    seed: (subject) => {
      const others = [...subject.catalogue.pathwayTypes.keys()].filter(
        (type) => type !== subject.record.pathwayType,
      );
      const code = `${subject.random.pick(others)}UU`;
      return withRawPoint(subject, { code, date: dateOfDay(startDay(subject)) });
    },
  },
  {
    finding: PATHWAY_FINDINGS.unknownCombination,
    seed: (subject) => {
      const wrong = [
        { event: 'M', outcome: 'P' },
        { event: 'C' },
        { event: 'S', outcome: 'T' },
        ...(hasCode(subject, 'CU') ? [] : [{ event: 'C', outcome: 'U' }]),
        ...(hasCode(subject, 'D') ? [] : [{ event: 'D' }]),
        ...(hasCode(subject, 'P') ? [] : [{ event: 'P' }]),
        ...(hasCode(subject, 'T') ? [] : [{ event: 'T' }]),
        ...(hasCode(subject, 'US') ? [] : [{ event: 'U', outcome: 'S' }]),
        ...(hasCode(subject, 'L') ? [] : [{ event: 'L' }]),
      ];
      const { pathwayType } = subject.record;
      const type = subject.random.chance(0.5) ? { type: pathwayType } : {};
      return withRawPoint(subject, {
        ...type,
        ...subject.random.pick(wrong),
        date: dateOfDay(startDay(subject)),
      });
    },
  },
  {
    finding: PATHWAY_FINDINGS.unknownPathwayType,
    seed: (subject) => withRawPoint(subject, { type: 'D99', event: 'M', date: dateOfDay(startDay(subject)) }),
  },
  {
    finding: PATHWAY_FINDINGS.componentsMissing,
    seed: (subject) => withRawPoint(subject, { date: dateOfDay(startDay(subject)) }),
  },
  {
    finding: PATHWAY_FINDINGS.componentsDisagree,
    seed: (subject) => {
      const start = firstPoint(subject, 'A');
      if (start === undefined) return undefined;
      const code = `${subject.record.pathwayType}A`;
      return withChangedPoint(subject, start, (point) => ({ ...point, code, event: 'M' }));
    },
  },
  {
    finding: PATHWAY_FINDINGS.expiredCode,
    seed: (subject) => {
      const { pathwayType } = subject.record;
      const expired = [...subject.catalogue.combinedCodes.values()].find(
        ({ pathway, validTo }) =>
          pathway === pathwayType &&
          validTo !== undefined &&
          (dayOf(validTo) ?? Infinity) < startDay(subject),
      );
      return expired === undefined ? undefined : withPoint(subject, expired.code.slice(3), startDay(subject));
    },
  },
  {
    // The whole pathway moved back, so that its start falls on the day before the type was introduced.
    finding: PATHWAY_FINDINGS.notYetValidCode,
    seed: (subject) => {
      const start = firstPoint(subject, 'A');
      const validFrom = subject.catalogue.pathwayTypes.get(subject.record.pathwayType)?.validFrom;
      const introduced = validFrom === undefined ? undefined : dayOf(validFrom);
      if (start === undefined || introduced === undefined || !startsWhenReceived(subject)) return undefined;
      if (birthDay(subject) >= introduced - 1) return undefined;
      const onlyStart = subject.points.every((point) => point === start || point.day > start.day);
      return onlyStart ? movedBy(subject.record, introduced - 1 - start.day) : undefined;
    },
  },
  {
    finding: PATHWAY_FINDINGS.unknownEdition,
    seed: ({ record }) => ({ ...record, edition: 'no-such-edition' }),
  },
];

function startDay(subject: FaultSubject): number {
  return (firstPoint(subject, 'M') ?? firstPoint(subject, 'A'))?.day ?? subject.today - 1;
}
