import { readFileSync } from 'node:fs';
import type { Bundle } from '@medplum/fhirtypes';
import {
  createKithDecoder,
  type KithDecodeResult,
  type KithDecoder,
} from '../../../src/formats/kith/decode.ts';
import type { XmlElement } from '../../../src/formats/kith/xml/element.ts';
import { DEFAULT_XML_LIMITS } from '../../../src/formats/kith/xml/prolog.ts';
import { readXml } from '../../../src/formats/kith/xml/read.ts';

/** The synthetic messages that ship with the product. */
export const EXAMPLES = [
  'onward-referral-9327.xml',
  'onward-referral-9321.xml',
  'emergency-referral-unknown-patient.xml',
] as const;

export function exampleText(name: string): string {
  return readFileSync(new URL(`../../../examples/messages/${name}`, import.meta.url), 'utf8');
}

/** No code list is known: codes are not judged. */
export const NO_CODES = { hasCode: () => undefined, isTextOf: () => undefined };

export const DECODER: KithDecoder = createKithDecoder({ terminology: NO_CODES });

export function decodeText(text: string): KithDecodeResult {
  return DECODER.decode(new TextEncoder().encode(text));
}

export function bundleOf(result: KithDecodeResult): Bundle {
  if (result.kind !== 'decoded') {
    throw new Error(`Not decoded: ${result.kind} ${JSON.stringify(result)}`);
  }
  return result.bundle;
}

export function rootOf(bytes: Uint8Array): XmlElement {
  const reading = readXml(bytes, DEFAULT_XML_LIMITS);
  if (!reading.ok) {
    throw new Error(`Not XML: ${JSON.stringify(reading.refusal)}`);
  }
  return reading.root;
}
