import type { Bundle, Resource } from '@medplum/fhirtypes';
import { describe, expect, it } from 'vitest';
import { extensionUrl, IDENTIFIER_SYSTEM, volven } from '../../../src/fhir/systems.ts';
import { checkContents } from '../../../src/mapping/message/contentChecks.ts';

const RECEIVED_AT = '2026-03-02T10:20:31+01:00';
const WOMAN = { system: IDENTIFIER_SYSTEM.FNR, value: '15888810088' };

function found(...resources: readonly Resource[]): readonly string[] {
  const bundle: Bundle = {
    resourceType: 'Bundle',
    type: 'message',
    entry: resources.map((resource) => ({ resource })),
  };
  return checkContents(bundle, RECEIVED_AT).map(
    ({ definition, severity, place }) => `${severity} ${definition.code} ${place}`,
  );
}

function referral(authoredOn: string, type: string, date: string): Resource {
  return {
    resourceType: 'ServiceRequest',
    status: 'active',
    intent: 'order',
    subject: { reference: 'urn:uuid:patient' },
    authoredOn,
    extension: [
      {
        url: extensionUrl('referral-assessment'),
        extension: [
          {
            url: 'date',
            extension: [
              { url: 'type', valueCoding: { system: volven(9147), code: type } },
              { url: 'value', valueDate: date },
            ],
          },
        ],
      },
    ],
  };
}

describe('the contents of a message', () => {
  it('that agree get no finding', () => {
    expect(
      found(
        { resourceType: 'Patient', identifier: [WOMAN], birthDate: '1988-08-15', gender: 'female' },
        { resourceType: 'Practitioner', identifier: [{ system: IDENTIFIER_SYSTEM.HPR, value: '222200063' }] },
        referral('2026-03-02T23:30:00+01:00', '2', '2026-03-02'),
      ),
    ).toEqual([]);
  });

  it.each<readonly [string, Resource, string]>([
    [
      'a birth date that the number denies',
      { resourceType: 'Patient', identifier: [WOMAN], birthDate: '1988-08-16' },
      'warning message-national-id-birth-date Patient.birthDate',
    ],
    [
      'a sex that the number denies',
      { resourceType: 'Patient', identifier: [WOMAN], gender: 'male' },
      'warning message-national-id-sex Patient.gender',
    ],
    [
      'a birth to come',
      { resourceType: 'Patient', birthDate: '2026-03-03' },
      'warning message-date-in-future Patient.birthDate',
    ],
    [
      'an HPR number that is none',
      { resourceType: 'Practitioner', identifier: [{ system: IDENTIFIER_SYSTEM.HPR, value: '0123' }] },
      'warning message-hpr-number Practitioner.identifier[0]',
    ],
    [
      'a date of issue to come',
      referral('2026-03-03T00:30:00+01:00', '2', '2026-03-01'),
      'warning message-date-in-future ServiceRequest.authoredOn',
    ],
    [
      'an assessment to come',
      referral('2026-03-02', '2', '2026-03-03'),
      'warning message-date-in-future ServiceRequest.extension[0].extension[0]',
    ],
  ])('%s', (_what, resource, expected) => {
    expect(found(resource)).toEqual([expected]);
  });

  it('may have a deadline to come, a number whose digits fail, and sex and birth date that say less', () => {
    expect(
      found(
        referral('2026-03-02', '3', '2026-05-01'),
        {
          resourceType: 'Patient',
          identifier: [{ ...WOMAN, value: '15888810089' }],
          birthDate: '1970-01-01',
        },
        { resourceType: 'Patient', identifier: [WOMAN], birthDate: '1988', gender: 'unknown' },
      ),
    ).toEqual([]);
  });

  it('are placed by their number when there are more of a kind', () => {
    expect(
      found({ resourceType: 'Patient' }, { resourceType: 'Patient', identifier: [WOMAN], gender: 'male' }),
    ).toEqual(['warning message-national-id-sex Patient[1].gender']);
  });
});
