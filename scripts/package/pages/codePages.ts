import type {
  CodeSystem,
  CodeSystemConcept,
  CodeSystemConceptProperty,
  ConceptMap,
  ConceptMapGroup,
  ValueSet,
  ValueSetComposeInclude,
  ValueSetExpansionContains,
} from '@medplum/fhirtypes';
import type { PackagedResource } from '../packagedResource.ts';
import { html, table, type Content } from './html.ts';
import { canonicalLink, headOf, page, type Site } from './page.ts';

/** The page of a code system: its codes with their texts in both languages. */
export function codeSystemPage(site: Site, packaged: PackagedResource): string {
  const { title, name, content, language, valueSet, concept = [] } = packaged.resource as CodeSystem;
  return page(site, {
    title: title ?? name ?? '',
    kind: 'Code system',
    body: html`${headOf(packaged, [
        ['Completeness', content === 'complete' ? 'All codes are here' : content],
        ['All codes as a value set', canonicalLink(site, valueSet)],
      ])}
      <h2>Codes</h2>
      ${conceptTable(`${concept.length} codes`, flattened(concept), language)}`,
  });
}

function flattened(concepts: readonly CodeSystemConcept[]): readonly CodeSystemConcept[] {
  return concepts.flatMap((each) => [each, ...flattened(each.concept ?? [])]);
}

function conceptTable(
  caption: string,
  concepts: readonly CodeSystemConcept[],
  language: string | undefined,
): Content {
  const properties = [...new Set(concepts.flatMap(({ property = [] }) => property.map(({ code }) => code)))];
  return table(caption, concepts, [
    { heading: 'Code', cell: ({ code }) => html`<code>${code}</code>` },
    { heading: 'Text', ...(language !== undefined && { language }), cell: ({ display }) => display },
    {
      heading: 'English',
      cell: ({ designation = [] }) => designation.find((each) => each.language === 'en')?.value,
    },
    { heading: 'Meaning', cell: ({ definition }) => definition },
    ...properties.map((name) => ({
      heading: name,
      cell: ({ property = [] }: CodeSystemConcept): Content =>
        property
          .filter(({ code }) => code === name)
          .map(propertyText)
          .join(', '),
    })),
  ]);
}

function propertyText(property: CodeSystemConceptProperty): string {
  const { valueCoding, valueCode, valueString, valueDateTime, valueBoolean, valueInteger, valueDecimal } =
    property;
  return String(
    valueCoding?.code ??
      valueCode ??
      valueString ??
      valueDateTime ??
      valueBoolean ??
      valueInteger ??
      valueDecimal ??
      '',
  );
}

/** The page of a value set: what it is composed of, and its members where they can be told here. */
export function valueSetPage(
  site: Site,
  packaged: PackagedResource,
  members: readonly ValueSetExpansionContains[] | undefined,
): string {
  const { title, name, language, compose } = packaged.resource as ValueSet;
  return page(site, {
    title: title ?? name ?? '',
    kind: 'Value set',
    body: html`${headOf(packaged)}
      <h2>Made of</h2>
      ${table(
        'What is included, and what is left out',
        [
          ...(compose?.include ?? []).map((part) => ({ part, included: true })),
          ...(compose?.exclude ?? []).map((part) => ({ part, included: false })),
        ],
        [
          { heading: 'Part', cell: ({ included }) => (included ? 'Included' : 'Left out') },
          { heading: 'From', cell: ({ part }) => sourcesOf(site, part) },
          { heading: 'Which codes', cell: ({ part }) => selectionOf(part) },
        ],
      )}
      ${
        members === undefined
          ? html`<p>Its members are not all known here.</p>`
          : html`<h2>Codes</h2>
              ${table(`${members.length} codes`, members, [
                { heading: 'Code', cell: ({ code }) => html`<code>${code}</code>` },
                {
                  heading: 'Text',
                  ...(language !== undefined && { language }),
                  cell: ({ display }) => display,
                },
                { heading: 'System', cell: ({ system }) => canonicalLink(site, system) },
              ])}`
      }`,
  });
}

function sourcesOf(site: Site, { system, valueSet = [] }: ValueSetComposeInclude): Content {
  return [system, ...valueSet].map((canonical, index) =>
    canonical === undefined ? undefined : html`${index === 0 ? '' : ' '}${canonicalLink(site, canonical)}`,
  );
}

function selectionOf({ concept = [], filter = [] }: ValueSetComposeInclude): Content {
  if (concept.length > 0) {
    return concept.map(({ code }) => code).join(', ');
  }
  return filter.length === 0
    ? 'all'
    : filter.map(({ property, op, value }) => `${property} ${op} ${value}`).join(' and ');
}

/** The page of a concept map: each code and what it becomes. */
export function conceptMapPage(site: Site, packaged: PackagedResource): string {
  const { title, name, group = [] } = packaged.resource as ConceptMap;
  return page(site, {
    title: title ?? name ?? '',
    kind: 'Concept map',
    body: html`${headOf(packaged)} ${group.map((each) => groupTable(site, each))}`,
  });
}

function groupTable(site: Site, { source, target, element }: ConceptMapGroup): Content {
  const rows = element.flatMap((from) => (from.target ?? []).map((to) => ({ from, to })));
  return html`<h2>${canonicalLink(site, source)} → ${canonicalLink(site, target)}</h2>
    ${table('What each code becomes', rows, [
      { heading: 'Code', cell: ({ from }) => html`<code>${from.code}</code>` },
      { heading: 'Text', language: 'nb', cell: ({ from }) => from.display },
      {
        heading: 'Becomes',
        cell: ({ to }) => (to.code === undefined ? 'nothing' : html`<code>${to.code}</code>`),
      },
      { heading: 'Its text', cell: ({ to }) => to.display },
      { heading: 'Equivalence', cell: ({ to }) => to.equivalence },
      {
        heading: 'Where',
        cell: ({ to }) =>
          (to.dependsOn ?? [])
            .map(({ property, value }) => `${property.slice(property.lastIndexOf('#') + 1)} = ${value}`)
            .join(', '),
      },
      { heading: 'Comment', cell: ({ to }) => to.comment },
    ])}`;
}
