import { IDENTIFIER_SYSTEM, volven } from '../../../fhir/systems.ts';
import { parseNationalId } from '../../../identifiers/nationalId.ts';
import { isOrganizationNumber } from '../../../identifiers/organizationNumber.ts';
import { KITH_FINDINGS } from '../findings.ts';
import { isNode, nodesOf, type FhirNode } from '../mapping/node.ts';
import { group, leaf, type Cardinality, type Codec, type GroupRow } from '../mapping/row.ts';
import { concept } from '../values/codes.ts';
import { text } from '../values/simple.ts';
import { attributeOf, childOf } from '../xml/element.ts';

/** List of identifier types: 8116 for persons, 9051 for organisations. */
export type IdentifierList = 8116 | 9051;

/** Type (8116, 9051) → the system by which such numbers are known; others are known by their type only. */
const SYSTEMS: ReadonlyMap<string, string> = new Map([
  ['FNR', IDENTIFIER_SYSTEM.FNR],
  ['DNR', IDENTIFIER_SYSTEM.DNR],
  ['FHN', IDENTIFIER_SYSTEM.FHN],
  ['HPR', IDENTIFIER_SYSTEM.HPR],
  ['DUF', IDENTIFIER_SYSTEM.DUF],
  ['ENH', IDENTIFIER_SYSTEM.ENH],
  ['RSH', IDENTIFIER_SYSTEM.RSH],
  ['HER', IDENTIFIER_SYSTEM.HER],
]);

/** Ident {Id, TypeId} as Identifiers: the system follows from the type, which is kept as it was sent. */
export function identifiers(cardinality: Cardinality, home: string, list: IdentifierList): GroupRow {
  return group(
    'Ident',
    cardinality,
    home,
    [leaf('Id', '1', identifierValue, 'value'), leaf('TypeId', '1', concept(list), 'type')],
    { complete: addSystem, prepare: (identifier) => withType(identifier, list) },
  );
}

/** The number itself; failing check digits are told, never a ground for refusal. */
export const identifierValue: Codec = {
  ...text,
  decode: (element, scope) => {
    const value = element.text.trim();
    const typeElement = ['TypeId', 'TypeOffId', 'Type']
      .map((name) => childOf(element.parent, name))
      .find((candidate) => candidate !== undefined);
    const type = typeElement === undefined ? undefined : attributeOf(typeElement, 'V');
    const reason = value === '' ? undefined : faultOf(type, value);
    if (type !== undefined && reason !== undefined) {
      scope.find(KITH_FINDINGS.checkDigits, element, { type, reason });
    }
    return value === '' ? {} : { value };
  },
};

function faultOf(type: string | undefined, value: string): string | undefined {
  if (type === 'FNR' || type === 'DNR' || type === 'FHN' || type === 'HNR') {
    const parsed = parseNationalId(value);
    return parsed.ok ? undefined : parsed.reason;
  }
  return type === 'ENH' && !isOrganizationNumber(value) ? 'check-digit' : undefined;
}

/** The system by which numbers of the identifier's type are known. */
export function addSystem(identifier: FhirNode): void {
  const system = SYSTEMS.get(typeCode(identifier) ?? '');
  if (system !== undefined) {
    identifier.system = system;
  }
}

/** A type for a producer's identifier that has only a system, or whose system says another type. */
export function withType(identifier: FhirNode, list: IdentifierList): FhirNode {
  const code = [...SYSTEMS].find(([, system]) => system === identifier.system)?.[0];
  return code === undefined || code === typeCode(identifier)
    ? identifier
    : { ...identifier, type: { coding: [{ system: volven(list), code }] } };
}

const NATIONAL: ReadonlySet<string> = new Set(['FNR', 'DNR', 'FHN']);

/** FNR, DNR or FHN, by type or by system: a number that identifies a person in the whole country. */
export function nationalTypeOf(identifier: FhirNode): string | undefined {
  const code = typeCode(withType(identifier, 8116));
  return code !== undefined && NATIONAL.has(code) ? code : undefined;
}

function typeCode({ type }: FhirNode): string | undefined {
  const code = isNode(type) ? nodesOf(type.coding)[0]?.code : undefined;
  return typeof code === 'string' ? code : undefined;
}
