import type { Bundle, Encounter } from '@medplum/fhirtypes';
import { randomUUID } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { translate } from '../../src/exchange/translatePlan.ts';
import { createKithDecoder } from '../../src/formats/kith/decode.ts';
import type { MessageTranslation } from '../../src/formats/kith/translateMessage.ts';
import { openKnowledge } from '../../src/knowledge.ts';
import { mapPathwayRecord } from '../../src/mapping/record/mapPathwayRecord.ts';
import { assessRecord } from '../../src/exchange/assessRecord.ts';
import { HAS_STANDARDS, SCHEMA_DIR } from '../standards/kith.ts';
import { exampleRecord } from './exampleRecords.ts';

const knowledge = openKnowledge();
const decoder = createKithDecoder({
  terminology: knowledge.terminology,
  ...(HAS_STANDARDS ? { schemaDir: SCHEMA_DIR } : {}),
});

function planOf(name: string): Bundle {
  const assessed = assessRecord(
    { ...knowledge, now: () => new Date('2026-11-01T12:00:00Z') },
    exampleRecord(name),
  );
  if (!assessed.ok) {
    throw new Error(`${name} has errors`);
  }
  return mapPathwayRecord(assessed.record, { ...knowledge, findings: assessed.findings }).bundle;
}

function translated(bundle: Bundle, target: string, supported?: readonly string[]): MessageTranslation {
  return translate(bundle, target, {
    decoder,
    texts: knowledge.terminology,
    now: new Date('2026-03-01T12:00:00Z'),
    newId: randomUUID,
    ...(supported === undefined ? {} : { supported }),
  });
}

const codesOf = ({ findings }: MessageTranslation): readonly string[] =>
  findings.map(({ definition }) => definition.code);

function typeOf({ xml }: MessageTranslation): string | undefined {
  return /<Type V="([^"]*)"/.exec(Buffer.from(xml ?? []).toString())?.[1];
}

/** Valid against its schema, where the schemas are at hand; and readable by us. */
function expectReadable({ xml }: MessageTranslation): void {
  const decoded = decoder.decode(xml ?? new Uint8Array());
  expect(decoded.kind, JSON.stringify(decoded.findings)).toBe('decoded');
}

const withoutStay = 'd11-adult/05-clinical-decision';
const admitted = 'd10-newborn/01-born-and-attended';
const discharged = 'd10-newborn/02-home-from-newborn-ward';

describe('the plan of a pathway for a municipal system without FHIR', () => {
  it.each([
    [withoutStay, undefined, 'DIALOG_HELSEFAGLIG'],
    [admitted, undefined, 'HELSEOPPL_SOKNAD'],
    [discharged, undefined, 'UTSKRIVNINGSRAPPORT'],
    [admitted, ['pasientlogistikk-1.6', 'dialogmelding-1.1'], 'LOG_INNLAGT'],
    [admitted, ['helseopplysninger-1.5'], 'HELSEOPPL_SOKNAD'],
    [admitted, ['pasientlogistikk-1.5'], 'LOG_INNLAGT'],
    [admitted, ['dialogmelding-1.1'], 'DIALOG_HELSEFAGLIG'],
    [discharged, ['utskrivningsrapport-1.5'], 'UTSKRIVNINGSRAPPORT'],
    [discharged, ['pasientlogistikk-1.6', 'dialogmelding-1.1'], 'DIALOG_HELSEFAGLIG'],
  ] as const)('%s, for who supports %j: %s', (name, supported, type) => {
    const made = translated(planOf(name), 'kith', supported);
    expect(typeOf(made)).toBe(type);
    expectReadable(made);
    expect(codesOf(made)).not.toContain('message-element-cannot-be-written');
  });

  it.each([
    ['helseopplysninger-1.6', ['1', '2'], '9145'],
    ['helseopplysninger-1.5', ['FO', 'OP'], '9142'],
  ])('has the headings of its standard in %s', (format, codes, list) => {
    const { xml } = translated(planOf(admitted), `kith:${format}`);
    const headings = [
      ...Buffer.from(xml ?? [])
        .toString()
        .matchAll(/Overskriftskode V="([^"]*)"[^>]*\.(\d{4})"/g),
    ];
    expect(headings.map(([, code]) => code)).toEqual(codes);
    expect(new Set(headings.map(([, , system]) => system))).toEqual(new Set([list]));
  });

  it('tells what has been and what is to come', () => {
    const { xml } = translated(planOf(withoutStay), 'kith');
    const text = Buffer.from(xml ?? []).toString();
    for (const value of ['D11', 'D11A', 'Første fremmøte', 'Forløpskoordinator', 'Det neste:']) {
      expect(text).toContain(value);
    }
  });

  it('lists each value that the message does not say, at its place', () => {
    const bundle = planOf(admitted);
    const made = translated(bundle, 'kith:pasientlogistikk-1.6');
    const unsaid = made.findings.filter(({ definition }) => definition.code === 'plan-value-not-said');
    const places = unsaid.map(({ place }) => place);
    const plan = bundle.entry?.findIndex(({ resource }) => resource?.resourceType === 'CarePlan') ?? -1;
    expect(places).toContain(`Bundle.entry[${String(plan)}].resource.category[0].coding[0].code`);
    const dialogue = translated(bundle, 'kith:dialogmelding-1.1');
    expect(dialogue.findings.length).toBeLessThan(made.findings.length);
  });

  it('has no form for which there is no occasion, or that nobody supports', () => {
    const asked = translated(planOf(withoutStay), 'kith:utskrivningsrapport-1.6');
    expect(asked.xml).toBeUndefined();
    expect(codesOf(asked)).toEqual(['plan-form-not-supported']);
    expect(codesOf(translated(planOf(withoutStay), 'kith', ['helseopplysninger-1.6']))).toEqual([
      'plan-form-not-supported',
    ]);
  });

  it('tells that the patient is ready for discharge, and withdrawn again', () => {
    const stage = (code: string, start: string): NonNullable<Encounter['statusHistory']>[number] => ({
      extension: [
        {
          url: 'https://forlopsbro.no/fhir/StructureDefinition/stay-event',
          valueCoding: { system: 'urn:oid:2.16.578.1.12.4.1.1.9121', code },
        },
      ],
      status: 'in-progress',
      period: { start },
    });
    const bundle = planOf(admitted);
    const stay = bundle.entry
      ?.map(({ resource }) => resource)
      .find((resource): resource is Encounter => resource?.resourceType === 'Encounter');
    if (stay === undefined) {
      throw new Error('The example has no stay');
    }
    stay.statusHistory = [stage('1', '2026-01-01'), stage('3', '2026-01-10T10:00:00+01:00')];
    const ready = translated(bundle, 'kith:pasientlogistikk-1.6');
    expect(typeOf(ready)).toBe('LOG_UTSKRIVNINGSKLAR');
    expectReadable(ready);
    stay.statusHistory.push(stage('4', '2026-01-11T10:00:00+01:00'));
    const withdrawn = translated(bundle, 'kith:pasientlogistikk-1.6');
    expect(typeOf(withdrawn)).toBe('LOG_AVMELDING');
    expectReadable(withdrawn);
  });

  it.each(['1.5', '1.6'])('tells in %s where the patient was discharged to', (version) => {
    const bundle = planOf(discharged);
    const [stay, ...others] = (bundle.entry ?? []).flatMap(({ resource }) =>
      resource?.resourceType === 'Encounter' ? [resource] : [],
    );
    if (stay === undefined || others.length > 0) {
      throw new Error('The example has another number of stays than one');
    }
    const target = `kith:pasientlogistikk-${version}`;
    expect(codesOf(translated(bundle, target))).toEqual(['plan-form-not-supported']);
    const home = { system: 'urn:oid:2.16.578.1.12.4.1.1.8408', code: '1', display: 'Bosted/arbeidssted' };
    stay.hospitalization = { dischargeDisposition: { coding: [home] } };
    const made = translated(bundle, target);
    expect(typeOf(made)).toBe('LOG_UTSKREVET');
    expectReadable(made);
    const text = Buffer.from(made.xml ?? []).toString();
    expect(text).toContain('UtTil V="1"');
    expect(text).toContain(stay.period?.end?.slice(0, 16));
    // Without the notice there is still the report.
    expect(typeOf(translated(bundle, 'kith'))).toBe('UTSKRIVNINGSRAPPORT');
  });

  it.each(['searchset', 'collection', 'document', 'batch'] as const)(
    'comes from a Bundle of type %s',
    (type) => {
      const bundle = planOf(withoutStay);
      const stored: Bundle = {
        resourceType: 'Bundle',
        type,
        entry: (bundle.entry ?? []).map(({ fullUrl, resource }) => ({
          ...(fullUrl === undefined ? {} : { fullUrl }),
          ...(resource === undefined ? {} : { resource }),
        })),
      };
      expect(typeOf(translated(stored, 'kith'))).toBe('DIALOG_HELSEFAGLIG');
    },
  );

  it('is not made of two pathways, nor of one without a patient', () => {
    const bundle = planOf(withoutStay);
    const plan = bundle.entry?.find(({ resource }) => resource?.resourceType === 'CarePlan');
    const two: Bundle = {
      ...bundle,
      entry: [...(bundle.entry ?? []), { ...plan, fullUrl: `urn:uuid:${randomUUID()}` }],
    };
    expect(codesOf(translated(two, 'kith'))).toEqual(['plan-not-found']);
    const alone: Bundle = {
      resourceType: 'Bundle',
      type: 'collection',
      entry: [{ resource: plan?.resource }],
    };
    expect(new Set(codesOf(translated(alone, 'kith')))).toEqual(new Set(['plan-party-missing']));
  });
});
