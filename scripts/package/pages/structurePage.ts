import type { ElementDefinition, ElementDefinitionConstraint, StructureDefinition } from '@medplum/fhirtypes';
import type { PackagedExample } from '../examples.ts';
import type { PackagedResource } from '../packagedResource.ts';
import { completed, elementTable, plain } from './elementTable.ts';
import { extensionExample } from './extensionExample.ts';
import { details, html, json, table, type Content } from './html.ts';
import { canonicalLink, headOf, page, type Site } from './page.ts';

/** What the purpose of an extension tells first. */
const SOURCE = 'Source: ';

/** The page of a profile or an extension: what it changes, all of its elements, its rules, an example. */
export function structurePage(
  site: Site,
  packaged: PackagedResource,
  examples: readonly PackagedExample[],
): string {
  const definition = packaged.resource as StructureDefinition;
  const { title, name, type, baseDefinition, context = [], purpose, differential, snapshot } = definition;
  const isExtension = type === 'Extension';
  return page(site, {
    title: title ?? name,
    kind: isExtension ? 'Extension' : `Profile of ${type}`,
    body: html`${headOf(packaged, [
        ['Based on', canonicalLink(site, baseDefinition)],
        ['May stand in', context.map(({ expression }) => expression).join(', ')],
        [purpose?.startsWith(SOURCE) === true ? 'Source' : 'Reason', plain(purpose)?.replace(SOURCE, '')],
      ])}
      <h2>What it says</h2>
      ${elementTable(site, 'Elements that are different from those it is based on', completed(differential?.element ?? [], snapshot?.element ?? []))}
      ${rules(definition)}
      <h2>Example</h2>
      ${exampleOf(definition, isExtension, examples)}
      <h2>All elements</h2>
      ${details('Every element with its cardinality, type and binding', elementTable(site, 'All elements (snapshot)', snapshot?.element ?? []))}`,
  });
}

interface Rule extends ElementDefinitionConstraint {
  readonly place: string;
}

function rules({ url, snapshot, differential }: StructureDefinition): Content {
  const own = rulesOf(differential?.element ?? []);
  const inherited = together(
    rulesOf(snapshot?.element ?? []).filter(
      ({ key, place, source }) =>
        source !== url && !own.some((rule) => rule.key === key && rule.place === place),
    ),
  );
  return html`${
    own.length === 0
      ? ''
      : html`<h2>Rules</h2>
          ${ruleTable('Rules of this definition', own)}`
  }${inherited.length === 0 ? '' : details('Rules that it inherits', ruleTable('Rules that it inherits', inherited))}`;
}

function rulesOf(elements: readonly ElementDefinition[]): readonly Rule[] {
  return elements.flatMap(({ id, path, constraint = [] }) =>
    constraint.map((rule) => ({ ...rule, place: id ?? path })),
  );
}

/** A rule of many elements (ele-1) once. */
function together(rules: readonly Rule[]): readonly Rule[] {
  return [...Map.groupBy(rules, ({ key }) => key).values()].flatMap((same) => {
    const [first] = same;
    return first === undefined
      ? []
      : [same.length === 1 ? first : { ...first, place: `${first.place} and ${same.length - 1} more` }];
  });
}

function ruleTable(caption: string, rows: readonly Rule[]): Content {
  return table(caption, rows, [
    { heading: 'Rule', cell: ({ key }) => html`<code>${key}</code>` },
    { heading: 'Place', cell: ({ place }) => html`<code>${place}</code>` },
    { heading: 'Severity', cell: ({ severity }) => severity },
    { heading: 'Meaning', kind: 'reason', cell: ({ human }) => human },
    { heading: 'FHIRPath', kind: 'reason', cell: ({ expression }) => html`<code>${expression}</code>` },
    { heading: 'Reason', kind: 'reason', cell: ({ requirements }) => requirements },
  ]);
}

const SHOWN_EXAMPLES = 2;

function exampleOf(
  definition: StructureDefinition,
  isExtension: boolean,
  examples: readonly PackagedExample[],
): Content {
  if (isExtension) {
    return json(JSON.stringify(extensionExample(definition, examples), undefined, 2));
  }
  const own = examples.filter(({ profiles }) => profiles.includes(definition.id ?? ''));
  return own.length === 0
    ? html`<p>None yet.</p>`
    : own
        .slice(0, SHOWN_EXAMPLES)
        .map(({ fileName, resource }) => details(fileName, json(JSON.stringify(resource, undefined, 2))));
}
