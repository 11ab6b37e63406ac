import type { Bundle, Observation, Resource } from '@medplum/fhirtypes';
import { describe, expect, it } from 'vitest';
import { extensionUrl, volven } from '../../../../src/fhir/systems.ts';
import { encodeKith } from '../../../../src/formats/kith/encode.ts';
import { bundleOf, DECODER, decodeText, exampleText } from '../messages.ts';

/** A referral with the clinical items, and no others. */
function referralWith(items: string): Bundle {
  const text = exampleText('referral-1.1.xml')
    .replace(/<InfItem>[\s\S]*<\/InfItem>/, '')
    .replace('<PatRelHCP>', `${items}<PatRelHCP>`);
  return structuredClone(bundleOf(decodeText(text)));
}

function letterWith(items: string): Bundle {
  const text = exampleText('discharge-letter-1.2.xml').replace('<InfItem>', `${items}<InfItem>`);
  return structuredClone(bundleOf(decodeText(text)));
}

const described = (type: string, description: string): string =>
  `<InfItem><Observation><Description>${description}</Description></Observation><Type V="${type}"/></InfItem>`;

const numeric = (comparator: string): string =>
  `<InfItem><ResultItem><NumResult>${comparator}<NumResultValue V="48.1" U="IE/L"/></NumResult>` +
  '<DevResultInd V="1" DN="Over øvre referansegrense"/>' +
  '<ClinInv><Id V="NPU19719" S="2.16.578.1.12.4.1.1.7280"/></ClinInv></ResultItem><Type V="FUNN"/></InfItem>';

const comparatorIn = (code: string): string => `<ArithmeticComp V="${code}"/>`;

function resourcesIn(bundle: Bundle, resourceType: Resource['resourceType']): Resource[] {
  return (bundle.entry ?? []).flatMap(({ resource }) =>
    resource?.resourceType === resourceType ? [resource] : [],
  );
}

function resultIn(bundle: Bundle): Observation {
  const [observation] = resourcesIn(bundle, 'Observation');
  return observation as Observation;
}

function encoded(bundle: Bundle): string {
  const { xml, findings } = encodeKith(bundle);
  expect(findings).toEqual([]);
  return Buffer.from(xml ?? []).toString();
}

/** The message without the white space between its elements. */
function written(bundle: Bundle): string {
  return encoded(bundle).replaceAll(/>\s+</g, '><');
}

function expectSameAgain(bundle: Bundle): void {
  expect(bundleOf(DECODER.decode(Buffer.from(encoded(bundle))))).toEqual(bundle);
}

describe('a numeric result', () => {
  it.each([
    ['LT', '<'],
    ['LE', '<='],
    ['GE', '>='],
    ['GT', '>'],
    ['ML', '<'],
    ['MG', '>'],
  ])('told with %s is a Quantity with %s, and is written again with its own', (code, comparator) => {
    const bundle = referralWith(numeric(comparatorIn(code)));
    expect(resultIn(bundle).valueQuantity).toMatchObject({ value: 48.1, unit: 'IE/L', comparator });
    expect(written(bundle)).toContain(`<ArithmeticComp V="${code}"/>`);
    expectSameAgain(bundle);
  });

  it.each([[''], [comparatorIn('EQ')]])('told with «%s» is the value', (comparator) => {
    const bundle = referralWith(numeric(comparator));
    expect(resultIn(bundle).valueQuantity).toEqual({ value: 48.1, unit: 'IE/L' });
    expect(written(bundle)).toContain(comparator);
    expectSameAgain(bundle);
  });

  it.each(['NE', 'XX'])('told with %s, which FHIR has nothing for, has no value', (code) => {
    const bundle = referralWith(numeric(comparatorIn(code)));
    expect(resultIn(bundle).valueQuantity).toBeUndefined();
    expect(resultIn(bundle).extension).toContainEqual({
      url: extensionUrl('compared-value'),
      valueQuantity: { value: 48.1, unit: 'IE/L' },
    });
    expect(written(bundle)).toContain(comparatorIn(code));
    expectSameAgain(bundle);
  });

  it.each([
    ['LT', '>', '<ArithmeticComp V="GT" DN="Større enn"/>'],
    ['EQ', '<=', '<ArithmeticComp V="LE" DN="Mindre eller lik"/>'],
    ['MG', '<', '<ArithmeticComp V="LT" DN="Mindre enn"/>'],
  ])('told with %s is written with the comparator that it is given: %s', (code, comparator, expected) => {
    const bundle = referralWith(numeric(comparatorIn(code)));
    Object.assign(resultIn(bundle).valueQuantity ?? {}, { comparator });
    expect(written(bundle)).toContain(expected);
  });

  it('says how it is to the reference range in HL7’s code too, and is written from that alone', () => {
    const bundle = referralWith(numeric(''));
    const [interpretation] = resultIn(bundle).interpretation ?? [];
    const system = 'http://terminology.hl7.org/CodeSystem/v3-ObservationInterpretation';
    expect(interpretation?.coding).toEqual([
      { system: volven(8244), code: '1', display: 'Over øvre referansegrense' },
      { system, code: 'H', display: 'High' },
    ]);
    resultIn(bundle).interpretation = [{ coding: [{ system, code: 'L' }] }];
    expect(written(bundle)).toContain('<DevResultInd V="2" DN="Under nedre referansegrense"/>');
  });
});

const KINDS: readonly [string, Resource['resourceType']][] = [
  ['H', 'Condition'],
  ['B', 'Condition'],
  ['ART', 'Condition'],
  ['OPIN', 'Procedure'],
  ['MPRS', 'Procedure'],
  ['PRS', 'Procedure'],
  ['CAVE', 'AllergyIntolerance'],
  ['MEDB', 'MedicationStatement'],
  ['ANAM', 'Observation'],
];

describe.each([
  ['a referral', referralWith],
  ['a discharge letter', letterWith],
] as const)('a clinical item in words in %s', (_name, messageWith) => {
  it.each(KINDS)('of type %s is a %s with these words, which are written again', (type, resourceType) => {
    const bundle = messageWith(described(type, 'Nytt i ord'));
    const resource = resourcesIn(bundle, resourceType).find((item) =>
      JSON.stringify(item).includes('Nytt i ord'),
    );
    expect(resource).toMatchObject(
      resourceType === 'Observation'
        ? { valueString: 'Nytt i ord' }
        : resourceType === 'MedicationStatement'
          ? { medicationCodeableConcept: { text: 'Nytt i ord' }, status: 'unknown' }
          : { code: { text: 'Nytt i ord' } },
    );
    expectSameAgain(bundle);
    const edited = JSON.parse(JSON.stringify(bundle).replace('Nytt i ord', 'Endret')) as Bundle;
    expect(written(edited)).toContain(`<Description>Endret</Description></Observation><Type V="${type}"/>`);
    expectSameAgain(edited);
  });
});

describe('a diagnosis', () => {
  it('has its type in an extension, and no category of a list that FHIR does not know', () => {
    const [condition] = resourcesIn(referralWith(described('H', 'Depresjon')), 'Condition').filter((item) =>
      JSON.stringify(item).includes('Depresjon'),
    );
    expect(condition).toMatchObject({
      extension: [
        { url: extensionUrl('information-type'), valueCoding: { system: volven(8233), code: 'H' } },
      ],
    });
    expect(condition).not.toHaveProperty('category');
    expect(condition).not.toHaveProperty('clinicalStatus');
  });
});

describe('an allergy', () => {
  const coded =
    '<InfItem><Observation><CodedDescr><Concept V="J01CE02" S="2.16.578.1.12.4.1.1.7180" DN="Penicillin"/>' +
    '</CodedDescr></Observation><Type V="CAVE"/></InfItem>';

  it('that is coded has its code', () => {
    const bundle = letterWith(coded);
    expect(resourcesIn(bundle, 'AllergyIntolerance')).toContainEqual(
      expect.objectContaining({
        code: { coding: [{ system: volven(7180), code: 'J01CE02', display: 'Penicillin' }] },
      }),
    );
    expectSameAgain(bundle);
  });

  it('of another producer is written as Cave', () => {
    const bundle = referralWith(described('CAVE', 'Penicillin'));
    for (const allergy of resourcesIn(bundle, 'AllergyIntolerance')) {
      delete allergy.meta;
      Reflect.deleteProperty(allergy, 'extension');
    }
    expect(written(bundle)).toContain(
      '<Description>Penicillin</Description></Observation><Type V="CAVE" DN="Cave-opplysninger"/>',
    );
  });
});
