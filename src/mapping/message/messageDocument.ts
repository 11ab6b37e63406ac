import type { Bundle, Composition, Extension, MessageHeader, Resource } from '@medplum/fhirtypes';
import { isBusinessIdentifier, type BusinessIdentifier } from '../../fhir/identifier.ts';
import { extensionUrl, FORLOPSBRO } from '../../fhir/systems.ts';
import { firstOf } from './parties.ts';

/** What the message is: the first that its header is about and that is no description of a document. */
export function mainOf(bundle: Bundle): Resource | undefined {
  const header = firstOf<MessageHeader>(bundle, 'MessageHeader');
  return (header?.focus ?? [])
    .map(({ reference }) => bundle.entry?.find(({ fullUrl }) => fullUrl === reference)?.resource)
    .find((resource) => resource !== undefined && resource.resourceType !== 'DocumentReference');
}

/**
 * The document id of a referral or a letter; one that is no UUID identifies the document among its sender's only.
 * Undefined for the messages that have none.
 */
export function statedDocument(bundle: Bundle, senderKey: string): BusinessIdentifier | undefined {
  const main = mainOf(bundle);
  const letter = firstOf<Composition>(bundle, 'Composition')?.identifier;
  const stated =
    main?.resourceType === 'ServiceRequest' ? (main.identifier ?? []) : letter === undefined ? [] : [letter];
  const value = stated.find((identifier) => identifier.value !== undefined)?.value;
  return (
    stated.find(isBusinessIdentifier) ??
    (value === undefined
      ? undefined
      : { system: `${FORLOPSBRO}/sid/document`, value: `${senderKey}|${value}` })
  );
}

/** Tjenestetype of the message (list 7309), as sent; undefined for messages that have none. */
export function serviceTypeOf(bundle: Bundle): string | undefined {
  return extensionOf(mainOf(bundle), 'service-type')?.valueCoding?.code;
}

/** List 7309: a change carries the whole content again, a cancellation takes it back. */
const ABOUT_EARLIER: ReadonlySet<string> = new Set(['M', 'C']);

/**
 * The first message of the conversation, for a change or cancellation of a message that has no document id (the care
 * messages): what it changes (HISD 1154:2018). `message` is the identity of the message itself, `sender|id`.
 */
export function changedMessage(
  bundle: Bundle,
  senderKey: string,
  message: BusinessIdentifier,
): BusinessIdentifier | undefined {
  const header = firstOf<MessageHeader>(bundle, 'MessageHeader');
  const serviceType = serviceTypeOf(bundle);
  const first = extensionOf(header, 'conversation-reference')?.extension?.find(
    ({ url }) => url === 'conversation',
  )?.valueString;
  return serviceType !== undefined && ABOUT_EARLIER.has(serviceType) && first !== undefined
    ? { system: message.system, value: `${senderKey}|${first.trim()}` }
    : undefined;
}

function extensionOf(resource: Resource | undefined, name: string): Extension | undefined {
  const extensions: unknown = resource === undefined ? undefined : Reflect.get(resource, 'extension');
  return Array.isArray(extensions)
    ? (extensions as readonly Extension[]).find(({ url }) => url === extensionUrl(name))
    : undefined;
}
