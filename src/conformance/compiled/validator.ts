import { isJsonObject } from './json.ts';
import { createFinding, type Finding } from '../../findings/finding.ts';
import type { DefinitionFiles } from '../../definitions/baseDefinitionFiles.ts';
import { BaseDefinitions } from './baseDefinitions.ts';
import type { FindingCollector } from './findingCollector.ts';
import { VALIDATION_FINDINGS } from './findings.ts';
import { mayHaveDuplicates, mayHaveFractions, readJsonText } from './jsonText.ts';
import { shown } from './shown.ts';
import { ResourceWalk } from './resourceWalk.ts';

export interface ValidateOptions {
  /** Canonical URLs of profiles to judge by, beside the base definitions and those that the resource names itself. */
  readonly profiles?: readonly string[];
  /** Whether an unknown extension is an error (as in $validate) rather than a warning (as on a write); default true. */
  readonly strictExtensions?: boolean;
  /** Whether a resource without a narrative is told that it should have one (dom-6); default true. */
  readonly advisesNarrative?: boolean;
  /** Whether only the profiles given count, as the base definitions have been asked already; default false. */
  readonly profilesOnly?: boolean;
}

export interface Validator {
  /** Holds a parsed resource against its definitions. Never throws; findings of severity error: not valid. */
  validate(resource: unknown, options?: ValidateOptions): Finding[];
  /** The same from its text, which also shows duplicate properties and how numbers are written. */
  validateText(json: string, options?: ValidateOptions): Finding[];
}

const NO_NUMBERS: ReadonlyMap<string, string> = new Map();
const noNumbers = (): ReadonlyMap<string, string> => NO_NUMBERS;

/** How the numbers of a text are written, by place; read when the first whole number is judged, and then once. */
function numbersWrittenIn(json: string, root: string): () => ReadonlyMap<string, string> {
  let numbers: ReadonlyMap<string, string> | undefined;
  return () => {
    numbers ??= mayHaveFractions(json)
      ? new Map([...readJsonText(json).writtenNumbers].map(([place, written]) => [root + place, written]))
      : NO_NUMBERS;
    return numbers;
  };
}

export interface ValidatorOptions {
  readonly files: DefinitionFiles;
  /** URL prefixes, or domains, of extensions that need not be known; none by default. */
  readonly knownExtensions?: readonly string[];
}

export function createValidator({ files, knownExtensions = [] }: ValidatorOptions): Validator {
  const definitions = new BaseDefinitions(files);

  function run(
    resource: unknown,
    options: ValidateOptions,
    writtenNumbers: () => ReadonlyMap<string, string>,
  ): FindingCollector {
    const walk = new ResourceWalk(definitions, {
      profiles: options.profiles ?? [],
      strictExtensions: options.strictExtensions ?? true,
      advisesNarrative: options.advisesNarrative ?? true,
      knownExtensions,
      profilesOnly: options.profilesOnly ?? false,
      writtenNumbers,
    });
    const resourceType = isJsonObject(resource) ? resource['resourceType'] : undefined;
    const root = typeof resourceType === 'string' ? resourceType.slice(0, 64) : '';
    try {
      walk.at(root, () => walk.resource(resource, undefined, 'root'));
    } catch (error) {
      // Content nested beyond the stack; anything else is a fault of ours and must not stop the service either.
      walk.findings.add(
        createFinding(VALIDATION_FINDINGS.notJudged, root, {
          text: error instanceof Error ? error.name : '',
        }),
      );
    }
    return walk.findings;
  }

  return {
    validate: (resource, options = {}) => listed(run(resource, options, noNumbers)),
    validateText: (text, options = {}) => {
      // A byte order mark may be ignored (RFC 8259, 8.1).
      const json = text.startsWith('\ufeff') ? text.slice(1) : text;
      let resource: unknown;
      try {
        resource = JSON.parse(json);
      } catch (error) {
        return [
          createFinding(VALIDATION_FINDINGS.notJson, '', {
            text: error instanceof Error ? wordsOf(error) : '',
          }),
        ];
      }
      const root = isJsonObject(resource) ? shownRoot(resource['resourceType']) : '';
      const found = run(resource, options, numbersWrittenIn(json, root));
      for (const { place, key } of mayHaveDuplicates(json, resource) ? readJsonText(json).duplicates : []) {
        found.add(createFinding(VALIDATION_FINDINGS.duplicateKey, root + place, { found: key.slice(0, 64) }));
      }
      return listed(found);
    },
  };
}

function shownRoot(resourceType: unknown): string {
  return typeof resourceType === 'string' ? resourceType.slice(0, 64) : shown(resourceType);
}

/** V8's message without the piece of the text that it quotes, which may be of a patient. */
function wordsOf({ message }: Error): string {
  return message.replace(/,? ?(?:\.\.\.)?".*$/s, '');
}

function listed(found: FindingCollector): Finding[] {
  const findings = found.listed();
  if (found.isFull) {
    const count = String(found.errors.length);
    return [...findings, createFinding(VALIDATION_FINDINGS.judgingStopped, '', { found: count })];
  }
  return found.count <= findings.length
    ? findings
    : [
        ...findings,
        createFinding(VALIDATION_FINDINGS.furtherFindings, '', {
          found: String(found.count - findings.length),
        }),
      ];
}
