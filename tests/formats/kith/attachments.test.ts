import { describe, expect, it } from 'vitest';
import { encodeKith } from '../../../src/formats/kith/encode.ts';
import { bundleOf, decodeText, exampleText } from './messages.ts';

const PDF = 'JVBERi0xLjQKJSVFT0YK';
const ATTACHMENT =
  /(<MimeType>)application\/pdf(<\/MimeType>[\s\S]*?<(?:\w+:)?Base64Container[^>]*>)[^<]*(<\/)/;
const codesOf = (text: string): readonly string[] =>
  decodeText(text).findings.map(({ definition }) => definition.code);

const message = exampleText('onward-referral-9327.xml');

function withAttachment(type: string, data: string): string {
  const text = message.replace(ATTACHMENT, `$1${type}$2${data}$3`);
  expect(text).not.toBe(message);
  return text;
}

describe('an attachment', () => {
  it.each([
    ['a program', 'application/x-msdownload', 'TVqQAAMAAAAEAAAA'],
    ['a picture of another kind', 'image/tiff', 'SUkqAAgAAAAA'],
    ['an empty one', 'application/pdf', ''],
    ['a pdf that is none', 'application/pdf', 'aGVsbG8gd29ybGQh'],
    ['a png that is a pdf', 'image/png', PDF],
  ])('that receivers cannot show is told, and the message is taken in: %s', (_name, type, data) => {
    expect(codesOf(withAttachment(type, data))).toContain('message-attachment-not-usable');
    expect(decodeText(withAttachment(type, data)).kind).toBe('decoded');
  });

  it('of the three kinds is not', () => {
    expect(codesOf(message)).not.toContain('message-attachment-not-usable');
    expect(codesOf(withAttachment('Application/PDF', PDF))).not.toContain('message-attachment-not-usable');
  });
});

describe('a signature', () => {
  const signed = message.replace(
    '</MsgHead>',
    '<ds:Signature xmlns:ds="http://www.w3.org/2000/09/xmldsig#"><ds:SignatureValue>AAAA</ds:SignatureValue></ds:Signature></MsgHead>',
  );

  it('is told to be unchecked, and no longer to cover what is written', () => {
    expect(codesOf(signed)).toContain('message-signature-not-checked');
    const { xml, findings } = encodeKith(bundleOf(decodeText(signed)));
    expect(Buffer.from(xml ?? []).toString()).toContain('AAAA');
    expect(findings.map(({ definition }) => definition.code)).toEqual(['message-signature-of-other-content']);
  });
});
