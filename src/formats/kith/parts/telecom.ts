import { group, leaf, custom, type CustomRow, type GroupRow, type Row } from '../mapping/row.ts';
import { lexicalOf, slotOf } from '../values/original.ts';
import { isNode, nodesOf, type FhirNode } from '../mapping/node.ts';
import { translatedCode, type Translation } from '../values/codes.ts';
import { toUri } from '../values/uri.ts';
import { attributeOf, type XmlElement } from '../xml/element.ts';
import type { XmlDraft } from '../xml/write.ts';

/** List 9061 → ContactPoint.use. */
export const TELECOM_USE: readonly Translation[] = [
  { code: 'MC', display: 'Mobiltelefon', fhir: 'mobile' },
  { code: 'WP', display: 'Arbeidsplass', fhir: 'work' },
  { code: 'WC', display: 'Arbeidsplass, sentralbord', fhir: 'work', back: false },
  { code: 'WD', display: 'Arbeidsplass, direktenummer', fhir: 'work', back: false },
  { code: 'H', display: 'Hjemme eller ukjent', fhir: 'home' },
];

/** URL scheme → ContactPoint.system. */
const SYSTEM_OF_SCHEME: ReadonlyMap<string, string> = new Map([
  ['tel', 'phone'],
  ['fax', 'fax'],
  ['mailto', 'email'],
  ['sms', 'sms'],
  ['http', 'url'],
  ['https', 'url'],
]);
const SCHEME_OF_SYSTEM: ReadonlyMap<string, string> = new Map([
  ['phone', 'tel'],
  ['fax', 'fax'],
  ['email', 'mailto'],
  ['sms', 'sms'],
]);

interface Address {
  readonly system: string;
  readonly value: string;
}

function readAddress(lexical: string): Address {
  const [, scheme = '', rest = ''] = /^([a-z]+):(.+)$/is.exec(lexical) ?? [];
  const system = SYSTEM_OF_SCHEME.get(scheme.toLowerCase()) ?? 'other';
  return { system, value: SCHEME_OF_SYSTEM.has(system) ? rest.trim() : lexical };
}

function writeAddress(system: unknown, value: unknown): string | undefined {
  if (typeof value !== 'string') {
    return undefined;
  }
  const scheme = typeof system === 'string' ? SCHEME_OF_SYSTEM.get(system) : undefined;
  return toUri(scheme === undefined ? value : `${scheme}:${value}`);
}

function decodeAddress(element: XmlElement, target: FhirNode): void {
  const lexical = attributeOf(element, 'V');
  if (lexical !== undefined) {
    const { system, value } = readAddress(lexical);
    target.system = system;
    const { sibling } = slotOf(value, lexical, () => writeAddress(system, value));
    Object.assign(target, { value }, sibling === undefined ? {} : { _value: sibling });
  }
}

function encodeAddress(
  { system, value, _value: sibling }: FhirNode,
  as: Pick<XmlDraft, 'name' | 'namespace'>,
): XmlDraft {
  const lexical = lexicalOf(
    { value, sibling: isNode(sibling) ? sibling : undefined },
    (text) => (readAddress(text).system === system ? readAddress(text).value : undefined),
    () => writeAddress(system, value),
  );
  return lexical === undefined ? as : { ...as, attributes: [{ name: 'V', value: lexical }] };
}

const READ = { attributes: ['V'], text: false } as const;

/** TeleAddress: a URL in attribute V ↔ ContactPoint.system and value. */
const teleAddress = custom(
  'TeleAddress',
  '1',
  READ,
  (element, target) => {
    decodeAddress(element, target);
  },
  (target, _scope, as) => [encodeAddress(target, as)],
);

/** TeleAddress, zero or more beside an address ↔ `telecom` of the resource at hand. */
export const TELE_ADDRESSES: CustomRow = custom(
  'TeleAddress',
  '0..*',
  READ,
  (element, target) => {
    const contactPoint: FhirNode = {};
    decodeAddress(element, contactPoint);
    if (Object.keys(contactPoint).length > 0) {
      target.telecom = [...nodesOf(target.telecom), contactPoint];
    }
  },
  (target, _scope, as) => nodesOf(target.telecom).map((contactPoint) => encodeAddress(contactPoint, as)),
);

const TELECOM_ROWS: readonly Row[] = [
  leaf('TypeTelecom', '0..1', translatedCode(9061, TELECOM_USE), 'use'),
  teleAddress,
];

/** TeleCom, zero or more, as ContactPoints. */
export function telecom(home: string): GroupRow {
  return group('TeleCom', '0..*', home, TELECOM_ROWS);
}
