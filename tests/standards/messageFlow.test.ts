import type { Binary, Bundle, CarePlan, DocumentReference, EpisodeOfCare, Task } from '@medplum/fhirtypes';
import { randomUUID } from 'node:crypto';
import { readdirSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { errorsIn } from '../conformance/errorsIn.ts';
import { volven } from '../../src/fhir/systems.ts';
import { measureLeafCoverage } from '../../src/formats/kith/leafCoverage.ts';
import { DEFAULT_XML_LIMITS } from '../../src/formats/kith/xml/prolog.ts';
import { readXml } from '../../src/formats/kith/xml/read.ts';
import { openSchemas, type Schemas } from '../../src/formats/kith/xml/schemas.ts';
import { accountOf, appRecOf, committedBundle, resourcesIn } from '../exchange/committedMessage.ts';
import { changedSince, storedVersions } from '../exchange/storedVersions.ts';
import { EXAMPLES, exampleText, rootOf } from '../formats/kith/messages.ts';
import { startService, type RunningService } from '../http/runningService.ts';
import { HAS_STANDARDS, KITH_STANDARDS, NEEDS_STANDARDS, samples, SCHEMA_DIR, type Sample } from './kith.ts';

const [PATHWAY_SAMPLE] = samples('examples/henvisning', /pakkeforlop/);
const SAMPLES: readonly Sample[] = [
  ...samples('examples/henvisning', /v2-0/),
  ...EXAMPLES.map((name) => ({ name, bytes: Buffer.from(exampleText(name)) })),
];
const ALL_OFFICIAL: readonly Sample[] = HAS_STANDARDS
  ? ['examples', 'acceptance'].flatMap((folder) =>
      readdirSync(`${KITH_STANDARDS}/${folder}`, { withFileTypes: true })
        .filter((entry) => entry.isDirectory())
        .flatMap(({ name }) =>
          samples(`${folder}/${name}`, /\.xml$/).map((sample) => ({
            ...sample,
            name: `${name}/${sample.name}`,
          })),
        ),
    )
  : [];

describe.skipIf(!HAS_STANDARDS)(`official messages through the whole service${NEEDS_STANDARDS}`, () => {
  let service: RunningService;
  let schemas: Schemas;

  beforeAll(async () => {
    service = await startService({ KITH_SCHEMA_DIR: SCHEMA_DIR, LOG_LEVEL: 'warn' });
    schemas = openSchemas(SCHEMA_DIR);
  });
  afterAll(() => service.stop());

  function schemaFaults(xml: string): unknown {
    const reading = readXml(Buffer.from(xml), DEFAULT_XML_LIMITS, () => schemas.validate);
    return reading.ok ? reading.schemaFaults : reading.refusal;
  }

  /** Valid against the schema of its version: AppRec-v1.1.xsd has the namespace of 2012, AppRec-v1.0.xsd that of 2004. */
  function expectValid(xml: string, ...versions: readonly string[]): void {
    expect(schemaFaults(xml), xml).toBeUndefined();
    expect(schemaFaults(xml.replace('</AppRec>', '<Other/></AppRec>'))).toBeDefined();
    const namespace = /xmlns="http:\/\/www\.kith\.no\/xmlstds\/apprec\/([^"]+)"/.exec(xml)?.[1];
    expect(versions.length === 0 ? ['2012-02-15'] : versions).toContain(namespace);
  }

  const messageIdOf = (text: string): string => /<(?:\w+:)?MsgId>([^<]*)</.exec(text)?.[1] ?? '';

  describe.each(SAMPLES)('$name', ({ bytes }) => {
    const messageId = messageIdOf(Buffer.from(bytes).toString());
    // A database of its own: the samples tell of the same documents and parties at different times.
    let own: RunningService;

    beforeAll(async () => {
      own = await startService({ KITH_SCHEMA_DIR: SCHEMA_DIR });
    });
    afterAll(() => own.stop());

    it('is accepted with a valid AppRec', async () => {
      const answer = await own.postMessage(bytes);
      expect(answer.status).toBe(200);
      expect(appRecOf(answer.text)).toEqual({ status: '1', errors: [] });
      expectValid(answer.text);
    });

    it('has every value found again in what is stored, and all of that is valid', async () => {
      const committed = await committedBundle(own, messageId);
      const { lost } = measureLeafCoverage(rootOf(bytes), committed);
      expect(lost).toEqual([]);
      for (const { resource } of committed.entry ?? []) {
        expect(resource === undefined ? [] : errorsIn(resource)).toEqual([]);
      }
    });

    it('is kept byte for byte', async () => {
      const committed = await committedBundle(own, messageId);
      const url = resourcesIn<DocumentReference>(committed, 'DocumentReference').find(
        ({ description }) => description === 'The message as it was received',
      )?.content[0]?.attachment.url;
      const { data = '' } = await own.read<Binary>(url ?? '');
      expect(Buffer.from(data, 'base64').equals(bytes)).toBe(true);
    });

    it('again gets the same answer and changes nothing', async () => {
      const before = await storedVersions(own);
      const [one, other] = [await own.postMessage(bytes), await own.postMessage(bytes)];
      expect(one.text).toBe(other.text);
      expect(changedSince(before, await storedVersions(own))).toEqual([]);
    });
  });

  it('a cancer pathway is carried in its own list, and told to be outside this family', async () => {
    const text = Buffer.from(PATHWAY_SAMPLE?.bytes ?? []).toString();
    await service.postMessage(text);
    const committed = await committedBundle(service, messageIdOf(text));
    const plans = resourcesIn<CarePlan>(committed, 'CarePlan');
    expect(plans).toHaveLength(1);
    const codings = (plans[0]?.category ?? []).flatMap(({ coding }) => coding ?? []);
    expect(codings.map(({ system, code }) => [system, code])).toEqual(
      ['A16A', 'A16S', 'A16CK'].map((code) => [volven(8480), code]),
    );
    const tasks = resourcesIn<Task>(committed, 'Task').filter(
      ({ focus }) => focus?.reference === `CarePlan/${plans[0]?.id ?? ''}`,
    );
    expect(tasks.map(({ code }) => code?.coding?.[0]?.code)).toEqual(['A16A', 'A16S', 'A16CK']);
    expect(resourcesIn<EpisodeOfCare>(committed, 'EpisodeOfCare')).toHaveLength(1);
    const { findings } = await accountOf(service, messageIdOf(text));
    expect(findings.map(({ code }) => code)).toEqual(Array(3).fill('outside-this-family'));
  });

  it.each([
    ['an element out of place', (text: string) => text.replace('<ReqServ>', '<Sporing/><ReqServ>'), 'T02'],
    ['a missing element', (text: string) => text.replace(/<DocumentId>.*<\/DocumentId>/, ''), 'T02'],
    [
      'a time that is none',
      (text: string) => text.replace(/<GenDate>.*<\/GenDate>/, '<GenDate>i går</GenDate>'),
      'T02',
    ],
    ['no end', (text: string) => text.slice(0, -20), 'T01'],
    ['no patient', (text: string) => text.replace(/<Patient>[\s\S]*<\/Patient>/, ''), 'E36'],
  ])('%s: a negative, valid AppRec with the reason, also as FHIR', async (_name, mutate, code) => {
    const example = exampleText('onward-referral-9321.xml');
    const text = mutate(example.replace(messageIdOf(example), randomUUID()));
    const answer = await service.postMessage(text);
    expect(appRecOf(answer.text)).toMatchObject({ status: '2' });
    expect(appRecOf(answer.text).errors).toContain(code);
    expectValid(answer.text);
    const { body } = await service.postMessage<Bundle>(text, { accept: 'application/fhir+json' });
    // A code that the sender made up stays the sender's.
    expect(errorsIn(body).filter(({ definition }) => definition.code !== 'unknown-code')).toEqual([]);
  });

  it('no official message, of whatever kind or fault, makes the service fail', async () => {
    expect(ALL_OFFICIAL.length).toBeGreaterThan(90);
    for (const { name, bytes } of ALL_OFFICIAL) {
      const answer = await service.postMessage(bytes);
      if (answer.status === 200) {
        expectValid(answer.text, '2012-02-15', '2004-11-21');
      } else {
        expect([409, 422], name).toContain(answer.status);
        expect(answer.body.resourceType, name).toBe('OperationOutcome');
      }
    }
    expect(service.log()).toBe('');
  });
});
