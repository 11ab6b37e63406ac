import type { ElementDefinition, StructureDefinition } from '@medplum/fhirtypes';
import { extensionUrl } from '../../src/fhir/systems.ts';
import { EXTENSIONS, type ExtensionPart, type ExtensionRow, type ExtensionValue } from './extensions.ts';
import { PUBLICATION } from './publication.ts';

/** The StructureDefinition of each of our extensions (differential). */
export function deriveExtensionDefinitions(): StructureDefinition[] {
  return EXTENSIONS.map(definitionOf);
}

function definitionOf({ id, title, description, context, content }: ExtensionRow): StructureDefinition {
  return {
    resourceType: 'StructureDefinition',
    id,
    url: extensionUrl(id),
    version: PUBLICATION.version,
    name: title.replaceAll(/ (\w)/g, (_, letter: string) => letter.toUpperCase()),
    title,
    status: 'active',
    experimental: false,
    publisher: PUBLICATION.publisher,
    description,
    fhirVersion: '4.0.1',
    kind: 'complex-type',
    abstract: false,
    context: context.map((expression) => ({ type: 'element', expression })),
    type: 'Extension',
    baseDefinition: 'http://hl7.org/fhir/StructureDefinition/Extension',
    derivation: 'constraint',
    differential: {
      element: [
        { id: 'Extension', path: 'Extension', short: title, definition: description },
        ...contentElements('Extension', 'Extension', extensionUrl(id), content),
      ],
    },
  };
}

function contentElements(
  id: string,
  path: string,
  url: string,
  content: ExtensionValue | readonly ExtensionPart[],
): ElementDefinition[] {
  const fixedUrl: ElementDefinition = { id: `${id}.url`, path: `${path}.url`, fixedUri: url };
  const value = { id: `${id}.value[x]`, path: `${path}.value[x]` };
  return typeof content === 'string'
    ? [
        { id: `${id}.extension`, path: `${path}.extension`, max: '0' },
        fixedUrl,
        { ...value, min: 1, type: [{ code: content }] },
      ]
    : [...content.flatMap((part) => partElements(id, path, part)), fixedUrl, { ...value, max: '0' }];
}

function partElements(parentId: string, parentPath: string, part: ExtensionPart): ElementDefinition[] {
  const id = `${parentId}.extension:${part.name}`;
  const path = `${parentPath}.extension`;
  const [min = '0', max = '*'] = part.cardinality.split('..');
  return [
    { id, path, sliceName: part.name, short: part.description, min: Number(min), max },
    ...contentElements(id, path, part.name, part.content),
  ];
}
