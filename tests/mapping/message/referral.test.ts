import type {
  Bundle,
  CarePlan,
  EpisodeOfCare,
  Patient,
  Resource,
  ServiceRequest,
  Task,
} from '@medplum/fhirtypes';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { CODE_SYSTEM, extensionUrl, IDENTIFIER_SYSTEM, volven } from '../../../src/fhir/systems.ts';
import { openKnowledge } from '../../../src/knowledge.ts';
import { mapMessage, type MappedMessage } from '../../../src/mapping/message/mapMessage.ts';
import { bundleOf, decodeText, exampleText } from '../../formats/kith/messages.ts';

const knowledge = openKnowledge();

function map(bundle: Bundle, changes: { senderKey?: string; messageId?: string } = {}): MappedMessage {
  const { senderKey = '8301002', messageId = 'm-1' } = changes;
  return mapMessage(bundle, {
    ...knowledge,
    senderKey,
    message: { system: 'urn:oid:1.2.3', value: `${senderKey}|${messageId}` },
    original: new TextEncoder().encode('<MsgHead/>'),
    contentType: 'application/xml',
    madeAt: '2026-03-02T10:20:31+01:00',
    receivedAt: '2026-03-02T10:20:31+01:00',
  });
}

function mapText(text: string): MappedMessage {
  return map(bundleOf(decodeText(text)));
}

function resourcesIn<T extends Resource>(mapped: MappedMessage, type: T['resourceType']): readonly T[] {
  return mapped.entries.flatMap(({ resource }) => (resource.resourceType === type ? [resource as T] : []));
}

const REFERRAL = exampleText('onward-referral-9327.xml');
const TYPE_ALONE = exampleText('onward-referral-9321.xml');

interface StatedCode {
  readonly code: string;
  readonly system?: string;
  readonly note?: string;
}

/** A message with nothing but a referral of these pathway codes. */
function messageWith(codes: readonly StatedCode[]): Bundle {
  const request: ServiceRequest = {
    resourceType: 'ServiceRequest',
    identifier: [{ system: IDENTIFIER_SYSTEM.UUID, value: 'urn:uuid:0d9c2a9e-6a1f-4a53-8c51-6a3d3e4f5a02' }],
    status: 'active',
    intent: 'order',
    subject: { reference: 'urn:uuid:patient' },
    extension: codes.map(({ code, system, note }) => ({
      url: extensionUrl('pathway-code'),
      extension: [
        { url: 'code', valueCoding: { code, ...(system === undefined ? {} : { system }) } },
        ...(note === undefined ? [] : [{ url: 'note', valueString: note }]),
      ],
    })),
  };
  return {
    resourceType: 'Bundle',
    type: 'message',
    entry: [
      {
        fullUrl: 'urn:uuid:header',
        resource: {
          resourceType: 'MessageHeader',
          eventCoding: { code: 'HENVISNING_NYTILSTAND' },
          source: { endpoint: 'urn:oid:1.2.3' },
          focus: [{ reference: 'urn:uuid:request' }],
        },
      },
      { fullUrl: 'urn:uuid:patient', resource: { resourceType: 'Patient', name: [{ family: 'Test' }] } },
      { fullUrl: 'urn:uuid:request', resource: request },
    ],
  };
}

describe('pathway codes', () => {
  it.each<readonly [string, readonly StatedCode[], readonly string[], readonly string[], readonly string[]]>([
    ['an event', [{ code: 'D11A', system: CODE_SYSTEM.combinedCode }], ['D11'], ['A D11A'], []],
    ['an event sent in the list of types', [{ code: 'D11A', system: CODE_SYSTEM.pathwayType }], ['D11'], ['A D11A'], []],
    ['a type sent in the list of events', [{ code: 'D11', system: CODE_SYSTEM.combinedCode }], ['D11'], [], []],
    ['an event without a list', [{ code: 'D12M' }], ['D12'], ['M D12M'], []],
    ['a type without a list', [{ code: 'D01' }], ['D01'], [], []],
    ['an unknown code without a list', [{ code: 'Z9' }], ['Z9'], ['Z9'], ['outside-this-family']],
    ['an outcome', [{ code: 'D11CU', system: CODE_SYSTEM.combinedCode }], ['D11'], ['C D11CU'], []],
    ['the same event twice', [{ code: 'D11E', system: CODE_SYSTEM.combinedCode }, { code: 'D11E', system: CODE_SYSTEM.combinedCode }], ['D11'], ['E D11E', 'E D11E'], []],
    ['two lists of other families', [{ code: 'A16A', system: volven(8480) }, { code: 'X1', system: volven(1234) }], ['A16A', 'X1'], ['A16A', 'X1'], ['outside-this-family', 'outside-this-family']],
    ['an event that is not in the list', [{ code: 'D11Q', system: CODE_SYSTEM.combinedCode }], ['D11'], ['D11Q'], ['201']],
    ['a type that is not in the list', [{ code: 'D77', system: CODE_SYSTEM.pathwayType }], ['D77'], [], ['201']],
    ['a type that is not in the list, with an event', [{ code: 'Q77A', system: CODE_SYSTEM.combinedCode }], ['Q77A'], ['Q77A'], ['201']],
    ['an empty code', [{ code: '', system: CODE_SYSTEM.combinedCode }, { code: ' ' }], [], [], ['pathway-code-empty', 'pathway-code-empty']],
    ['none', [], [], [], []],
  ])('%s', (_name, codes, plans, tasks, findings) => {
    const mapped = map(messageWith(codes));
    const codesOf = ({ coding }: { coding?: readonly { code?: string }[] }): string =>
      (coding ?? []).map(({ code }) => code).join(' ');
    expect(
      resourcesIn<CarePlan>(mapped, 'CarePlan').map(({ category }) => category?.map(codesOf).join(' ')),
    ).toEqual(plans);
    expect(resourcesIn<Task>(mapped, 'Task').map(({ code }) => codesOf(code ?? {}))).toEqual(tasks);
    expect(mapped.findings.map(({ definition }) => definition.code)).toEqual(findings);
    expect(mapped.findings.filter(({ severity }) => severity === 'error')).toEqual([]);
  }); // prettier-ignore

  it.each([
    ['D11', CODE_SYSTEM.combinedCode],
    ['D11', CODE_SYSTEM.pathwayType],
    ['D11A', CODE_SYSTEM.combinedCode],
    ['D11A', CODE_SYSTEM.pathwayType],
    ['D11Q', CODE_SYSTEM.combinedCode],
  ])(
    '%s sent in list %s give a plan of the type in list 9321, and stay as sent in the referral',
    (code, system) => {
      const mapped = map(messageWith([{ code, system }]));
      expect(resourcesIn<CarePlan>(mapped, 'CarePlan')[0]?.category).toMatchObject([
        { coding: [{ system: CODE_SYSTEM.pathwayType, code: 'D11', display: expect.any(String) as string }] },
      ]);
      const [request] = resourcesIn<ServiceRequest>(mapped, 'ServiceRequest');
      expect(request?.extension?.[0]?.extension?.[0]?.valueCoding).toEqual({ code, system });
    },
  );

  it('that are empty in the message are told', () => {
    const empty = TYPE_ALONE.replace('Pakkeforlopskode V="D01"', 'Pakkeforlopskode V=" "');
    expect(
      mapText(empty).findings.map(({ definition, severity, place }) => [definition.code, severity, place]),
    ).toContainEqual(['pathway-code-empty', 'warning', expect.stringMatching(/^ServiceRequest\.extension/)]);
  });

  it('that end a pathway complete its plan', () => {
    const ended = map(messageWith([{ code: 'D11XG', system: CODE_SYSTEM.combinedCode }]));
    expect(resourcesIn<CarePlan>(ended, 'CarePlan')[0]?.status).toBe('completed');
  });

  it('keep their remarks: of an event on its task, of a type on its plan', () => {
    const mapped = map(
      messageWith([
        { code: 'D11', system: CODE_SYSTEM.pathwayType, note: 'om forløpet' },
        { code: 'D11A', system: CODE_SYSTEM.combinedCode, note: 'om starten' },
      ]),
    );
    expect(resourcesIn<CarePlan>(mapped, 'CarePlan')[0]?.note).toEqual([{ text: 'om forløpet' }]);
    expect(resourcesIn<Task>(mapped, 'Task')[0]?.note).toEqual([{ text: 'om starten' }]);
  });

  it('whatever they are: a plan for each pathway and list, nothing lost, nothing thrown', () => {
    const code = fc.record({
      code: fc.oneof(
        fc.constantFrom('D11', 'D01', 'D11A', 'D12XG', 'D06CP', 'A16A', ' ', '|', '__proto__'),
        fc.string({ minLength: 1 }),
      ),
      system: fc.option(
        fc.constantFrom(CODE_SYSTEM.pathwayType, CODE_SYSTEM.combinedCode, volven(8480), 'x'),
        { nil: undefined },
      ),
      note: fc.option(fc.string(), { nil: undefined }),
    });
    fc.assert(
      fc.property(fc.array(code, { maxLength: 8 }), (codes) => {
        const stated = codes.map(({ code: value, system, note }) => ({
          code: value,
          ...(system === undefined ? {} : { system }),
          ...(note === undefined ? {} : { note }),
        }));
        const mapped = map(messageWith(stated));
        const plans = resourcesIn<CarePlan>(mapped, 'CarePlan');
        const tasks = resourcesIn<Task>(mapped, 'Task');
        expect(plans.flatMap(({ activity }) => activity ?? [])).toHaveLength(tasks.length);
        const text = JSON.stringify([plans, tasks]);
        for (const { code: value, note = '' } of stated.filter(({ code: given }) => given.trim() !== '')) {
          expect(text).toContain(JSON.stringify(value).slice(1, -1));
          expect(text).toContain(JSON.stringify(note).slice(1, -1));
        }
        const identities = mapped.entries.flatMap(({ matchBy }) =>
          matchBy.map(({ system, value }) => `${system ?? ''}|${value ?? ''}`),
        );
        expect(new Set(identities).size).toBe(identities.length);
        expect(JSON.stringify(map(messageWith(stated)))).toBe(JSON.stringify(mapped));
      }),
    );
  });
});

describe('identity', () => {
  const identityOf = (mapped: MappedMessage, type: Resource['resourceType']): unknown =>
    mapped.entries.find(({ resource }) => resource.resourceType === type)?.matchBy;

  it.each(['CarePlan', 'EpisodeOfCare', 'ServiceRequest'] as const)(
    'of a %s is that of the document: another message of it tells of the same',
    (type) => {
      for (const text of [REFERRAL, TYPE_ALONE]) {
        const bundle = bundleOf(decodeText(text));
        expect(identityOf(map(bundle, { messageId: 'm-2' }), type)).toEqual(identityOf(map(bundle), type));
      }
    },
  );

  it('by a document id that is no UUID holds among the messages of its sender only', () => {
    const bundle = bundleOf(decodeText(TYPE_ALONE));
    const other = map(bundle, { senderKey: '1' });
    expect(identityOf(other, 'CarePlan')).not.toEqual(identityOf(map(bundle), 'CarePlan'));
  });

  it.each([
    ['a national id', '04876510079', 'FNR', 'shared'],
    ['a number whose check digits fail', '04876510078', 'FNR', 'owned'],
    ['a number of zeros', '00000000000', 'FNR', 'owned'],
    ['a help number of one enterprise', '04876510079', 'HNR', 'owned'],
  ])('of a patient by %s: %s %s is %s', (_name, number, type, ownership) => {
    const mapped = mapText(
      TYPE_ALONE.replace('<Id>04876510079</Id>', `<Id>${number}</Id>`).replace('V="FNR"', `V="${type}"`),
    );
    const entry = mapped.entries.find(({ resource }) => resource.resourceType === 'Patient');
    expect(entry?.ownership).toBe(ownership);
    expect((entry?.resource as Patient).identifier).toContainEqual(
      expect.objectContaining({ value: number }),
    );
    expect(JSON.stringify(entry?.matchBy).includes(number)).toBe(ownership === 'shared');
  });

  it('of a patient is the same in a message and in a record', () => {
    expect(identityOf(mapText(TYPE_ALONE), 'Patient')).toMatchObject([
      { system: IDENTIFIER_SYSTEM.FNR, value: '04876510079' },
    ]);
  });
});

describe('the referral period', () => {
  const episode = (text: string): EpisodeOfCare | undefined =>
    resourcesIn<EpisodeOfCare>(mapText(text), 'EpisodeOfCare')[0];

  it('waits from the seniority date, and has the sender’s id of the course', () => {
    expect(episode(TYPE_ALONE)).toMatchObject({
      status: 'waitlist',
      period: { start: '2026-03-20' },
      statusHistory: [{ status: 'waitlist', period: { start: '2026-03-20' } }],
    });
    expect(episode(TYPE_ALONE)?.identifier).toContainEqual({ value: 'TSB-2026-000417' });
  });

  it('is active from the end of waiting', () => {
    const ended = TYPE_ALONE.replace(
      '</DatoMottakOgVurdering>',
      '</DatoMottakOgVurdering><DatoMottakOgVurdering><TypeDato V="4" S="2.16.578.1.12.4.1.1.9147" ' +
        'DN="Ventetid slutt"/><Dato>2026-04-01</Dato></DatoMottakOgVurdering>',
    );
    expect(episode(ended)).toMatchObject({
      status: 'active',
      statusHistory: [
        { status: 'waitlist', period: { start: '2026-03-20', end: '2026-04-01' } },
        { status: 'active', period: { start: '2026-04-01' } },
      ],
    });
  });
});
