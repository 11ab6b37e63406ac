import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { errorsIn } from '../conformance/errorsIn.ts';
import { encodeAppRec } from '../../src/formats/kith/appRec.ts';
import type { KithDecodeResult } from '../../src/formats/kith/decode.ts';
import { encodeKith } from '../../src/formats/kith/encode.ts';
import { measureLeafCoverage } from '../../src/formats/kith/leafCoverage.ts';
import { hasErrors } from '../../src/findings/finding.ts';
import { bundleOf, rootOf } from '../formats/kith/messages.ts';
import { changeString } from './changedBundle.ts';
import { HAS_STANDARDS, NEEDS_STANDARDS, samples, type Sample } from './kith.ts';
import { decode as decodeWith, expectSameAgain, schemaFaults } from './roundTrip.ts';

const example = (name: string): Sample => ({
  name,
  bytes: readFileSync(new URL(`../../examples/messages/${name}`, import.meta.url)),
});

/** Messages with the root element `Message`. */
const MESSAGES: readonly Sample[] = [
  ...samples('examples/henvisning', /v1\.1/),
  ...samples('examples/epikrise', /\.xml$/),
  example('referral-1.1.xml'),
  example('referral-1.0.xml'),
  example('discharge-letter-1.2.xml'),
  example('discharge-letter-1.1.xml'),
];

describe.skipIf(!HAS_STANDARDS)(
  `Messages without MsgHead against the official schemas and samples${NEEDS_STANDARDS}`,
  () => {
    const decode = (bytes: Uint8Array): KithDecodeResult => decodeWith(bytes, 'known');

    it('has the official samples', () => {
      expect(MESSAGES.length).toBeGreaterThanOrEqual(5);
    });

    describe.each(MESSAGES)('$name', ({ bytes }) => {
      it('has every value in the Bundle, in a home of its own', () => {
        const { mapped, unmapped, lost } = measureLeafCoverage(rootOf(bytes), bundleOf(decode(bytes)));
        expect({ unmapped, lost }).toEqual({ unmapped: [], lost: [] });
        expect(mapped.length).toBeGreaterThan(30);
      });

      it('becomes valid FHIR R4', () => {
        expect(errorsIn(bundleOf(decode(bytes)))).toEqual([]);
      });

      it('is written valid, and read again the same', () => {
        expectSameAgain(bundleOf(decode(bytes)));
      });

      it('is acknowledged with a valid AppRec in the version of its standard, positive and negative', () => {
        const result = decode(bytes);
        if (result.kind === 'unreadable') {
          throw new Error('The sample cannot be read');
        }
        const { envelope, appRecVersion: version } = result;
        const input = {
          id: 'c2a7f0de-7f43-4a5c-9a53-0b5f6d2e1a99',
          generated: new Date(0),
          envelope,
          version,
        };
        expect(schemaFaults(encodeAppRec(input))).toBeUndefined();
        expect(
          schemaFaults(encodeAppRec({ ...input, faults: [{ code: 'T02', reason: 'æ & <ø>' }] })),
        ).toBeUndefined();
      });
    });

    it.each(MESSAGES)('$name decodes without a finding', ({ bytes }) => {
      expect(decode(bytes).findings).toEqual([]);
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
