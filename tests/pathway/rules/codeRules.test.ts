import { describe, expect, it } from 'vitest';
import { checkHistory } from '../../../src/pathway/check.ts';
import { resolveRegistration } from '../../../src/pathway/registration.ts';
import { CATALOGUE } from '../catalogueByHand.ts';
import { check, found, history } from '../histories.ts';

describe('a registration resolves to its code and parts', () => {
  it.each([
    [{ code: 'D11CU' }, 'D11', 'D11CU'],
    [{ code: 'D11CU' }, undefined, 'D11CU'],
    [{ event: 'C', outcome: 'U' }, 'D11', 'D11CU'],
    [{ type: 'D11', event: 'C', outcome: 'U' }, undefined, 'D11CU'],
    [{ type: 'D11', event: 'M' }, 'D11', 'D11M'],
    [{ type: 'D11', event: 'M', outcome: '' }, 'D11', 'D11M'],
    [{ code: '', type: 'D11', event: 'M' }, 'D11', 'D11M'],
    [{ code: 'D11CU', type: 'D11', event: 'C', outcome: 'U' }, 'D11', 'D11CU'],
    [{ code: 'D11CU', event: 'C' }, 'D11', 'D11CU'],
    [{ code: 'D01L' }, 'D01', 'D01L'],
    [{ code: 'D11M' }, 'D99', 'D11M'],
  ])('%j in %s is %s', (given, pathwayType, code) => {
    expect(resolveRegistration({ place: 'x', ...given }, pathwayType, CATALOGUE)).toMatchObject({
      ok: true,
      code,
    });
  });

  it.each([
    ['unknown code', { code: 'D11Q' }, 'D11', '201'],
    ['another case', { code: 'd11m' }, 'D11', '201'],
    ['a type is no measurement point', { code: 'D11' }, 'D11', '201'],
    ['cancer', { code: 'A02' }, 'D11', '201'],
    ['serious illness', { code: 'C01A' }, 'D11', '201'],
    ['code of another pathway type', { code: 'D01M' }, 'D11', '201'],
    ['component of another pathway type', { type: 'D01', event: 'M' }, 'D11', '201'],
    ['event that the type does not have: detoxification', { event: 'D' }, 'D11', '201'],
    ['event that the type does not have: symptoms', { event: 'P' }, 'D11', '201'],
    ['event that the type does not have: postponed', { event: 'L' }, 'D11', '201'],
    ['outcome that the type does not have: extended', { event: 'C', outcome: 'U' }, 'D06', '201'],
    ['outcome missing', { event: 'C' }, 'D11', '201'],
    ['outcome of an event without outcomes', { event: 'M', outcome: 'G' }, 'D11', '201'],
    ['outcome of another event', { event: 'C', outcome: 'G' }, 'D11', '201'],
    ['parts that only look right when joined', { type: 'D1', event: '1M' }, undefined, '201'],
    ['unknown event', { event: 'Q' }, 'D11', '201'],
    ['unknown type', { type: 'D99', event: 'M' }, undefined, '201'],
    ['nothing at all', {}, 'D11', 'measurement-point-without-code'],
    ['an event without a type', { event: 'M' }, undefined, 'measurement-point-without-code'],
    ['only a type', { type: 'D11' }, 'D11', 'measurement-point-without-code'],
    ['code and event disagree', { code: 'D11CU', event: 'M' }, 'D11', 'code-and-components-disagree'],
    ['code and outcome disagree', { code: 'D11CU', outcome: 'P' }, 'D11', 'code-and-components-disagree'],
    ['code and type disagree', { code: 'D11CU', type: 'D01' }, 'D11', 'code-and-components-disagree'],
    [
      'an outcome beside a code without one',
      { code: 'D11M', outcome: 'P' },
      'D11',
      'code-and-components-disagree',
    ],
  ])('%s', (_title, given, pathwayType, finding) => {
    const resolved = resolveRegistration({ place: 'here', ...given }, pathwayType, CATALOGUE);
    expect(
      resolved.ok
        ? []
        : resolved.findings.map(({ definition, severity, place }) => [definition.code, severity, place]),
    ).toEqual([[finding, 'error', 'here']]);
  });
});

describe('codes of a pathway', () => {
  it.each([
    ['all of one type', ['D11A 2023-03-01', 'D11M 2023-03-10'], {}, []],
    ['type read from the first code', ['D11A 2023-03-01', 'D01M 2023-03-10'], {}, ['201@1']],
    ['type named', ['D11A 2023-03-01', 'D11M 2023-03-10'], { pathwayType: 'D01' }, ['201@0', '201@1']],
    [
      'unknown type: found once',
      ['D11A 2023-03-01', 'D11M 2023-03-10'],
      { pathwayType: 'D99' },
      ['201@pathwayType'],
    ],
    [
      'an unknown start: nothing follows from it',
      ['D11Q 2023-03-01', 'D11M 2023-03-10'],
      { pathwayType: 'D11' },
      ['201@0'],
    ],
    [
      'an unknown decision: nothing follows from it',
      ['D11A 2023-03-01', 'D11M 2023-03-10', 'D11CQ 2023-03-20', 'D11E 2023-04-20'],
      {},
      ['201@2'],
    ],
    ['expired', ['D11A 2023-03-01', 'D11SI 2023-03-10'], {}, ['120@1']],
    ['last day of validity', ['D11A 2022-12-01', 'D11SI 2022-12-31'], {}, []],
    [
      'last day of validity, by a time in summer UTC',
      ['D11A 2022-12-01', 'D11SI 2022-12-31T22:59:00Z'],
      {},
      [],
    ],
    ['one minute past midnight after it', ['D11A 2022-12-01', 'D11SI 2022-12-31T23:01:00Z'], {}, ['120@1']],
    ['first day of validity', ['D11A 2019-01-01'], {}, []],
    ['day before', ['D11A 2018-12-31'], {}, ['code-not-yet-valid@0']],
    ['symptoms may be older than the code', ['D06A 2019-02-15', 'D06P 2017-05-01'], {}, []],
    ['a code without a first day of its own', ['D10A 2019-01-01'], {}, []],
    ['the day before the first edition', ['D10A 2018-12-31'], {}, ['code-not-yet-valid@0']],
    ['unknown edition', ['D11A 2023-03-01'], { edition: '2020' }, ['unknown-edition@edition']],
    ['named edition', ['D11A 2023-03-01'], { edition: '2023' }, []],
  ])('%s', (_title, lines, more, expected) => {
    expect(check(lines, more)).toEqual(expected);
  });

  it.each([
    [
      'events of the edition are unconfirmed',
      ['D11A 2024-11-01'],
      { edition: '2024-10', basis: '2023', pathwayType: 'D11' },
    ],
    [
      'the edition is not known to list the type',
      ['D06A 2024-11-01'],
      { edition: '2024-10', basis: '2023', pathwayType: 'D06' },
    ],
  ])('%s: information, once', (_title, lines, values) => {
    const findings = checkHistory(
      history([...lines, `${lines[0]?.slice(0, 3) ?? ''}M 2024-11-02`]),
      CATALOGUE,
      '2024-12-01',
    );
    expect(found(findings, true)).toEqual(['unconfirmed-in-edition@']);
    expect(findings[0]).toMatchObject({ severity: 'information', values });
  });

  it.each([
    ['2023-03-01', ['edition-not-in-force@edition']],
    ['2022-12-31', []],
    ['2018-12-31', ['code-not-yet-valid@0']],
  ])('a named edition, the start on %s', (start, expected) => {
    const findings = checkHistory(history([`D11A ${start}`], { edition: '2019' }), CATALOGUE, '2024-06-03');
    expect(found(findings, true)).toEqual(expected);
  });
});
