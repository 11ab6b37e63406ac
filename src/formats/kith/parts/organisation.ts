import { pathOf, childOf, type XmlElement } from '../xml/element.ts';
import type { XmlDraft } from '../xml/write.ts';
import { ABSENT, nodesOf, type FhirNode } from '../mapping/node.ts';
import { decodeRows } from '../mapping/decodeRows.ts';
import type { DecodeScope } from '../mapping/decodeScope.ts';
import { encodeRows } from '../mapping/encodeRows.ts';
import type { EncodeScope } from '../mapping/encodeScope.ts';
import { apart, leaf, type Row } from '../mapping/row.ts';
import { extensionUrl } from '../../../fhir/systems.ts';
import { concept } from '../values/codes.ts';
import { text } from '../values/simple.ts';
import { address } from './address.ts';
import { identifiers } from './identifier.ts';
import { HEALTHCARE_PROFESSIONAL } from './person.ts';
import { telecom } from './telecom.ts';

const NAME = leaf('OrganisationName', '1', text, 'name');
const TYPE = leaf('TypeOrganisation', '0..1', concept(9040), 'type[]');
const REST: readonly Row[] = [
  identifiers('1..*', 'identifier*', 9051),
  address('address[]'),
  telecom('telecom*'),
];

/** One level of Organisation, without the levels inside; the two schemas have the first elements in their own order. */
const LEVEL_ROWS = { mh: [NAME, TYPE, ...REST], fk1: [TYPE, NAME, ...REST] } as const;

/** Schemas that have Organisation. */
export type OrganisationSchema = keyof typeof LEVEL_ROWS;

/** On an organisation that has both an organisation and a professional inside: the professional. */
const PROFESSIONAL = extensionUrl('professional');

/** Elements inside a level that are parties of their own. */
const INNER = apart('0..1', 'Organisation', 'HealthcareProfessional');
const DECODED_LEVEL_ROWS = {
  mh: [...LEVEL_ROWS.mh, ...INNER],
  fk1: [...LEVEL_ROWS.fk1, ...INNER],
} as const;

/**
 * Organisation with all its levels: an Organization for each, pointing up by partOf, and a PractitionerRole for a
 * professional inside. What it returns is the innermost: the communication party (HIS 1153).
 */
export function decodeParty(
  element: XmlElement,
  scope: DecodeScope,
  schema: OrganisationSchema,
  parent?: FhirNode,
): FhirNode | undefined {
  const organization: FhirNode = { resourceType: 'Organization' };
  decodeRows(element, DECODED_LEVEL_ROWS[schema], organization, scope, schema);
  const inner = childOf(element, 'Organisation');
  const professionalElement = childOf(element, 'HealthcareProfessional');
  if (Object.keys(organization).length === 1 && inner === undefined && professionalElement === undefined) {
    return undefined;
  }
  if (parent !== undefined) {
    organization.partOf = scope.referenceTo(parent);
  }
  if (organization.name === undefined && organization.identifier === undefined) {
    // FHIR R4, Organization, invariant org-1.
    organization._name = ABSENT;
  }
  scope.add(organization, pathOf(element));
  const innermost = inner === undefined ? undefined : decodeParty(inner, scope, schema, organization);
  if (professionalElement === undefined) {
    return innermost ?? organization;
  }
  const role = decodeProfessional(professionalElement, scope, schema, organization);
  if (innermost === undefined) {
    return role ?? organization;
  }
  if (role !== undefined) {
    addProfessional(organization, scope.referenceTo(role));
  }
  return innermost;
}

/** A professional of an organisation who is not its communication party. */
export function addProfessional(
  organization: FhirNode,
  valueReference: FhirNode,
  place: 'first' | 'last' = 'last',
): void {
  const added = { url: PROFESSIONAL, valueReference };
  const others = nodesOf(organization.extension);
  organization.extension = place === 'first' ? [added, ...others] : [...others, added];
}

/** The professionals of an organisation who are not its communication party. */
export function professionalsOf(organization: FhirNode, scope: EncodeScope): FhirNode[] {
  return nodesOf(organization.extension)
    .filter(({ url }) => url === PROFESSIONAL)
    .map(({ valueReference }) => scope.resolveIn(valueReference))
    .filter((professional) => professional !== undefined);
}

/** HealthcareProfessional as a PractitionerRole, at the organisation when there is one. */
export function decodeProfessional(
  element: XmlElement,
  scope: DecodeScope,
  schema: OrganisationSchema,
  organization?: FhirNode,
): FhirNode | undefined {
  const role: FhirNode = { resourceType: 'PractitionerRole' };
  decodeRows(element, HEALTHCARE_PROFESSIONAL, role, scope, schema);
  if (Object.keys(role).length === 1) {
    return undefined;
  }
  if (organization !== undefined) {
    role.organization = scope.referenceTo(organization);
  }
  scope.add(role, pathOf(element));
  return role;
}

/** The levels of a party, from its innermost resource; undefined when there is none to write. */
export function encodeParty(
  innermost: FhirNode | undefined,
  scope: EncodeScope,
  schema: OrganisationSchema,
  as: Pick<XmlDraft, 'name' | 'namespace'>,
): XmlDraft | undefined {
  const namespace = scope.namespaces[schema] ?? '';
  const isRole = innermost?.resourceType === 'PractitionerRole';
  const levels = levelsOf(isRole ? scope.resolveIn(innermost.organization) : innermost, scope);
  let inside: XmlDraft[] = isRole ? [encodeProfessional(innermost, scope, schema, namespace)] : [];
  let written: XmlDraft | undefined;
  for (const level of levels) {
    // A level has one professional: the communication party before others.
    const hasProfessional = inside.some(({ name }) => name === 'HealthcareProfessional');
    const professional = professionalsOf(level, scope)
      .slice(0, hasProfessional ? 0 : 1)
      .map((beside) => encodeProfessional(beside, scope, schema, namespace));
    const { children } = encodeRows(LEVEL_ROWS[schema], level, scope, schema);
    written = { name: 'Organisation', namespace, children: [...children, ...inside, ...professional] };
    inside = [written];
  }
  return written === undefined ? undefined : { ...written, ...as };
}

export function encodeProfessional(
  role: FhirNode,
  scope: EncodeScope,
  schema: OrganisationSchema,
  namespace: string,
): XmlDraft {
  return {
    name: 'HealthcareProfessional',
    namespace,
    children: encodeRows(HEALTHCARE_PROFESSIONAL, role, scope, schema).children,
  };
}

const MAX_LEVELS = 20;

/** From the innermost organisation to the outermost. */
export function levelsOf(organization: FhirNode | undefined, scope: EncodeScope): FhirNode[] {
  const levels: FhirNode[] = [];
  let level = organization;
  while (level?.resourceType === 'Organization' && !levels.includes(level) && levels.length < MAX_LEVELS) {
    levels.push(level);
    level = scope.resolveIn(level.partOf);
  }
  return levels;
}
