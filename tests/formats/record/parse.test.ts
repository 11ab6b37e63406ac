import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { describeFinding, type Finding } from '../../../src/findings/finding.ts';
import type { CodeLookup } from '../../../src/formats/record/codeChecks.ts';
import { EXAMPLE_RECORD } from '../../../src/formats/record/example.ts';
import { nationalIdCheckDigits } from '../../../src/identifiers/checkDigits.ts';
import { parsePathwayRecord } from '../../../src/formats/record/parse.ts';

/** Every list is known, and has every code but `Z9`. */
const lookup: CodeLookup = { hasCode: (_system, code) => code !== 'Z9' };

/** The example with the value at the path replaced; undefined takes it away. */
function recordWith(path: string, value: unknown): unknown {
  const copy = structuredClone(EXAMPLE_RECORD) as unknown as Record<string, unknown>;
  const steps = path.split('.');
  const last = steps.pop() ?? '';
  let target = copy;
  for (const step of steps) {
    target[step] ??= {};
    target = target[step] as Record<string, unknown>;
  }
  if (value === undefined) {
    Reflect.deleteProperty(target, last);
  } else {
    target[last] = value;
  }
  return copy;
}

/** The first number that begins with the digits, or with those next to them, and has valid check digits. */
function nationalId(first9: string): string {
  const checkDigits = nationalIdCheckDigits(first9);
  return checkDigits === undefined
    ? nationalId(String(Number(first9) + 2))
    : `${first9}${checkDigits.join('')}`;
}

function findingsOf(value: unknown): readonly (readonly [code: string, place: string])[] {
  return parsePathwayRecord(value, lookup).findings.map(
    ({ definition, place }) => [definition.code, place] as const,
  );
}

describe('a pathway record', () => {
  test('that is in order is read without findings', () => {
    expect(parsePathwayRecord(EXAMPLE_RECORD, lookup)).toEqual({
      ok: true,
      record: EXAMPLE_RECORD,
      findings: [],
    });
  });

  test.each(['none', 'confidential', 'strictlyConfidential'])(
    'says whether the address is protected: %s',
    (protectedAddress) => {
      const record = recordWith('patient.protectedAddress', protectedAddress);
      expect(parsePathwayRecord(record, lookup)).toEqual({ ok: true, record, findings: [] });
    },
  );

  test.each<readonly [what: string, path: string, value: unknown, code: string, place: string]>([
    ['a number for text', 'patient.name.family', 7, 'record-wrong-type', 'patient.name.family'],
    ['null for a list', 'contacts', null, 'record-wrong-type', 'contacts'],
    ['a missing property', 'identifier.value', undefined, 'record-missing', 'identifier.value'],
    [
      'a missing property in a list',
      'measurementPoints.1.identifier',
      undefined,
      'record-missing',
      'measurementPoints[1].identifier',
    ],
    ['an unknown property', 'patient.height', 180, 'record-unknown-property', 'patient.height'],
    ['an unknown property with a strange name', 'patient.a b', 1, 'record-unknown-property', 'patient.`a b`'],
    ['a word that is no choice', 'patient.sex', 'f', 'record-not-a-choice', 'patient.sex'],
    ['empty text', 'trust.name', '', 'record-empty-text', 'trust.name'],
    ['text that is too long', 'trust.name', 'x'.repeat(201), 'record-too-long', 'trust.name'],
    ['text of more lines', 'trust.name', 'a\nb', 'record-form-text', 'trust.name'],
    ['half a surrogate pair', 'trust.name', 'a\ud800', 'record-form-text', 'trust.name'],
    [
      'a control character in free text',
      'referral.reason',
      'a\u0000b',
      'record-form-free-text',
      'referral.reason',
    ],
    [
      'too many items',
      'minors',
      Array.from({ length: 31 }, () => ({ relation: 'child' })),
      'record-too-many',
      'minors',
    ],
    [
      'a year that is out of range',
      'minors',
      [{ relation: 'child', birthYear: 12 }],
      'record-out-of-range',
      'minors[0].birthYear',
    ],
    [
      'a year with decimals',
      'minors',
      [{ relation: 'child', birthYear: 2015.5 }],
      'record-wrong-type',
      'minors[0].birthYear',
    ],
    [
      'a date in another form',
      'referral.receivedDate',
      '02.03.2023',
      'record-form-date',
      'referral.receivedDate',
    ],
    ['a time without seconds', 'recordedAt', '2023-04-20T12:00+02:00', 'record-form-instant', 'recordedAt'],
    [
      'a thirteenth month',
      'referral.receivedDate',
      '2023-13-01',
      'record-impossible-date',
      'referral.receivedDate',
    ],
    [
      '30 February',
      'measurementPoints.0.date',
      '2023-02-30',
      'record-impossible-date',
      'measurementPoints[0].date',
    ],
    [
      '29 February in a common year',
      'referral.deadline',
      '2023-02-29',
      'record-impossible-date',
      'referral.deadline',
    ],
    ['a relative system', 'identifier.system', 'my-system', 'record-form-system', 'identifier.system'],
    [
      'a national id of ten digits',
      'patient.nationalId',
      '1588881008',
      'record-form-national-id',
      'patient.nationalId',
    ],
    [
      'a wrong check digit',
      'patient.nationalId',
      '15888810089',
      'national-id-check-digit',
      'patient.nationalId',
    ],
    [
      'a national id with no date',
      'patient.nationalId',
      '99999999999',
      'national-id-check-digit',
      'patient.nationalId',
    ],
    [
      'a birth date that disagrees',
      'patient.birthDate',
      '1988-08-16',
      'national-id-birth-date',
      'patient.birthDate',
    ],
    ['a sex that disagrees', 'patient.sex', 'male', 'national-id-sex', 'patient.sex'],
    [
      'a patient without identity',
      'patient.nationalId',
      undefined,
      'record-patient-without-identity',
      'patient',
    ],
    [
      'a wrong organisation number',
      'trust.organizationNumber',
      '310000018',
      'organization-number-check-digit',
      'trust.organizationNumber',
    ],
    [
      'a wrong organisation number of a practice',
      'generalPractitioner',
      { name: { family: 'Li' }, organization: { name: 'Legene', organizationNumber: '310000018' } },
      'organization-number-check-digit',
      'generalPractitioner.organization.organizationNumber',
    ],
    [
      'an end before the start',
      'contacts.0.period.end',
      '2023-03-27T08:59:59+02:00',
      'record-ends-before-start',
      'contacts[0].period.end',
    ],
    [
      'an end on an earlier day',
      'contacts.0.period.end',
      '2023-03-26',
      'record-ends-before-start',
      'contacts[0].period.end',
    ],
    [
      'a contact that is not there',
      'measurementPoints.1.contact.value',
      'KONTAKT-9',
      'record-unknown-contact',
      'measurementPoints[1].contact',
    ],
    [
      'a stay that is not there',
      'contacts.0.partOf',
      { system: 'urn:x:y', value: '1' },
      'record-unknown-contact',
      'contacts[0].partOf',
    ],
    [
      'a contact within itself',
      'contacts.0.partOf',
      EXAMPLE_RECORD.contacts?.[0]?.identifier,
      'record-contact-within-itself',
      'contacts[0].partOf',
    ],
    [
      'an identifier used twice',
      'measurementPoints.1.identifier.value',
      'REG-1',
      'record-duplicate-identifier',
      'measurementPoints[1].identifier',
    ],
    [
      'one person twice',
      'nextOfKin',
      [{ name: { family: 'A' }, nationalId: '15888810088' }],
      'record-duplicate-person',
      'nextOfKin[0].nationalId',
    ],
    [
      'a code that its list has not',
      'referral.priority',
      'Z9',
      'record-code-not-in-list',
      'referral.priority',
    ],
    [
      'an unknown level of care',
      'contacts.0.careLevel',
      'Z9',
      'record-unknown-care-level',
      'contacts[0].careLevel',
    ],
    ['an empty telecom', 'trust.telecom', {}, 'record-empty-object', 'trust.telecom'],
    ['an empty municipality', 'municipality', {}, 'record-empty-object', 'municipality'],
    ['an empty referrer', 'referral.referrer', {}, 'record-empty-object', 'referral.referrer'],
    ['an empty address', 'patient.address', {}, 'record-empty-object', 'patient.address'],
    [
      'itself as former pathway',
      'formerPathway',
      EXAMPLE_RECORD.identifier,
      'record-replaces-itself',
      'formerPathway',
    ],
    [
      'a district of another municipality',
      'patient.urbanDistrict',
      '030101',
      'record-district-of-other-municipality',
      'patient.urbanDistrict',
    ],
    [
      'a sibling who is of age',
      'minors',
      [{ relation: 'sibling', birthYear: 2004 }],
      'record-minor-of-age',
      'minors[0].birthYear',
    ],
    [
      'a child whose number is that of one of age',
      'minors',
      [{ relation: 'child', nationalId: nationalId('208405500') }],
      'record-minor-of-age',
      'minors[0].nationalId',
    ],
    ['a pathway type in another form', 'pathwayType', 'd11', 'record-form-pathway-type', 'pathwayType'],
  ])('with %s says so', (_what, path, value, code, place) => {
    expect(findingsOf(recordWith(path, value))).toEqual([[code, place]]);
  });

  test('made before the patient was born says so, counted in Norwegian days', () => {
    const newborn = {
      ...EXAMPLE_RECORD,
      patient: {
        localIdentifier: { system: 'urn:x:y', value: '1', issuer: 'Fjordby' },
        birthDate: '2023-04-21',
      },
    };
    expect(findingsOf(newborn)).toEqual([['record-born-after-record', 'patient.birthDate']]);
    expect(findingsOf({ ...newborn, recordedAt: '2023-04-20T22:30:00Z' })).toEqual([]);
  });

  test('of an unidentified patient with a local number, or of one with protected address, is in order', () => {
    const local = {
      localIdentifier: { system: 'urn:oid:1.2.3', value: 'H-1', issuer: 'Fjordby sykehus HF' },
    };
    expect(findingsOf({ ...EXAMPLE_RECORD, patient: local })).toEqual([]);
    expect(findingsOf(recordWith('patient.protectedAddress', 'strictlyConfidential'))).toEqual([]);
  });

  test('with felles hjelpenummer is in order, with a local help number it is not', () => {
    expect(findingsOf(recordWith('patient.nationalId', nationalId('800000000')))).toEqual([]);
    expect(findingsOf(recordWith('patient.nationalId', nationalId('154888100')))).toEqual([
      ['local-help-number', 'patient.nationalId'],
    ]);
  });

  test.each([
    ['who may not yet have had the birthday', [{ relation: 'child', birthYear: 2005 }]],
    ['of whom nothing more is known', [{ relation: 'sibling' }]],
    ['who comes of age on the next day', [{ relation: 'child', nationalId: nationalId('218405500') }]],
  ])('with a minor %s is in order', (_what, minors) => {
    expect(findingsOf(recordWith('minors', minors))).toEqual([]);
  });

  test('with one professional in two roles is in order, also where a part of the name is left out; under two names it is not', () => {
    const name = { family: 'Berg', given: 'Ola' };
    const record = {
      ...EXAMPLE_RECORD,
      pathwayCoordinator: { name, hprNumber: '222200063' },
      responsibleClinician: { name: { family: 'BERG' }, hprNumber: '222200063' },
    };
    expect(findingsOf(record)).toEqual([]);
    const municipality = { coordinator: { name: { family: 'Vik' }, hprNumber: '222200063' } };
    const { findings } = parsePathwayRecord({ ...record, municipality }, lookup);
    expect(findings.map(({ definition, place, values }) => [definition.code, place, values.other])).toEqual([
      ['record-hpr-number-of-two-names', 'municipality.coordinator.name', 'pathwayCoordinator.name'],
    ]);
  });

  test('with thousands of faults lists a hundred and says that there are more', () => {
    const contacts = Array.from({ length: 2000 }, () => ({ careLevel: 3 }));
    const { findings } = parsePathwayRecord({ ...EXAMPLE_RECORD, contacts }, lookup);
    expect(findings).toHaveLength(101);
    expect(findings.at(-1)?.definition.code).toBe('record-more-faults');
  });

  test('with more values than a pathway can need, or nested ever deeper, is refused without harm', () => {
    expect(findingsOf({ ...EXAMPLE_RECORD, contacts: new Array(200_000).fill(1) })).toEqual([
      ['record-too-large', ''],
    ]);
    let nested: unknown = 1;
    for (let depth = 0; depth < 50_000; depth += 1) {
      nested = [nested];
    }
    expect(findingsOf(nested)).toEqual([['record-wrong-type', '']]);
    expect(findingsOf({ ...EXAMPLE_RECORD, topics: nested })).toEqual([['record-wrong-type', 'topics']]);
  });
});

describe('whatever JSON is sent', () => {
  function isSound(finding: Finding): boolean {
    // What was found may itself look like a placeholder, so it is left out of the sentences.
    const values = Object.fromEntries(Object.keys(finding.values).map((name) => [name, 'x']));
    const sentences = (['en', 'no'] as const).flatMap((language) =>
      Object.values(describeFinding({ ...finding, values }, language)),
    );
    return sentences.every((sentence) => !/\{\w+\}|undefined/.test(sentence));
  }

  test('it gets findings in whole sentences, and never a throw', () => {
    fc.assert(
      fc.property(fc.jsonValue({ maxDepth: 5 }), (value) => {
        const result = parsePathwayRecord(value, lookup);
        expect(result.ok).toBe(false);
        expect(result.findings.length).toBeGreaterThan(0);
        expect(result.findings.filter((finding) => !isSound(finding))).toEqual([]);
      }),
    );
  });

  test('so does a record in which something has been replaced by any JSON', () => {
    const paths = pathsOf(EXAMPLE_RECORD);
    fc.assert(
      fc.property(fc.constantFrom(...paths), fc.jsonValue({ maxDepth: 2 }), (path, value) => {
        const { findings } = parsePathwayRecord(recordWith(path, value), lookup);
        expect(findings.filter((finding) => !isSound(finding))).toEqual([]);
      }),
      { numRuns: 500 },
    );
  });

  function pathsOf(value: unknown, path = ''): string[] {
    return typeof value !== 'object' || value === null
      ? []
      : Object.entries(value).flatMap(([key, member]: [string, unknown]) => {
          const here = path === '' ? key : `${path}.${key}`;
          return [here, ...pathsOf(member, here)];
        });
  }
});
