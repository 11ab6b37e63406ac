import type { Bundle } from '@medplum/fhirtypes';
import { hasResourceType } from '../../fhir/resourceType.ts';
import { createFinding, type Finding } from '../../findings/finding.ts';
import { definitionOfAppRec, encodeAppRecBundle } from './appRec.ts';
import { APPREC_VERSIONS, type AppRecVersion } from './appRecMapping.ts';
import { convertAppRec } from './convertAppRec.ts';
import { convertToKith } from './convert.ts';
import type { KithDecoder } from './decode.ts';
import { encodeKith, type KithEncoding } from './encode.ts';
import { KITH_FINDINGS } from './findings.ts';
import { FORMATS } from './formats.ts';
import { definitionOf } from './format.ts';
import { isNode } from './mapping/node.ts';
import { unwrittenValues } from './unwrittenValues.ts';

/** An acknowledgement's version, by the name under which it can be asked for. */
const APPRECS: ReadonlyMap<string, AppRecVersion> = new Map(
  (Object.keys(APPREC_VERSIONS) as AppRecVersion[]).map((version) => [`apprec-${version}`, version]),
);

/** Every message type and version that can be read and written, e.g. `henvisning-2.0`, `apprec-1.1`. */
export const MESSAGE_TYPES: readonly string[] = [...FORMATS.map(({ id }) => id), ...APPRECS.keys()];

/** What `to` may ask for: a message Bundle, the message that a Bundle names, or a message of a type and version. */
export const TARGETS: readonly string[] = ['fhir', 'kith', ...MESSAGE_TYPES.map((type) => `kith:${type}`)];

/** The translation of a message; without bundle and xml there is none, and the findings say why. */
export interface MessageTranslation {
  readonly bundle?: Bundle;
  readonly xml?: Uint8Array;
  readonly findings: readonly Finding[];
}

/**
 * A message translated to one of TARGETS; what another type or version cannot say is listed.
 *
 * @param message KITH XML as bytes, or what was parsed of JSON
 */
export function translateMessage(
  message: Uint8Array | object,
  target: string,
  decoder: KithDecoder,
): MessageTranslation {
  if (!TARGETS.includes(target)) {
    const supported = TARGETS.join(', ');
    return { findings: [createFinding(KITH_FINDINGS.unknownTarget, '', { target, supported })] };
  }
  const reading = message instanceof Uint8Array ? messageToFhir(message, decoder) : messageIn(message);
  if (reading.bundle === undefined || target === 'fhir') {
    return reading;
  }
  const type = target === 'kith' ? undefined : target.slice('kith:'.length);
  const { xml, findings } = messageToKith(reading.bundle, type, decoder);
  return { ...(xml === undefined ? {} : { xml }), findings: [...reading.findings, ...findings] };
}

function messageIn(value: object): MessageReading {
  if (hasResourceType(value) && value.resourceType === 'Bundle' && value.type === 'message') {
    return { bundle: value, findings: [] };
  }
  const found = hasResourceType(value) ? value.resourceType : 'no FHIR resource';
  return { findings: [createFinding(KITH_FINDINGS.notAMessageBundle, '', { found })] };
}

/** What reading a message for its translation gave; without Bundle it could not be read. */
export interface MessageReading {
  readonly bundle?: Bundle;
  readonly findings: readonly Finding[];
}

/** KITH XML, a message or an acknowledgement, as a message Bundle. */
export function messageToFhir(bytes: Uint8Array, decoder: KithDecoder): MessageReading {
  const acknowledgement = decoder.decodeAcknowledgement(bytes);
  if (acknowledgement !== undefined) {
    const { findings } = acknowledgement;
    return acknowledgement.ok ? { bundle: acknowledgement.bundle, findings } : { findings };
  }
  const decoded = decoder.decode(bytes);
  return decoded.kind === 'decoded'
    ? { bundle: decoded.bundle, findings: decoded.findings }
    : { findings: decoded.findings };
}

/**
 * A message Bundle as KITH XML; values of the Bundle that are not in the message are told.
 *
 * @param type one of MESSAGE_TYPES; the one that the Bundle names when absent
 */
export function messageToKith(bundle: Bundle, type: string | undefined, decoder: KithDecoder): KithEncoding {
  if (type === undefined) {
    return withUnwritten(bundle, encodeKith(bundle), decoder);
  }
  const header: unknown = bundle.entry?.[0]?.resource;
  const isAcknowledgement = isNode(header) && header.response !== undefined;
  const version = APPRECS.get(type);
  if (version === undefined && !isAcknowledgement) {
    const isSame = isNode(header) && header.definition === definitionOf({ id: type });
    return isSame
      ? messageToKith(bundle, undefined, decoder)
      : convertToKith(bundle, type, (xml) => decoder.decode(xml));
  }
  if (version === undefined || !isAcknowledgement) {
    const format = isNode(header) ? String(header.definition) : '';
    const conversions = isAcknowledgement ? [...APPRECS.keys()].join(', ') : '–';
    return {
      findings: [createFinding(KITH_FINDINGS.noConversion, '', { format, target: type, conversions })],
    };
  }
  if (header.definition !== definitionOfAppRec(version)) {
    return convertAppRec(bundle, version);
  }
  return withUnwritten(bundle, encodeAppRecBundle(bundle, version), decoder);
}

/**
 * With a warning for each value of the Bundle that is not in the message, or for each reason why its receiver would
 * have to reject it.
 */
function withUnwritten(bundle: Bundle, encoding: KithEncoding, decoder: KithDecoder): KithEncoding {
  if (encoding.xml === undefined) {
    return encoding;
  }
  const again = messageToFhir(encoding.xml, decoder);
  const told =
    again.bundle === undefined
      ? again.findings.map((finding) => ({ ...finding, severity: 'warning' as const }))
      : unwrittenValues(bundle, again.bundle);
  return { ...encoding, findings: [...encoding.findings, ...told] };
}
