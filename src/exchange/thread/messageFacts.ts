import type { MessageEntry } from '../../store/store.ts';
import type { MunicipalNews } from '../../mapping/message/municipal/municipalNews.ts';
import type { DeathNotice, StayNotice } from '../../mapping/message/stay/stayNotice.ts';
import type { AskedFacts } from './askedFacts.ts';

/** Tjenestetype (list 7309): new, change with the whole content, cancellation. No other value is used (HISD 1154). */
export type ServiceType = 'N' | 'M' | 'C';

/** What a message said, as far as other messages have to know it. */
export interface MessageFacts {
  readonly serviceType: ServiceType;
  /** What is its document's alone: by what it is recognised → the reference of what was stored. */
  readonly slots: Readonly<Record<string, string>>;
  /** Identifiers of the enterprise that sent it, `kind:id`. */
  readonly enterprise: readonly string[];
  /** References of the organisations that send or receive it, with what they are part of. */
  readonly organisations?: readonly string[];
  /** What the message itself is, in the store. */
  readonly main?: string;
  /** What it tells of stays. */
  readonly notices: readonly StayNotice[];
  /** References of what else of the message refers to its stays, or to the Task of its status. */
  readonly aboutStays: readonly string[];
  readonly asked?: AskedFacts;
  readonly death?: DeathNotice;
  /** Ids of the referrals that a letter answers, and references of what names them. */
  readonly answers: readonly { readonly id: string; readonly references: readonly string[] }[];
  readonly municipal?: MunicipalNews;
}

/** Type of the acknowledgements in list 8279. */
export const ACKNOWLEDGEMENT = 'APPREC';

/** A message with what it said. */
export interface ThreadMessage extends Omit<MessageEntry, 'content'> {
  readonly facts: MessageFacts;
}

/** What has become of a message, as of now. */
export type MessageState =
  /** It was not taken in. */
  | 'rejected'
  /** It changes or cancels, or tells the status of, what has not come yet. */
  | 'waiting'
  /** What it says holds. */
  | 'in-force'
  /** A newer message of the same document holds. */
  | 'changed'
  /** Its document has been cancelled. */
  | 'cancelled';

export function factsIn(content: string): MessageFacts {
  return JSON.parse(content) as MessageFacts;
}

export function messageEntryOf({ facts, ...message }: ThreadMessage): MessageEntry {
  return { ...message, content: JSON.stringify(facts) };
}
