import type { Bundle, DocumentReference, MedicationStatement, MessageHeader } from '@medplum/fhirtypes';
import { describe, expect, it } from 'vitest';
import { extensionUrl } from '../../../../src/fhir/systems.ts';
import { encodeKith } from '../../../../src/formats/kith/encode.ts';
import { bundleOf, DECODER, decodeText, exampleText } from '../messages.ts';

function decoded(example: string, change: (text: string) => string = (text) => text): Bundle {
  return structuredClone(bundleOf(decodeText(change(exampleText(example)))));
}

function written(bundle: Bundle): string {
  const { xml, findings } = encodeKith(bundle);
  expect(findings).toEqual([]);
  return Buffer.from(xml ?? []).toString();
}

describe.each([
  ['care-admission-report-1.6.xml', '<epj3:Bruk V="1" DN="Fast"/>', '<epj3:Bruk V="3" DN="Ved behov"/>'],
  ['onward-referral-9327.xml', '<Status V="1" DN="Fast"/>', '<Status V="3" DN="Ved behov"/>'],
])('a medication of %s', (example, regular, asNeeded) => {
  const statements = (bundle: Bundle): MedicationStatement[] =>
    (bundle.entry ?? []).flatMap(({ resource }) =>
      resource?.resourceType === 'MedicationStatement' ? [resource] : [],
    );
  const isAsNeeded = ({ dosage }: MedicationStatement): boolean => dosage?.[0]?.asNeededBoolean === true;

  it('that is taken when needed is said to be', () => {
    const bundle = decoded(example, (text) => text.replaceAll(regular, asNeeded));
    expect(statements(bundle).some(isAsNeeded)).toBe(true);
    expect(bundleOf(DECODER.decode(Buffer.from(written(bundle))))).toEqual(bundle);
  });

  it('that another producer says is taken when needed is written as that', () => {
    const bundle = decoded(example);
    expect(statements(bundle).some(isAsNeeded)).toBe(false);
    for (const statement of statements(bundle)) {
      const use = extensionUrl('medication-use');
      statement.extension = statement.extension?.filter(({ url }) => url !== use) ?? [];
      statement.dosage = [{ ...statement.dosage?.[0], asNeededBoolean: true }];
    }
    expect(written(bundle)).toContain(asNeeded);
  });
});

describe('a new document in a message', () => {
  const attach = (
    example: string,
    attachment: NonNullable<DocumentReference['content']>[0]['attachment'],
  ): string => {
    const bundle = decoded(example);
    const header = bundle.entry?.[0]?.resource as MessageHeader;
    bundle.entry?.push({
      fullUrl: 'urn:uuid:00000000-0000-4000-8000-000000000002',
      resource: { resourceType: 'DocumentReference', status: 'current', content: [{ attachment }] },
    });
    header.focus = [...(header.focus ?? []), { reference: 'urn:uuid:00000000-0000-4000-8000-000000000002' }];
    return written(bundle).replaceAll(/>\s+</g, '><');
  };
  const BYTES = { contentType: 'application/pdf', data: 'JVBERi0xLjQKJSVFT0YK', title: 'Nytt' };

  it.each(['onward-referral-9327.xml', 'referral-1.1.xml'])('of bytes is an attachment in %s', (example) => {
    expect(attach(example, BYTES)).toContain(
      '<MsgType V="A" DN="Vedlegg"/><MimeType>application/pdf</MimeType><Description>Nytt</Description>',
    );
  });

  it('that stands elsewhere is a reference', () => {
    const elsewhere = [{ url: extensionUrl('file-reference'), valueUri: 'https://dokument.example/22' }];
    expect(attach('referral-1.1.xml', { title: 'Nytt', extension: elsewhere })).toContain(
      '<MsgType V="REF" DN="Referanse"/><Description>Nytt</Description>',
    );
  });
});
