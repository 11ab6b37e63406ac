import { describe, expect, it } from 'vitest';
import { errorsIn } from '../conformance/errorsIn.ts';
import { encodeAppRec } from '../../src/formats/kith/appRec.ts';
import { CARE_MESSAGES } from '../formats/kith/careMessages.ts';
import { bundleOf } from '../formats/kith/messages.ts';
import { HAS_STANDARDS, NEEDS_STANDARDS, samples, type Sample } from './kith.ts';
import { decode, expectEverythingMapped, expectSameAgain, schemaFaults } from './roundTrip.ts';

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
    it('has the official samples', () => {
      expect(OFFICIAL.length).toBe(22);
    });

    describe.each(MESSAGES)('$name', ({ bytes }) => {
      it('has every value in the Bundle, which is valid FHIR R4', () => {
        const bundle = bundleOf(decode(bytes));
        expectEverythingMapped(bytes, bundle);
        expect(errorsIn(bundle)).toEqual([]);
      });

      it('is written valid, and read again the same', () => {
        expectSameAgain(bundleOf(decode(bytes)));
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
  },
);
