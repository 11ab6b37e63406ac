import type { Bundle } from '@medplum/fhirtypes';
import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decodeAppRec } from '../../../src/formats/kith/appRec.ts';
import type { KithDecodeResult } from '../../../src/formats/kith/decode.ts';
import { encodeKith } from '../../../src/formats/kith/encode.ts';
import { measureLeafCoverage } from '../../../src/formats/kith/leafCoverage.ts';
import { bundleOf, DECODER, decodeText, EXAMPLES, exampleText, NO_CODES, rootOf } from './messages.ts';

/** One message of each kind of root and content. */
const TEXTS = [
  ...EXAMPLES.map(exampleText),
  ...[
    'referral-1.1.xml',
    'referral-1.0.xml',
    'discharge-letter-1.2.xml',
    'care-ready-for-discharge-1.6.xml',
    'care-medical-information-1.5.xml',
    'care-summary-2.0.xml',
    'dialogue-two-requests-1.1.xml',
    'dialogue-reply-1.0.xml',
  ].map((name) => readFileSync(new URL(`../../../examples/messages/${name}`, import.meta.url), 'utf8')),
];
const KINDS = ['decoded', 'rejected', 'unreadable'];

/** Where the elements of the text begin and end, innermost first: whole elements only. */
function elementsOf(text: string): { readonly from: number; readonly to: number }[] {
  const open: number[] = [];
  const found: { from: number; to: number }[] = [];
  for (const match of text.matchAll(/<(\/?)[^<>?!]+?(\/?)>/g)) {
    const to = match.index + match[0].length;
    if (match[1] === '/') {
      found.push({ from: open.pop() ?? 0, to });
    } else if (match[2] === '/') {
      found.push({ from: match.index, to });
    } else {
      open.push(match.index);
    }
  }
  return found;
}

/** The name of the element that begins there. */
function nameAt(text: string, from: number): string {
  return /^<([^\s/>]+)/.exec(text.slice(from))?.[1] ?? '';
}

type Mutation = (text: string, seed: number, other: number) => string;

const pick = (text: string, seed: number): { readonly from: number; readonly to: number } => {
  const elements = elementsOf(text);
  return elements[seed % elements.length] ?? { from: 0, to: text.length };
};

const MUTATIONS: Readonly<Record<string, Mutation>> = {
  removed: (text, seed) => {
    const { from, to } = pick(text, seed);
    return text.slice(0, from) + text.slice(to);
  },
  doubled: (text, seed) => {
    const { from, to } = pick(text, seed);
    return text.slice(0, to) + text.slice(from, to) + text.slice(to);
  },
  moved: (text, seed, other) => {
    const { from, to } = pick(text, seed);
    const rest = text.slice(0, from) + text.slice(to);
    const target = pick(rest, other).to;
    return rest.slice(0, target) + text.slice(from, to) + rest.slice(target);
  },
  renamespaced: (text, seed) => {
    const { from } = pick(text, seed);
    return (
      text.slice(0, from) +
      text.slice(from).replace(/[\s/>]/, (character) => ` xmlns="urn:other"${character}`)
    );
  },
  lengthened: (text, seed) => text.replace(/>[^<>\s][^<>]*</, `>${'x'.repeat((seed % 5) * 20_000)}<`),
  truncated: (text, seed) => text.slice(0, seed % text.length),
  garbled: (text, seed, other) => {
    const at = seed % text.length;
    return text.slice(0, at) + String.fromCharCode(other % 0xd7ff) + text.slice(at + 1);
  },
  withEntity: (text, seed) =>
    text.replace(/<(MsgHead|Message) /, `<!DOCTYPE $1 [<!ENTITY e "${'x'.repeat(seed % 100)}">]><$1 `),
  deepened: (text, seed) => {
    const { from, to } = pick(text, seed);
    const depth = seed % 300;
    return (
      text.slice(0, from) + '<d>'.repeat(depth) + text.slice(from, to) + '</d>'.repeat(depth) + text.slice(to)
    );
  },
  withHugeAttribute: (text, seed, other) => {
    const { from } = pick(text, seed);
    return (
      text.slice(0, from) +
      text.slice(from).replace(/(?=\s*\/?>)/, ` hostile="${'x'.repeat((other % 7) * 50_000)}"`)
    );
  },
  silenced: (text, seed) => {
    const { from, to } = pick(text, seed);
    return `${text.slice(0, from)}<${nameAt(text, from)}/>${text.slice(to)}`;
  },
  withUnknown: (text, seed) => {
    const { from } = pick(text, seed);
    const end = text.indexOf('>', from);
    const isEmpty = text[end - 1] === '/';
    const unknown = ' ukjent="x"><Ukjent>y</Ukjent>';
    return isEmpty
      ? `${text.slice(0, end - 1)}${unknown}</${nameAt(text, from)}>${text.slice(end + 1)}`
      : text.slice(0, end) + unknown + text.slice(end + 1);
  },
  emptied: (text, seed) =>
    text.replaceAll(/ (V|S|DN|OT)="[^"]*"/g, (whole, name: string, offset: number) =>
      (offset + seed) % 7 === 0 ? ` ${name}=""` : whole,
    ),
};

/** Mutations after which a message is still one that its writing gives back. */
const CARRIED = ['removed', 'doubled', 'silenced', 'withUnknown'] as const;

const mutated = fc
  .tuple(
    fc.constantFrom(...TEXTS),
    fc.array(fc.tuple(fc.constantFrom(...Object.keys(MUTATIONS)), fc.nat(), fc.nat()), {
      minLength: 1,
      maxLength: 4,
    }),
  )
  .map(([text, steps]) =>
    steps.reduce((current, [name, seed, other]) => MUTATIONS[name]?.(current, seed, other) ?? current, text),
  );

/** What holds of every answer, whatever came in. */
function holds(result: KithDecodeResult): void {
  expect(KINDS).toContain(result.kind);
  if (result.kind === 'rejected') {
    expect(result.faults.length).toBeGreaterThan(0);
    expect(result.envelope.msgId).not.toBe('');
  }
  if (result.kind === 'unreadable') {
    expect(result.findings.length).toBeGreaterThan(0);
  }
}

describe('mutated messages', () => {
  it('are answered, and what is taken in loses nothing and can be written', () => {
    fc.assert(
      fc.property(mutated, (text) => {
        const bytes = Buffer.from(text);
        const result = DECODER.decode(bytes);
        holds(result);
        if (result.kind === 'decoded') {
          expect(measureLeafCoverage(rootOf(bytes), result.bundle).lost).toEqual([]);
          expect(encodeKith(result.bundle).xml).toBeDefined();
        }
      }),
      { numRuns: 300 },
    );
  });

  it('give the same Bundle when written and read again, unless what the schema requires is missing', () => {
    fc.assert(
      fc.property(fc.constantFrom(...TEXTS), fc.constantFrom(...CARRIED), fc.nat(), (text, name, seed) => {
        const result = decodeText(MUTATIONS[name]?.(text, seed, 0) ?? '');
        const isIncomplete = result.findings.some(
          ({ definition }) => definition.code === 'message-element-missing',
        );
        if (result.kind === 'decoded' && !isIncomplete) {
          const { xml } = encodeKith(result.bundle);
          const again = xml === undefined ? undefined : DECODER.decode(xml);
          expect(again?.kind === 'decoded' ? again.bundle : again).toEqual(result.bundle);
        }
      }),
      { numRuns: 300 },
    );
  });

  it('and arbitrary bytes never throw', () => {
    fc.assert(
      fc.property(
        fc.oneof(
          fc.uint8Array({ maxLength: 300 }),
          fc.string().map((text) => Buffer.from(text)),
        ),
        (bytes) => {
          holds(DECODER.decode(bytes));
          expect(decodeAppRec(bytes, NO_CODES).ok).toBe(false);
        },
      ),
    );
  });
});

describe('arbitrary Bundles', () => {
  it('never make the encoder throw', () => {
    const bundles = TEXTS.map((text) => bundleOf(decodeText(text)));
    fc.assert(
      fc.property(
        fc.constantFrom(...bundles),
        fc.array(fc.tuple(fc.nat(), fc.jsonValue()), { maxLength: 5 }),
        (bundle, changes) => {
          const changed = structuredClone(bundle);
          for (const [seed, value] of changes) {
            replaceSomewhere(changed, seed, value);
          }
          expect(encodeKith(changed).findings).toBeDefined();
        },
      ),
      { numRuns: 300 },
    );
    fc.assert(
      fc.property(fc.jsonValue(), (value) => encodeKith(value as unknown as Bundle).findings.length > 0),
    );
  });
});

function replaceSomewhere(root: unknown, seed: number, value: unknown): void {
  const places: [Record<string, unknown>, string][] = [];
  const walk = (node: unknown): void => {
    if (typeof node === 'object' && node !== null) {
      for (const [key, child] of Object.entries(node)) {
        places.push([node as Record<string, unknown>, key]);
        walk(child);
      }
    }
  };
  walk(root);
  const place = places[seed % places.length];
  if (place !== undefined) {
    place[0][place[1]] = value;
  }
}
