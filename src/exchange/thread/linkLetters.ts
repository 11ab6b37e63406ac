import { isDeepStrictEqual } from 'node:util';
import { IDENTIFIER_SYSTEM } from '../../fhir/systems.ts';
import type { UnitOfWork } from '../../store/store.ts';
import { readThread } from './readThread.ts';
import { messageEntryOf, type ThreadMessage } from './messageFacts.ts';

/**
 * The letters among the messages with the references of the referrals that they answer, as far as these have come: a
 * letter names a referral 1.x by its id, a referral 2.0 by the id of its message (HITS 1218:2019, 3.1).
 */
export async function linkLetters(
  unit: UnitOfWork,
  messages: readonly ThreadMessage[],
): Promise<readonly ThreadMessage[]> {
  const linked: ThreadMessage[] = [];
  for (const message of messages) {
    let current = message;
    for (const { id, references } of message.facts.answers) {
      const referral = await referralOf(unit, id, message.patient);
      if (referral === undefined) {
        continue;
      }
      for (const reference of references) {
        await linkStored(unit, reference, id, referral);
      }
      current = { ...current, facts: withReference(current.facts, id, referral) };
    }
    if (isDeepStrictEqual(current.facts, message.facts)) {
      linked.push(message);
    } else {
      await unit.saveMessage(messageEntryOf(current));
      linked.push(current);
    }
  }
  return linked;
}

/** A referral of the same patient. */
async function referralOf(unit: UnitOfWork, id: string, patient: string): Promise<string | undefined> {
  const byId = await unit.findByIdentifier('ServiceRequest', {
    system: IDENTIFIER_SYSTEM.UUID,
    value: `urn:uuid:${id.toLowerCase()}`,
  });
  const byMessage = (await readThread(unit, { ids: [id] }))
    .filter((message) => message.patient === patient)
    .flatMap(({ facts }) => facts.main ?? [])
    .filter((reference) => reference.startsWith('ServiceRequest/'));
  const found = [
    ...byId
      .filter((request) => request.resourceType === 'ServiceRequest' && request.subject.reference === patient)
      .map((request) => `ServiceRequest/${request.id}`),
    ...byMessage,
  ];
  const [only, another] = [...new Set(found)];
  return another === undefined ? only : undefined;
}

async function linkStored(unit: UnitOfWork, reference: string, id: string, referral: string): Promise<void> {
  const [resourceType = '', resourceId = ''] = reference.split('/');
  const stored = await unit.read(resourceType, resourceId);
  if (stored !== undefined) {
    const linked = withReference(stored, id, referral);
    if (!isDeepStrictEqual(linked, stored)) {
      await unit.putReceived(Object.assign({}, linked, { id: resourceId }));
    }
  }
}

/** A copy in which what names the referral by its id refers to it. */
function withReference<T>(value: T, id: string, referral: string): T {
  if (Array.isArray(value)) {
    return value.map((item: unknown) => withReference(item, id, referral)) as T;
  }
  if (typeof value !== 'object' || value === null) {
    return value;
  }
  const copy = Object.fromEntries(
    Object.entries(value).map(([key, item]: [string, unknown]) => [key, withReference(item, id, referral)]),
  );
  return (namesReferral(value, id) ? { ...copy, reference: referral } : copy) as T;
}

function namesReferral(value: object, id: string): boolean {
  const { type, identifier } = value as { readonly type?: unknown; readonly identifier?: unknown };
  const named =
    typeof identifier === 'object' && identifier !== null && 'value' in identifier
      ? String(identifier.value).replace(/^urn:uuid:/, '')
      : undefined;
  return type === 'ServiceRequest' && named?.toLowerCase() === id.toLowerCase();
}
