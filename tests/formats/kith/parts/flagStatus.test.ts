import type { Flag } from '@medplum/fhirtypes';
import { describe, expect, it } from 'vitest';
import { encodeKith } from '../../../../src/formats/kith/encode.ts';
import { bundleOf, DECODER, decodeText, exampleText } from '../messages.ts';

/** The Flag that tells `word`, of an example with one of its texts replaced. */
function flagOf(example: string, place: string | RegExp, text: string, word: string): Flag {
  const message = exampleText(example);
  const changed = message.replace(place, text);
  expect(changed).not.toBe(message);
  const bundle = bundleOf(decodeText(changed));
  const { xml, findings } = encodeKith(structuredClone(bundle));
  expect(findings).toEqual([]);
  expect(bundleOf(DECODER.decode(xml ?? new Uint8Array()))).toEqual(bundle);
  const flag = bundle.entry?.find(
    ({ resource }) => resource?.resourceType === 'Flag' && JSON.stringify(resource).includes(word),
  )?.resource;
  return flag as Flag;
}

describe('a wish of the patient', () => {
  const END = '<Merknad>Gjentatt i kriseplanen</Merknad>';

  it('is not in force once it is withdrawn', () => {
    const withdrawn = `<TrukketTilbakeDato>2026-04-10</TrukketTilbakeDato>${END}`;
    expect(flagOf('care-discharge-report-1.6.xml', END, withdrawn, 'kriseplanen')).toMatchObject({
      status: 'inactive',
      period: { end: '2026-04-10' },
    });
  });

  it('is in force until then', () => {
    expect(
      flagOf('care-discharge-report-1.6.xml', END, END.replace('Gjentatt', 'Står'), 'kriseplanen'),
    ).toMatchObject({
      status: 'active',
    });
  });
});

describe('a need of an interpreter', () => {
  const WORD = 'assistert';
  it.each([
    ['care-discharge-report-1.6.xml', 'V="2026-12-31"', 'V="2020-12-31"', 'inactive'],
    ['care-discharge-report-1.6.xml', 'V="2026-12-31"', 'V="2030-12-31"', 'active'],
    ['care-discharge-report-1.5.xml', 'V="2026-12-31"', 'V="2020-12-31"', 'inactive'],
    ['care-case-information-2.0.xml', '>2026-12-31<', '>2020-12-31<', 'inactive'],
  ])('%s with %s as %s is %s', (example, place, text, status) => {
    expect(
      flagOf(
        example,
        `<BehovOpphortDato${place.startsWith('>') ? '' : ' '}${place}`,
        `<BehovOpphortDato${text.startsWith('>') ? '' : ' '}${text}`,
        WORD,
      ),
    ).toMatchObject({ status });
  });
});

describe('a precaution', () => {
  const precaution = (end: string): string =>
    `<PatientPrecaution><Precaution>Smittefare</Precaution><EndDateTime V="${end}"/></PatientPrecaution><InfItem>`;

  it.each([
    ['2020-01-01', 'inactive'],
    ['2019', 'inactive'],
    ['2040-01-01', 'active'],
  ])('that ends %s is %s', (end, status) => {
    expect(flagOf('referral-1.1.xml', '<InfItem>', precaution(end), 'Smittefare')).toMatchObject({ status });
  });
});
