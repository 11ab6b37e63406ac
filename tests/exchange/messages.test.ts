import type {
  Binary,
  Bundle,
  CarePlan,
  DocumentReference,
  EpisodeOfCare,
  MessageHeader,
  OperationOutcome,
  Patient,
  Provenance,
  ServiceRequest,
  Task,
} from '@medplum/fhirtypes';
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { CODE_SYSTEM, IDENTIFIER_SYSTEM, volven } from '../../src/fhir/systems.ts';
import { measureLeafCoverage } from '../../src/formats/kith/leafCoverage.ts';
import { EXAMPLES, exampleText, rootOf } from '../formats/kith/messages.ts';
import { startService, type RunningService } from '../http/runningService.ts';
import { accountOf, appRecOf, committedBundle, resourcesIn } from './committedMessage.ts';
import { exampleRecord } from './exampleRecords.ts';
import { changedSince, storedVersions } from './storedVersions.ts';

let service: RunningService;

beforeAll(async () => {
  service = await startService();
});
afterAll(() => service.stop());

const COMBINED = exampleText('onward-referral-9327.xml');
const TYPE_ALONE = exampleText('onward-referral-9321.xml');

function messageIdOf(text: string): string {
  return /<MsgId>([^<]*)<\/MsgId>/.exec(text)?.[1] ?? '';
}

/** The message under an id of its own. */
function renewed(text: string): string {
  return text.replace(messageIdOf(text), randomUUID());
}

describe.each(EXAMPLES)('the message %s', (name) => {
  const text = exampleText(name);

  it('is accepted, and every value of it is found in what is stored', async () => {
    const answer = await service.postMessage(text);
    expect(answer.status).toBe(200);
    expect(answer.headers.get('content-type')).toBe('application/xml; charset=utf-8');
    expect(appRecOf(answer.text)).toEqual({ status: '1', errors: [] });
    const { lost, unmapped } = measureLeafCoverage(
      rootOf(Buffer.from(text)),
      await committedBundle(service, messageIdOf(text)),
    );
    expect({ lost, unmapped }).toEqual({ lost: [], unmapped: [] });
  });

  it('is kept as it came, byte for byte, with the trail to what was made of it', async () => {
    const committed = await committedBundle(service, messageIdOf(text));
    const [document] = resourcesIn<DocumentReference>(committed, 'DocumentReference').filter(
      ({ description }) => description === 'The message as it was received',
    );
    const binary = document?.content[0]?.attachment.url ?? '';
    expect(binary).toMatch(/^Binary\//);
    const { data = '' } = await service.read<Binary>(binary);
    expect(Buffer.from(data, 'base64').equals(Buffer.from(text))).toBe(true);
    const raw = await service.send('GET', `/fhir/${binary}`, { headers: { accept: 'application/xml' } });
    expect(raw.text).toBe(text);

    const [provenance] = resourcesIn<Provenance>(committed, 'Provenance');
    expect(provenance?.entity?.[0]?.what.reference).toBe(`DocumentReference/${document?.id ?? ''}`);
    const targets = provenance?.target.map(({ reference = '' }) => reference) ?? [];
    expect(targets.length).toBeGreaterThan(1);
    for (const target of targets) {
      expect((await service.send('GET', `/fhir/${target}`)).status).toBe(200);
    }
  });

  it('has no reference that leads nowhere', async () => {
    const committed = await committedBundle(service, messageIdOf(text));
    const references = [...JSON.stringify(committed).matchAll(/"reference":"([^"#][^"]*)"/g)].map(
      ([, reference = '']) => reference,
    );
    expect(references.length).toBeGreaterThan(5);
    for (const reference of new Set(references)) {
      expect((await service.send('GET', `/fhir/${reference}`)).status, reference).toBe(200);
    }
  });

  it('again gets the same answer, byte for byte, and changes nothing', async () => {
    const first = await service.postMessage(text);
    const before = await storedVersions(service);
    const accountBefore = await accountOf(service, messageIdOf(text));
    const second = await service.postMessage(text, { 'accept-language': 'nb' });
    expect(second.text).toBe(first.text);
    expect(changedSince(before, await storedVersions(service))).toEqual([]);
    expect(await accountOf(service, messageIdOf(text))).toEqual(accountBefore);
  });

  it('with other content under the same MsgId is refused', async () => {
    const before = await storedVersions(service);
    const answer = await service.postMessage(text.replace('</MsgHead>', '<!-- --></MsgHead>'));
    expect(answer.status).toBe(409);
    expect(answer.body.resourceType).toBe('OperationOutcome');
    expect(answer.body.issue[0]?.details?.coding?.[0]?.code).toBe('message-id-reused');
    expect(changedSince(before, await storedVersions(service))).toEqual([]);
  });
});

describe('pathway codes', () => {
  it('of list 9327 make one plan for their pathway, and a task each', async () => {
    await service.postMessage(COMBINED);
    const committed = await committedBundle(service, messageIdOf(COMBINED));
    const plans = resourcesIn<CarePlan>(committed, 'CarePlan');
    expect(plans).toHaveLength(1);
    expect(plans[0]).toMatchObject({
      status: 'active',
      category: [{ coding: [{ system: CODE_SYSTEM.pathwayType, code: 'D11' }] }],
    });
    const tasks = resourcesIn<Task>(committed, 'Task').filter(({ basedOn }) =>
      basedOn?.some(({ reference }) => reference === `CarePlan/${plans[0]?.id ?? ''}`),
    );
    expect(
      tasks.map(({ code, output, note }) => ({
        codes: code?.coding?.map((coding) => coding.code),
        outcome: output?.[0]?.valueCodeableConcept?.coding?.[0],
        note: note?.[0]?.text,
      })),
    ).toEqual([
      { codes: ['A', 'D11A'], outcome: undefined, note: 'Henvisning mottatt: 12.01.2026' },
      { codes: ['M', 'D11M'], outcome: undefined, note: 'Første fremmøte: 03.02.2026' },
      {
        codes: ['C', 'D11CU'],
        outcome: expect.objectContaining({ system: volven(9323), code: 'U' }) as unknown,
        note: 'Klinisk beslutning: 24.02.2026',
      },
    ]);
    for (const { reference = '' } of (plans[0]?.activity ?? []).flatMap(({ reference }) => reference ?? [])) {
      expect(tasks.map(({ id = '' }) => `Task/${id}`)).toContain(reference);
    }
  });

  it('of list 9321 make the plan and no task', async () => {
    await service.postMessage(TYPE_ALONE);
    const committed = await committedBundle(service, messageIdOf(TYPE_ALONE));
    expect(resourcesIn<CarePlan>(committed, 'CarePlan')).toMatchObject([
      { category: [{ coding: [{ system: CODE_SYSTEM.pathwayType, code: 'D01' }] }] },
    ]);
    expect(JSON.stringify(resourcesIn<Task>(committed, 'Task'))).not.toContain('CarePlan/');
  });

  it.each([
    [
      'two pathways',
      [
        ['D11A', '9327'],
        ['D01', '9321'],
      ],
      ['D11', 'D01'],
      ['D11A'],
      [],
    ],
    [
      'the pathway and an event of it',
      [
        ['D12', '9321'],
        ['D12A', '9327'],
      ],
      ['D12'],
      ['D12A'],
      [],
    ],
    [
      'another family',
      [
        ['A16A', '8480'],
        ['A16S', '8480'],
      ],
      ['A16A,A16S'],
      ['A16A', 'A16S'],
      ['outside-this-family', 'outside-this-family'],
    ],
    [
      'both families',
      [
        ['A16A', '8480'],
        ['D11A', '9327'],
      ],
      ['A16A', 'D11'],
      ['A16A', 'D11A'],
      ['outside-this-family'],
    ],
    ['an unknown event', [['D11Q', '9327']], ['D11'], ['D11Q'], ['201']],
    ['an unknown pathway', [['D99', '9321']], ['D99'], [], ['201']],
    ['none', [], [], [], []],
  ] as const)('%s', async (_name, codes, categories, taskCodes, findings) => {
    const stated = codes.map(
      ([code, list]) =>
        `<Pakkeforlop><Pakkeforlopskode V="${code}" S="2.16.578.1.12.4.1.1.${list}" DN="x"/></Pakkeforlop>`,
    );
    const text = renewed(TYPE_ALONE)
      .replace(/<Pakkeforlop>[\s\S]*<\/Pakkeforlop>/, stated.join(''))
      .replaceAll('TSB-2026-000417', randomUUID());
    const answer = await service.postMessage(text);
    expect(appRecOf(answer.text)).toEqual({ status: '1', errors: [] });
    const committed = await committedBundle(service, messageIdOf(text));
    const plans = resourcesIn<CarePlan>(committed, 'CarePlan');
    expect(
      plans.map(({ category }) =>
        category?.flatMap(({ coding }) => coding?.map(({ code }) => code)).join(','),
      ),
    ).toEqual(categories);
    const planUrls = plans.map(({ id = '' }) => `CarePlan/${id}`);
    const tasks = resourcesIn<Task>(committed, 'Task').filter(({ focus }) =>
      planUrls.includes(focus?.reference ?? ''),
    );
    expect(tasks.map(({ code }) => code?.coding?.at(-1)?.code)).toEqual(taskCodes);
    const account = await accountOf(service, messageIdOf(text));
    const told = account.findings.map(({ code }) => code);
    expect(told.filter((code) => code === '201' || code === 'outside-this-family')).toEqual(findings);
    for (const code of findings) {
      expect(plans.flatMap(({ meta }) => meta?.tag ?? []).map((tag) => tag.code)).toContain(code);
    }
  });
});

describe('a referral', () => {
  it('becomes request, task, referral period and parties, tied together', async () => {
    await service.postMessage(COMBINED);
    const committed = await committedBundle(service, messageIdOf(COMBINED));
    const [request] = resourcesIn<ServiceRequest>(committed, 'ServiceRequest');
    const patient = resourcesIn<Patient>(committed, 'Patient').find(({ identifier }) =>
      identifier?.some(({ system, value }) => system === IDENTIFIER_SYSTEM.FNR && value === '11839410036'),
    );
    expect(patient).toBeDefined();
    expect(request?.subject.reference).toBe(`Patient/${patient?.id ?? ''}`);
    const [episode] = resourcesIn<EpisodeOfCare>(committed, 'EpisodeOfCare');
    expect(episode).toMatchObject({
      patient: request?.subject,
      referralRequest: [{ reference: `ServiceRequest/${request?.id ?? ''}` }],
    });
    expect(
      resourcesIn<Task>(committed, 'Task').some(
        ({ focus }) => focus?.reference === `ServiceRequest/${request?.id ?? ''}`,
      ),
    ).toBe(true);
  });

  it('keeps its attachments as Binary and DocumentReference', async () => {
    const committed = await committedBundle(service, messageIdOf(COMBINED));
    const stated = [...COMBINED.matchAll(/<(?:\w+:)?Base64Container[^>]*>([^<]*)</g)].map(([, data = '']) =>
      data.replace(/\s/g, ''),
    );
    expect(stated).toHaveLength(2);
    const urls = resourcesIn<DocumentReference>(committed, 'DocumentReference').flatMap(({ content }) =>
      content.flatMap(({ attachment }) => attachment.url ?? []),
    );
    const stored = await Promise.all(urls.map(async (url) => (await service.read<Binary>(url)).data));
    expect(stored).toEqual(expect.arrayContaining(stated));
  });

  it('and a pathway record of the same patient share one Patient', async () => {
    await service.postMessage(TYPE_ALONE);
    const record = exampleRecord('d01-substance-use/01-referral-received');
    await service.postRecord({
      ...record,
      patient: { nationalId: '04876510079', name: { family: 'Bratteng', given: 'Randi' } },
    });
    const found = await service.search<Patient>(
      `Patient?identifier=${encodeURIComponent(`${IDENTIFIER_SYSTEM.FNR}|04876510079`)}`,
    );
    expect(found).toHaveLength(1);
  });

  it('whose document is sent again as a change makes new versions of the same resources', async () => {
    const changed = renewed(TYPE_ALONE)
      .replace('<ServType V="N" DN="Ny"/>', '<ServType V="M" DN="Endring"/>')
      .replace('2026-04-09T14:05:00', '2026-04-10T08:00:00')
      .replace('ønsker døgnbehandling', 'ønsker poliklinisk behandling');
    await service.postMessage(TYPE_ALONE);
    await service.postMessage(changed);
    const [before, after] = [
      await committedBundle(service, messageIdOf(TYPE_ALONE)),
      await committedBundle(service, messageIdOf(changed)),
    ];
    for (const type of ['ServiceRequest', 'CarePlan', 'EpisodeOfCare', 'Patient'] as const) {
      const ids = (bundle: Bundle): readonly (string | undefined)[] =>
        resourcesIn(bundle, type).map(({ id }) => id);
      expect(ids(after), type).toEqual(ids(before));
    }
    expect(JSON.stringify(after)).toContain('ønsker poliklinisk behandling');
  });
});

describe('an answer as FHIR', () => {
  it.each([
    'application/fhir+json',
    'application/json',
    'application/fhir+json, application/xml;q=0.5',
    'application/xml;q=0.5, application/fhir+json',
  ])('comes for Accept: %s', async (accept) => {
    const { status, headers, body } = await service.postMessage<Bundle>(TYPE_ALONE, { accept });
    expect(status).toBe(200);
    expect(headers.get('content-type')).toBe('application/fhir+json; charset=utf-8');
    const header = body.entry?.[0]?.resource as MessageHeader;
    expect(header.response).toMatchObject({ identifier: messageIdOf(TYPE_ALONE), code: 'ok' });
    const outcome = body.entry
      ?.map(({ resource }) => resource)
      .find((resource): resource is OperationOutcome => resource?.resourceType === 'OperationOutcome');
    expect(outcome?.issue.length).toBeGreaterThan(0);
  });

  it.each([
    'application/xml',
    '*/*',
    'text/xml, application/fhir+json;q=0.1',
    'application/fhir+json;q=0, application/xml',
    '',
  ])('comes as XML for Accept: %s', async (accept) => {
    const { text } = await service.postMessage(TYPE_ALONE, { accept });
    expect(appRecOf(text).status).toBe('1');
  });

  it('of a rejected message is a fatal error with the reason', async () => {
    const text = renewed(TYPE_ALONE).replace(/<Patient>[\s\S]*<\/Patient>/, '');
    const { body } = await service.postMessage<Bundle>(text, { accept: 'application/fhir+json' });
    expect((body.entry?.[0]?.resource as MessageHeader).response?.code).toBe('fatal-error');
    expect(JSON.stringify(body)).toContain('"E36"');
  });
});

describe('a message that shall be rejected', () => {
  it.each([
    ['that is cut off', (text: string) => text.slice(0, -40), 'T01'],
    ['with a document type', (text: string) => text.replace('<MsgHead', '<!DOCTYPE MsgHead><MsgHead'), 'T01'],
    ['without a patient', (text: string) => text.replace(/<Patient>[\s\S]*<\/Patient>/, ''), 'E36'],
    [
      'of a patient without number, birth date and sex',
      (text: string) => text.replace(/<DateOfBirth>[\s\S]*?(?=<\/Patient>)/, ''),
      'E36',
    ],
    ['whose MsgId is no UUID', (text: string) => text.replace(messageIdOf(text), '47-11'), 'E10'],
    [
      'of an unknown format',
      (text: string) => text.replaceAll('henvisning/2017-11-30', 'henvisning/2099-01-01'),
      'T10',
    ],
  ])('%s gets a negative AppRec, and nothing is stored of it', async (_name, mutate, code) => {
    const before = await storedVersions(service);
    const text = mutate(renewed(TYPE_ALONE));
    const answer = await service.postMessage(text);
    expect(answer.status).toBe(200);
    expect(appRecOf(answer.text)).toEqual({ status: '2', errors: [code] });
    expect(answer.text).toMatch(/<Error [^>]*OT="[^"]+"/);
    expect(changedSince(before, await storedVersions(service))).toEqual([]);
    const account = await accountOf(service, messageIdOf(text));
    expect(account).toMatchObject({ status: 'rejected', resources: [] });
    expect(account.acknowledgements[0]?.errors[0]?.code).toBe(code);
    expect((await service.postMessage(text)).text).toBe(answer.text);
  });

  it.each([
    ['without sender', (text: string) => text.replace(/<Sender>[\s\S]*<\/Sender>/, '')],
    [
      'whose sender has no number',
      (text: string) =>
        text.replace(
          /<Sender>[\s\S]*<\/Sender>/,
          '<Sender><Organisation><OrganisationName>X</OrganisationName></Organisation></Sender>',
        ),
    ],
    ['without MsgId', (text: string) => text.replace(/<MsgId>.*<\/MsgId>/, '')],
    ['that is no XML', () => 'hei'],
    ['that is empty', () => ''],
    ['of another kind', () => '<hei/>'],
  ])('%s gets 422 with an OperationOutcome', async (_name, mutate) => {
    const answer = await service.postMessage(mutate(renewed(TYPE_ALONE)));
    expect(answer.status).toBe(422);
    expect(answer.body).toMatchObject({ resourceType: 'OperationOutcome', issue: [{ severity: 'error' }] });
    expect(answer.body.issue[0]?.diagnostics).toBeTruthy();
  });
});

describe('a doubtful message is taken in', () => {
  it.each([
    [
      'a wrong check digit',
      (text: string) => text.replace('04876510079', '04876510078'),
      'message-identifier-check-digits',
    ],
    [
      'a code that is in no list',
      (text: string) => text.replace('V="HHE"', 'V="QQQ"'),
      'message-code-unknown',
    ],
    [
      'a time that cannot be read',
      (text: string) => text.replace(/<GenDate>.*<\/GenDate>/, '<GenDate>i går</GenDate>'),
      'message-value-unreadable',
    ],
    ['no time', (text: string) => text.replace(/<GenDate>.*<\/GenDate>/, ''), 'message-element-missing'],
    [
      'no document id',
      (text: string) => text.replace(/<DocumentId>.*<\/DocumentId>/, ''),
      'message-element-missing',
    ],
  ])('%s becomes a finding', async (_name, mutate, code) => {
    const text = mutate(renewed(TYPE_ALONE));
    const answer = await service.postMessage(text);
    expect(appRecOf(answer.text)).toEqual({ status: '1', errors: [] });
    const { findings } = await accountOf(service, messageIdOf(text));
    expect(findings.map((finding) => finding.code)).toContain(code);
    expect(findings.filter(({ severity }) => severity === 'error')).toEqual([]);
  });

  it.each([
    ['9327', COMBINED, 'D11CU', 'D11Q'],
    ['9321', TYPE_ALONE, 'D01', 'D99'],
  ])('a pathway code that list %s lacks gets NPR’s 201, once, where it stands', async (_list, message, code, unknown) => {
    const text = renewed(message)
      .replace('0d9c2a9e-6a1f-4a53-8c51-6a3d3e4f5a02', randomUUID())
      .replace(`<Pakkeforlopskode V="${code}"`, `<Pakkeforlopskode V="${unknown}"`);
    await service.postMessage(text);
    const { findings } = await accountOf(service, messageIdOf(text));
    const told = findings.filter(({ message: sentence }) => sentence.includes(unknown));
    expect(told.map((finding) => [finding.code, finding.severity])).toEqual([['201', 'warning']]);
    expect(JSON.stringify(told)).toContain('Pakkeforlopskode');
  }); // prettier-ignore

  it.each([
    ['UTF-8 with a byte order mark', (text: string) => Buffer.from(`\u{feff}${text}`)],
    [
      'ISO-8859-1',
      (text: string) => Buffer.from(text.replace('UTF-8', 'ISO-8859-1').replaceAll('–', '-'), 'latin1'),
    ],
    ['UTF-16', (text: string) => Buffer.from(`\u{feff}${text.replace('UTF-8', 'UTF-16')}`, 'utf16le')],
  ])('in %s', async (_name, encode) => {
    const text = renewed(COMBINED).replace('0d9c2a9e-6a1f-4a53-8c51-6a3d3e4f5a02', randomUUID());
    const answer = await service.postMessage(encode(text), { 'content-type': 'text/xml' });
    expect(appRecOf(answer.text)).toEqual({ status: '1', errors: [] });
    expect(JSON.stringify(await committedBundle(service, messageIdOf(text)))).toContain('Bjørkelia 7');
  });
});

describe('what became of a message', () => {
  it('is told: resources, findings, acknowledgement, in the language asked for', async () => {
    const text = renewed(TYPE_ALONE).replace('04876510079', '04876510078');
    const { text: appRec } = await service.postMessage(text);
    const account = await accountOf(service, messageIdOf(text));
    expect(account).toMatchObject({
      messageId: messageIdOf(text),
      messageType: 'HENVISNING_VIDERE',
      sender: { name: 'Nordskog rusklinikk', herId: '8303002' },
      made: '2026-04-09T14:05:00+02:00',
      receivedAt: '2026-03-10T12:00:00.000Z',
      status: 'accepted',
    });
    expect(account.acknowledgements).toMatchObject([
      { status: 'accepted', xml: appRec, receiver: { herId: '8302003', role: 'PRIM' } },
    ]);
    expect(account.resources.length).toBeGreaterThan(5);
    const norwegian = await service.send<typeof account>('GET', `/messages/${messageIdOf(text)}`, {
      headers: { 'accept-language': 'nb' },
    });
    expect(norwegian.body.findings.map(({ message }) => message)).not.toEqual(
      account.findings.map(({ message }) => message),
    );
  });

  it('is 404 with an OperationOutcome for an unknown id', async () => {
    const { status, body } = await service.send('GET', `/messages/${randomUUID()}`);
    expect(status).toBe(404);
    expect(body.issue[0]?.details?.coding?.[0]?.code).toBe('message-unknown');
  });
});

describe('the same message many times at once', () => {
  it('is taken in once, and all get the same answer', async () => {
    const text = renewed(COMBINED).replace('0d9c2a9e-6a1f-4a53-8c51-6a3d3e4f5a02', randomUUID());
    const answers = await Promise.all(Array.from({ length: 10 }, () => service.postMessage(text)));
    expect(new Set(answers.map((answer) => answer.text)).size).toBe(1);
    const { resources } = await accountOf(service, messageIdOf(text));
    const [request] = resources.filter(({ reference }) => reference.startsWith('ServiceRequest/'));
    expect(request?.effect).toBe('created');
    expect((await service.read<ServiceRequest>(request?.reference ?? '')).meta?.versionId).toBe('1');
  });
});

describe('a service that receives for some HER-ids only', () => {
  const COPY = `<OtherReceiver><RoleReceiver V="COP" DN="Kopi"/><Organisation><OrganisationName>Kopi kommune</OrganisationName>
    <Ident><Id>8309001</Id><TypeId V="HER" S="2.16.578.1.12.4.1.1.9051" DN="HER-id"/></Ident></Organisation></OtherReceiver>`;
  const withCopy = (text: string): string => renewed(text).replace('</Receiver>', `</Receiver>${COPY}`);

  it.each([
    ['the primary receiver', '8302003', ['PRIM']],
    ['the enterprise of the receiver', '8302001', ['PRIM']],
    ['the copy receiver', '8309001', ['COP']],
    ['both', '8302003, 8309001', ['PRIM', 'COP']],
  ])('%s: an acknowledgement for each of ours', async (_name, ids, roles) => {
    const ours = await startService({ KITH_OWN_HER_IDS: ids });
    try {
      const text = withCopy(TYPE_ALONE);
      const answer = await ours.postMessage(text);
      expect(answer.status).toBe(200);
      const { acknowledgements } = await accountOf(ours, messageIdOf(text));
      expect(acknowledgements.map(({ receiver }) => receiver.role)).toEqual(roles);
      expect(acknowledgements[0]?.xml).toBe(answer.text);
      expect(new Set(acknowledgements.map(({ id }) => id)).size).toBe(roles.length);
    } finally {
      await ours.stop();
    }
  });

  it.each([
    ['rejected when the operator has chosen so', '8302001', 'reject', '2'],
    ['taken in otherwise', '8302001', 'accept', '1'],
    ['known when it is among ours', '8302001,8302003', 'reject', '1'],
  ])('a service of our enterprise is %s', async (_name, ids, choice, status) => {
    const ours = await startService({ KITH_OWN_HER_IDS: ids, KITH_UNKNOWN_SERVICE: choice });
    try {
      const text = renewed(TYPE_ALONE);
      const answer = await ours.postMessage(text);
      expect(answer.status).toBe(200);
      expect(/<Status V="(\d)"/.exec(answer.text)?.[1]).toBe(status);
      expect(answer.text.includes('V="E21"')).toBe(status === '2');
      expect((await storedVersions(ours)).size > 0).toBe(status === '1');
      expect((await ours.postMessage(text)).text).toBe(answer.text);
    } finally {
      await ours.stop();
    }
  });

  it('none of ours: neither taken in nor acknowledged', async () => {
    const ours = await startService({ KITH_OWN_HER_IDS: '1' });
    try {
      const answer = await ours.postMessage(TYPE_ALONE);
      expect(answer.status).toBe(422);
      expect(answer.body.issue[0]?.details?.coding?.[0]?.code).toBe('message-not-addressed-to-us');
      expect((await ours.send('GET', `/messages/${messageIdOf(TYPE_ALONE)}`)).status).toBe(404);
      expect((await storedVersions(ours)).size).toBe(0);
    } finally {
      await ours.stop();
    }
  });
});
