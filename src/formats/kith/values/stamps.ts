import { KITH_FINDINGS } from '../findings.ts';
import type { Codec } from '../mapping/row.ts';
import { attributeOf } from '../xml/element.ts';
import { readDate, readDateTime, writeDate } from './dates.ts';
import { lexicalOf, slotOf, tellUnreadable } from './original.ts';
import { boolean, OTHER_STAMP } from './simple.ts';

/** A datatype of XML Schema in attribute V, as the types of kith.xsd have it, instead of the element's text. */
function inAttribute(codec: Codec): Codec {
  return {
    attributes: ['V'],
    readsText: false,
    mayBeEmpty: true,
    decode: (element, scope) => codec.decode({ ...element, text: attributeOf(element, 'V') ?? '' }, scope),
    encode: (slot, scope) => {
      const content = codec.encode(slot, scope);
      return content?.text === undefined ? undefined : { attributes: [{ name: 'V', value: content.text }] };
    },
  };
}

/** kith:BL. */
export const booleanStamp = inAttribute(boolean);

const DAY = { expected: 'xsd:date (YYYY-MM-DD)', beyond: OTHER_STAMP };

/** kith:TS where FHIR has a date; of a time the day counts. */
export const dateStamp: Codec = {
  attributes: ['V'],
  readsText: false,
  mayBeEmpty: true,
  decode: (element, scope) => {
    const lexical = attributeOf(element, 'V');
    if (lexical === undefined) {
      return {};
    }
    const value = readDay(lexical);
    if (value === undefined) {
      scope.find(KITH_FINDINGS.unreadableValue, element, { value: lexical, expected: DAY.expected });
    }
    return slotOf(value, lexical, readDate);
  },
  encode: (slot, scope) => {
    const lexical = lexicalOf(slot, readDay, readDate);
    tellUnreadable(slot, lexical, DAY, scope);
    return lexical === undefined ? undefined : { attributes: [{ name: 'V', value: lexical }] };
  },
};

function readDay(lexical: unknown): string | undefined {
  return typeof lexical !== 'string'
    ? undefined
    : (readDate(lexical) ??
        (readDateTime(lexical) === undefined ? undefined : writeDate(lexical.slice(0, 10))));
}
