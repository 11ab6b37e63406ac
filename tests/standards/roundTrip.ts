import type { Bundle } from '@medplum/fhirtypes';
import { expect } from 'vitest';
import { createKithDecoder, type KithDecodeResult, type KithDecoder } from '../../src/formats/kith/decode.ts';
import { encodeKith } from '../../src/formats/kith/encode.ts';
import { measureLeafCoverage } from '../../src/formats/kith/leafCoverage.ts';
import { DEFAULT_XML_LIMITS } from '../../src/formats/kith/xml/prolog.ts';
import { readXml, type SchemaFault } from '../../src/formats/kith/xml/read.ts';
import { openSchemas, type Schemas } from '../../src/formats/kith/xml/schemas.ts';
import { openKnowledge } from '../../src/knowledge.ts';
import { bundleOf, NO_CODES, rootOf } from '../formats/kith/messages.ts';
import { SCHEMA_DIR } from './kith.ts';
import { SchemaModel } from './schemaInstance.ts';

/** What the tests of the message types share: everything is opened once, when it is first asked for. */

let schemas: Schemas | undefined;
let model: SchemaModel | undefined;
const decoders = new Map<'known' | 'none', KithDecoder>();

export function schemaModel(): SchemaModel {
  return (model ??= new SchemaModel());
}

/** @param codes whether code values are judged */
function decoderWith(codes: 'known' | 'none'): KithDecoder {
  const opened =
    decoders.get(codes) ??
    createKithDecoder({
      schemaDir: SCHEMA_DIR,
      terminology: codes === 'known' ? openKnowledge().terminology : NO_CODES,
    });
  decoders.set(codes, opened);
  return opened;
}

/** Decodes with the official schemas; code values are not judged unless asked. */
export function decode(bytes: Uint8Array, codes: 'known' | 'none' = 'none'): KithDecodeResult {
  return decoderWith(codes).decode(bytes);
}

/** Undefined when the XML is valid. */
export function schemaFaults(bytes: Uint8Array | undefined): readonly SchemaFault[] | undefined {
  const opened = (schemas ??= openSchemas(SCHEMA_DIR));
  const reading = readXml(bytes ?? new Uint8Array(), DEFAULT_XML_LIMITS, () => opened.validate);
  return reading.ok
    ? reading.schemaFaults
    : [{ message: JSON.stringify(reading.refusal), line: 0, place: undefined }];
}

/** Nothing of the XML is lost, and all of it has a home of its own. */
export function expectEverythingMapped(bytes: Uint8Array, bundle: Bundle): void {
  const { unmapped, lost } = measureLeafCoverage(rootOf(bytes), bundle);
  expect({ unmapped, lost }).toEqual({ unmapped: [], lost: [] });
}

/** Written again it is valid, and read again it is the same Bundle. */
export function expectSameAgain(bundle: Bundle): void {
  const { xml, findings } = encodeKith(bundle);
  expect(findings).toEqual([]);
  expect(schemaFaults(xml)).toBeUndefined();
  expect(bundleOf(decode(xml ?? new Uint8Array()))).toEqual(bundle);
}
