import type { MessageHeader, Patient, Resource, ServiceRequest, Task } from '@medplum/fhirtypes';
import { describe, expect, it } from 'vitest';
import { createKithDecoder } from '../../../src/formats/kith/decode.ts';
import { extensionUrl, volven } from '../../../src/fhir/systems.ts';
import { bundleOf, DECODER, decodeText, exampleText, NO_CODES } from './messages.ts';

const REFERRAL = exampleText('onward-referral-9327.xml');
const EMERGENCY = exampleText('emergency-referral-unknown-patient.xml');

function resourceIn<T extends Resource>(text: string, resourceType: T['resourceType']): T {
  const found = bundleOf(decodeText(text)).entry?.find(
    ({ resource }) => resource?.resourceType === resourceType,
  );
  return found?.resource as T;
}

describe('what a referral becomes', () => {
  it('has the message id, the time with the offset of Norwegian time, and the header first', () => {
    const bundle = bundleOf(decodeText(REFERRAL));
    expect(bundle.type).toBe('message');
    expect(bundle.identifier).toEqual({
      system: 'urn:ietf:rfc:3986',
      value: 'urn:uuid:c2a7f0de-7f43-4a5c-9a53-0b5f6d2e1a01',
    });
    expect(bundle.timestamp).toBe('2026-03-02T10:20:31+01:00');
    expect(bundle.entry?.[0]?.resource?.resourceType).toBe('MessageHeader');
  });

  it('names event, endpoints and conversation in the header', () => {
    const header = resourceIn<MessageHeader>(REFERRAL, 'MessageHeader');
    expect(header.eventCoding).toEqual({
      system: volven(8279),
      code: 'HENVISNING_VIDERE',
      display: 'Viderehenvisning',
    });
    expect(header.source.endpoint).toBe('urn:oid:2.16.578.1.12.4.1.2.8301002');
    expect(header.destination?.[0]?.endpoint).toBe('urn:oid:2.16.578.1.12.4.1.2.8302002');
    const conversation = header.extension?.find(({ url }) => url === extensionUrl('conversation-reference'));
    expect(conversation?.extension?.map(({ url, valueString }) => [url, valueString])).toEqual([
      ['parent', '5b1f1a54-0a2e-4f0c-9f3b-3c1b0c1d2e01'],
      ['conversation', '5b1f1a54-0a2e-4f0c-9f3b-3c1b0c1d2e01'],
    ]);
  });

  it('carries each pathway code with its own list and its remark, in order', () => {
    const request = resourceIn<ServiceRequest>(REFERRAL, 'ServiceRequest');
    const codes = request.extension?.filter(({ url }) => url === extensionUrl('pathway-code')) ?? [];
    expect(codes.map(({ extension }) => extension?.[0]?.valueCoding)).toEqual([
      { system: volven(9327), code: 'D11A', display: 'PHV-V pakkeforløp start' },
      { system: volven(9327), code: 'D11M', display: 'PHV-V første' },
      { system: volven(9327), code: 'D11CU', display: 'PHV-V beslutning utvidet utredning' },
    ]);
    expect(codes[2]?.extension?.[1]?.valueString).toBe('Klinisk beslutning: 24.02.2026');
  });

  it('maps the priority and keeps the code as sent', () => {
    const request = resourceIn<ServiceRequest>(REFERRAL, 'ServiceRequest');
    expect(request.priority).toBe('urgent');
    expect(
      request.extension?.find(({ url }) => url === extensionUrl('original-priority'))?.valueCoding?.code,
    ).toBe('3');
  });

  it.each([
    ['N', 'active', 'requested'],
    ['M', 'active', 'requested'],
    ['C', 'revoked', 'cancelled'],
  ])('service type %s makes the referral %s and its task %s', (code, status, taskStatus) => {
    const text = REFERRAL.replace('<ServType V="N" DN="Ny"/>', `<ServType V="${code}"/>`);
    expect(resourceIn<ServiceRequest>(text, 'ServiceRequest').status).toBe(status);
    expect(resourceIn<Task>(text, 'Task').status).toBe(taskStatus);
  });

  it('gives the same Bundle every time', () => {
    expect(decodeText(REFERRAL)).toEqual(decodeText(REFERRAL));
  });

  it('has an entry behind every reference', () => {
    const bundle = bundleOf(decodeText(REFERRAL));
    const fullUrls = new Set(bundle.entry?.map(({ fullUrl }) => fullUrl));
    const references = [...JSON.stringify(bundle).matchAll(/"reference":"([^"]+)"/g)].map(
      ([, reference]) => reference,
    );
    expect(references.length).toBeGreaterThan(20);
    expect(references.filter((reference) => !fullUrls.has(reference ?? ''))).toEqual([]);
  });
});

describe('codes', () => {
  const codingOf = (attributes: string): unknown =>
    resourceIn<ServiceRequest>(
      REFERRAL.replace(
        '<po:TypeInnhold V="10" S="2.16.578.1.12.4.1.1.8455" DN="Utredning/behandling"/>',
        `<po:TypeInnhold ${attributes}/>`,
      ),
      'ServiceRequest',
    ).category?.[0];

  it.each([
    ['V="10" S="2.16.578.1.12.4.1.1.8455"', { coding: [{ system: volven(8455), code: '10' }] }],
    ['V="10" S="1.2.3" DN="x"', { coding: [{ system: 'urn:oid:1.2.3', code: '10', display: 'x' }] }],
    [
      'V="10"',
      {
        coding: [
          {
            system: volven(8455),
            _system: { extension: [{ url: extensionUrl('assumed'), valueBoolean: true }] },
            code: '10',
          },
        ],
      },
    ],
    ['OT="Annet"', { text: 'Annet' }],
    ['V=" 1  0 " S="1.2"', { coding: [{ system: 'urn:oid:1.2', code: '1 0' }] }],
  ])('%s', (attributes, expected) => {
    expect(codingOf(attributes)).toEqual(expected);
  });

  it('tells a code that its list lacks, and takes the message in', () => {
    const decoder = createKithDecoder({
      terminology: { ...NO_CODES, hasCode: (system) => (system === volven(8306) ? false : undefined) },
    });
    const result = decoder.decode(Buffer.from(REFERRAL.replace('V="3" DN="Haster', 'V="7" DN="Haster')));
    expect(result.kind).toBe('decoded');
    expect(
      result.findings.map(({ definition, severity, place }) => [definition.code, severity, place]),
    ).toEqual([
      ['message-code-unknown', 'warning', '/MsgHead/Document[1]/RefDoc/Content/Henvisning/ReqServ/Priority'],
    ]);
  });
});

describe('names that every JavaScript object has', () => {
  it.each(['constructor', 'valueOf', '__proto__'])(
    '%s is a code and a scheme like any other unknown one',
    (name) => {
      const text = REFERRAL.replaceAll('V="FNR"', `V="${name}"`).replaceAll('V="tel:', `V="${name}:`);
      const patient = resourceIn<Patient>(text, 'Patient');
      expect(patient.identifier?.[0]).toEqual({
        value: '11839410036',
        type: { coding: [{ system: volven(8116), code: name, display: 'Fødselsnummer' }] },
      });
      expect(patient.telecom?.[0]).toMatchObject({ system: 'other', value: `${name}:+4799999901` });
    },
  );
});

describe('content without a home', () => {
  it('is kept with its path, in order, and told', () => {
    const text = REFERRAL.replace('<ReqServ>', '<Ukjent egen="1">foo<Inni>bar</Inni></Ukjent><ReqServ>');
    const result = decodeText(text);
    const header = bundleOf(result).entry?.[0]?.resource as MessageHeader;
    const parts =
      header.extension?.find(({ url }) => url === extensionUrl('unmapped-content'))?.extension ?? [];
    const base =
      '/MsgHead/Document[1]/RefDoc/Content/Q{http://ehelse.no/xmlstds/henvisning/2017-11-30}Henvisning';
    expect(parts.map(({ extension }) => extension?.map(({ valueString }) => valueString))).toEqual([
      [`${base}/Ukjent/@egen`, '1'],
      [`${base}/Ukjent`, 'foo'],
      [`${base}/Ukjent/Inni`, 'bar'],
    ]);
    expect(result.findings.map(({ definition }) => definition.code)).toEqual(['message-content-unmapped']);
  });

  it('is what occurs once too often', () => {
    const text = REFERRAL.replace('<DocumentId>', '<DocumentId>second</DocumentId><DocumentId>');
    expect(JSON.stringify(bundleOf(decodeText(text)))).toContain('0d9c2a9e-6a1f-4a53-8c51-6a3d3e4f5a02');
  });
});

describe('grounds for rejection', () => {
  const outcome = (text: string): unknown => {
    const result = decodeText(text);
    return result.kind === 'rejected' ? result.faults.map(({ code }) => code) : result.kind;
  };
  const without = (pattern: RegExp): string => REFERRAL.replace(pattern, '');

  it.each<[string, string, unknown]>([
    ['as it stands', REFERRAL, 'decoded'],
    ['the id is no UUID', REFERRAL.replace(/<MsgId>[^<]*/, '<MsgId>4711'), ['E10']],
    ['the id is missing', without(/<MsgId>.*<\/MsgId>/), 'unreadable'],
    ['no patient', without(/<Patient>[^]*<\/Patient>/), ['E36']],
    [
      'no number, but name, birth date and sex',
      without(/<Ident>\s*<Id>11839410036[^]*?<\/Ident>/),
      'decoded',
    ],
    [
      'no number and no birth date',
      without(/<DateOfBirth>1994[^]*?(?=<Sex)|<Ident>\s*<Id>11839410036[^]*?<\/Ident>/g),
      ['E36'],
    ],
    [
      'a number of ten digits and no birth date',
      without(/<DateOfBirth>1994.*/).replace('11839410036', '1183941003'),
      ['E36'],
    ],
    ['a number with wrong check digits', REFERRAL.replace('11839410036', '11839410037'), 'decoded'],
    [
      'no name',
      without(/<FamilyName>Kvisthaug<\/FamilyName>\s*<MiddleName>.*\s*<GivenName>Solveig.*/),
      ['E36'],
    ],
    ['an emergency without patient', EMERGENCY, 'decoded'],
    ['an emergency whose id is no UUID', EMERGENCY.replace(/<MsgId>[^<]*/, '<MsgId>x'), ['E10']],
    ['the sender is missing', without(/<Sender>[^]*<\/Sender>/), 'unreadable'],
    [
      'the sender has no identifier',
      without(/(?<=<Sender>[^]*)<Ident>[^]*?<\/Ident>(?=[^]*<\/Sender>)/g),
      'unreadable',
    ],
    ['another content', REFERRAL.replaceAll('henvisning/2017-11-30', 'henvisning/2099-01-01'), ['T10']],
    ['no content', REFERRAL.replaceAll(/<Content>[^]*?<\/Content>/g, ''), ['T02']],
    ['not well-formed', REFERRAL.replace('</Receiver>', ''), ['T01']],
    ['cut off after the receiver', REFERRAL.slice(0, REFERRAL.indexOf('</Receiver>')), ['T01']],
    ['cut off within the sender', REFERRAL.slice(0, REFERRAL.indexOf('<OrganisationName>')), 'unreadable'],
    [
      'a document type',
      REFERRAL.replace('<MsgHead', '<!DOCTYPE MsgHead [<!ENTITY x "y">]>\n<MsgHead'),
      ['T01'],
    ],
    ['an entity', REFERRAL.replace('Tilbakevendende', '&x;'), ['T01']],
    ['HTML', '<html><body>x</body></html>', 'unreadable'],
    ['nothing', '', 'unreadable'],
    ['no XML', 'hei', 'unreadable'],
  ])('%s', (_name, text, expected) => {
    expect(outcome(text)).toEqual(expected);
  });

  it('says why in Norwegian in the fault, and in both languages in the finding', () => {
    const result = decodeText(REFERRAL.replace(/<MsgId>[^<]*/, '<MsgId>4711'));
    expect(result).toMatchObject({
      kind: 'rejected',
      faults: [{ code: 'E10', reason: 'Meldingsidentifikatoren «4711» er ikke en UUID (E10).' }],
      envelope: { sender: { herId: '8301002' }, genDate: '2026-03-02T10:20:31' },
    });
  });

  it('tells failing check digits without refusing', () => {
    const result = decodeText(REFERRAL.replace('11839410036', '11839410037'));
    expect(result.findings.map(({ definition, values }) => [definition.code, values])).toEqual([
      ['message-identifier-check-digits', { type: 'FNR', reason: 'check-digit' }],
    ]);
  });
});

describe('character sets', () => {
  const expected = bundleOf(decodeText(REFERRAL));
  const declared = (encoding: string): string =>
    REFERRAL.replace('encoding="UTF-8"', `encoding="${encoding}"`);

  it.each<[string, Uint8Array]>([
    ['UTF-8 with byte order mark', Buffer.from(`\ufeff${REFERRAL}`)],
    ['ISO-8859-1', Buffer.from(declared('ISO-8859-1').replaceAll('–', '&#8211;'), 'latin1')],
    ['UTF-16 little endian', Buffer.from(`\ufeff${declared('UTF-16')}`, 'utf16le')],
    ['UTF-16 big endian', Buffer.from(`\ufeff${declared('UTF-16')}`, 'utf16le').swap16()],
  ])('%s', (_name, bytes) => {
    expect(bundleOf(DECODER.decode(bytes))).toEqual(expected);
  });

  it('bytes that are no UTF-8 are not well-formed', () => {
    const bytes = Buffer.from(REFERRAL.replace('Solveig Marie', 'Solveig \u00ff'), 'latin1');
    const result = DECODER.decode(bytes);
    expect(result.kind === 'rejected' && result.faults[0]?.code).toBe('T01');
  });
});

describe('the envelope', () => {
  it('has every level of sender and receivers', () => {
    const result = decodeText(exampleText('onward-referral-9321.xml'));
    expect(result.kind).toBe('decoded');
    expect(result).toMatchObject({
      envelope: {
        type: { code: 'HENVISNING_VIDERE' },
        sender: {
          organisations: [
            { name: 'Nordskog rusklinikk', identifiers: [{ id: '312888149' }, { id: '8303001' }] },
          ],
          professional: { name: 'Marit Dahl', identifiers: [{ id: '8303002' }, { id: '9990004' }] },
          herId: '8303002',
          herIds: ['8303001', '8303002'],
        },
        receivers: [{ role: 'PRIM', party: { herId: '8302003' } }],
      },
    });
  });

  it('has copy receivers with their role', () => {
    const copy = `<OtherReceiver><RoleReceiver V="COP" DN="Kopimottaker"/><Organisation><OrganisationName>Legekontor</OrganisationName>
      <Ident><Id>8309999</Id><TypeId V="HER" S="2.16.578.1.12.4.1.1.9051"/></Ident></Organisation></OtherReceiver>`;
    const result = decodeText(REFERRAL.replace('</Receiver>', `</Receiver>${copy}`));
    expect(
      result.kind === 'decoded' && result.envelope.receivers.map(({ role, party }) => [role, party.herId]),
    ).toEqual([
      ['PRIM', '8302002'],
      ['COP', '8309999'],
    ]);
    const header = bundleOf(result).entry?.[0]?.resource as MessageHeader;
    expect(header.destination?.[1]?.endpoint).toBe('urn:oid:2.16.578.1.12.4.1.2.8309999');
  });
});

describe('the patient', () => {
  it('has names, number, gender and address as no-basis has them', () => {
    const patient = resourceIn<Patient>(REFERRAL, 'Patient');
    expect(patient.name).toEqual([
      {
        family: 'Kvisthaug',
        extension: [
          { url: 'http://hl7.no/fhir/StructureDefinition/no-basis-middlename', valueString: 'Elvestrand' },
        ],
        given: ['Solveig Marie'],
      },
    ]);
    expect(patient.gender).toBe('female');
    expect(patient.identifier?.[0]).toMatchObject({
      system: 'urn:oid:2.16.578.1.12.4.1.4.1',
      value: '11839410036',
    });
    expect(patient.address?.[0]).toMatchObject({
      use: 'home',
      district: 'Stavanger',
      country: 'Norge',
      city: 'FJORDBYGDA',
    });
    expect(patient.telecom?.map(({ system, value }) => [system, value])).toEqual([
      ['phone', '+4799999901'],
      ['email', 'solveig@example.no'],
    ]);
  });
});
