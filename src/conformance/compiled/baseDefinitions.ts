import type { ComplexType } from './elementTree.ts';
import type { ElementDefinition } from '@medplum/fhirtypes';
import { baseResourceTypes } from '../../definitions/baseStructures.ts';
import type { DefinitionFiles } from '../../definitions/baseDefinitionFiles.ts';
import { createBinding } from './bindings.ts';
import { compileCodeSystem, type CodeTable } from './codeSystems.ts';
import { compileType, FHIR_TYPE_PREFIX } from './compile.ts';
import { compileProfile } from './profiles/compileProfile.ts';
import type { Profile } from './profiles/profileTree.ts';
import { compileValueSet, type CodeChoice } from './valueSets.ts';

/**
 * The base definitions as compiled trees and tables, each made on first use from its own file and kept: what a
 * process never meets, it never loads.
 */
export class BaseDefinitions {
  readonly files: DefinitionFiles;
  readonly resourceTypes: ReadonlySet<string> = baseResourceTypes();
  readonly #types = new Map<string, ComplexType>();
  readonly #codeTables = new Map<string, CodeTable | undefined>();
  readonly #profiles = new Map<string, Profile | undefined>();
  readonly #choices = new Map<string, CodeChoice | undefined>();

  constructor(files: DefinitionFiles) {
    this.files = files;
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

  /** @throws Error when the base definitions have no type of that name. */
  type(name: string): ComplexType {
    const known = this.#types.get(name);
    if (known !== undefined) {
      return known;
    }
    const structure = this.files.structure(FHIR_TYPE_PREFIX + name);
    if (structure === undefined) {
      throw new Error(`The base definitions lack ${name}`);
    }
    const made = compileType(structure, {
      type: (other) => this.type(other),
      binding: (element: ElementDefinition) =>
        createBinding(element.binding, (canonical) => this.codeChoice(canonical)),
    });
    this.#types.set(name, made);
    return made;
  }

  /** A profile, on a resource or on a data type (an extension too); undefined when it is not at hand. */
  profile(canonical: string): Profile | undefined {
    if (!this.#profiles.has(canonical)) {
      const structure = this.files.structure(canonical);
      this.#profiles.set(
        canonical,
        structure &&
          compileProfile(structure, {
            structure: (other) => this.files.structure(other),
            type: (name) => this.type(name),
            codeChoice: (other) => this.codeChoice(other),
          }),
      );
    }
    return this.#profiles.get(canonical);
  }

  /** The codes of a value set; undefined when its definition is not at hand. */
  codeChoice(canonical: string): CodeChoice | undefined {
    if (!this.#choices.has(canonical)) {
      // A value set that includes itself finds nothing, and so does not recur.
      this.#choices.set(canonical, undefined);
      const valueSet = this.files.valueSet(canonical);
      const context = {
        codeTable: (system: string) => this.codeTable(system),
        valueSet: (other: string) => this.codeChoice(other),
      };
      this.#choices.set(canonical, valueSet && compileValueSet(valueSet, context));
    }
    return this.#choices.get(canonical);
  }

  /** A code system whose codes are at hand, all or in part; undefined when none are. */
  codeTable(system: string): CodeTable | undefined {
    if (!this.#codeTables.has(system)) {
      const codeSystem = this.files.codeSystem(system);
      const isUsable = codeSystem?.concept !== undefined && codeSystem.content !== 'not-present';
      this.#codeTables.set(system, isUsable ? compileCodeSystem(codeSystem) : undefined);
    }
    return this.#codeTables.get(system);
  }
}
