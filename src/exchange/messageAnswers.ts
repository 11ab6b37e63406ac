import type { Bundle, Extension, MessageHeader, OperationOutcome } from '@medplum/fhirtypes';
import { extensionUrl, volven } from '../fhir/systems.ts';
import type { Actor } from '../store/actor.ts';
import type { Receipt, Store } from '../store/store.ts';
import { ACKNOWLEDGEMENT } from './thread/messageFacts.ts';

/** An acknowledgement that has come for a message. */
export interface MessageAnswerAccount {
  readonly id: string;
  /** Who answered, by the key of the address. */
  readonly from: string;
  readonly receivedAt: string;
  /** Status 8258: 1, 2; 3, which is only read: accepted with faults in parts. */
  readonly status: 'accepted' | 'rejected' | 'partly-accepted';
  readonly errors: readonly { readonly code: string; readonly reason: string }[];
}

const STATUS = { ok: 'accepted', 'fatal-error': 'rejected', 'transient-error': 'partly-accepted' } as const;
const FAULTS = volven(8221);

/** What is kept of an acknowledgement that has come. */
export function answerOfAccount(acknowledgement: {
  readonly id: string;
  readonly sender: string;
  readonly receivedAt: string;
  readonly bundle: Bundle;
}): MessageAnswerAccount {
  const { id, sender, receivedAt, bundle } = acknowledgement;
  const header = bundle.entry?.[0]?.resource as MessageHeader | undefined;
  const outcome = bundle.entry
    ?.map(({ resource }) => resource)
    .find((resource): resource is OperationOutcome => resource?.resourceType === 'OperationOutcome');
  return {
    id,
    from: sender.replace(/^apprec:/, ''),
    receivedAt,
    status: isPartly(header) ? 'partly-accepted' : STATUS[header?.response?.code ?? 'ok'],
    errors: (outcome?.issue ?? []).flatMap(({ details, diagnostics }) => {
      const coding = details?.coding?.find(({ system }) => system === FAULTS);
      return coding?.code === undefined
        ? []
        : [{ code: coding.code, reason: details?.text ?? coding.display ?? diagnostics ?? '' }];
    }),
  };
}

/** What is kept of an acknowledgement, from its receipt. */
export function acknowledgementOf({ account }: Pick<Receipt, 'account'>): MessageAnswerAccount {
  return JSON.parse(account) as MessageAnswerAccount;
}

/** Status 3 stands as sent beside FHIR's code, which has no such state. */
function isPartly(header: MessageHeader | undefined): boolean {
  const sibling: unknown = header?.response === undefined ? undefined : Reflect.get(header.response, '_code');
  const extensions: unknown =
    typeof sibling === 'object' && sibling !== null ? Reflect.get(sibling, 'extension') : undefined;
  return (
    Array.isArray(extensions) &&
    (extensions as readonly Extension[]).some(
      ({ url, valueCoding }) => url === extensionUrl('original-code') && valueCoding?.code === '3',
    )
  );
}

/** The acknowledgements that have come for a message, the first received first. */
export async function answersTo(
  store: Store,
  actor: Actor,
  messageId: string,
): Promise<readonly MessageAnswerAccount[]> {
  const found = await store.findMessages(actor, { type: ACKNOWLEDGEMENT, about: [messageId] });
  const answers = await Promise.all(
    found.map(async (message) => {
      const receipts = await store.receiptsOf(actor, message.messageId);
      const receipt = receipts.find(({ sender }) => sender === message.sender);
      return receipt === undefined ? [] : [acknowledgementOf(receipt)];
    }),
  );
  return answers.flat().sort((one, other) => (one.receivedAt < other.receivedAt ? -1 : 1));
}
