import { KITH_FINDINGS } from '../../findings.ts';
import { decodeRows, keepUnmapped } from '../../mapping/decodeRows.ts';
import type { DecodeScope } from '../../mapping/decodeScope.ts';
import { encodeRows } from '../../mapping/encodeRows.ts';
import type { EncodeScope } from '../../mapping/encodeScope.ts';
import { ABSENT, nodesOf, type FhirNode } from '../../mapping/node.ts';
import { apart, custom, joinRows, leaf, type CustomRow, type Row } from '../../mapping/row.ts';
import { concept, simpleConcept } from '../../values/codes.ts';
import { text } from '../../values/simple.ts';
import { childOf, childrenOf, pathOf, type XmlElement } from '../../xml/element.ts';
import type { XmlDraft } from '../../xml/write.ts';
import { addSystem, identifierValue, withType, type IdentifierList } from '../identifier.ts';
import { addProfessional, levelsOf, professionalsOf } from '../organisation.ts';
import { ADDRESS_WITH_TELECOM } from './postalAddress.ts';

/**
 * HCP of an application acknowledgement (HIS 80415:2012, 3.5 and 4.4), a referral 1.x (HIS 80517:2014) and a discharge
 * letter (HIS 80226:2014): Inst is the enterprise, each Dept a level inside it, HCPerson or HCProf a professional. In
 * FHIR they are the Organizations and the PractitionerRole that the parties of a MsgHead are, so that addresses can be
 * mirrored. Id and TypeId are the first identifier, AdditionalId the others.
 */
export interface HealthcarePartySchema {
  readonly prefix: string;
  /** What stands inside Inst after its name and its identifier, in the order of the schema. */
  readonly inside: readonly ('Dept' | 'HCPerson' | 'AdditionalId')[];
  /** Rows of Inst between its name and its identifier, and of HCProf before and after its name. */
  readonly institution?: readonly Row[];
  readonly professional?: { readonly before: readonly Row[]; readonly after: readonly Row[] };
  /** Rows of HCP itself, before its address. */
  readonly rows: readonly Row[];
}

/** MedSpeciality or MedSpecialty: the schemas spell it in their own way. */
export function medicalSpeciality(name: string): Row {
  return leaf(name, '0..1', concept(undefined), 'ext(medical-speciality).valueCodeableConcept');
}

/** Ids by which the partners know each other, in the older versions. */
export const PARTY_IDS: readonly Row[] = [
  leaf('PartyIdByRequester', '0..1', text, 'ext(party-id-by-requester).valueString'),
  leaf('PartyIdByServProv', '0..1', text, 'ext(party-id-by-provider).valueString'),
];

export interface HealthcareParties {
  /** Reads HCP; what it returns is the innermost party. */
  decode(element: XmlElement, scope: DecodeScope): FhirNode | undefined;
  /** HCP of a party, from its innermost resource. */
  encode(party: FhirNode | undefined, scope: EncodeScope, as: Pick<XmlDraft, 'name' | 'namespace'>): XmlDraft;
}

export function healthcareParties(schema: HealthcarePartySchema): HealthcareParties {
  const shapes = shapesOf(schema);
  return {
    decode: (element, scope) => decodeHealthcareParty(element, scope, schema, shapes),
    encode: (party, scope, as) => encodeHealthcareParty(party, scope, schema, shapes, as),
  };
}

interface Shape {
  readonly list: IdentifierList;
  /** Name, identifier and what stands between. */
  readonly head: readonly Row[];
  readonly furtherIdentifiers: readonly CustomRow[];
  /** All of it, and the levels inside, which are read apart. */
  readonly decoded: readonly Row[];
}

interface Shapes {
  readonly institution: Shape;
  readonly department: Shape;
  readonly person: Shape;
  readonly professional: Shape;
}

function shapesOf({ prefix, institution = [], professional }: HealthcarePartySchema): Shapes {
  const shape = (list: IdentifierList, before: readonly Row[], between: readonly Row[] = []): Shape => {
    const head = [
      ...before,
      leaf('Name', '0..1', text, list === 9051 ? 'name' : 'name[].text'),
      ...between,
      leaf('Id', '0..1', identifierValue, 'identifier[].value'),
      leaf('TypeId', '0..1', simpleConcept(list), 'identifier[].type'),
    ];
    const further = [furtherIdentifiers(list, prefix)];
    const decoded = [...head, ...apart('0..*', 'Dept', 'HCPerson'), ...further];
    return { list, head, furtherIdentifiers: further, decoded };
  };
  const profession = leaf('Type', '0..1', simpleConcept(9060), 'qualification[].code');
  return {
    institution: shape(9051, [], institution),
    department: shape(9051, [leaf('Type', '0..1', simpleConcept(8624), 'type[]')]),
    person: shape(8116, []),
    professional: shape(8116, [profession, ...(professional?.before ?? [])], professional?.after),
  };
}

function furtherIdentifiers(list: IdentifierList, prefix: string): CustomRow {
  const rows = [leaf('Id', '1', identifierValue, 'value'), leaf('Type', '1', simpleConcept(list), 'type')];
  return custom(
    'AdditionalId',
    '0..*',
    'everything',
    (element, target, scope) => {
      const identifier: FhirNode = {};
      decodeRows(element, rows, identifier, scope, prefix);
      if (Object.keys(identifier).length > 0) {
        target.identifier = [...nodesOf(target.identifier), identifier];
      }
    },
    (target, scope, as) =>
      nodesOf(target.identifier)
        .slice(1)
        .map((identifier) => ({ ...as, children: encodeRows(rows, identifier, scope, prefix).children })),
  );
}

const LEVELS_APART = apart('0..1', 'Inst', 'HCProf', 'Address');

function decodeHealthcareParty(
  element: XmlElement,
  scope: DecodeScope,
  schema: HealthcarePartySchema,
  shapes: Shapes,
): FhirNode | undefined {
  const { prefix, rows } = schema;
  const stated = childOf(element, 'Inst');
  const professional = childOf(element, 'HCProf');
  const institution = stated === undefined || isSilent(stated) ? undefined : stated;
  if (professional === undefined && institution === undefined) {
    const [definition, name] =
      stated === undefined
        ? ([KITH_FINDINGS.missingElement, 'Inst / HCProf'] as const)
        : ([KITH_FINDINGS.emptyElement, 'Inst'] as const);
    scope.find(definition, stated ?? element, { element: name });
    keepUnmapped(element, scope);
    return undefined;
  }
  const organizations: FhirNode[] = [];
  for (const [index, level] of [institution, ...childrenOf(institution, 'Dept')].entries()) {
    if (level !== undefined) {
      const shape = index === 0 ? shapes.institution : shapes.department;
      const organization = decodeShape(level, 'Organization', shape, scope, prefix);
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
  const practitioner =
    professional === undefined
      ? person === undefined
        ? undefined
        : decodeShape(person, 'Practitioner', shapes.person, scope, prefix)
      : decodeShape(professional, 'Practitioner', shapes.professional, scope, prefix);
  const party = practitioner === undefined ? innermost : roleOf(practitioner, innermost, element, scope);
  const holder = practitioner ?? innermost;
  if (party === undefined || holder === undefined) {
    return undefined;
  }
  for (const other of people.filter((candidate) => candidate !== person)) {
    const further = decodeShape(other, 'Practitioner', shapes.person, scope, prefix);
    if (innermost !== undefined) {
      addProfessional(innermost, scope.referenceTo(roleOf(further, innermost, other, scope)));
    }
  }
  decodeRows(element, joinRows(rows, LEVELS_APART), party, scope, prefix);
  const address = childOf(element, 'Address');
  if (address !== undefined) {
    decodeRows(address, ADDRESS_WITH_TELECOM, holder, scope, prefix);
  }
  return party;
}

/** An institution of which nothing is said is none: it stands where the schema wants one. */
function isSilent({ attributes, children, text }: XmlElement): boolean {
  return attributes.length === 0 && children.length === 0 && text.trim() === '';
}

function decodeShape(
  element: XmlElement,
  resourceType: string,
  shape: Shape,
  scope: DecodeScope,
  prefix: string,
): FhirNode {
  const resource: FhirNode = { resourceType };
  decodeRows(element, shape.decoded, resource, scope, prefix);
  nodesOf(resource.identifier).forEach(addSystem);
  if (resourceType === 'Organization' && resource.name === undefined && resource.identifier === undefined) {
    // FHIR R4, Organization, invariant org-1.
    resource._name = ABSENT;
  }
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

function encodeHealthcareParty(
  party: FhirNode | undefined,
  scope: EncodeScope,
  schema: HealthcarePartySchema,
  shapes: Shapes,
  as: Pick<XmlDraft, 'name' | 'namespace'>,
): XmlDraft {
  const { prefix } = schema;
  const isRole = party?.resourceType === 'PractitionerRole';
  const practitioner = isRole ? scope.resolveIn(party.practitioner) : undefined;
  const levels = levelsOf(isRole ? scope.resolveIn(party.organization) : party, scope).reverse();
  const [enterprise, ...departments] = levels;
  // A role without a person stands for the relation of an organisation.
  const holder = isRole && practitioner === undefined ? (levels.at(-1) ?? party) : party;
  const rest = [
    ...encodeRows(schema.rows, holder ?? {}, scope, prefix).children,
    ...encodeAddress(practitioner ?? levels.at(-1), scope, prefix, as.namespace),
  ];
  const write = (
    name: string,
    resource: FhirNode,
    shape: Shape,
    inside: readonly XmlDraft[] = [],
  ): XmlDraft => encodeShape({ name, namespace: as.namespace }, resource, shape, inside, scope, schema);
  if (enterprise === undefined && practitioner !== undefined) {
    return { ...as, children: [write('HCProf', practitioner, shapes.professional), ...rest] };
  }
  const inside = [
    ...departments.map((level) => write('Dept', level, shapes.department)),
    ...(practitioner === undefined ? [] : [write('HCPerson', practitioner, shapes.person)]),
    ...furtherPeople(levels.at(-1), scope).map((person) => write('HCPerson', person, shapes.person)),
  ];
  return { ...as, children: [write('Inst', enterprise ?? {}, shapes.institution, inside), ...rest] };
}

/** The other people of the innermost unit. */
function furtherPeople(unit: FhirNode | undefined, scope: EncodeScope): FhirNode[] {
  return unit === undefined
    ? []
    : professionalsOf(unit, scope)
        .map(({ practitioner }) => scope.resolveIn(practitioner))
        .filter((person) => person !== undefined);
}

function encodeAddress(
  holder: FhirNode | undefined,
  scope: EncodeScope,
  prefix: string,
  namespace: string,
): XmlDraft[] {
  const { children, hasContent } = encodeRows(ADDRESS_WITH_TELECOM, holder ?? {}, scope, prefix);
  return hasContent ? [{ name: 'Address', namespace, children }] : [];
}

function encodeShape(
  as: Pick<XmlDraft, 'name' | 'namespace'>,
  resource: FhirNode,
  shape: Shape,
  inside: readonly XmlDraft[],
  scope: EncodeScope,
  schema: HealthcarePartySchema,
): XmlDraft {
  const identifier = nodesOf(resource.identifier).map((item) => withType(item, shape.list));
  const node = {
    ...resource,
    ...(shape.list === 8116 ? { name: [{ text: nameOf(resource) }] } : {}),
    identifier,
  };
  const head = encodeRows(shape.head, node, scope, schema.prefix).children;
  const further = encodeRows(shape.furtherIdentifiers, node, scope, schema.prefix).children;
  const tail = [...inside, ...further];
  return {
    ...as,
    children: [...head, ...schema.inside.flatMap((name) => tail.filter((draft) => draft.name === name))],
  };
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
