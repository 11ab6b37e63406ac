import { OperationOutcomeError, validateResource } from '@medplum/core';
import type { OperationOutcomeIssue, Resource } from '@medplum/fhirtypes';
import { createFinding, hasErrors, type Finding } from '../findings/finding.ts';
import { openDefinitionFiles } from '../definitions/baseDefinitionFiles.ts';
import { baseResourceTypes } from '../definitions/baseStructures.ts';
import { loadBaseTypes } from './baseTypes.ts';
import { createValidator, type Validator } from './compiled/validator.ts';
import { BASE_FINDINGS } from './findings.ts';
import { findingOfIssue } from './medplumIssues.ts';
import { checkShape } from './shape.ts';

/** As many findings as one answer lists. */
const MAX_FINDINGS = 100;

/**
 * What @medplum/core's validator does not look at and the compiled one does: required code lists, empty values,
 * invariants of data types, the narrative, references to what is contained. What the compiled one says of extensions and
 * of codes beside the required ones waits for HL7's newer terminology and extension packages, without which it would
 * refuse what is right.
 */
const ALSO_JUDGED: ReadonlySet<string> = new Set([
  'code-missing',
  'code-not-allowed',
  'contained-id',
  'contained-in-contained',
  'empty-value',
  'invariant',
  'narrative-empty',
  'narrative-not-xhtml',
  'narrative-unsafe',
  'reference-not-contained',
  'reference-type',
]);

/**
 * A function that holds a resource, and every resource in it, against HL7's base definitions of R4: structure,
 * cardinality, formats, required codes, invariants; no profiles. Findings of severity error mean that the resource is
 * not valid. It never throws, whatever it is given.
 */
export function createBaseValidator(): (resource: Resource) => Finding[] {
  const knownTypes = baseResourceTypes();
  const compiled = createValidator({ files: openDefinitionFiles() });
  return (resource) => {
    const shape = checkShape(resource, knownTypes);
    if (hasErrors(shape.findings)) {
      return listed(shape.findings);
    }
    loadBaseTypes(shape.resourceTypes);
    const findings = judge(resource);
    return listed(hasErrors(findings) ? findings : [...findings, ...alsoJudged(compiled, resource)]);
  };
}

function alsoJudged(compiled: Validator, resource: Resource): Finding[] {
  return compiled
    .validate(resource, { strictExtensions: false })
    .filter(({ severity, definition }) => severity === 'error' && ALSO_JUDGED.has(definition.code));
}

function judge(resource: Resource): Finding[] {
  const issues = issuesOf(resource);
  if (issues === undefined) {
    return [createFinding(BASE_FINDINGS.notJudged, resource.resourceType)];
  }
  const findings = new Map<string, Finding>();
  for (const issue of issues) {
    const finding = findingOfIssue(issue, resource);
    if (finding !== undefined) {
      const { definition, place, values } = finding;
      findings.set(
        JSON.stringify([definition.code, place, values['rule'] ?? values['found'] ?? '']),
        finding,
      );
    }
  }
  return [...findings.values()];
}

/** Undefined: @medplum/core's validator stumbled, which it does on content that has the wrong JSON shape. */
function issuesOf(resource: Resource): readonly OperationOutcomeIssue[] | undefined {
  try {
    return validateResource(resource, { base64BinaryMaxBytes: Number.POSITIVE_INFINITY });
  } catch (error) {
    return error instanceof OperationOutcomeError ? error.outcome.issue : undefined;
  }
}

function listed(findings: readonly Finding[]): Finding[] {
  if (findings.length <= MAX_FINDINGS) {
    return [...findings];
  }
  const errorsFirst = [...findings].sort(
    (a, b) => Number(b.severity === 'error') - Number(a.severity === 'error'),
  );
  return [
    ...errorsFirst.slice(0, MAX_FINDINGS),
    createFinding(BASE_FINDINGS.furtherFindings, '', { count: String(findings.length - MAX_FINDINGS) }),
  ];
}
