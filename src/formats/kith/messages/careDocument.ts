import { extensionUrl } from '../../../fhir/systems.ts';
import type { DocumentFormat } from '../format.ts';
import { decodeRows } from '../mapping/decodeRows.ts';
import type { DecodeScope } from '../mapping/decodeScope.ts';
import { encodeRows } from '../mapping/encodeRows.ts';
import type { EncodeScope } from '../mapping/encodeScope.ts';
import { ABSENT, isNode, setMissing, type FhirNode } from '../mapping/node.ts';
import type { Row } from '../mapping/row.ts';
import { fillRequired } from '../parts/care/requiredElements.ts';
import { completeSections } from '../parts/care/sections.ts';
import { placeTimes, withTimes } from '../parts/care/stay.ts';
import { CARE_COMPONENT_NAMESPACE, type CareVersion } from '../parts/care/version.ts';
import { codingIn, textOf } from '../values/codes.ts';
import { pathOf } from '../xml/element.ts';

/** Namespaces of the components of the care messages (PLO). */
export function careNamespaces(version: CareVersion): Readonly<Record<string, string>> {
  return {
    po: CARE_COMPONENT_NAMESPACE[version],
    epj1: 'http://www.kith.no/xmlstds/epj/epj1/2008-02-20',
    epj2: 'http://www.kith.no/xmlstds/epj/epj2/2008-02-20',
    epj3: 'http://www.kith.no/xmlstds/epj/epj3/2008-02-20',
    m1: 'http://www.kith.no/xmlstds/epj/meta/2008-02-20',
    fk1: 'http://www.kith.no/xmlstds/felleskomponent1',
  };
}

const CANCELLATION = 'C';

/** List 7309 → status of a document; any other is final. */
export const DOCUMENT_STATUS = [
  { code: 'N', fhir: 'final' },
  { code: 'M', fhir: 'amended' },
  { code: CANCELLATION, fhir: 'entered-in-error' },
] as const;

export function serviceTypeOf(main: FhirNode): string | undefined {
  return codingIn(main, extensionUrl('service-type'))?.code;
}

export function isCancelled(main: FhirNode): boolean {
  return serviceTypeOf(main) === CANCELLATION;
}

export interface CareDocument {
  readonly id: string;
  readonly version: CareVersion;
  readonly root: string;
  readonly namespace: string;
  readonly eventCodes: readonly string[];
  readonly rows: readonly Row[];
}

/**
 * A care message (HIS 80704) that is a document ↔ Composition, its classes as sections and what they tell as entries.
 */
export function careDocument({ version, rows, ...document }: CareDocument): DocumentFormat {
  const namespaces = { root: document.namespace, ...careNamespaces(version) };
  return {
    ...document,
    namespaces,
    resourceType: 'Composition',
    appRecVersion: version === '1.5' ? '1.0' : '1.1',
    decode: (element, scope) => {
      const composition: FhirNode = { resourceType: 'Composition' };
      scope.add(composition, pathOf(element));
      decodeRows(element, rows, composition, scope, 'po');
      completeDocument(composition, scope);
      return composition;
    },
    encode: (composition, scope) => ({
      name: document.root,
      namespace: document.namespace,
      children: encodeRows(rows, withStay(composition, scope), scope, 'po').children,
    }),
  };
}

function completeDocument(composition: FhirNode, scope: DecodeScope): void {
  const header = scope.root('header');
  const type = isNode(header.eventCoding) ? header.eventCoding : undefined;
  const { timestamp } = scope.root('bundle');
  completeSections(composition);
  setMissing(composition, {
    status: statusOf(composition),
    type: type === undefined ? ABSENT : { coding: [type] },
    subject: { ...scope.referenceToRoot('patient') },
    ...(typeof timestamp === 'string' ? { date: timestamp } : { _date: ABSENT }),
    author: [authorOf(header, scope)],
    title: (type === undefined ? undefined : textOf(type)) ?? 'Pleie- og omsorgsmelding',
  });
  const stay = stayOf(composition, (reference) => scope.resolve(reference));
  if (stay !== undefined) {
    placeTimes(stay, scope.root('patient'), scope);
    stay.status = isCancelled(composition) ? 'entered-in-error' : 'unknown';
  }
  fillRequired(scope);
}

function statusOf(composition: FhirNode): string {
  return DOCUMENT_STATUS.find(({ code }) => code === serviceTypeOf(composition))?.fhir ?? 'final';
}

/** The sender's organisation, where nobody answers for the report: a PractitionerRole would say that somebody does. */
function authorOf(header: FhirNode, scope: DecodeScope): FhirNode {
  const reference = isNode(header.sender) ? String(header.sender.reference) : '';
  const sender = scope.resolve(reference);
  const organization = sender?.resourceType === 'PractitionerRole' ? sender.organization : header.sender;
  return isNode(organization) ? { ...organization } : ABSENT;
}

function stayOf(
  composition: FhirNode,
  resolve: (reference: string) => FhirNode | undefined,
): FhirNode | undefined {
  const reference = isNode(composition.encounter) ? composition.encounter.reference : undefined;
  return typeof reference === 'string' ? resolve(reference) : undefined;
}

function withStay(composition: FhirNode, scope: EncodeScope): FhirNode {
  const stay = stayOf(composition, (reference) => scope.resolve(reference));
  if (stay !== undefined && isNode(composition.encounter)) {
    scope.substitute(String(composition.encounter.reference), withTimes(stay, scope.root('patient')));
  }
  return composition;
}
