import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { convertMessage, convertToKith } from '../../../src/formats/kith/convert.ts';
import { DEFAULT_XML_LIMITS } from '../../../src/formats/kith/xml/prolog.ts';
import { readXml } from '../../../src/formats/kith/xml/read.ts';
import { openSchemas } from '../../../src/formats/kith/xml/schemas.ts';
import { HAS_STANDARDS, NEEDS_STANDARDS, samples, SCHEMA_DIR } from '../../standards/kith.ts';
import { bundleOf, DECODER } from './messages.ts';

const example = (name: string): Uint8Array =>
  readFileSync(new URL(`../../../examples/messages/${name}`, import.meta.url));

interface Converted {
  readonly xml: string;
  readonly errors: readonly string[];
  /** Places of what the target cannot say. */
  readonly unsaid: readonly string[];
}

function convert(bytes: Uint8Array, target: string): Converted {
  const { xml, findings } = convertToKith(bundleOf(DECODER.decode(bytes)), target, (made) =>
    DECODER.decode(made),
  );
  return {
    xml: Buffer.from(xml ?? []).toString(),
    errors: findings.filter(({ severity }) => severity === 'error').map(({ definition }) => definition.code),
    unsaid: findings
      .filter(({ definition }) => definition.code === 'message-content-not-in-target')
      .map(({ place }) => place),
  };
}

describe('a referral 1.1 as 2.0', () => {
  const { xml, errors, unsaid } = convert(example('referral-1.1.xml'), 'henvisning-2.0');

  it.each([
    '<Type V="HENVISNING_NYTILSTAND"',
    '<MIGversion>v1.2 2006-05-24</MIGversion>',
    '<FamilyName>Lyngmo</FamilyName>',
    '<fk1:FamilyName>Solbakk</fk1:FamilyName>',
    '<po:TypeRelasjon V="HHE"',
    '<DocumentId>8f6f0c1e-55a4-4c31-9b0d-6d7a1b2c3d11</DocumentId>',
    '<po:PasientrelatertKontaktperson>',
    'JVBERi0xLjQKJSVFT0YK',
  ])('has %s', (part) => {
    expect(xml).toContain(part);
  });

  it('lists what 2.0 cannot say, copy receivers and times within a week among it, and writes the rest', () => {
    expect(errors).toEqual([]);
    expect(unsaid).toContain('/Message/ServReq/CopyDest/HCP/Inst/Dept/Name');
    expect(unsaid).toContain('/Message/ServReq/ReqServ/Service/ServId/@OT');
    expect(xml).not.toContain('<Priority V="7"');
  });
});

describe('a referral 2.0 as 1.1', () => {
  const { xml, errors, unsaid } = convert(example('onward-referral-9327.xml'), 'henvisning-1.1');

  it.each([
    '<Type V="HENVISNING" DN="Henvisning"/>',
    '<MIGversion>v1.1 2012-02-15</MIGversion>',
    '<Name>Kvisthaug, Solveig Marie Elvestrand</Name>',
    '<PatRelHCP>',
  ])('has %s', (part) => {
    expect(xml).toContain(part);
  });

  it('lists the pathway codes and the assessment, which 1.1 cannot say', () => {
    expect(errors).toEqual([]);
    expect(unsaid.filter((place) => place.includes('Pakkeforlopskode')).length).toBeGreaterThan(0);
    expect(unsaid.filter((place) => place.includes('VurderingAvHenvisning')).length).toBeGreaterThan(0);
  });
});

describe('what cannot be said is found by its place', () => {
  const onward = convert(example('onward-referral-9327.xml'), 'henvisning-1.1').unsaid;
  const referral = convert(example('referral-1.1.xml'), 'henvisning-2.0').unsaid;
  const placesIn = (unsaid: readonly string[], part: string): string[] =>
    unsaid.filter((place) => place.includes(part)).map((place) => place.slice(place.indexOf(part)));

  it('though the same code stands elsewhere in the message', () => {
    const codes = placesIn(onward, 'TypeDato/');
    expect(new Set(codes)).toEqual(new Set(['TypeDato/@V', 'TypeDato/@S', 'TypeDato/@DN']));
    expect(placesIn(onward, 'VurderingAvHenvisning/Opplysninger/ForlopsId')).toHaveLength(1);
    expect(placesIn(onward, 'VentetidSluttkode/@V')).toHaveLength(1);
  });

  it('and what is said in other parts is not listed', () => {
    expect(referral).not.toContain('/Message/ServReq/Patient/Name');
    expect(referral).not.toContain('/Message/ServReq/Patient/PatRelHCP[1]/Relation/@V');
  });
});

describe('the versions of one message type', () => {
  it.each([
    ['care-admitted-1.6.xml', 'pasientlogistikk-1.5', '<Type V="LOG_INNLAGT"'],
    ['care-ready-for-discharge-1.5.xml', 'pasientlogistikk-1.6', '<Type V="LOG_UTSKRIVNINGSKLAR"'],
    ['care-ready-for-discharge-1.6.xml', 'pasientlogistikk-2.0', 'po/Pasientlogistikk/2016-05-30'],
    ['care-health-information-1.6.xml', 'helseopplysninger-1.5', 'HelseopplysningerVedSoknad/2009-06-30'],
    ['care-discharge-report-1.5.xml', 'utskrivningsrapport-1.6', '<Type V="UTSKRIVNINGSRAPPORT"'],
    ['care-discharge-report-1.6.xml', 'utskrivningsrapport-1.5', '<Type V="TVERRFAGLIG_EPIKRISE"'],
    ['discharge-letter-1.1.xml', 'epikrise-1.2', '<Type V="EPIKRISE" DN="Epikrise"/>'],
    ['dialogue-request-1.0.xml', 'dialogmelding-1.1', '<Type V="DIALOG_FORESPORSEL"'],
    ['dialogue-referral-status-1.1.xml', 'dialogmelding-1.0', 'xmlstds/dialog/2006-10-11'],
    ['referral-1.1.xml', 'henvisning-1.0', '<Type V="H" DN="Henvisning"/>'],
    ['referral-1.0.xml', 'henvisning-1.1', '<MIGversion>v1.1 2012-02-15</MIGversion>'],
  ])('%s as %s', (name, target, part) => {
    const { xml, errors } = convert(example(name), target);
    expect(errors).toEqual([]);
    expect(xml).toContain(part);
    if (HAS_STANDARDS) {
      const schemas = openSchemas(SCHEMA_DIR);
      const reading = readXml(Buffer.from(xml), DEFAULT_XML_LIMITS, () => schemas.validate);
      expect(reading.ok ? reading.schemaFaults : reading.refusal).toBeUndefined();
    }
  });

  it.each([
    ['care-health-information-1.5.xml', 'helseopplysninger-1.6', 'OpplysningOpphold'],
    ['discharge-letter-1.2.xml', 'epikrise-1.1', 'Id'],
    ['onward-referral-9321.xml', 'henvisning-1.0', 'Diagnosis'],
  ])('%s as %s is refused, as it has no %s', (name, target, element) => {
    const { xml, findings } = convertToKith(bundleOf(DECODER.decode(example(name))), target, (made) =>
      DECODER.decode(made),
    );
    expect(xml).toBeUndefined();
    expect(findings[0]).toMatchObject({
      definition: { code: 'message-element-cannot-be-written' },
      values: { element },
    });
  });
});

it('what has no conversion is told', () => {
  expect(convert(example('discharge-letter-1.2.xml'), 'henvisning-2.0').errors).toEqual([
    'message-not-convertible',
  ]);
});

it('a message of the asked type stays as it is', () => {
  const bundle = bundleOf(DECODER.decode(example('referral-1.1.xml')));
  expect(convertMessage(bundle, 'henvisning-1.1')).toEqual(bundle);
});

describe.skipIf(!HAS_STANDARDS)(`conversions of the official samples${NEEDS_STANDARDS}`, () => {
  const schemas = HAS_STANDARDS ? openSchemas(SCHEMA_DIR) : undefined;

  it.each([
    ...samples('examples/henvisning', /v1\.1/).map(
      ({ name, bytes }) => [name, 'henvisning-2.0', bytes] as const,
    ),
    ...samples('examples/henvisning', /v2-0/).map(
      ({ name, bytes }) => [name, 'henvisning-1.1', bytes] as const,
    ),
  ])('%s → %s is valid', (_name, target, bytes) => {
    const { xml, errors } = convert(bytes, target);
    expect(errors).toEqual([]);
    const reading = readXml(Buffer.from(xml), DEFAULT_XML_LIMITS, () => schemas?.validate);
    expect(reading.ok ? reading.schemaFaults : reading.refusal).toBeUndefined();
  });
});
