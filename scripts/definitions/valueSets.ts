import type { CodeSystem, CodeSystemConcept, ValueSet } from '@medplum/fhirtypes';
import { CODE_SYSTEM, FORLOPSBRO } from '../../src/fhir/systems.ts';
import { findCodeSystem } from './codeSystems.ts';
import { PUBLICATION } from './publication.ts';

/** The ValueSet of all codes of each code system; and the measurement points of each pathway type and each event. */
export function deriveValueSets(codeSystems: readonly CodeSystem[]): ValueSet[] {
  const byProperty = (property: 'pathway' | 'event', list: string, name: string) =>
    (findCodeSystem(codeSystems, list).concept ?? []).map((concept) =>
      selection(property, list, concept, name),
    );
  return [
    ...codeSystems.map(allCodes),
    ...byProperty('pathway', CODE_SYSTEM.pathwayType, 'measurement-points'),
    ...byProperty('event', CODE_SYSTEM.event, 'measurement-points-event'),
  ];
}

function allCodes({ id, url, valueSet, name, title, content }: CodeSystem): ValueSet {
  return {
    ...head(id ?? '', valueSet ?? '', `${name ?? ''}All`, `${title ?? ''}: alle koder`),
    description:
      'All codes of the code system' +
      (content === 'fragment' ? ', as far as they are known here; the system may have others.' : '.'),
    compose: { include: [{ system: url }] },
  };
}

function selection(
  property: 'pathway' | 'event',
  list: string,
  { code, display }: CodeSystemConcept,
  name: string,
): ValueSet {
  const id = `${name}-${code}`;
  const title =
    property === 'pathway'
      ? `Målepunkter i ${code} ${display ?? ''}`
      : `Målepunkter med hendelse ${code} ${display ?? ''}`;
  return {
    ...head(
      id,
      `${FORLOPSBRO}/ValueSet/${id}`,
      `MeasurementPoints${property === 'event' ? 'Event' : ''}${code}`,
      title,
    ),
    description:
      property === 'pathway'
        ? `The combined codes of pathway type ${code}.`
        : `The combined codes with event ${code}, of any pathway type.`,
    compose: {
      include: [
        { system: CODE_SYSTEM.combinedCode, filter: [{ property, op: '=', value: `${list}#${code}` }] },
      ],
    },
  };
}

function head(id: string, url: string, name: string, title: string): ValueSet {
  return {
    resourceType: 'ValueSet',
    id,
    url,
    version: PUBLICATION.version,
    language: 'nb',
    name,
    title,
    status: 'active',
    experimental: false,
    publisher: PUBLICATION.publisher,
  };
}
