import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openSchemas, type Schemas } from '../../src/formats/kith/xml/schemas.ts';
import { DEFAULT_XML_LIMITS } from '../../src/formats/kith/xml/prolog.ts';
import { readXml } from '../../src/formats/kith/xml/read.ts';
import { accountOf, appRecOf } from '../exchange/committedMessage.ts';
import { changedSince, storedVersions } from '../exchange/storedVersions.ts';
import { startService, type RunningService } from '../http/runningService.ts';
import { HAS_STANDARDS, NEEDS_STANDARDS, SCHEMA_DIR } from './kith.ts';

/**
 * What the official receive tests ask besides the answer (their README, cases 12 and 16 to 22), of message types that
 * they are not of: over POST /messages, with the schemas.
 */
interface MessageType {
  readonly file: string;
  readonly appRec: '2004-11-21' | '2012-02-15';
  readonly shape: 'MsgHead' | 'Message';
}

const TYPES: readonly MessageType[] = [
  { file: 'onward-referral-9321', appRec: '2012-02-15', shape: 'MsgHead' },
  { file: 'dialogue-referral-status-1.1', appRec: '2012-02-15', shape: 'MsgHead' },
  { file: 'dialogue-request-1.0', appRec: '2004-11-21', shape: 'MsgHead' },
  { file: 'care-discharge-report-1.6', appRec: '2012-02-15', shape: 'MsgHead' },
  { file: 'care-medical-information-1.5', appRec: '2004-11-21', shape: 'MsgHead' },
  { file: 'care-services-offered-1.6', appRec: '2012-02-15', shape: 'MsgHead' },
  { file: 'care-health-information-to-gp-1.6', appRec: '2012-02-15', shape: 'MsgHead' },
  { file: 'care-admitted-1.6', appRec: '2012-02-15', shape: 'MsgHead' },
  { file: 'care-absence-1.5', appRec: '2004-11-21', shape: 'MsgHead' },
  { file: 'care-summary-2.0', appRec: '2012-02-15', shape: 'MsgHead' },
  { file: 'discharge-letter-1.2', appRec: '2012-02-15', shape: 'Message' },
  { file: 'discharge-letter-1.1', appRec: '2004-11-21', shape: 'Message' },
  { file: 'referral-1.1', appRec: '2012-02-15', shape: 'Message' },
];

const MESSAGE_ID = /(?<=<MsgId>)[^<]*/;

function textOf({ file }: MessageType): string {
  const text = readFileSync(new URL(`../../examples/messages/${file}.xml`, import.meta.url), 'utf8');
  return text.replace(MESSAGE_ID, randomUUID());
}

function idOf(text: string): string {
  return MESSAGE_ID.exec(text)?.[0] ?? '';
}

/** A second unit of ours, as a copy receiver. */
const COPY: Readonly<Record<MessageType['shape'], (text: string) => string>> = {
  MsgHead: (text) =>
    text.replace(
      /(?<=<\/Receiver>)/,
      '<OtherReceiver><RoleReceiver V="COP" DN="Kopimottaker"/><Organisation><OrganisationName>Kopienheten</OrganisationName>' +
        '<Ident><Id>8399001</Id><TypeId V="HER" S="2.16.578.1.12.4.1.1.9051" DN="HER-id"/></Ident></Organisation></OtherReceiver>',
    ),
  Message: (text) =>
    text.replace(
      /<CopyDest>[\s\S]*<\/CopyDest>/,
      '<CopyDest><Role V="COP" DN="Kopimottaker"/><HCP><Inst><Name>Kopienheten</Name><Id>8399001</Id>' +
        '<TypeId V="HER" DN="HER-id"/></Inst></HCP></CopyDest>',
    ),
};

describe.skipIf(!HAS_STANDARDS)(`Receive tests of other message types over HTTP${NEEDS_STANDARDS}`, () => {
  let service: RunningService;
  let copies: RunningService;
  let schemas: Schemas;

  beforeAll(async () => {
    service = await startService({ KITH_SCHEMA_DIR: SCHEMA_DIR, LOG_LEVEL: 'warn' });
    copies = await startService({
      KITH_SCHEMA_DIR: SCHEMA_DIR,
      KITH_OWN_HER_IDS: '8399001',
      LOG_LEVEL: 'warn',
    });
    schemas = openSchemas(SCHEMA_DIR);
  });
  afterAll(() => Promise.all([service.stop(), copies.stop()]));

  /** A valid acknowledgement, in the version that the message's standard wants, of the message as it named itself. */
  function expectAcknowledged(answer: string, message: string, { appRec }: MessageType): void {
    const reading = readXml(Buffer.from(answer), DEFAULT_XML_LIMITS, () => schemas.validate);
    expect(reading.ok ? reading.schemaFaults : reading.refusal, answer).toBeUndefined();
    expect(answer).toContain(`xmlns="http://www.kith.no/xmlstds/apprec/${appRec}"`);
    const original = /<OriginalMsgId>[\s\S]*<\/OriginalMsgId>/.exec(answer)?.[0] ?? '';
    expect(original).toContain(`<Id>${idOf(message)}</Id>`);
    const written = /<GenDate(?: V="([^"]*)"|>([^<]*))/.exec(message);
    expect(original).toContain(`<IssueDate>${written?.[1] ?? written?.[2] ?? ''}</IssueDate>`);
  }

  describe.each(TYPES)('$file', (type) => {
    it('is accepted, and a second time answered with the same bytes, changing nothing', async () => {
      const text = textOf(type);
      const answer = await service.postMessage(text);
      expectAcknowledged(answer.text, text, type);
      expect(appRecOf(answer.text)).toEqual({ status: '1', errors: [] });
      const before = await storedVersions(service);
      expect((await service.postMessage(text)).text).toBe(answer.text);
      expect(changedSince(before, await storedVersions(service))).toEqual([]);
    });

    it('with the same id and other content is a conflict, not an answer', async () => {
      const text = textOf(type);
      await service.postMessage(text);
      expect((await service.postMessage(text.replace(/<\/MsgId>/, '</MsgId><!-- annet -->'))).status).toBe(
        409,
      );
    });

    it.each<[string, string, (text: string) => string]>([
      ['not well-formed', 'T01', (text) => text.slice(0, -12)],
      ['against its schema', 'T02', (text) => text.replace('</MsgId>', '</MsgId><Ukjent/>')],
      [
        'with an id that is none',
        'E10',
        (text) => text.replace(MESSAGE_ID, `ikke-uuid-${randomUUID().slice(0, 8)}`),
      ],
      [
        'without a name of the patient',
        'E36',
        (text) =>
          text.replace(/<Patient>[\s\S]*?<\/Patient>/, (patient) =>
            patient.replace(/<(FamilyName|MiddleName|GivenName|Name)>[^<]*<\/\1>/g, ''),
          ),
      ],
    ])('%s is rejected with %s and the reason', async (_fault, code, change) => {
      const text = change(textOf(type));
      const answer = await service.postMessage(text);
      expect(answer.status).toBe(200);
      expectAcknowledged(answer.text, text, type);
      const { status, errors } = appRecOf(answer.text);
      expect([status, errors[0]]).toEqual(['2', code]);
      expect(answer.text).toMatch(/<Error [^>]*OT="[^"]+"/);
      const { acknowledgements } = await accountOf(service, idOf(text));
      expect(acknowledgements.length).toBeGreaterThan(0);
    });

    it('without a sender is nobody’s to answer', async () => {
      const text = textOf(type)
        .replace(/<Sender>[\s\S]*?<\/Sender>/, '<Sender><Organisation/></Sender>')
        .replace(/<(Requester|ServProvider)>[\s\S]*?<\/\1>/g, '<$1><Role V="X"/><HCP><Inst/></HCP></$1>');
      const answer = await service.postMessage(text);
      expect(answer.status).toBe(422);
      expect(JSON.stringify(answer.body)).toContain('message-sender-unreadable');
    });
  });

  // A referral of version 2.0 has one receiver (HIS 80517:2017).
  it.each(TYPES.filter(({ file }) => file !== 'onward-referral-9321'))(
    '$file, of which we get a copy, is answered as COP',
    async (type) => {
      const text = COPY[type.shape](textOf(type));
      const answer = await copies.postMessage(text);
      expectAcknowledged(answer.text, text, type);
      expect(appRecOf(answer.text).status).toBe('1');
      expect(answer.text).toMatch(/<Sender>\s*<Role V="COP"/);
      expect(answer.text).toContain('Kopienheten');
      expect((await accountOf(copies, idOf(text))).acknowledgements).toHaveLength(1);
    },
  );

  it('nothing is logged as a failure', () => {
    expect(service.log() + copies.log()).not.toMatch(/"level":(50|60)/);
  });
});
