import { classOf, markClass } from '../../mapping/classTag.ts';
import { decodeRows } from '../../mapping/decodeRows.ts';
import type { DecodeScope } from '../../mapping/decodeScope.ts';
import { encodeRows } from '../../mapping/encodeRows.ts';
import type { EncodeScope } from '../../mapping/encodeScope.ts';
import type { FhirNode } from '../../mapping/node.ts';
import { apart, custom, joinRows, leaf, type CustomRow, type Row } from '../../mapping/row.ts';
import { simpleCode } from '../../values/codes.ts';
import { timeStamp } from '../../values/simple.ts';
import { childOf, pathOf, type XmlElement } from '../../xml/element.ts';
import type { XmlDraft } from '../../xml/write.ts';
import type { HealthcareParties } from './healthcareParty.ts';
import { appendReference, referencesIn, type ReferenceList } from './referenceList.ts';

/** How a provider is related to the patient or to a service, and for how long. */
export function relationRows(list: number): readonly Row[] {
  return [
    leaf('Relation', '1', simpleCode(list), 'ext(report-relation).valueCoding'),
    leaf('StartDateTime', '0..1', timeStamp, 'period.start'),
    leaf('EndDateTime', '0..1', timeStamp, 'period.end'),
  ];
}

/** How a provider is related to a service, and its role there (list 7318). */
export const SERVICE_RELATION: readonly Row[] = [
  leaf('Relation', '1', simpleCode(8254), 'ext(report-relation).valueCoding'),
  leaf('Role', '0..1', simpleCode(7318), 'ext(provider-role).valueCoding'),
];

export interface RelatedProvider {
  readonly parties: HealthcareParties;
  readonly prefix: string;
  readonly rows: readonly Row[];
}

const PARTY_APART = apart('1', 'HCP');

/** A provider (HCP) with what relates it ↔ a PractitionerRole, also for an organisation without a person. */
export function decodeRelatedProvider(
  element: XmlElement,
  { parties, prefix, rows }: RelatedProvider,
  scope: DecodeScope,
): FhirNode {
  const found = childOf(element, 'HCP');
  const party = found === undefined ? undefined : parties.decode(found, scope);
  const role: FhirNode =
    party?.resourceType === 'PractitionerRole' ? party : { resourceType: 'PractitionerRole' };
  if (role !== party) {
    scope.add(role, `${pathOf(element)}>PractitionerRole`);
    if (party !== undefined) {
      role.organization = scope.referenceTo(party);
    }
  }
  decodeRows(element, joinRows(rows, PARTY_APART), role, scope, prefix);
  return role;
}

export function encodeRelatedProvider(
  role: FhirNode,
  { parties, prefix, rows }: RelatedProvider,
  scope: EncodeScope,
  as: Pick<XmlDraft, 'name' | 'namespace'>,
): XmlDraft {
  const party = parties.encode(role, scope, { ...as, name: 'HCP' });
  return { ...as, children: [...encodeRows(rows, role, scope, prefix).children, party] };
}

/** Related providers, zero or more, in a list that other classes share. */
export function relatedProviders(name: string, list: ReferenceList, provider: RelatedProvider): CustomRow {
  return custom(
    name,
    '0..*',
    'everything',
    (element, _target, scope) => {
      const role = decodeRelatedProvider(element, provider, scope);
      markClass(role, name);
      appendReference(list, scope.referenceTo(role), scope);
    },
    (_target, scope, as) =>
      referencesIn(list, scope).flatMap((reference) => {
        const role = scope.resolveIn(reference);
        return role?.resourceType === 'PractitionerRole' && classOf(role) === name
          ? [encodeRelatedProvider(role, provider, scope, as)]
          : [];
      }),
  );
}
