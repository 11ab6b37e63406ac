import type { Bundle, CodeableConcept, Patient } from '@medplum/fhirtypes';
import { describe, expect, it } from 'vitest';
import { volven } from '../../../../src/fhir/systems.ts';
import { encodeKith } from '../../../../src/formats/kith/encode.ts';
import { bundleOf, decodeText, exampleText } from '../messages.ts';

/** Codes as other producers of FHIR have them, and what is written for them. */

const V3_MARITAL_STATUS = 'http://terminology.hl7.org/CodeSystem/v3-MaritalStatus';

function report(): Bundle {
  return structuredClone(bundleOf(decodeText(exampleText('care-discharge-report-1.6.xml'))));
}

function patientIn(bundle: Bundle): Patient {
  return bundle.entry?.find(({ resource }) => resource?.resourceType === 'Patient')?.resource as Patient;
}

/** The message without the prefixes of its elements, and how much is told about it. */
function written(bundle: Bundle): { readonly text: string; readonly told: number } {
  const { xml, findings } = encodeKith(bundle);
  const text = Buffer.from(xml ?? []).toString();
  return { text: text.replaceAll(/(<\/?)\w+:/g, '$1'), told: findings.length };
}

describe('the marital status', () => {
  it('of a message has the international code too', () => {
    const message = exampleText('care-discharge-report-1.6.xml').replace(
      /<SivilStatus [^>]*>/,
      '<SivilStatus V="5" DN="Skilt"/>',
    );
    expect(patientIn(bundleOf(decodeText(message))).maritalStatus?.coding).toEqual([
      { system: volven(8724), code: '5', display: 'Skilt' },
      { system: V3_MARITAL_STATUS, code: 'D', display: 'Divorced' },
    ]);
  });

  it.each([
    ['S', '<SivilStatus V="1" DN="Ugift"/>', 0],
    ['W', '<SivilStatus V="6" DN="Enke/enkemann"/>', 0],
    ['P', '<Sprak', 1],
  ])('that is %s alone is written as %s', (code, expected, count) => {
    const bundle = report();
    patientIn(bundle).maritalStatus = { coding: [{ system: V3_MARITAL_STATUS, code }] };
    const { text, told } = written(bundle);
    expect(text).toContain(expected);
    expect(told).toBe(count);
    expect(text.includes('<SivilStatus')).toBe(count === 0);
  });
});

describe('a code of an international list', () => {
  const coded = (coding: CodeableConcept['coding']): Bundle => {
    const bundle = report();
    for (const { resource } of bundle.entry ?? []) {
      if (resource?.resourceType === 'Condition') {
        resource.code = { coding };
      } else if (resource?.resourceType === 'MedicationStatement') {
        resource.medicationCodeableConcept = { text: 'Et legemiddel', coding };
      }
    }
    return bundle;
  };

  it('of ICD-10 is written as one of list 7110, which has no full stop', () => {
    const bundle = coded([{ system: 'http://hl7.org/fhir/sid/icd-10', code: 'F32.1' }]);
    expect(written(bundle).text).toContain('<Diagnosekode V="F321" S="2.16.578.1.12.4.1.1.7110"/>');
  });

  it('of ATC is written as one of list 7180', () => {
    const bundle = coded([{ system: 'http://www.whocc.no/atc', code: 'N06AB04', display: 'Citalopram' }]);
    expect(written(bundle).text).toMatch(/<Atc V="N06AB04" DN="Citalopram"\/>/);
  });
});

describe('the country of an address', () => {
  it.each([
    ['NO', 'V="NO"'],
    ['Norge', 'DN="Norge"'],
  ])('%s is written as %s', (country, attribute) => {
    const bundle = report();
    patientIn(bundle).address = [{ use: 'home', city: 'Oslo', country }];
    expect(written(bundle).text).toMatch(new RegExp(`<Country ${attribute}/>`));
  });
});
