import type { CapabilityStatement, CapabilityStatementRestResource, ResourceType } from '@medplum/fhirtypes';
import { FHIR_JSON } from '../mediaTypes.ts';
import { operationCapabilities } from './operations/capabilities.ts';
import { OPERATIONS } from './operations/operations.ts';
import type { FhirService } from './scope.ts';

/** What the capability statement says of the program itself. */
export interface Software {
  readonly name: string;
  readonly version: string;
}

/** What is offered for every type; the routes of plugin.ts, one for one. */
const TYPE_INTERACTIONS = [
  'read',
  'vread',
  'update',
  'delete',
  'history-instance',
  'create',
  'search-type',
] as const;

const SYSTEM_INTERACTIONS = ['transaction', 'batch'] as const;

/**
 * The capability statement of the FHIR API (FHIR R4 capabilitystatement.html), made from what it serves.
 *
 * @param date Since when it has been so: the start of the process.
 */
export function capabilityStatement(
  service: FhirService,
  software: Software,
  date: Date,
): CapabilityStatement {
  return {
    resourceType: 'CapabilityStatement',
    name: 'ForlopsbroFhirApi',
    title: 'FHIR API',
    status: 'active',
    date: date.toISOString(),
    kind: 'instance',
    software: { name: software.name, version: software.version },
    implementation: {
      description:
        'Pathways for mental health and substance use: CarePlan, Task, Encounter and what stands around them',
      url: service.baseUrl,
    },
    fhirVersion: '4.0.1',
    format: [FHIR_JSON, 'json'],
    rest: [
      {
        mode: 'server',
        documentation:
          'Every write is validated against the base definitions of FHIR R4. Search parameters that are not listed ' +
          'are refused, or under Prefer: handling=lenient ignored with a warning.',
        resource: [...service.resourceTypes].map((type) => resourceCapability(service, type)),
        interaction: SYSTEM_INTERACTIONS.map((code) => ({ code })),
        ...operationCapabilities(OPERATIONS, undefined),
      },
    ],
  };
}

function resourceCapability(
  { searchParameters }: FhirService,
  type: string,
): CapabilityStatementRestResource {
  const parameters = [...searchParameters.of(type).values()].sort((one, other) =>
    one.code < other.code ? -1 : 1,
  );
  const includes = parameters
    .filter((parameter) => parameter.type === 'reference')
    .map(({ code }) => `${type}:${code}`);
  return {
    type: type as ResourceType,
    profile: `http://hl7.org/fhir/StructureDefinition/${type}`,
    interaction: TYPE_INTERACTIONS.map((code) => ({ code })),
    versioning: 'versioned',
    readHistory: true,
    updateCreate: true,
    conditionalCreate: true,
    conditionalRead: 'full-support',
    conditionalUpdate: true,
    conditionalDelete: 'not-supported',
    ...operationCapabilities(OPERATIONS, type),
    ...(includes.length === 0 ? {} : { searchInclude: includes }),
    ...(parameters.length === 0
      ? {}
      : {
          searchParam: parameters.map(({ code, type: kind, url }) => ({
            name: code,
            type: kind,
            definition: url,
          })),
        }),
  };
}
