import { KITH_FINDINGS } from '../findings.ts';
import type { Codec } from '../mapping/row.ts';
import { token } from './simple.ts';

/** The text as xsd:anyURI allows it: what a URI cannot hold is percent-encoded (RFC 3986, 2.1), the rest stays. */
export function toUri(text: string): string {
  const escaped = text
    .trim()
    .replace(/%(?![\da-f]{2})|[[\]\\^`{}|"<>]/gi, encode)
    .replace(/(?<=#[^]*)#/g, encode);
  return SCHEME.test(escaped) ? escaped : escaped.replace(/:/g, encode);
}

const SCHEME = /^[a-z][a-z\d+.-]*:(?!:)/i;

function encode(character: string): string {
  return `%${character.charCodeAt(0).toString(16).toUpperCase().padStart(2, '0')}`;
}

/** xsd:anyURI. */
export const uri: Codec = {
  ...token,
  encode: ({ value }) =>
    typeof value === 'string' && value.trim() !== '' ? { text: toUri(value) } : undefined,
};

export const OID = /^\d+(\.\d+)*$/;

/** An OID as the schemas have it: digits and full stops. */
export const oid: Codec = {
  ...token,
  encode: ({ value }, scope) => {
    if (typeof value !== 'string') {
      return undefined;
    }
    if (!OID.test(value)) {
      scope.find(KITH_FINDINGS.notWritable, '', { value, expected: 'OID' });
      return undefined;
    }
    return { text: value };
  },
};
