import {
  ParseOption,
  XmlCData,
  XmlDocument,
  XmlElement as LibraryElement,
  XmlText,
  type XmlAttribute as LibraryAttribute,
} from 'libxml2-wasm';
import {
  XHTML_NAMESPACE,
  type XmlAttribute,
  type XmlElement,
} from '../../../../src/formats/kith/xml/element.ts';

type Mutable<T> = { -readonly [Key in keyof T]: T[Key] };

/** The elements as the XML library itself has them, node by node. */
export function libraryElements(bytes: Uint8Array): XmlElement {
  const document = XmlDocument.fromBuffer(bytes, {
    option: ParseOption.XML_PARSE_NONET | ParseOption.XML_PARSE_NO_XXE | ParseOption.XML_PARSE_NOCDATA,
  });
  try {
    return toElement(document.root, { position: 0 });
  } finally {
    document.dispose();
  }
}

function toElement(node: LibraryElement, walk: { position: number }, parent?: XmlElement): XmlElement {
  const children: XmlElement[] = [];
  const nodes: (string | XmlElement)[] = [];
  const element: Mutable<XmlElement> = {
    name: node.name,
    namespace: node.namespaceUri,
    attributes: node.attrs.map(toAttribute),
    children,
    text: '',
    parent,
    position: walk.position,
  };
  walk.position += 1;
  for (let child = node.firstChild; child !== null; child = child.next) {
    if (child instanceof LibraryElement) {
      const inner = toElement(child, walk, element);
      children.push(inner);
      nodes.push(inner);
    } else if (child instanceof XmlText || child instanceof XmlCData) {
      element.text += child.content;
      nodes.push(child.content);
    }
  }
  if (element.namespace === XHTML_NAMESPACE || (children.length > 0 && element.text.trim() !== '')) {
    element.nodes = nodes;
  }
  if (children.length > 0 && element.text.trim() === '') {
    element.text = '';
  }
  return element;
}

function toAttribute(attribute: LibraryAttribute): XmlAttribute {
  return { name: attribute.name, namespace: attribute.namespaceUri, value: attribute.value };
}
