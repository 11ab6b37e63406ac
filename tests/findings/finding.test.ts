import { describe, expect, it } from 'vitest';
import {
  createFinding,
  describeFinding,
  hasErrors,
  type FindingDefinition,
} from '../../src/findings/finding.ts';
import { outcomeOf } from '../../src/fhir/outcome.ts';
import { CODE_SYSTEM } from '../../src/fhir/systems.ts';

const DEFINITION: FindingDefinition = {
  code: 'too-hot',
  severity: 'warning',
  issueType: 'value',
  message: { en: '{found} is above {limit}', no: '{found} er over {limit}' },
  remedy: { en: 'Let it cool.', no: 'La det kjøle seg.' },
  source: 'A thermometer',
};

describe('a finding', () => {
  it('is told with its values, in the language asked for', () => {
    const finding = createFinding(DEFINITION, 'a.b', { found: '40', limit: '30' });
    expect(describeFinding(finding)).toEqual({ message: '40 is above 30', remedy: 'Let it cool.' });
    expect(describeFinding(finding, 'no')).toEqual({ message: '40 er over 30', remedy: 'La det kjøle seg.' });
  });

  it('puts values in as they are: none is read as a placeholder or a pattern', () => {
    const finding = createFinding(DEFINITION, '', { found: '$&{limit}', limit: '$1' });
    expect(describeFinding(finding).message).toBe('$&{limit} is above $1');
  });

  it('shows a placeholder that has no value, inherited ones included', () => {
    const odd = { ...DEFINITION, message: { en: '{found} {constructor}', no: '' } };
    expect(describeFinding(createFinding(odd, '')).message).toBe('{found} {constructor}');
  });

  it('has the severity of its definition unless it is given another', () => {
    expect(hasErrors([createFinding(DEFINITION, '')])).toBe(false);
    expect(hasErrors([createFinding(DEFINITION, '', {}, 'error')])).toBe(true);
    expect(hasErrors([])).toBe(false);
  });
}); // prettier-ignore

describe('outcomeOf', () => {
  it.each([
    ['measurementPoints[0].date', { expression: ['measurementPoints[0].date'] }],
    ['/MsgHead/MsgInfo', { location: ['/MsgHead/MsgInfo'] }],
    ['', {}],
  ])('puts the place %j where it belongs', (place, placed) => {
    const { issue } = outcomeOf([createFinding(DEFINITION, place, { found: '1', limit: '0' })], 'no');
    expect(issue).toEqual([
      {
        severity: 'warning',
        code: 'value',
        details: { coding: [{ system: CODE_SYSTEM.finding, code: 'too-hot' }], text: '1 er over 0' },
        diagnostics: 'La det kjøle seg. [A thermometer]',
        ...placed,
      },
    ]);
  });

  it.each([
    ['en', 'All OK'],
    ['no', 'Alt i orden'],
  ] as const)('of nothing says in %s that all is well', (language, text) => {
    expect(outcomeOf([], language).issue).toEqual([
      { severity: 'information', code: 'informational', details: { text } },
    ]);
  });
});
