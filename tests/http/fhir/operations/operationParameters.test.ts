import type { OperationDefinition, Parameters } from '@medplum/fhirtypes';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { OPERATIONS } from '../../../../src/http/fhir/operations/operations.ts';
import { TERMINOLOGY_OPERATIONS } from '../../../../src/http/fhir/operations/terminologyOperations.ts';
import { send, startService, type RunningService } from '../service.ts';

const CORE = dirname(createRequire(import.meta.url).resolve('hl7.fhir.r4.core/package.json'));
const COMBINED = 'urn:oid:2.16.578.1.12.4.1.1.9327';
const EVENT = 'urn:oid:2.16.578.1.12.4.1.1.9322';
const GENDER = 'http://hl7.org/fhir/administrative-gender';
const ACT_CODE = 'http://terminology.hl7.org/CodeSystem/v3-ActCode';
const MARITAL = 'http://hl7.org/fhir/ValueSet/marital-status';
const OURS = 'https://forlopsbro.no/fhir';

function definitionOf(resourceType: string, name: string): OperationDefinition {
  const path = join(CORE, `OperationDefinition-${resourceType}-${name}.json`);
  return JSON.parse(readFileSync(path, 'utf8')) as OperationDefinition;
}

describe('every terminology operation', () => {
  it.each(TERMINOLOGY_OPERATIONS.map(({ resourceType = '', name }) => [resourceType, name] as const))(
    '%s/$%s takes the parameters of FHIR R4',
    (resourceType, name) => {
      const offered = OPERATIONS.find((each) => each.resourceType === resourceType && each.name === name);
      const wanted = (definitionOf(resourceType, name).parameter ?? []).filter(({ use }) => use === 'in');
      expect(offered?.parameters).toEqual(expect.arrayContaining(wanted.map((each) => each.name)));
    },
  );
});

let service: RunningService;
beforeAll(async () => {
  service = await startService();
});
afterAll(() => service.stop());

async function ask(path: string): Promise<{ status: number; text: string; body: Parameters }> {
  const { status, body } = await send(service.base, 'GET', path.replaceAll('|', '%7C'));
  return { status, text: JSON.stringify(body), body: body as unknown as Parameters };
}

/** Names of the parameters that an operation gives. */
const OUT = (resourceType: string, name: string): ReadonlySet<string> =>
  new Set(
    (definitionOf(resourceType, name).parameter ?? [])
      .filter(({ use }) => use === 'out')
      .map((each) => each.name),
  );

describe('$lookup', () => {
  const path = `/CodeSystem/$lookup?system=${COMBINED}&code=D11CU`;
  it.each([
    ['', 'PHV-V beslutning utvidet utredning'],
    ['&version=0.1.0', '"valueString":"0.1.0"'],
    ['&displayLanguage=en', '"display","valueString":"Assessment and treatment'],
    ['&displayLanguage=nn', '"display","valueString":"PHV-V beslutning utvidet utredning"'],
    ['&displayLanguage=de', '"display","valueString":"PHV-V beslutning utvidet utredning"'],
    ['&date=2023-01-01', '{"name":"code","valueCode":"validity"},{"valueCode":"valid"'],
    ['&date=2025-01-01', '{"name":"code","valueCode":"validity"},{"valueCode":"unconfirmed"'],
    ['&property=event', '"description","valueString":"Klinisk beslutning"'],
    ['&property=lang.en', '"language","valueCode":"en"'],
  ])('with %s', async (parameters, expected) => {
    const { status, text, body } = await ask(path + parameters);
    expect(status).toBe(200);
    expect(text).toContain(expected);
    expect((body.parameter ?? []).filter(({ name }) => !OUT('CodeSystem', 'lookup').has(name))).toEqual([]);
  });

  it('gives what property asks for and no more', async () => {
    const { text } = await ask(`${path}&property=event`);
    expect(text).not.toMatch(/"designation"|"phase"/);
  });

  it('tells what stands above and below', async () => {
    const { text } = await ask(`/CodeSystem/$lookup?system=${ACT_CODE}&code=IMP`);
    expect(text).toMatch(/"valueCode":"child"\},\{"valueCode":"ACUTE"/);
    expect(text).toMatch(/"valueCode":"parent"\},\{"valueCode":"_ActEncounterCode"/);
  });

  it.each([
    ['&version=9', 404, 'code-system-version-unknown'],
    ['&date=2018-12-31', 404, 'code-not-valid-at-date'],
    ['&date=x', 400, 'parameter-invalid'],
  ])('with %s is refused with %i', async (parameters, status, code) => {
    const answer = await ask(path + parameters);
    expect(answer.status).toBe(status);
    expect(answer.text).toContain(code);
  });
});

describe('CodeSystem/$validate-code', () => {
  const path = `/CodeSystem/$validate-code?url=${COMBINED}&code=D11CU`;
  it.each([
    ['', true, ''],
    ['&version=0.1.0', true, ''],
    ['&display=PHV-V beslutning utvidet utredning', true, ''],
    ['&display=Noe annet', true, 'display-differs'],
    ['&date=2023-06-01', true, ''],
    ['&date=2018-06-01', false, 'code-not-valid-at-date'],
    ['&date=2025-06-01', true, 'code-validity-unconfirmed'],
    // A day in Norway, wherever the clock stands.
    ['&date=2018-12-31T23:30:00Z', true, ''],
    ['&date=2018-12-31T22:30:00Z', false, 'code-not-valid-at-date'],
    ['&date=2019-01-01T01:30:00%2B03:00', false, 'code-not-valid-at-date'],
    ['&date=2019-01-01T01:30:00+01:00', true, ''],
    ['&abstract=false', true, ''],
    ['&displayLanguage=en', true, 'Need for extended assessment'],
  ])('with %s is %s, %s', async (parameters, result, expected) => {
    const { status, text, body } = await ask(path + parameters);
    expect([status, body.parameter?.[0]]).toEqual([200, { name: 'result', valueBoolean: result }]);
    expect(text).toContain(expected);
    expect(text.includes('"message"')).toBe(expected !== '' && !expected.startsWith('Need'));
  });

  it.each([
    [`/CodeSystem/$validate-code?url=${ACT_CODE}&code=_ActEncounterCode&abstract=false`, 'code-abstract'],
    [`/CodeSystem/$validate-code?coding=${GENDER}|men`, 'code-unknown'],
    [`/CodeSystem/volven-9322/$validate-code?coding=${COMBINED}|D11CU`, 'code-system-differs'],
  ])('%s is false: %s', async (address, expected) => {
    const { text, body } = await ask(address);
    expect(body.parameter?.[0]?.valueBoolean).toBe(false);
    expect(text).toContain(expected);
  });

  it.each([
    [`/CodeSystem/$validate-code?url=http://snomed.info/sct&code=73211009`, 404],
    [`/CodeSystem/$validate-code?url=http://loinc.org&code=1-8`, 404],
    [`/CodeSystem/$validate-code?code=D11CU`, 400],
    [`/CodeSystem/$validate-code?url=${COMBINED}`, 400],
    [`${path}&version=9`, 404],
    [`${path}&abstract=perhaps`, 400],
  ])('%s has no result but %i', async (address, status) => {
    expect((await ask(address)).status).toBe(status);
  });

  it('holds each coding of a CodeableConcept against its own list', async () => {
    const judge = async (...coding: { system: string; code: string }[]) =>
      (
        await send(service.base, 'POST', '/CodeSystem/$validate-code', {
          resourceType: 'Parameters',
          parameter: [{ name: 'codeableConcept', valueCodeableConcept: { coding } }],
        })
      ).body as unknown as Parameters;
    const unknown = { system: 'http://example.org/none', code: 'a' };
    const known = { system: EVENT, code: 'M' };
    expect((await judge(unknown, known)).parameter?.[0]?.valueBoolean).toBe(true);
    expect((await judge(unknown, { ...known, code: 'Q' })).parameter?.[0]?.valueBoolean).toBe(false);
  });
});

describe('$expand', () => {
  const path = `/ValueSet/$expand?url=${OURS}/ValueSet/volven-9322`;
  it.each([
    ['&valueSetVersion=0.1.0', '"total":13'],
    ['&count=1', '"name":"count","valueInteger":1'],
    ['&count=0', '"total":13'],
    ['&offset=12', '"offset":12'],
    ['&filter=fremm', '"total":1'],
    ['&includeDefinition=true', '"compose"'],
    ['&includeDesignations=true', '"designation":[{"language":"en"'],
    ['&designation=urn:ietf:bcp:47|en', '"designation":[{"language":"en"'],
    ['&displayLanguage=en', '"display":"Pathway start"'],
    ['&excludeNested=true&excludeNotForUI=false&excludePostCoordinated=true', '"total":13'],
    [`&exclude-system=${EVENT}`, '"total":0'],
    [`&system-version=${EVENT}|0.1.0`, '"total":13'],
    [`&force-system-version=${EVENT}|0.1.0`, '"total":13'],
    [`&check-system-version=${EVENT}|0.1.0`, '"total":13'],
  ])('with %s has %s', async (parameters, expected) => {
    const { status, text } = await ask(path + parameters);
    expect(status).toBe(200);
    expect(text).toContain(expected);
  });

  it.each([
    ['&valueSetVersion=9', 404],
    [`&force-system-version=${EVENT}|9`, 404],
    [`&check-system-version=${EVENT}|9`, 404],
    ['&count=many', 400],
    ['&includeDefinition=2', 400],
  ])('with %s is refused with %i', async (parameters, status) => {
    expect((await ask(path + parameters)).status).toBe(status);
  });

  it('leaves out codes that only group others where nobody is to choose them', async () => {
    const url = 'http://terminology.hl7.org/ValueSet/v3-ActCode';
    const whole = await ask(`/ValueSet/$expand?url=${url}`);
    const chosen = await ask(`/ValueSet/$expand?url=${url}&excludeNotForUI=true`);
    expect(whole.text).toContain('"abstract":true');
    expect(chosen.text).not.toContain('"abstract":true');
  });

  it('refuses to give more than can be taken in at once', async () => {
    const codes = Array.from({ length: 10_001 }, (_each, index) => ({ code: `c${index}` }));
    const valueSet = {
      resourceType: 'ValueSet',
      status: 'active',
      compose: { include: [{ system: 'http://example.org/many', concept: codes }] },
    };
    const expand = (...more: object[]) =>
      send(service.base, 'POST', '/ValueSet/$expand', {
        resourceType: 'Parameters',
        parameter: [{ name: 'valueSet', resource: valueSet }, ...more],
      });
    const { status, body } = await expand();
    expect([status, body.issue[0]?.code]).toEqual([422, 'too-costly']);
    expect((await expand({ name: 'count', valueInteger: 10 })).status).toBe(200);
  });
});

describe('ValueSet/$validate-code', () => {
  it.each([
    [`url=${MARITAL}&system=http://terminology.hl7.org/CodeSystem/v3-MaritalStatus&code=M`, true],
    [`url=${MARITAL}&code=M&inferSystem=true`, true],
    [`url=http://hl7.org/fhir/ValueSet/administrative-gender&code=male`, true],
    [`url=http://hl7.org/fhir/ValueSet/administrative-gender&code=male&system=${EVENT}`, false],
    [`url=${OURS}/ValueSet/volven-9322&code=M&valueSetVersion=0.1.0&systemVersion=0.1.0`, true],
    [`url=${OURS}/ValueSet/measurement-points-D11&coding=${COMBINED}|D11M&display=Feil`, true],
  ])('%s is %s', async (query, result) => {
    const { status, body } = await ask(`/ValueSet/$validate-code?${query}`);
    expect([status, body.parameter?.[0]]).toEqual([200, { name: 'result', valueBoolean: result }]);
  });

  it.each([
    [`url=${MARITAL}&code=M`, 400],
    [`url=${OURS}/ValueSet/volven-9322&code=M&systemVersion=9`, 404],
    [`url=${OURS}/ValueSet/volven-9322&code=M&valueSetVersion=9`, 404],
    [`code=M`, 400],
  ])('%s has no result but %i', async (query, status) => {
    expect((await ask(`/ValueSet/$validate-code?${query}`)).status).toBe(status);
  });
});

describe('context', () => {
  const TASK = 'http://hl7.org/fhir/StructureDefinition/Task%23Task.status';
  it.each([
    [`/ValueSet/$validate-code?context=${TASK}&code=requested`, true],
    [`/ValueSet/$validate-code?context=${TASK}&code=nonsense`, false],
    [
      `/ValueSet/$validate-code?context=http://hl7.org/fhir/StructureDefinition/Task%23status&code=requested`,
      true,
    ],
    [`/ValueSet/$validate-code?context=${TASK}&url=${MARITAL}&code=M&inferSystem=true`, true],
    [`/ValueSet/volven-9322/$validate-code?context=${TASK}&code=M`, true],
  ])('%s: %s', async (path, result) => {
    const { status, body } = await ask(path);
    expect([status, body.parameter?.[0]]).toEqual([200, { name: 'result', valueBoolean: result }]);
  });

  it('means the value set of an element of a profile, also for an expansion', async () => {
    const path = `/ValueSet/$expand?context=${TASK}&contextDirection=incoming&count=1`;
    expect((await ask(path)).body).toMatchObject({ url: 'http://hl7.org/fhir/ValueSet/task-status' });
  });

  it.each([
    'http://hl7.org/fhir/StructureDefinition/Task%23Task.description',
    'http://example.org/x%23y',
    'x',
  ])('that means none is told: %s', async (context) => {
    const { status, body } = await ask(`/ValueSet/$validate-code?context=${context}&code=a`);
    expect([status, JSON.stringify(body)]).toEqual([404, expect.stringContaining('context-unknown')]);
  });
});

describe('$translate', () => {
  const sex = 'urn:oid:2.16.578.1.12.4.1.1.3101';
  it.each([
    [`url=${OURS}/ConceptMap/sex-to-administrative-gender&system=${sex}&code=2`, '"code":"female"'],
    [
      `url=${OURS}/ConceptMap/sex-to-administrative-gender&conceptMapVersion=0.1.0&system=${sex}&code=2`,
      '"female"',
    ],
    [`system=${sex}&code=2&target=http://hl7.org/fhir/ValueSet/administrative-gender`, '"code":"female"'],
    [`system=${sex}&code=2&source=${OURS}/ValueSet/volven-3101`, '"code":"female"'],
    [`coding=${sex}|2&targetsystem=${GENDER}`, '"code":"female"'],
    [`coding=${GENDER}|female&reverse=true&targetsystem=${sex}`, '"code":"2"'],
    [`coding=${GENDER}|female&reverse=true&target=${OURS}/ValueSet/volven-3101`, '"code":"2"'],
    [`url=http://hl7.org/fhir/ConceptMap/cm-administrative-gender-v3&coding=${GENDER}|male`, '"code":"M"'],
  ])('%s has %s', async (query, expected) => {
    const { status, text, body } = await ask(`/ConceptMap/$translate?${query}`);
    expect([status, body.parameter?.[0]]).toEqual([200, { name: 'result', valueBoolean: true }]);
    expect(text).toContain(expected);
    expect((body.parameter ?? []).filter(({ name }) => !OUT('ConceptMap', 'translate').has(name))).toEqual(
      [],
    );
  });

  it('says what it has not found', async () => {
    const { body } = await ask(`/ConceptMap/$translate?system=http://example.org/none&code=a`);
    expect(body.parameter?.map(({ name }) => name)).toEqual(['result', 'message']);
  });

  it.each([
    ['code=2', 400],
    [`system=${sex}&code=2&url=http://example.org/none`, 404],
    [`system=${sex}&code=2&url=${OURS}/ConceptMap/sex-to-administrative-gender&conceptMapVersion=9`, 404],
  ])('%s is refused with %i', async (query, status) => {
    expect((await ask(`/ConceptMap/$translate?${query}`)).status).toBe(status);
  });
});

it('$apply takes a plan by its canonical URL, and the parameters of FHIR R4', async () => {
  const plan = `${OURS}/PlanDefinition/pathway-D11`;
  const { status, text } = await ask(
    `/PlanDefinition/$apply?planDefinition=${plan}|2023&subject=Patient/1&startDate=2023-05-02`,
  );
  expect(status).toBe(200);
  expect(text).toContain(`"instantiatesCanonical":["${plan}|2023"]`);
  expect((await ask(`/PlanDefinition/$apply?planDefinition=${plan}-none&subject=Patient/1`)).status).toBe(
    404,
  );
  const posted = await send(service.base, 'POST', '/PlanDefinition/pathway-D11-2023/$apply', {
    resourceType: 'Parameters',
    parameter: [
      { name: 'subject', valueString: 'Patient/1' },
      { name: 'userType', valueCodeableConcept: { text: 'nurse' } },
    ],
  });
  expect(posted.status).toBe(200);
});
