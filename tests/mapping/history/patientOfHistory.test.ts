import { describe, expect, it } from 'vitest';
import { IDENTIFIER_SYSTEM } from '../../../src/fhir/systems.ts';
import { openKnowledge } from '../../../src/knowledge.ts';
import { patientOfIdentifier, patientOfResource } from '../../../src/mapping/history/patientOfHistory.ts';
import { checkHistory } from '../../../src/pathway/check.ts';

const H_NUMBER = '03448010049';

describe('the patient of a pathway', () => {
  it.each(['FNR', 'DNR', 'FHN'] as const)('is not identified by an H-number under %s', (list) => {
    const identifier = { system: IDENTIFIER_SYSTEM[list], value: H_NUMBER };
    expect(patientOfResource({ resourceType: 'Patient', identifier: [identifier] }, 'Patient/1')).toEqual({
      key: 'Patient/1',
      identified: false,
    });
    expect(patientOfIdentifier(identifier).identified).toBe(false);
  });

  it.each<[what: string, birthDate: string | undefined, warnings: readonly string[]]>([
    ['another', '1999-01-01', ['birth-date-and-national-id-disagree@plan.patient']],
    ['another, after the registrations', '2023-05-03', ['birth-date-and-national-id-disagree@plan.patient']],
    ['the same', '1980-04-03', []],
    ['a year alone', '1980', []],
    ['none', undefined, []],
  ])('with %s as birth date beside the one of the national number', (_what, birthDate, warnings) => {
    const patient = patientOfResource(
      {
        resourceType: 'Patient',
        identifier: [{ system: IDENTIFIER_SYSTEM.FNR, value: '03848000069' }],
        ...(birthDate !== undefined && { birthDate }),
      },
      'Patient/1',
    );
    const findings = checkHistory(
      {
        pathway: '',
        place: 'plan',
        patient,
        contacts: [],
        registrations: [{ place: 'task', code: 'D11A', date: '2023-05-02' }],
      },
      openKnowledge().catalogue,
      '2023-05-03',
    ).filter(({ severity }) => severity !== 'information');
    expect(findings.map(({ definition, place }) => `${definition.code}@${place}`)).toEqual(warnings);
  });
});
