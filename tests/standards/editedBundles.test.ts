import type { Bundle } from '@medplum/fhirtypes';
import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { encodeKith } from '../../src/formats/kith/encode.ts';
import { messageToKith } from '../../src/formats/kith/translateMessage.ts';
import { bundleOf, DECODER } from '../formats/kith/messages.ts';
import { samples, type Sample } from './kith.ts';

const EXAMPLES = new URL('../../examples/messages/', import.meta.url);

const OFFICIAL: readonly Sample[] = ['henvisning', 'epikrise', 'dialogmelding', 'plo'].flatMap((folder) =>
  samples(`examples/${folder}`, /\.xml$/),
);

const MESSAGES: readonly (Sample & { readonly isOfficial: boolean })[] = [
  ...OFFICIAL.map((sample) => ({ ...sample, isOfficial: true })),
  ...readdirSync(EXAMPLES)
    .filter((name) => name.endsWith('.xml') && !name.startsWith('acknowledgement'))
    .map((name) => ({ name, bytes: readFileSync(new URL(name, EXAMPLES)), isOfficial: false })),
];

/** What names and links resources; an edit of it makes another Bundle, not another value. */
const LINKS: ReadonlySet<string> = new Set(['resourceType', 'fullUrl', 'reference', 'url']);

type Leaf = string | number | boolean;

/** Another value of the same kind. */
function otherThan(value: Leaf, name: string): Leaf {
  if (typeof value === 'boolean') {
    return !value;
  }
  if (typeof value === 'number') {
    return value + 1;
  }
  const time = /^\d{4}(-\d\d(-\d\d(T.*)?)?)?$/.exec(value);
  if (time !== null) {
    return time[3] === undefined ? '2001-02-03'.slice(0, value.length) : '2001-02-03T04:05:06+01:00';
  }
  if (value.startsWith('urn:uuid:')) {
    return 'urn:uuid:00000000-0000-4000-8000-000000000001';
  }
  if (value.startsWith('urn:oid:')) {
    return 'urn:oid:1.2.3.4';
  }
  return name === 'data' ? 'bnl0dA==' : name === 'div' ? value.replace(/>[^<]+</, '>endret<') : 'endret';
}

interface Place {
  readonly holder: Record<string, unknown>;
  readonly name: string;
  readonly value: Leaf;
  readonly path: string;
}

function leavesOf(node: unknown, path = ''): Place[] {
  return typeof node !== 'object' || node === null
    ? []
    : Object.entries(node).flatMap(([name, value]: [string, unknown]) =>
        typeof value === 'object'
          ? leavesOf(value, `${path}.${name}`)
          : LINKS.has(name)
            ? []
            : [
                {
                  holder: node as Record<string, unknown>,
                  name,
                  value: value as Leaf,
                  path: `${path}.${name}`,
                },
              ],
      );
}

function asText(xml: Uint8Array | undefined): string {
  return Buffer.from(xml ?? []).toString();
}

/** The places of the values whose edit changes nothing in the message and is told nowhere. */
function ignoredEdits(bundle: Bundle, every: number): string[] {
  const before = asText(encodeKith(bundle).xml);
  return leavesOf(bundle)
    .filter((_leaf, index) => index % every === 0)
    .filter(({ holder, name, value }) => {
      holder[name] = otherThan(value, name);
      const { xml, findings } = encodeKith(bundle);
      const isTold =
        asText(xml) !== before ||
        findings.length > 0 ||
        messageToKith(bundle, undefined, DECODER).findings.length > 0;
      holder[name] = value;
      return !isTold;
    })
    .map(({ path }) => path);
}

describe('a value edited in the Bundle', () => {
  it.each(MESSAGES)('$name: is changed in the message, or told', ({ bytes, isOfficial }) => {
    // As JSON, so that no part of the Bundle stands in two places.
    const bundle = JSON.parse(JSON.stringify(bundleOf(DECODER.decode(bytes)))) as Bundle;
    expect(messageToKith(bundle, undefined, DECODER).findings).toEqual([]);
    // Of the long examples one in seven, which is each kind of value many times over.
    expect(ignoredEdits(bundle, isOfficial ? 1 : 7)).toEqual([]);
  });
});
