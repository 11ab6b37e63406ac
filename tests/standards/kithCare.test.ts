import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createBaseValidator } from '../../src/conformance/baseValidator.ts';
import { encodeAppRec } from '../../src/formats/kith/appRec.ts';
import { createKithDecoder, type KithDecodeResult, type KithDecoder } from '../../src/formats/kith/decode.ts';
import { encodeKith } from '../../src/formats/kith/encode.ts';
import { DOCUMENT_FORMATS } from '../../src/formats/kith/formats.ts';
import { measureLeafCoverage } from '../../src/formats/kith/leafCoverage.ts';
import { DEFAULT_XML_LIMITS } from '../../src/formats/kith/xml/prolog.ts';
import { readXml, type SchemaFault } from '../../src/formats/kith/xml/read.ts';
import { openSchemas, type Schemas } from '../../src/formats/kith/xml/schemas.ts';
import { CARE_MESSAGES, careMessage } from '../formats/kith/careMessages.ts';
import { bundleOf, NO_CODES, rootOf } from '../formats/kith/messages.ts';
import { HAS_STANDARDS, NEEDS_STANDARDS, samples, SCHEMA_DIR, type Sample } from './kith.ts';
import { SchemaModel } from './schemaInstance.ts';

const OFFICIAL: readonly Sample[] = [
  ...samples('examples/plo', /\.xml$/),
  ...samples('examples/dialogmelding', /\.xml$/),
];
const MESSAGES: readonly Sample[] = [
  ...OFFICIAL,
  ...CARE_MESSAGES.map(({ name, text }) => ({ name, bytes: Buffer.from(text) })),
];

describe.skipIf(!HAS_STANDARDS)(
  `Care messages and dialogues against the official schemas and samples${NEEDS_STANDARDS}`,
  () => {
    let opened:
      { readonly decoder: KithDecoder; readonly schemas: Schemas; readonly model: SchemaModel } | undefined;
    const open = (): {
      readonly decoder: KithDecoder;
      readonly schemas: Schemas;
      readonly model: SchemaModel;
    } =>
      (opened ??= {
        decoder: createKithDecoder({ schemaDir: SCHEMA_DIR, terminology: NO_CODES }),
        schemas: openSchemas(SCHEMA_DIR),
        model: new SchemaModel(),
      });
    const decode = (bytes: Uint8Array): KithDecodeResult => open().decoder.decode(bytes);
    const schemaFaults = (bytes: Uint8Array | undefined): readonly SchemaFault[] | undefined => {
      const reading = readXml(bytes ?? new Uint8Array(), DEFAULT_XML_LIMITS, () => open().schemas.validate);
      return reading.ok
        ? reading.schemaFaults
        : [{ message: JSON.stringify(reading.refusal), line: 0, place: undefined }];
    };

    it('has the official samples', () => {
      expect(OFFICIAL.length).toBe(22);
    });

    describe.each(MESSAGES)('$name', ({ bytes }) => {
      it('has every value in the Bundle, which is valid FHIR R4', () => {
        const bundle = bundleOf(decode(bytes));
        const { unmapped, lost } = measureLeafCoverage(rootOf(bytes), bundle);
        expect({ unmapped, lost }).toEqual({ unmapped: [], lost: [] });
        expect(createBaseValidator()(bundle)).toEqual([]);
      });

      it('is written valid, and read again the same', () => {
        const bundle = bundleOf(decode(bytes));
        const { xml, findings } = encodeKith(bundle);
        expect(findings).toEqual([]);
        expect(schemaFaults(xml)).toBeUndefined();
        expect(bundleOf(decode(xml ?? new Uint8Array()))).toEqual(bundle);
      });

      it('is acknowledged in the version that its standard wants', () => {
        const result = decode(bytes);
        if (result.kind !== 'decoded') {
          throw new Error('The sample is not decoded');
        }
        const isOld = /2009-06-30|dialog\/2006-10-11/.test(Buffer.from(bytes).toString());
        expect(result.appRecVersion).toBe(isOld ? '1.0' : '1.1');
        const input = {
          id: 'c2a7f0de-7f43-4a5c-9a53-0b5f6d2e1a99',
          generated: new Date(0),
          envelope: result.envelope,
        };
        expect(schemaFaults(encodeAppRec(input, result.appRecVersion))).toBeUndefined();
      });
    });

    it.each(DOCUMENT_FORMATS.map((format) => ({ format, id: format.id })))(
      'whatever the schema of $id allows has a home in FHIR and comes back',
      ({ format }) => {
        const validate = createBaseValidator();
        fc.assert(
          fc.property(fc.infiniteStream(fc.nat()), fc.constantFrom(...format.eventCodes), (numbers, type) => {
            const choose = (below: number): number => (numbers.next().value ?? 0) % below;
            const bytes = Buffer.from(
              around(type, open().model.instance(format.namespace, format.root, choose)),
            );
            const bundle = bundleOf(decode(bytes));
            const { unmapped, lost } = measureLeafCoverage(rootOf(bytes), bundle);
            expect({ unmapped, lost }).toEqual({ unmapped: [], lost: [] });
            expect(validate(bundle).filter(({ values }) => !BACKWARDS.has(values['rule'] ?? ''))).toEqual([]);
            const { xml, findings } = encodeKith(bundle);
            expect(findings).toEqual([]);
            expect(schemaFaults(xml)).toBeUndefined();
            expect(bundleOf(decode(xml ?? new Uint8Array()))).toEqual(bundle);
          }),
          { numRuns: 10, endOnFailure: true },
        );
      },
    );
  },
);

/** Invariants of Period and Range: dates and limits are made at random. */
const BACKWARDS = new Set(['per-1', 'rng-2']);

/** A document in the envelope of one of ours. */
function around(type: string, document: string): string {
  return careMessage('dialogue-deviation-1.0')
    .replace(/<Type V="[^"]*"/, `<Type V="${type}"`)
    .replace(/<Content>[\s\S]*<\/Content>/, () => `<Content>${document}</Content>`);
}
