import type { Bundle } from '@medplum/fhirtypes';
import { extensionUrl, noBasisUrl, volven } from '../../fhir/systems.ts';
import { classOf, markClass } from './mapping/classTag.ts';
import { findExtension, isNode, nodesOf, stringOf, type FhirNode } from './mapping/node.ts';
import { codingIn } from './values/codes.ts';

/** What differs between Henvisning 1.x and 2.0 although the homes are the same: classes, lists, names, receivers. */

/** List 8254: the referring professional. */
const REFERRER = 'HHE';
/** The general practitioner: list 8254 → list 9034. */
export const GENERAL_PRACTITIONER = { relation: 'FLE', role: '6' } as const;
const RELATION = extensionUrl('report-relation');

/** A referral 1.x as 2.0, in place. */
export function toReferral20(bundle: Bundle, header: FhirNode): void {
  // A referral has one receiver (HIS 80517:2017).
  header.destination = nodesOf(header.destination).slice(0, 1);
  withCurrentRelations(bundle);
  for (const role of ofClass(bundle, 'PatRelHCP')) {
    if (role.practitioner === undefined) {
      // A contact is a person there.
      removeFromReferral(bundle, role);
    }
    const relation = codingIn(role, RELATION)?.code;
    markClass(role, relation === REFERRER ? 'AnsvarForRapport' : 'KontaktpersonHelsepersonell');
    if (relation === GENERAL_PRACTITIONER.relation) {
      role.code = [{ coding: [{ system: volven(9034), code: GENERAL_PRACTITIONER.role }] }];
    }
  }
  resourcesOf(bundle)
    .filter(({ resourceType }) => resourceType === 'Practitioner' || resourceType === 'Patient')
    .forEach(splitName);
}

/** List 7319, of Henvisning 1.0: the codes that list 8254 has too. */
export const RELATIONS_IN_BOTH_LISTS: ReadonlySet<string> = new Set([
  'AUT',
  'ARP',
  'HHE',
  'REK',
  'FLE',
  'OES',
  'OEB',
]);

function withCurrentRelations(bundle: Bundle): void {
  withRelationsOf(8254, bundle);
}

function withRelationsOf(list: 7319 | 8254, bundle: Bundle): void {
  for (const role of ofClass(bundle, 'PatRelHCP')) {
    for (const { url, valueCoding } of nodesOf(role.extension)) {
      if (url === RELATION && isNode(valueCoding) && RELATIONS_IN_BOTH_LISTS.has(String(valueCoding.code))) {
        valueCoding.system = volven(list);
      }
    }
  }
}

function removeFromReferral(bundle: Bundle, role: FhirNode): void {
  const url = urlOf(bundle, role);
  for (const request of resourcesOf(bundle).filter(({ resourceType }) => resourceType === 'ServiceRequest')) {
    request.supportingInfo = nodesOf(request.supportingInfo).filter(({ reference }) => reference !== url);
  }
}

/** A name that was one text, in parts: before and after a comma, else the last word is the family name. */
function splitName({ name }: FhirNode): void {
  for (const stated of nodesOf(name)) {
    if (typeof stated.text === 'string' && stated.family === undefined) {
      const [, before, after] = /^([^,]+),\s*(.+)$/.exec(stated.text) ?? [];
      const words = stated.text.trim().split(/\s+/);
      stated.family = before ?? words.at(-1);
      const given = after ?? words.slice(0, -1).join(' ');
      if (given !== '') {
        stated.given = [given];
      }
    }
  }
}

/** A referral 1.0 or 2.0 as 1.1, in place. */
export function toReferral11(bundle: Bundle, header: FhirNode): void {
  const documents = new Set(
    resourcesOf(bundle)
      .filter(({ resourceType }) => resourceType === 'ServiceRequest')
      .map((resource) => urlOf(bundle, resource)),
  );
  header.focus = nodesOf(header.focus).filter((reference) => {
    const [content] = nodesOf(resourceAt(bundle, reference.reference)?.content);
    return !(isNode(content?.attachment) && documents.has(String(content.attachment.url)));
  });
  withCurrentRelations(bundle);
  for (const role of [
    ...ofClass(bundle, 'AnsvarForRapport'),
    ...ofClass(bundle, 'KontaktpersonHelsepersonell'),
  ]) {
    const [concept] = nodesOf(role.code);
    const isGeneralPractitioner = nodesOf(concept?.coding)[0]?.code === GENERAL_PRACTITIONER.role;
    if (codingIn(role, RELATION) === undefined && isGeneralPractitioner) {
      const valueCoding = { system: volven(8254), code: GENERAL_PRACTITIONER.relation, display: 'Fastlege' };
      role.extension = [...nodesOf(role.extension), { url: RELATION, valueCoding }];
    }
    markClass(role, 'PatRelHCP');
  }
  resourcesOf(bundle)
    .filter(({ resourceType }) => resourceType === 'Practitioner' || resourceType === 'Patient')
    .forEach(joinName);
}

const MIDDLE_NAME = noBasisUrl('no-basis-middlename');

/** A name is one text there: a middle name is written after the given names. */
function joinName({ name }: FhirNode): void {
  for (const stated of nodesOf(name)) {
    const middle = stringOf(findExtension(stated, MIDDLE_NAME)?.valueString);
    if (middle !== undefined) {
      const given: unknown[] = Array.isArray(stated.given) ? stated.given : [];
      stated.given = [...given, middle];
    }
  }
}

/** A referral 1.1 or 2.0 as 1.0, in place: as 1.1, with the relations of the older list. */
export function toReferral10(bundle: Bundle, header: FhirNode): void {
  toReferral11(bundle, header);
  withRelationsOf(7319, bundle);
}

function resourcesOf(bundle: Bundle): FhirNode[] {
  return nodesOf(bundle.entry).flatMap(({ resource }) => (isNode(resource) ? [resource] : []));
}

function ofClass(bundle: Bundle, className: string): FhirNode[] {
  return resourcesOf(bundle).filter((resource) => classOf(resource) === className);
}

function resourceAt(bundle: Bundle, url: unknown): FhirNode | undefined {
  const resource = nodesOf(bundle.entry).find(({ fullUrl }) => fullUrl === url)?.resource;
  return isNode(resource) ? resource : undefined;
}

function urlOf(bundle: Bundle, resource: FhirNode): string {
  return String(nodesOf(bundle.entry).find((entry) => entry.resource === resource)?.fullUrl);
}
