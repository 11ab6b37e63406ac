import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { encodeAppRec } from '../../src/formats/kith/appRec.ts';
import type { AppRecErrorCode } from '../../src/formats/kith/apprecError.ts';
import type { KithDecodeResult } from '../../src/formats/kith/decode.ts';
import { HAS_STANDARDS, NEEDS_STANDARDS } from './kith.ts';
import { decode, schemaFaults } from './roundTrip.ts';

/**
 * What each kind of fault must be answered with, in message types that the official receive tests are not of (HIS
 * 80415:2012, 3.3.4 and 6.3; HITS 1168:2016): accepted, the code of a rejection (8221), or nobody to answer.
 */
type Answer = 'accepted' | AppRecErrorCode | 'nobody';

interface MessageType {
  readonly name: string;
  readonly file: string;
  /** Version of the acknowledgement that its standard wants. */
  readonly appRec: '1.0' | '1.1';
  readonly shape: 'MsgHead' | 'Message';
}

const TYPES: readonly MessageType[] = [
  { name: 'Henvisning 2.0', file: 'onward-referral-9327', appRec: '1.1', shape: 'MsgHead' },
  { name: 'Dialogmelding 1.1', file: 'dialogue-referral-status-1.1', appRec: '1.1', shape: 'MsgHead' },
  { name: 'Dialogmelding 1.0', file: 'dialogue-request-1.0', appRec: '1.0', shape: 'MsgHead' },
  { name: 'Utskrivningsrapport 1.6', file: 'care-discharge-report-1.6', appRec: '1.1', shape: 'MsgHead' },
  { name: 'Pasientlogistikk 1.6', file: 'care-ready-for-discharge-1.6', appRec: '1.1', shape: 'MsgHead' },
  { name: 'Pasientlogistikk 1.5', file: 'care-admitted-1.5', appRec: '1.0', shape: 'MsgHead' },
  { name: 'Pasientlogistikk 2.0', file: 'care-ready-for-discharge-2.0', appRec: '1.1', shape: 'MsgHead' },
  { name: 'Epikrise 1.2', file: 'discharge-letter-1.2', appRec: '1.1', shape: 'Message' },
  { name: 'Epikrise 1.1', file: 'discharge-letter-1.1', appRec: '1.0', shape: 'Message' },
  { name: 'Henvisning 1.1', file: 'referral-1.1', appRec: '1.1', shape: 'Message' },
];

type Change = (text: string) => string;

interface Case {
  readonly fault: string;
  readonly answer: Answer;
  readonly MsgHead: Change;
  readonly Message: Change;
}

/** The patient of the message itself. */
const PATIENT = /<Patient>[\s\S]*?<\/Patient>/;

function inPatient(change: Change): Change {
  return (text) => text.replace(PATIENT, change);
}

const withoutElement =
  (name: string): Change =>
  (text) =>
    text.replace(new RegExp(`\\s*<${name}(?:\\s[^>]*)?(?:/>|>[\\s\\S]*?</${name}>)`, 'g'), '');

const chain =
  (...changes: readonly Change[]): Change =>
  (text) =>
    changes.reduce((changed, change) => change(changed), text);

const same: Change = (text) => text;

/** In MsgHead Ident holds the number, in Message it is OffId. */
const withoutNumber: Record<MessageType['shape'], Change> = {
  MsgHead: inPatient(withoutElement('Ident')),
  Message: inPatient(
    chain(withoutElement('OffId'), withoutElement('TypeOffId'), withoutElement('AdditionalId')),
  ),
};
const born: Record<MessageType['shape'], Change> = {
  MsgHead: inPatient((patient) =>
    chain(
      withoutElement('DateOfBirth'),
      withoutElement('Sex'),
    )(patient).replace(/(<\/GivenName>)/, '$1<DateOfBirth>1994-03-11</DateOfBirth><Sex V="2" DN="Kvinne"/>'),
  ),
  Message: inPatient((patient) =>
    withoutElement('DateOfBirth')(patient).replace(
      /<Sex [^>]*\/>/,
      '<Sex V="2" DN="Kvinne"/><DateOfBirth V="1994-03-11"/>',
    ),
  ),
};
const unborn = inPatient(chain(withoutElement('DateOfBirth'), withoutElement('Sex')));
const withNumber = (type: string, id: string): Record<MessageType['shape'], Change> => ({
  MsgHead: inPatient((patient) =>
    patient.replace(
      /<Id>[^<]*<\/Id>\s*<TypeId[^>]*\/>/,
      `<Id>${id}</Id><TypeId V="${type}" S="2.16.578.1.12.4.1.1.8116"/>`,
    ),
  ),
  Message: inPatient((patient) =>
    patient.replace(
      /<OffId>[^<]*<\/OffId>\s*<TypeOffId[^>]*\/>/,
      `<OffId>${id}</OffId><TypeOffId V="${type}"/>`,
    ),
  ),
});
const both = (
  one: Record<MessageType['shape'], Change>,
  other: Change,
): Record<MessageType['shape'], Change> => ({
  MsgHead: chain(one.MsgHead, other),
  Message: chain(one.Message, other),
});
const either = (change: Change): Record<MessageType['shape'], Change> => ({
  MsgHead: change,
  Message: change,
});

const NAMES = ['FamilyName', 'MiddleName', 'GivenName', 'Name'].map(withoutElement);

const CASES: readonly Case[] = [
  { fault: 'none', answer: 'accepted', ...either(same) },
  {
    fault: 'an end tag is missing',
    answer: 'T01',
    ...either((text) => text.replace(/<\/MsgHead>|<\/Message>/, '')),
  },
  {
    fault: 'an entity that is declared nowhere',
    answer: 'T01',
    ...either((text) => text.replace(/(<MsgId>)/, '<!-- x -->$1').replace(/<\/MsgId>/, '</MsgId>&ukjent;')),
  },
  {
    fault: 'a document type',
    answer: 'T01',
    ...either((text) => text.replace(/<(MsgHead|Message) /, '<!DOCTYPE $1 [<!ENTITY x "y">]><$1 ')),
  },
  {
    fault: 'an element that the schema does not know',
    answer: 'T02',
    ...either((text) => text.replace(/<\/MsgId>/, '</MsgId><Ukjent>x</Ukjent>')),
  },
  {
    fault: 'a required element is missing',
    answer: 'T02',
    ...either((text) => text.replace(/\s*<MIGversion>[^<]*<\/MIGversion>/, '')),
  },
  {
    fault: 'a date that is none',
    answer: 'T02',
    ...either((text) =>
      text.replace(/<GenDate>[^<]*/, '<GenDate>i går').replace(/<GenDate V="[^"]*"/, '<GenDate V="i går"'),
    ),
  },
  {
    fault: 'a message id that is no UUID',
    answer: 'E10',
    ...either((text) => text.replace(/<MsgId>[^<]*/, '<MsgId>melding-1')),
  },
  {
    fault: 'a namespace that nobody knows',
    answer: 'T10',
    MsgHead: (text) =>
      text.replace(
        /(xmlns(?::\w+)?=")(http:\/\/(?:www\.kith|ehelse)\.no\/xmlstds\/(?:henvisning|dialog|po\/(?:TverrfagligEpikrise|Pasientlogistikk))\/)[\d-]+/,
        '$1$21999-01-01',
      ),
    Message: (text) =>
      text.replace(
        /(xmlns="http:\/\/www\.kith\.no\/xmlstds\/(?:epikrise|henvisning)\/)[\d-]+/,
        '$11999-01-01',
      ),
  },
  {
    fault: 'the patient has a name, a date of birth and a sex',
    answer: 'accepted',
    MsgHead: chain(withoutNumber.MsgHead, born.MsgHead),
    Message: chain(withoutNumber.Message, born.Message),
  },
  { fault: 'the patient has a name alone', answer: 'E36', ...both(withoutNumber, unborn) },
  { fault: 'the patient has no name', answer: 'E36', ...either(inPatient(chain(...NAMES))) },
  {
    fault: 'the patient has a D-number',
    answer: 'accepted',
    ...both(withNumber('DNR', '51839410036'), unborn),
  },
  {
    fault: 'the patient has a felles hjelpenummer',
    answer: 'accepted',
    ...both(withNumber('FHN', '81839410036'), unborn),
  },
  {
    fault: 'the patient has a local help number alone',
    answer: 'E36',
    ...both(withNumber('HNR', '12345678901'), unborn),
  },
  { fault: 'the national id is cut off', answer: 'E36', ...both(withNumber('FNR', '118394'), unborn) },
  {
    fault: 'the national id fails its check digits',
    answer: 'accepted',
    ...either(same),
    MsgHead: withNumber('FNR', '11839410099').MsgHead,
    Message: withNumber('FNR', '11839410099').Message,
  },
  {
    fault: 'a code that no list has',
    answer: 'accepted',
    ...either(inPatient((patient) => patient.replace(/<Sex V="\d"/, '<Sex V="77"'))),
  },
  {
    fault: 'the sender has no identifier',
    answer: 'nobody',
    MsgHead: (text) => text.replace(/<Sender>[\s\S]*?<\/Sender>/, '<Sender><Organisation/></Sender>'),
    Message: (text) =>
      text
        .replace(/<ServRprt>[\s\S]*/, (letter) =>
          letter.replace(
            /<ServProvider>[\s\S]*?<\/ServProvider>/,
            '<ServProvider><HCP><Inst/></HCP></ServProvider>',
          ),
        )
        .replace(/<ServReq>[\s\S]*/, (referral) =>
          referral.replace(/<Requester>[\s\S]*?<\/Requester>/, '<Requester><HCP><Inst/></HCP></Requester>'),
        ),
  },
  {
    fault: 'there is no message id',
    answer: 'nobody',
    ...either((text) => text.replace(/<MsgId>[^<]*<\/MsgId>/, '')),
  },
];

function answerTo(result: KithDecodeResult): Answer {
  switch (result.kind) {
    case 'decoded':
      return 'accepted';
    case 'unreadable':
      return 'nobody';
    case 'rejected':
      return result.faults[0]?.code ?? 'X99';
  }
}

const PAIRS = TYPES.flatMap((type) =>
  CASES.map((item) => ({ ...item, type, title: `${type.name}: ${item.fault}` })),
);

describe.skipIf(!HAS_STANDARDS)(`Receive tests of other message types${NEEDS_STANDARDS}`, () => {
  it.each(PAIRS)('$title → $answer', ({ type, answer, ...change }) => {
    const text = readFileSync(new URL(`../../examples/messages/${type.file}.xml`, import.meta.url), 'utf8');
    const bytes = Buffer.from(change[type.shape](text));
    const result = decode(bytes);
    expect({
      answer: answerTo(result),
      findings: answer === answerTo(result) ? [] : result.findings,
    }).toEqual({
      answer,
      findings: [],
    });
    if (result.kind !== 'unreadable') {
      const isKnown = answer !== 'T10' && answer !== 'T01';
      expect(result.appRecVersion).toBe(isKnown ? type.appRec : result.appRecVersion);
      const faults = result.kind === 'rejected' ? result.faults : [];
      const written = encodeAppRec({
        id: 'c2a7f0de-7f43-4a5c-9a53-0b5f6d2e1a99',
        generated: new Date(0),
        envelope: result.envelope,
        version: result.appRecVersion,
        faults,
      });
      expect(schemaFaults(written)).toBeUndefined();
      expect(Buffer.from(written).toString()).toContain(`<Status V="${faults.length === 0 ? '1' : '2'}"`);
    }
  });

  it('an emergency is taken in whoever the patient is', () => {
    const text = readFileSync(
      new URL('../../examples/messages/emergency-referral-unknown-patient.xml', import.meta.url),
      'utf8',
    );
    expect(answerTo(decode(Buffer.from(text)))).toBe('accepted');
    expect(answerTo(decode(Buffer.from(text.replace(/<Priority V="0"/, '<Priority V="N"'))))).toBe('E36');
  });
});
