import type { SearchRequest } from '@medplum/core';
import type { Bundle, ElementDefinition, Resource } from '@medplum/fhirtypes';
import { baseStructure } from '../../definitions/baseStructures.ts';
import { createFinding, type Finding } from '../../findings/finding.ts';
import { SEARCH_FINDINGS } from '../../store/findings.ts';
import { isObject } from './entries.ts';

/** What of each resource a search asks for: `_elements`, `_summary`. */
type Wish = Pick<SearchRequest, 'fields' | 'summary'>;

/** FHIR R4 3.1.1.5.8: a resource that is not whole says so. */
const SUBSETTED = {
  system: 'http://terminology.hl7.org/CodeSystem/v3-ObservationValue',
  code: 'SUBSETTED',
};

/** A finding for each name in `_elements` that is no element at the top of the type. */
export function checkElements(resourceType: string, fields: readonly string[] = []): readonly Finding[] {
  const known = topElements(resourceType).map(({ path }) => nameOf(path).replace('[x]', ''));
  return fields
    .filter((field) => !known.includes(field))
    .map((value) =>
      createFinding(SEARCH_FINDINGS.valueInvalid, '_elements', {
        name: '_elements',
        value,
        form: `names of elements of ${resourceType}: ${known.join(', ')}`,
        formNo: `navn på elementer i ${resourceType}: ${known.join(', ')}`,
      }),
    );
}

/**
 * The result of a search with as much of each resource as is asked for: of the matches by `_elements`, of all by
 * `_summary` (FHIR R4 3.1.1.5.8, 3.1.1.5.9). What a resource must have, and what changes its meaning, stays.
 */
export function withSubsets(bundle: Bundle, { fields, summary }: Wish): Bundle {
  if ((fields === undefined && summary === undefined) || bundle.entry === undefined) {
    return bundle;
  }
  return {
    ...bundle,
    entry: bundle.entry.map((entry) => {
      const { resource, search } = entry;
      const elements = search?.mode === 'match' ? fields : undefined;
      return resource === undefined ||
        search?.mode === 'outcome' ||
        (elements === undefined && summary === undefined)
        ? entry
        : { ...entry, resource: subsetOf(resource, { summary, ...(elements && { fields: elements }) }) };
    }),
  };
}

function subsetOf(resource: Resource, { fields, summary }: Wish): Resource {
  const { resourceType, meta } = resource;
  const isWanted = ({ path, isSummary }: ElementDefinition): boolean => {
    const name = nameOf(path).replace('[x]', '');
    return fields !== undefined
      ? fields.includes(name)
      : summary === 'text'
        ? name === 'text'
        : summary === 'data'
          ? name !== 'text'
          : isSummary === true;
  };
  const top = topElements(resourceType).filter((element) => isKept(element) || isWanted(element));
  const subset = keep(resource as unknown as Record<string, unknown>, top, (value, { path }) =>
    fields === undefined && summary === 'true' ? summarized(resourceType, value, path) : value,
  );
  return {
    ...subset,
    resourceType,
    meta: { ...meta, tag: [...(meta?.tag ?? []), SUBSETTED] },
  } as unknown as Resource;
}

/** Of a part that the type defines itself, what belongs to the summary; data types stay whole. */
function summarized(resourceType: string, value: unknown, path: string): unknown {
  const children = elementsUnder(resourceType, path);
  if (children.length === 0) {
    return value;
  }
  if (Array.isArray(value)) {
    return value.map((item) => summarized(resourceType, item, path));
  }
  return isObject(value)
    ? keep(
        value,
        children.filter((element) => element.isSummary === true || isKept(element)),
        (child, element) => summarized(resourceType, child, element.path),
      )
    : value;
}

function keep(
  value: Readonly<Record<string, unknown>>,
  elements: readonly ElementDefinition[],
  reduce: (value: unknown, element: ElementDefinition) => unknown,
): Record<string, unknown> {
  const kept: Record<string, unknown> = {};
  for (const [key, child] of Object.entries(value)) {
    const element = elements.find(({ path }) => isNamed(key.replace(/^_/, ''), nameOf(path)));
    if (element !== undefined) {
      kept[key] = reduce(child, element);
    }
  }
  return kept;
}

function isKept({ path, min, isModifier }: ElementDefinition): boolean {
  return (min ?? 0) > 0 || isModifier === true || ['id', 'meta'].includes(nameOf(path));
}

function isNamed(key: string, name: string): boolean {
  const choice = name.endsWith('[x]') ? name.slice(0, -3) : undefined;
  return choice === undefined
    ? key === name
    : key.startsWith(choice) && /^[A-Z]/.test(key.slice(choice.length));
}

function nameOf(path = ''): string {
  return path.slice(path.lastIndexOf('.') + 1);
}

function topElements(resourceType: string): readonly ElementDefinition[] {
  return elementsUnder(resourceType, resourceType);
}

const byType = new Map<string, ReadonlyMap<string, readonly ElementDefinition[]>>();

/** The elements right under a path of the type, read once for each type. */
function elementsUnder(resourceType: string, path: string): readonly ElementDefinition[] {
  let byParent = byType.get(resourceType);
  if (byParent === undefined) {
    const elements = baseStructure(resourceType)?.snapshot?.element ?? [];
    byParent = Map.groupBy(elements, (element) => element.path.replace(/\.?[^.]*$/, ''));
    byType.set(resourceType, byParent);
  }
  return byParent.get(path) ?? [];
}
