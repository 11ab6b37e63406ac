import type { OperationOutcome, Parameters, ValueSet } from '@medplum/fhirtypes';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { openDefinitions } from '../../src/definitions/definitions.ts';
import { describeFinding } from '../../src/findings/finding.ts';
import { inputFromParameters, inputFromQuery } from '../../src/terminology/operationInput.ts';
import type { OperationResult } from '../../src/terminology/operationResult.ts';
import { openTerminology } from '../../src/terminology/terminology.ts';

const terminology = openTerminology(
  openDefinitions({ profilesDir: join(import.meta.dirname, '../../profiles') }),
);
const NOW = '2026-03-02T09:00:00Z';
const COMBINED = 'urn:oid:2.16.578.1.12.4.1.1.9327';
const VALUE_SET = 'https://forlopsbro.no/fhir/ValueSet';

function query(texts: Record<string, string | string[]>) {
  return inputFromQuery(
    Object.entries(texts).flatMap(([name, values]) =>
      [values].flat().map((value): [string, string] => [name, value]),
    ),
  );
}

function post(...parameter: NonNullable<Parameters['parameter']>) {
  return inputFromParameters({ resourceType: 'Parameters', parameter });
}

function resourceOf<T>(result: OperationResult<T>): T {
  if (!result.ok) {
    throw new Error(result.findings.map(({ definition }) => definition.code).join());
  }
  return result.resource;
}

/** `result`, and the codes of the issues. */
function verdict(result: OperationResult<Parameters>): [boolean | undefined, ...string[]] {
  const [first, ...rest] = resourceOf(result).parameter ?? [];
  expect(first?.name).toBe('result');
  const issues = rest.find(({ name }) => name === 'issues')?.resource as OperationOutcome | undefined;
  return [
    first?.valueBoolean,
    ...(issues?.issue ?? []).map(({ details }) => details?.coding?.[0]?.code ?? ''),
  ];
}

function refusal(result: OperationResult<unknown>): string[] {
  return result.ok ? [] : result.findings.map(({ definition }) => definition.code);
}

describe('codes in process', () => {
  it.each([
    COMBINED,
    '2.16.578.1.12.4.1.1.9327',
    'http://helsedir.no/fhir/CodeSystem/no-kodeverk-9327',
    'http://ehelse.no/fhir/CodeSystem/no-kodeverk-9327',
  ])('are known under %s', (system) => {
    expect(terminology.hasCode(system, 'D11CU')).toBe(true);
    expect(terminology.hasCode(system, 'D06CU')).toBe(false);
    expect(terminology.displayOf(system, 'D11CU')).toBe('PHV-V beslutning utvidet utredning');
    expect(terminology.displayOf(system, 'D11CU', 'en')).toMatch(/Need for extended assessment$/);
  });

  it('are unknown where the list is', () => {
    expect(terminology.hasCode('http://example.org/list', 'D11CU')).toBeUndefined();
    expect(terminology.displayOf('http://example.org/list', 'D11CU')).toBeUndefined();
  });

  it('are found in HL7’s own lists too', () => {
    expect(terminology.hasCode('http://hl7.org/fhir/request-priority', 'stat')).toBe(true);
    expect(terminology.hasCode('http://terminology.hl7.org/CodeSystem/v3-ActCode', 'AMB')).toBe(true);
    expect(terminology.hasCode('http://hl7.org/fhir/no-such-list', 'a')).toBeUndefined();
  });

  it.each([
    [`${VALUE_SET}/measurement-points-D06`, COMBINED, 'D06P', true],
    [`${VALUE_SET}/measurement-points-D06`, '2.16.578.1.12.4.1.1.9327', 'D06P', true],
    [`${VALUE_SET}/measurement-points-D06`, COMBINED, 'D07P', false],
    [`${VALUE_SET}/measurement-points-event-X`, COMBINED, 'D11XM', true],
    ['urn:oid:2.16.578.1.12.4.1.1.8624', 'urn:oid:2.16.578.1.12.4.1.1.8624', '31', true],
    ['http://hl7.org/fhir/ValueSet/request-priority', 'http://hl7.org/fhir/request-priority', 'asap', true],
    [`${VALUE_SET}/none`, COMBINED, 'D06P', undefined],
  ])('%s has %s %s: %s', (valueSet, system, code, expected) => {
    expect(terminology.isMember(valueSet, system, code)).toBe(expected);
  });

  it.each([
    ['referral-urgency-to-request-priority', '8306', '0', 'stat'],
    ['referral-urgency-to-request-priority', '8306', 'PK', undefined],
    ['sex-to-administrative-gender', '3101', '2', 'female'],
    ['care-level-to-encounter-class', '8406', '1', 'IMP'],
    ['care-level-to-encounter-class', '8406', '2', 'AMB'],
    ['no-such-map', '8406', '2', undefined],
  ])('%s: %s %s → %s', (map, list, code, expected) => {
    expect(
      terminology.translateCode(map, { system: `urn:oid:2.16.578.1.12.4.1.1.${list}`, code })?.code,
    ).toBe(expected);
  });

  it.each([
    ['sex-to-administrative-gender', 'http://hl7.org/fhir/administrative-gender', 'male', '1'],
    ['care-level-to-encounter-class', 'http://terminology.hl7.org/CodeSystem/v3-ActCode', 'AMB', '3'],
    ['referral-urgency-to-request-priority', 'http://hl7.org/fhir/request-priority', 'asap', undefined],
  ])('%s backwards: %s %s → %s', (map, system, code, expected) => {
    expect(terminology.translateCode(map, { system, code }, 'backwards')?.code).toBe(expected);
  });
});

describe('$lookup', () => {
  it('tells what a code is', () => {
    const { parameter = [] } = resourceOf(
      terminology.lookup(query({ system: COMBINED, code: 'D01CU', displayLanguage: 'en' })),
    );
    expect(parameter.find(({ name }) => name === 'display')?.valueString).toMatch(/extended assessment$/);
    const properties = parameter
      .filter(({ name }) => name === 'property')
      .map(({ part }) => part?.[0]?.valueCode);
    expect(properties).toEqual([
      'pathway',
      'event',
      'outcome',
      'phase',
      'repeatable',
      'validFrom',
      'rule',
      'revisedGuide',
    ]);
    expect(
      parameter.filter(({ name }) => name === 'designation').map(({ part }) => part?.[0]?.valueCode),
    ).toEqual(['nb', 'en', 'nb']);
  });

  it('gives the properties that are asked for', () => {
    const { parameter = [] } = resourceOf(
      terminology.lookup(query({ code: 'D01CU', property: ['event', 'outcome'] }), 'volven-9327'),
    );
    expect(
      parameter.filter(({ name }) => name === 'property').map(({ part }) => part?.[1]?.valueCoding?.code),
    ).toEqual(['C', 'U']);
    expect(parameter.map(({ name }) => name)).toEqual(['name', 'version', 'display', 'property', 'property']);
  });

  it('takes a Coding', () => {
    const input = post({ name: 'coding', valueCoding: { system: '2.16.578.1.12.4.1.1.9322', code: 'M' } });
    expect(resourceOf(terminology.lookup(input)).parameter).toContainEqual({
      name: 'display',
      valueString: 'Første fremmøte i pakkeforløpet',
    });
  });

  it.each([
    [{ code: 'D01CU' }, undefined, 'parameter-missing'],
    [{ system: 'http://example.org', code: 'x' }, undefined, 'code-system-unknown'],
    [{ system: COMBINED, code: 'D99' }, undefined, 'code-not-found'],
    [{ system: COMBINED, code: 'D01A', version: '9.9' }, undefined, 'code-system-version-unknown'],
    [{ code: 'D01A' }, 'none', 'code-system-unknown'],
  ])('%o on %s: %s', (texts, id, expected) => {
    expect(refusal(terminology.lookup(query(texts as Record<string, string>), id))).toEqual([expected]);
  });
});

describe('CodeSystem/$validate-code', () => {
  it.each([
    [{ url: COMBINED, code: 'D01A' }, true, []],
    [{ url: COMBINED, code: 'D01Z' }, false, ['code-unknown']],
    [{ url: COMBINED, code: 'd01a' }, false, ['code-unknown']],
    [{ url: COMBINED, code: 'D01A', display: 'TSB pakkeforløp start' }, true, []],
    [{ url: COMBINED, code: 'D01A', display: 'Start' }, true, ['display-differs']],
    [{ url: COMBINED, code: 'D01A', date: '2018-12-31' }, false, ['code-not-valid-at-date']],
    [{ url: COMBINED, code: 'D01A', date: '2019-01-01' }, true, []],
    [{ url: COMBINED, code: 'D06A', date: '2019-02-14' }, false, ['code-not-valid-at-date']],
    [{ url: COMBINED, code: 'D06A', date: '2019-02-15T10:00:00+01:00' }, true, []],
    [{ url: COMBINED, code: 'D01A', date: '2024-10-27' }, true, []],
    [{ url: COMBINED, code: 'D01A', date: '2024-10-28' }, true, ['code-validity-unconfirmed']],
    [{ url: COMBINED, code: 'D01L', date: '2020-01-01' }, true, ['code-validity-unconfirmed']],
    [{ url: COMBINED, code: 'D01L', date: '2023-01-01' }, true, []],
    [{ url: COMBINED, code: 'D01L', date: '2018-01-01' }, false, ['code-not-valid-at-date']],
    [{ url: COMBINED, code: 'D06A', date: '2018' }, false, ['code-not-valid-at-date']],
    [{ url: COMBINED, code: 'D06A', date: '2019' }, true, []],
    [{ url: COMBINED, code: 'D06A', date: '2019-01' }, false, ['code-not-valid-at-date']],
    [{ url: COMBINED, code: 'D06A', date: '2019-02' }, true, []],
    [{ url: COMBINED, code: 'D06A', date: '2024' }, true, []],
    [{ url: COMBINED, code: 'D06A', date: '2024-11' }, true, ['code-validity-unconfirmed']],
    [{ url: COMBINED, code: 'D06A', date: '2030' }, true, ['code-validity-unconfirmed']],
    [{ url: `${COMBINED}|0.1.0`, code: 'D06A', date: '2019-02-14' }, false, ['code-not-valid-at-date']],
    [{ url: '2.16.578.1.12.4.1.1.9327', code: 'D06A', date: '2023-01-01' }, true, []],
    [
      { url: 'urn:oid:2.16.578.1.12.4.1.1.8306', code: 'N', date: '2020-01-01' },
      true,
      ['code-validity-unconfirmed'],
    ],
  ] as [Record<string, string>, boolean, string[]][])('%o: %s %o', (texts, expected, issues) => {
    expect(verdict(terminology.validateCodeInSystem(query(texts)))).toEqual([expected, ...issues]);
  });

  it('is content with one valid coding of several', () => {
    const concept = (...codes: string[]) =>
      post({
        name: 'codeableConcept',
        valueCodeableConcept: { coding: codes.map((code) => ({ system: COMBINED, code })) },
      });
    expect(verdict(terminology.validateCodeInSystem(concept('D01Z', 'D01A')))).toEqual([true]);
    expect(verdict(terminology.validateCodeInSystem(concept('D01Z', 'D01Y')))).toEqual([
      false,
      'code-unknown',
      'code-unknown',
    ]);
  });

  it('does not take a code of another system', () => {
    const input = post(
      { name: 'url', valueUri: COMBINED },
      { name: 'coding', valueCoding: { system: 'urn:oid:2.16.578.1.12.4.1.1.9322', code: 'A' } },
    );
    expect(verdict(terminology.validateCodeInSystem(input))).toEqual([false, 'code-system-differs']);
  });

  it('works on an instance, in Norwegian', () => {
    const result = terminology.validateCodeInSystem(query({ code: 'Q' }), 'volven-9322', 'no');
    expect(resourceOf(result).parameter?.[1]?.valueString).toMatch(/har ingen kode «Q»/);
  });

  it.each([
    [{ url: COMBINED }, 'parameter-missing'],
    [{ url: 'http://example.org', code: 'a' }, 'code-system-unknown'],
    [{ url: `${COMBINED}|9`, code: 'D01A' }, 'code-system-version-unknown'],
    [{ url: COMBINED, code: 'D01A', date: '2023-13' }, 'parameter-invalid'],
    [{ url: COMBINED, code: 'D01A', date: '2023-02-30' }, 'parameter-invalid'],
    [{ url: COMBINED, code: 'D01A', date: 'yesterday' }, 'parameter-invalid'],
  ] as [Record<string, string>, string][])('refuses %o: %s', (texts, expected) => {
    expect(refusal(terminology.validateCodeInSystem(query(texts)))).toEqual([expected]);
  });
});

describe('an instance, and the code system that is sent with it', () => {
  const LIST = 'urn:oid:2.16.578.1.12.4.1.1.9322';
  const other = query({ system: COMBINED, code: 'A', codeA: 'A', codeB: 'A' });

  it('must be the same', () => {
    const coding = post({ name: 'coding', valueCoding: { system: COMBINED, code: 'A' } });
    expect(
      [
        terminology.lookup(other, 'volven-9322'),
        terminology.lookup(coding, 'volven-9322'),
        terminology.subsumes(other, 'volven-9322'),
        terminology.validateCodeInSystem(query({ url: COMBINED, code: 'A' }), 'volven-9322'),
      ].flatMap(refusal),
    ).toEqual(Array(4).fill('code-system-differs'));
  });

  it.each([
    LIST,
    '2.16.578.1.12.4.1.1.9322',
    'http://ehelse.no/fhir/CodeSystem/no-kodeverk-9322',
    `${LIST}|0.1.0`,
  ])('can be told twice, as %s', (system) => {
    const same = query({ system, code: 'A', codeA: 'A', codeB: 'M' });
    expect(refusal(terminology.lookup(same, 'volven-9322'))).toEqual([]);
    expect(refusal(terminology.subsumes(same, 'volven-9322'))).toEqual([]);
    expect(verdict(terminology.validateCodeInSystem(same, 'volven-9322'))).toEqual([true]);
  });
});

describe('a code system named as a canonical', () => {
  const url = `${VALUE_SET}/measurement-points-D11`;

  it('has its version behind it', () => {
    const known = query({ url, system: `${COMBINED}|0.1.0`, code: 'D11A', codeA: 'D11A', codeB: 'D11M' });
    const unknown = query({ url, system: `${COMBINED}|8`, code: 'D11A', codeA: 'D11A', codeB: 'D11M' });
    expect(verdict(terminology.validateCodeInValueSet(known))).toEqual([true]);
    expect(refusal(terminology.lookup(known))).toEqual([]);
    expect(refusal(terminology.subsumes(known))).toEqual([]);
    expect(
      [
        terminology.validateCodeInValueSet(unknown),
        terminology.lookup(unknown),
        terminology.subsumes(unknown),
      ].flatMap(refusal),
    ).toEqual(Array(3).fill('code-system-version-unknown'));
  });
});

describe('$subsumes', () => {
  it.each([
    ['http://terminology.hl7.org/CodeSystem/v3-ActCode', 'IMP', 'ACUTE', 'subsumes'],
    ['http://terminology.hl7.org/CodeSystem/v3-ActCode', 'ACUTE', 'IMP', 'subsumed-by'],
    ['http://terminology.hl7.org/CodeSystem/v3-ActCode', 'IMP', 'AMB', 'not-subsumed'],
    [COMBINED, 'D01A', 'D01A', 'equivalent'],
    [COMBINED, 'D01A', 'D01M', 'not-subsumed'],
  ])('%s: %s, %s → %s', (system, codeA, codeB, expected) => {
    expect(resourceOf(terminology.subsumes(query({ system, codeA, codeB }))).parameter).toEqual([
      { name: 'outcome', valueCode: expected },
    ]);
  });

  it.each([
    [{ system: COMBINED, codeA: 'D01A' }, ['parameter-missing']],
    [{ system: 'http://example.org', codeA: 'a', codeB: 'b' }, ['code-system-unknown']],
    [{ system: COMBINED, codeA: 'Q', codeB: 'R' }, ['code-not-found', 'code-not-found']],
    [{ codingA: `${COMBINED}|D01A`, codingB: 'urn:oid:2.16.578.1.12.4.1.1.9322|A' }, ['code-system-differs']],
  ] as [Record<string, string>, string[]][])('refuses %o: %o', (texts, expected) => {
    expect(refusal(terminology.subsumes(query(texts)))).toEqual(expected);
  });
});

describe('$expand', () => {
  const expansion = (texts: Record<string, string>) =>
    resourceOf(terminology.expand(query(texts), NOW)).expansion;
  const codes = (texts: Record<string, string>) => (expansion(texts)?.contains ?? []).map(({ code }) => code);

  it.each([
    ['D01', 32],
    ['D10', 30],
    ['D12', 31],
  ])('measurement-points-%s has %i codes', (pathway, count) => {
    const url = `${VALUE_SET}/measurement-points-${pathway}`;
    expect(expansion({ url })).toMatchObject({ total: count, timestamp: NOW });
    expect(codes({ url }).every((code) => code?.startsWith(pathway))).toBe(true);
  });

  it('pages, and keeps the total', () => {
    const url = `${VALUE_SET}/volven-9327`;
    expect(expansion({ url, count: '0' })).toMatchObject({ total: 247 });
    expect(expansion({ url, count: '0' })).not.toHaveProperty('contains');
    expect(codes({ url, offset: '245', count: '10' })).toHaveLength(2);
    expect(codes({ url, offset: '1', count: '2' })).toEqual(['D01CA', 'D01CI']);
  });

  it('searches words in code and texts of both languages', () => {
    const url = `${VALUE_SET}/volven-9322`;
    expect(codes({ url, filter: 'FREMMØTE' })).toEqual(['M']);
    expect(codes({ url, filter: 'decision clin' })).toEqual(['C']);
    expect(codes({ url, filter: 'no such word' })).toEqual([]);
  });

  it('leaves out what was not valid on a day', () => {
    const url = `${VALUE_SET}/volven-9321`;
    expect(codes({ url, date: '2018-06-01' })).toEqual([]);
    expect(codes({ url, date: '2019-01-15' })).toEqual(['D01', 'D09', 'D10', 'D11', 'D12']);
    expect(codes({ url, date: '2019-02-15' })).toHaveLength(8);
    expect(codes({ url, date: '2019-01' })).toEqual(['D01', 'D09', 'D10', 'D11', 'D12']);
    expect(codes({ url, date: '2019' })).toHaveLength(8);
    expect(codes({ url, date: '2018' })).toEqual([]);
  });

  it.each([
    ['2030-01-01', ['D01', 'D06', 'D07', 'D08', 'D09', 'D10', 'D11', 'D12']],
    ['2024-10-28', ['D01', 'D06', 'D07', 'D08', 'D09', 'D10', 'D11', 'D12']],
    ['2024-10-27', []],
    ['2024', []],
    ['2020-06-01', ['D09', 'D10']],
    [undefined, []],
  ] as [string | undefined, string[]][])(
    'marks the codes that nobody has confirmed for %s, and itself: %o',
    (date, expected) => {
      const marked = {
        url: 'https://forlopsbro.no/fhir/StructureDefinition/unconfirmed',
        valueBoolean: true,
      };
      const made = expansion({ url: `${VALUE_SET}/volven-9321`, ...(date !== undefined && { date }) });
      const unconfirmed = made?.contains?.filter(({ extension }) => extension !== undefined) ?? [];
      expect(unconfirmed.map(({ code }) => code)).toEqual(expected);
      expect(unconfirmed.every(({ extension }) => extension?.[0]?.url === marked.url)).toBe(true);
      expect(made?.extension?.some(({ url }) => url === marked.url)).toBe(expected.length > 0);
    },
  );

  it('leaves out codes of older prints when active ones are asked for', () => {
    const url = `${VALUE_SET}/volven-8455`;
    expect(codes({ url })).toContain('6');
    expect(codes({ url, activeOnly: 'true' })).toEqual(['10', '11', '99']);
  });

  it('says that a list known in part is not closed', () => {
    expect(expansion({ url: `${VALUE_SET}/volven-9327` })?.extension?.[0]?.url).toMatch(/valueset-unclosed$/);
    expect(expansion({ url: `${VALUE_SET}/volven-8258` })).not.toHaveProperty('extension');
  });

  it('expands HL7’s own value sets, and an instance', () => {
    expect(codes({ url: 'http://hl7.org/fhir/ValueSet/request-priority' })).toEqual([
      'routine',
      'urgent',
      'asap',
      'stat',
    ]);
    expect(resourceOf(terminology.expand(query({}), NOW, 'volven-8258')).expansion?.total).toBe(3);
  });

  it.each([
    [{ include: [{ system: COMBINED, concept: [{ code: 'D01A' }, { code: 'D01M' }] }] }, ['D01A', 'D01M']],
    [
      {
        include: [
          {
            system: COMBINED,
            filter: [
              { property: 'pathway', op: 'in', value: 'D06,D07' },
              { property: 'event', op: '=', value: 'M' },
            ],
          },
        ],
      },
      ['D06M', 'D07M'],
    ],
    [
      {
        include: [
          {
            system: COMBINED,
            filter: [
              { property: 'outcome', op: 'exists', value: 'false' },
              { property: 'pathway', op: '=', value: 'D06' },
            ],
          },
        ],
      },
      ['D06A', 'D06E', 'D06F', 'D06M', 'D06P'],
    ],
    [
      {
        include: [
          { valueSet: [`${VALUE_SET}/measurement-points-D01`, `${VALUE_SET}/measurement-points-event-S`] },
        ],
      },
      ['D01SI', 'D01SM'],
    ],
    [
      {
        include: [{ valueSet: [`${VALUE_SET}/volven-9324`] }],
        exclude: [{ system: 'urn:oid:2.16.578.1.12.4.1.1.9324', concept: [{ code: 'I' }] }],
      },
      ['M'],
    ],
  ] as [NonNullable<ValueSet['compose']>, string[]][])(
    'expands a value set that is sent along: %o',
    (compose, expected) => {
      const valueSet: ValueSet = { resourceType: 'ValueSet', status: 'active', compose };
      const result = resourceOf(terminology.expand(post({ name: 'valueSet', resource: valueSet }), NOW));
      expect(result.expansion?.contains?.map(({ code }) => code)).toEqual(expected);
      expect(result).not.toHaveProperty('compose');
    },
  );

  it.each([
    [{}, 'parameter-missing'],
    [{ url: 'http://example.org' }, 'value-set-unknown'],
    [{ url: `${VALUE_SET}/volven-9324`, count: '-1' }, 'parameter-invalid'],
    [{ url: `${VALUE_SET}/volven-9324`, activeOnly: 'perhaps' }, 'parameter-invalid'],
  ] as [Record<string, string>, string][])('refuses %o: %s', (texts, expected) => {
    expect(refusal(terminology.expand(query(texts), NOW))).toEqual([expected]);
  });

  it.each([
    [{ include: [{ system: 'http://example.org' }] }, 'code-system-unknown'],
    [{ include: [{ valueSet: ['http://example.org'] }] }, 'value-set-unknown'],
    [
      { include: [{ system: COMBINED, filter: [{ property: 'code', op: 'regex', value: '(a+)+' }] }] },
      'value-set-not-supported',
    ],
    [undefined, 'value-set-not-supported'],
    [{}, 'value-set-not-supported'],
    [{ include: [{}] }, 'value-set-not-supported'],
  ] as [NonNullable<ValueSet['compose']>, string][])('refuses a value set of %o: %s', (compose, expected) => {
    const valueSet: ValueSet = { resourceType: 'ValueSet', status: 'active', compose };
    expect(refusal(terminology.expand(post({ name: 'valueSet', resource: valueSet }), NOW))).toEqual([
      expected,
    ]);
  });
});

describe('ValueSet/$validate-code', () => {
  const url = `${VALUE_SET}/measurement-points-D11`;
  it.each([
    [{ url, system: COMBINED, code: 'D11M' }, true, []],
    [{ url, system: '2.16.578.1.12.4.1.1.9327', code: 'D11M' }, true, []],
    [{ url, code: 'D11M' }, true, []],
    [{ url, system: COMBINED, code: 'D12M' }, false, ['code-outside-value-set']],
    [{ url, code: 'D12M' }, false, ['code-outside-value-set']],
    [{ url, coding: `${COMBINED}|D11M`, date: '2025-01-01' }, true, ['code-validity-unconfirmed']],
    [{ url, coding: `${COMBINED}|D11M`, date: '2018-01-01' }, false, ['code-not-valid-at-date']],
  ] as [Record<string, string>, boolean, string[]][])('%o: %s %o', (texts, expected, issues) => {
    expect(verdict(terminology.validateCodeInValueSet(query(texts)))).toEqual([expected, ...issues]);
  });

  it('works on an instance', () => {
    expect(verdict(terminology.validateCodeInValueSet(query({ code: '2' }), 'volven-8258'))).toEqual([true]);
    expect(refusal(terminology.validateCodeInValueSet(query({ code: '2' }), 'none'))).toEqual([
      'value-set-unknown',
    ]);
  });
});

describe('$translate', () => {
  const matches = (result: OperationResult<Parameters>) =>
    (resourceOf(result).parameter ?? [])
      .filter(({ name }) => name === 'match')
      .map(({ part }) => [
        part?.[0]?.valueCode,
        part?.find(({ name }) => name === 'concept')?.valueCoding?.code,
      ]);

  it('splits a combined code', () => {
    const result = terminology.translate(
      query({ system: COMBINED, code: 'D01CU' }),
      'combined-code-to-components',
    );
    expect(matches(result)).toEqual([
      ['wider', 'D01'],
      ['wider', 'C'],
      ['wider', 'U'],
    ]);
    expect(verdict(result)).toEqual([true]);
  });

  it('finds all codes of a part backwards', () => {
    const result = terminology.translate(
      query({ system: 'urn:oid:2.16.578.1.12.4.1.1.9324', code: 'M', reverse: 'true' }),
      'combined-code-to-components',
    );
    expect(matches(result)).toHaveLength(8);
    expect(matches(result)[0]).toEqual(['narrower', 'D01SM']);
  });

  const PROPERTY = 'https://forlopsbro.no/fhir/CodeSystem/concept-property';
  const dependency = (element: string, code: string) => ({
    name: 'dependency',
    part: [
      { name: 'element', valueUri: `${PROPERTY}#${element}` },
      { name: 'concept', valueCodeableConcept: { coding: [{ code }] } },
    ],
  });
  it.each([
    [['D01', 'C', 'U'], ['D01CU']],
    [['D06', 'C', 'U'], []],
    [['D06', 'P', undefined], ['D06P']],
    [['D06', 'P', 'U'], []],
    [
      ['D06', 'S', undefined],
      ['D06SI', 'D06SM'],
    ],
  ] as [[string, string, string | undefined], string[]][])(
    'joins %o to %o',
    ([type, event, outcome], expected) => {
      const input = post(
        { name: 'url', valueUri: 'https://forlopsbro.no/fhir/ConceptMap/components-to-combined-code' },
        { name: 'code', valueCode: event },
        { name: 'system', valueUri: 'http://ehelse.no/fhir/CodeSystem/no-kodeverk-9322' },
        dependency('pathway', type),
        ...(outcome === undefined ? [] : [dependency('outcome', outcome)]),
      );
      const result = terminology.translate(input);
      expect(matches(result).map(([, code]) => code)).toEqual(expected);
      expect(verdict(result)).toEqual([expected.length > 0]);
    },
  );

  /** Of each match the parts of one name, as `element=code`. */
  const elementsOf = (result: OperationResult<Parameters>, name: 'product' | 'dependsOn'): string[] =>
    matchParts(result).map((parts) =>
      parts
        .filter((part) => part.name === name)
        .map(({ part = [] }) => {
          const element = part.find((each) => each.name === 'element')?.valueUri ?? '';
          const concept = part.find((each) => each.name === 'concept')?.valueCoding;
          return `${element.split('#')[1] ?? ''}=${concept?.code ?? ''} ${concept?.display ?? ''}`;
        })
        .join(', '),
    );
  const matchParts = (result: OperationResult<Parameters>) =>
    result.ok
      ? (result.resource.parameter ?? []).filter(({ name }) => name === 'match').map(({ part = [] }) => part)
      : [];

  it('tells on what each of several translations depends', () => {
    const result = terminology.translate(
      query({ system: 'urn:oid:2.16.578.1.12.4.1.1.9322', code: 'C', displayLanguage: 'no' }),
      'components-to-combined-code',
    );
    const codes = matches(result).map(([, code]) => code);
    const told = elementsOf(result, 'dependsOn');
    expect(codes.length).toBe(51);
    expect(told[codes.indexOf('D11CU')]).toBe(
      'pathway=D11 Utredning og behandling i psykisk helsevern, voksne, outcome=U Behov for utvidet utredning',
    );
    expect(told.filter((text) => !/^pathway=D\d\d .+, outcome=[A-Z] .+$/.test(text))).toEqual([]);
    expect(new Set(told).size).toBe(told.length);
  });

  it('gives the other parts as products when it is read backwards', () => {
    const result = terminology.translate(
      query({ system: 'urn:oid:2.16.578.1.12.4.1.1.9327', code: 'D11CU', reverse: 'true' }),
      'components-to-combined-code',
    );
    expect(matches(result)).toEqual([['equivalent', 'C']]);
    expect(elementsOf(result, 'product')[0]).toMatch(/^pathway=D11 .+, outcome=U .+$/);
  });

  it.each([
    ['by its whole URI', `${PROPERTY}#pathway`, { valueCodeableConcept: { coding: [{ code: 'D11' }] } }],
    ['by its name', 'pathway', { valueCodeableConcept: { coding: [{ code: 'D11' }] } }],
    [
      'with its system',
      'pathway',
      { valueCoding: { system: 'urn:oid:2.16.578.1.12.4.1.1.9321', code: 'D11' } },
    ],
    ['as a code', 'pathway', { valueCode: 'D11' }],
  ])('takes an element %s', (_how, element, value) => {
    const input = post(
      { name: 'code', valueCode: 'A' },
      {
        name: 'dependency',
        part: [
          { name: 'element', valueUri: element },
          { name: 'concept', ...value },
        ],
      },
    );
    const result = terminology.translate(input, 'components-to-combined-code');
    expect(matches(result)).toEqual([['equivalent', 'D11A']]);
  });

  it('takes dependencies by GET', () => {
    const input = inputFromQuery([
      ['code', 'C'],
      ['dependency', 'pathway|D11'],
      ['dependency', `${PROPERTY}#outcome|U`],
    ]);
    expect(matches(terminology.translate(input, 'components-to-combined-code'))).toEqual([
      ['equivalent', 'D11CU'],
    ]);
  });

  it.each([
    [
      'an outcome of another list',
      'outcome',
      { valueCoding: { system: 'urn:oid:2.16.578.1.12.4.1.1.9324', code: 'I' } },
    ],
    ['a pathway that there is not', 'pathway', { valueCode: 'D99' }],
  ])('finds nothing for %s', (_what, element, value) => {
    const input = post(
      { name: 'code', valueCode: 'C' },
      {
        name: 'dependency',
        part: [
          { name: 'element', valueUri: element },
          { name: 'concept', ...value },
        ],
      },
    );
    expect(verdict(terminology.translate(input, 'components-to-combined-code'))).toEqual([false]);
  });

  it.each([
    [
      'of an element that no translation depends on',
      'dependency-unknown',
      [
        { name: 'element', valueUri: 'phase' },
        { name: 'concept', valueCode: 'D11' },
      ],
    ],
    ['without a value', 'dependency-incomplete', [{ name: 'element', valueUri: 'pathway' }]],
    ['without an element', 'dependency-incomplete', [{ name: 'concept', valueCode: 'D11' }]],
  ])('refuses a dependency %s and tells which there are', (_what, code, part) => {
    const result = terminology.translate(
      post({ name: 'code', valueCode: 'C' }, { name: 'dependency', part }),
      'components-to-combined-code',
    );
    const [finding] = result.ok ? [] : result.findings;
    expect(finding?.definition.code).toBe(code);
    expect(finding && describeFinding(finding).remedy).toContain(`pathway (${PROPERTY}#pathway), outcome`);
  });

  it('passes over dependencies where nothing depends on another element', () => {
    const input = post(
      { name: 'code', valueCode: '1' },
      {
        name: 'dependency',
        part: [
          { name: 'element', valueUri: 'pathway' },
          { name: 'concept', valueCode: 'D11' },
        ],
      },
    );
    expect(matches(terminology.translate(input, 'sex-to-administrative-gender'))).toEqual([
      ['equivalent', 'male'],
    ]);
  });

  it('counts a parameter without a value as not sent', () => {
    const empty = query({ url: COMBINED, code: '' });
    expect(refusal(terminology.validateCodeInSystem(empty))).toEqual(['parameter-missing']);
  });

  it('says where there is no counterpart', () => {
    const result = terminology.translate(
      query({
        system: 'urn:oid:2.16.578.1.12.4.1.1.8306',
        code: 'PK',
        targetsystem: 'http://hl7.org/fhir/request-priority',
      }),
    );
    expect(verdict(result)).toEqual([false]);
    expect(matches(result)).toEqual([['unmatched', undefined]]);
  });

  it.each([
    ['volven-9322', 'combined-code-to-components', ['C']],
    ['volven-9322', undefined, ['C']],
    ['volven-9327', undefined, []],
    ['no-such-value-set', 'combined-code-to-components', ['D11', 'C', 'U']],
    ['no-such-value-set', undefined, []],
  ])('to the value set %s by %s: %o', (target, id, expected) => {
    const input = { system: COMBINED, code: 'D11CU', target: `${VALUE_SET}/${target}` };
    expect(matches(terminology.translate(query(input), id)).map(([, code]) => code)).toEqual(expected);
  });

  it('to a value set backwards', () => {
    const input = { system: 'urn:oid:2.16.578.1.12.4.1.1.9322', code: 'P', reverse: 'true' };
    const into = (target: string) =>
      matches(terminology.translate(query({ ...input, target: `${VALUE_SET}/${target}` }))).map(
        ([, code]) => code,
      );
    expect([into('measurement-points-D06'), into('measurement-points-D07')]).toEqual([['D06P'], []]);
  });

  it('looks in all maps when none is named', () => {
    const result = terminology.translate(query({ system: 'urn:oid:2.16.578.1.12.4.1.1.3101', code: '1' }));
    expect(matches(result)).toEqual([['equivalent', 'male']]);
    expect(matches(terminology.translate(query({ code: '1', source: `${VALUE_SET}/volven-8406` })))).toEqual([
      ['equivalent', 'IMP'],
    ]);
  });

  it.each([
    [{ system: COMBINED }, undefined, 'parameter-missing'],
    [{ system: COMBINED, code: 'D01A', url: 'http://example.org' }, undefined, 'concept-map-unknown'],
    [{ system: COMBINED, code: 'D01A' }, 'none', 'concept-map-unknown'],
    [{ system: COMBINED, code: 'D01A', reverse: 'maybe' }, undefined, 'parameter-invalid'],
  ] as [Record<string, string>, string | undefined, string][])(
    'refuses %o on %s: %s',
    (texts, id, expected) => {
      expect(refusal(terminology.translate(query(texts), id))).toEqual([expected]);
    },
  );
});
