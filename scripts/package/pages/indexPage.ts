import type { PackagedExample } from '../examples.ts';
import type { PackagedResource } from '../packagedResource.ts';
import { DEPENDENCIES } from '../contents.ts';
import { attribute, definitionList, html, type Content } from './html.ts';
import { page, pageName, type Site } from './page.ts';

interface Section {
  readonly id: string;
  readonly heading: string;
  readonly of: (resource: PackagedResource['resource']) => boolean;
}

const ofType =
  (...types: readonly string[]) =>
  ({ resourceType }: PackagedResource['resource']): boolean =>
    types.includes(resourceType);

/** What there is, in the order in which a reader looks for it. */
const SECTIONS: readonly Section[] = [
  { id: 'profiles', heading: 'Profiles', of: (resource) => isStructure(resource, false) },
  { id: 'extensions', heading: 'Extensions', of: (resource) => isStructure(resource, true) },
  { id: 'codes', heading: 'Code systems', of: ofType('CodeSystem') },
  { id: 'value-sets', heading: 'Value sets', of: ofType('ValueSet') },
  { id: 'concept-maps', heading: 'Concept maps', of: ofType('ConceptMap') },
  { id: 'pathways', heading: 'Pathways', of: ofType('PlanDefinition', 'ActivityDefinition') },
  { id: 'measures', heading: 'Measures', of: ofType('Measure') },
  { id: 'messages', heading: 'Messages', of: ofType('MessageDefinition') },
  { id: 'service', heading: 'Operations and search', of: ofType('OperationDefinition', 'SearchParameter') },
  { id: 'naming', heading: 'Naming systems', of: ofType('NamingSystem') },
];

function isStructure(resource: PackagedResource['resource'], isExtension: boolean): boolean {
  return resource.resourceType === 'StructureDefinition' && (resource.type === 'Extension') === isExtension;
}

/** The first page: everything in the package. */
export function indexPage(
  site: Site,
  definitions: readonly PackagedResource[],
  examples: readonly PackagedExample[],
): string {
  const { identity } = site;
  const rest = definitions.filter(({ resource }) => !SECTIONS.some((section) => section.of(resource)));
  return page(site, {
    title: identity.title,
    kind: 'FHIR package',
    body: html`<p class="lead">${identity.description}</p>
      ${definitionList([
        ['Package', html`<code>${identity.id}#${identity.version}</code>`],
        ['Canonical URL', html`<code>${identity.canonical}</code>`],
        ['FHIR version', 'R4 (4.0.1)'],
        [
          'Builds upon',
          Object.entries(DEPENDENCIES)
            .map(([name, version]) => `${name}#${version}`)
            .join(', '),
        ],
        [
          'Archive',
          html`<a href="../package.tgz">package.tgz</a>, ${definitions.length} definitions and
            ${examples.length} examples`,
        ],
      ])}
      ${SECTIONS.map((section) =>
        sectionOf(
          section.id,
          section.heading,
          definitions.filter(({ resource }) => section.of(resource)),
        ),
      )}
      ${rest.length === 0 ? '' : sectionOf('others', 'Others', rest)}`,
  });
}

function sectionOf(id: string, heading: string, definitions: readonly PackagedResource[]): Content {
  const sorted = definitions
    .map((definition) => ({ definition, title: titleOf(definition) }))
    .sort((one, other) => collator.compare(one.title, other.title));
  return html`<h2 id="${id}">${heading} <small class="inherited">${definitions.length}</small></h2>
    <ul class="list">
      ${sorted.map(({ definition, title }) => {
        const { language, id: resourceId } = definition.resource;
        const said = attribute('lang', language);
        return html`<li>
          <a href="${pageName(definition)}" ${said}>${title}</a><small>${resourceId}</small>
        </li> `;
      })}
    </ul>`;
}

export function titleOf({ resource }: PackagedResource): string {
  const { title, description, name, id, resourceType } = resource;
  return title ?? (resourceType === 'NamingSystem' ? description : undefined) ?? name ?? id ?? '';
}

const collator = new Intl.Collator('nb', { numeric: true });
