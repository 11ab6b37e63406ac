import type { XmlAttribute, XmlElement } from './element.ts';
import { decodeText, encodingOf } from './prolog.ts';

/**
 * Reads what can be read of XML that is not well-formed: who sent it and what it is, so that it can be
 * acknowledged (HIS 80415:2012, 3.3.4). An end tag closes everything open inside its element, one that closes
 * nothing is passed over, and what is still open at the end is closed. Namespaces are not resolved: names are
 * local names. One pass over the first megabyte.
 */
export function scanXml(bytes: Uint8Array): XmlElement | undefined {
  const start = bytes.subarray(0, SCANNED_BYTES);
  const text = decodeText(start, encodingOf(bytes)) ?? decodeText(start, 'latin1') ?? '';
  const open: MutableElement[] = [];
  let root: MutableElement | undefined;
  let position = 0;
  for (const [, comment, end, opened, attributes = '', closed, characters] of text.matchAll(TOKEN)) {
    const current = open.at(-1);
    if (characters !== undefined) {
      if (current !== undefined) {
        current.text += unescape(characters);
      }
    } else if (opened !== undefined) {
      const element = makeElement(opened, attributes, current, position);
      position += 1;
      current?.children.push(element);
      root ??= element;
      if (closed === '' && open.length < SCANNED_DEPTH) {
        open.push(element);
      }
    } else if (end !== undefined && comment === undefined) {
      const at = open.findLastIndex(({ name }) => name === localName(end));
      if (at >= 0) {
        open.length = at;
      }
    }
  }
  return root;
}

const SCANNED_BYTES = 1024 * 1024;
const SCANNED_DEPTH = 100;

/** A comment, an instruction or declaration; an end tag; a start tag with its attributes; text. */
const TOKEN =
  /(<!--[^]*?-->|<[?!][^>]*>)|<\/([^\s<>/]+)[^<>]*>|<([^\s<>/!?"'=]+)((?:[^<>"']|"[^"<]*"|'[^'<]*')*?)(\/?)>|([^<]+)/g;

const ATTRIBUTE = /([^\s=<>"'/]+)\s*=\s*(?:"([^"]*)"|'([^']*)')/g;

interface MutableElement extends XmlElement {
  readonly children: XmlElement[];
  text: string;
}

function makeElement(
  name: string,
  attributes: string,
  parent: MutableElement | undefined,
  position: number,
): MutableElement {
  return {
    name: localName(name),
    namespace: '',
    attributes: [...attributes.matchAll(ATTRIBUTE)].map(
      ([, attributeName = '', double, single]): XmlAttribute => ({
        name: attributeName,
        namespace: '',
        value: unescape(double ?? single ?? ''),
      }),
    ),
    children: [],
    text: '',
    parent,
    position,
  };
}

function localName(name: string): string {
  return name.slice(name.indexOf(':') + 1);
}

const NAMED: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };

function unescape(text: string): string {
  return text.replace(
    /&(?:(amp|lt|gt|quot|apos)|#(\d{1,7})|#x([\da-fA-F]{1,6}));/g,
    (whole, named, decimal, hex) => {
      if (typeof named === 'string') {
        return NAMED[named] ?? whole;
      }
      const code = typeof decimal === 'string' ? Number(decimal) : Number.parseInt(String(hex), 16);
      return code <= 0x10ffff ? String.fromCodePoint(code) : whole;
    },
  );
}
