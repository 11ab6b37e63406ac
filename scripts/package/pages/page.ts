import type { PackageIdentity } from '../contents.ts';
import type { PackagedResource } from '../packagedResource.ts';
import { attribute, definitionList, html, Html, type Content } from './html.ts';
import { STYLE } from './style.ts';

/** What a page knows beside its resource. */
export interface Site {
  readonly identity: PackageIdentity;
  /** The page of a canonical URL (with or without version), where there is one. */
  pageOf(canonical: string | undefined): string | undefined;
  /** What the canonical URL is called, where it is one of ours. */
  titleOf(canonical: string | undefined): string | undefined;
}

export interface PageParts {
  readonly title: string;
  /** What kind of thing the page tells of. */
  readonly kind?: string;
  readonly body: Content;
}

/** A whole page: nothing is loaded from elsewhere. */
export function page({ identity }: Site, { title, kind, body }: PageParts): string {
  return `${
    html`<!doctype html>
      <html lang="en">
        <head>
          <meta charset="utf-8" />
          <meta name="viewport" content="width=device-width, initial-scale=1" />
          <title>${title} · ${identity.title}</title>
          <style>
            ${new Html(STYLE)}
          </style>
        </head>
        <body>
          <a class="skip" href="#content">To the content</a>
          <header>
            <strong><a href="index.html">${identity.title}</a></strong>
            <nav aria-label="Package">
              <a href="index.html#profiles">Profiles</a><a href="index.html#extensions">Extensions</a
              ><a href="index.html#codes">Codes</a><a href="index.html#pathways">Pathways</a
              ><a href="index.html#messages">Messages</a>
            </nav>
          </header>
          <main id="content">
            ${kind === undefined ? '' : html`<p class="kind">${kind}</p>`}
            <h1>${title}</h1>
            ${body}
          </main>
          <footer>${identity.id} ${identity.version} · FHIR R4 (4.0.1)</footer>
        </body>
      </html>`.text
  }\n`;
}

/** Name of the page of a resource. */
export function pageName({ fileName }: PackagedResource): string {
  return fileName.replace(/\.json$/, '.html');
}

/** What every conformance resource says of itself. */
export function headOf(
  { resource }: PackagedResource,
  rows: readonly (readonly [string, Content])[] = [],
): Html {
  const { url, version, status, name, description, language } = resource;
  const said = attribute('lang', language);
  return html`${description === undefined ? '' : html`<p class="lead">${description}</p>`}
  ${definitionList([
    ['Canonical URL', url === undefined ? undefined : html`<code>${url}</code>`],
    ['Version', version],
    ['Status', status],
    ['Name', name === undefined ? undefined : html`<span ${said}>${name}</span>`],
    ...rows,
  ])}`;
}

/** A canonical URL as a link to its page, where there is one. */
export function canonicalLink(site: Site, canonical: string | undefined): Content {
  if (canonical === undefined) {
    return undefined;
  }
  const target = site.pageOf(canonical);
  const shown = site.titleOf(canonical) ?? shortened(canonical);
  return target === undefined ? html`<code>${shown}</code>` : html`<a href="${target}">${shown}</a>`;
}

/** HL7’s own definitions by their names. */
function shortened(canonical: string): string {
  return canonical.replace(/^http:\/\/hl7\.org\/fhir\/(?:StructureDefinition|ValueSet)\//, '');
}
