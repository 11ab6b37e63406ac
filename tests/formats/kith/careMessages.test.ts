import type {
  Bundle,
  CarePlan,
  Communication,
  Composition,
  Encounter,
  MedicationStatement,
  MessageHeader,
  Observation,
  Patient,
  Resource,
  Task,
} from '@medplum/fhirtypes';
import { describe, expect, it } from 'vitest';
import { errorsIn } from '../../conformance/errorsIn.ts';
import { encodeKith } from '../../../src/formats/kith/encode.ts';
import { DOCUMENT_FORMATS } from '../../../src/formats/kith/formats.ts';
import { measureLeafCoverage } from '../../../src/formats/kith/leafCoverage.ts';
import { extensionUrl, volven } from '../../../src/fhir/systems.ts';
import { CARE_MESSAGES, careMessage } from './careMessages.ts';
import { bundleOf, DECODER, decodeText, rootOf } from './messages.ts';

function decoded(name: string): Bundle {
  return structuredClone(bundleOf(decodeText(careMessage(name))));
}

function resourcesIn<T extends Resource>(bundle: Bundle, resourceType: T['resourceType']): T[] {
  return (bundle.entry ?? [])
    .map(({ resource }) => resource)
    .filter((resource): resource is T => resource?.resourceType === resourceType);
}

function firstIn<T extends Resource>(bundle: Bundle, resourceType: T['resourceType']): T {
  const [first] = resourcesIn<T>(bundle, resourceType);
  if (first === undefined) {
    throw new Error(`No ${resourceType}`);
  }
  return first;
}

function written(bundle: Bundle): string {
  const { xml, findings } = encodeKith(bundle);
  expect(findings).toEqual([]);
  return Buffer.from(xml ?? []).toString();
}

describe.each(CARE_MESSAGES)('$name', ({ text }) => {
  it('decodes without a finding to valid FHIR R4', () => {
    const result = decodeText(text);
    expect(result.findings).toEqual([]);
    expect(errorsIn(bundleOf(result))).toEqual([]);
  });

  it('has every value in the Bundle', () => {
    const { mapped, unmapped, lost } = measureLeafCoverage(
      rootOf(Buffer.from(text)),
      bundleOf(decodeText(text)),
    );
    expect({ unmapped, lost }).toEqual({ unmapped: [], lost: [] });
    expect(mapped.length).toBeGreaterThan(50);
  });

  it('comes back the same', () => {
    const bundle = bundleOf(decodeText(text));
    expect(bundleOf(DECODER.decode(Buffer.from(written(bundle))))).toEqual(bundle);
  });
});

it('every document format that rides in MsgHead has an example, but for referrals', () => {
  const definitions = new Set(
    CARE_MESSAGES.map(({ text }) => firstIn<MessageHeader>(bundleOf(decodeText(text)), 'MessageHeader')).map(
      ({ definition }) => definition?.split('/').at(-1),
    ),
  );
  for (const { id } of DOCUMENT_FORMATS.filter((format) => !format.id.startsWith('henvisning'))) {
    expect(definitions).toContain(id);
  }
});

describe('notices about a stay', () => {
  it.each([
    ['care-admitted-1.6', 'in-progress', '2026-04-01T14:30:00+02:00', undefined],
    ['care-ready-for-discharge-1.6', 'in-progress', '2026-04-01T14:30:00+02:00', undefined],
    ['care-withdrawn-1.6', 'in-progress', '2026-04-01T14:30:00+02:00', undefined],
    ['care-discharged-1.6', 'finished', undefined, '2026-04-20T11:00:00+02:00'],
  ])('%s is an inpatient Encounter', (name, status, start, end) => {
    const stay = firstIn<Encounter>(decoded(name), 'Encounter');
    expect(stay).toMatchObject({ status, class: { code: 'IMP' } });
    expect(stay.period).toEqual({
      ...(start === undefined ? {} : { start }),
      ...(end === undefined ? {} : { end }),
    });
  });

  it('tell when the patient is ready for discharge', () => {
    const stay = firstIn<Encounter>(decoded('care-ready-for-discharge-1.6'), 'Encounter');
    const ready = stay.extension?.find((event) =>
      event.extension?.some(({ valueCoding }) => valueCoding?.code === '3'),
    );
    expect(ready?.url).toBe(extensionUrl('timed-event'));
    expect(ready?.extension).toContainEqual({ url: 'time', valueDateTime: '2026-04-14' });
  });

  it('of a death tell it of the patient', () => {
    expect(firstIn<Patient>(decoded('care-death-1.6'), 'Patient').deceasedDateTime).toBe(
      '2026-05-02T03:10:00+02:00',
    );
  });

  it('that are cancelled were entered in error', () => {
    const text = careMessage('care-admitted-1.6').replace('V="N" DN="Ny"', 'V="C" DN="Kansellering"');
    expect(firstIn<Encounter>(bundleOf(decodeText(text)), 'Encounter').status).toBe('entered-in-error');
  });

  it('are written from a stay that has only a period', () => {
    const bundle = decoded('care-admitted-1.6');
    const stay = firstIn<Encounter>(bundle, 'Encounter');
    stay.extension = stay.extension?.filter(({ url }) => url !== extensionUrl('timed-event'));
    const xml = written(bundle);
    expect(xml).toContain('<po:Hendelsekode V="1" S="2.16.578.1.12.4.1.1.9121" DN="Pasient innlagt"/>');
    expect(xml).toContain('<po:TidspunktForHendelse V="2026-04-01T14:30:00"/>');
  });

  it('whose type says another notice than the content keep the content', () => {
    const text = careMessage('care-admitted-1.6').replace(
      'V="LOG_INNLAGT" DN="Melding om innlagt pasient"',
      'V="LOG_DOD" DN="Orientering om dødsfall"',
    );
    const bundle = bundleOf(decodeText(text));
    const xml = written(bundle);
    expect(xml).toContain('<MeldingInnlagtPasient');
    expect(bundleOf(decodeText(xml))).toEqual(bundle);
  });
});

describe('care documents', () => {
  it('have the classes of the message as sections with titles', () => {
    const { section } = firstIn<Composition>(decoded('care-discharge-report-1.6'), 'Composition');
    expect(section?.map(({ title }) => title)).toContain('Sykepleiedokumentasjon');
    expect(
      section?.every(({ title, code }) => title !== undefined && code?.coding?.[0]?.code !== undefined),
    ).toBe(true);
  });

  it.each([
    ['N', 'final'],
    ['M', 'amended'],
    ['C', 'entered-in-error'],
  ])('with consignment status %s are %s', (code, status) => {
    const text = careMessage('care-admission-report-1.6').replace('V="N" DN="Ny"', `V="${code}" DN="x"`);
    expect(firstIn<Composition>(bundleOf(decodeText(text)), 'Composition').status).toBe(status);
  });

  it('show a medication that was stopped as stopped', () => {
    const statements = resourcesIn<MedicationStatement>(
      decoded('care-discharge-report-1.6'),
      'MedicationStatement',
    );
    expect(
      statements.map(({ medicationCodeableConcept, status }) => [medicationCodeableConcept?.text, status]),
    ).toEqual([
      ['Lithionit', 'unknown'],
      ['Quetiapin', 'stopped'],
    ]);
  });

  it('have the IPLOS variables as Observations', () => {
    const observations = resourcesIn<Observation>(decoded('care-admission-report-1.6'), 'Observation');
    const social = observations.find(
      ({ code }) => code.coding?.[0]?.system === volven(9111) && code.coding[0].code === '1',
    );
    expect(social?.valueInteger).toBe(3);
  });

  it('have services as activities of a care plan', () => {
    const [plan] = resourcesIn<CarePlan>(decoded('care-services-offered-1.6'), 'CarePlan');
    expect(plan?.activity?.map(({ detail }) => detail?.code?.text)).toEqual(['Støttekontakt', 'Dagtilbud']);
  });

  it.each<[string, string, (bundle: Bundle) => void, string]>([
    [
      'care-discharge-report-1.6',
      'the end of the stay',
      (bundle) => Object.assign(firstIn<Encounter>(bundle, 'Encounter').period ?? {}, { end: '2026-04-21' }),
      '<po:TidspunktForHendelse V="2026-04-21"/>',
    ],
    [
      'care-admission-report-1.6',
      'a dose',
      (bundle) =>
        Object.assign(firstIn<MedicationStatement>(bundle, 'MedicationStatement').dosage?.[0] ?? {}, {
          text: '1 tablett',
        }),
      '<epj3:DosVeiledEnkel>1 tablett</epj3:DosVeiledEnkel>',
    ],
    [
      'care-services-offered-1.6',
      'an amount',
      (bundle) =>
        Object.assign(firstIn<CarePlan>(bundle, 'CarePlan').activity?.[0]?.detail?.quantity ?? {}, {
          value: 7,
        }),
      '<po:AntallEnheter>7</po:AntallEnheter>',
    ],
  ])('%s: %s that is changed in the Bundle is changed in the XML', (name, _what, change, expected) => {
    const bundle = decoded(name);
    change(bundle);
    expect(written(bundle)).toContain(expected);
  });

  it('give a component of the record an id where a producer gives none, the same each time', () => {
    const bundle = decoded('care-admission-report-1.6');
    for (const statement of resourcesIn<MedicationStatement>(bundle, 'MedicationStatement')) {
      statement.extension = statement.extension?.filter(
        ({ url }) => url !== extensionUrl('record-component'),
      );
    }
    const ids = (xml: string): string[] =>
      [...xml.matchAll(/<epj3:Legemiddelinfo [^>]*komponentID="([^"]+)"/g)].map(([, id = '']) => id);
    const made = ids(written(bundle));
    expect(new Set(made).size).toBe(2);
    expect(ids(written(bundle))).toEqual(made);
  });
});

describe('dialogues', () => {
  it('are a Communication with theme, text, and who tells whom', () => {
    const bundle = decoded('dialogue-ready-for-discharge-reply-1.1');
    expect(firstIn<Communication>(bundle, 'Communication')).toMatchObject({
      status: 'completed',
      topic: { coding: [{ system: volven(7322), code: '7' }], text: 'Kommunen tar imot 20. april' },
      payload: [{ contentString: expect.stringContaining('Nora Vikstrand') as unknown }],
      sent: '2026-04-15T08:40:00+02:00',
    });
    expect(resourcesIn<Task>(bundle, 'Task')).toEqual([]);
  });

  it('with several requests have a Communication for each', () => {
    const bundle = decoded('dialogue-two-requests-1.1');
    expect(resourcesIn(bundle, 'Communication')).toHaveLength(2);
    expect(written(bundle).match(/<Foresporsel>/g)).toHaveLength(2);
  });

  it('that answer quote what they answer', () => {
    const bundle = decoded('dialogue-reply-1.0');
    const [reply] = resourcesIn<Communication>(bundle, 'Communication');
    const quoted = bundle.entry?.find(({ fullUrl }) => fullUrl === reply?.inResponseTo?.[0]?.reference);
    expect(quoted?.resource).toMatchObject({
      resourceType: 'Communication',
      payload: [{ contentString: 'Kan pasienten få time til litiumkontroll?' }],
    });
  });

  it.each([
    ['dialogue-request-1.0', 'requested', undefined],
    ['dialogue-two-requests-1.1', 'requested', undefined],
    ['dialogue-referral-status-1.1', 'accepted', '2'],
  ])('%s makes a Task that is %s', (name, status, businessStatus) => {
    const [task] = resourcesIn<Task>(decoded(name), 'Task');
    expect(task?.status).toBe(status);
    expect(task?.businessStatus?.coding?.[0]?.code).toBe(businessStatus);
  });

  it('with neither note nor request stay empty', () => {
    const text = careMessage('dialogue-deviation-1.0').replace(/<Notat>[\s\S]*<\/Notat>/, '');
    const bundle = bundleOf(decodeText(text));
    expect(bundleOf(decodeText(written(bundle)))).toEqual(bundle);
  });
});
