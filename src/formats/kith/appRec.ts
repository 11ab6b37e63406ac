import type { Bundle, OperationOutcome } from '@medplum/fhirtypes';
import { createFinding, type Finding, type Language } from '../../findings/finding.ts';
import { issueOf, outcomeOf } from '../../fhir/outcome.ts';
import { extensionUrl, IDENTIFIER_SYSTEM, volven } from '../../fhir/systems.ts';
import { APPREC_ERRORS, type AppRecError } from './apprecError.ts';
import {
  APPREC_VERSIONS,
  currentType,
  decodeAppRecRows,
  encodeAppRecRows,
  issueTypeOf,
  messageTypeList,
  type AppRecVersion,
} from './appRecMapping.ts';
import type { EnvelopeIdentifier, EnvelopeLevel, EnvelopeParty, KithEnvelope } from './envelope.ts';
import { KITH_FINDINGS } from './findings.ts';
import { definitionOf } from './format.ts';
import { DecodeScope, type CodeKnowledge } from './mapping/decodeScope.ts';
import { EncodeScope } from './mapping/encodeScope.ts';
import { isNode, nodesOf, type FhirNode } from './mapping/node.ts';
import { addSystem } from './parts/identifier.ts';
import { endpointOf } from './parts/messageParty.ts';
import { markUnknown } from './parts/unknownPerson.ts';
import { restoreUnmapped } from './restoreUnmapped.ts';
import { withUnmapped } from './unmapped.ts';
import { textSlot } from './values/codes.ts';
import { readInstant, writeTime } from './values/dates.ts';
import { slotOf } from './values/original.ts';
import { messageIdSlot } from './values/simple.ts';
import { toOsloTime } from './values/osloTime.ts';
import type { XmlElement } from './xml/element.ts';
import { DEFAULT_XML_LIMITS } from './xml/prolog.ts';
import { readXml, type XmlReading } from './xml/read.ts';
import { writeXml } from './xml/write.ts';

/** An application acknowledgement to make: one for each of our own receivers of a message (HIS 80415:2012, 3.3.4). */
export interface AppRecInput {
  /** A UUID. */
  readonly id: string;
  /** When it is made. */
  readonly generated: Date;
  readonly software?: { readonly name: string; readonly version: string };
  /** The envelope of the message that is answered. */
  readonly envelope: KithEnvelope;
  /** Which of its receivers answers; the first by default. */
  readonly receiver?: { readonly role: string; readonly party: EnvelopeParty };
  /** What the standard of the message wants; 1.1 when absent. */
  readonly version?: AppRecVersion;
  /** Why it is rejected; empty or absent: it is accepted. */
  readonly faults?: readonly AppRecError[];
  /** By which the Bundle tells a text that is not the code's; nothing is known when absent. */
  readonly codes?: CodeKnowledge;
}

const NOTHING_KNOWN: CodeKnowledge = { hasCode: () => undefined, isTextOf: () => undefined };

/** List 8112, as AppRec 1.1 has it. */
const ROLES: Readonly<Record<string, string>> = {
  PRIM: 'Primærmottaker',
  COP: 'Kopimottaker',
  AVS: 'Avsender',
};

/** List 7301, as AppRec 1.0 has it. */
const FORMER_ROLES: Readonly<Record<string, string>> = {
  REQ: 'Rekvirent',
  SPR: 'Tjenesteyter',
  COP: 'Kopimottaker',
};

/** The AppRec as XML (version 1.1 unless asked): the same input gives the same bytes. */
export function encodeAppRec(
  input: AppRecInput,
  version: AppRecVersion = input.version ?? '1.1',
): Uint8Array {
  return encodeAppRecBundle(appRecToBundle({ ...input, version }), version).xml;
}

/**
 * The same answer as a message Bundle: MessageHeader with response, and an OperationOutcome with the faults and,
 * when given, the findings about a message that was taken in.
 */
export function appRecToBundle(
  input: AppRecInput,
  findings: readonly Finding[] = [],
  language: Language = 'en',
): Bundle {
  const { envelope, faults = [], version = '1.1' } = input;
  const scope = new DecodeScope(`AppRec|${input.id}`, {}, input.codes ?? NOTHING_KNOWN);
  const header: FhirNode = { resourceType: 'MessageHeader' };
  const outcome = outcomeFor(faults, findings, language) as unknown as FhirNode;
  scope.add(header, 'MessageHeader');
  const outcomeReference = scope.add(outcome, 'OperationOutcome');
  const receiver = input.receiver ?? envelope.receivers[0];
  const from = receiver === undefined ? undefined : addParty(receiver.party, 'Sender', scope);
  const to = addParty(envelope.sender, 'Receiver', scope);
  const generated = toOsloTime(input.generated.getTime());
  Object.assign(header, {
    extension: [
      { url: extensionUrl('implementation-version'), valueString: APPREC_VERSIONS[version].migVersion },
    ],
    eventCoding: { system: volven(8279), code: 'APPREC', display: 'Applikasjonskvittering' },
    definition: definitionOfAppRec(version),
    ...(from === undefined ? {} : { sender: scope.referenceTo(from) }),
    source: {
      ...(receiver === undefined ? {} : senderRole(receiver.role, envelope, version)),
      ...(input.software === undefined
        ? {}
        : { software: input.software.name, version: input.software.version }),
      ...endpointOf(from, scope),
    },
    destination: [
      { ...receiverRole(envelope, version), ...referenceFrom(to, scope), ...endpointOf(to, scope) },
    ],
    response: {
      extension: [
        { url: extensionUrl('original-type'), valueCoding: typeCoding(envelope, scope) },
        { url: extensionUrl('original-date'), ...dateOf(envelope.genDate, generated) },
      ],
      ...identifierOf(envelope.msgId),
      code: faults.length === 0 ? 'ok' : 'fatal-error',
      details: { reference: outcomeReference },
    },
  });
  return {
    resourceType: 'Bundle',
    type: 'message',
    identifier: { system: IDENTIFIER_SYSTEM.UUID, value: `urn:uuid:${input.id.toLowerCase()}` },
    timestamp: generated,
    entry: scope.entries,
  };
}

function referenceFrom(party: FhirNode | undefined, scope: DecodeScope): object {
  return party === undefined ? {} : { receiver: scope.referenceTo(party) };
}

function typeCoding({ type }: KithEnvelope, scope: DecodeScope): object {
  const current = currentType(type.code);
  if (current !== undefined) {
    return { system: volven(8279), ...current };
  }
  const coding = type.code === '' ? {} : { system: volven(messageTypeList(type.code)), code: type.code };
  return { ...coding, ...(type.display === undefined ? {} : textSlot(coding, type.display, scope)) };
}

function identifierOf(msgId: string): object {
  const { value, sibling } = messageIdSlot(msgId);
  return { identifier: value, ...(sibling === undefined ? {} : { _identifier: sibling }) };
}

/** The message's own time, as it was written; the answer's when that cannot be read. */
function dateOf(genDate: string, generated: string): object {
  const { value, sibling } = slotOf(readInstant(genDate), genDate, writeTime);
  return value === undefined
    ? { valueDateTime: generated }
    : { valueDateTime: value, ...(sibling === undefined ? {} : { _valueDateTime: sibling }) };
}

/** The role in which the message was received (HIS 80415:2012, 4.4.4; HIS 80415:2004, 4.3.4). */
function senderRole(role: string, { contentRoles }: KithEnvelope, version: AppRecVersion): object {
  if (version === '1.1') {
    return roleExtension(8112, role === 'PRIM' ? 'PRIM' : 'COP', ROLES);
  }
  return roleExtension(7301, role === 'PRIM' ? contentRoles?.receiver : 'COP', FORMER_ROLES);
}

function receiverRole({ contentRoles }: KithEnvelope, version: AppRecVersion): object {
  return version === '1.1'
    ? roleExtension(undefined, 'AVS', ROLES)
    : roleExtension(7301, contentRoles?.sender, FORMER_ROLES);
}

function roleExtension(
  list: number | undefined,
  code: string | undefined,
  names: Readonly<Record<string, string>>,
): object {
  return code === undefined
    ? {}
    : {
        extension: [
          {
            url: extensionUrl('party-role'),
            valueCoding: {
              ...(list === undefined ? {} : { system: volven(list) }),
              code,
              display: names[code],
            },
          },
        ],
      };
}

function outcomeFor(
  faults: readonly AppRecError[],
  findings: readonly Finding[],
  language: Language,
): OperationOutcome {
  if (faults.length === 0) {
    return outcomeOf(findings, language);
  }
  const issue = faults.map(({ code, reason }) => ({
    severity: 'error' as const,
    code: issueTypeOf(code) as 'processing',
    details: { coding: [{ system: volven(8221), code, display: APPREC_ERRORS[code] }], text: reason },
  }));
  return {
    resourceType: 'OperationOutcome',
    issue: [...issue, ...findings.map((finding) => issueOf(finding, language))],
  };
}

/** The levels of a party as resources; the innermost is returned. */
function addParty(party: EnvelopeParty, key: string, scope: DecodeScope): FhirNode | undefined {
  let organization: FhirNode | undefined;
  for (const [index, level] of party.organisations.entries()) {
    const inner: FhirNode = {
      resourceType: 'Organization',
      ...levelContent(level, 9051, scope),
      ...(level.name === undefined ? {} : { name: level.name }),
      ...(organization === undefined ? {} : { partOf: scope.referenceTo(organization) }),
    };
    scope.add(inner, `${key}/${index}`);
    organization = inner;
  }
  if (party.professional === undefined) {
    return organization;
  }
  const { name } = party.professional;
  const practitioner: FhirNode = {
    resourceType: 'Practitioner',
    ...levelContent(party.professional, 8116, scope),
    ...(name === undefined ? {} : { name: [{ text: name }] }),
  };
  scope.add(practitioner, `${key}/Practitioner`);
  const role: FhirNode = {
    resourceType: 'PractitionerRole',
    practitioner: scope.referenceTo(practitioner),
    ...(organization === undefined ? {} : { organization: scope.referenceTo(organization) }),
  };
  scope.add(role, `${key}/PractitionerRole`);
  return role;
}

function levelContent({ identifiers }: EnvelopeLevel, list: 8116 | 9051, scope: DecodeScope): FhirNode {
  return identifiers.length === 0
    ? {}
    : { identifier: identifiers.map((identifier) => toIdentifier(identifier, list, scope)) };
}

function toIdentifier({ id, type }: EnvelopeIdentifier, list: 8116 | 9051, scope: DecodeScope): FhirNode {
  const system = type.system === undefined ? volven(list) : `urn:oid:${type.system}`;
  const coding = { system, code: type.code };
  const text = type.display === undefined ? {} : textSlot(coding, type.display, scope);
  const identifier: FhirNode = {
    value: id,
    ...(type.code === '' ? {} : { type: { coding: [{ ...coding, ...text }] } }),
  };
  addSystem(identifier);
  return identifier;
}

/** Canonical URL by which a MessageHeader (element `definition`) names the version of the acknowledgement. */
export function definitionOfAppRec(version: AppRecVersion): string {
  return definitionOf({ id: `apprec-${version}` });
}

/** The version that the MessageHeader names; 1.1 where it names none. */
function versionOf(bundle: Bundle): AppRecVersion {
  const header: unknown = bundle.entry?.[0]?.resource;
  return isNode(header) && header.definition === definitionOfAppRec('1.0') ? '1.0' : '1.1';
}

/** The XML of an acknowledgement's message Bundle, ours or another's. */
export function encodeAppRecBundle(
  bundle: Bundle,
  version: AppRecVersion = versionOf(bundle),
): { readonly xml: Uint8Array; readonly findings: readonly Finding[] } {
  const scope = new EncodeScope(bundle, { ar: APPREC_VERSIONS[version].namespace });
  const [first] = nodesOf(bundle.entry);
  const header = isNode(first?.resource) ? first.resource : {};
  const response = isNode(header.response) ? header.response : {};
  scope.setRoot('bundle', bundle as unknown as FhirNode);
  scope.setRoot('header', header);
  scope.setRoot('outcome', scope.resolveIn(response.details) ?? {});
  const draft = restoreUnmapped(encodeAppRecRows(header, scope, version), header);
  return { xml: writeXml(draft, new Map()), findings: scope.findings };
}

/** The result of reading an acknowledgement: a message Bundle, or why it could not be read. */
export type AppRecReading =
  | {
      readonly ok: true;
      readonly version: AppRecVersion;
      readonly bundle: Bundle;
      readonly findings: readonly Finding[];
    }
  | { readonly ok: false; readonly findings: readonly Finding[] };

/** Whether the root is that of an acknowledgement, of whatever version. */
export function isAppRec(root: XmlElement): boolean {
  return root.name === 'AppRec';
}

/** Reads an AppRec 1.0 or 1.1. */
export function decodeAppRec(bytes: Uint8Array, codes: CodeKnowledge): AppRecReading {
  return decodeAppRecReading(readXml(bytes, DEFAULT_XML_LIMITS), codes);
}

/** The same of XML that has been read; what breaks the schema is told. */
export function decodeAppRecReading(reading: XmlReading, codes: CodeKnowledge): AppRecReading {
  const root = reading.ok ? reading.root : undefined;
  const version = Object.entries(APPREC_VERSIONS).find(
    ([, { namespace }]) => namespace === root?.namespace,
  )?.[0];
  if (root?.name !== 'AppRec' || (version !== '1.0' && version !== '1.1')) {
    const reason = reading.ok ? `{${reading.root.namespace}}${reading.root.name}` : reading.refusal.reason;
    return {
      ok: false,
      findings: [createFinding(KITH_FINDINGS.unsupportedFormat, '', { format: reason, supported: 'AppRec' })],
    };
  }
  const id = root.children.find(({ name }) => name === 'Id')?.text.trim() ?? '';
  const scope = new DecodeScope(`AppRec|${id}`, { ar: root.namespace }, codes);
  const header: FhirNode = { resourceType: 'MessageHeader' };
  const outcome: FhirNode = { resourceType: 'OperationOutcome' };
  scope.setRoot('bundle', { resourceType: 'Bundle', type: 'message' });
  scope.setRoot('header', header);
  scope.setRoot('outcome', outcome);
  scope.add(header, 'MessageHeader');
  const details = { reference: scope.add(outcome, 'OperationOutcome') };
  header.definition = definitionOfAppRec(version);
  decodeAppRecRows(root, scope, version);
  header.response = { ...(isNode(header.response) ? header.response : {}), details };
  const isRejected = isNode(header.response) && header.response.code === 'fatal-error';
  outcome.issue ??= outcomeOf(
    isRejected ? [createFinding(KITH_FINDINGS.rejectedWithoutReason, '/AppRec/Status')] : [],
  ).issue;
  markUnknown(scope.resources);
  const bundle = withUnmapped(scope);
  return { ok: true, version, bundle, findings: scope.findings };
}
