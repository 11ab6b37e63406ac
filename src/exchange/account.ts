import { describeFinding, type Finding, type Language, type Severity } from '../findings/finding.ts';
import { CODE_SYSTEM } from '../fhir/systems.ts';
import type { CommittedResource } from './commit.ts';

/** What became of a received message, as it is stored with its receipt and shown under /messages/{MsgId}. */
export interface MessageAccount {
  readonly messageId: string;
  /** List 8279, as sent. */
  readonly messageType: string;
  readonly sender: { readonly name?: string; readonly herId?: string };
  /** GenDate, as sent. */
  readonly made: string;
  /** An instant. */
  readonly receivedAt: string;
  readonly status: 'accepted' | 'rejected';
  readonly resources: readonly CommittedResource[];
  readonly findings: readonly AccountFinding[];
  /** One for each of our own receivers, the primary one first. */
  readonly acknowledgements: readonly AccountAcknowledgement[];
}

/** A finding with its sentences in both languages: whoever asks later may want the other one. */
export interface AccountFinding {
  readonly code: string;
  readonly system: string;
  readonly severity: Severity;
  readonly place: string;
  readonly message: Readonly<Record<Language, string>>;
  readonly remedy: Readonly<Record<Language, string>>;
  readonly source: string;
}

export interface AccountAcknowledgement {
  readonly id: string;
  readonly receiver: { readonly name?: string; readonly herId?: string; readonly role: string };
  readonly status: 'accepted' | 'rejected';
  readonly errors: readonly { readonly code: string; readonly reason: string }[];
  /** The AppRec as XML. */
  readonly xml: string;
  /** The same as a message Bundle. */
  readonly bundle: unknown;
}

export function accountFinding(finding: Finding): AccountFinding {
  const english = describeFinding(finding, 'en');
  const norwegian = describeFinding(finding, 'no');
  return {
    code: finding.definition.code,
    system: finding.definition.system ?? CODE_SYSTEM.finding,
    severity: finding.severity,
    place: finding.place,
    message: { en: english.message, no: norwegian.message },
    remedy: { en: english.remedy, no: norwegian.remedy },
    source: finding.definition.source,
  };
}

/** The account in one language. */
export function accountIn(account: MessageAccount, language: Language): object {
  return {
    ...account,
    findings: account.findings.map((finding) => ({
      ...finding,
      message: finding.message[language],
      remedy: finding.remedy[language],
    })),
  };
}
