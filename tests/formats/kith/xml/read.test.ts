import { describe, expect, it } from 'vitest';
import { DEFAULT_XML_LIMITS } from '../../../../src/formats/kith/xml/prolog.ts';
import { readXml } from '../../../../src/formats/kith/xml/read.ts';
import { scanXml } from '../../../../src/formats/kith/xml/scan.ts';
import { writeXml } from '../../../../src/formats/kith/xml/write.ts';
import {
  childOf,
  childrenOf,
  pathOf,
  textOf,
  attributeOf,
} from '../../../../src/formats/kith/xml/element.ts';

const bytes = (text: string): Uint8Array => Buffer.from(text);
const LAUGHS = `<!DOCTYPE a [<!ENTITY b "x">${Array.from({ length: 20 }, (_, index) => `<!ENTITY c${index} "&b;&b;">`).join('')}]><a>&c1;</a>`;

describe('a declared encoding', () => {
  it.each<[string, number[], string]>([
    ['ISO-8859-1', [0xe6, 0xf8, 0xe5], 'æøå'],
    ['iso_8859-1', [0xe6, 0xf8, 0xe5], 'æøå'],
    ['windows-1252', [0xe6, 0x96, 0x93, 0xf8, 0x94, 0x80], 'æ–“ø”€'],
    ['ISO-8859-15', [0xe6, 0xa4], 'æ€'],
    ['US-ASCII', [0x61], 'a'],
  ])('%s', (encoding, characters, text) => {
    const document = Buffer.concat([
      Buffer.from(`<?xml version="1.0" encoding="${encoding}"?><a b="`),
      Buffer.from(characters),
      Buffer.from('">'),
      Buffer.from(characters),
      Buffer.from('</a>'),
    ]);
    const reading = readXml(document, DEFAULT_XML_LIMITS);
    expect(reading.ok && [reading.root.text, reading.root.attributes[0]?.value]).toEqual([text, text]);
  });
});

describe('what is refused', () => {
  it.each<[string, Uint8Array, string]>([
    ['a document type', bytes('<!DOCTYPE a><a/>'), 'document-type'],
    [
      'after comments and instructions',
      bytes('<?xml version="1.0"?><!-- > --><?x <!DOCTYPE ?><!DOCTYPE a><a/>'),
      'document-type',
    ],
    ['entities that grow', bytes(LAUGHS), 'document-type'],
    [
      'an external entity',
      bytes('<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]><a>&x;</a>'),
      'document-type',
    ],
    ['a document type in UTF-16', Buffer.from('\ufeff<!DOCTYPE a><a/>', 'utf16le'), 'document-type'],
    ['an unknown entity', bytes('<a>&x;</a>'), 'not-well-formed'],
    ['a million children', bytes(`<a>${'<b/>'.repeat(1_000_000)}</a>`), 'too-much-markup'],
    ['ten thousand children', bytes(`<a>${'<b/>'.repeat(10_000)}</a>`), 'too-much-markup'],
    [
      'a million attributes',
      bytes(`<a ${Array.from({ length: 1_000_000 }, (_, index) => `a${index}=""`).join(' ')}/>`),
      'too-much-markup',
    ],
    ['a depth of 101', bytes('<a>'.repeat(101) + '</a>'.repeat(101)), 'too-deep'],
    ['a depth of 100,000', bytes('<a>'.repeat(100_000)), 'not-well-formed'],
    ['a long prolog without root', bytes(`<!--${'x'.repeat(100_000)}--><a/>`), 'document-type'],
    ['nothing', bytes(''), 'not-well-formed'],
    ['half a tag', bytes('<a><b'), 'not-well-formed'],
    ['zeros', new Uint8Array(1000), 'not-well-formed'],
    [
      'an encoding that nobody knows',
      bytes('<?xml version="1.0" encoding="x-ukjent"?><a/>'),
      'not-well-formed',
    ],
  ])('%s', (_name, document, reason) => {
    const reading = readXml(document, DEFAULT_XML_LIMITS);
    expect(reading.ok ? 'read' : reading.refusal.reason).toBe(reason);
  });

  it('more bytes than allowed', () => {
    const reading = readXml(bytes('<a/>'), { ...DEFAULT_XML_LIMITS, maxBytes: 3 });
    expect(reading).toMatchObject({ ok: false, refusal: { reason: 'too-large' } });
  });
});

describe('what is read', () => {
  it('has names, namespaces, attributes, text and places', () => {
    const reading = readXml(
      bytes('<a xmlns="urn:x" xmlns:y="urn:y"><b c=" 1 ">t<!-- no --><![CDATA[<u>]]></b><y:b/></a>'),
      DEFAULT_XML_LIMITS,
    );
    const root = reading.ok ? reading.root : undefined;
    const [first, second] = childrenOf(root, 'b');
    expect(first).toMatchObject({ namespace: 'urn:x', text: 't<u>' });
    expect(second).toMatchObject({ namespace: 'urn:y', name: 'b' });
    expect(first && attributeOf(first, 'c')).toBe('1');
    expect(second && pathOf(second)).toBe('/a/b[2]');
  });

  it('includes a text of more than ten million characters', () => {
    const reading = readXml(bytes(`<a>${'x'.repeat(11_000_000)}</a>`), DEFAULT_XML_LIMITS);
    expect(reading.ok && reading.root.text.length).toBe(11_000_000);
  });
});

describe('scanning what is not well-formed', () => {
  it('finds the elements in spite of missing and stray end tags', () => {
    const root = scanXml(
      bytes('<?xml version="1.0"?><x:a><b><c q="1 > 0">t &amp; &#230;</b></z><d>u<!-- <e> --></d>'),
    );
    expect(textOf(childOf(root, 'b', 'c'))).toBe('t & æ');
    expect(textOf(childOf(root, 'd'))).toBe('u');
    expect(root?.name).toBe('a');
  });

  it.each([
    '',
    '<',
    '<<<',
    '<a',
    '</a>',
    '<a b="',
    '&#99999999;',
    '<!--',
    '<a><a><a>',
    '<'.repeat(100_000),
    '<a "'.repeat(10_000),
    `<a ${'"'.repeat(50_001)}`,
  ])('ends on %j', (text) => {
    expect(['a', undefined]).toContain(scanXml(bytes(text))?.name);
  });
});

describe('writing', () => {
  it('escapes, declares namespaces where they begin, and leaves texts as they are', () => {
    const draft = {
      name: 'a',
      namespace: 'urn:x',
      children: [
        {
          name: 'b',
          namespace: 'urn:x',
          attributes: [{ name: 'V', value: '"<&>\n\t' }],
          text: ' <&>\r\n\u0000 ',
        },
        { name: 'c', namespace: 'urn:y', children: [{ name: 'd', namespace: 'urn:p' }] },
      ],
    };
    const xml = Buffer.from(writeXml(draft, new Map([['urn:p', 'p']]))).toString();
    expect(xml).toBe(
      '<?xml version="1.0" encoding="UTF-8"?>\n<a xmlns="urn:x" xmlns:p="urn:p">\n' +
        '  <b V="&quot;&lt;&amp;&gt;&#10;&#9;"> &lt;&amp;&gt;&#13;\n\ufffd </b>\n' +
        '  <c xmlns="urn:y">\n    <p:d/>\n  </c>\n</a>\n',
    );
    const reading = readXml(Buffer.from(xml), DEFAULT_XML_LIMITS);
    expect(reading.ok && reading.root.children[0]?.text).toBe(' <&>\r\n\ufffd ');
  });
});
