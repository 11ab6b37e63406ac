import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { errorsIn } from '../conformance/errorsIn.ts';
import { encodeAppRec } from '../../src/formats/kith/appRec.ts';
import { createKithDecoder, type KithDecodeResult } from '../../src/formats/kith/decode.ts';
import { encodeKith } from '../../src/formats/kith/encode.ts';
import { measureLeafCoverage } from '../../src/formats/kith/leafCoverage.ts';
import { openKnowledge } from '../../src/knowledge.ts';
import { hasErrors } from '../../src/findings/finding.ts';
import { bundleOf, EXAMPLES, exampleText, rootOf } from '../formats/kith/messages.ts';
import { changeString } from './changedBundle.ts';
import { HAS_STANDARDS, NEEDS_STANDARDS, samples, SCHEMA_DIR, type Sample } from './kith.ts';
import { decode as decodeWith, expectSameAgain, schemaFaults } from './roundTrip.ts';

const MESSAGES: readonly Sample[] = [
  ...samples('examples/henvisning', /v2-0/),
  ...EXAMPLES.map((name) => ({ name, bytes: Buffer.from(exampleText(name)) })),
];

describe.skipIf(!HAS_STANDARDS)(
  `Henvisning 2.0 against the official schemas and samples${NEEDS_STANDARDS}`,
  () => {
    const decode = (bytes: Uint8Array): KithDecodeResult => decodeWith(bytes, 'known');

    it('has the official samples', () => {
      expect(MESSAGES.length).toBeGreaterThanOrEqual(8);
    });

    describe.each(MESSAGES)('$name', ({ bytes }) => {
      it('is valid and decodes without a finding', () => {
        const result = decode(bytes);
        expect(result.kind).toBe('decoded');
        expect(result.findings).toEqual([]);
      });

      it('has every value in the Bundle', () => {
        const { mapped, unmapped, lost } = measureLeafCoverage(rootOf(bytes), bundleOf(decode(bytes)));
        expect(lost).toEqual([]);
        expect(unmapped.length).toBeLessThanOrEqual(0.05 * (mapped.length + unmapped.length));
      });

      it('becomes valid FHIR R4', () => {
        expect(errorsIn(bundleOf(decode(bytes)))).toEqual([]);
      });

      it('is written valid, and read again the same', () => {
        expectSameAgain(bundleOf(decode(bytes)));
      });

      it.each(['1.0', '1.1'] as const)(
        'is acknowledged with a valid AppRec %s, positive and negative',
        (version) => {
          const result = decode(bytes);
          if (result.kind === 'unreadable') {
            throw new Error('The sample cannot be read');
          }
          const input = {
            id: 'c2a7f0de-7f43-4a5c-9a53-0b5f6d2e1a99',
            generated: new Date(0),
            envelope: result.envelope,
          };
          expect(schemaFaults(encodeAppRec(input, version))).toBeUndefined();
          const faults = [{ code: 'T02', reason: 'æ & <ø>' }] as const;
          expect(schemaFaults(encodeAppRec({ ...input, faults }, version))).toBeUndefined();
        },
      );
    });

    it('a message that breaks its schema is rejected with T02, or told, as the receiver chooses', () => {
      const broken = Buffer.from(
        exampleText('onward-referral-9321.xml').replace('<ReqServ>', '<Ukjent/><ReqServ>'),
      );
      const result = decode(broken);
      expect(result.kind === 'rejected' && result.faults.map(({ code }) => code)).toEqual(['T02']);
      const lenient = createKithDecoder({
        schemaDir: SCHEMA_DIR,
        terminology: openKnowledge().terminology,
        rejectSchemaFaults: false,
      });
      const told = lenient.decode(broken);
      expect(told.kind).toBe('decoded');
      expect(told.findings.map(({ definition, severity }) => [definition.code, severity])).toEqual([
        ['message-schema-fault', 'warning'],
      ]);
    });

    it('a Bundle with other texts, and less of it, is written valid unless an error is told', () => {
      const bundles = MESSAGES.map(({ bytes }) => bundleOf(decode(bytes)));
      fc.assert(
        fc.property(
          fc.constantFrom(...bundles),
          fc.array(fc.tuple(fc.nat(), fc.option(fc.string({ unit: 'binary', maxLength: 30 }))), {
            maxLength: 8,
          }),
          (bundle, changes) => {
            const changed = structuredClone(bundle);
            changes.forEach(([seed, text]) => changeString(changed, seed, text));
            const { xml, findings } = encodeKith(changed);
            if (xml !== undefined && !hasErrors(findings)) {
              expect(schemaFaults(xml)).toBeUndefined();
            }
          },
        ),
        { numRuns: 200 },
      );
    });
  },
);
