import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { describeFinding } from '../../src/findings/finding.ts';
import { checkHistories, checkHistory } from '../../src/pathway/check.ts';
import { chooseEdition } from '../../src/pathway/edition.ts';
import { expectedMilestones } from '../../src/pathway/expected.ts';
import { PATHWAY_FINDINGS } from '../../src/pathway/findings.ts';
import type { HistoryContact, PathwayHistory, Registration } from '../../src/pathway/history.ts';
import { pathwayTimes } from '../../src/pathway/pathwayTimes.ts';
import { CATALOGUE } from './catalogueByHand.ts';

const code = fc.oneof(
  fc.constantFrom(...CATALOGUE.combinedCodes.keys()),
  fc.constantFrom('D99A', 'A02', '__proto__', ''),
  fc.string(),
);
const date = fc.oneof(
  fc
    .date({ min: new Date('2018-01-01'), max: new Date('2027-12-31'), noInvalidDate: true })
    .map((value) => value.toISOString().slice(0, 10)),
  fc
    .date({ min: new Date('2018-01-01'), max: new Date('2027-12-31'), noInvalidDate: true })
    .map((value) => value.toISOString()),
  fc.constantFrom('', '2023-02-29', '0000-00-00', 'constructor'),
  fc.string(),
);
const key = fc.constantFrom('k1', 'k2', 'k3', 'unknown');

function some<T>(arbitrary: fc.Arbitrary<T>): fc.Arbitrary<{ value?: T }> {
  return fc.record({ value: arbitrary }, { requiredKeys: [] });
}

const registration: fc.Arbitrary<Registration> = fc.record(
  {
    place: fc.string(),
    code,
    type: fc.string(),
    event: fc.constantFrom('A', 'M', 'C', 'Q'),
    outcome: fc.string(),
    date,
    contact: key,
    careLevel: fc.string(),
  },
  { requiredKeys: ['place'] },
);
const plainRegistration: fc.Arbitrary<Registration> = fc.record(
  {
    place: fc.string(),
    code: fc.constantFrom(...[...CATALOGUE.combinedCodes.keys()].filter((value) => value.startsWith('D01'))),
    date,
    contact: key,
  },
  { requiredKeys: ['place', 'code'] },
);
const contact: fc.Arbitrary<HistoryContact> = fc.record(
  {
    key,
    place: fc.string(),
    start: date,
    end: date,
    careLevel: fc.constantFrom('1', '2', '3', '8', '', 'x'),
  },
  { requiredKeys: ['key', 'place'] },
);
const history: fc.Arbitrary<PathwayHistory> = fc.record(
  {
    pathway: fc.string(),
    place: fc.string(),
    pathwayType: fc.constantFrom('D01', 'D06', 'D10', 'D12', 'D99', ''),
    edition: fc.constantFrom('2019', '2023', '2024-10', 'x', ''),
    patient: fc.record(
      { key, birthDate: date, identified: fc.boolean() },
      { requiredKeys: ['key', 'identified'] },
    ),
    organization: key,
    referral: fc.record(
      { received: date, assessed: date, rightGranted: fc.boolean(), acuteDecision: date },
      { requiredKeys: [] },
    ),
    firstTrust: fc.record({ startDate: date, name: fc.string() }, { requiredKeys: [] }),
    contacts: fc.array(contact, { maxLength: 4 }),
    registrations: fc.oneof(
      fc.array(registration, { maxLength: 12 }),
      fc.array(plainRegistration, { maxLength: 25 }),
    ),
  },
  { requiredKeys: ['pathway', 'place', 'contacts', 'registrations'] },
);

describe('any pathway at all', () => {
  it('is checked without a throw, and every finding reads as whole sentences', () => {
    fc.assert(
      fc.property(fc.array(history, { maxLength: 4 }), some(date), (histories, today) => {
        for (const finding of checkHistories(histories, CATALOGUE, today.value ?? '2024-06-03')) {
          for (const language of ['en', 'no'] as const) {
            const { message, remedy } = describeFinding(
              { ...finding, values: blank(finding.values) },
              language,
            );
            expect(`${message} ${remedy}`).not.toMatch(/\{\w+\}/);
          }
        }
      }),
      { numRuns: 400 },
    );
  });

  it('has milestones, times and an edition without a throw', () => {
    fc.assert(
      fc.property(history, (value) => {
        const due = expectedMilestones(value, CATALOGUE);
        expect(new Set(due.map(({ event, ordinal }) => `${event} ${ordinal}`)).size).toBe(due.length);
        expect(pathwayTimes(value, CATALOGUE, '2024-06-03').every(({ status }) => status.length > 0)).toBe(
          true,
        );
        expect(chooseEdition(value, CATALOGUE).basis.eventsConfirmed).toBe(true);
      }),
      { numRuns: 400 },
    );
  });

  it('gets the same findings a second time', () => {
    fc.assert(
      fc.property(history, (value) => {
        expect(checkHistory(value, CATALOGUE, '2024-06-03')).toEqual(
          checkHistory(value, CATALOGUE, '2024-06-03'),
        );
      }),
    );
  });
});

describe('the table of findings', () => {
  it.each(Object.entries(PATHWAY_FINDINGS))(
    '%s: errors only for what cannot be stored truthfully',
    (_name, definition) => {
      const refused = [
        '201',
        'measurement-point-without-code',
        'code-and-components-disagree',
        'several-pathway-types',
        'impossible-date',
        'future-date',
        'date-before-birth',
        'contact-ends-before-start',
      ];
      expect(definition.severity === 'error').toBe(refused.includes(definition.code));
      expect(/^\d{3}$/.test(definition.code)).toBe('system' in definition);
    },
  );

  it('one code has one severity', () => {
    const severities = new Map<string, string>();
    for (const { code: findingCode, severity } of Object.values(PATHWAY_FINDINGS)) {
      expect(severities.get(findingCode) ?? severity).toBe(severity);
      severities.set(findingCode, severity);
    }
  });
});

/** Values of arbitrary text could hold a brace; their names are what is tested. */
function blank(values: Readonly<Record<string, string>>): Readonly<Record<string, string>> {
  return Object.fromEntries(Object.keys(values).map((name) => [name, '…']));
}
