import { hasErrors } from '../findings/finding.ts';
import { originalBinaryId } from '../mapping/message/original.ts';
import type { UnitOfWork } from '../store/store.ts';
import { accountFinding, type MessageAccount } from './account.ts';
import type { Exchange } from './exchange.ts';
import { messageIdentifier, MESSAGE_SYSTEM, takeMessage } from './takeMessage.ts';
import { inOrder } from './thread/documentThread.ts';
import { type ThreadMessage } from './thread/messageFacts.ts';
import { readThread } from './thread/readThread.ts';
import { resolveDocument } from './thread/resolveDocument.ts';

/**
 * What waited for the message acts: it is taken in once more as it was received, now that what it changes or cancels is
 * there. Its answer stays as it was given; its account tells what has become of it.
 */
export async function releaseWaiting(
  exchange: Exchange,
  unit: UnitOfWork,
  original: ThreadMessage,
): Promise<void> {
  if (original.facts.serviceType !== 'N') {
    return;
  }
  const waiting = await readThread(unit, { sender: original.sender, state: 'waiting' });
  for (const message of inOrder(waiting)) {
    // A new one that waits tells the status of a referral: it is followed with all others of the patient.
    if (message.facts.serviceType !== 'N' && isAbout(message, original, waiting)) {
      await takeAgain(exchange, unit, message);
    }
  }
}

/** Whether a waiting message changes or cancels the original, or one that does. */
function isAbout(
  message: ThreadMessage,
  original: ThreadMessage,
  waiting: readonly ThreadMessage[],
): boolean {
  if (message.document === original.document) {
    return true;
  }
  if (!message.document.startsWith(`${MESSAGE_SYSTEM}|`)) {
    return false;
  }
  const identity = { ...message, system: MESSAGE_SYSTEM, serviceType: message.facts.serviceType };
  return (
    resolveDocument(identity, [original]) === original.document ||
    waiting.some(
      (other) =>
        other.messageId === message.parent &&
        other.messageId !== message.messageId &&
        isAbout({ ...other, parent: '' }, original, []),
    )
  );
}

async function takeAgain(exchange: Exchange, unit: UnitOfWork, message: ThreadMessage): Promise<void> {
  const { sender, messageId, receivedAt } = message;
  const binary = await unit.read('Binary', originalBinaryId(messageIdentifier(sender, messageId)));
  const receipt = await unit.readReceipt(sender, messageId);
  if (binary?.resourceType !== 'Binary' || binary.data === undefined || receipt === undefined) {
    return;
  }
  const bytes = Buffer.from(binary.data, 'base64');
  const decoded = exchange.kith.decode(bytes);
  if (decoded.kind !== 'decoded' || hasErrors(decoded.findings)) {
    return;
  }
  const taken = await takeMessage(exchange, unit, decoded, {
    bytes,
    contentType: binary.contentType,
    receivedAt: new Date(receivedAt),
  });
  await deleteProvisional(unit, message, taken.message);
  const account = JSON.parse(receipt.account) as MessageAccount;
  await unit.saveAccount(
    sender,
    messageId,
    JSON.stringify({
      ...account,
      resources: taken.resources,
      findings: taken.findings.map(accountFinding),
    } satisfies MessageAccount),
  );
}

/** What it made while its document was not known, and nothing refers to any more. */
async function deleteProvisional(
  unit: UnitOfWork,
  former: ThreadMessage,
  current: ThreadMessage,
): Promise<void> {
  if (former.document === current.document) {
    return;
  }
  const kept = new Set(referencesIn(current));
  for (const reference of referencesIn(former)) {
    if (!kept.has(reference)) {
      const [resourceType = '', id = ''] = reference.split('/');
      await unit.delete(resourceType, id);
    }
  }
}

function referencesIn({ facts }: ThreadMessage): readonly string[] {
  return [...Object.values(facts.slots), ...facts.notices.map(({ reference }) => reference)];
}
