import type {
  CarePlan,
  Encounter,
  EpisodeOfCare,
  Organization,
  Resource,
  ServiceRequest,
  Task,
} from '@medplum/fhirtypes';
import { describe, expect, test } from 'vitest';
import { EXAMPLE_RECORD } from '../../../src/formats/record/example.ts';
import { openKnowledge } from '../../../src/knowledge.ts';
import { MILESTONE_SYSTEM } from '../../../src/mapping/identity.ts';
import type { MappedEntry } from '../../../src/mapping/mappedTransaction.ts';
import { mapPathwayRecord } from '../../../src/mapping/record/mapPathwayRecord.ts';
import type {
  PathwayRecord,
  RecordContact,
  RecordMeasurementPoint,
  RecordReferral,
} from '../../../src/pathway/record.ts';

const knowledge = openKnowledge();

function entriesOf(record: PathwayRecord): readonly MappedEntry[] {
  return mapPathwayRecord(record, { ...knowledge, findings: [] }).entries;
}

function resourcesOf<T extends Resource>(record: PathwayRecord, type: T['resourceType']): readonly T[] {
  return entriesOf(record)
    .map(({ resource }) => resource)
    .filter((resource): resource is T => resource.resourceType === type);
}

function milestonesOf(record: PathwayRecord): readonly Task[] {
  return resourcesOf<Task>(record, 'Task').filter(({ identifier }) =>
    identifier?.some(({ system }) => system === MILESTONE_SYSTEM),
  );
}

function without(record: PathwayRecord, ...keys: readonly (keyof PathwayRecord)[]): PathwayRecord {
  const kept = Object.entries(record).filter(([key]) => !keys.includes(key as keyof PathwayRecord));
  return Object.fromEntries(kept) as unknown as PathwayRecord;
}

function registration(value: string, code: string, date?: string): RecordMeasurementPoint {
  return { identifier: { system: 'urn:oid:1.2.3', value }, code, ...(date !== undefined && { date }) };
}

describe('measurement points', () => {
  const [start, attendance] = [
    registration('1', 'D11A', '2023-03-01'),
    registration('2', 'D11M', '2023-03-27'),
  ];

  test('that fulfil a due one carry its identifier beside the sender’s own', () => {
    const due = milestonesOf({ ...EXAMPLE_RECORD, measurementPoints: [start, attendance] }).find(
      ({ status }) => status === 'requested',
    );
    expect(due?.code?.coding?.map(({ code }) => code)).toEqual(['C']);
    const decision = registration('3', 'D11CP', '2023-04-10');
    const entry = entriesOf({ ...EXAMPLE_RECORD, measurementPoints: [start, attendance, decision] }).find(
      ({ matchBy }) => matchBy[0]?.value === '3',
    );
    expect(entry?.matchBy).toEqual([decision.identifier, due?.identifier?.[0]]);
    expect((entry?.resource as Task).status).toBe('completed');
  });

  test('of the same event are counted by date, whatever their order in the record', () => {
    const measurementPoints = [
      registration('undated', 'D11E'),
      registration('later', 'D11E', '2023-06-01'),
      registration('morning', 'D11E', '2023-05-01T08:00:00+02:00'),
      registration('evening', 'D11E', '2023-05-01T20:00:00+02:00'),
    ];
    const ordinals = milestonesOf({ ...EXAMPLE_RECORD, measurementPoints })
      .filter(({ status }) => status === 'completed')
      .map(({ identifier }) => [identifier?.[0]?.value, identifier?.[1]?.value?.split('|').at(-1)]);
    expect(ordinals).toEqual([
      ['undated', '4'],
      ['later', '3'],
      ['morning', '1'],
      ['evening', '2'],
    ]);
  });

  test('given in parts have the combined code too, and their outcome as output', () => {
    const parts: RecordMeasurementPoint = {
      identifier: { system: 'urn:oid:1.2.3', value: '1' },
      event: 'C',
      outcome: 'P',
    };
    const [task] = milestonesOf({ ...EXAMPLE_RECORD, measurementPoints: [parts] });
    expect(task?.code?.coding?.map(({ code }) => code)).toEqual(['C', 'D11CP']);
    expect(task?.output?.[0]?.valueCodeableConcept?.coding?.[0]).toMatchObject({
      system: 'urn:oid:2.16.578.1.12.4.1.1.9323',
      code: 'P',
    });
  });

  test('whose code cannot be read become nothing', () => {
    expect(milestonesOf({ ...EXAMPLE_RECORD, measurementPoints: [registration('1', 'D11QQ')] })).toEqual([]);
  });
});

describe('the plan', () => {
  test.each<readonly [codes: readonly string[], status: CarePlan['status']]>([
    [['D11A'], 'active'],
    [['D11A', 'D11XG'], 'completed'],
    [['D11A', 'D11XO'], 'revoked'],
    [['D11A', 'D11XP'], 'revoked'],
  ])('with %j is %s', (codes, status) => {
    const measurementPoints = codes.map((code, index) =>
      registration(String(index), code, `2023-03-0${index + 1}`),
    );
    const [plan] = resourcesOf<CarePlan>({ ...EXAMPLE_RECORD, measurementPoints }, 'CarePlan');
    expect(plan?.status).toBe(status);
  });

  test('of which nothing has taken place is a draft', () => {
    const referred = without(EXAMPLE_RECORD, 'contacts', 'measurementPoints');
    const [plan] = resourcesOf<CarePlan>(referred, 'CarePlan');
    expect(plan).toMatchObject({ status: 'draft' });
    expect(plan?.period).toBeUndefined();
  });
});

describe('the referral', () => {
  const bare = without(EXAMPLE_RECORD, 'contacts', 'measurementPoints', 'referral');
  const identifier = { system: 'urn:oid:1.2.3', value: 'HENV-1' };
  type Stated = Omit<RecordReferral, 'identifier'>;

  test.each<readonly [stated: Stated, request: string, task: string, period: string]>([
    [{}, 'active', 'received', 'planned'],
    [{ receivedDate: '2023-03-01' }, 'active', 'received', 'waitlist'],
    [
      { receivedDate: '2023-03-01', assessedDate: '2023-03-08', right: '3' },
      'active',
      'accepted',
      'waitlist',
    ],
    [
      { receivedDate: '2023-03-01', assessedDate: '2023-03-08', right: '5' },
      'active',
      'rejected',
      'waitlist',
    ],
    [
      { receivedDate: '2023-03-01', waitingEndedDate: '2023-03-27', waitingEndCode: '1' },
      'active',
      'in-progress',
      'active',
    ],
    [
      { receivedDate: '2023-03-01', waitingEndedDate: '2023-03-27', waitingEndCode: '2' },
      'revoked',
      'cancelled',
      'cancelled',
    ],
    [
      { receivedDate: '2023-03-01', waitingEndedDate: '2023-03-27', waitingEndCode: '9', right: '4' },
      'revoked',
      'rejected',
      'cancelled',
    ],
  ])('with %j: request %s, negotiation %s, referral period %s', (stated, request, task, period) => {
    const record = { ...bare, referral: { identifier, ...stated } };
    expect(resourcesOf<ServiceRequest>(record, 'ServiceRequest')[0]?.status).toBe(request);
    expect(resourcesOf<Task>(record, 'Task')[0]?.status).toBe(task);
    expect(resourcesOf<EpisodeOfCare>(record, 'EpisodeOfCare')[0]?.status).toBe(period);
  });

  test.each([
    ['0', 'stat'],
    ['3', 'urgent'],
    ['N', 'routine'],
    ['PK', undefined],
  ])('with urgency %s (8306) has FHIR priority %s, and the code itself', (priority, expected) => {
    const [request] = resourcesOf<ServiceRequest>(
      { ...bare, referral: { identifier, priority } },
      'ServiceRequest',
    );
    expect(request?.priority).toBe(expected);
    expect(request?.extension?.[0]?.valueCoding?.code).toBe(priority);
  });

  test('that is lacking leaves a referral period of the pathway', () => {
    expect(resourcesOf(bare, 'ServiceRequest')).toEqual([]);
    expect(resourcesOf<EpisodeOfCare>(bare, 'EpisodeOfCare')[0]?.referralRequest).toBeUndefined();
  });
});

describe('a contact', () => {
  type Stated = Omit<RecordContact, 'identifier'>;

  test.each<readonly [stated: Stated, code: string, status: Encounter['status']]>([
    [{ careLevel: '1', period: { start: '2023-04-01' } }, 'IMP', 'in-progress'],
    [
      { careLevel: '1', period: { start: '2023-04-01', end: '2023-04-20T11:00:00+02:00' } },
      'IMP',
      'finished',
    ],
    [{ careLevel: '1', period: { start: '2023-04-01', end: '2023-04-21' } }, 'IMP', 'in-progress'],
    [{ careLevel: '1', contactType: '5', period: { start: '2023-04-01' } }, 'IMP', 'in-progress'],
    [{ careLevel: '2', period: { start: '2023-04-20' } }, 'AMB', 'in-progress'],
    [{ careLevel: '3', period: { start: '2023-04-19' } }, 'AMB', 'finished'],
    [{ careLevel: '3', contactType: '2', period: { start: '2023-04-21' } }, 'AMB', 'planned'],
    [{ careLevel: '3', contactType: '5', period: { start: '2023-04-20T13:00:00+02:00' } }, 'VR', 'planned'],
    [{ careLevel: '3', contactType: '12', period: { start: '2023-04-10' } }, 'HH', 'finished'],
    [{ careLevel: '8', period: { start: '2023-04-10' } }, 'AMB', 'finished'],
  ])('with %j, told of on 20 April at noon, is %s and %s', (stated, code, status) => {
    const contact = { identifier: { system: 'urn:oid:1.2.3', value: '1' }, ...stated };
    const record = { ...EXAMPLE_RECORD, measurementPoints: [], contacts: [contact] };
    expect(resourcesOf<Encounter>(record, 'Encounter')).toMatchObject([{ class: { code }, status }]);
  });
});

describe('organisations', () => {
  const namesOf = (record: PathwayRecord) =>
    entriesOf(record)
      .filter(({ resource }) => resource.resourceType === 'Organization')
      .map(({ resource, ownership }) => [(resource as Organization).name, ownership]);

  test('that are named twice, by different numbers of theirs, are one', () => {
    const practice = { name: 'Legene', organizationNumber: '310000035' };
    const record: PathwayRecord = {
      ...EXAMPLE_RECORD,
      trust: { name: 'Fjordby', organizationNumber: '310000019' },
      unit: { name: 'Fjordby', organizationNumber: '310000019', herId: '8' },
      generalPractitioner: {
        name: { family: 'Li' },
        hprNumber: '9000003',
        organization: { ...practice, herId: '9' },
      },
      referral: { identifier: { system: 'urn:oid:1.2.3', value: '1' }, referrer: { organization: practice } },
    };
    expect(namesOf(record)).toEqual([
      ['Fjordby', 'shared'],
      ['Legene', 'shared'],
    ]);
  });

  test('that share a number but have RESH-ids of their own are two', () => {
    const unit = (reshId: string) => ({ name: 'BUP', organizationNumber: '310000027', reshId });
    const contacts = ['1', '2'].map((value) => ({
      identifier: { system: 'urn:oid:1.2.3', value },
      period: { start: '2023-04-01' },
      careLevel: '3',
      unit: unit(value),
    }));
    expect(namesOf({ ...without(EXAMPLE_RECORD, 'unit'), measurementPoints: [], contacts })).toHaveLength(3);
  });

  test('of which only the name is known belong to the pathway, or to the whole that they are part of', () => {
    const record: PathwayRecord = {
      ...EXAMPLE_RECORD,
      unit: { name: 'Poliklinikken' },
      referral: {
        identifier: { system: 'urn:oid:1.2.3', value: '1' },
        referrer: { organization: { name: 'NAV' } },
      },
    };
    expect(namesOf(record)).toEqual([
      ['Fjordby sykehus HF', 'shared'],
      ['Poliklinikken', 'shared'],
      ['NAV', 'owned'],
    ]);
  });

  test('include the municipality of which only the number is known', () => {
    expect(namesOf({ ...EXAMPLE_RECORD, municipality: { municipalityNumber: '5001' } })).toContainEqual([
      'Trondheim',
      'shared',
    ]);
  });
});

describe('the end of a pathway', () => {
  const minors = (['needed', 'not-assessed', 'given', 'not-needed'] as const).map((followUp, index) => ({
    relation: 'child' as const,
    birthYear: 2015 + index,
    followUp,
  }));
  const followUpsOf = (...ends: readonly RecordMeasurementPoint[]): readonly string[] => {
    const measurementPoints = [registration('1', 'D11A', '2023-03-08'), ...ends];
    return resourcesOf<Task>({ ...EXAMPLE_RECORD, minors, measurementPoints }, 'Task')
      .filter(({ code }) => code?.coding?.some(({ code: topic }) => topic === 'children-and-siblings'))
      .map(({ status, businessStatus }) => `${status} ${businessStatus?.coding?.[0]?.code ?? ''}`);
  };

  test('closes the follow-up of minors that nobody has seen to', () => {
    expect(followUpsOf()).toEqual([
      'accepted needed',
      'requested not-assessed',
      'completed given',
      'cancelled not-needed',
    ]);
    for (const outcome of ['G', 'P']) {
      expect(followUpsOf(registration('2', `D11X${outcome}`, '2023-04-10'))).toEqual([
        'cancelled needed',
        'cancelled not-assessed',
        'completed given',
        'cancelled not-needed',
      ]);
    }
  });

  test('leaves no Task open', () => {
    const measurementPoints = [
      registration('1', 'D11A', '2023-03-08'),
      registration('2', 'D11XG', '2023-04-10'),
    ];
    const open = resourcesOf<Task>({ ...EXAMPLE_RECORD, minors, measurementPoints }, 'Task').filter(
      ({ status }) => status !== 'completed' && status !== 'cancelled',
    );
    expect(open).toEqual([]);
  });
});

describe('who asked when', () => {
  test('is the day of the referral, or of what was registered: never that of the record', () => {
    expect(resourcesOf<ServiceRequest>(EXAMPLE_RECORD, 'ServiceRequest')[0]?.authoredOn).toBe('2023-03-01');
    const later = { ...EXAMPLE_RECORD, recordedAt: '2023-04-21T12:00:00+02:00' };
    expect(resourcesOf<Task>(later, 'Task')).toEqual(resourcesOf<Task>(EXAMPLE_RECORD, 'Task'));
  });
});
