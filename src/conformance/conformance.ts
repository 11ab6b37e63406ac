import type { Resource } from '@medplum/fhirtypes';
import { createFinding, hasErrors, type Finding } from '../findings/finding.ts';
import { volven } from '../fhir/systems.ts';
import type { Knowledge, KnowledgeSource } from '../terminology/knowledge.ts';
import { VALIDATION_FINDINGS } from './compiled/findings.ts';
import { createValidator, type ValidateOptions, type Validator } from './compiled/validator.ts';
import { definitionFilesOf } from './definitionFiles.ts';
import { CONFORMANCE_FINDINGS } from './findings.ts';
import { ownProfilesOf } from './ownProfiles.ts';

/** Holds resources against HL7's definitions, ours, and those of loaded packages. Nothing here throws. */
export interface Conformance {
  /**
   * As `$validate` does: by the base definitions and the profiles that the resource names in meta.profile, and by those
   * given. The places are FHIRPath, from the resource type on. One of `profiles` that is not known is an error.
   */
  judgeText(json: string, profiles?: readonly string[]): Finding[];
  /**
   * As a write is judged: as `$validate` does, but an unknown extension is a warning, and so is another text beside a
   * right code of a national list. Advice to write a narrative is left out.
   */
  judgeWrite(resource: Resource): readonly Finding[];
  /** Whether this very object has been judged as a write by what is known now, without error. */
  wasValid(resource: Resource): boolean;
  /** Has a resource count as judged that was made of a valid one by adding what is always valid. */
  noteValid(resource: Resource): void;
  /**
   * What breaks our own profile of a resource that we made, where there is one for its kind and the resource does not
   * name it, as it has been judged by that then; errors only.
   */
  judgeOwn(resource: Resource): readonly Finding[];
}

export interface ConformanceOptions {
  /** URL prefixes, or domains, of extensions that need not be known (setting KNOWN_EXTENSIONS). */
  readonly knownExtensions?: readonly string[];
}

/**
 * The validator over what is known now. What it compiles on first use it keeps until an import of code lists changes
 * what is known.
 */
export function createConformance(
  knowledge: KnowledgeSource,
  { knownExtensions = [] }: ConformanceOptions = {},
): Conformance {
  let made: { readonly of: Knowledge; readonly validator: Validator; readonly files: Files } | undefined;

  const valid = new WeakMap<Resource, Knowledge>();

  function current(): { readonly validator: Validator; readonly files: Files } {
    if (made?.of !== knowledge.current) {
      const files = definitionFilesOf(knowledge.current.definitions);
      made = { of: knowledge.current, files, validator: createValidator({ files, knownExtensions }) };
    }
    return made;
  }

  return {
    judgeText: (json, profiles = []) => {
      const { validator, files } = current();
      const unknown = profiles.filter((url) => files.structure(url) === undefined);
      return [
        ...unknown.map((found) => createFinding(CONFORMANCE_FINDINGS.profileUnknown, '', { found })),
        ...validator.validateText(json, { profiles: profiles.filter((url) => !unknown.includes(url)) }),
      ];
    },
    judgeWrite: (resource) => {
      const findings = current().validator.validate(resource, AS_WRITTEN);
      const told = findings.length === 0 ? findings : findings.map(onWrite);
      if (!hasErrors(told)) {
        valid.set(resource, knowledge.current);
      }
      return told;
    },
    noteValid: (resource) => {
      valid.set(resource, knowledge.current);
    },
    wasValid: (resource) => valid.get(resource) === knowledge.current,
    judgeOwn: (resource) => {
      // A profile that the resource names itself has been asked with it.
      const named = new Set(resource.meta?.profile);
      const profiles = ownProfilesOf(resource, knowledge.current.definitions).filter(
        (url) => !named.has(url),
      );
      return profiles.length === 0
        ? []
        : current()
            .validator.validate(resource, { strictExtensions: false, profiles, profilesOnly: true })
            .filter(({ severity }) => severity === 'error');
    },
  };
}

const AS_WRITTEN: ValidateOptions = { strictExtensions: false, advisesNarrative: false };

/** A write is refused for what cannot be stored truthfully, not for how a known code is called. */
function onWrite(finding: Finding): Finding {
  return finding.definition === VALIDATION_FINDINGS.wrongDisplay && isOfNationalList(finding)
    ? { ...finding, severity: 'warning' }
    : finding;
}

/** Volven's lists: their texts change with the editions, and systems send those of the edition that they have. */
function isOfNationalList({ values }: Finding): boolean {
  return values['rule']?.startsWith(volven('')) === true;
}

type Files = ReturnType<typeof definitionFilesOf>;
