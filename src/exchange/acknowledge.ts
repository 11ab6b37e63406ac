import type { Finding, Language } from '../findings/finding.ts';
import type { AppRecError } from '../formats/kith/apprecError.ts';
import { appRecToBundle, encodeAppRec, type AppRecInput } from '../formats/kith/appRec.ts';
import type { AppRecVersion } from '../formats/kith/appRecMapping.ts';
import type { EnvelopeReceiver, KithEnvelope } from '../formats/kith/envelope.ts';
import type { AccountAcknowledgement } from './account.ts';
import type { Exchange } from './exchange.ts';

/**
 * Those receivers of the message that are ours, the primary one first: each gets an acknowledgement of its own (HIS
 * 80415:2012, 3.3). Without a list of our own HER-ids every receiver is ours. One that is named
 * more than once, as a copy receiver too, answers once.
 */
export function ownReceivers(
  { receivers }: KithEnvelope,
  ownHerIds: ReadonlySet<string>,
): readonly EnvelopeReceiver[] {
  const own =
    ownHerIds.size === 0
      ? receivers
      : receivers.filter(({ party }) => party.herIds.some((herId) => ownHerIds.has(herId)));
  return own.filter(
    ({ party }, index) => own.findIndex(({ party: earlier }) => earlier.key === party.key) === index,
  );
}

/** The AppRecs of a message, one for each of our receivers: negative when there are faults. */
export function acknowledge(
  exchange: Pick<Exchange, 'newId' | 'software' | 'terminology'>,
  { envelope, appRecVersion }: { readonly envelope: KithEnvelope; readonly appRecVersion: AppRecVersion },
  receivers: readonly EnvelopeReceiver[],
  generated: Date,
  faults: readonly AppRecError[],
  findings: readonly Finding[],
  language: Language,
): readonly AccountAcknowledgement[] {
  return receivers.map((receiver) => {
    const input: AppRecInput = {
      id: exchange.newId(),
      generated,
      software: exchange.software,
      envelope,
      receiver,
      version: appRecVersion,
      faults,
      codes: exchange.terminology,
    };
    const { party, role } = receiver;
    const name = party.professional?.name ?? party.organisations.at(-1)?.name;
    return {
      id: input.id,
      receiver: {
        ...(name === undefined ? {} : { name }),
        ...(party.herId === undefined ? {} : { herId: party.herId }),
        role,
      },
      status: faults.length === 0 ? 'accepted' : 'rejected',
      errors: faults.map(({ code, reason }) => ({ code, reason })),
      xml: Buffer.from(encodeAppRec(input)).toString('utf8'),
      bundle: appRecToBundle(input, findings, language),
    };
  });
}
