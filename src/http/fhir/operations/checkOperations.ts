import type { CarePlan, ParametersParameter, Resource } from '@medplum/fhirtypes';
import { norwegianDay } from '../../../exchange/clock.ts';
import { FORLOPSBRO } from '../../../fhir/systems.ts';
import type { Finding } from '../../../findings/finding.ts';
import { checkParameters } from '../../../mapping/history/checkParameters.ts';
import { withFhirPlaces } from '../../../mapping/history/fhirPlaces.ts';
import { historiesOfResources } from '../../../mapping/history/historiesOfResources.ts';
import { historiesOfRows, type RegistrationRow } from '../../../mapping/history/historiesOfRows.ts';
import {
  resourcesOfBundle,
  resourcesOfParameter,
  storedResource,
  type PlacedResource,
} from '../../../mapping/history/placedResource.ts';
import { checkHistories } from '../../../pathway/check.ts';
import type { PathwayHistory } from '../../../pathway/history.ts';
import { REGISTRATION_PARTS } from '../../../pathway/registrationParts.ts';
import { inputFromParameters } from '../../../terminology/operationInput.ts';
import { missing, readDay, type OperationResult } from '../../../terminology/operationResult.ts';
import type { Operation, OperationCall } from './operation.ts';
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
      call.id === undefined
        ? check(call, historiesOfResources(resourcesSent(call)), 'resource, or a Bundle as the body')
        : checkStored(call, call.id),
  },
  {
    name: 'check-measurement-points',
    levels: ['system'],
    definition: `${FORLOPSBRO}/OperationDefinition/check-measurement-points`,
    parameters: ['registration', 'resource', 'date'],
    takesBundle: true,
    run: (call) =>
      check(
        call,
        [...historiesOfRows(rowsSent(call)), ...historiesOfResources(resourcesSent(call))],
        'registration or resource, or a Bundle as the body',
      ),
  },
];

/** Pathways in what was sent, judged as a whole. */
function check(
  call: OperationCall,
  histories: readonly PathwayHistory[],
  needed: string,
): OperationResult<Resource> {
  if (call.body === undefined || (call.body.resourceType === 'Parameters' && isEmpty(call.body.parameter))) {
    return { ok: false, findings: [missing(needed)] };
  }
  return judge(call, histories, histories);
}

function isEmpty(parts: readonly ParametersParameter[] | undefined): boolean {
  return (parts ?? []).every(({ name }) => name === 'date');
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
): OperationResult<Resource> {
  const date = readDay(input, 'date');
  if (!date.ok) {
    return { ok: false, findings: [date.finding] };
  }
  const day = date.value ?? norwegianDay(service.now());
  const findings = withFhirPlaces(checkHistories(histories, knowledge.catalogue, day), histories);
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

function rowsSent({ body }: OperationCall): readonly RegistrationRow[] {
  return body?.resourceType !== 'Parameters'
    ? []
    : (body.parameter ?? []).flatMap(({ name, part = [] }, index) =>
        name === 'registration' ? [rowOf(part, `Parameters.parameter[${index}]`)] : [],
      );
}

function rowOf(part: ParametersParameter[], place: string): RegistrationRow {
  const input = inputFromParameters({ resourceType: 'Parameters', parameter: part });
  return {
    place,
    parts: Object.fromEntries(
      REGISTRATION_PARTS.flatMap((name) => {
        const value = input.text(name);
        return value === undefined ? [] : [[name, value]];
      }),
    ),
  };
}
