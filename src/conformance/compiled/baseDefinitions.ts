import type { ElementDefinition } from '@medplum/fhirtypes';
import type { DefinitionFiles } from '../../definitions/baseDefinitionFiles.ts';
import { baseResourceTypes } from '../../definitions/baseStructures.ts';
import { createBinding } from './bindings.ts';
import { compileCodeSystem, type CodeTable } from './codeSystems.ts';
import { compileType, FHIR_TYPE_PREFIX } from './compile.ts';
import type { ComplexType } from './elementTree.ts';
import { OnceEach } from './onceEach.ts';
import { compileProfile } from './profiles/compileProfile.ts';
import type { Profile } from './profiles/profileTree.ts';
import { compileValueSet, type CodeChoice } from './valueSets.ts';

const TYPE_NAME = /^[A-Z][A-Za-z]{0,63}$/;

/** Whether it can stand for the version that is asked for, if any is: patches of one minor version can. */
function isOfVersion(version: string | undefined, canonical: string): boolean {
  const wanted = canonical.split('|')[1];
  return (
    wanted === undefined ||
    version === undefined ||
    wanted === version ||
    minorOf(wanted) === minorOf(version)
  );
}

/** `4.0` of 4.0.1. */
function minorOf(version: string): string {
  return version.split('.').slice(0, 2).join('.');
}

/**
 * The definitions as compiled trees and tables, each made on first use from its own file and kept: what a process
 * never meets, it never loads.
 */
export class BaseDefinitions {
  readonly files: DefinitionFiles;
  readonly resourceTypes: ReadonlySet<string> = baseResourceTypes();
  readonly #types: OnceEach<ComplexType>;
  readonly #profiles: OnceEach<Profile>;
  /** What keeps profiles at hand from being compiled. */
  readonly #faults = new Map<string, string>();
  readonly #codeTables: OnceEach<CodeTable>;
  readonly #choices: OnceEach<CodeChoice>;
  readonly #systems: OnceEach<{ readonly url: string }>;

  constructor(files: DefinitionFiles) {
    this.files = files;
    const valueSets = {
      codeTable: (system: string) => this.codeTable(system),
      valueSet: (canonical: string) => this.codeChoice(canonical),
    };
    const profiles = {
      type: (name: string) => this.type(name),
      structure: (canonical: string) => files.structure(canonical),
      codeChoice: (canonical: string) => this.codeChoice(canonical),
    };
    this.#types = new OnceEach((name) => this.#compileType(name));
    this.#profiles = new OnceEach((canonical) => {
      const found = files.structure(canonical);
      const structure = isOfVersion(found?.version, canonical) ? found : undefined;
      try {
        return structure && compileProfile(structure, profiles);
      } catch (error) {
        this.#faults.set(canonical, error instanceof Error ? error.message : String(error));
        return undefined;
      }
    });
    this.#codeTables = new OnceEach((system) => {
      const codeSystem = files.codeSystem(system);
      const isUsable = codeSystem?.concept !== undefined && codeSystem.content !== 'not-present';
      return isUsable ? compileCodeSystem(codeSystem) : undefined;
    });
    this.#systems = new OnceEach((url) =>
      this.codeTable(url) !== undefined || files.codeSystem(url) !== undefined ? { url } : undefined,
    );
    this.#choices = new OnceEach((canonical) => {
      const valueSet = files.valueSet(canonical);
      return valueSet && compileValueSet(valueSet, valueSets);
    });
  }

  #compileType(name: string): ComplexType | undefined {
    const structure = this.files.structure(FHIR_TYPE_PREFIX + name);
    return (
      structure &&
      compileType(structure, {
        type: (other) => this.type(other),
        binding: (element: ElementDefinition) =>
          createBinding(element.binding, (canonical) => this.codeChoice(canonical)),
      })
    );
  }

  /** The type of what stands beside a primitive value: id and extensions. */
  get elementType(): ComplexType {
    return this.type('Element');
  }

  /** Undefined: R4 has no such resource type. */
  resourceType(name: string): ComplexType | undefined {
    return this.resourceTypes.has(name) ? this.type(name) : undefined;
  }

  /** For FHIRPath: any type by name, as far as there is one. */
  readonly typeOfResource = (name: string): ComplexType | undefined =>
    name === 'Element' ? this.elementType : this.resourceType(name);

  /** A type that has elements; undefined when R4 has none of that name. */
  knownType(name: string): ComplexType | undefined {
    return TYPE_NAME.test(name) ? this.#types.get(name) : undefined;
  }

  /** @throws Error when the base definitions have no type of that name. */
  type(name: string): ComplexType {
    const type = this.#types.get(name);
    if (type === undefined) {
      throw new Error(`The base definitions lack ${name}`);
    }
    return type;
  }

  /** A profile, on a resource or on a data type (an extension too); undefined when it is not at hand. */
  profile(canonical: string): Profile | undefined {
    return this.#profiles.get(canonical);
  }

  /** Why a profile that is at hand cannot be judged by, such as one on a type that R4 has not. */
  faultOfProfile(canonical: string): string | undefined {
    return this.#faults.get(canonical);
  }

  /** The codes of a value set; undefined when its definition is not at hand. */
  codeChoice(canonical: string): CodeChoice | undefined {
    return this.#choices.get(canonical);
  }

  /** Whether a code system of that URL is at hand, with codes or without. */
  hasCodeSystem(system: string): boolean {
    return this.#systems.get(system) !== undefined;
  }

  /** Whether codes of that version of the system can be told; one that is not given is any (`3.0` of 3.0.0). */
  hasVersion(system: string, version: unknown): boolean {
    if (typeof version !== 'string') {
      return true;
    }
    const own = this.codeTable(system)?.version;
    return (
      own === undefined ||
      own === version ||
      (version.includes('.') && own.startsWith(`${version.replace(/\.x$/, '')}.`))
    );
  }

  /** A code system whose codes are at hand, all or in part; undefined when none are. */
  codeTable(system: string): CodeTable | undefined {
    return this.#codeTables.get(system);
  }
}
