import { createFinding, type Finding } from '../findings/finding.ts';
import { BASE_FINDINGS } from './findings.ts';

/** Levels of nesting that are judged; official R4 examples reach 19. */
export const MAX_DEPTH = 100;

const ID_SYNTAX = /^[A-Za-z0-9\-.]{1,64}$/;

/** The elements in which another resource can stand (R4: DomainResource, Bundle, Parameters). */
const RESOURCE_PLACES: ReadonlySet<string> = new Set(['contained', 'resource', 'outcome']);

/** ExampleScenario.instance: its child resourceType is an element, the only one of that name in R4. */
const PARENT_OF_RESOURCE_TYPE = /\.instance\[\d+\]$/;

export interface Shape {
  readonly findings: readonly Finding[];
  /** The types of the resource and of all resources in it. */
  readonly resourceTypes: ReadonlySet<string>;
}

/**
 * Looks at what a recursing validator takes for granted: plain JSON values, bounded depth, no cycle, resource
 * types that exist, ids that are ids, no empty text or list, and no property that every JavaScript object has by inheritance.
 */
export function checkShape(resource: unknown, knownTypes: ReadonlySet<string>): Shape {
  const findings: Finding[] = [];
  const resourceTypes = new Set<string>();
  const ancestors = new Set<object>();

  function visit(value: unknown, place: string, depth: number, isResourcePlace: boolean): void {
    switch (typeof value) {
      case 'string':
        if (value === '') {
          findings.push(createFinding(BASE_FINDINGS.emptyValue, place));
        }
        return;
      case 'boolean':
      case 'undefined':
        return;
      case 'number':
        if (!Number.isFinite(value)) {
          findings.push(createFinding(BASE_FINDINGS.notJson, place, { found: String(value) }));
        }
        return;
      case 'object':
        if (value !== null) {
          enter(value, place, depth, isResourcePlace);
        }
        return;
      default:
        findings.push(createFinding(BASE_FINDINGS.notJson, place, { found: typeof value }));
    }
  }

  function enter(value: object, place: string, depth: number, isResourcePlace: boolean): void {
    if (depth > MAX_DEPTH) {
      findings.push(createFinding(BASE_FINDINGS.nestedTooDeeply, place, { limit: String(MAX_DEPTH) }));
      return;
    }
    if (ancestors.has(value)) {
      findings.push(createFinding(BASE_FINDINGS.notJson, place, { found: 'cycle' }));
      return;
    }
    ancestors.add(value);
    if (Array.isArray(value)) {
      if (value.length === 0) {
        findings.push(createFinding(BASE_FINDINGS.emptyValue, place));
      }
      value.forEach((item, index) => visit(item, `${place}[${index}]`, depth + 1, isResourcePlace));
    } else {
      enterObject(value, place, depth, isResourcePlace);
    }
    ancestors.delete(value);
  }

  function enterObject(value: object, place: string, depth: number, isResourcePlace: boolean): void {
    const isResource = Object.hasOwn(value, 'resourceType');
    if (isResource && isResourcePlace) {
      enterResource(value as Record<string, unknown>, place);
    } else if (isResource && !PARENT_OF_RESOURCE_TYPE.test(place)) {
      findings.push(
        createFinding(BASE_FINDINGS.unknownElement, `${place}.resourceType`, { found: 'resourceType' }),
      );
    }
    for (const [key, child] of Object.entries(value)) {
      if (key in Object.prototype) {
        findings.push(createFinding(BASE_FINDINGS.unknownElement, place, { found: key }));
      } else {
        visit(child, `${place}.${key}`, depth + 1, RESOURCE_PLACES.has(key));
      }
    }
  }

  function enterResource(value: Record<string, unknown>, place: string): void {
    const { resourceType, id } = value;
    if (typeof resourceType !== 'string' || !knownTypes.has(resourceType)) {
      findings.push(createFinding(BASE_FINDINGS.unknownResourceType, place, { found: shown(resourceType) }));
    } else {
      resourceTypes.add(resourceType);
    }
    if (id !== undefined && !(typeof id === 'string' && ID_SYNTAX.test(id))) {
      findings.push(createFinding(BASE_FINDINGS.idSyntax, `${place}.id`, { found: shown(id) }));
    }
  }

  if (typeof resource !== 'object' || resource === null || Array.isArray(resource)) {
    findings.push(createFinding(BASE_FINDINGS.notJudged, ''));
  } else if (!Object.hasOwn(resource, 'resourceType')) {
    findings.push(createFinding(BASE_FINDINGS.unknownResourceType, '', { found: shown(undefined) }));
  } else {
    const { resourceType } = resource as { resourceType?: unknown };
    visit(resource, typeof resourceType === 'string' ? resourceType.slice(0, 64) : '', 0, true);
  }
  return { findings, resourceTypes };
}

const SHOWN_CHARACTERS = 60;

/** A found value as it stands in a sentence: JSON, cut short. */
export function shown(value: unknown): string {
  if (value === undefined) {
    return '(none)';
  }
  const text =
    typeof value === 'object' && value !== null
      ? Array.isArray(value)
        ? '[…]'
        : '{…}'
      : JSON.stringify(value);
  return text.length > SHOWN_CHARACTERS ? `${text.slice(0, SHOWN_CHARACTERS)}…` : text;
}
