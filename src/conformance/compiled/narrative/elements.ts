import { NameTable } from './nameTable.ts';

/**
 * The elements that a narrative can have (R4 2.3.1, http://hl7.org/fhir/R4/narrative.html: chapters 7–11
 * and 15 of HTML 4.0, links, images), and where they stand (HTML 4.0, https://www.w3.org/TR/html40/).
 */

// prettier-ignore
const ELEMENT_NAMES = [
  'p', 'br', 'div', 'h1', 'h2', 'h3', 'h4', 'h5', 'h6', 'a', 'span', 'b', 'em', 'i', 'strong', 'small', 'big', 'tt',
  'dfn', 'q', 'var', 'abbr', 'acronym', 'cite', 'blockquote', 'hr', 'address', 'bdo', 'kbd', 'sub', 'sup', 'ul', 'ol',
  'li', 'dl', 'dt', 'dd', 'pre', 'table', 'caption', 'colgroup', 'col', 'thead', 'tr', 'tfoot', 'tbody', 'th', 'td',
  'code', 'samp', 'img', 'map', 'area',
] as const;

/** Elements that cannot stand in a paragraph. */
// prettier-ignore
const BLOCKS: ReadonlySet<string> = new Set([
  'div', 'blockquote', 'table', 'ol', 'ul', 'p', 'h1', 'h2', 'h3', 'h4', 'h5', 'h6', 'hr', 'dl', 'address', 'pre',
]);

/** Elements that stand in these only. */
const PARENTS: Readonly<Record<string, readonly string[]>> = {
  li: ['ul', 'ol'],
  dt: ['dl'],
  dd: ['dl'],
  caption: ['table'],
  colgroup: ['table'],
  col: ['colgroup', 'table'],
  thead: ['table'],
  tfoot: ['table'],
  tbody: ['table'],
  tr: ['table', 'thead', 'tfoot', 'tbody'],
  th: ['tr', 'thead', 'tfoot'],
  td: ['tr', 'thead', 'tfoot'],
};

/** Elements in which these only stand, and no text. */
const CHILDREN: Readonly<Record<string, readonly string[]>> = {
  ul: ['li'],
  ol: ['li'],
  dl: ['dt', 'dd'],
  table: ['caption', 'colgroup', 'col', 'thead', 'tfoot', 'tbody', 'tr'],
  colgroup: ['col'],
  thead: ['tr'],
  tfoot: ['tr'],
  tbody: ['tr'],
  tr: ['td', 'th'],
  map: ['area'],
  br: [],
  hr: [],
  img: [],
  area: [],
  col: [],
};

/** What is known of an element of this name, prepared for the reader. */
export interface NarrativeElement {
  /** Without a prefix. */
  readonly name: string;
  /** Whether it can stand in a narrative at all. */
  readonly isKnown: boolean;
  readonly isBlock: boolean;
  readonly canHaveText: boolean;
  /** Whether it is content by itself. */
  readonly isContent: boolean;
  /** What cannot stand in each other: paragraphs have no blocks in them, anchors no anchors. */
  readonly counts: 'paragraphs' | 'anchors' | undefined;
  /** Its place among the elements; those that are not known share the first. */
  readonly index: number;
}

/** A tag as it is written: the name, with a prefix or without, and what it means. */
export interface NarrativeTag {
  readonly name: string;
  readonly element: NarrativeElement;
}

const elementOf = (name: string, index: number): NarrativeElement => ({
  name,
  isKnown: index > 0,
  isBlock: BLOCKS.has(name),
  canHaveText: CHILDREN[name] === undefined,
  isContent: name === 'img',
  counts: name === 'p' ? 'paragraphs' : name === 'a' ? 'anchors' : undefined,
  index,
});

const ALL: readonly NarrativeElement[] = ['', ...ELEMENT_NAMES].map(elementOf);
const [NOTHING = elementOf('', 0)] = ALL;
const BY_NAME: ReadonlyMap<string, NarrativeElement> = new Map(ALL.map((each) => [each.name, each]));

const PLAIN_TAGS: readonly NarrativeTag[] = ALL.slice(1).map((element) => ({ name: element.name, element }));

/** The tags of the elements that are known, without a prefix. */
export const TAGS: NameTable<NarrativeTag> = new NameTable(PLAIN_TAGS);

/** Those of one letter, which are most of many a narrative, by the code of the letter. */
export const SHORT_TAGS: readonly (NarrativeTag | undefined)[] = Array.from({ length: 128 }, (_, code) =>
  PLAIN_TAGS.find(({ name }) => name === String.fromCharCode(code)),
);

/** What stands outside every element. */
export const OUTSIDE: NarrativeTag = { name: '', element: NOTHING };

export const DIV: NarrativeTag = PLAIN_TAGS.find(({ name }) => name === 'div') ?? OUTSIDE;

/** The tag of that name, without its prefix `local`. */
export function tagOf(name: string, local: string): NarrativeTag {
  return { name, element: BY_NAME.get(local) ?? { ...NOTHING, name: local, canHaveText: true } };
}

function isAllowedIn(element: string, parent: string): boolean {
  return (PARENTS[element]?.includes(parent) ?? true) && (CHILDREN[parent]?.includes(element) ?? true);
}

/** By parent, then by element: whether it can stand there. */
const STANDS_IN: Uint8Array = Uint8Array.from(
  ALL.flatMap((parent) => ALL.map((element) => (isAllowedIn(element.name, parent.name) ? 1 : 0))),
);

/** Of two elements, the first known: whether it can stand in the other. */
export function canStandIn({ index }: NarrativeElement, parent: NarrativeElement): boolean {
  return STANDS_IN[parent.index * ALL.length + index] === 1;
}
