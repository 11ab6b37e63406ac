import type { Bundle } from '@medplum/fhirtypes';
import { extensionUrl, volven } from '../../fhir/systems.ts';
import { createFinding } from '../../findings/finding.ts';
import type { KithDecodeResult } from './decode.ts';
import { encodeKith, type KithEncoding } from './encode.ts';
import { KITH_FINDINGS } from './findings.ts';
import { definitionOf, type DocumentFormat } from './format.ts';
import { FORMATS } from './formats.ts';
import { measureLeafCoverage } from './leafCoverage.ts';
import { classOf, markClass } from './mapping/classTag.ts';
import { isNode, nodesOf, type FhirNode } from './mapping/node.ts';
import { codingIn } from './values/codes.ts';
import { DEFAULT_XML_LIMITS } from './xml/prolog.ts';
import { readXml } from './xml/read.ts';

/**
 * A message Bundle as the same message of another version: a referral 1.x as 2.0 (for a new condition), and a referral
 * 2.0 as 1.1. What the other version has another class for is marked as that; the homes are the same.
 */
export function convertMessage(bundle: Bundle, target: string): Bundle | undefined {
  const format = FORMATS.find(({ id }) => id === target);
  const converted = structuredClone(bundle);
  const header = headerOf(converted);
  const source = FORMATS.find((candidate) => definitionOf(candidate) === header?.definition);
  const change = CHANGES.find(
    ({ from, to }) => source !== undefined && from.includes(source.id) && to === target,
  );
  if (format === undefined || header === undefined) {
    return undefined;
  }
  if (source === format) {
    return converted;
  }
  if (change === undefined) {
    return undefined;
  }
  renameMessage(header, format, change.event);
  change.convert(converted, header);
  return converted;
}

/** The conversions between versions: what can be asked for, from what. */
export const CHANGES: readonly {
  readonly from: readonly string[];
  readonly to: string;
  /** List 8279. */
  readonly event: { readonly code: string; readonly display: string };
  readonly convert: (bundle: Bundle, header: FhirNode) => void;
}[] = [
  {
    from: ['henvisning-1.0', 'henvisning-1.1'],
    to: 'henvisning-2.0',
    event: { code: 'HENVISNING_NYTILSTAND', display: 'Henvisning ny tilstand' },
    convert: toReferral20,
  },
  {
    from: ['henvisning-2.0', 'henvisning-1.0'],
    to: 'henvisning-1.1',
    event: { code: 'HENVISNING', display: 'Henvisning' },
    convert: toReferral11,
  },
];

/** List 8254: the referring professional. */
const REFERRER = 'HHE';
/** The general practitioner: list 8254 → list 9034. */
export const GENERAL_PRACTITIONER = { relation: 'FLE', role: '6' } as const;
const RELATION = extensionUrl('report-relation');

function toReferral20(bundle: Bundle, header: FhirNode): void {
  // A referral has one receiver (HIS 80517:2017).
  header.destination = nodesOf(header.destination).slice(0, 1);
  withCurrentRelations(bundle);
  for (const role of ofClass(bundle, 'PatRelHCP')) {
    if (role.practitioner === undefined) {
      // A contact is a person there.
      removeFromReferral(bundle, role);
    }
    const relation = codingIn(role, RELATION)?.code;
    markClass(role, relation === REFERRER ? 'AnsvarForRapport' : 'KontaktpersonHelsepersonell');
    if (relation === GENERAL_PRACTITIONER.relation) {
      role.code = [{ coding: [{ system: volven(9034), code: GENERAL_PRACTITIONER.role }] }];
    }
  }
  resourcesOf(bundle)
    .filter(({ resourceType }) => resourceType === 'Practitioner' || resourceType === 'Patient')
    .forEach(splitName);
}

/** List 7319, of Henvisning 1.0: the codes that list 8254 has too. */
export const RELATIONS_IN_BOTH_LISTS: ReadonlySet<string> = new Set([
  'AUT',
  'ARP',
  'HHE',
  'REK',
  'FLE',
  'OES',
  'OEB',
]);

function withCurrentRelations(bundle: Bundle): void {
  for (const role of ofClass(bundle, 'PatRelHCP')) {
    for (const { url, valueCoding } of nodesOf(role.extension)) {
      if (url === RELATION && isNode(valueCoding) && RELATIONS_IN_BOTH_LISTS.has(String(valueCoding.code))) {
        valueCoding.system = volven(8254);
      }
    }
  }
}

function removeFromReferral(bundle: Bundle, role: FhirNode): void {
  const url = urlOf(bundle, role);
  for (const request of resourcesOf(bundle).filter(({ resourceType }) => resourceType === 'ServiceRequest')) {
    request.supportingInfo = nodesOf(request.supportingInfo).filter(({ reference }) => reference !== url);
  }
}

/** A name that was one text, in parts: before and after a comma, else the last word is the family name. */
function splitName({ name }: FhirNode): void {
  for (const stated of nodesOf(name)) {
    if (typeof stated.text === 'string' && stated.family === undefined) {
      const [, before, after] = /^([^,]+),\s*(.+)$/.exec(stated.text) ?? [];
      const words = stated.text.trim().split(/\s+/);
      stated.family = before ?? words.at(-1);
      const given = after ?? words.slice(0, -1).join(' ');
      if (given !== '') {
        stated.given = [given];
      }
    }
  }
}

function toReferral11(bundle: Bundle, header: FhirNode): void {
  const documents = new Set(
    resourcesOf(bundle)
      .filter(({ resourceType }) => resourceType === 'ServiceRequest')
      .map((resource) => urlOf(bundle, resource)),
  );
  header.focus = nodesOf(header.focus).filter((reference) => {
    const [content] = nodesOf(resourceAt(bundle, reference.reference)?.content);
    return !(isNode(content?.attachment) && documents.has(String(content.attachment.url)));
  });
  withCurrentRelations(bundle);
  for (const role of [
    ...ofClass(bundle, 'AnsvarForRapport'),
    ...ofClass(bundle, 'KontaktpersonHelsepersonell'),
  ]) {
    const [concept] = nodesOf(role.code);
    const isGeneralPractitioner = nodesOf(concept?.coding)[0]?.code === GENERAL_PRACTITIONER.role;
    if (codingIn(role, RELATION) === undefined && isGeneralPractitioner) {
      const valueCoding = { system: volven(8254), code: GENERAL_PRACTITIONER.relation, display: 'Fastlege' };
      role.extension = [...nodesOf(role.extension), { url: RELATION, valueCoding }];
    }
    markClass(role, 'PatRelHCP');
  }
}

/** The versions of envelope and guide are those of the target. */
function renameMessage(
  header: FhirNode,
  format: DocumentFormat,
  event: { readonly code: string; readonly display: string },
): void {
  header.definition = definitionOf(format);
  header.eventCoding = { system: volven(8279), ...event };
  delete header.eventUri;
  header.extension = nodesOf(header.extension).filter(({ url }) => !OF_VERSION.has(String(url)));
}

const OF_VERSION: ReadonlySet<string> = new Set(
  ['implementation-version', 'message-version', 'unmapped-content'].map(extensionUrl),
);

/** What the other version says of itself, and so no content. */
const ENVELOPE = /^\/(?:Message|MsgHead\/MsgInfo)\/(?:Type|MIGversion|MsgVersion)(?:\/|$)|\/MsgType(?:\/|$)/;

/**
 * The message as XML of another type or version, with a warning for each value that is not in it: the place is that
 * of the message as it was. Severity error: the XML does not follow its schema.
 *
 * @param decode reads the XML that was made, to find out what it says
 */
export function convertToKith(
  bundle: Bundle,
  target: string,
  decode: (xml: Uint8Array) => KithDecodeResult,
): KithEncoding {
  const converted = convertMessage(bundle, target);
  if (converted === undefined) {
    const format = String(headerOf(bundle)?.definition);
    const conversions = CHANGES.map(({ to }) => to).join(', ');
    return { findings: [createFinding(KITH_FINDINGS.noConversion, '', { format, target, conversions })] };
  }
  const made = encodeKith(converted);
  const former = encodeKith(bundle).xml;
  if (made.xml === undefined || former === undefined) {
    return made;
  }
  const reading = readXml(former, DEFAULT_XML_LIMITS);
  const again = decode(made.xml);
  if (again.kind !== 'decoded') {
    const reasons = again.findings.map((finding) => ({ ...finding, severity: 'warning' as const }));
    return { xml: made.xml, findings: [...made.findings, ...reasons] };
  }
  const lost = reading.ok ? measureLeafCoverage(reading.root, again.bundle).lost : [];
  const unsaid = lost
    .filter((place) => !ENVELOPE.test(place))
    .map((place) => createFinding(KITH_FINDINGS.cannotSay, place, { target }));
  return { xml: made.xml, findings: [...made.findings, ...unsaid] };
}

function headerOf(bundle: Bundle): FhirNode | undefined {
  const resource: unknown = bundle.entry?.[0]?.resource;
  return isNode(resource) && resource.resourceType === 'MessageHeader' ? resource : undefined;
}

function resourcesOf(bundle: Bundle): FhirNode[] {
  return nodesOf(bundle.entry).flatMap(({ resource }) => (isNode(resource) ? [resource] : []));
}

function ofClass(bundle: Bundle, className: string): FhirNode[] {
  return resourcesOf(bundle).filter((resource) => classOf(resource) === className);
}

function resourceAt(bundle: Bundle, url: unknown): FhirNode | undefined {
  const resource = nodesOf(bundle.entry).find(({ fullUrl }) => fullUrl === url)?.resource;
  return isNode(resource) ? resource : undefined;
}

function urlOf(bundle: Bundle, resource: FhirNode): string {
  return String(nodesOf(bundle.entry).find((entry) => entry.resource === resource)?.fullUrl);
}
