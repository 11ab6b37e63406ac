import { describe, expect, it } from 'vitest';
import { conversionsOf, convertToKith } from '../../src/formats/kith/convert.ts';
import { FORMATS } from '../../src/formats/kith/formats.ts';
import { encodeKith } from '../../src/formats/kith/encode.ts';
import { measureLeafCoverage } from '../../src/formats/kith/leafCoverage.ts';
import { bundleOf, rootOf } from '../formats/kith/messages.ts';
import { generatedMessage } from './generatedMessage.ts';
import { HAS_STANDARDS, NEEDS_STANDARDS } from './kith.ts';
import { decode, schemaFaults } from './roundTrip.ts';
import type { Choose } from './schemaValue.ts';

const PAIRS = FORMATS.flatMap(({ id }) => conversionsOf(id).map((to) => ({ source: id, to })));

/** A choice that goes round: other variants give other alternatives. */
function inTurn(variant: number): Choose {
  let calls = variant;
  return (below) => (calls += 1 + variant) % below;
}

/** A required element has no value; or the other version does not have this notice at all. */
const REFUSALS = ['message-element-cannot-be-written', 'message-not-convertible'];

/** A name of a person in one text is in parts in the other version. */
const NAME = /\/Name$/;

/** What a version says of itself, and so no content. */
const OF_VERSION = /\/(?:Type|MIGversion|MsgVersion)(?:\/|$)|\/MsgType(?:\/|$)/;

describe.skipIf(!HAS_STANDARDS)(
  `Messages of one version as another, by both schemas${NEEDS_STANDARDS}`,
  () => {
    it.each(PAIRS)(
      '$source as $to: every value is in the message or listed, and the message is valid',
      ({ source, to }) => {
        const format = FORMATS.find(({ id }) => id === source);
        for (const variant of [0, 1, 2, 3, 4, 5]) {
          if (format === undefined) {
            throw new Error(`No format ${source}`);
          }
          const bytes = generatedMessage(format, format.eventCodes[variant % format.eventCodes.length], {
            choose: inTurn(variant),
            isMaximal: true,
          });
          const bundle = bundleOf(decode(bytes));
          const { xml, findings } = convertToKith(bundle, to, (made) => decode(made));
          if (xml === undefined) {
            // What the other version requires and this one need not say is told, and nothing is made.
            const codes = findings.map(({ definition }) => definition.code);
            expect(REFUSALS.some((code) => codes.includes(code))).toBe(true);
            continue;
          }
          expect(schemaFaults(xml)).toBeUndefined();
          const again = bundleOf(decode(xml));
          const listed = new Set(
            findings
              .filter(({ definition }) => definition.code === 'message-content-not-in-target')
              .map(({ place }) => place),
          );
          const { lost } = measureLeafCoverage(rootOf(encodeKith(bundle).xml ?? bytes), again);
          expect(
            lost.filter((path) => !listed.has(path) && !OF_VERSION.test(path) && !NAME.test(path)),
          ).toEqual([]);
          expect(again.entry?.[0]?.resource).toMatchObject({
            definition: expect.stringContaining(to) as string,
          });
        }
      },
    );
  },
);
