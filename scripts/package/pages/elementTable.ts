import type { ElementDefinition } from '@medplum/fhirtypes';
import { html, table, type Content, type Html } from './html.ts';
import { canonicalLink, type Site } from './page.ts';

/** The elements of a differential or snapshot, one a row. */
export function elementTable(site: Site, caption: string, elements: readonly ElementDefinition[]): Html {
  return table(caption, elements, [
    { heading: 'Element', cell: nameOf },
    { heading: 'Cardinality', cell: cardinalityOf },
    { heading: 'Type', cell: (element) => typesOf(site, element) },
    {
      heading: 'Must support',
      cell: ({ mustSupport }) =>
        mustSupport === true ? html`<span class="flag">must support</span>` : undefined,
    },
    {
      heading: 'Value and binding',
      kind: 'value',
      cell: (element) => linesOf(valueOf(element), bindingOf(site, element)),
    },
    {
      heading: 'Meaning and reason',
      kind: 'reason',
      cell: (element) => linesOf(meaningOf(element), reasonOf(element)),
    },
  ]);
}

/** The elements of a differential, with what the snapshot says where the differential leaves it as it was. */
export function completed(
  differential: readonly ElementDefinition[],
  snapshot: readonly ElementDefinition[],
): readonly ElementDefinition[] {
  const whole = new Map(snapshot.map((element) => [element.id, element]));
  return differential.map((element) => {
    const { min, max, type, short } = whole.get(element.id) ?? element;
    return {
      ...(type === undefined ? {} : { type }),
      ...(short === undefined ? {} : { short }),
      min,
      max,
      ...element,
    };
  });
}

/** One under the other. */
function linesOf(...contents: readonly Content[]): Content {
  return contents
    .filter((content) => content !== undefined && (!Array.isArray(content) || content.length > 0))
    .map((content) => html`<div>${content}</div>`);
}

function reasonOf({ requirements }: ElementDefinition): Content {
  return requirements === undefined ? undefined : html`<em>${plain(requirements)}</em>`;
}

/** The id, indented by its depth. */
function nameOf({ id, path, sliceName }: ElementDefinition): Content {
  const depth = path.split('.').length - 1;
  const name = (id ?? path).slice((id ?? path).lastIndexOf('.') + 1);
  return html`<span class="path" title="${id ?? path}">${'\u00a0\u00a0'.repeat(depth)}${name}</span>${
      sliceName === undefined || name.endsWith(`:${sliceName}`) ? '' : html` <small>${sliceName}</small>`
    }`;
}

function cardinalityOf({ min, max }: ElementDefinition): Content {
  return min === undefined && max === undefined ? undefined : `${min ?? ''}..${max ?? ''}`;
}

function typesOf(site: Site, { type = [], contentReference }: ElementDefinition): Content {
  if (contentReference !== undefined) {
    return html`as <code>${contentReference.replace(/^.*#/, '')}</code>`;
  }
  return separated(
    type.map(({ code, profile = [], targetProfile = [] }) => {
      const name = code.replace('http://hl7.org/fhirpath/System.', '');
      const targets = [...profile, ...targetProfile].map((each) => canonicalLink(site, each));
      return targets.length === 0 ? name : html`${name}(${separated(targets)})`;
    }),
  );
}

function separated(contents: readonly Content[]): Content {
  return contents.map((content, index) => (index === 0 ? content : html` | ${content}`));
}

/** What the element is fixed to or has to match, and how it is sliced. */
function valueOf(element: ElementDefinition): Content {
  const values = Object.entries(element).flatMap(([name, value]: [string, unknown]) =>
    /^(?:fixed|pattern|minValue|maxValue)[A-Z]/.test(name)
      ? [`${name.replace(/[A-Z].*$/, '')}: ${typeof value === 'string' ? value : JSON.stringify(value)}`]
      : [],
  );
  const { slicing } = element;
  const slices =
    slicing === undefined
      ? []
      : [
          `sliced by ${(slicing.discriminator ?? []).map(({ type, path }) => `${type} of ${path}`).join(', ') || 'order'} (${slicing.rules})`,
        ];
  return separated([...values, ...slices].map((text) => html`<code>${text}</code>`));
}

function bindingOf(site: Site, { binding }: ElementDefinition): Content {
  return binding?.valueSet === undefined
    ? undefined
    : html`${canonicalLink(site, binding.valueSet)} (${binding.strength})`;
}

function meaningOf({ short, alias = [] }: ElementDefinition): Content {
  return alias.length === 0
    ? plain(short)
    : html`${plain(short)} <small lang="nb">${alias.join(', ')}</small>`;
}

/** Markdown as running text: links by what they say. */
export function plain(markdown: string | undefined): string | undefined {
  return markdown?.replaceAll(/\[([^\]]*)\]\([^)]*\)/g, '$1').replaceAll(/[`*]/g, '');
}
