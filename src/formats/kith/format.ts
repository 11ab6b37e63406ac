import { FORLOPSBRO } from '../../fhir/systems.ts';
import type { AppRecVersion } from './appRecMapping.ts';
import type { DecodeScope } from './mapping/decodeScope.ts';
import type { EncodeScope } from './mapping/encodeScope.ts';
import type { FhirNode } from './mapping/node.ts';
import type { XmlElement } from './xml/element.ts';
import type { XmlDraft } from './xml/write.ts';

/** One message type in one version: a document that rides in MsgHead, or a message with a root element of its own. */
export interface DocumentFormat {
  /** e.g. `henvisning-2.0`. */
  readonly id: string;
  /** Root element and its namespace. */
  readonly root: string;
  readonly namespace: string;
  /** Prefix → namespace URI, for its mapping. */
  readonly namespaces: Readonly<Record<string, string>>;
  /** Codes of list 8279 (in older messages 8263, 7315) that carry it. */
  readonly eventCodes: readonly string[];
  /** Version of the application acknowledgement that answers it (HITS 1168:2016). */
  readonly appRecVersion: AppRecVersion;
  /** Type of the main resource. */
  readonly resourceType: string;
  /** The main resource; what goes with it is put into the scope. */
  decode(document: XmlElement, scope: DecodeScope): FhirNode;
  /** The document of a main resource. */
  encode(resource: FhirNode, scope: EncodeScope): XmlDraft;
  /** What stands for the negotiation or work that the message asks for, if anything. */
  taskOf?(resource: FhirNode, scope: DecodeScope): FhirNode | undefined;
}

/** Canonical URL by which a MessageHeader (element `definition`) names the format. */
export function definitionOf(format: Pick<DocumentFormat, 'id'>): string {
  return `${FORLOPSBRO}/MessageDefinition/${format.id}`;
}
