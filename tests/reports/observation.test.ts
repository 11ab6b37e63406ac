import type { Measure } from '@medplum/fhirtypes';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { openKnowledge } from '../../src/knowledge.ts';
import type { PathwayHistory } from '../../src/pathway/history.ts';
import { indicatorsOf } from '../../src/reports/indicator.ts';
import { catalogueForIndicators } from '../../src/reports/indicatorCatalogue.ts';
import { observe, reportPeriod, type ReportedPathway } from '../../src/reports/observation.ts';

const knowledge = openKnowledge();
const indicators = indicatorsOf(knowledge.definitions.all<Measure>('Measure'));
const catalogue = catalogueForIndicators(knowledge.catalogue, indicators);

/** Events as `code date careLevel`, each in a contact of its own. */
function pathway(events: readonly string[], assessmentOutcome?: string): ReportedPathway {
  const parts = events.map((event) => event.split(' '));
  const history: PathwayHistory = {
    pathway: 'p',
    place: '',
    contacts: parts.flatMap(([, , careLevel], index) =>
      careLevel === undefined ? [] : [{ key: String(index), place: '', careLevel }],
    ),
    registrations: parts.map(([code = '', date = '', careLevel], index) => ({
      place: String(index),
      code,
      ...(date !== '-' && { date }),
      ...(careLevel !== undefined && { contact: String(index) }),
    })),
  };
  return { history, ...(assessmentOutcome !== undefined && { assessmentOutcome }) };
}

function observed(
  { events, outcome }: { events: readonly string[]; outcome?: string },
  period = reportPeriod('2021-01-01', '2021-12-31', '2026-01-01'),
): readonly string[] {
  return observe(pathway(events, outcome), indicators, catalogue, period).map(
    ({ indicator, verdict, date, days, limit, confirmed }) =>
      `${indicator.id} ${verdict} ${date} ${days ?? '-'}/${limit ?? '-'}${confirmed ? '' : ' unconfirmed'}`,
  );
}

const START = 'D01A 2021-02-01 3';

describe('one pathway', () => {
  it.each<[string, readonly string[], readonly string[]]>([
    [
      'assessment on the last day within',
      [START, 'D01M 2021-02-10 3', 'D01CI 2021-03-03 3'],
      ['assessment-time within 2021-03-03 21/21'],
    ],
    [
      'assessment a day later',
      [START, 'D01M 2021-02-10 3', 'D01CI 2021-03-04 3'],
      ['assessment-time late 2021-03-04 22/21'],
    ],
    [
      'the setting of the first attendance decides',
      [START, 'D01M 2021-02-10 1', 'D01CI 2021-02-18 3'],
      ['assessment-time late 2021-02-18 8/7'],
    ],
    [
      'setting not known',
      [START, 'D01M 2021-02-10', 'D01CI 2021-02-20'],
      ['assessment-time not-judged 2021-02-20 10/-'],
    ],
    [
      'setting not known, within the time of each',
      [START, 'D01M 2021-02-10', 'D01CI 2021-02-12'],
      ['assessment-time within 2021-02-12 2/-'],
    ],
    [
      'across the change to summer time',
      [START, 'D01M 2021-03-20T23:30:00+01:00 3', 'D01CI 2021-04-10T00:15:00+02:00 3'],
      ['assessment-time within 2021-04-10 21/21'],
    ],
    [
      'adults: no time is known',
      ['D11A 2021-02-01 3', 'D11M 2021-02-10 3', 'D11CI 2021-03-04 3'],
      ['assessment-time not-judged 2021-03-04 22/- unconfirmed'],
    ],
    [
      'a local page only',
      ['D12A 2021-02-01 3', 'D12M 2021-02-10 3', 'D12CI 2021-03-04 3'],
      ['assessment-time within 2021-03-04 22/42 unconfirmed'],
    ],
    [
      'an extended assessment counts at its first decision',
      ['D12A 2021-02-01 3', 'D12M 2021-02-10 3', 'D12CU 2021-03-04 3', 'D12CI 2021-04-01 3'],
      ['assessment-time within 2021-03-04 22/42 unconfirmed'],
    ],
    ['closed before the period', ['D01A 2020-02-01 3', 'D01M 2020-02-10 3', 'D01CI 2020-02-20 3'], []],
    [
      'first evaluation, outpatient',
      [
        START,
        'D01M 2021-02-10 3',
        'D01CT 2021-02-20 3',
        'D01UU 2021-02-22 3',
        'D01E 2021-02-27 3',
        'D01XG 2021-03-01 3',
      ],
      [
        'assessment-time within 2021-02-20 10/21',
        'first-evaluation-time-outpatient within 2021-02-27 7/7',
        'treatment-plan-involvement within 2021-02-20 -/-',
      ],
    ],
    [
      'first evaluation, inpatient, does not count',
      [START, 'D01M 2021-02-10 3', 'D01CT 2021-02-20 1', 'D01E 2021-03-27 3', 'D01XG 2021-04-01 3'],
      ['assessment-time within 2021-02-20 10/21', 'treatment-plan-involvement late 2021-02-20 -/-'],
    ],
    [
      'first evaluation, setting not known',
      [START, 'D01M 2021-02-10 3', 'D01CT 2021-02-20', 'D01E 2021-03-27 3', 'D01XG 2021-04-01 3'],
      [
        'assessment-time within 2021-02-20 10/21',
        'first-evaluation-time-outpatient not-judged 2021-03-27 35/7',
        'treatment-plan-involvement late 2021-02-20 -/-',
      ],
    ],
    [
      'a plan without a date counts',
      [START, 'D01M 2021-02-10 3', 'D01CT 2021-02-20 1', 'D01UU - '],
      ['assessment-time within 2021-02-20 10/21', 'treatment-plan-involvement within 2021-02-20 -/-'],
    ],
    [
      'each evaluation after the first',
      [START, 'D01E 2021-03-01 3', 'D01E 2021-04-26 3', 'D01E 2021-06-22 3', 'D01XG 2021-07-01 3'],
      ['evaluation-interval-time within 2021-04-26 56/56', 'evaluation-interval-time late 2021-06-22 57/56'],
    ],
    ['nothing registered', [], []],
    ['codes that do not exist', ['D99M 2021-02-10 3', 'C 2021-03-03 3'], []],
    ['dates that do not exist', [START, 'D01M 2021-02-30 3', 'D01CI 2021-03-03 3'], []],
  ])('%s', (_, events, expected) => {
    expect(observed({ events }).toSorted()).toEqual(expected.toSorted());
  });

  it('whose condition was clear at the referral is left out of assessment alone', () => {
    const events = [
      START,
      'D01M 2021-02-10 3',
      'D01CT 2021-03-20 3',
      'D01E 2021-03-22 3',
      'D01XG 2021-04-01 3',
    ];
    expect(observed({ events, outcome: '2' }).toSorted()).toEqual([
      'assessment-time excluded 2021-03-20 38/21',
      'first-evaluation-time-outpatient within 2021-03-22 2/7',
      'treatment-plan-involvement late 2021-03-20 -/-',
    ]);
    expect(observed({ events, outcome: '1' })[0]).toBe('assessment-time late 2021-03-20 38/21');
  });

  describe('that is open', () => {
    const events = [START, 'D01M 2021-12-10 3'];
    it.each([
      ['on the last day within', '2021-12-31', []],
      ['the day after', '2022-01-01', ['assessment-time open-overdue 2022-01-01 -/21']],
      ['as it was then, though closed since', '2022-01-05', ['assessment-time open-overdue 2022-01-05 -/21']],
    ])('%s', (_, to, expected) => {
      expect(observed({ events }, reportPeriod('2021-01-01', to, '2026-01-01'))).toEqual(expected);
      const closedLater = [...events, 'D01CI 2022-02-01 3'];
      expect(observed({ events: closedLater }, reportPeriod('2021-01-01', to, '2026-01-01'))).toEqual(
        expected,
      );
    });

    it('is looked at today when the period goes on', () => {
      const period = reportPeriod('2021-01-01', '2026-12-31', '2021-12-31');
      expect(period.day).toBe('2021-12-31');
      expect(observed({ events }, period)).toEqual([]);
    });

    it('but left out, or ended, is not overdue', () => {
      const period = reportPeriod('2021-01-01', '2022-06-30', '2026-01-01');
      expect(observed({ events, outcome: '2' }, period)).toEqual([]);
      expect(observed({ events: [...events, 'D01XP 2021-12-20 3'] }, period)).toEqual([]);
    });
  });

  it('never throws, whatever is registered', () => {
    const events = fc.array(
      fc.tuple(
        fc.constantFrom('D01M', 'D01CT', 'D12CU', 'D11E', 'UU', 'x', ''),
        fc.string(),
        fc.constantFrom('1', '3', '9'),
      ),
      { maxLength: 12 },
    );
    fc.assert(
      fc.property(events, (registered) => {
        observed({ events: registered.map((parts) => parts.join(' ')) });
      }),
      { numRuns: 200 },
    );
  });
});
