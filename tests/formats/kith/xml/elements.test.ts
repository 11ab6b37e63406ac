import { readdirSync, readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { XmlElement } from '../../../../src/formats/kith/xml/element.ts';
import { DEFAULT_XML_LIMITS } from '../../../../src/formats/kith/xml/prolog.ts';
import { readXml } from '../../../../src/formats/kith/xml/read.ts';
import { bundleOf, DECODER, rootOf } from '../messages.ts';
import { libraryElements } from './libraryElements.ts';

const FOLDER = new URL('../../../../examples/messages/', import.meta.url);
const EXAMPLES = readdirSync(FOLDER)
  .filter((name) => name.endsWith('.xml'))
  .map((name) => ({ name, text: readFileSync(new URL(name, FOLDER), 'utf8') }));

interface Plain {
  readonly name: string;
  readonly namespace: string;
  readonly attributes: XmlElement['attributes'];
  readonly text: string;
  readonly position: number;
  readonly content: readonly unknown[];
}

/** The element without its parent; texts side by side are one. */
function plain(element: XmlElement): Plain {
  const { name, namespace, attributes, text, position } = element;
  const content: unknown[] = [];
  for (const node of element.nodes ?? element.children) {
    const last = content.at(-1);
    if (typeof node === 'string' && typeof last === 'string') {
      content[content.length - 1] = last + node;
    } else {
      content.push(typeof node === 'string' ? node : plain(node));
    }
  }
  return { name, namespace, attributes, text, position, content };
}

function expectAsLibrary(bytes: Uint8Array): void {
  expect(plain(rootOf(bytes))).toEqual(plain(libraryElements(bytes)));
}

describe('the elements read from the text', () => {
  it.each(EXAMPLES)('are those of the XML library: $name', ({ text }) => {
    expectAsLibrary(Buffer.from(text));
  });

  it.each([
    '<a xmlns:x="u"><x:b x:c="1" y="&#10; &amp;&lt;&quot;">t&#xe6;<![CDATA[<&]]>u<!-- c > --></x:b></a>',
    "<a><b/><b />x<c\n d = '\"'\t/></a>",
    '<a>\r\n q \r<b/>\r\n</a>',
    '<a b="1\t2\n3\r\n4&#9;"/>',
    '<a xml:lang="no">z</a>',
    '<a b=">"/>',
    '<a xmlns="u"><b xmlns=""><c/></b></a>',
    '<a xmlns="u" xmlns:p="v"><p:b xmlns:p="w"><p:c p:d="1" d="2"/></p:b><p:e/></a>',
    '<a><![CDATA[]]></a>',
    '<a>&#x1F600;&#128512;</a>',
    '<?xml version="1.0"?><!-- before --><a/><!-- after -->',
    '<div xmlns="http://www.w3.org/1999/xhtml">a<b>c</b> d</div>',
  ])('are those of the XML library: %j', (text) => {
    expectAsLibrary(Buffer.from(text));
  });

  it('are read with instructions inside', () => {
    const root = rootOf(Buffer.from('<a>x<?target content > ?>y<b/></a>'));
    expect(root.text).toBe('xy');
    expect(root.children.length).toBe(1);
  });

  it('are those of the XML library, or neither is read, whatever is changed', () => {
    const texts = EXAMPLES.filter(({ text }) => text.length < 8000).map(({ text }) => text);
    const scrap = fc.constantFrom(
      '<',
      '>',
      '/',
      '"',
      "'",
      '&',
      '&amp;',
      '&#10;',
      '=',
      ' ',
      '\r',
      '<b/>',
      ']]>',
      'æ',
    );
    fc.assert(
      fc.property(fc.constantFrom(...texts), fc.nat(), scrap, (text, seed, insertion) => {
        const at = seed % text.length;
        const bytes = Buffer.from(text.slice(0, at) + insertion + text.slice(at));
        if (readXml(bytes, DEFAULT_XML_LIMITS).ok) {
          expectAsLibrary(bytes);
        }
      }),
      { numRuns: 300 },
    );
  });
});

describe('character encodings', () => {
  const declared = (text: string, encoding: string): string =>
    text.replace('encoding="UTF-8"', `encoding="${encoding}"`);
  const bigEndian = (text: string): Buffer => Buffer.from(text, 'utf16le').swap16();
  const latin1 = (text: string): Buffer =>
    // What ISO-8859-1 lacks is written as a reference.
    Buffer.from(
      declared(text, 'ISO-8859-1').replace(
        /[^\s\u0020-\u00ff]/gu,
        (character) => `&#${character.codePointAt(0) ?? 0};`,
      ),
      'latin1',
    );

  it.each(EXAMPLES.filter(({ name }) => !name.startsWith('acknowledgement')))(
    '$name is the same Bundle in each',
    ({ text }) => {
      const expected = bundleOf(DECODER.decode(Buffer.from(text)));
      for (const bytes of [
        Buffer.from(`\ufeff${text}`),
        Buffer.from(text.replace(/^<\?xml[^>]*>\n/, '')),
        latin1(text),
        Buffer.from(`\ufeff${declared(text, 'UTF-16')}`, 'utf16le'),
        bigEndian(`\ufeff${declared(text, 'UTF-16')}`),
      ]) {
        expect(bundleOf(DECODER.decode(bytes))).toEqual(expected);
      }
    },
  );

  it.each([
    [
      'bytes that are no UTF-8',
      Buffer.concat([Buffer.from('<a>'), Buffer.from([0xc3, 0x28]), Buffer.from('</a>')]),
    ],
    ['half a UTF-16 character', Buffer.from('\ufeff<a>x</a>', 'utf16le').subarray(0, -1)],
    ['an encoding that nobody knows', Buffer.from('<?xml version="1.0" encoding="x-unknown"?><a/>')],
    ['UTF-8 said to be UTF-16', Buffer.from('<?xml version="1.0" encoding="UTF-16"?><a/>')],
    ['a character that XML cannot hold', Buffer.from('<a>\u0001</a>')],
  ])('%s is answered', (_name, bytes) => {
    expect(['decoded', 'rejected', 'unreadable']).toContain(DECODER.decode(bytes).kind);
  });
});
