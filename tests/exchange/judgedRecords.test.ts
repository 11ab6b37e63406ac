import type { Bundle } from '@medplum/fhirtypes';
import { describe, expect, it } from 'vitest';
import { checkRegistrationFile } from '../../src/exchange/checkRegistrationFile.ts';
import { parsePathwayRecord } from '../../src/formats/record/parse.ts';
import { openKnowledge } from '../../src/knowledge.ts';
import { mapPathwayRecord } from '../../src/mapping/record/mapPathwayRecord.ts';
import type { RecordReferral } from '../../src/pathway/record.ts';
import { person } from './syntheticNumbers.ts';

/**
 * Pathway records, each judged as it is and as the FHIR Bundle that it becomes: what a file of registrations cannot
 * tell, such as contacts, the decision after acute assessment and the first trust. What is expected was derived from
 * the sources and not from the program.
 */

const KNOWLEDGE = openKnowledge();
const SYSTEM = 'https://sykehus.example/id/';

interface Parts {
  readonly type?: string;
  readonly patient?: string;
  readonly today?: string;
  readonly referral?: Partial<RecordReferral>;
  readonly firstTrust?: { readonly startDate: string; readonly name: string };
  /** `KEY LEVEL START [END]` */
  readonly contacts?: readonly string[];
}

type Case = readonly [
  what: string,
  parts: Parts,
  /** `CODE DATE [CONTACT]` */
  points: readonly string[],
  /** With what is unconfirmed left out. */
  expected: readonly string[],
];

const CASES: readonly Case[] = [
  ['all is well', { contacts: ['k1 3 2023-01-10T09:00:00+01:00 2023-01-10T10:00:00+01:00'] }, ['D11A 2023-01-02', 'D11M - k1', 'D11XG 2023-02-01'], []],
  ['neither registration nor contact has a date', {}, ['D11A 2023-01-02', 'D11M -', 'D11XG 2023-02-01'], ['W:107']],
  ['coded before its contact', { contacts: ['k1 3 2023-01-10 2023-01-10'] }, ['D11A 2023-01-02', 'D11M 2023-01-09 k1', 'D11XG 2023-02-01'], ['W:date-outside-contact']],
  ['coded after its contact', { contacts: ['k1 3 2023-01-10 2023-01-10'] }, ['D11A 2023-01-02', 'D11M 2023-01-11 k1', 'D11XG 2023-02-01'], ['W:date-outside-contact']],
  ['coded during a stay', { contacts: ['k1 1 2023-01-10 2023-01-20'] }, ['D11A 2023-01-02', 'D11M 2023-01-10 k1', 'D11CP 2023-01-20 k1', 'D11XG 2023-02-01'], []],
  ['a contact that has not ended', { contacts: ['k1 1 2023-01-10'] }, ['D11A 2023-01-02', 'D11M 2023-01-10 k1', 'D11CP 2023-01-20 k1', 'D11XG 2023-02-01'], []],
  ['the start was before the contact in which it was coded', { contacts: ['k1 3 2023-01-10 2023-01-10'] }, ['D11A 2023-01-02 k1', 'D11XG 2023-02-01'], []],
  ['symptoms before the contact in which they were coded', { type: 'D06', contacts: ['k1 3 2023-01-09 2023-01-09'] }, ['D06A 2023-01-02', 'D06P 2021-05-01 k1', 'D06M 2023-01-09 k1', 'D06XG 2023-02-01'], []],
  ['until midnight of the contact', { contacts: ['k1 3 2023-01-10T20:00:00+01:00 2023-01-10T23:59:00+01:00'] }, ['D11A 2023-01-02', 'D11M 2023-01-10T22:59:00Z k1', 'D11XG 2023-02-01'], []],
  ['past midnight of the contact', { contacts: ['k1 3 2023-01-10T20:00:00+01:00 2023-01-10T23:59:00+01:00'] }, ['D11A 2023-01-02', 'D11M 2023-01-10T23:30:00Z k1', 'D11XG 2023-02-01'], ['W:date-outside-contact']],
  ['a contact before birth', { patient: person('158123', 500, 999), type: 'D12', contacts: ['k1 3 2022-01-10 2022-01-10'], referral: { receivedDate: '2023-01-20' } }, ['D12A 2023-01-20', 'D12XG 2023-02-01'], ['E:date-before-birth']],
  ['the mother’s contact in a newborn’s pathway', { patient: person('158123', 500, 999), type: 'D10', contacts: ['k1 3 2023-01-10 2023-01-10'], referral: { receivedDate: '2023-01-02' } }, ['D10A 2023-01-02', 'D10XG 2023-02-01'], []],
  ['the level of the contact decides', { type: 'D01', contacts: ['k1 1 2023-01-04 2023-01-20'] }, ['D01A 2023-01-02', 'D01M 2023-01-04 k1', 'D01CP 2023-01-12 k1', 'D01E 2023-01-13 k1', 'D01XG 2023-02-01'], ['W:pathway-time-exceeded']],
  ['decision on the fourteenth day after acute assessment', { referral: { receivedDate: '2023-01-02', assessedDate: '2023-01-02', acuteDecisionDate: '2023-01-16' } }, ['D11A 2023-01-16', 'D11XG 2023-02-01'], []],
  ['decision a day later', { referral: { receivedDate: '2023-01-02', assessedDate: '2023-01-02', acuteDecisionDate: '2023-01-17' } }, ['D11A 2023-01-17', 'D11XG 2023-02-01'], ['W:acute-decision-late']],
  ['after acute assessment the pathway starts with the decision', { referral: { receivedDate: '2023-01-02', assessedDate: '2023-01-02', acuteDecisionDate: '2023-01-10' } }, ['D11A 2023-01-02', 'D11XG 2023-02-01'], ['W:start-date-differs']],
  ['later trust: its own start by the onward referral', { firstTrust: { startDate: '2022-11-01', name: 'HF en' }, referral: { receivedDate: '2023-01-02', assessedDate: '2023-01-04' } }, ['D11A 2023-01-02', 'D11E 2023-01-20', 'D11XG 2023-02-01'], []],
  ['later trust: the start of the first as its own', { firstTrust: { startDate: '2022-11-01', name: 'HF en' }, referral: { receivedDate: '2023-01-02', assessedDate: '2023-01-04' } }, ['D11A 2022-11-01', 'D11XG 2023-02-01'], ['W:start-date-differs']],
  ['the first trust started after this one', { firstTrust: { startDate: '2023-01-05', name: 'HF en' } }, ['D11A 2023-01-02', 'D11XG 2023-02-01'], ['W:first-trust-start-after-own-start']],
  ['first trust in the future', { firstTrust: { startDate: '2024-07-01', name: 'HF en' } }, ['D11A 2023-01-02', 'D11XG 2023-02-01'], ['E:future-date']],
  ['a deadline before the referral', { referral: { receivedDate: '2023-01-02', deadline: '2023-01-01' } }, ['D11A 2023-01-02', 'D11XG 2023-02-01'], ['W:deadline-before-received']],
  ['a deadline that lies ahead', { referral: { receivedDate: '2023-01-02', deadline: '2024-12-01' } }, ['D11A 2023-01-02', 'D11XG 2023-02-01'], []],
  ['seniority of an earlier referral', { referral: { receivedDate: '2023-01-02', seniorityDate: '2022-05-01' } }, ['D11A 2023-01-02', 'D11XG 2023-02-01'], []],
  ['seniority after the referral', { referral: { receivedDate: '2023-01-02', seniorityDate: '2023-01-03' } }, ['D11A 2023-01-02', 'D11XG 2023-02-01'], ['W:seniority-after-received']],
  ['felles hjelpenummer', { patient: person('812345', 0, 999) }, ['D11A 2023-01-02', 'D11XG 2023-02-01'], []],
  ['no right, by the new rule', { today: '2025-06-02', referral: { receivedDate: '2025-01-07', assessedDate: '2025-01-13', right: '5' } }, ['D11A 2025-01-13', 'D11XG 2025-02-01'], ['I:start-without-right']],
  ['a right by the outcome of the assessment', { today: '2025-06-02', referral: { receivedDate: '2025-01-07', assessedDate: '2025-01-13', outcome: '2' } }, ['D11A 2025-01-13', 'D11XG 2025-02-01'], []],
  ['not assessed, and nothing registered: late', { today: '2023-01-17', referral: { receivedDate: '2023-01-02' } }, [], ['W:referral-assessment-late']],
  ['not assessed: on the tenth day', { today: '2023-01-16', referral: { receivedDate: '2023-01-02' } }, [], []],
]; // prettier-ignore

function recordOf(
  { type = 'D11', patient = person('158180'), today, referral, firstTrust, contacts = [] }: Parts,
  points: readonly string[],
): object {
  const identifier = (kind: string, value: string) => ({ system: `${SYSTEM}${kind}`, value });
  return {
    identifier: identifier('pathway', 'p'),
    recordedAt: `${today ?? '2024-06-03'}T08:00:00+0${today?.startsWith('2023-01') === true ? 1 : 2}:00`,
    pathwayType: type,
    patient: { nationalId: patient },
    trust: { name: 'Prøvedal HF', organizationNumber: '310030007' },
    ...(referral && { referral: { identifier: identifier('referral', 'r'), ...referral } }),
    ...(firstTrust && { firstTrust }),
    contacts: contacts.map((contact) => {
      const [key = '', careLevel, start, end] = contact.split(' ');
      return { identifier: identifier('contact', key), careLevel, period: { start, ...(end && { end }) } };
    }),
    measurementPoints: points.map((point, index) => {
      const [code, date, contact] = point.split(' ');
      return {
        identifier: identifier('point', String(index)),
        code,
        ...(date !== '-' && { date }),
        ...(contact && { contact: identifier('contact', contact) }),
      };
    }),
  };
}

function bundleOf(record: object): Bundle {
  const parsed = parsePathwayRecord(record, KNOWLEDGE.terminology);
  if (!parsed.ok) {
    throw new TypeError(parsed.findings.map(({ definition, place }) => `${definition.code} ${place}`).join());
  }
  const { entries } = mapPathwayRecord(parsed.record, { ...KNOWLEDGE, findings: [] });
  return {
    resourceType: 'Bundle',
    type: 'collection',
    entry: entries.map(({ fullUrl, resource }) => ({ fullUrl, resource })),
  };
}

async function found(value: unknown, today: string): Promise<readonly string[]> {
  const checking = { ...KNOWLEDGE, now: () => new Date(`${today}T10:00:00Z`), validate: () => [] };
  const pieces = (async function* () {
    yield await Promise.resolve(Buffer.from(JSON.stringify(value)));
  })();
  const codes = new Set<string>();
  for await (const batch of checkRegistrationFile(pieces, 'json', checking)) {
    for (const { finding } of batch) {
      codes.add(`${finding.severity.charAt(0).toUpperCase()}:${finding.definition.code}`);
    }
  }
  codes.delete('I:unconfirmed-in-edition');
  return [...codes].sort();
}

describe('a record with errors of its own is held against the rules all the same', () => {
  const well = ['D11A 2023-01-02', 'D11M 2023-01-10', 'D11XG 2023-02-01'];
  const late = ['D11A 2023-01-02', 'D11CP 2023-01-10', 'D11XG 2023-02-01'];
  const valid = person('150188', 100, 499);
  const mistyped = `${valid.slice(0, 10)}${(Number(valid.slice(10)) + 1) % 10}`;
  it.each<Case>([
    ['check digits', { patient: mistyped }, well, ['E:national-id-check-digit', 'W:100']],
    ['check digits, and the order', { patient: mistyped }, late, ['E:national-id-check-digit', 'W:100', 'W:208']],
    ['a date that is none is told once', {}, ['D11A 2023-01-02', 'D11M 2023-02-30', 'D11XG 2023-02-01'], ['E:record-impossible-date']],
    ['a contact that ends before it starts is told once', { contacts: ['k1 3 2023-01-10 2023-01-09'] }, well, ['E:record-ends-before-start']],
    ['a contact that is not there is told once', {}, ['D11A 2023-01-02', 'D11M 2023-01-10 k9', 'D11XG 2023-02-01'], ['E:record-unknown-contact']],
    ['a code that is none', { patient: mistyped }, ['D11A 2023-01-02', 'D11Q 2023-01-10'], ['E:201', 'E:national-id-check-digit', 'W:100']],
  ])('%s', async (_what, parts, points, expected) => {
    expect(await found(recordOf(parts, points), parts.today ?? '2024-06-03')).toEqual(expected);
  });
}); // prettier-ignore

describe('pathway records, and the Bundles that they become', () => {
  it.each(CASES)('%s', async (_what, parts, points, expected) => {
    const record = recordOf(parts, points);
    const today = parts.today ?? '2024-06-03';
    expect(await found(record, today)).toEqual([...expected].sort());
    expect(await found([bundleOf(record)], today)).toEqual([...expected].sort());
  });

  it('judges a plan without registrations by the edition in force at its start', async () => {
    const plan = (start: string): object => ({
      resourceType: 'CarePlan',
      status: 'active',
      intent: 'plan',
      category: [{ coding: [{ system: 'urn:oid:2.16.578.1.12.4.1.1.9321', code: 'D11' }] }],
      subject: { reference: 'Patient/1' },
      period: { start },
    });
    const editions = async (start: string): Promise<number> => {
      const checking = { ...KNOWLEDGE, now: () => new Date('2026-03-10T10:00:00Z'), validate: () => [] };
      const pieces = (async function* () {
        yield await Promise.resolve(Buffer.from(JSON.stringify(plan(start))));
      })();
      let told = 0;
      for await (const batch of checkRegistrationFile(pieces, 'json', checking)) {
        told += batch.length;
      }
      return told;
    };
    expect(await editions('2023-05-02')).toBe(0);
    expect(await editions('2024-10-28')).toBe(1);
  });
});
