import type { StructureDefinition } from '@medplum/fhirtypes';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/**
 * Small profiles, each with instances that the official validator finds valid and invalid (golden/profileCases, a file
 * for each area). What any profile has is left out there: see definitionOf.
 */

interface Instances {
  /** Profiles to judge by; the profile itself where left out. */
  readonly judgedBy?: readonly string[];
  readonly valid?: readonly object[];
  readonly invalid?: readonly object[];
}

interface ProfileTable {
  /** Of the definition, what differs from any other. */
  readonly definition: Readonly<Record<string, unknown>> & { readonly id: string; readonly type: string };
  /** Differential: the elements by their ids, with what it says of them. */
  readonly elements: Readonly<Record<string, object>>;
  readonly instances: readonly Instances[];
}

export interface ProfileCase {
  /** Area, profile and number. */
  readonly name: string;
  readonly profiles: readonly string[];
  readonly resource: object;
  /** Whether the official validator finds no error. */
  readonly isValid: boolean;
}

const FOLDER = join(import.meta.dirname, 'golden/profileCases');
const URL = 'http://example.org/fhir/StructureDefinition/';

export function definitionOf({ definition, elements }: ProfileTable): StructureDefinition {
  const { id, type } = definition;
  return {
    resourceType: 'StructureDefinition',
    url: `${URL}${id}`,
    name: id.replaceAll('-', '_').replace(/^./, (first) => first.toUpperCase()),
    status: 'draft',
    fhirVersion: '4.0.1',
    kind: 'resource',
    abstract: false,
    baseDefinition: `http://hl7.org/fhir/StructureDefinition/${type}`,
    derivation: 'constraint',
    differential: {
      element: Object.entries(elements).map(([elementId, rules]) => {
        const sliceName = /:([^.:]*)$/.exec(elementId)?.[1];
        const path = elementId.replaceAll(/:[^.]*/g, '');
        return { id: elementId, path, ...(sliceName !== undefined && { sliceName }), ...rules };
      }),
    },
    ...definition,
  };
}

function tablesOf(area: string): readonly ProfileTable[] {
  return JSON.parse(readFileSync(join(FOLDER, `${area}.json`), 'utf8')) as readonly ProfileTable[];
}

export const AREAS: readonly string[] = readdirSync(FOLDER).map((name) => name.replace(/\.json$/, ''));

export function profileDefinitions(): readonly StructureDefinition[] {
  return AREAS.flatMap((area) => tablesOf(area).map(definitionOf));
}

export function profileCases(area: string): readonly ProfileCase[] {
  return tablesOf(area).flatMap(({ definition: { id }, instances }) =>
    instances
      .flatMap(({ judgedBy = [`${URL}${id}`], valid = [], invalid = [] }) => [
        ...valid.map((resource) => ({ profiles: judgedBy, resource, isValid: true })),
        ...invalid.map((resource) => ({ profiles: judgedBy, resource, isValid: false })),
      ])
      .map((each, index) => ({ name: `${area}/${id}/${String(index + 1)}`, ...each })),
  );
}
