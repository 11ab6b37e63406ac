import type { CodeSystem, CodeSystemProperty } from '@medplum/fhirtypes';
import { FORLOPSBRO } from '../../src/fhir/systems.ts';
import { IMPORTED_PROPERTIES } from '../../src/terminology/import/mergeList.ts';
import { PUBLICATION } from './publication.ts';

const ID = 'concept-property';
const CONCEPT_PROPERTY = `${FORLOPSBRO}/CodeSystem/${ID}`;

/** The code system that says what the properties of our own in all others mean: what their uri points to. */
export function conceptPropertyCodeSystem(codeSystems: readonly CodeSystem[]): CodeSystem {
  const properties = [...codeSystems.flatMap(({ property = [] }) => property), ...IMPORTED_PROPERTIES];
  const own = properties.filter(({ code, uri }) => uri === `${CONCEPT_PROPERTY}#${code}`);
  const concept = [...Map.groupBy(own, ({ code }) => code)]
    .map(([code, uses]) => ({ code, display: code, definition: meaningOf(uses) }))
    .sort((one, other) => (one.code < other.code ? -1 : 1));
  return {
    resourceType: 'CodeSystem',
    id: ID,
    url: CONCEPT_PROPERTY,
    version: PUBLICATION.version,
    language: 'en',
    name: 'ConceptProperty',
    title: 'Properties of concepts',
    status: 'active',
    experimental: false,
    publisher: PUBLICATION.publisher,
    description: 'The properties that concepts of the code systems here have, beside those that HL7 defines.',
    caseSensitive: true,
    valueSet: `${FORLOPSBRO}/ValueSet/${ID}`,
    content: 'complete',
    count: concept.length,
    concept,
  };
}

/** What the code systems say of a property, each thing once. */
function meaningOf(uses: readonly CodeSystemProperty[]): string {
  return [...new Set(uses.map(({ description = '' }) => description))].join('. ');
}
