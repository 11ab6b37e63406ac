import type { MessageHeader, OperationOutcome } from '@medplum/fhirtypes';
import { describe, expect, it } from 'vitest';
import {
  appRecToBundle,
  decodeAppRec,
  encodeAppRec,
  type AppRecInput,
} from '../../../src/formats/kith/appRec.ts';
import { messageToKith } from '../../../src/formats/kith/translateMessage.ts';
import { encodeKith } from '../../../src/formats/kith/encode.ts';
import { DECODER, decodeText, exampleText, NO_CODES } from './messages.ts';

const message = decodeText(exampleText('onward-referral-9321.xml'));
const envelope = message.kind === 'decoded' ? message.envelope : undefined;

function input(changes: Partial<AppRecInput> = {}): AppRecInput {
  if (envelope === undefined) {
    throw new Error('The example did not decode');
  }
  return {
    id: '3F2B1C9E-0C3D-4D0E-9C3A-0A1B2C3D4E5F',
    generated: new Date('2026-04-09T12:10:00.500Z'),
    software: { name: 'Forløpsbro', version: '0.1.0' },
    envelope,
    ...changes,
  };
}

const REJECTION = { faults: [{ code: 'E36', reason: 'navn mangler' }] } as const;

describe('an acknowledgement', () => {
  const xml = Buffer.from(encodeAppRec(input())).toString();

  it('mirrors the addresses, every level with all identifiers', () => {
    expect(xml.replace(/\s*\n\s*/g, '')).toContain(
      '<Receiver><Role V="AVS" DN="Avsender"/><HCP><Inst><Name>Nordskog rusklinikk</Name><Id>312888149</Id>' +
        '<TypeId V="ENH" DN="Organisasjonsnummeret i Enhetsregister"/>' +
        '<AdditionalId><Id>8303001</Id><Type V="HER" DN="HER-id"/></AdditionalId>' +
        '<HCPerson><Name>Marit Dahl</Name><Id>8303002</Id><TypeId V="HER" DN="HER-id"/>' +
        '<AdditionalId><Id>9990004</Id><Type V="HPR" DN="HPR-nummer"/></AdditionalId></HCPerson></Inst></HCP></Receiver>',
    );
    expect(xml.replace(/\s*\n\s*/g, '')).toContain(
      '<Sender><Role V="PRIM" DN="Primærmottaker"/><HCP><Inst><Name>Vidda universitetssykehus HF</Name><Id>8302001</Id>' +
        '<TypeId V="HER" DN="HER-id"/><Dept><Name>Tverrfaglig spesialisert rusbehandling</Name><Id>8302003</Id>',
    );
  });

  it('refers to the message by type, time as written, and id', () => {
    expect(xml.replace(/\s*\n\s*/g, '')).toContain(
      '<Status V="1" DN="OK"/><OriginalMsgId><MsgType V="HENVISNING_VIDERE" DN="Viderehenvisning"/>' +
        '<IssueDate>2026-04-09T14:05:00+02:00</IssueDate><Id>7d3e5f10-22b4-4f6e-8a77-5c9d1e2f3b04</Id></OriginalMsgId>',
    );
  });

  it('is made at the time given, in Norwegian time', () => {
    expect(xml).toContain('<GenDate>2026-04-09T14:10:00</GenDate>');
  });

  it('has the error with the text of the list and the reason, when the message is rejected', () => {
    const rejection = Buffer.from(encodeAppRec(input(REJECTION))).toString();
    expect(rejection).toContain('<Status V="2" DN="Avvist"/>');
    expect(rejection).toContain(
      '<Error V="E36" S="2.16.578.1.12.4.1.1.8221" DN="Pasientopplysninger er utilstrekkelig" OT="navn mangler"/>',
    );
  });

  it('comes from a copy receiver as COP', () => {
    const [receiver] = input().envelope.receivers;
    const copy = receiver === undefined ? {} : { receiver: { ...receiver, role: 'COP' } };
    expect(Buffer.from(encodeAppRec(input(copy))).toString()).toContain('<Role V="COP" DN="Kopimottaker"/>');
  });

  it('has a time of its own where the message had none that can be read', () => {
    const unread = { ...input().envelope, genDate: 'i går' };
    const text = Buffer.from(encodeAppRec(input({ envelope: unread }))).toString();
    expect(text).toContain('<IssueDate>2026-04-09T14:10:00</IssueDate>');
  });

  it('is the same bytes for the same input', () => {
    expect(encodeAppRec(input())).toEqual(encodeAppRec(input()));
  });

  it('can be of version 1.0', () => {
    const old = Buffer.from(encodeAppRec(input(), '1.0')).toString();
    expect(old).toContain('xmlns="http://www.kith.no/xmlstds/apprec/2004-11-21"');
    expect(old).toContain('<MIGversion>1.0 2004-11-21</MIGversion>');
  });
});

describe('an acknowledgement in FHIR', () => {
  it('has the response and what it is about', () => {
    const bundle = appRecToBundle(input(REJECTION));
    const header = bundle.entry?.[0]?.resource as MessageHeader;
    expect(header.response).toMatchObject({
      identifier: '7d3e5f10-22b4-4f6e-8a77-5c9d1e2f3b04',
      code: 'fatal-error',
    });
    const outcome = bundle.entry?.find(({ resource }) => resource?.resourceType === 'OperationOutcome');
    expect(header.response?.details?.reference).toBe(outcome?.fullUrl);
    expect((outcome?.resource as OperationOutcome).issue).toMatchObject([
      { severity: 'error', code: 'required', details: { coding: [{ code: 'E36' }], text: 'navn mangler' } },
    ]);
  });

  it('tells the findings of a message that was taken in, and the XML does not', () => {
    const { findings } = decodeText(
      exampleText('onward-referral-9321.xml').replace('04876510079', '04876510078'),
    );
    const bundle = appRecToBundle(input(), findings);
    expect(JSON.stringify(bundle)).toContain('message-identifier-check-digits');
    const { xml } = encodeKith(bundle);
    expect(xml).toEqual(encodeAppRec(input()));
  });

  it.each<[string, Partial<AppRecInput>]>([
    ['accepted', {}],
    ['rejected', REJECTION],
  ])('%s: the XML read again and written again is the same', (_name, changes) => {
    const xml = encodeAppRec(input(changes));
    const reading = decodeAppRec(xml, NO_CODES);
    expect(reading).toMatchObject({ ok: true, version: '1.1', findings: [] });
    expect(reading.ok && encodeKith(reading.bundle).xml).toEqual(xml);
  });

  it('reads an acceptance with faults in parts', () => {
    const xml = Buffer.from(encodeAppRec(input(REJECTION)))
      .toString()
      .replace('<Status V="2" DN="Avvist"/>', '<Status V="3" DN="OK, feil i delmelding"/>');
    const reading = decodeAppRec(Buffer.from(xml), NO_CODES);
    const header = reading.ok ? (reading.bundle.entry?.[0]?.resource as MessageHeader) : undefined;
    expect(header?.response?.code).toBe('ok');
    expect(reading.ok && Buffer.from(encodeKith(reading.bundle).xml ?? []).toString()).toBe(xml);
  });

  it('takes a status that the list does not have as no acceptance, and gives it back', () => {
    const xml = Buffer.from(encodeAppRec(input()))
      .toString()
      .replace('<Status V="1" DN="OK"/>', '<Status V="9"/>');
    const reading = decodeAppRec(Buffer.from(xml), NO_CODES);
    const header = reading.ok ? (reading.bundle.entry?.[0]?.resource as MessageHeader) : undefined;
    expect(header?.response?.code).toBe('fatal-error');
    expect(reading.ok && Buffer.from(encodeKith(reading.bundle).xml ?? []).toString()).toBe(xml);
  });

  it('names the original by the list that its type is of, and the role of its sender by none', () => {
    const former = { ...input(), envelope: { ...input().envelope, type: { code: 'B' } } };
    const header = appRecToBundle({ ...former, version: '1.1' }).entry?.[0]?.resource as MessageHeader;
    expect(header.response?.extension?.[0]?.valueCoding?.system).toBe('urn:oid:2.16.578.1.12.4.1.1.8263');
    expect(header.destination?.[0]?.extension?.[0]?.valueCoding).toEqual({
      code: 'AVS',
      display: 'Avsender',
    });
    const reading = decodeAppRec(encodeAppRec(former), NO_CODES);
    expect(reading.ok && (reading.bundle.entry?.[0]?.resource as MessageHeader).response?.extension).toEqual(
      header.response?.extension,
    );
  });

  it.each([
    ['H', 'HENVISNING'],
    ['H_REHAB', 'HENVISNING_REHAB'],
    ['T', 'TILBAKEMELD'],
    ['E', 'EPIKRISE'],
    ['E-L', 'E-L'],
  ])('names an original of the former type %s by list 8279 as far as that has it: %s', (sent, named) => {
    const former = { ...input(), envelope: { ...input().envelope, type: { code: sent, display: 'x' } } };
    const xml = Buffer.from(encodeAppRec(former, '1.0')).toString();
    expect(/<OriginalMsgId>\s*<MsgType V="([^"]+)"/.exec(xml)?.[1]).toBe(named);
  });

  it('has what no mapping has a home for, and gives it back', () => {
    const xml = Buffer.from(encodeAppRec(input())).toString().replace('<HCP>', '<HCP ukjent="x">');
    const reading = decodeAppRec(Buffer.from(xml), NO_CODES);
    expect(reading.ok && Buffer.from(encodeKith(reading.bundle).xml ?? []).toString()).toBe(xml);
  });

  it('has no resource of which nothing is told: a person without a name has one that is not known', () => {
    const bytes = Buffer.from(
      exampleText('acknowledgement-accepted-1.1.xml').replace(
        '</Inst>',
        '<HCPerson><Name>Kari Prøve</Name><TypeId V="HPR"/></HCPerson><HCPerson><TypeId/></HCPerson></Inst>',
      ),
    );
    const read = decodeAppRec(bytes, NO_CODES);
    const resources = read.ok ? (read.bundle.entry ?? []).map(({ resource }) => resource ?? {}) : [];
    expect(resources.length).toBeGreaterThan(0);
    expect(resources.filter((resource) => Object.keys(resource).length < 2)).toEqual([]);
    const again = read.ok ? encodeKith(read.bundle).xml : undefined;
    expect(decodeAppRec(again ?? new Uint8Array(), NO_CODES)).toMatchObject({
      bundle: read.ok ? read.bundle : {},
    });
  });

  it.each(['', '<AppRec/>', '<MsgHead xmlns="http://www.kith.no/xmlstds/msghead/2006-05-24"/>'])(
    '%s is none',
    (text) => {
      expect(decodeAppRec(Buffer.from(text), NO_CODES).ok).toBe(false);
    },
  );
});

describe('errors and an OperationOutcome', () => {
  const errorsOf = (issue: OperationOutcome['issue']): readonly string[] => {
    const bundle = structuredClone(appRecToBundle(input(REJECTION)));
    const outcome = bundle.entry?.find(({ resource }) => resource?.resourceType === 'OperationOutcome');
    Object.assign(outcome?.resource ?? {}, { issue });
    return (
      Buffer.from(encodeKith(bundle).xml ?? [])
        .toString()
        .match(/<Error [^>]*>/g) ?? []
    );
  };
  const LIST = 'urn:oid:2.16.578.1.12.4.1.1.8221';
  const S = 'S="2.16.578.1.12.4.1.1.8221"';

  it.each<[string, OperationOutcome['issue'], readonly string[]]>([
    [
      'an issue without details is another error, with its words',
      [{ severity: 'error', code: 'processing', diagnostics: 'Tjenesten er nede' }],
      [`<Error V="X99" ${S} DN="Annen feil" OT="Tjenesten er nede"/>`],
    ],
    [
      'one with a text alone too',
      [{ severity: 'fatal', code: 'exception', details: { text: 'Feil i mottaket' } }],
      [`<Error V="X99" ${S} DN="Annen feil" OT="Feil i mottaket"/>`],
    ],
    [
      'a code without display gets the text of the list',
      [{ severity: 'error', code: 'invalid', details: { coding: [{ system: LIST, code: 'E31' }] } }],
      [`<Error V="E31" ${S} DN="Pasientens fødselsnummer er feil"/>`],
    ],
    [
      'a changed code does not keep the text of the former one',
      [
        {
          severity: 'error',
          code: 'invalid',
          details: { coding: [{ system: LIST, code: 'E10', display: 'Mottaker finnes ikke' }] },
        },
      ],
      [`<Error V="E10" ${S} DN="Ugyldig meldingsidentifikator"/>`],
    ],
    ['what is no error is none', [{ severity: 'warning', code: 'value', details: { text: 'Obs' } }], []],
  ])('%s', (_name, issue, errors) => {
    expect(errorsOf(issue)).toEqual(errors);
  });

  it('a rejection without a reason is told, and stays one', () => {
    const xml = Buffer.from(encodeAppRec(input(REJECTION)))
      .toString()
      .replace(/\s*<Error [^>]*>/, '');
    const reading = decodeAppRec(Buffer.from(xml), NO_CODES);
    const bundle = reading.ok ? reading.bundle : undefined;
    const outcome = bundle?.entry?.find(({ resource }) => resource?.resourceType === 'OperationOutcome');
    expect((outcome?.resource as OperationOutcome).issue).toMatchObject([
      { severity: 'error', details: { coding: [{ code: 'acknowledgement-without-reason' }] } },
    ]);
    expect(bundle && Buffer.from(encodeKith(bundle).xml ?? []).toString()).toBe(xml);
  });

  it('an Error without a code comes back without one', () => {
    const xml = Buffer.from(encodeAppRec(input(REJECTION)))
      .toString()
      .replace(/<Error [^>]*>/, '<Error OT="navn mangler"/>');
    const reading = decodeAppRec(Buffer.from(xml), NO_CODES);
    expect(reading.ok && Buffer.from(encodeKith(reading.bundle).xml ?? []).toString()).toBe(xml);
  });
});

describe('an acknowledgement as its other version', () => {
  it.each([
    ['PRIM', '1.1', '1.0'],
    ['COP', '1.1', '1.0'],
    ['COP', '1.0', '1.1'],
  ] as const)('of a receiver in the role %s, from %s to %s: nothing is lost', (role, from, to) => {
    const [receiver] = input().envelope.receivers;
    const answering = receiver === undefined ? {} : { receiver: { ...receiver, role } };
    const bundle = appRecToBundle(input({ ...answering, ...REJECTION, version: from }));
    const { xml, findings } = messageToKith(bundle, `apprec-${to}`, DECODER);
    expect(findings).toEqual([]);
    const reading = decodeAppRec(xml ?? new Uint8Array(), NO_CODES);
    expect(reading).toMatchObject({ ok: true, version: to, findings: [] });
    expect(Buffer.from(xml ?? []).toString()).toContain('OT="navn mangler"');
  });
});
