import type {
  Bundle,
  Composition,
  Encounter,
  Organization,
  Patient,
  Resource,
  ServiceRequest,
} from '@medplum/fhirtypes';
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { extensionUrl, IDENTIFIER_SYSTEM } from '../../../../src/fhir/systems.ts';
import { encodeKith } from '../../../../src/formats/kith/encode.ts';
import { measureLeafCoverage } from '../../../../src/formats/kith/leafCoverage.ts';
import { bundleOf, decodeText, rootOf } from '../messages.ts';

const textOf = (name: string): string =>
  readFileSync(new URL(`../../../../examples/messages/${name}`, import.meta.url), 'utf8');

const REFERRAL = textOf('referral-1.1.xml');
const FORMER_REFERRAL = textOf('referral-1.0.xml');
const LETTER = textOf('discharge-letter-1.2.xml');
const FORMER_LETTER = textOf('discharge-letter-1.1.xml');

const written = (bundle: Bundle): string => Buffer.from(encodeKith(bundle).xml ?? []).toString();

function resourceIn<T extends Resource>(bundle: Bundle, resourceType: T['resourceType']): T {
  return bundle.entry?.find(({ resource }) => resource?.resourceType === resourceType)?.resource as T;
}

describe.each([
  ['referral 1.1', REFERRAL],
  ['referral 1.0', FORMER_REFERRAL],
  ['letter 1.2', LETTER],
  ['letter 1.1', FORMER_LETTER],
])('%s', (_name, text) => {
  it('comes back the same, nothing lost and nothing without a home', () => {
    const bundle = bundleOf(decodeText(text));
    const { unmapped, lost } = measureLeafCoverage(rootOf(Buffer.from(text)), bundle);
    expect({ unmapped, lost }).toEqual({ unmapped: [], lost: [] });
    const { xml, findings } = encodeKith(bundle);
    expect(findings).toEqual([]);
    expect(bundleOf(decodeText(Buffer.from(xml ?? []).toString()))).toEqual(bundle);
  });

  it('is found by its type alone when the Bundle names no definition', () => {
    const bundle = structuredClone(bundleOf(decodeText(text)));
    const expected = written(bundle);
    Reflect.deleteProperty(bundle.entry?.[0]?.resource ?? {}, 'definition');
    expect(written(bundle)).toBe(expected);
  });

  it('has an entry behind every reference', () => {
    const bundle = bundleOf(decodeText(text));
    const fullUrls = new Set(bundle.entry?.map(({ fullUrl }) => fullUrl));
    const references = [...JSON.stringify(bundle).matchAll(/"reference":"([^"]+)"/g)].map(
      ([, reference]) => reference ?? '',
    );
    expect(references.filter((reference) => !fullUrls.has(reference))).toEqual([]);
  });
});

describe('a value changed in the Bundle is changed in the XML', () => {
  it.each<[string, string, (bundle: Bundle) => unknown, string]>([
    [
      'the family name of the patient',
      REFERRAL,
      (bundle) => Object.assign(resourceIn<Patient>(bundle, 'Patient').name?.[0] ?? {}, { family: 'Berg' }),
      '<Name>Berg, Ida Sofie</Name>',
    ],
    [
      'the birth date',
      REFERRAL,
      (bundle) => Object.assign(resourceIn<Patient>(bundle, 'Patient'), { birthDate: '2009-09-16' }),
      '<DateOfBirth V="2009-09-16"/>',
    ],
    [
      'the official number',
      REFERRAL,
      (bundle) =>
        Object.assign(resourceIn<Patient>(bundle, 'Patient').identifier?.[0] ?? {}, {
          system: IDENTIFIER_SYSTEM.DNR,
          value: '55890971000',
        }),
      '<OffId>55890971000</OffId>\n      <TypeOffId V="DNR"/>',
    ],
    [
      'a telephone of the patient',
      REFERRAL,
      (bundle) =>
        Object.assign(resourceIn<Patient>(bundle, 'Patient').telecom?.[0] ?? {}, { value: '+4799999999' }),
      '<TeleAddress V="tel:+4799999999"/>',
    ],
    [
      'the priority',
      REFERRAL,
      (bundle) => Object.assign(resourceIn<ServiceRequest>(bundle, 'ServiceRequest'), { priority: 'stat' }),
      '<Priority V="0" DN="Øyeblikkelig hjelp"/>',
    ],
    [
      'the name of the receiver',
      FORMER_REFERRAL,
      (bundle) =>
        Object.assign(
          bundle.entry?.find(
            ({ resource }) => resource?.resourceType === 'Organization' && resource.name === 'BUP Fjordbygda',
          )?.resource as Organization,
          { name: 'BUP Sør' },
        ),
      '<Name>BUP Sør</Name>',
    ],
    [
      'the status of the letter',
      LETTER,
      (bundle) => Object.assign(resourceIn<Composition>(bundle, 'Composition'), { status: 'amended' }),
      '<Status V="A" DN="Tillegg til rapport"/>',
    ],
    [
      'the end of the contact',
      LETTER,
      (bundle) =>
        Object.assign(resourceIn<Encounter>(bundle, 'Encounter').period ?? {}, {
          end: '2025-06-01T10:00:00+02:00',
        }),
      '<EndDateTime V="2025-06-01T10:00:00"/>',
    ],
  ])('%s', (_name, text, change, expected) => {
    const bundle = structuredClone(bundleOf(decodeText(text)));
    expect(written(bundle)).not.toContain(expected);
    change(bundle);
    expect(written(bundle)).toContain(expected);
  });
});

describe('texts with markup', () => {
  const sections = (bundle: Bundle): NonNullable<Composition['section']> =>
    resourceIn<Composition>(bundle, 'Composition').section?.find(({ title }) => title === 'Hendelse')
      ?.section ?? [];

  it('are narratives, plain texts too, and a text that is missing is said to be', () => {
    const comments = sections(bundleOf(decodeText(LETTER))).filter(({ title }) => title !== 'Hendelse');
    expect(comments.map(({ title, text }) => [title, text?.status])).toEqual([
      ['Forløp og behandling', 'additional'],
      ['Planer for videre oppfølging', 'generated'],
      ['Kommentar', 'empty'],
    ]);
  });

  it('a changed narrative is written as XHTML', () => {
    const bundle = structuredClone(bundleOf(decodeText(LETTER)));
    const plan = sections(bundle).find(({ title }) => title === 'Planer for videre oppfølging');
    Object.assign(plan?.text ?? {}, {
      div: '<div xmlns="http://www.w3.org/1999/xhtml">Ny <b>plan</b> &amp; møte</div>',
    });
    expect(written(bundle)).toContain(
      '<TextResultValue><div xmlns="http://www.w3.org/1999/xhtml">Ny <b>plan</b> &amp; møte</div></TextResultValue>',
    );
  });

  it('what FHIR does not allow in a narrative is kept beside its text', () => {
    const text = LETTER.replace('<p>Utredning og', '<p onclick="x()">Utredning og');
    const bundle = bundleOf(decodeText(text));
    const [comment] = sections(bundle).filter(({ title }) => title === 'Forløp og behandling');
    expect(comment?.text?.status).toBe('generated');
    expect(comment?.text?.div).not.toContain('onclick');
    expect(comment?.text?.extension?.map(({ url }) => url)).toContain(extensionUrl('original-markup'));
    expect(written(bundle)).toContain('onclick="x()"');
  });
});

describe('grounds for rejection', () => {
  const outcome = (text: string): unknown => {
    const result = decodeText(text);
    return result.kind === 'rejected'
      ? [result.appRecVersion, result.faults.map(({ code }) => code), result.findings[0]?.place]
      : result.kind;
  };
  const unknownPatient = REFERRAL.replace(/<OffId>[^]*?<TypeOffId.*/, '').replace(/<DateOfBirth V="2.*/, '');

  it.each<[string, string, unknown]>([
    ['as it stands', REFERRAL, 'decoded'],
    ['the id is no UUID', REFERRAL.replace(/<MsgId>[^<]*/, '<MsgId>7'), ['1.1', ['E10'], '/Message/MsgId']],
    ['no number and no birth date', unknownPatient, ['1.1', ['E36'], '/Message/ServReq/Patient']],
    ['the same in an emergency', unknownPatient.replace('V="7" DN="Innen en uke"', 'V="0"'), 'decoded'],
    [
      'another version',
      REFERRAL.replaceAll('henvisning/2012-02-15', 'henvisning/2099-01-01'),
      ['1.1', ['T10'], '/Message'],
    ],
    ['not well-formed', FORMER_REFERRAL.replace('</Requester>', ''), ['1.0', ['T01'], '']],
    ['the sender is missing', LETTER.replace(/<ServProvider>[^]*<\/ServProvider>/, ''), 'unreadable'],
    [
      'the requester of a referral is missing',
      REFERRAL.replace(/<Requester>[^]*<\/Requester>/, ''),
      'unreadable',
    ],
    ['no content', REFERRAL.replace(/<ServReq>[^]*<\/ServReq>/, ''), 'unreadable'],
  ])('%s', (_name, text, expected) => {
    expect(outcome(text)).toEqual(expected);
  });
});
