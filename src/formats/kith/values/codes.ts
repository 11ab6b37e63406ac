import type { Coding } from '@medplum/fhirtypes';
import { CODE_SYSTEM, extensionUrl, volven } from '../../../fhir/systems.ts';
import { KITH_FINDINGS } from '../findings.ts';
import type { DecodeScope } from '../mapping/decodeScope.ts';
import type { EncodeScope } from '../mapping/encodeScope.ts';
import { findExtension, isNode, nodesOf, stringOf, type FhirNode, type Slot } from '../mapping/node.ts';
import type { Codec, Content } from '../mapping/row.ts';
import { attributeOf, type XmlElement } from '../xml/element.ts';
import type { XmlAttributeDraft } from '../xml/write.ts';
import { OID } from './uri.ts';

/** Original text (attribute OT) of a code that lives in a Coding. */
const ORIGINAL_TEXT = extensionUrl('original-text');
/** On Coding.system: the list is the standard's, the message did not name it (attribute S absent). */
const ASSUMED = extensionUrl('assumed');
/** On Coding.system: what attribute S said when it was no OID. On Coding.display: attribute DN that is no text of the code. */
const ORIGINAL_VALUE = extensionUrl('original-value');
/** On a primitive whose value was mapped from a code: the code as sent. */
export const ORIGINAL_CODE = extensionUrl('original-code');

export function originalCode(valueCoding: unknown): FhirNode {
  return { url: ORIGINAL_CODE, valueCoding };
}

/** Number of the list by default, or none where the standard leaves the list open. */
type List = number | undefined;

/** The systems of the lists, by number: each is the same text every time. */
const SYSTEMS = new Map<number, string>();

function systemOf(list: number): string {
  let system = SYSTEMS.get(list);
  if (system === undefined) {
    system = volven(list);
    SYSTEMS.set(list, system);
  }
  return system;
}

const CS_ATTRIBUTES = ['V', 'DN'] as const;
const CV_ATTRIBUTES = ['V', 'S', 'DN', 'OT'] as const;

/** kith:CS, a code of one list, as a Coding. */
export function simpleCode(list: List): Codec {
  return {
    ...EMPTY_ELEMENT,
    attributes: CS_ATTRIBUTES,
    decode: (element, scope) => slotOfCoding(readSimple(element, list, scope)),
    encode: ({ value }, scope) => (isNode(value) ? writeSimple(toCoding(value), list, scope) : undefined),
  };
}

/** kith:CS as a CodeableConcept. */
export function simpleConcept(list: List): Codec {
  return {
    ...EMPTY_ELEMENT,
    attributes: CS_ATTRIBUTES,
    decode: (element, scope) => {
      const coding = readSimple(element, list, scope);
      return coding === undefined ? {} : { value: { coding: [coding] } };
    },
    encode: ({ value }, scope) => {
      const coding = codingFor(value, list);
      const text = isNode(value) ? value.text : undefined;
      return coding === undefined
        ? typeof text === 'string'
          ? { attributes: [{ name: 'DN', value: text }] }
          : undefined
        : writeSimple(coding, list, scope);
    },
  };
}

/** kith:CV, a code that names its list, as a Coding. */
export function code(list: List): Codec {
  return {
    ...EMPTY_ELEMENT,
    attributes: CV_ATTRIBUTES,
    decode: (element, scope) => {
      const coding = readCoding(element, list, scope);
      const originalText = attributeOf(element, 'OT');
      return slotOfCoding(
        originalText === undefined
          ? coding
          : { ...coding, extension: [{ url: ORIGINAL_TEXT, valueString: originalText }] },
      );
    },
    encode: ({ value }, scope) =>
      isNode(value)
        ? writeCoding(toCoding(value), stringOf(findExtension(value, ORIGINAL_TEXT)?.valueString), scope)
        : undefined,
  };
}

/** kith:CV as a CodeableConcept; its text is the original text (OT). */
export function concept(list: List): Codec {
  return {
    ...EMPTY_ELEMENT,
    attributes: CV_ATTRIBUTES,
    decode: (element, scope) => {
      const coding = readCoding(element, list, scope);
      const text = attributeOf(element, 'OT');
      return coding === undefined && text === undefined
        ? {}
        : {
            value: {
              ...(coding === undefined ? {} : { coding: [coding] }),
              ...(text === undefined ? {} : { text }),
            },
          };
    },
    encode: ({ value }, scope) => {
      const text = isNode(value) && typeof value.text === 'string' ? value.text : undefined;
      return writeCoding(codingFor(value, list) ?? {}, text, scope);
    },
  };
}

/** One row of a code's translation into a FHIR code; `back: false` for the rows that are not the way back. */
export interface Translation {
  readonly code: string;
  readonly display: string;
  readonly fhir: string | undefined;
  readonly back?: boolean;
}

/**
 * kith:CS as a FHIR code of its own, the code as sent beside it.
 *
 * @param unsaid what FHIR has where the message says nothing that it has a code for
 */
export function translatedCode(list: number, table: readonly Translation[], unsaid?: string): Codec {
  const translate = (sent: string | undefined): string | undefined =>
    table.find(({ code: listed }) => listed === sent)?.fhir;
  return {
    ...EMPTY_ELEMENT,
    attributes: CS_ATTRIBUTES,
    decode: (element, scope) => {
      const coding = readSimple(element, list, scope);
      if (coding === undefined) {
        return {};
      }
      const value = translate(coding.code);
      return value === undefined
        ? { untranslated: coding }
        : { value, sibling: { extension: [originalCode(coding)] } };
    },
    encode: ({ value, sibling, untranslated }, scope) => {
      const sent = isNode(untranslated) ? toCoding(untranslated) : codingIn(sibling, ORIGINAL_CODE);
      const isUnsaid = value === undefined || value === unsaid;
      if (
        sent === undefined ? isUnsaid : (translate(sent.code) ?? (isUnsaid ? value : undefined)) === value
      ) {
        return sent === undefined ? undefined : writeSimple(sent, list, scope);
      }
      const row = table.find(({ fhir, back }) => fhir === value && back !== false);
      if (row === undefined) {
        scope.find(KITH_FINDINGS.notWritable, '', {
          value: String(value),
          expected: volven(list),
        });
        return undefined;
      }
      return { attributes: [attribute('V', row.code), attribute('DN', row.display)] };
    },
  };
}

/**
 * kith:CS whose text is what FHIR holds (a country, a municipality); the code as sent stands beside it.
 *
 * @param codeForm of what FHIR holds that is a code of the list instead, where no code stands beside it
 */
export function namedCode(list: number, extension: string, codeForm?: RegExp): Codec {
  return {
    ...EMPTY_ELEMENT,
    attributes: CS_ATTRIBUTES,
    decode: (element, scope) => {
      const coding = readSimple(element, list, scope);
      return coding === undefined
        ? {}
        : {
            value: textOf(coding) ?? coding.code,
            sibling: { extension: [{ url: extension, valueCoding: coding }] },
          };
    },
    encode: ({ value, sibling }, scope) => {
      const coding = codingIn(sibling, extension);
      const name = typeof value === 'string' ? value : undefined;
      if (coding === undefined) {
        const isCode = name !== undefined && codeForm?.test(name) === true;
        return name === undefined ? undefined : { attributes: [attribute(isCode ? 'V' : 'DN', name)] };
      }
      const isUnchanged = name === undefined || name === (textOf(coding) ?? coding.code);
      return writeSimple(isUnchanged ? coding : { ...coding, display: name }, list, scope);
    },
  };
}

const EMPTY_ELEMENT = { readsText: false, mayBeEmpty: true } as const;

function slotOfCoding(value: Coding | undefined): Slot {
  return value === undefined ? {} : { value };
}

function attribute(name: string, value: string): { readonly name: string; readonly value: string } {
  return { name, value };
}

const WHITE_SPACE = /\s/;

function codeIn(element: XmlElement): string | undefined {
  const value = attributeOf(element, 'V');
  return value !== undefined && WHITE_SPACE.test(value) ? value.replace(/\s+/g, ' ') : value;
}

function readSimple(element: XmlElement, list: List, scope: DecodeScope): Coding | undefined {
  const sent = codeIn(element);
  const display = attributeOf(element, 'DN');
  if (sent === undefined) {
    return display === undefined ? undefined : { display };
  }
  const system = list === undefined ? undefined : systemOf(list);
  if (system !== undefined) {
    checkCode(system, sent, element, scope);
  }
  const coding: Coding = system === undefined ? { code: sent } : { system, code: sent };
  addText(coding, display, element, scope);
  return coding;
}

function readCoding(element: XmlElement, list: List, scope: DecodeScope): Coding | undefined {
  const sent = codeIn(element);
  const oid = attributeOf(element, 'S');
  const display = attributeOf(element, 'DN');
  if (sent === undefined && oid === undefined && display === undefined) {
    return undefined;
  }
  const named = oid === undefined ? undefined : systemOfOid(oid);
  const system = named ?? (list === undefined || sent === undefined ? undefined : systemOf(list));
  if (sent !== undefined && system !== undefined) {
    checkCode(system, sent, element, scope);
  }
  const coding: Coding = {};
  if (system !== undefined) {
    coding.system = system;
  }
  if (named === undefined) {
    Object.assign(coding, systemNote(oid, system));
  }
  if (sent !== undefined) {
    coding.code = sent;
  }
  addText(coding, display, element, scope);
  return coding;
}

const SYSTEMS_OF_OIDS = new Map<string, string>();
/** The messages name some hundreds of lists. */
const MOST_SYSTEMS = 2_000;

/** The system of an OID; undefined when it is none. */
function systemOfOid(oid: string): string | undefined {
  let system = SYSTEMS_OF_OIDS.get(oid);
  if (system === undefined && OID.test(oid)) {
    system = `urn:oid:${oid}`;
    if (SYSTEMS_OF_OIDS.size < MOST_SYSTEMS && oid.length <= MOST_DIGITS) {
      SYSTEMS_OF_OIDS.set(Buffer.from(oid).toString(), Buffer.from(system).toString());
    }
  }
  return system;
}

const MOST_DIGITS = 100;

function systemNote(sent: string | undefined, assumed: string | undefined): object {
  if (sent !== undefined) {
    return { _system: { extension: [{ url: ORIGINAL_VALUE, valueString: sent }] } };
  }
  return assumed === undefined ? {} : { _system: { extension: [{ url: ASSUMED, valueBoolean: true }] } };
}

function checkCode(system: string, sent: string, element: XmlElement, scope: DecodeScope): void {
  if (!scope.isUnknownCode(system, sent)) {
    return;
  }
  if (system === CODE_SYSTEM.pathwayType || system === CODE_SYSTEM.combinedCode) {
    scope.find(KITH_FINDINGS.unknownPathwayCode, element, { code: sent, list: system });
  } else {
    scope.find(KITH_FINDINGS.unknownCode, element, { value: sent, list: system });
  }
}

function addText(coding: Coding, text: string | undefined, element: XmlElement, scope: DecodeScope): void {
  if (text === undefined) {
    return;
  }
  Object.assign(coding, textSlot(coding, text, scope));
  if (coding.display === undefined) {
    scope.find(KITH_FINDINGS.otherText, element, {
      text,
      code: coding.code ?? '',
      list: coding.system ?? '',
    });
  }
}

/** The text that was sent with a code. A display is a text of the code, so another text stands beside it. */
export function textSlot({ system, code: sent }: Coding, text: string, scope: DecodeScope): object {
  return system !== undefined && sent !== undefined && scope.isOtherText(system, sent, text)
    ? { _display: { extension: [{ url: ORIGINAL_VALUE, valueString: text }] } }
    : { display: text };
}

/** The text of a code: its display, or what was sent instead. */
export function textOf(coding: Coding): string | undefined {
  const beside = (coding as { readonly _display?: unknown })._display;
  return coding.display ?? stringOf(findExtension(beside, ORIGINAL_VALUE)?.valueString);
}

function codingFor(value: unknown, list: List): Coding | undefined {
  const codings = isNode(value) ? nodesOf(value.coding).map(toCoding) : [];
  const ofList =
    list === undefined ? undefined : codings.find(({ system }) => oidOf(system) === oidOf(systemOf(list)));
  return ofList ?? codings[0];
}

/** ICD-10 as other producers name it: its codes have a full stop, those of list 7110 have none. */
const ICD_10 = 'http://hl7.org/fhir/sid/icd-10';

/** A Coding of a Bundle that may be anything. */
function toCoding(node: FhirNode): Coding {
  const { system, code: sent, display, _system, _display } = node;
  const coding: Coding = {};
  if (typeof system === 'string') {
    coding.system = system;
  }
  if (typeof sent === 'string') {
    coding.code = sent;
  }
  if (system === ICD_10) {
    coding.system = systemOf(7110);
    coding.code = coding.code?.replace('.', '');
  }
  if (typeof display === 'string') {
    coding.display = display;
  }
  if (isNode(_display)) {
    Object.assign(coding, { _display });
  }
  return isNode(_system) ? Object.assign(coding, { _system }) : coding;
}

/** The Coding of an extension. */
export function codingIn(node: unknown, url: string): Coding | undefined {
  const coding = findExtension(node, url)?.valueCoding;
  return isNode(coding) ? toCoding(coding) : undefined;
}

/** CS does not name its list: a code of another list would be read as one of this list, so only its text is written. */
function writeSimple(coding: Coding, list: List, scope: EncodeScope): Content | undefined {
  const isOther =
    list !== undefined &&
    coding.system !== undefined &&
    coding.system !== systemOf(list) &&
    oidOf(coding.system) !== oidOf(systemOf(list));
  if (isOther) {
    scope.find(KITH_FINDINGS.notWritable, '', {
      value: `${coding.system ?? ''}|${coding.code ?? ''}`,
      expected: volven(list),
    });
  }
  return contentOf(isOther ? undefined : coding.code, undefined, textOf(coding), undefined);
}

function writeCoding(
  coding: Coding,
  originalText: string | undefined,
  scope: EncodeScope,
): Content | undefined {
  const beside = (coding as { readonly _system?: unknown })._system;
  const isAssumed = findExtension(beside, ASSUMED)?.valueBoolean === true;
  const oid = isAssumed ? undefined : oidOf(coding.system);
  if (coding.system !== undefined && oid === undefined && !isAssumed) {
    scope.find(KITH_FINDINGS.notWritable, '', { value: coding.system, expected: 'OID' });
  }
  return contentOf(coding.code, oid, textOf(coding), originalText);
}

/** Attributes V, S, DN and OT, as far as there are values for them. */
function contentOf(
  sent: string | undefined,
  system: string | undefined,
  display: string | undefined,
  originalText: string | undefined,
): Content | undefined {
  const attributes: XmlAttributeDraft[] = [];
  addAttribute(attributes, 'V', sent);
  addAttribute(attributes, 'S', system);
  addAttribute(attributes, 'DN', display);
  addAttribute(attributes, 'OT', originalText);
  return attributes.length === 0 ? undefined : { attributes };
}

function addAttribute(attributes: XmlAttributeDraft[], name: string, value: string | undefined): void {
  if (value !== undefined && value !== '') {
    attributes.push({ name, value });
  }
}

const VOLVEN_OID = '2.16.578.1.12.4.1.1.';

/** The OID by which a code system is known in KITH XML; the three URIs in use for a Volven list are one. */
function oidOf(system: string | undefined): string | undefined {
  if (system === undefined) {
    return undefined;
  }
  if (system.startsWith('urn:oid:')) {
    const oid = system.slice('urn:oid:'.length);
    return OID.test(oid) ? oid : undefined;
  }
  const list = /^http:\/\/(?:helsedir|ehelse)\.no\/fhir\/CodeSystem\/no-kodeverk-(\d+)$/.exec(system)?.[1];
  return list === undefined ? INTERNATIONAL.get(system) : `${VOLVEN_OID}${list}`;
}

const INTERNATIONAL: ReadonlyMap<string, string> = new Map([
  ['http://hl7.org/fhir/sid/icd-10-no', `${VOLVEN_OID}7110`],
  ['http://hl7.org/fhir/sid/icpc-2', `${VOLVEN_OID}7170`],
  ['http://www.whocc.no/atc', `${VOLVEN_OID}7180`],
]);
