import { decodeRows, keepUnmapped } from '../mapping/decodeRows.ts';
import type { DecodeScope } from '../mapping/decodeScope.ts';
import { encodeRows } from '../mapping/encodeRows.ts';
import type { EncodeScope } from '../mapping/encodeScope.ts';
import { nodesOf, type FhirNode } from '../mapping/node.ts';
import { apart, custom, leaf, type CustomRow, type Row } from '../mapping/row.ts';
import { concept, simpleConcept } from '../values/codes.ts';
import { text } from '../values/simple.ts';
import { childOf, childrenOf, pathOf, type XmlElement } from '../xml/element.ts';
import type { XmlDraft } from '../xml/write.ts';
import { addSystem, identifierValue, withType, type IdentifierList } from './identifier.ts';
import { levelsOf } from './organisation.ts';

/**
 * HCP of an application acknowledgement (HIS 80415:2012, 3.5 and 4.4): Inst is the enterprise, each Dept a level
 * inside it, HCPerson or HCProf a professional. In FHIR they are the Organizations and the PractitionerRole that
 * the parties of a MsgHead are, so that addresses can be mirrored. Id and TypeId are the first identifier,
 * AdditionalId the others.
 */

function headRows(list: IdentifierList, before: readonly Row[] = []): readonly Row[] {
  return [
    ...before,
    leaf('Name', '0..1', text, list === 9051 ? 'name' : 'name[].text'),
    leaf('Id', '0..1', identifierValue, 'identifier[].value'),
    leaf('TypeId', '0..1', simpleConcept(list), 'identifier[].type'),
  ];
}

function furtherIdentifiers(list: IdentifierList): CustomRow {
  const rows = [leaf('Id', '1', identifierValue, 'value'), leaf('Type', '1', simpleConcept(list), 'type')];
  return custom(
    'AdditionalId',
    '0..*',
    'everything',
    (element, target, scope) => {
      const identifier: FhirNode = {};
      decodeRows(element, rows, identifier, scope, 'ar');
      target.identifier = [...nodesOf(target.identifier), identifier];
    },
    (target, scope, as) =>
      nodesOf(target.identifier)
        .slice(1)
        .map((identifier) => ({ ...as, children: encodeRows(rows, identifier, scope, 'ar').children })),
  );
}

const ORGANISATION = { head: headRows(9051), tail: furtherIdentifiers(9051), list: 9051 } as const;
const DEPARTMENT = {
  ...ORGANISATION,
  head: headRows(9051, [leaf('Type', '0..1', simpleConcept(8624), 'type[]')]),
};
const PERSON = { head: headRows(8116), tail: furtherIdentifiers(8116), list: 8116 } as const;
const PROFESSIONAL = {
  ...PERSON,
  head: headRows(8116, [leaf('Type', '0..1', simpleConcept(9060), 'qualification[].code')]),
};
type Shape = typeof ORGANISATION | typeof DEPARTMENT | typeof PERSON | typeof PROFESSIONAL;

const SPECIALITY = leaf(
  'MedSpeciality',
  '0..1',
  concept(undefined),
  'ext(medical-speciality).valueCodeableConcept',
);

/** Reads HCP; what it returns is the innermost party. */
export function decodeHealthcareParty(element: XmlElement, scope: DecodeScope): FhirNode | undefined {
  const institution = childOf(element, 'Inst');
  const professional = childOf(element, 'HCProf');
  const organizations: FhirNode[] = [];
  for (const [index, level] of [institution, ...childrenOf(institution, 'Dept')].entries()) {
    if (level !== undefined) {
      const organization = decodeShape(level, 'Organization', index === 0 ? ORGANISATION : DEPARTMENT, scope);
      const parent = organizations.at(-1);
      if (parent !== undefined) {
        organization.partOf = scope.referenceTo(parent);
      }
      organizations.push(organization);
    }
  }
  const innermost = organizations.at(-1);
  const people = childrenOf(institution, 'HCPerson');
  const [person] = professional === undefined ? people : [];
  people.filter((other) => other !== person).forEach((other) => keepUnmapped(other, scope));
  const practitioner =
    professional === undefined
      ? person === undefined
        ? undefined
        : decodeShape(person, 'Practitioner', PERSON, scope)
      : decodeShape(professional, 'Practitioner', PROFESSIONAL, scope);
  const party = practitioner === undefined ? innermost : roleOf(practitioner, innermost, element, scope);
  if (party === undefined) {
    keepUnmapped(element, scope);
    return undefined;
  }
  decodeRows(element, [SPECIALITY, ...apart('0..1', 'Inst', 'HCProf')], party, scope, 'ar');
  return party;
}

function decodeShape(element: XmlElement, resourceType: string, shape: Shape, scope: DecodeScope): FhirNode {
  const resource: FhirNode = { resourceType };
  decodeRows(
    element,
    [...shape.head, ...apart('0..*', 'Dept', 'HCPerson'), shape.tail],
    resource,
    scope,
    'ar',
  );
  nodesOf(resource.identifier).forEach(addSystem);
  scope.add(resource, pathOf(element));
  return resource;
}

function roleOf(
  practitioner: FhirNode,
  organization: FhirNode | undefined,
  element: XmlElement,
  scope: DecodeScope,
): FhirNode {
  const role: FhirNode = {
    resourceType: 'PractitionerRole',
    practitioner: scope.referenceTo(practitioner),
    ...(organization === undefined ? {} : { organization: scope.referenceTo(organization) }),
  };
  scope.add(role, `${pathOf(element)}>PractitionerRole`);
  return role;
}

/** HCP of a party, from its innermost resource. */
export function encodeHealthcareParty(
  party: FhirNode | undefined,
  scope: EncodeScope,
  as: Pick<XmlDraft, 'name' | 'namespace'>,
): XmlDraft {
  const named = (name: string): Pick<XmlDraft, 'name' | 'namespace'> => ({ name, namespace: as.namespace });
  const isRole = party?.resourceType === 'PractitionerRole';
  const practitioner = isRole ? (scope.resolveIn(party.practitioner) ?? {}) : undefined;
  const levels = levelsOf(isRole ? scope.resolveIn(party.organization) : party, scope).reverse();
  const [enterprise, ...departments] = levels;
  const speciality = encodeRows([SPECIALITY], party ?? {}, scope, 'ar').children;
  if (enterprise === undefined && practitioner !== undefined) {
    return {
      ...as,
      children: [encodeShape(named('HCProf'), practitioner, PROFESSIONAL, [], [], scope), ...speciality],
    };
  }
  const inside = departments.map((level) => encodeShape(named('Dept'), level, DEPARTMENT, [], [], scope));
  const people =
    practitioner === undefined ? [] : [encodeShape(named('HCPerson'), practitioner, PERSON, [], [], scope)];
  const institution = encodeShape(named('Inst'), enterprise ?? {}, ORGANISATION, inside, people, scope);
  return { ...as, children: [institution, ...speciality] };
}

/** Head, then what is inside, then further identifiers, then people: the order of Inst. */
function encodeShape(
  as: Pick<XmlDraft, 'name' | 'namespace'>,
  resource: FhirNode,
  shape: Shape,
  inside: readonly XmlDraft[],
  people: readonly XmlDraft[],
  scope: EncodeScope,
): XmlDraft {
  const identifier = nodesOf(resource.identifier).map((item) => withType(item, shape.list));
  const node = {
    ...resource,
    ...(shape.list === 8116 ? { name: [{ text: nameOf(resource) }] } : {}),
    identifier,
  };
  const head = encodeRows(shape.head, node, scope, 'ar').children;
  const tail = encodeRows([shape.tail], node, scope, 'ar').children;
  return { ...as, children: [...head, ...inside, ...tail, ...people] };
}

/** The whole name of a person as one text, given name first. */
function nameOf(person: FhirNode): string | undefined {
  const [name = {}] = nodesOf(person.name);
  if (typeof name.text === 'string') {
    return name.text;
  }
  const given: unknown[] = Array.isArray(name.given) ? name.given : [];
  const parts = [...given, name.family].filter((part) => typeof part === 'string');
  return parts.length === 0 ? undefined : parts.join(' ');
}
