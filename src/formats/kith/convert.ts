import type { Bundle } from '@medplum/fhirtypes';
import { extensionUrl, volven } from '../../fhir/systems.ts';
import { createFinding } from '../../findings/finding.ts';
import { CURRENT_TYPES, type TypeOfMessage } from './appRecMapping.ts';
import type { KithDecodeResult } from './decode.ts';
import { encodeKith, type KithEncoding } from './encode.ts';
import { KITH_FINDINGS } from './findings.ts';
import { definitionOf, type DocumentFormat } from './format.ts';
import { FORMATS } from './formats.ts';
import { classOf } from './mapping/classTag.ts';
import { isNode, nodesOf, type FhirNode } from './mapping/node.ts';
import { toReferral10, toReferral11, toReferral20 } from './referralVersions.ts';
import { unsaidLeaves } from './unsaidLeaves.ts';
import type { XmlElement } from './xml/element.ts';
import { DEFAULT_XML_LIMITS } from './xml/prolog.ts';
import { readXml } from './xml/read.ts';

/**
 * A message Bundle as the same message of another version: the homes are the same, so that the rows of that version
 * write what they have. What it has another class, list or type for is marked as that. Undefined: there is no other
 * version of that name, or it has nothing for this message.
 */
export function convertMessage(bundle: Bundle, target: string): Bundle | undefined {
  const format = FORMATS.find(({ id }) => id === target);
  const converted = structuredClone(bundle);
  const header = headerOf(converted);
  const source = formatOf(converted);
  if (format === undefined || header === undefined || source === undefined) {
    return undefined;
  }
  if (source === format) {
    return converted;
  }
  if (!conversionsOf(source.id).includes(target) || (target !== REPLY_VERSION && isReply(converted))) {
    return undefined;
  }
  header.definition = definitionOf(format);
  header.eventCoding = eventFor(header, converted, format);
  delete header.eventUri;
  header.extension = nodesOf(header.extension).filter(({ url }) => !OF_VERSION.has(String(url)));
  CHANGES.get(target)?.(converted, header);
  return converted;
}

/** What a message of the format can be asked for as: the other versions of its type. */
export function conversionsOf(format: string): readonly string[] {
  return FORMATS.filter(({ id }) => id !== format && typeOf(id) === typeOf(format)).map(({ id }) => id);
}

/** `henvisning-2.0` → `henvisning` */
function typeOf(format: string): string {
  return format.slice(0, format.lastIndexOf('-'));
}

function formatOf(bundle: Bundle): DocumentFormat | undefined {
  const header = headerOf(bundle);
  return FORMATS.find((candidate) => definitionOf(candidate) === header?.definition);
}

/** What a version has other classes and lists for. */
const CHANGES: ReadonlyMap<string, (bundle: Bundle, header: FhirNode) => void> = new Map([
  ['henvisning-2.0', toReferral20],
  ['henvisning-1.1', toReferral11],
  ['henvisning-1.0', toReferral10],
]);

/** The only version with the municipality's reply; before it is a health-professional dialogue. */
const REPLY_VERSION = 'pasientlogistikk-2.0';
const REPLY_NOTICE = 'TilbakemeldingUtskrivningsklarPasient';

function isReply(bundle: Bundle): boolean {
  return nodesOf(bundle.entry).some(({ resource }) => isNode(resource) && classOf(resource) === REPLY_NOTICE);
}

/** A version that names its types by another list or by other codes. */
interface NamedTypes {
  readonly list: 8279 | 8263 | 7315;
  readonly usual: TypeOfMessage;
  /** By the type of the message in the version that it was. */
  readonly of: Readonly<Record<string, TypeOfMessage>>;
}

const TYPES: Readonly<Record<string, NamedTypes>> = {
  'henvisning-2.0': {
    list: 8279,
    usual: { code: 'HENVISNING_NYTILSTAND', display: 'Henvisning ny tilstand' },
    of: {},
  },
  'henvisning-1.1': {
    list: 8279,
    usual: { code: 'HENVISNING', display: 'Henvisning' },
    of: CURRENT_TYPES[8263],
  },
  'henvisning-1.0': {
    list: 8263,
    usual: { code: 'H', display: 'Henvisning' },
    of: formerTypes(CURRENT_TYPES[8263]),
  },
  'epikrise-1.2': {
    list: 8279,
    usual: { code: 'EPIKRISE', display: 'Epikrise' },
    of: CURRENT_TYPES[7315],
  },
  'epikrise-1.1': {
    list: 7315,
    usual: { code: 'E', display: 'Epikrise' },
    of: formerTypes(CURRENT_TYPES[7315]),
  },
  'utskrivningsrapport-1.6': {
    list: 8279,
    usual: { code: 'UTSKRIVNINGSRAPPORT', display: 'Utskrivningsrapport' },
    of: {},
  },
  'utskrivningsrapport-1.5': {
    list: 8279,
    usual: { code: 'TVERRFAGLIG_EPIKRISE', display: 'Tverrfaglig epikrise' },
    of: {},
  },
};

/** The same table the other way. */
function formerTypes(
  current: Readonly<Record<string, TypeOfMessage>>,
): Readonly<Record<string, TypeOfMessage>> {
  return Object.fromEntries(
    Object.entries(current).map(([former, { code, display }]) => [code, { code: former, display }]),
  );
}

/** What all notices were called in version 1.5 (HIS 80704:2009, 13), and their own types since, by their class. */
const COMMON_NOTICE = 'PASIENTLOGISTIKK';
const ADMITTED: TypeOfMessage = { code: 'LOG_INNLAGT', display: 'Melding om innlagt pasient' };
const NOTICES: Readonly<Record<string, TypeOfMessage>> = {
  MeldingInnlagtPasient: ADMITTED,
  MeldingUtskrivningsklarPasient: {
    code: 'LOG_UTSKRIVNINGSKLAR',
    display: 'Melding om utskrivningsklar pasient',
  },
  AvmeldingUtskrivningsklarPasient: {
    code: 'LOG_AVMELDING',
    display: 'Avmelding av utskrivningsklar pasient',
  },
  MeldingOmUtskrevetPasient: { code: 'LOG_UTSKREVET', display: 'Melding om utskrevet pasient' },
  OrienteringOmDod: { code: 'LOG_DOD', display: 'Orientering om dødsfall' },
};

/** The type of the message in the other version; its own where that has no other name for it. */
function eventFor(header: FhirNode, bundle: Bundle, format: DocumentFormat): object {
  const stated = isNode(header.eventCoding) ? header.eventCoding : {};
  const code = String(stated.code);
  const types = TYPES[format.id];
  if (types !== undefined) {
    return { system: volven(types.list), ...(types.of[code] ?? types.usual) };
  }
  return code === COMMON_NOTICE && !format.eventCodes.includes(code)
    ? { system: volven(8279), ...noticeType(bundle) }
    : stated;
}

function noticeType(bundle: Bundle): TypeOfMessage {
  const classes = nodesOf(bundle.entry).flatMap(
    ({ resource }) => (isNode(resource) ? classOf(resource) : undefined) ?? [],
  );
  return classes.flatMap((className) => NOTICES[className] ?? [])[0] ?? ADMITTED;
}

const OF_VERSION: ReadonlySet<string> = new Set(
  ['implementation-version', 'message-version', 'unmapped-content'].map(extensionUrl),
);

/** What the other version says of itself, and so no content. */
const ENVELOPE = /^\/(?:Message|MsgHead\/MsgInfo)\/(?:Type|MIGversion|MsgVersion)(?:\/|$)/;

/**
 * The message as XML of another version, with a warning for each value that is not in it: the place is that of the
 * message as it was. Without XML where the other version requires an element that the message has no value for; the
 * findings name each.
 *
 * @param decode reads the XML that was made, to find out what it says
 */
export function convertToKith(
  bundle: Bundle,
  target: string,
  decode: (xml: Uint8Array) => KithDecodeResult,
): KithEncoding {
  const source = formatOf(bundle);
  const converted = convertMessage(bundle, target);
  if (converted === undefined || source === undefined) {
    const format = String(headerOf(bundle)?.definition);
    const conversions = source === undefined ? '–' : conversionsOf(source.id).join(', ') || '–';
    return { findings: [createFinding(KITH_FINDINGS.noConversion, '', { format, target, conversions })] };
  }
  const made = encodeKith(converted);
  if (
    made.xml === undefined ||
    made.findings.some(({ definition }) => definition === KITH_FINDINGS.nothingToWrite)
  ) {
    return { findings: made.findings };
  }
  const again = decode(made.xml);
  if (again.kind !== 'decoded') {
    const reasons = again.findings.map((finding) => ({ ...finding, severity: 'warning' as const }));
    return { xml: made.xml, findings: [...made.findings, ...reasons] };
  }
  const back = convertMessage(again.bundle, source.id);
  const unsaid = unsaidLeaves(rootOf(bundle), rootOf(back ?? again.bundle))
    .filter((place) => !ENVELOPE.test(place))
    .map((place) => createFinding(KITH_FINDINGS.cannotSay, place, { target }));
  return { xml: made.xml, findings: [...made.findings, ...unsaid] };
}

/** The message that is written of a Bundle. */
function rootOf(bundle: Bundle): XmlElement | undefined {
  const { xml } = encodeKith(bundle);
  const reading = xml === undefined ? undefined : readXml(xml, DEFAULT_XML_LIMITS);
  return reading?.ok === true ? reading.root : undefined;
}

function headerOf(bundle: Bundle): FhirNode | undefined {
  const resource: unknown = bundle.entry?.[0]?.resource;
  return isNode(resource) && resource.resourceType === 'MessageHeader' ? resource : undefined;
}
