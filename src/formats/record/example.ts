import type { PathwayRecord } from '../../pathway/record.ts';

const SYSTEM = 'urn:oid:2.16.578.1.34.10.3';

/** A synthetic pathway that runs: the example in the JSON Schema. */
export const EXAMPLE_RECORD: PathwayRecord = {
  identifier: { system: `${SYSTEM}.1`, value: 'FORLOP-2023-0042' },
  recordedAt: '2023-04-20T12:00:00+02:00',
  pathwayType: 'D11',
  patient: {
    nationalId: '15888810088',
    name: { family: 'Nordmann', given: 'Kari' },
    birthDate: '1988-08-15',
    sex: 'female',
    municipalityNumber: '5001',
  },
  trust: { name: 'Fjordby sykehus HF', organizationNumber: '310000019', herId: '8900001' },
  unit: { name: 'Fjordby DPS', reshId: '4200001' },
  referral: {
    identifier: { system: `${SYSTEM}.2`, value: 'HENV-2023-0107' },
    receivedDate: '2023-03-01',
    assessedDate: '2023-03-08',
    deadline: '2023-05-01',
    priority: 'N',
    right: '3',
    outcome: '1',
  },
  pathwayCoordinator: { name: { family: 'Berg', given: 'Ola' }, telecom: { phone: '73000000' } },
  contacts: [
    {
      identifier: { system: `${SYSTEM}.3`, value: 'KONTAKT-1' },
      period: { start: '2023-03-27T09:00:00+02:00', end: '2023-03-27T10:00:00+02:00' },
      careLevel: '3',
      contactType: '1',
      field: '320',
    },
  ],
  measurementPoints: [
    { identifier: { system: `${SYSTEM}.4`, value: 'REG-1' }, code: 'D11A', date: '2023-03-08' },
    {
      identifier: { system: `${SYSTEM}.4`, value: 'REG-2' },
      code: 'D11M',
      contact: { system: `${SYSTEM}.3`, value: 'KONTAKT-1' },
    },
  ],
};
