import type { Bundle, MessageHeader, Patient, Resource, ServiceRequest } from '@medplum/fhirtypes';
import { describe, expect, it } from 'vitest';
import { encodeKith } from '../../../src/formats/kith/encode.ts';
import { extensionUrl, volven } from '../../../src/fhir/systems.ts';
import { bundleOf, DECODER, decodeText, EXAMPLES, exampleText } from './messages.ts';

function decoded(name: (typeof EXAMPLES)[number] = 'onward-referral-9327.xml'): Bundle {
  return structuredClone(bundleOf(decodeText(exampleText(name))));
}

function resourceIn<T extends Resource>(bundle: Bundle, resourceType: T['resourceType']): T {
  return bundle.entry?.find(({ resource }) => resource?.resourceType === resourceType)?.resource as T;
}

function written(bundle: Bundle): string {
  const { xml, findings } = encodeKith(bundle);
  expect(findings).toEqual([]);
  return Buffer.from(xml ?? []).toString();
}

describe('a message that was read', () => {
  it.each(EXAMPLES)('%s comes back the same, also without the stored original', (name) => {
    const bundle = decoded(name);
    const again = bundleOf(DECODER.decode(Buffer.from(written(bundle))));
    expect(again).toEqual(bundle);
  });

  describe('with types of its own (xsi:type)', () => {
    const NAMESPACES =
      'xmlns:i="http://www.w3.org/2001/XMLSchema-instance" xmlns:x="http://www.w3.org/2001/XMLSchema"';
    const typed = exampleText('onward-referral-9327.xml').replace(
      '<FamilyName>',
      `<FamilyName ${NAMESPACES} i:type="x:string">`,
    );

    it('keeps them, with the namespaces that their prefixes stand for', () => {
      const bundle = bundleOf(decodeText(typed));
      expect(bundleOf(DECODER.decode(Buffer.from(written(bundle))))).toEqual(bundle);
      expect(written(bundle)).toMatch(
        /<FamilyName xmlns:x="[^"]+XMLSchema" xmlns:a1="[^"]+" a1:type="x:string">/,
      );
    });

    it('keeps them where the value is edited', () => {
      const bundle = bundleOf(decodeText(typed));
      const text = JSON.stringify(bundle);
      const family = /"family":"([^"]+)"/.exec(text)?.[1] ?? '';
      const edited = JSON.parse(text.replaceAll(`"family":"${family}"`, '"family":"Endret"')) as Bundle;
      expect(bundleOf(DECODER.decode(Buffer.from(written(edited))))).toEqual(edited);
    });

    it('leaves out what says that an element is empty, once it is filled', () => {
      const nil = exampleText('onward-referral-9327.xml').replace(
        /<FamilyName>[^<]*<\/FamilyName>/,
        `<FamilyName ${NAMESPACES} i:nil="true"/>`,
      );
      const bundle = bundleOf(decodeText(nil));
      expect(written(bundle)).toContain(':nil="true"');
      for (const { resource } of bundle.entry ?? []) {
        if (resource?.resourceType === 'Practitioner' || resource?.resourceType === 'Patient') {
          resource.name = [{ family: 'Ny' }];
        }
      }
      expect(written(bundle)).not.toContain(':nil=');
    });
  });

  it('of an unknown patient has one whose name is not known, which is not written', () => {
    const bundle = decoded('emergency-referral-unknown-patient.xml');
    expect(resourceIn<Patient>(bundle, 'Patient')).toEqual({
      resourceType: 'Patient',
      name: [
        {
          extension: [
            { url: 'http://hl7.org/fhir/StructureDefinition/data-absent-reason', valueCode: 'unknown' },
          ],
        },
      ],
    });
    expect(written(bundle)).not.toContain('<Patient');
  });

  it('never reads a Binary of XML', () => {
    const bundle = decoded();
    const original = {
      resourceType: 'Binary',
      contentType: 'application/xml',
      data: 'PHg+b3JpZ2luYWw8L3g+',
    } as const;
    const reference = {
      resourceType: 'DocumentReference',
      status: 'current',
      content: [{ attachment: { url: 'urn:uuid:0' } }],
    } as const;
    const withOriginal: Bundle = {
      ...bundle,
      entry: [
        ...(bundle.entry ?? []),
        { fullUrl: 'urn:uuid:0', resource: original },
        { fullUrl: 'urn:uuid:1', resource: { ...reference, content: [...reference.content] } },
      ],
    };
    expect(written(withOriginal)).toBe(written(bundle));
    resourceIn<MessageHeader>(withOriginal, 'MessageHeader').focus?.push({ reference: 'urn:uuid:1' });
    expect(Buffer.from(encodeKith(withOriginal).xml ?? []).toString()).not.toContain(original.data);
  });

  it('is left as it is', () => {
    const bundle = decoded();
    encodeKith(bundle);
    expect(bundle).toEqual(decoded());
  });
});

describe('a value changed in the Bundle is changed in the XML', () => {
  it.each<[string, (bundle: Bundle) => void, string]>([
    [
      'family name',
      (bundle) => Object.assign(resourceIn<Patient>(bundle, 'Patient').name?.[0] ?? {}, { family: 'Nyheim' }),
      '<FamilyName>Nyheim</FamilyName>',
    ],
    [
      'gender',
      (bundle) => Object.assign(resourceIn<Patient>(bundle, 'Patient'), { gender: 'male' }),
      '<Sex V="1" DN="Mann"/>',
    ],
    [
      'telephone',
      (bundle) =>
        Object.assign(resourceIn<Patient>(bundle, 'Patient').telecom?.[0] ?? {}, { value: '99999999' }),
      '<TeleAddress V="tel:99999999"/>',
    ],
    [
      'use of a telephone',
      (bundle) => Object.assign(resourceIn<Patient>(bundle, 'Patient').telecom?.[0] ?? {}, { use: 'work' }),
      '<TypeTelecom V="WP" DN="Arbeidsplass"/>',
    ],
    [
      'priority',
      (bundle) => Object.assign(resourceIn<ServiceRequest>(bundle, 'ServiceRequest'), { priority: 'stat' }),
      '<Priority V="0" DN="Øyeblikkelig hjelp"/>',
    ],
    [
      'a time',
      (bundle) =>
        Object.assign(resourceIn<ServiceRequest>(bundle, 'ServiceRequest'), {
          authoredOn: '2026-07-01T08:00:00+02:00',
        }),
      '<IssueDate>2026-07-01T08:00:00</IssueDate>',
    ],
    [
      'a time in another zone',
      (bundle) =>
        Object.assign(resourceIn<ServiceRequest>(bundle, 'ServiceRequest'), {
          authoredOn: '2026-07-01T08:00:00Z',
        }),
      '<IssueDate>2026-07-01T08:00:00Z</IssueDate>',
    ],
    [
      'a reason',
      (bundle) =>
        Object.assign(resourceIn<ServiceRequest>(bundle, 'ServiceRequest').reasonCode?.[0] ?? {}, {
          text: 'Ny & <bedre>',
        }),
      '<TextResultValue>Ny &amp; &lt;bedre&gt;</TextResultValue>',
    ],
    [
      'the message id',
      (bundle) =>
        Object.assign(bundle.identifier ?? {}, { value: 'urn:uuid:11111111-2222-3333-4444-555555555555' }),
      '<MsgId>11111111-2222-3333-4444-555555555555</MsgId>',
    ],
    [
      'the system of an identifier',
      (bundle) =>
        Object.assign(resourceIn<Patient>(bundle, 'Patient').identifier?.[0] ?? {}, {
          system: 'urn:oid:2.16.578.1.12.4.1.4.2',
        }),
      '<TypeId V="DNR" S="2.16.578.1.12.4.1.1.8116"/>',
    ],
    [
      'a pathway code',
      (bundle) => {
        const codes = resourceIn<ServiceRequest>(bundle, 'ServiceRequest').extension?.find(
          ({ url }) => url === extensionUrl('pathway-code'),
        );
        Object.assign(codes?.extension?.[0] ?? {}, { valueCoding: { system: volven(9327), code: 'D12A' } });
      },
      '<Pakkeforlopskode V="D12A" S="2.16.578.1.12.4.1.1.9327"/>',
    ],
  ])('%s', (_name, change, expected) => {
    const bundle = decoded();
    expect(written(bundle)).not.toContain(expected);
    change(bundle);
    expect(written(bundle)).toContain(expected);
  });
});

describe('a Bundle of another producer', () => {
  const party = (id: string, name: string): Resource => ({
    resourceType: 'Organization',
    id,
    name,
    identifier: [{ system: 'urn:oid:2.16.578.1.12.4.1.2', value: id }],
  });
  const bundle: Bundle = {
    resourceType: 'Bundle',
    type: 'message',
    identifier: { system: 'urn:ietf:rfc:3986', value: 'urn:uuid:2d6d1c9e-27d5-4d5f-90a4-1f1e2d3c4b5a' },
    timestamp: '2026-03-02T09:00:00+01:00',
    entry: [
      {
        fullUrl: 'urn:uuid:1',
        resource: {
          resourceType: 'MessageHeader',
          eventCoding: { system: volven(8279), code: 'HENVISNING_NYTILSTAND' },
          source: { endpoint: 'urn:oid:2.16.578.1.12.4.1.2.8301' },
          sender: { reference: 'Organization/8301' },
          destination: [
            { endpoint: 'urn:oid:2.16.578.1.12.4.1.2.8302', receiver: { reference: 'Organization/8302' } },
          ],
          focus: [{ reference: 'urn:uuid:2' }],
        },
      },
      { fullUrl: 'https://a.example/fhir/Organization/8301', resource: party('8301', 'Legekontoret') },
      { fullUrl: 'https://a.example/fhir/Organization/8302', resource: party('8302', 'Sykehuset') },
      {
        fullUrl: 'urn:uuid:3',
        resource: {
          resourceType: 'Patient',
          name: [{ family: 'Bratteng', given: ['Randi', 'Anne'] }],
          birthDate: '1965-07-04',
          gender: 'female',
        },
      },
      {
        fullUrl: 'urn:uuid:4',
        resource: {
          resourceType: 'Practitioner',
          name: [{ family: 'Lunde' }],
          identifier: [{ system: 'urn:oid:2.16.578.1.12.4.1.4.4', value: '9990003' }],
        },
      },
      {
        fullUrl: 'urn:uuid:5',
        resource: { resourceType: 'PractitionerRole', practitioner: { reference: 'urn:uuid:4' } },
      },
      {
        fullUrl: 'urn:uuid:6',
        resource: {
          resourceType: 'Condition',
          subject: { reference: 'urn:uuid:3' },
          code: { coding: [{ system: 'http://hl7.org/fhir/sid/icd-10-no', code: 'F32' }] },
        },
      },
      {
        fullUrl: 'urn:uuid:2',
        resource: {
          resourceType: 'ServiceRequest',
          status: 'active',
          intent: 'order',
          identifier: [{ system: 'urn:example', value: 'H-1' }],
          extension: [
            { url: extensionUrl('service-type'), valueCoding: { code: 'N' } },
            { url: extensionUrl('requested-service-type'), valueCoding: { code: 'N' } },
          ],
          category: [{ coding: [{ system: volven(8455), code: '10' }] }],
          priority: 'routine',
          authoredOn: '2026-03-02T08:59:00+01:00',
          subject: { reference: 'urn:uuid:3' },
          requester: { reference: 'urn:uuid:5' },
          reasonCode: [{ text: 'Depresjon' }],
          reasonReference: [{ reference: 'urn:uuid:6' }],
        },
      },
    ],
  };

  it('is written, types of identifiers and the requester in their places', () => {
    const xml = written(bundle).replace(/\s*\n\s*/g, '');
    expect(xml).toContain('<GivenName>Randi Anne</GivenName>');
    expect(xml).toContain('<Id>8301</Id><TypeId V="HER" S="2.16.578.1.12.4.1.1.9051"/>');
    expect(xml).toContain('<po:AnsvarForRapport><po:AnsvarligRapport><fk1:FamilyName>Lunde</fk1:FamilyName>');
    expect(xml).toContain('<Concept V="F32" S="2.16.578.1.12.4.1.1.7110"/>');
    expect(xml).toContain('<Priority V="N" DN="Elektiv/Ordinær (elektiv)"/>');
    expect(xml).toContain('<MsgType V="XML" DN="XML-instans"/>');
    expect(decodeText(xml).kind).toBe('decoded');
  });

  it.each<[string, (message: Bundle) => void, string]>([
    ['no message', (message) => Object.assign(message, { type: 'collection' }), 'bundle-not-a-message'],
    [
      'an unknown event',
      (message) => Object.assign(message.entry?.[0]?.resource ?? {}, { eventCoding: { code: 'X' } }),
      'bundle-not-a-message',
    ],
    [
      'nothing in focus',
      (message) => Object.assign(message.entry?.[0]?.resource ?? {}, { focus: [] }),
      'bundle-not-a-message',
    ],
    [
      'no time',
      (message) => Object.assign(message, { timestamp: undefined }),
      'message-element-cannot-be-written',
    ],
    [
      'no id',
      (message) => Object.assign(message, { identifier: undefined }),
      'message-element-cannot-be-written',
    ],
    [
      'no sender',
      (message) => Object.assign(message.entry?.[0]?.resource ?? {}, { sender: undefined }),
      'message-element-cannot-be-written',
    ],
  ])('%s is told', (_name, change, code) => {
    const message = structuredClone(bundle);
    change(message);
    expect(encodeKith(message).findings.map(({ definition }) => definition.code)).toContain(code);
  });
});
