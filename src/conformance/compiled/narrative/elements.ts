/**
 * The elements and attributes that a narrative can have (R4 2.3.1, http://hl7.org/fhir/R4/narrative.html: chapters 7–11
 * and 15 of HTML 4.0, links, images), and where they stand (HTML 4.0, https://www.w3.org/TR/html40/).
 */

// prettier-ignore
export const ELEMENTS: ReadonlySet<string> = new Set([
  'p', 'br', 'div', 'h1', 'h2', 'h3', 'h4', 'h5', 'h6', 'a', 'span', 'b', 'em', 'i', 'strong', 'small', 'big', 'tt',
  'dfn', 'q', 'var', 'abbr', 'acronym', 'cite', 'blockquote', 'hr', 'address', 'bdo', 'kbd', 'sub', 'sup', 'ul', 'ol',
  'li', 'dl', 'dt', 'dd', 'pre', 'table', 'caption', 'colgroup', 'col', 'thead', 'tr', 'tfoot', 'tbody', 'th', 'td',
  'code', 'samp', 'img', 'map', 'area',
]);

// prettier-ignore
const ATTRIBUTES: ReadonlySet<string> = new Set([
  'title', 'style', 'class', 'id', 'idref', 'lang', 'xml:lang', 'xml:space', 'dir', 'accesskey', 'tabindex', 'span', 'width',
  'align', 'valign', 'char', 'charoff', 'abbr', 'axis', 'headers', 'scope', 'rowspan', 'colspan',
]);

// prettier-ignore
const ATTRIBUTES_OF: ReadonlySet<string> = new Set([
  'a.href', 'a.name', 'a.charset', 'a.type', 'a.hreflang', 'a.rel', 'a.rev', 'a.shape', 'a.coords', 'img.src',
  'img.border', 'img.alt', 'img.longdesc', 'img.height', 'img.width', 'img.usemap', 'img.ismap', 'blockquote.cite',
  'q.cite', 'map.name', 'area.shape', 'area.coords', 'area.href', 'area.nohref', 'area.alt', 'table.summary',
  'table.width', 'table.border', 'table.frame', 'table.rules', 'table.cellspacing', 'table.cellpadding', 'pre.space',
  'td.nowrap',
]);

export function isAttribute(element: string, attribute: string): boolean {
  return ATTRIBUTES.has(attribute) || ATTRIBUTES_OF.has(`${element}.${attribute}`);
}

/** Elements that cannot stand in a paragraph. */
// prettier-ignore
export const BLOCKS: ReadonlySet<string> = new Set([
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

export function canStandIn(element: string, parent: string): boolean {
  return (PARENTS[element]?.includes(parent) ?? true) && (CHILDREN[parent]?.includes(element) ?? true);
}

export function canHaveText(element: string): boolean {
  return CHILDREN[element] === undefined;
}
