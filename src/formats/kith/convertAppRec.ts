import type { Bundle } from '@medplum/fhirtypes';
import { extensionUrl, volven } from '../../fhir/systems.ts';
import { createFinding } from '../../findings/finding.ts';
import { decodeAppRec, definitionOfAppRec, encodeAppRecBundle } from './appRec.ts';
import type { AppRecVersion } from './appRecMapping.ts';
import type { KithEncoding } from './encode.ts';
import { KITH_FINDINGS } from './findings.ts';
import type { CodeKnowledge } from './mapping/decodeScope.ts';
import { isNode, nodesOf, type FhirNode } from './mapping/node.ts';
import { unsaidLeaves } from './unsaidLeaves.ts';
import { codingIn } from './values/codes.ts';
import type { XmlElement } from './xml/element.ts';
import { DEFAULT_XML_LIMITS } from './xml/prolog.ts';
import { readXml } from './xml/read.ts';

const ROLE = extensionUrl('party-role');
const COPY = 'COP';

/** Roles of the one who answers (list 8112) and of the one who is answered, as AppRec 1.1 has them. */
const ROLES = {
  primary: { system: volven(8112), code: 'PRIM', display: 'Primærmottaker' },
  copy: { system: volven(8112), code: COPY, display: 'Kopimottaker' },
  sender: { code: 'AVS', display: 'Avsender' },
  /** The only role of version 1.0 (list 7301) that follows from one of 1.1. */
  formerCopy: { system: volven(7301), code: COPY, display: 'Kopimottaker' },
} as const;

/**
 * An acknowledgement as its other version: namespace, version text and roles differ (HIS 80415:2012, 4.4.4; HIS
 * 80415:2004, 4.3.4). A warning for each value that is not in it, at its place in the acknowledgement as it was.
 */
export function convertAppRec(bundle: Bundle, version: AppRecVersion): KithEncoding {
  const source: AppRecVersion = version === '1.1' ? '1.0' : '1.1';
  const made = encodeAppRecBundle(asVersion(bundle, version), version);
  if (made.findings.some(({ definition }) => definition === KITH_FINDINGS.nothingToWrite)) {
    return { findings: made.findings };
  }
  const again = decodeAppRec(made.xml, NOTHING_KNOWN);
  const back = again.ok ? encodeAppRecBundle(asVersion(again.bundle, source), source).xml : undefined;
  const unsaid = unsaidLeaves(rootOf(encodeAppRecBundle(bundle, source).xml), rootOf(back))
    .filter((place) => place !== '/AppRec/MIGversion')
    .map((place) => createFinding(KITH_FINDINGS.cannotSay, place, { target: `apprec-${version}` }));
  return { xml: made.xml, findings: [...made.findings, ...unsaid] };
}

const NOTHING_KNOWN: CodeKnowledge = { hasCode: () => undefined, isTextOf: () => undefined };

function rootOf(xml: Uint8Array | undefined): XmlElement | undefined {
  const reading = xml === undefined ? undefined : readXml(xml, DEFAULT_XML_LIMITS);
  return reading?.ok === true ? reading.root : undefined;
}

const OF_VERSION: ReadonlySet<unknown> = new Set(
  ['implementation-version', 'unmapped-content'].map(extensionUrl),
);

function asVersion(bundle: Bundle, version: AppRecVersion): Bundle {
  const converted = structuredClone(bundle);
  const header: unknown = converted.entry?.[0]?.resource;
  if (isNode(header)) {
    header.definition = definitionOfAppRec(version);
    header.extension = nodesOf(header.extension).filter(({ url }) => !OF_VERSION.has(url));
    const answering = isNode(header.source) ? header.source : {};
    const isCopy = codingIn(answering, ROLE)?.code === COPY;
    const current = isCopy ? ROLES.copy : ROLES.primary;
    setRole(answering, version === '1.1' ? current : isCopy ? ROLES.formerCopy : undefined);
    for (const answered of nodesOf(header.destination)) {
      setRole(answered, version === '1.1' ? ROLES.sender : undefined);
    }
  }
  return converted;
}

function setRole(party: FhirNode, valueCoding: object | undefined): void {
  const others = nodesOf(party.extension).filter(({ url }) => url !== ROLE);
  const extension = valueCoding === undefined ? others : [...others, { url: ROLE, valueCoding }];
  if (extension.length > 0) {
    party.extension = extension;
  } else {
    delete party.extension;
  }
}
