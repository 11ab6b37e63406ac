import { extensionUrl, IDENTIFIER_SYSTEM, volven } from '../../../fhir/systems.ts';
import { classOf, markClass } from '../mapping/classTag.ts';
import type { DecodeScope } from '../mapping/decodeScope.ts';
import type { EncodeScope } from '../mapping/encodeScope.ts';
import { ABSENT, isNode, nodesOf, type FhirNode } from '../mapping/node.ts';
import { codingIn } from '../values/codes.ts';

/** List 7309 → status of the request, and of the negotiation about it; others are as those of a new referral. */
export const REFERRAL_STATES = {
  C: { request: 'revoked', task: 'cancelled' },
  N: { request: 'active', task: 'requested' },
} as const;
/** Class of the resources for who answers for the report (Henvisning 2.0), or is related to the patient (1.x). */
const RESPONSIBLE = 'AnsvarForRapport';
const RELATED = 'PatRelHCP';
/** List 8254: the referring professional. */
const REFERRER = 'HHE';

/** Fills in what follows from the rest: status, who refers and to whom, the system of a UUID. */
export function completeReferral(request: FhirNode, scope: DecodeScope): void {
  request.status = stateOf(request).request;
  const [identifier] = nodesOf(request.identifier);
  if (typeof identifier?.value === 'string' && identifier.value.startsWith('urn:uuid:')) {
    identifier.system = IDENTIFIER_SYSTEM.UUID;
  }
  const responsible = nodesOf(request.supportingInfo)
    .map((reference) => scope.resolve(String(reference.reference)))
    .filter((resource) => resource !== undefined)
    .filter((resource) => [RESPONSIBLE, RELATED].includes(classOf(resource) ?? ''));
  const referrer =
    responsible.find((role) => codingIn(role, extensionUrl('report-relation'))?.code === REFERRER) ??
    responsible.find((role) => classOf(role) === RESPONSIBLE);
  const { sender } = scope.root('header');
  if (referrer !== undefined) {
    request.requester = scope.referenceTo(referrer);
  } else if (isNode(sender)) {
    request.requester = { ...sender };
  }
  const [destination] = nodesOf(scope.root('header').destination);
  if (isNode(destination?.receiver)) {
    request.performer = [destination.receiver];
  }
}

/** The negotiation of the referral, between its sender and its receiver. */
export function referralTask(request: FhirNode, scope: DecodeScope): FhirNode {
  const header = scope.root('header');
  const [destination] = nodesOf(header.destination);
  const { timestamp } = scope.root('bundle');
  return {
    resourceType: 'Task',
    status: stateOf(request).task,
    intent: 'order',
    focus: scope.referenceTo(request),
    for: scope.referenceToRoot('patient'),
    ...(typeof timestamp === 'string' ? { authoredOn: timestamp } : {}),
    ...(isNode(header.sender) ? { requester: header.sender } : {}),
    ...(isNode(destination?.receiver) ? { owner: destination.receiver } : {}),
  };
}

function stateOf(request: FhirNode): (typeof REFERRAL_STATES)['C' | 'N'] {
  const isCancelled = codingIn(request, extensionUrl('service-type'))?.code === 'C';
  return REFERRAL_STATES[isCancelled ? 'C' : 'N'];
}

/** Annotation.text is required in FHIR; a comment may have codes only. */
export function withCommentText(note: FhirNode): void {
  if (note.text === undefined) {
    note._text = ABSENT;
  }
}

/** A producer may name who refers as requester only; the message has that in AnsvarForRapport. */
export function withResponsible(request: FhirNode, scope: EncodeScope): FhirNode {
  return withRequesterAs(RESPONSIBLE, request, scope);
}

/** The same for Henvisning 1.x, which has it in PatRelHCP, unless the sender is who refers. */
export function withRelatedRequester(request: FhirNode, scope: EncodeScope): FhirNode {
  return withRequesterAs(RELATED, request, scope);
}

function withRequesterAs(className: string, request: FhirNode, scope: EncodeScope): FhirNode {
  const requester = scope.resolveIn(request.requester);
  const supporting = nodesOf(request.supportingInfo);
  const isListed = [...supporting, scope.root('header').sender].some(
    (reference) => scope.resolveIn(reference) === requester,
  );
  if (requester?.resourceType !== 'PractitionerRole' || isListed) {
    return request;
  }
  const marked = { ...requester };
  markClass(marked, className);
  if (className === RELATED && codingIn(marked, extensionUrl('report-relation')) === undefined) {
    marked.extension = [
      ...nodesOf(marked.extension),
      { url: extensionUrl('report-relation'), valueCoding: { system: volven(8254), code: REFERRER } },
    ];
  }
  scope.substitute(String((request.requester as FhirNode).reference), marked);
  return { ...request, supportingInfo: [...supporting, request.requester] };
}
