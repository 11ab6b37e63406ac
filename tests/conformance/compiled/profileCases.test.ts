import type { CodeSystem, ValueSet } from '@medplum/fhirtypes';
import { describe, expect, it } from 'vitest';
import { createValidator } from '../../../src/conformance/compiled/validator.ts';
import { openDefinitionFiles } from '../../../src/definitions/baseDefinitionFiles.ts';
import { KNOWN_CASE_DIFFERENCES } from '../../oracle/knownDifferences.ts';
import {
  AREAS,
  caseTerminology,
  profileCases,
  profileDefinitions,
  type ProfileCase,
} from '../../oracle/profileCases.ts';

const files = openDefinitionFiles();
const own = new Map(profileDefinitions().map((definition) => [definition.url, definition]));
const terminology = new Map(
  caseTerminology().map((each) => [`${each.resourceType} ${each.url ?? ''}`, each]),
);
const validator = createValidator({
  files: {
    ...files,
    structure: (canonical) => own.get(canonical.split('|')[0] ?? '') ?? files.structure(canonical),
    valueSet: (canonical) =>
      (terminology.get(`ValueSet ${canonical}`) as ValueSet | undefined) ?? files.valueSet(canonical),
    codeSystem: (canonical) =>
      (terminology.get(`CodeSystem ${canonical}`) as CodeSystem | undefined) ?? files.codeSystem(canonical),
  },
});

/** The codes of the errors that we find in a case. */
function errorsOf({ resource, profiles }: ProfileCase): readonly string[] {
  return validator
    .validateText(JSON.stringify(resource), { profiles })
    .filter(({ severity }) => severity === 'error')
    .map(({ definition }) => definition.code);
}

describe('cases of small profiles', () => {
  const used = new Set<unknown>();

  it.each(AREAS)('%s: judged as by the official validator, but for differences with a reason', (area) => {
    const cases = profileCases(area);
    expect(cases.length).toBeGreaterThan(0);
    const differences = cases.flatMap((each) => {
      const errors = errorsOf(each);
      if ((errors.length === 0) === each.isValid) {
        return [];
      }
      const known = KNOWN_CASE_DIFFERENCES.find(
        (difference) =>
          difference.cases.test(each.name) &&
          (each.isValid
            ? errors.every((code) => difference.ours?.split(' ').includes(code) === true)
            : difference.ours === undefined),
      );
      used.add(known);
      return known === undefined ? [{ name: each.name, errors, resource: each.resource }] : [];
    });
    expect(differences).toEqual([]);
  });

  it('leave no difference in the list that is none any more', () => {
    expect(KNOWN_CASE_DIFFERENCES.filter((difference) => !used.has(difference))).toEqual([]);
  });
});
