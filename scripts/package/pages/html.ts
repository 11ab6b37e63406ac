/** Text that is HTML already; everything else is escaped where it is put in. */
export class Html {
  readonly text: string;

  constructor(text: string) {
    this.text = text;
  }

  toString(): string {
    return this.text;
  }
}

export type Content = Html | string | number | undefined | readonly Content[];

/** A piece of HTML: what is put in is escaped, unless it is HTML; lists are joined, undefined is nothing. */
export function html(strings: TemplateStringsArray, ...values: readonly Content[]): Html {
  return new Html(
    strings.reduce(
      (text, part, index) => `${text}${part}${index < values.length ? rendered(values[index]) : ''}`,
      '',
    ),
  );
}

function rendered(value: Content): string {
  if (value === undefined) {
    return '';
  }
  if (value instanceof Html) {
    return value.text;
  }
  return typeof value === 'object' ? value.map(rendered).join('') : escaped(String(value));
}

function escaped(text: string): string {
  return text.replace(/[&<>"]/g, (character) => ENTITIES[character] ?? character);
}

const ENTITIES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };

/** A row for each term that has content. */
export function definitionList(rows: readonly (readonly [term: string, content: Content])[]): Html {
  return html`<dl>
    ${rows
      .filter(([, content]) => content !== undefined && content !== '')
      .map(
        ([term, content]) =>
          html`<div>
            <dt>${term}</dt>
            <dd>${content}</dd>
          </div> `,
      )}
  </dl>`;
}

export interface Column<Row> {
  readonly heading: string;
  /** Language of the cells, where it is another than the page's. */
  readonly language?: string;
  /** Class of the cells, for their width. */
  readonly kind?: string;
  readonly cell: (row: Row) => Content;
}

/** A table with a caption; columns without any content are left out. The first column heads its row. */
export function table<Row>(caption: string, rows: readonly Row[], columns: readonly Column<Row>[]): Html {
  const cells = rows.map((row) => columns.map(({ cell }) => rendered(cell(row))));
  const shown = columns
    .map((column, index) => ({ ...column, index }))
    .filter(({ index }) => cells.some((line) => line[index] !== ''));
  return html`<div class="scroll" tabindex="0" role="region" aria-label="${caption}">
    <table>
      <caption>
        ${caption}
      </caption>
      <thead>
        <tr>
          ${shown.map(({ heading }) => html`<th scope="col">${heading}</th>`)}
        </tr>
      </thead>
      <tbody>
        ${cells.map(
          (line) =>
            html`<tr>
              ${shown.map(({ index, language, kind }) => {
                const content = new Html(line[index] ?? '');
                const attributes = [attribute('lang', language), attribute('class', kind)];
                return index === 0
                  ? html`<th scope="row" ${attributes}>${content}</th>`
                  : html`<td ${attributes}>${content}</td>`;
              })}
            </tr> `,
        )}
      </tbody>
    </table>
  </div>`;
}

/** An attribute, where it has a value. */
export function attribute(name: string, value: string | undefined): Content {
  return value === undefined ? undefined : html`${name}="${value}" `;
}

/** Something long that a reader opens. */
export function details(summary: string, content: Content): Html {
  return html`<details>
    <summary>${summary}</summary>
    ${content}
  </details>`;
}

/** JSON as it stands. */
export function json(text: string): Html {
  return html`<pre tabindex="0"><code>${text}</code></pre>`;
}
