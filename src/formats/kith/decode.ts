import type { Bundle } from '@medplum/fhirtypes';
import { createFinding, describeFinding, type Finding } from '../../findings/finding.ts';
import { decodeAppRecReading, isAppRec, type AppRecReading } from './appRec.ts';
import type { AppRecError, AppRecErrorCode } from './apprecError.ts';
import { isRootOf } from './document.ts';
import type { AppRecVersion } from './appRecMapping.ts';
import type { KithEnvelope } from './envelope.ts';
import { KITH_FINDINGS } from './findings.ts';
import type { DocumentFormat } from './format.ts';
import { DOCUMENT_FORMATS, FORMATS } from './formats.ts';
import { MESSAGE_FORMATS } from './messageFormats.ts';
import { DecodeScope, type CodeKnowledge } from './mapping/decodeScope.ts';
import { decodeMessage } from './messageRoot.ts';
import { createMsgHead, MSGHEAD_NAMESPACE, MSGHEAD_NAMESPACES } from './msgHead.ts';
import { missingOfPatient } from './patientIdentity.ts';
import { readEnvelope } from './readEnvelope.ts';
import { withUnmapped } from './unmapped.ts';
import { UUID } from './values/simple.ts';
import { childOf, childrenOf, pathOf, type XmlElement } from './xml/element.ts';
import { DEFAULT_XML_LIMITS, type XmlLimits } from './xml/prolog.ts';
import { readXml, type SchemaFault, type XmlRefusal } from './xml/read.ts';
import { scanXml } from './xml/scan.ts';
import { openSchemas } from './xml/schemas.ts';

/** What became of the bytes. */
export type KithDecodeResult =
  | {
      readonly kind: 'decoded';
      readonly envelope: KithEnvelope;
      /** Version of the acknowledgement that the message's own standard wants. */
      readonly appRecVersion: AppRecVersion;
      /** Of type message; the first entry is the MessageHeader. */
      readonly bundle: Bundle;
      readonly findings: readonly Finding[];
    }
  | {
      /** To be answered with a negative AppRec. */
      readonly kind: 'rejected';
      readonly envelope: KithEnvelope;
      readonly appRecVersion: AppRecVersion;
      readonly faults: readonly AppRecError[];
      readonly findings: readonly Finding[];
    }
  /** Sender or id cannot be read: there is nobody to acknowledge to. */
  | { readonly kind: 'unreadable'; readonly findings: readonly Finding[] };

export interface KithDecoderOptions {
  /** Folder of the official XML schemas (KITH_SCHEMA_DIR); without it nothing is validated. */
  readonly schemaDir?: string;
  readonly terminology: CodeKnowledge;
  readonly limits?: Partial<XmlLimits>;
  /**
   * Whether a message that breaks its schema is rejected (T02). HIS 80415:2012, 3.3.4 allows it and does not
   * demand it; otherwise the faults are findings. T01 and T10 are allowed too, and without alternative here. E10
   * and E36 are demanded.
   */
  readonly rejectSchemaFaults?: boolean;
}

export interface KithDecoder {
  decode(bytes: Uint8Array): KithDecodeResult;
  /** An application acknowledgement; undefined when the bytes are something else. */
  decodeAcknowledgement(bytes: Uint8Array): AppRecReading | undefined;
}

export function createKithDecoder(options: KithDecoderOptions): KithDecoder {
  const { terminology, rejectSchemaFaults = true } = options;
  const limits = { ...DEFAULT_XML_LIMITS, ...options.limits };
  const schemas = options.schemaDir === undefined ? undefined : openSchemas(options.schemaDir);
  const msgHead = createMsgHead(DOCUMENT_FORMATS);
  return {
    decodeAcknowledgement: (bytes) => {
      const reading = readXml(
        bytes,
        limits,
        schemas && ((root) => (isAppRec(root) ? schemas.validate : undefined)),
      );
      if (!reading.ok || !isAppRec(reading.root)) {
        return undefined;
      }
      const read = decodeAppRecReading(reading, terminology);
      return { ...read, findings: [...schemaWarnings(reading.schemaFaults), ...read.findings] };
    },
    decode: (bytes) => {
      const reading = readXml(
        bytes,
        limits,
        schemas && ((root) => (formatOf(root) === undefined ? undefined : schemas.validate)),
      );
      if (!reading.ok) {
        return notRead(reading.refusal, bytes, limits);
      }
      const { root, schemaFaults = [] } = reading;
      if (isAppRec(root)) {
        const finding = createFinding(KITH_FINDINGS.acknowledgement, pathOf(root));
        return { kind: 'unreadable', findings: [finding] };
      }
      const envelope = readEnvelope(root);
      if (envelope === undefined) {
        return { kind: 'unreadable', findings: [...schemaFaults.map(schemaFinding), unreadable(root)] };
      }
      const format = formatOf(root);
      if (format === undefined) {
        return rejected(envelope, root, [withoutFormat(root)]);
      }
      const grounds: Ground[] = [
        ...identityGrounds(envelope),
        ...(rejectSchemaFaults && schemaFaults.length > 0
          ? schemaFaults.map((fault): Ground => ['T02', schemaFinding(fault)])
          : patientGrounds(envelope)),
      ];
      if (grounds.length > 0) {
        return rejected(envelope, root, grounds);
      }
      const key = `${envelope.sender.key}|${envelope.msgId}`;
      const scope = new DecodeScope(key, namespacesOf(format), terminology);
      if (MESSAGE_FORMATS.includes(format)) {
        decodeMessage(root, scope, format);
      } else {
        msgHead.decode(root, scope, format);
      }
      if (scope.mainResource === undefined) {
        return rejected(envelope, root, [['T02', createFinding(KITH_FINDINGS.noContent, pathOf(root))]]);
      }
      const bundle = withUnmapped(scope);
      return {
        kind: 'decoded',
        envelope,
        appRecVersion: format.appRecVersion,
        bundle,
        findings: [...schemaWarnings(schemaFaults), ...scope.findings],
      };
    },
  };
}

/** A ground for rejection: its code in list 8221 and the finding that tells it. */
type Ground = readonly [AppRecErrorCode, Finding];

function rejected(envelope: KithEnvelope, root: XmlElement, grounds: readonly Ground[]): KithDecodeResult {
  return {
    kind: 'rejected',
    envelope,
    appRecVersion: appRecVersionOf(root),
    faults: grounds.map(([code, finding]) => ({ code, reason: describeFinding(finding, 'no').message })),
    findings: grounds.map(([, finding]) => finding),
  };
}

function notRead(refusal: XmlRefusal, bytes: Uint8Array, limits: XmlLimits): KithDecodeResult {
  const finding = refusalFinding(refusal, limits);
  const root = refusal.reason === 'too-large' ? undefined : scanXml(bytes);
  const envelope = root === undefined ? undefined : readEnvelope(root);
  return root === undefined || envelope === undefined
    ? { kind: 'unreadable', findings: [finding] }
    : rejected(envelope, root, [['T01', finding], ...identityGrounds(envelope)]);
}

function refusalFinding(refusal: XmlRefusal, limits: XmlLimits): Finding {
  switch (refusal.reason) {
    case 'not-well-formed':
      return createFinding(KITH_FINDINGS.notXml, '', { line: String(refusal.line), reason: refusal.message });
    case 'document-type':
      return createFinding(KITH_FINDINGS.documentType, '');
    case 'too-large':
      return createFinding(KITH_FINDINGS.tooLarge, '', { limit: String(limits.maxBytes) });
    case 'too-much-markup':
      return createFinding(KITH_FINDINGS.tooMuchMarkup, '', { limit: String(limits.maxMarkup) });
    case 'too-deep':
      return createFinding(KITH_FINDINGS.tooDeep, '', { limit: String(limits.maxDepth) });
  }
}

function identityGrounds(envelope: KithEnvelope): Ground[] {
  return UUID.test(envelope.msgId)
    ? []
    : [
        [
          'E10',
          createFinding(KITH_FINDINGS.messageIdNotUuid, envelope.places.messageId, { id: envelope.msgId }),
        ],
      ];
}

/** Lists 8306 and 8304: an emergency, which is taken in whoever the patient is. */
const EMERGENCY = '0';

function patientGrounds({ patient, priority, places }: KithEnvelope): Ground[] {
  const missing = priority === EMERGENCY ? [] : missingOfPatient(patient);
  return missing.length === 0
    ? []
    : [
        [
          'E36',
          createFinding(KITH_FINDINGS.patientNotIdentified, places.patient, {
            missing: missing.join('; '),
          }),
        ],
      ];
}

function unreadable(root: XmlElement): Finding {
  return createFinding(KITH_FINDINGS.unreadableSender, pathOf(root));
}

/** A version of the envelope, or a document, that is not ours; or no document at all. */
function withoutFormat(root: XmlElement): Ground {
  const content = root.namespace === MSGHEAD_NAMESPACE ? contentsOf(root)[0] : root;
  if (content === undefined) {
    return ['T02', createFinding(KITH_FINDINGS.noContent, pathOf(root))];
  }
  const finding = createFinding(KITH_FINDINGS.unsupportedFormat, pathOf(content), {
    format: `{${content.namespace}}${content.name}`,
    supported: FORMATS.map(({ id }) => id).join(', '),
  });
  return ['T10', finding];
}

function schemaWarnings(faults: readonly SchemaFault[] = []): Finding[] {
  return faults.map((fault) => ({ ...schemaFinding(fault), severity: 'warning' as const }));
}

function schemaFinding(fault: SchemaFault): Finding {
  return createFinding(KITH_FINDINGS.schemaFault, fault.place ?? '', {
    line: String(fault.line),
    reason: fault.message,
  });
}

/** The format of the message itself, or of its first document when that is one of ours. */
function formatOf(root: XmlElement): DocumentFormat | undefined {
  if (root.name !== 'MsgHead' || root.namespace !== MSGHEAD_NAMESPACE) {
    return MESSAGE_FORMATS.find((format) => isRootOf(format, root));
  }
  const [first] = contentsOf(root);
  return first === undefined ? undefined : DOCUMENT_FORMATS.find((format) => isRootOf(format, first));
}

/** What stands in the documents, first to last. */
function contentsOf(root: XmlElement): XmlElement[] {
  return childrenOf(root, 'Document').flatMap(
    (document) => childOf(document, 'RefDoc', 'Content')?.children[0] ?? [],
  );
}

function namespacesOf(format: DocumentFormat): Readonly<Record<string, string>> {
  return MESSAGE_FORMATS.includes(format) ? format.namespaces : MSGHEAD_NAMESPACES;
}

/** Also of XML that was scanned only, where the namespaces stand as attributes; 1.1 where nothing tells. */
function appRecVersionOf(root: XmlElement): AppRecVersion {
  const named = (element: XmlElement, namespace: string): boolean =>
    element.namespace === namespace || element.attributes.some(({ value }) => value === namespace);
  const elements = [root, ...contentsOf(root)];
  return (
    FORMATS.find(({ namespace }) => elements.some((element) => named(element, namespace)))?.appRecVersion ??
    '1.1'
  );
}
