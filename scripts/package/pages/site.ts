import type { ValueSetExpansionContains } from '@medplum/fhirtypes';
import { openKnowledge } from '../../../src/knowledge.ts';
import { inputFromParameters } from '../../../src/terminology/operationInput.ts';
import type { PackageIdentity } from '../contents.ts';
import type { PackagedExample } from '../examples.ts';
import type { PackagedResource } from '../packagedResource.ts';
import { codeSystemPage, conceptMapPage, valueSetPage } from './codePages.ts';
import { html, json } from './html.ts';
import { indexPage, titleOf } from './indexPage.ts';
import { headOf, page, pageName, type Site } from './page.ts';
import { structurePage } from './structurePage.ts';

/** All pages, by their file name: the first page and one for each definition. */
export function sitePages(
  identity: PackageIdentity,
  definitions: readonly PackagedResource[],
  examples: readonly PackagedExample[],
): ReadonlyMap<string, string> {
  const byUrl = new Map(
    definitions.flatMap((each): [string, PackagedResource][] => {
      const { url = '', version = '' } = each.resource;
      return [
        [url, each],
        [`${url}|${version}`, each],
      ];
    }),
  );
  const find = (canonical: string | undefined): PackagedResource | undefined =>
    canonical === undefined ? undefined : (byUrl.get(canonical) ?? byUrl.get(canonical.replace(/\|.*$/, '')));
  const site: Site = {
    identity,
    pageOf: (canonical) => {
      const found = find(canonical);
      return found && pageName(found);
    },
    titleOf: (canonical) => {
      const found = find(canonical);
      return found && titleOf(found);
    },
  };
  const membersOf = valueSetMembers();
  return new Map([
    ['index.html', indexPage(site, definitions, examples)],
    ...definitions.map((each): [string, string] => [
      pageName(each),
      resourcePage(site, each, examples, membersOf),
    ]),
  ]);
}

type MembersOf = (url: string) => readonly ValueSetExpansionContains[] | undefined;

function resourcePage(
  site: Site,
  packaged: PackagedResource,
  examples: readonly PackagedExample[],
  membersOf: MembersOf,
): string {
  const { resourceType, url = '' } = packaged.resource;
  switch (resourceType) {
    case 'StructureDefinition':
      return structurePage(site, packaged, examples);
    case 'CodeSystem':
      return codeSystemPage(site, packaged);
    case 'ValueSet':
      return valueSetPage(site, packaged, membersOf(url));
    case 'ConceptMap':
      return conceptMapPage(site, packaged);
    default:
      return page(site, {
        title: titleOf(packaged),
        kind: resourceType,
        body: html`${headOf(packaged)}
          <h2>As it stands</h2>
          ${json(JSON.stringify(packaged.resource, undefined, 2))}`,
      });
  }
}

/** The members of our value sets, all that can be told from what the package and the product have. */
function valueSetMembers(): MembersOf {
  const { terminology } = openKnowledge();
  const asOf = '2026-03-02T12:00:00Z';
  return (url) => {
    const input = inputFromParameters({
      resourceType: 'Parameters',
      parameter: [{ name: 'url', valueUri: url }],
    });
    const expanded = terminology.expand(input, asOf);
    return expanded.ok ? (expanded.resource.expansion?.contains ?? []) : undefined;
  };
}
