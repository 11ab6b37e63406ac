import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { startService } from '../http/runningService.ts';
import { changed, messageOf, postAll, storedState, type MadeMessage } from './careMessages.ts';
import { exampleText } from '../formats/kith/messages.ts';

const NOW = (): Date => new Date('2026-06-01T12:00:00Z');

const TYPES = [
  'ServiceRequest',
  'CarePlan',
  'CareTeam',
  'Task',
  'EpisodeOfCare',
  'Encounter',
  'Composition',
  'Condition',
  'Observation',
  'AllergyIntolerance',
  'MedicationStatement',
  'Flag',
  'Communication',
  'Patient',
];

/** Original, change, change, cancellation of one document, and what else is to come. */
interface Case {
  readonly name: string;
  readonly messages: readonly MadeMessage[];
}

const ids = (count: number): string[] =>
  Array.from({ length: count }, (_, index) => `0f0f0f0f-0000-4000-8000-0000000000${String(10 + index)}`);

function referral(): Case {
  const [n = '', m1 = '', m2 = '', c = ''] = ids(4);
  const text = exampleText('onward-referral-9327.xml');
  const without = /<Pakkeforlop>(?:(?!<\/Pakkeforlop>)[\s\S])*D11CU[\s\S]*?<\/Pakkeforlop>/;
  const set = (id: string, made: string, serviceType: 'N' | 'M' | 'C', more = {}): MadeMessage =>
    changed(text, { id, made, serviceType, ...more });
  return {
    name: 'a referral',
    messages: [
      set(n, '2026-03-01T10:00:00', 'N'),
      set(m1, '2026-03-02T10:00:00', 'M', { conversation: n, parent: n, replace: [[without, '']] }),
      set(m2, '2026-03-03T10:00:00', 'M', { conversation: n, parent: m1 }),
      set(c, '2026-03-04T10:00:00', 'C', { conversation: n, parent: m2, replace: [[without, '']] }),
    ],
  };
}

function admissionReport(): Case {
  const [n = '', m1 = '', m2 = '', c = ''] = ids(4);
  const diagnosis = /<(\w+:)?InfoMedisinskDiagnose>[\s\S]*?<\/(\w+:)?InfoMedisinskDiagnose>/;
  const set = (id: string, made: string, serviceType: 'N' | 'M' | 'C', more = {}): MadeMessage =>
    messageOf('care-admission-report-1.6', { id, made, serviceType, ...more });
  return {
    name: 'an admission report',
    messages: [
      set(n, '2026-04-02T10:00:00', 'N'),
      set(m1, '2026-04-02T11:00:00', 'M', { conversation: n, parent: n, replace: [[diagnosis, '']] }),
      set(m2, '2026-04-02T11:00:00', 'M', { conversation: n, parent: m1 }),
      set(c, '2026-04-02T12:00:00', 'C', { conversation: n, parent: m2 }),
    ],
  };
}

function stay(): Case {
  const [admitted = '', ready = '', withdrawn = '', discharged = '', cancelled = '', dead = '', report = ''] =
    ids(7);
  const about = { conversation: admitted };
  return {
    name: 'a stay, a notice of which is cancelled, a death, and a report',
    messages: [
      messageOf('care-admitted-1.6', { id: admitted }),
      messageOf('care-ready-for-discharge-1.6', { id: ready, ...about }),
      messageOf('care-withdrawn-1.6', { id: withdrawn, ...about, parent: ready }),
      messageOf('care-discharged-1.6', { id: discharged, ...about, parent: withdrawn }),
      messageOf('care-withdrawn-1.6', {
        id: cancelled,
        ...about,
        parent: withdrawn,
        made: '2026-04-16T12:00:00',
        serviceType: 'C',
      }),
      messageOf('care-death-1.6', { id: dead, ...about, parent: discharged }),
      messageOf('care-discharge-report-1.6', { id: report }),
    ],
  };
}

function referralWithStatuses(withCancellation: boolean): Case {
  const [n = '', m = '', c = '', right = '', late = '', declined = '', asked = '', answer = ''] = ids(8);
  const text = exampleText('onward-referral-9327.xml');
  const set = (id: string, made: string, serviceType: 'N' | 'M' | 'C'): MadeMessage =>
    changed(text, { id, made, serviceType, ...(id === n ? {} : { conversation: n }) });
  const told = (id: string, code: string, made: string, parent: string): MadeMessage =>
    messageOf('dialogue-referral-status-1.1', {
      id,
      made,
      conversation: n,
      parent,
      replace: [[/(?<=<TemaKodet )V="\d" DN="[^"]*"/, `V="${code}" DN="x"`]],
    });
  return {
    name: `a referral ${withCancellation ? 'that is cancelled' : 'that stands'}, its statuses, a request and its reply`,
    messages: [
      set(n, '2026-03-01T10:00:00', 'N'),
      told(right, '2', '2026-03-02T10:00:00', n),
      told(late, '1', '2026-03-03T10:00:00', right),
      set(m, '2026-03-04T10:00:00', 'M'),
      told(declined, '4', '2026-03-05T10:00:00', late),
      ...(withCancellation ? [set(c, '2026-03-04T12:00:00', 'C')] : []),
      messageOf('dialogue-request-1.0', { id: asked }),
      messageOf('dialogue-reply-1.0', { id: answer, conversation: asked }),
    ],
  };
}

async function stateAfter(messages: readonly MadeMessage[]): Promise<unknown> {
  const service = await startService({ LOG_LEVEL: 'warn' }, NOW);
  try {
    await postAll(service, ...messages);
    return await storedState(service, TYPES);
  } finally {
    await service.stop();
  }
}

describe.each([
  referral(),
  admissionReport(),
  stay(),
  referralWithStatuses(false),
  referralWithStatuses(true),
])('the messages about $name', ({ messages }) => {
  it('lead to the same in whichever order they come, some of them twice', { timeout: 120_000 }, async () => {
    const expected = await stateAfter(messages);
    await fc.assert(
      fc.asyncProperty(
        fc.shuffledSubarray([...messages], { minLength: messages.length }),
        fc.subarray([...messages]),
        async (order, again) => {
          expect(await stateAfter([...order, ...again])).toEqual(expected);
        },
      ),
      { numRuns: 4 },
    );
  });
});
