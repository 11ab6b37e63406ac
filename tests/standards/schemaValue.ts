import { attributeOf, type XmlElement } from '../../src/formats/kith/xml/element.ts';

/** Where a generator gets its choices from: an integer from 0 up to, not including, `below`. */
export type Choose = (below: number) => number;

/** A value of a datatype of XML Schema; strings are each their own, and have characters that XML escapes. */
export function simpleValue(type: string, serial: number, choose: Choose): string {
  switch (type) {
    case 'boolean':
      return choose(2) === 0 ? 'true' : 'false';
    case 'date':
      return day(choose);
    case 'dateTime':
      return dateTime(choose);
    case 'gYear':
      return day(choose).slice(0, 4);
    case 'integer':
      return String(choose(500));
    case 'decimal':
    case 'double':
      return `${choose(500)}.${1 + choose(9)}`;
    case 'base64Binary':
      return Buffer.from(`innhold ${serial}`).toString('base64');
    case 'anyURI':
      return `urn:eksempel:${serial}`;
    case 'anyType':
      return choose(2) === 0 ? text(serial) : markup(serial, choose);
    default:
      return text(serial);
  }
}

/** A value of an attribute, by its declaration. */
export function attributeValue(
  attribute: XmlElement | undefined,
  name: string,
  serial: number,
  choose: Choose,
): string {
  const values = enumerationIn(attribute);
  if (values.length > 0) {
    return values[choose(values.length)] ?? '';
  }
  const type = attribute === undefined ? undefined : attributeOf(attribute, 'type');
  switch (type?.replace(/^\w+:/, '')) {
    case 'double':
    case 'decimal':
      return simpleValue('decimal', serial, choose);
    case 'oid':
      return LISTS[choose(LISTS.length)] ?? '';
    case 'anyURI':
      return `tel:${20000000 + choose(79999999)}`;
    case 'token':
      return name === 'U' ? 'mg' : `K${serial}`;
    case undefined:
      return unnamed(attribute, serial, choose);
    default:
      return text(serial);
  }
}

/** Lists of codes: Norwegian ones, and foreign ones. */
const LISTS = [
  '2.16.578.1.12.4.1.1.7110',
  '2.16.578.1.12.4.1.1.9999',
  '2.16.840.1.113883.6.96',
  '1.2.752.116.1.1.1',
] as const;

/** An attribute whose type stands inside: a union of dates and times, or a boolean. */
function unnamed(attribute: XmlElement | undefined, serial: number, choose: Choose): string {
  const restricted = attribute?.children.flatMap(({ children }) => children)[0];
  if (restricted?.name === 'union') {
    return timeStamp(choose);
  }
  return restricted !== undefined && attributeOf(restricted, 'base') === 'boolean'
    ? simpleValue('boolean', serial, choose)
    : text(serial);
}

function day(choose: Choose): string {
  return `20${10 + choose(20)}-0${1 + choose(9)}-${10 + choose(18)}`;
}

function dateTime(choose: Choose): string {
  const offsets = ['', '', 'Z', '+02:00', '-05:00'] as const;
  const seconds = ['00', '59', '30.125'] as const;
  return `${day(choose)}T1${choose(10)}:0${choose(10)}:${seconds[choose(3)] ?? ''}${offsets[choose(5)] ?? ''}`;
}

/** kith:TS: a year, a month, a day or a point in time. */
function timeStamp(choose: Choose): string {
  const precise = dateTime(choose);
  return [precise.slice(0, 4), precise.slice(0, 7), precise.slice(0, 10), precise, precise][choose(5)] ?? '';
}

function text(serial: number): string {
  return `tekst ${serial} &lt;æ&gt; &amp; «ø»`;
}

/** XHTML as the dialogue and the discharge letter may have it, some of it not allowed in a narrative of FHIR. */
function markup(serial: number, choose: Choose): string {
  const xhtml = 'xmlns="http://www.w3.org/1999/xhtml"';
  const shapes = [
    `<div ${xhtml}><p>avsnitt ${serial}</p><ul><li>punkt <b>fet ${serial}</b> &amp; «ø»</li></ul></div>`,
    `før ${serial} <b ${xhtml}>fet ${serial}</b> etter ${serial}`,
    `<p ${xhtml}>første ${serial}</p><p ${xhtml}>andre ${serial}<br/>linje</p>`,
    `<div ${xhtml}><table border="${serial}"><tr><td>celle ${serial}</td><td>nabo</td></tr></table></div>`,
    `<a:annet xmlns:a="urn:annet">ukjent ${serial}</a:annet>`,
  ] as const;
  return shapes[choose(shapes.length)] ?? '';
}

function enumerationIn(element: XmlElement | undefined): readonly string[] {
  return (
    element?.children.flatMap((child) => {
      const value = child.name === 'enumeration' ? attributeOf(child, 'value') : undefined;
      return value === undefined ? enumerationIn(child) : [value];
    }) ?? []
  );
}
