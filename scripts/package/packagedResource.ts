import type { Resource } from '@medplum/fhirtypes';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { typesOfFolder } from '../../src/definitions/profileFolder.ts';

/** A resource of the package, with the bytes that the package has of it. */
export interface PackagedResource {
  /** `TYPE-ID.json`, as the FHIR package specification wants it. */
  readonly fileName: string;
  readonly resource: Resource & Described;
  readonly text: string;
}

/** What most conformance resources say of themselves. */
export interface Described {
  readonly id?: string;
  readonly url?: string;
  readonly version?: string;
  readonly name?: string;
  readonly title?: string;
  readonly status?: string;
  readonly language?: string;
  readonly description?: string;
}

export function packagedResource(text: string): PackagedResource {
  const resource = JSON.parse(text) as PackagedResource['resource'];
  return { fileName: `${resource.resourceType}-${resource.id ?? ''}.json`, resource, text };
}

/** All conformance resources of the folder profiles/, by type and id. */
export function readDefinitions(profilesDir: string): readonly PackagedResource[] {
  return typesOfFolder(profilesDir).flatMap((type) =>
    readdirSync(join(profilesDir, type))
      .filter((name) => name.endsWith('.json'))
      .sort()
      .map((name) => packagedResource(readFileSync(join(profilesDir, type, name), 'utf8')))
      .map((packaged) => (type === 'CodeSystem' ? withoutLanguage(packaged) : packaged)),
  );
}

/**
 * A code system whose own displays are of no stated language. HL7's validator takes a resource without a language to be
 * English, and a Norwegian display in it, as messages and records have, to be wrong where the list has an English
 * designation and says that its displays are Norwegian.
 */
function withoutLanguage(packaged: PackagedResource): PackagedResource {
  return { ...packaged, text: packaged.text.replace(/^ {2}"language": "nb",\n/m, '') };
}
