import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { encodeKith } from '../../../src/formats/kith/encode.ts';
import { measureLeafCoverage } from '../../../src/formats/kith/leafCoverage.ts';
import { errorsIn } from '../../conformance/errorsIn.ts';
import { HAS_STANDARDS, NEEDS_STANDARDS } from '../../standards/kith.ts';
import { schemaFaults } from '../../standards/roundTrip.ts';
import { bundleOf, DECODER, rootOf } from './messages.ts';

/**
 * Messages that the schemas allow and that are seldom written so: foreign addresses, codes without display or by
 * original text only, dates of every precision, identifiers of every kind, markup within text, attachments of XML and by
 * reference, empty elements, names in other prefixes.
 */
const FOLDER = new URL('unusual/', import.meta.url);
const MESSAGES = readdirSync(FOLDER).map((name) => ({ name, bytes: readFileSync(new URL(name, FOLDER)) }));

describe.each(MESSAGES)('$name', ({ bytes }) => {
  const decoded = DECODER.decode(bytes);

  it('has every value in a home of its own, in valid FHIR', () => {
    const bundle = bundleOf(decoded);
    const { lost, unmapped } = measureLeafCoverage(rootOf(bytes), bundle);
    expect({ lost, unmapped }).toEqual({ lost: [], unmapped: [] });
    expect(errorsIn(bundle)).toEqual([]);
  });

  it('is written, and read again the same', () => {
    const bundle = bundleOf(decoded);
    const { xml, findings } = encodeKith(bundle);
    expect(findings).toEqual([]);
    expect(bundleOf(DECODER.decode(xml ?? new Uint8Array()))).toEqual(bundle);
  });

  it.skipIf(!HAS_STANDARDS)(
    `is valid against its schema, and so is what is written${NEEDS_STANDARDS}`,
    () => {
      expect(schemaFaults(bytes)).toBeUndefined();
      expect(schemaFaults(encodeKith(bundleOf(decoded)).xml)).toBeUndefined();
    },
  );
});
