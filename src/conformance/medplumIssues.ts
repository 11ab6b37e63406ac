import type { OperationOutcomeIssue, Resource } from '@medplum/fhirtypes';
import { createFinding, type Finding, type FindingDefinition } from '../findings/finding.ts';
import { baseResourceTypes } from '../definitions/baseStructures.ts';
import { BASE_FINDINGS } from './findings.ts';
import { findObjectWith, valueAt } from './place.ts';
import { shown } from './shape.ts';

/** What one form of @medplum/core's sentence says, in our terms. `values` are named by the groups of `sentence`. */
interface Translation {
  readonly sentence: RegExp;
  readonly definition: FindingDefinition;
  /** Whether the finding quotes the value at the place. */
  readonly quotes?: true;
}

const TRANSLATIONS: readonly Translation[] = [
  { sentence: /^Missing required property$/, definition: BASE_FINDINGS.requiredElement },
  { sentence: /^Invalid additional property "(?<found>.*)"$/s, definition: BASE_FINDINGS.unknownElement },
  { sentence: /^Expected array of values/, definition: BASE_FINDINGS.arrayExpected },
  { sentence: /^Expected single value/, definition: BASE_FINDINGS.singleExpected },
  {
    sentence: /^Invalid number of values: expected (?<expected>\S+), but found (?<found>\d+)/,
    definition: BASE_FINDINGS.cardinality,
  },
  { sentence: /^Value did not match expected pattern/, definition: BASE_FINDINGS.fixedValue },
  { sentence: /^Invalid (empty|null|undefined)/, definition: BASE_FINDINGS.emptyValue },
  {
    sentence: /^Invalid JSON type: expected (?<expected>\w+), but got (?<found>\w+)/,
    definition: BASE_FINDINGS.jsonType,
  },
  { sentence: /^Invalid (?<type>\w+) (format|value)$/, definition: BASE_FINDINGS.format, quotes: true },
  { sentence: /^String must contain non-whitespace/, definition: BASE_FINDINGS.blankString },
  { sentence: /^String cannot be larger/, definition: BASE_FINDINGS.tooLong },
  {
    sentence: /^Expected number to be (?<expected>.*)$/,
    definition: BASE_FINDINGS.numberRange,
    quotes: true,
  },
  { sentence: /^(?<expected>Invalid numeric value)/, definition: BASE_FINDINGS.numberRange, quotes: true },
  { sentence: /^Constraint (?<rule>\S+) not met: (?<text>.*)$/s, definition: BASE_FINDINGS.invariant },
  { sentence: /^Error evaluating invariant/, definition: BASE_FINDINGS.invariantNotJudged },
  {
    sentence: /^Conflicting choice of type properties: "(?<first>\w+)", "(?<second>\w+)"/,
    definition: BASE_FINDINGS.choice,
  },
  { sentence: /^Type of primitive extension does not match/, definition: BASE_FINDINGS.choiceExtension },
  {
    sentence: /^Invalid reference: got "(?<found>.*)", expected (?<expected>.*)$/s,
    definition: BASE_FINDINGS.referenceTarget,
  },
];

const TYPE_URL = /http:\/\/hl7\.org\/fhir\/StructureDefinition\//g;

/** R4's base64Binary may hold white space (datatypes.html#base64Binary), which @medplum/core does not know. */
const WHITE_SPACE = /\s+/g;
const BASE64 = /^[A-Za-z0-9+/]+={0,2}$/;

/**
 * One issue of @medplum/core's validator as a finding; undefined where the validator is wrong: base64 with line
 * breaks, narratives over the limit of strings (xhtml has none), and references by absolute URL or URN, whose
 * target type cannot be told from their first part.
 */
export function findingOfIssue(issue: OperationOutcomeIssue, resource: Resource): Finding | undefined {
  const text = issue.details?.text ?? '';
  const path = issue.expression?.[0] ?? resource.resourceType;
  const place = path.replaceAll('[x]', '');
  for (const { sentence, definition, quotes } of TRANSLATIONS) {
    const match = sentence.exec(text);
    if (match !== null) {
      const groups = match.groups ?? {};
      return isMistaken(definition, groups, path, resource)
        ? undefined
        : definition === BASE_FINDINGS.choice
          ? choiceFinding(groups, resource)
          : createFinding(definition, place, {
              ...valuesOf(groups),
              ...(quotes === true ? { found: shown(valueAt(resource, path)) } : {}),
            });
    }
  }
  return createFinding(BASE_FINDINGS.other, place, { text });
}

function isMistaken(
  definition: FindingDefinition,
  groups: Readonly<Record<string, string>>,
  path: string,
  resource: Resource,
): boolean {
  switch (definition) {
    case BASE_FINDINGS.format: {
      const value = groups['type'] === 'base64Binary' ? valueAt(resource, path) : undefined;
      return (
        typeof value === 'string' && value.trim() !== '' && BASE64.test(value.replaceAll(WHITE_SPACE, ''))
      );
    }
    case BASE_FINDINGS.tooLong:
      return path.endsWith('.div');
    case BASE_FINDINGS.referenceTarget:
      return !baseResourceTypes().has(groups['found'] ?? '');
    default:
      return false;
  }
}

function valuesOf(groups: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(groups).map(([name, value]) => [name, value.replaceAll(TYPE_URL, '').replaceAll('"', '')]),
  );
}

/** The issue names the two properties only, not where they stand; the finding must. */
function choiceFinding(groups: Readonly<Record<string, string>>, resource: Resource): Finding {
  const { first = '', second = '' } = groups;
  return createFinding(
    BASE_FINDINGS.choice,
    findObjectWith(resource, [first, second]) ?? resource.resourceType,
    {
      found: `${second}, ${first}`,
    },
  );
}
