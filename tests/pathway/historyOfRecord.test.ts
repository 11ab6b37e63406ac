import { describe, expect, test } from 'vitest';
import { EXAMPLE_RECORD } from '../../src/formats/record/example.ts';
import { historyOfRecord } from '../../src/pathway/historyOfRecord.ts';

describe('the history in a pathway record', () => {
  test('has keys, places and values of everything that the rules look at', () => {
    expect(historyOfRecord(EXAMPLE_RECORD)).toEqual({
      pathway: 'urn:oid:2.16.578.1.34.10.3.1|FORLOP-2023-0042',
      place: '',
      pathwayType: 'D11',
      patient: { key: '15888810088', birthDate: '1988-08-15', identified: true },
      recorded: '2023-04-20',
      organization: '310000019',
      referral: {
        received: '2023-03-01',
        assessed: '2023-03-08',
        deadline: '2023-05-01',
        rightGranted: true,
      },
      contacts: [
        {
          key: 'urn:oid:2.16.578.1.34.10.3.3|KONTAKT-1',
          place: 'contacts[0]',
          start: '2023-03-27T09:00:00+02:00',
          end: '2023-03-27T10:00:00+02:00',
          careLevel: '3',
        },
      ],
      registrations: [
        { place: 'measurementPoints[0]', code: 'D11A', date: '2023-03-08' },
        { place: 'measurementPoints[1]', code: 'D11M', contact: 'urn:oid:2.16.578.1.34.10.3.3|KONTAKT-1' },
      ],
    });
  });

  test('of a patient with a local number only is not of an identified one', () => {
    const localIdentifier = { system: 'urn:oid:1.2.3', value: 'H-1', issuer: 'Fjordby sykehus HF' };
    expect(historyOfRecord({ ...EXAMPLE_RECORD, patient: { localIdentifier } }).patient).toEqual({
      key: 'urn:oid:1.2.3|H-1',
      identified: false,
    });
  });

  test.each([
    [{ right: '3' }, true],
    [{ outcome: '1' }, true],
    [{ outcome: '2' }, true],
    [{ right: '4', outcome: '2' }, true],
    [{ right: '4' }, false],
    [{ right: '5' }, false],
    [{ outcome: '3' }, false],
    [{ right: '6' }, undefined],
    [{}, undefined],
  ])('with %j of the lists 8444 and 8485 has right granted: %s', (assessment, granted) => {
    const referral = { identifier: { system: 'urn:oid:1.2.3', value: 'HENV-1' }, ...assessment };
    expect(historyOfRecord({ ...EXAMPLE_RECORD, referral }).referral?.rightGranted).toBe(granted);
  });
});
