import { isAllowed } from './characters.ts';
import type { XmlAttribute } from './element.ts';

/**
 * What is surely well-formed (XML 1.0; Namespaces in XML 1.0): much narrower than the standards, since what is not
 * sure is judged by the XML library.
 */

const LETTER = String.raw`A-Za-z_\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u00ff`;
const NAME = `[${LETTER}][${LETTER}\\d.-]*`;
const PLAIN_NAME = new RegExp(`^${NAME}(?::${NAME})?$`);

/** A name of Latin letters, with one prefix at most. */
export function isPlainName(written: string): boolean {
  return PLAIN_NAME.test(written);
}

const DECLARATION =
  /^<\?xml version=(?:"1\.0"|'1\.0')(?: encoding=(?:"[uU][tT][fF]-8"|'[uU][tT][fF]-8'))?(?: standalone=(?:"(?:yes|no)"|'(?:yes|no)'))? ?\?>/;

/** Whether the text begins with a declaration of UTF-8. */
export function isDeclaration(source: string): boolean {
  return DECLARATION.test(source);
}

const URI = /^(?:https?:\/\/[A-Za-z\d.-]+(?:\/[\w./~-]*)?(?:#[\w.-]*)?|urn:[A-Za-z\d][\w.:-]*)$/;
const RESERVED = ['http://www.w3.org/XML/1998/namespace', 'http://www.w3.org/2000/xmlns/'];

/** Whether a prefix (empty: the default namespace) may be declared so. */
export function isNamespace(prefix: string, namespace: string): boolean {
  if (namespace === '') {
    return prefix === '';
  }
  return !prefix.startsWith('xml') && URI.test(namespace) && !RESERVED.includes(namespace);
}

/** Whether the text between the two places is a comment. */
export function isComment(source: string, from: number, to: number): boolean {
  const content = from + '<!--'.length;
  return (
    source.startsWith('<!--', from) &&
    source.indexOf('--', content) === to - '-->'.length &&
    source.startsWith('-->', to - '-->'.length) &&
    isAllowed(source.slice(content, to))
  );
}

/** Whether the attribute is there twice. */
export function isSamePair(
  { name, namespace }: XmlAttribute,
  place: number,
  attributes: readonly XmlAttribute[],
): boolean {
  for (let other = place + 1; other < attributes.length; other += 1) {
    const attribute = attributes[other];
    if (attribute?.name === name && attribute.namespace === namespace) {
      return true;
    }
  }
  return false;
}
