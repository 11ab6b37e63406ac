import type { Bundle, Organization, Reference, Resource, ServiceRequest } from '@medplum/fhirtypes';
import { identifiersOf, isBusinessIdentifier, type BusinessIdentifier } from '../../fhir/identifier.ts';
import type { Finding } from '../../findings/finding.ts';
import type { Catalogue } from '../../pathway/catalogue.ts';
import type { CodeTexts } from '../coding.ts';
import { canRecognise, derivedIdentifier } from '../identity.ts';
import type { MappedEntry, MappedTransaction } from '../mappedTransaction.ts';
import { withoutBorrowedNumbers } from './borrowedNumbers.ts';
import { checkContents } from './contentChecks.ts';
import { dialoguePersons } from './dialoguePersons.ts';
import { changedMessage, mainOf, statedDocument } from './messageDocument.ts';
import { mapOriginal } from './original.ts';
import { partiesOf, type PartyReference, type PatientReference } from './parties.ts';
import { mapPathwayCodes } from './pathwayPlans.ts';
import { mapReferralPeriod } from './referralPeriod.ts';
import { checkServiceType } from './serviceTypeCheck.ts';

export interface MessageMappingOptions {
  readonly catalogue: Catalogue;
  readonly terminology: CodeTexts;
  /** The sender's key and the message's id. */
  readonly message: BusinessIdentifier;
  /** The document that the message carries, changes or cancels; absent: what the message alone says of it. */
  readonly document?: BusinessIdentifier;
  /** Whether it changes or cancels what has not come yet: then it makes nothing but what it says itself. */
  readonly isWaiting?: boolean;
  /** What the sender is known by. */
  readonly senderKey: string;
  /** The bytes as received. */
  readonly original: Uint8Array;
  readonly contentType: string;
  /** When the message was made, an instant. */
  readonly madeAt: string;
  /** When it was received, an instant: what it tells of the time after is doubtful. */
  readonly receivedAt: string;
}

export interface MappedMessage extends MappedTransaction {
  readonly findings: readonly Finding[];
}

/** Parties that others tell of too. */
const SHARED_TYPES: ReadonlySet<string> = new Set(['Patient', 'Practitioner', 'Organization']);

/** Types that have no `identifier` in R4, or a single one that means something else. */
const WITHOUT_IDENTIFIER: ReadonlySet<string> = new Set([
  'MessageHeader',
  'Binary',
  'Provenance',
  'Bundle',
  'Parameters',
]);

/**
 * A message Bundle as the transaction to be committed: all its resources, the pathways and the referral period that a
 * referral tells of, and the original. What belongs to the message alone is recognised by the document's identity and
 * its place in the message, so that a change of the same document makes new versions.
 */
export function mapMessage(bundle: Bundle, options: MessageMappingOptions): MappedMessage {
  const main = mainOf(bundle);
  const request = main?.resourceType === 'ServiceRequest' ? main : undefined;
  const { patient, sender, receiver } = partiesOf(bundle);
  const document =
    options.document ??
    statedDocument(bundle, options.senderKey) ??
    changedMessage(bundle, options.senderKey, options.message) ??
    options.message;

  const contents = contentEntries(bundle, document);
  const referred =
    request === undefined || patient === undefined
      ? undefined
      : mapReferral(request, bundle, { ...options, document, patient, sender, receiver });
  const entries = [...contents, ...(options.isWaiting === true ? [] : (referred?.entries ?? []))];
  const all = [
    ...entries,
    ...mapOriginal({
      bytes: options.original,
      contentType: options.contentType,
      message: options.message,
      madeAt: options.madeAt,
      patient,
      sender,
      targets: entries.filter(({ ownership }) => ownership === 'owned').map(({ fullUrl }) => fullUrl),
    }),
  ];
  return {
    bundle: { resourceType: 'Bundle', type: 'transaction', entry: all.map(transactionEntry) },
    entries: all,
    findings: [
      ...checkServiceType(bundle),
      ...checkContents(bundle, options.receivedAt),
      ...(referred?.findings ?? []),
    ],
  };
}

interface ReferralContext extends MessageMappingOptions {
  readonly document: BusinessIdentifier;
  readonly patient: PatientReference;
  readonly sender: PartyReference | undefined;
  readonly receiver: Reference<Organization> | undefined;
}

function mapReferral(
  request: ServiceRequest,
  bundle: Bundle,
  context: ReferralContext,
): { readonly entries: readonly MappedEntry[]; readonly findings: readonly Finding[] } {
  const { catalogue, terminology, document, patient, sender, receiver } = context;
  const referral = bundle.entry?.find(({ resource }) => resource === request)?.fullUrl ?? '';
  const pathways = mapPathwayCodes(request, {
    catalogue,
    texts: terminology,
    document,
    referral,
    patient,
    sender,
  });
  const period = mapReferralPeriod(request, document, referral, patient, receiver);
  return { entries: [...pathways.entries, period], findings: pathways.findings };
}

function contentEntries(bundle: Bundle, document: BusinessIdentifier): readonly MappedEntry[] {
  const counts = new Map<string, number>();
  const persons = dialoguePersons(bundle);
  return withoutBorrowedNumbers(bundle.entry ?? []).flatMap(({ fullUrl, resource }): MappedEntry[] => {
    if (fullUrl === undefined || resource === undefined) {
      return [];
    }
    const { resourceType } = resource;
    const place = (counts.get(resourceType) ?? 0) + 1;
    counts.set(resourceType, place);
    const person = persons.get(fullUrl);
    if (person !== undefined) {
      const identified = Object.assign({}, resource, { identifier: withIdentifier(resource, person) });
      return [{ fullUrl, resource: identified, matchBy: [person], ownership: 'shared' }];
    }
    return [
      contentEntry(
        fullUrl,
        resource,
        derivedIdentifier('message-content', document, resourceType, String(place)),
      ),
    ];
  });
}

function contentEntry(fullUrl: string, resource: Resource, derived: BusinessIdentifier): MappedEntry {
  const { resourceType } = resource;
  if (WITHOUT_IDENTIFIER.has(resourceType)) {
    // Of this message alone, whenever it is taken in.
    const id = fullUrl.replace('urn:uuid:', '');
    return { fullUrl, resource: Object.assign({}, resource, { id }), matchBy: [], ownership: 'owned' };
  }
  const own = identifiersOf(resource).filter(isBusinessIdentifier).filter(canRecognise);
  if (SHARED_TYPES.has(resourceType) && own.length > 0) {
    return { fullUrl, resource, matchBy: own, ownership: 'shared' };
  }
  if (resourceType === 'ServiceRequest' && own.length > 0) {
    return { fullUrl, resource, matchBy: own, ownership: 'owned' };
  }
  const single = singleIdentifier(resource);
  if (single !== undefined) {
    return { fullUrl, resource, matchBy: [single], ownership: 'owned' };
  }
  const identified = Object.assign({}, resource, {
    identifier: withIdentifier(resource, derived),
  }) as Resource;
  return { fullUrl, resource: identified, matchBy: [derived], ownership: 'owned' };
}

/** R4 has types with a single identifier, which is then only set where there is none. */
const SINGLE_IDENTIFIER: ReadonlySet<string> = new Set(['Composition', 'QuestionnaireResponse']);

/** One that says who issued it; another is replaced, since a letter must be recognised when it is changed. */
function singleIdentifier(resource: Resource): BusinessIdentifier | undefined {
  const stated: unknown = SINGLE_IDENTIFIER.has(resource.resourceType)
    ? Reflect.get(resource, 'identifier')
    : undefined;
  return typeof stated === 'object' && stated !== null && isBusinessIdentifier(stated)
    ? { system: stated.system, value: stated.value }
    : undefined;
}

function withIdentifier(resource: Resource, derived: BusinessIdentifier): unknown {
  if (SINGLE_IDENTIFIER.has(resource.resourceType)) {
    return singleIdentifier(resource) ?? { ...derived };
  }
  return [...identifiersOf(resource), { ...derived }];
}

function transactionEntry({ fullUrl, resource, matchBy: [identity] }: MappedEntry): {
  fullUrl: string;
  resource: Resource;
  request: { method: 'PUT' | 'POST'; url: string };
} {
  const { resourceType, id } = resource;
  if (identity?.system !== undefined && identity.value !== undefined) {
    const query = encodeURIComponent(`${identity.system}|${identity.value}`);
    return { fullUrl, resource, request: { method: 'PUT', url: `${resourceType}?identifier=${query}` } };
  }
  return {
    fullUrl,
    resource,
    request:
      id === undefined
        ? { method: 'POST', url: resourceType }
        : { method: 'PUT', url: `${resourceType}/${id}` },
  };
}
