import type { CarePlan, Resource } from '@medplum/fhirtypes';
import { norwegianDay } from '../../../exchange/clock.ts';
import { besideStored } from '../../../exchange/sentPathways.ts';
import { FORLOPSBRO } from '../../../fhir/systems.ts';
import type { Finding } from '../../../findings/finding.ts';
import { checkParameters } from '../../../mapping/history/checkParameters.ts';
import { withFhirPlaces } from '../../../mapping/history/fhirPlaces.ts';
import { historiesOfResources } from '../../../mapping/history/historiesOfResources.ts';
import {
  resourcesOfBundle,
  resourcesOfParameter,
  storedResource,
  type PlacedResource,
} from '../../../mapping/history/placedResource.ts';
import { checkHistories } from '../../../pathway/check.ts';
import type { PathwayHistory } from '../../../pathway/history.ts';
import { missing, readDay, type OperationResult } from '../../../terminology/operationResult.ts';
import type { Operation, OperationCall } from './operation.ts';
import { registrationsSent, withPartsAsPath } from './registrationsSent.ts';
import { distinct, readOtherPathways, readStoredPathway } from '../../../exchange/storedPathway.ts';

/** The rules of the pathways, asked without storing anything. */
export const CHECK_OPERATIONS: readonly Operation[] = [
  {
    name: 'check',
    resourceType: 'CarePlan',
    levels: ['type', 'instance'],
    definition: `${FORLOPSBRO}/OperationDefinition/CarePlan-check`,
    parameters: ['resource', 'date'],
    takesBundle: true,
    run: (call) =>
      call.id !== undefined
        ? checkStored(call, call.id)
        : isNothingSent(call)
          ? { ok: false, findings: [missing('resource, or a Bundle as the body')] }
          : checkSent(call),
  },
  {
    name: 'check-measurement-points',
    levels: ['system'],
    definition: `${FORLOPSBRO}/OperationDefinition/check-measurement-points`,
    parameters: ['registration', 'resource', 'date'],
    takesBundle: true,
    run: (call) => {
      if (isNothingSent(call)) {
        return { ok: false, findings: [missing('registration or resource, or a Bundle as the body')] };
      }
      const parameters = call.body?.resourceType === 'Parameters' ? (call.body.parameter ?? []) : [];
      const sent = registrationsSent(parameters, call.knowledge.terminology);
      const histories = [...sent.histories, ...historiesOfResources(resourcesSent(call))];
      return judge(call, histories, histories, sent.findings);
    },
  },
];

function isNothingSent({ body }: OperationCall): boolean {
  return (
    body === undefined ||
    (body.resourceType === 'Parameters' && (body.parameter ?? []).every(({ name }) => name === 'date'))
  );
}

/** Pathways that were sent; where a part only was sent of what is stored, beside the rest of it. */
async function checkSent(call: OperationCall): Promise<OperationResult<Resource>> {
  const sent = resourcesSent(call);
  const { resources, storedPlans } = await besideStored(call.service.store.repository(call.actor), sent);
  const histories = historiesOfResources(resources);
  const places = new Set([...storedPlans, ...sent.map(({ place }) => place)]);
  return judge(
    call,
    histories,
    resources === sent ? histories : histories.filter(({ place }) => places.has(place)),
  );
}

/** One stored pathway, among the others of its patient: what is found of those alone is not told. */
async function checkStored(call: OperationCall, id: string): Promise<OperationResult<Resource>> {
  const repository = call.service.store.repository(call.actor);
  const own = await readStoredPathway(repository, id);
  const plan = own.find((resource): resource is CarePlan => resource.resourceType === 'CarePlan');
  const others =
    plan === undefined ? [] : await readOtherPathways(repository, plan.subject.reference, new Set([id]));
  // Last, so that what two pathways that start on one day have with one another is told of this one.
  const histories = historiesOfResources(distinct([...others, ...own]).map(storedResource));
  const asked = histories.filter(
    ({ place }) => place === storedResource({ resourceType: 'CarePlan', id } as CarePlan).place,
  );
  return judge(call, histories, asked);
}

function judge(
  { knowledge, service, input, language }: OperationCall,
  histories: readonly PathwayHistory[],
  asked: readonly PathwayHistory[],
  foundBefore: readonly Finding[] = [],
): OperationResult<Resource> {
  const date = readDay(input, 'date');
  if (!date.ok) {
    return { ok: false, findings: [date.finding] };
  }
  const day = date.value ?? norwegianDay(service.now());
  const found = [...foundBefore, ...checkHistories(histories, knowledge.catalogue, day)];
  const findings = withFhirPlaces(withPartsAsPath(found), histories);
  return {
    ok: true,
    resource: checkParameters(
      {
        histories: asked,
        findings: asked === histories ? findings : findings.filter((finding) => concerns(finding, asked)),
        day,
        catalogue: knowledge.catalogue,
        texts: knowledge.terminology,
      },
      language,
    ),
  };
}

function concerns({ place }: Finding, asked: readonly PathwayHistory[]): boolean {
  return asked.some((history) =>
    [history, ...history.registrations, ...history.contacts].some(
      (part) => place === part.place || place.startsWith(`${part.place}.`),
    ),
  );
}

function resourcesSent({ body }: OperationCall): readonly PlacedResource[] {
  if (body?.resourceType === 'Bundle') {
    return resourcesOfBundle(body);
  }
  return (body?.parameter ?? []).flatMap(({ name, resource }, index) =>
    name === 'resource' && resource !== undefined
      ? resourcesOfParameter(resource, `Parameters.parameter[${index}].resource`)
      : [],
  );
}
