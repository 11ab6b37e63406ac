import type { Encounter, Extension } from '@medplum/fhirtypes';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { extensionUrl } from '../../../../src/fhir/systems.ts';
import { mergeStays } from '../../../../src/mapping/message/stay/mergeStays.ts';

const SINGLE = 'http://example.org/one';
const REPEATED = extensionUrl('timed-event');

function stay(extension: Extension[], display?: string): Encounter {
  return {
    resourceType: 'Encounter',
    status: 'in-progress',
    class: { code: 'IMP' },
    ...(extension.length === 0 ? {} : { extension }),
    ...(display === undefined ? {} : { participant: [{ individual: { display } }] }),
  };
}

const extensions = fc.array(
  fc.record({ url: fc.constantFrom(SINGLE, REPEATED), valueString: fc.constantFrom('a', 'b', 'c') }),
  { maxLength: 4 },
);

describe('what several messages tell of one stay', () => {
  it('is the same whether put together at once or message by message', () => {
    fc.assert(
      fc.property(extensions, extensions, fc.array(extensions, { maxLength: 4 }), (first, second, others) => {
        const [one, two, ...rest] = [first, second, ...others].map((told) => stay(told));
        if (one === undefined || two === undefined) {
          throw new Error('There are two at least');
        }
        const stepwise = rest.reduce((all, next) => mergeStays([all, next]), mergeStays([one, two]));
        expect(mergeStays([one, two, ...rest])).toEqual(stepwise);
      }),
    );
  });

  it('has events of all messages, once each, and what it has one of as last told', () => {
    const older = stay([
      { url: REPEATED, valueString: 'admitted' },
      { url: SINGLE, valueString: 'before' },
    ]);
    const newer = stay([
      { valueString: 'admitted', url: REPEATED },
      { url: REPEATED, valueString: 'ready' },
      { url: SINGLE, valueString: 'after' },
    ]);
    expect(mergeStays([older, newer]).extension).toEqual([
      { url: REPEATED, valueString: 'admitted' },
      { url: REPEATED, valueString: 'ready' },
      { url: SINGLE, valueString: 'after' },
    ]);
  });

  it('has the people of all messages, once each', () => {
    const told = mergeStays([stay([], 'one'), stay([], 'other'), stay([], 'one')]);
    expect(told.participant?.map(({ individual }) => individual?.display)).toEqual(['one', 'other']);
  });
});
