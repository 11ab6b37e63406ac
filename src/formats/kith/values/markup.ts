import { extensionUrl } from '../../../fhir/systems.ts';
import { findExtension, isNode, stringOf, type FhirNode } from '../mapping/node.ts';
import type { Codec, Content } from '../mapping/row.ts';
import { XHTML_NAMESPACE, type XmlElement } from '../xml/element.ts';
import { draftNodes, isDivision, markupIn, plainTextOf, readMarkup } from '../xml/markup.ts';
import { unescapeText } from '../xml/references.ts';
import { escapeText } from '../xml/write.ts';

/**
 * Text that may have markup (xsd:anyType in the discharge letter, XHTML by HIS 80226:2014) ↔ FHIR strings and
 * narratives.
 */

/** HL7's extension for a string that has a version with markup. */
const RENDERING = 'http://hl7.org/fhir/StructureDefinition/rendering-xhtml';
/** Markup that FHIR's narrative does not allow. */
const ORIGINAL_MARKUP = extensionUrl('original-markup');
/** The text of a narrative without markup, where characters are escaped in it. */
const PLAIN_TEXT = extensionUrl('plain-text');

const READS = { attributes: [], readsText: true, readsMarkup: true, mayBeEmpty: true } as const;

/** A string without markup, and beside it how it was written. The string counts, as long as they differ. */
export const markedUpText: Codec = {
  ...READS,
  decode: (element) => {
    if (element.children.length === 0) {
      return element.text.trim() === '' ? {} : { value: element.text };
    }
    const value = plainTextOf(element);
    const sibling = { extension: [{ url: RENDERING, valueString: markupIn(element) }] };
    return value === '' ? { sibling } : { value, sibling };
  },
  encode: ({ value, sibling }) => {
    const markup = stringOf(findExtension(sibling, RENDERING)?.valueString);
    const written = markup === undefined ? undefined : readMarkup(markup);
    if (written !== undefined && plainTextOf(written) === (value ?? '')) {
      return { nodes: draftNodes(written) };
    }
    return typeof value === 'string' && value !== '' ? { text: value } : undefined;
  },
};

/** The element's content as a string of XML, such as a signature. */
export const markup: Codec = {
  ...READS,
  decode: (element) => {
    const value = markupIn(element);
    return value.trim() === '' ? {} : { value };
  },
  encode: ({ value }) => {
    const written = typeof value === 'string' ? readMarkup(value) : undefined;
    return written === undefined ? undefined : { nodes: draftNodes(written) };
  },
};

/** The status of a narrative says what it was made of: text (`generated`), XHTML (`additional`) or nothing. */
export const narrative: Codec = {
  ...READS,
  decode: (element) => {
    if (element.children.length === 0) {
      return element.text.trim() === '' ? {} : { value: generatedFrom(element.text) };
    }
    const markup = markupIn(element);
    if (isDivision(element) && element.children.every(isNarrative) && plainTextOf(element) !== '') {
      const plain = markup.includes('&') ? { extension: plainText(plainTextOf(element)) } : {};
      return { value: { ...plain, status: 'additional', div: markup.trim() } };
    }
    const generated = generatedFrom(plainTextOf(element));
    const extension = [{ url: ORIGINAL_MARKUP, valueString: markup }];
    return { value: { ...generated, extension: [...(generated.extension ?? []), ...extension] } };
  },
  encode: ({ value }) => (isNode(value) ? writeNarrative(value) : undefined),
};

/** For sections without a text, which FHIR wants to have one. */
export const WITHOUT_TEXT = {
  status: 'empty',
  div: `<div xmlns="${XHTML_NAMESPACE}">Uten tekst</div>`,
} as const;

interface Generated extends FhirNode {
  readonly status: 'generated';
  readonly div: string;
  readonly extension?: readonly FhirNode[];
}

function generatedFrom(text: string): Generated {
  const shown = text.trim() === '' ? 'Uten tekst' : text;
  const escaped = escapeText(shown);
  return {
    ...(escaped === shown ? {} : { extension: plainText(shown) }),
    status: 'generated',
    div: `${GENERATED_START}${escaped}${GENERATED_END}`,
  };
}

function plainText(valueString: string): readonly FhirNode[] {
  return [{ url: PLAIN_TEXT, valueString }];
}

function writeNarrative(value: FhirNode): Content | undefined {
  const div = stringOf(value.div);
  if (div === undefined || value.status === 'empty') {
    return undefined;
  }
  const markup = stringOf(findExtension(value, ORIGINAL_MARKUP)?.valueString);
  const original = markup === undefined ? undefined : readMarkup(markup);
  if (original !== undefined && generatedFrom(plainTextOf(original)).div === div) {
    return { nodes: draftNodes(original) };
  }
  const text = generatingText(div);
  if (text !== undefined) {
    return { text };
  }
  const written = readMarkup(div);
  return written === undefined ? { text: div } : { nodes: draftNodes(written) };
}

const GENERATED_START = `<div xmlns="${XHTML_NAMESPACE}"><pre>`;
const GENERATED_END = '</pre></div>';

/** The text that the narrative was made of; undefined when it was made of something else. */
function generatingText(div: string): string | undefined {
  if (!div.startsWith(GENERATED_START) || !div.endsWith(GENERATED_END)) {
    return undefined;
  }
  const text = unescapeText(div.slice(GENERATED_START.length, -GENERATED_END.length));
  return text !== '' && generatedFrom(text).div === div ? text : undefined;
}

/** What a narrative may have (FHIR R4, 2.4.0.3, Narrative); links within and pictures are left out. */
const ELEMENTS = new Set(
  (
    'a abbr acronym b big blockquote br caption cite code col colgroup dd dfn div dl dt em h1 h2 h3 h4 h5 h6 hr i ' +
    'li ol p pre q samp small span strong sub sup table tbody td tfoot th thead tr tt ul var'
  ).split(' '),
);
const ATTRIBUTES = new Set(
  (
    'abbr align axis bgcolor border cellpadding cellspacing char charoff class colspan dir frame headers height ' +
    'href lang nowrap rowspan rules scope span start style summary title type valign value width'
  ).split(' '),
);

function isNarrative(element: XmlElement): boolean {
  return (
    element.namespace === XHTML_NAMESPACE &&
    ELEMENTS.has(element.name) &&
    element.attributes.every(
      ({ name, namespace, value }) =>
        namespace === '' && ATTRIBUTES.has(name) && !(name === 'href' && !/^https?:/.test(value)),
    ) &&
    element.children.every(isNarrative)
  );
}
