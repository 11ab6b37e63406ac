import { RECORD_FINDINGS } from '../formats/record/findings.ts';
import { FORM, formFinding } from '../formats/record/forms.ts';
import type { FaultKind } from './faultKind.ts';

/** Records that break the form of a pathway record. */
export const FORM_FAULTS: readonly FaultKind[] = [
  {
    finding: RECORD_FINDINGS.missing,
    seed: ({ record, random }) => {
      const left = random.pick(['recordedAt', 'pathwayType', 'patient', 'trust', 'identifier']);
      return Object.fromEntries(Object.entries(record).filter(([name]) => name !== left));
    },
  },
  {
    finding: RECORD_FINDINGS.unknownProperty,
    seed: ({ record }) => ({ ...record, diagnosis: 'F32.1' }),
  },
  {
    finding: RECORD_FINDINGS.wrongType,
    seed: ({ record, random }) =>
      random.chance(0.5) ? { ...record, contacts: {} } : { ...record, pathwayType: 11 },
  },
  {
    finding: RECORD_FINDINGS.notAChoice,
    seed: ({ record }) => ({ ...record, patient: { ...record.patient, sex: 'K' } }),
  },
  {
    finding: RECORD_FINDINGS.empty,
    seed: ({ record }) => ({ ...record, trust: { ...record.trust, name: '' } }),
  },
  {
    finding: RECORD_FINDINGS.emptyObject,
    seed: ({ record, random }) =>
      random.chance(0.5)
        ? { ...record, municipality: {} }
        : { ...record, trust: { ...record.trust, telecom: {} } },
  },
  {
    finding: RECORD_FINDINGS.tooLong,
    seed: ({ record }) => ({ ...record, trust: { ...record.trust, name: 'Helse '.repeat(100).trim() } }),
  },
  {
    finding: RECORD_FINDINGS.tooMany,
    seed: ({ record }) => ({
      ...record,
      minors: Array.from({ length: 31 }, () => ({ relation: 'sibling' })),
    }),
  },
  {
    finding: RECORD_FINDINGS.outOfRange,
    seed: ({ record, random }) => {
      const [first, ...rest] = record.minors ?? [];
      if (first === undefined) return undefined;
      return { ...record, minors: [{ ...first, birthYear: random.pick([12, 20155]) }, ...rest] };
    },
  },
  {
    finding: formFinding(FORM.dateOrTime),
    seed: ({ record }) => {
      const [first, ...rest] = record.measurementPoints ?? [];
      return first === undefined
        ? undefined
        : { ...record, measurementPoints: [{ ...first, date: '01.03.2023' }, ...rest] };
    },
  },
  {
    finding: formFinding(FORM.combinedCode),
    seed: ({ record }) => {
      const [first, ...rest] = record.measurementPoints ?? [];
      return first === undefined
        ? undefined
        : { ...record, measurementPoints: [{ ...first, code: 'start' }, ...rest] };
    },
  },
  {
    finding: RECORD_FINDINGS.duplicateIdentifier,
    seed: ({ record }) => {
      const [first, second, ...rest] = record.contacts ?? [];
      if (first === undefined || second === undefined) return undefined;
      // A stay can be named by its parts, and a part names its stay.
      if (second.careLevel === '1' || second.partOf !== undefined) return undefined;
      const points = record.measurementPoints ?? [];
      const repeated = { ...second, identifier: first.identifier };
      return {
        ...record,
        contacts: [first, repeated, ...rest],
        measurementPoints: points.map((point) =>
          point.contact?.value === second.identifier.value ? { ...point, contact: first.identifier } : point,
        ),
      };
    },
  },
  {
    finding: RECORD_FINDINGS.unknownContact,
    seed: ({ record }) => {
      const points = record.measurementPoints ?? [];
      const index = points.findIndex(({ contact }) => contact !== undefined);
      if (index < 0) return undefined;
      const contact = { system: record.identifier.system, value: 'K-finnes-ikke' };
      return {
        ...record,
        measurementPoints: points.with(index, { ...points[index], contact } as (typeof points)[number]),
      };
    },
  },
  {
    finding: RECORD_FINDINGS.contactWithinItself,
    seed: ({ record }) => {
      const [first, ...rest] = record.contacts ?? [];
      return first === undefined
        ? undefined
        : { ...record, contacts: [{ ...first, partOf: first.identifier }, ...rest] };
    },
  },
  {
    finding: RECORD_FINDINGS.replacesItself,
    seed: ({ record }) => ({ ...record, formerPathway: record.identifier }),
  },
  {
    finding: RECORD_FINDINGS.codeNotInList,
    seed: ({ record }) => ({ ...record, referral: { ...record.referral, priority: '7' } }),
  },
  {
    finding: RECORD_FINDINGS.unknownCareLevel,
    seed: ({ record }) => {
      const [first, ...rest] = record.contacts ?? [];
      return first === undefined
        ? undefined
        : { ...record, contacts: [{ ...first, careLevel: '7' }, ...rest] };
    },
  },
];
