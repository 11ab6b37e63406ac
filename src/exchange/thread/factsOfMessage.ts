import type { Bundle, Composition, MessageHeader, Patient } from '@medplum/fhirtypes';
import type { KithEnvelope } from '../../formats/kith/envelope.ts';
import { identifierKey, isBusinessIdentifier } from '../../fhir/identifier.ts';
import type { MappedEntry } from '../../mapping/mappedTransaction.ts';
import { mainOf, serviceTypeOf } from '../../mapping/message/messageDocument.ts';
import { municipalNewsOf } from '../../mapping/message/municipal/municipalNews.ts';
import { firstOf, organisationsOf } from '../../mapping/message/parties.ts';
import { deathOf, isLetter, stayNoticesOf, type StayNotice } from '../../mapping/message/stay/stayNotice.ts';
import { askedFactsOf } from './askedFacts.ts';
import type { MessageFacts, ServiceType } from './messageFacts.ts';

/** What a message says, with references as in its Bundle. */
export function factsOfMessage(
  bundle: Bundle,
  envelope: KithEnvelope,
  entries: readonly MappedEntry[],
): MessageFacts {
  const news = municipalNewsOf(bundle);
  const death = deathOf(firstOf<Patient>(bundle, 'Patient'));
  const main = mainOf(bundle);
  const notices = noticesIn(bundle, entries);
  const asked = askedFactsOf(bundle);
  const mainUrl = bundle.entry?.find(({ resource }) => main !== undefined && resource === main)?.fullUrl;
  return {
    serviceType: serviceType(bundle),
    slots: Object.fromEntries(
      entries.flatMap((entry) => {
        const slot = slotOf(entry);
        return slot === undefined ? [] : [[slot, entry.fullUrl]];
      }),
    ),
    enterprise: enterpriseOf(envelope),
    organisations: organisationsOf(bundle),
    ...(mainUrl === undefined ? {} : { main: mainUrl }),
    notices,
    aboutStays: referringTo(
      [...notices.map(({ reference }) => reference), ...(asked?.kind === 'status' ? [asked.task] : [])],
      entries,
    ),
    ...(asked === undefined ? {} : { asked }),
    ...(death === undefined ? {} : { death }),
    answers: answersOf(bundle),
    ...(news === undefined ? {} : { municipal: news }),
  };
}

export function serviceType(bundle: Bundle): ServiceType {
  const code = serviceTypeOf(bundle);
  return code === 'M' || code === 'C' ? code : 'N';
}

/** System of the identifiers of the messages as they came, each of which is its own. */
const ORIGINAL = '/sid/original-message';

/** What is the document's alone is recognised by; undefined for parties of others, and for what is the message's. */
export function slotOf({ matchBy: [identity], ownership, resource }: MappedEntry): string | undefined {
  return ownership === 'owned' &&
    identity !== undefined &&
    isBusinessIdentifier(identity) &&
    !identity.system.endsWith(ORIGINAL)
    ? `${resource.resourceType}|${identifierKey(identity)}`
    : undefined;
}

/** The notices with the identifiers by which their stays are recognised. */
function noticesIn(bundle: Bundle, entries: readonly MappedEntry[]): readonly StayNotice[] {
  return stayNoticesOf(bundle).map((notice) => {
    const mapped = entries.find(({ fullUrl }) => fullUrl === notice.reference)?.resource;
    const identifier = mapped?.resourceType === 'Encounter' ? mapped.identifier : undefined;
    return identifier === undefined ? notice : { ...notice, encounter: { ...notice.encounter, identifier } };
  });
}

function referringTo(urls: readonly string[], entries: readonly MappedEntry[]): readonly string[] {
  const moving = new Set(urls);
  return entries.flatMap(({ fullUrl, resource }) =>
    !moving.has(fullUrl) && stringsIn(resource).some((text) => moving.has(text)) ? [fullUrl] : [],
  );
}

function stringsIn(value: unknown): readonly string[] {
  if (typeof value === 'string') {
    return [value];
  }
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(stringsIn) : [];
}

/** The enterprise is the outermost organisation (HIS 1153:2016). */
function enterpriseOf({ sender }: KithEnvelope): readonly string[] {
  const [enterprise] = sender.organisations;
  const identifiers = (enterprise?.identifiers ?? []).map(({ id, type }) => `${type.code}:${id}`);
  return identifiers.length === 0 ? [sender.key] : identifiers;
}

/** The referrals that a letter answers (HITS 1218:2019, 3.1), and where it names them. */
function answersOf(bundle: Bundle): MessageFacts['answers'] {
  const letter = firstOf<Composition>(bundle, 'Composition');
  if (letter === undefined || !isLetter(firstOf<MessageHeader>(bundle, 'MessageHeader'))) {
    return [];
  }
  const url = bundle.entry?.find(({ resource }) => resource === letter)?.fullUrl ?? '';
  const encounters = (bundle.entry ?? []).flatMap(({ fullUrl, resource }) =>
    resource?.resourceType === 'Encounter' && fullUrl !== undefined ? [fullUrl] : [],
  );
  const ids = (letter.section ?? [])
    .flatMap(({ entry = [] }) => entry)
    .flatMap(({ type, identifier }) =>
      type === 'ServiceRequest' && identifier?.value !== undefined
        ? [identifier.value.replace(/^urn:uuid:/, '')]
        : [],
    );
  return [...new Set(ids)].map((id) => ({ id, references: [url, ...encounters] }));
}
