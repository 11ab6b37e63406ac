import { readdirSync, readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readElements } from '../../../../src/formats/kith/xml/elements.ts';
import type { XmlElement } from '../../../../src/formats/kith/xml/element.ts';
import { DEFAULT_XML_LIMITS } from '../../../../src/formats/kith/xml/prolog.ts';
import { libraryElements } from './libraryElements.ts';

const FOLDER = new URL('../../../../examples/messages/', import.meta.url);
const EXAMPLES = readdirSync(FOLDER)
  .filter((name) => name.endsWith('.xml'))
  .map((name) => ({ name, text: readFileSync(new URL(name, FOLDER), 'utf8') }));

function isSure(text: string): boolean {
  return readElements(text, DEFAULT_XML_LIMITS).isSure;
}

/** What tells two readings apart. (The library's strings lack a byte order mark that they begin with.) */
function outline({ name, namespace, attributes, text, children }: XmlElement): unknown {
  return [
    name,
    namespace,
    attributes.map((one) => [one.name, one.namespace, withoutMarks(one.value)]),
    withoutMarks(text),
    children.map(outline),
  ];
}

function withoutMarks(text: string): string {
  return text.replaceAll('\ufeff', '');
}

/** What is surely well-formed must be so for the XML library too, with the same elements. */
function expectSoundness(text: string): void {
  const { root, isSure: sure } = readElements(text, DEFAULT_XML_LIMITS);
  if (sure) {
    expect(typeof root === 'object' ? outline(root) : root).toEqual(
      outline(libraryElements(Buffer.from(text))),
    );
  }
}

/** One of each thing that a document is made of. */
const SMALL = `<?xml version="1.0" encoding="UTF-8"?>
<!-- c --><p:a xmlns:p="urn:p" xmlns="http://q.no/r#s" b="1" p:b='2 &amp; 3'>t &#230; <c d="e"/><f><![CDATA[<g>&]]]></f>
<h xmlns="" i="j">k</h>]] &gt;</p:a>
<!-- d -->`;

/** Pieces of syntax that make or break a document. */
const SCRAPS = [
  ...Array.from('<>/"\'&;=:!?-[]# \r\n\t\u0000\u0001\u00a0\ufeff\ufffe\uffff\u{1f600}xø×.1'),
  '/>',
  '</',
  '<!--',
  '-->',
  '--',
  '<![CDATA[',
  ']]>',
  '<?x y?>',
  '<?xml version="1.0"?>',
  '<!DOCTYPE a>',
  '&amp;',
  '&#0;',
  '&#x1F600;',
  '&#xD800;',
  '&#xFFFE;',
  '&e;',
  ' b="1"',
  " b='2'",
  ' p:b="3"',
  ' xmlns="urn:o"',
  ' xmlns=""',
  ' xmlns:p="urn:p"',
  ' xmlns:p=""',
  ' xmlns:r="urn:p"',
  ' xmlns:xml="http://www.w3.org/XML/1998/namespace"',
  ' xmlns:xmlns="urn:x"',
  ' xmlns:s="a b"',
  ' xml:space="x"',
  ' xml:id="1"',
  'r:',
  '<b/>',
  '<b>',
  '</b>',
  '<p:b/>',
  '<r:b xmlns:r="urn:r"></r:b>',
] as const;

type Change = readonly [at: number, removed: number, scrap: string];

function changed(text: string, changes: readonly Change[]): string {
  return changes.reduce((current, [seed, removed, scrap]) => {
    const at = seed % (current.length + 1);
    return current.slice(0, at) + scrap + current.slice(at + removed);
  }, text);
}

const change = fc.tuple(fc.nat(), fc.constantFrom(0, 0, 0, 1, 2, 8), fc.constantFrom('', ...SCRAPS));

describe('what is read without asking the library', () => {
  it.each(EXAMPLES)('is each message as it is written by everyone: $name', ({ text }) => {
    expect(isSure(text)).toBe(true);
  });

  it('is one of each thing that a document is made of', () => {
    expect(isSure(SMALL)).toBe(true);
    expectSoundness(SMALL);
  });

  it.each([
    '',
    'a',
    '<a>',
    '<a/><b/>',
    '<a></b>',
    '<a></a',
    '<a/>b',
    '<a b="1" b="2"/>',
    '<a b=1/>',
    '<a b="<"/>',
    '<a b="&"/>',
    '<a b="1"c="2"/>',
    '<a / >',
    '<a>&nbsp;</a>',
    '<a>]]></a>',
    '<a>\u0001</a>',
    '<a>\uffff</a>',
    '<a><!-- -- --></a>',
    '<a><!- -></a>',
    '<a><![CDATA[</a>',
    '<p:a/>',
    '<a p:b="1"/>',
    '<a xmlns:p="" />',
    '<a xmlns:p="u" xmlns:q="u" p:b="1" q:b="2"/>',
    '<a xmlns:p="urn:u" xmlns:q="urn:u" p:b="1" q:b="2"/>',
    '<a:b:c xmlns:a="urn:a"/>',
    '<1/>',
    '<!DOCTYPE a><a/>',
    ' <?xml version="1.0"?><a/>',
    '<?xml version="1.0" encoding="ISO-8859-1"?><a/>',
    `${'<a>'.repeat(101)}${'</a>'.repeat(101)}`,
  ])('is never %j', (text) => {
    expect(isSure(text)).toBe(false);
  });

  it('is well-formed for the library too, with the same elements, whatever is changed', () => {
    const texts = [
      SMALL,
      SMALL,
      SMALL,
      ...EXAMPLES.map(({ text }) => text).filter(({ length }) => length < 6000),
    ];
    fc.assert(
      fc.property(
        fc.constantFrom(...texts),
        fc.array(change, { minLength: 1, maxLength: 3 }),
        (text, changes) => {
          expectSoundness(changed(text, changes));
        },
      ),
      { numRuns: 2_000 },
    );
  });

  it('is well-formed for the library too, made of scraps alone', () => {
    fc.assert(
      fc.property(
        fc.array(fc.constantFrom('<a', '<a>', '</a>', 'b', ...SCRAPS), { maxLength: 12 }),
        (scraps) => {
          expectSoundness(scraps.join(''));
        },
      ),
      { numRuns: 2_000 },
    );
  });
});
