import { describe, expect, it } from 'vitest';
import { measureLeafCoverage } from '../../../src/formats/kith/leafCoverage.ts';
import { bundleOf, decodeText, EXAMPLES, exampleText, rootOf } from './messages.ts';

describe('every value of a message is found in its Bundle', () => {
  it.each(EXAMPLES)('%s', (name) => {
    const text = exampleText(name);
    const { mapped, unmapped, lost } = measureLeafCoverage(
      rootOf(Buffer.from(text)),
      bundleOf(decodeText(text)),
    );
    expect({ unmapped, lost }).toEqual({ unmapped: [], lost: [] });
    expect(mapped.length).toBeGreaterThan(50);
  });

  it('and is told when it is not, or only as unmapped', () => {
    const text = exampleText('onward-referral-9321.xml').replace(
      '<ReqServ>',
      '<Ukjent>foo</Ukjent><ReqServ>',
    );
    const bundle = bundleOf(decodeText(text));
    const root = rootOf(Buffer.from(text.replace('Bratteng', 'Noe helt annet')));
    const { unmapped, lost } = measureLeafCoverage(root, bundle);
    expect(unmapped).toEqual([expect.stringMatching(/\/Ukjent$/)]);
    expect(lost).toEqual(['/MsgHead/MsgInfo/Patient/FamilyName']);
  });
});
