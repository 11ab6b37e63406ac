import { isNode } from '../mapping/node.ts';
import type { Codec } from '../mapping/row.ts';
import { attributeOf } from '../xml/element.ts';
import { KITH_FINDINGS } from '../findings.ts';
import { lexicalOf, slotOf, tellUnreadable } from './original.ts';

/** kith:PQ, a number with a unit, as a Quantity. */
export const quantity: Codec = {
  attributes: ['V', 'U'],
  readsText: false,
  mayBeEmpty: true,
  decode: (element, scope) => {
    const lexical = attributeOf(element, 'V');
    const unit = attributeOf(element, 'U');
    if (lexical === undefined && unit === undefined) {
      return {};
    }
    const { value, sibling } = lexical === undefined ? {} : slotOf(readNumber(lexical), lexical, writeNumber);
    if (lexical !== undefined && value === undefined) {
      scope.find(KITH_FINDINGS.unreadableValue, element, { value: lexical, expected: NUMBER.expected });
    }
    return {
      value: {
        ...(value === undefined ? {} : { value }),
        ...(sibling === undefined ? {} : { _value: sibling }),
        ...(unit === undefined ? {} : { unit }),
      },
    };
  },
  encode: ({ value: quantityValue }, scope) => {
    if (!isNode(quantityValue)) {
      return undefined;
    }
    const { value, _value: sibling, unit, code } = quantityValue;
    const slot = { value, sibling: isNode(sibling) ? sibling : undefined };
    const number = lexicalOf(slot, readNumber, writeNumber);
    tellUnreadable(slot, number, NUMBER, scope);
    const unitText = unit ?? code;
    const attributes = [
      ...(number === undefined ? [] : [{ name: 'V', value: number }]),
      ...(typeof unitText === 'string' ? [{ name: 'U', value: unitText }] : []),
    ];
    return attributes.length === 0 ? undefined : { attributes };
  },
};

/** What xsd:double has besides: infinity, what is no number, and exponents beyond reach. */
const NUMBER = { expected: 'xsd:double', beyond: /^(?:-?INF|NaN|[+-]?(?:\d+\.?\d*|\.\d+)[eE][+-]?\d+)$/ };

/** xsd:double as far as FHIR's decimal goes (no NaN, no infinity). */
function readNumber(lexical: string): number | undefined {
  const number = /^[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d+)?$/.test(lexical) ? Number(lexical) : undefined;
  return number !== undefined && Number.isFinite(number) ? number : undefined;
}

function writeNumber(value: unknown): string | undefined {
  return typeof value === 'number' && Number.isFinite(value) ? String(value) : undefined;
}
