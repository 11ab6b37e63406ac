import { describe, expect, it } from 'vitest';
import { ownReceivers } from '../../src/exchange/acknowledge.ts';
import { decodeText, exampleText } from '../formats/kith/messages.ts';

const message = decodeText(exampleText('onward-referral-9321.xml'));

describe('Our own receivers of a message', () => {
  it.each([
    ['without a list of our own', []],
    ['with one', ['8302001']],
  ])('one that is also a copy receiver answers once, as what it is first: %s', (_name, own) => {
    const envelope = message.kind === 'decoded' ? message.envelope : undefined;
    const [primary] = envelope?.receivers ?? [];
    if (envelope === undefined || primary === undefined) {
      throw new Error('The example did not decode');
    }
    const receivers = [primary, { ...primary, role: 'COP' }];
    expect(ownReceivers({ ...envelope, receivers }, new Set(own))).toEqual([primary]);
  });
});
