import { XHTML_NAMESPACE, XML_NAMESPACE, type XmlElement } from './element.ts';
import { DEFAULT_XML_LIMITS } from './prolog.ts';
import { readXml } from './read.ts';
import { escapeAttribute, escapeText, type XmlDraft } from './write.ts';

/** Text with markup inside an element of type anyType ↔ a string of XML that stands for itself. */

/** What is inside the element, as XML: text as it stands, elements with their namespaces. */
export function markupIn(element: XmlElement): string {
  return nodesIn(element)
    .map((node) => (typeof node === 'string' ? escapeText(node) : serialise(node, '')))
    .join('');
}

/** The markup again; undefined when it is no well-formed XML. */
export function readMarkup(markup: string): XmlElement | undefined {
  const reading = readXml(new TextEncoder().encode(`<markup>${markup}</markup>`), DEFAULT_XML_LIMITS);
  return reading.ok ? reading.root : undefined;
}

/** What is inside the element, to be written as it is. */
export function draftNodes(element: XmlElement): (string | XmlDraft)[] {
  return nodesIn(element).map((node) => (typeof node === 'string' ? node : draftOf(node)));
}

function draftOf(element: XmlElement): XmlDraft {
  return {
    name: element.name,
    namespace: element.namespace,
    attributes: element.attributes
      .filter(isOwn)
      .map(({ name, namespace, value }) => ({ name: attributeName(name, namespace), value })),
    ...(element.children.length === 0 && element.text === '' ? {} : { nodes: draftNodes(element) }),
  };
}

/** Elements that stand on lines of their own, and those that stand beside each other in a row. */
const BLOCKS = new Set(
  'address blockquote caption dd div dl dt h1 h2 h3 h4 h5 h6 hr li ol p pre table tbody tfoot thead tr ul'.split(
    ' ',
  ),
);
const CELLS = new Set(['td', 'th']);

/** The text without markup: a line for each block, tabs between the cells of a row. */
export function plainTextOf(element: XmlElement): string {
  return render(element)
    .replace(/ *\t */g, '\t')
    .replace(/[ \t]*\n[ \t]*/g, '\n')
    .replace(/\n{2,}/g, '\n')
    .trim();
}

function render(element: XmlElement): string {
  const inner = nodesIn(element)
    .map((node) => (typeof node === 'string' ? node.replace(/\s+/g, ' ') : render(node)))
    .join('');
  if (element.name === 'br') {
    return '\n';
  }
  return BLOCKS.has(element.name) ? `\n${inner}\n` : CELLS.has(element.name) ? `${inner}\t` : inner;
}

function nodesIn(element: XmlElement): readonly (string | XmlElement)[] {
  return element.nodes ?? (element.children.length > 0 ? element.children : [element.text]);
}

function serialise(element: XmlElement, defaultNamespace: string): string {
  const declaration =
    element.namespace === defaultNamespace ? '' : ` xmlns="${escapeAttribute(element.namespace)}"`;
  const attributes = element.attributes
    .filter(isOwn)
    .map(({ name, namespace, value }) => ` ${attributeName(name, namespace)}="${escapeAttribute(value)}"`);
  const open = `<${element.name}${declaration}${attributes.join('')}`;
  const inner = nodesIn(element)
    .map((node) => (typeof node === 'string' ? escapeText(node) : serialise(node, element.namespace)))
    .join('');
  return inner === '' ? `${open}/>` : `${open}>${inner}</${element.name}>`;
}

/** Attributes of other namespaces have no meaning in text. */
function isOwn({ namespace }: { readonly namespace: string }): boolean {
  return namespace === '' || namespace === XML_NAMESPACE;
}

function attributeName(name: string, namespace: string): string {
  return namespace === XML_NAMESPACE ? `xml:${name}` : name;
}

/** Whether all that is inside is one element `div` of XHTML. */
export function isDivision(element: XmlElement): boolean {
  const nodes = nodesIn(element).filter((node) => typeof node !== 'string' || node.trim() !== '');
  const [first] = nodes;
  return (
    nodes.length === 1 &&
    typeof first === 'object' &&
    first.name === 'div' &&
    first.namespace === XHTML_NAMESPACE
  );
}
