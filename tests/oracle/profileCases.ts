import type { CodeSystem, StructureDefinition, ValueSet } from '@medplum/fhirtypes';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/**
 * Small profiles, each with instances that the official validator finds valid and invalid (golden/profileCases, a file
 * for each area). What any profile has is left out there: see definitionOf.
 */

interface Instances {
  /** Profiles to judge by; the profile itself where left out. */
  readonly judgedBy?: readonly string[];
  /** Resources, or the names of those in golden/caseSubjects. */
  readonly valid?: readonly (object | string)[];
  readonly invalid?: readonly (object | string)[];
}

interface ProfileTable {
  /** Of the definition, what differs from any other. */
  readonly definition: Readonly<Record<string, unknown>> & { readonly id: string; readonly type: string };
  /** Differential: the elements by their ids, with what it says of them. */
  readonly elements: Readonly<Record<string, object>>;
  readonly instances: readonly Instances[];
}

/** Resources that are judged by the base definitions alone, with those that they refer to. */
interface PlainTable {
  readonly name: string;
  readonly instances: readonly Instances[];
}

/** Value sets and code systems to which the profiles and resources of the area refer. */
interface TerminologyTable {
  readonly terminology: readonly Terminology[];
}

export type Terminology = ValueSet | CodeSystem;

type CaseTable = ProfileTable | PlainTable | TerminologyTable;

export interface ProfileCase {
  /** Area, profile and number. */
  readonly name: string;
  readonly profiles: readonly string[];
  readonly resource: object;
  /** Whether the official validator finds no error. */
  readonly isValid: boolean;
}

const FOLDER = join(import.meta.dirname, 'golden/profileCases');
const SUBJECTS = join(import.meta.dirname, 'golden/caseSubjects');
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

function read(folder: string, name: string): unknown {
  return JSON.parse(readFileSync(join(folder, `${name}.json`), 'utf8'));
}

function tablesOf(area: string): readonly CaseTable[] {
  return read(FOLDER, area) as readonly CaseTable[];
}

export const AREAS: readonly string[] = readdirSync(FOLDER).map((name) => name.replace(/\.json$/, ''));

export function profileDefinitions(): readonly StructureDefinition[] {
  return AREAS.flatMap((area) =>
    tablesOf(area).flatMap((table) => ('definition' in table ? [definitionOf(table)] : [])),
  );
}

export function caseTerminology(): readonly Terminology[] {
  return AREAS.flatMap((area) =>
    tablesOf(area).flatMap((table) => ('terminology' in table ? table.terminology : [])),
  );
}

export function profileCases(area: string): readonly ProfileCase[] {
  return tablesOf(area).flatMap((table) => {
    if ('terminology' in table) {
      return [];
    }
    const id = 'definition' in table ? table.definition.id : table.name;
    const own = 'definition' in table ? [`${URL}${id}`] : [];
    return table.instances
      .flatMap(({ judgedBy = own, valid = [], invalid = [] }) => [
        ...valid.map((each) => ({ profiles: judgedBy, resource: subjectOf(each), isValid: true })),
        ...invalid.map((each) => ({ profiles: judgedBy, resource: subjectOf(each), isValid: false })),
      ])
      .map((each, index) => ({ name: `${area}/${id}/${String(index + 1)}`, ...each }));
  });
}

function subjectOf(subject: object | string): object {
  return typeof subject === 'string' ? (read(SUBJECTS, subject) as object) : subject;
}
