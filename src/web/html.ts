import { html } from 'hono/html';
import type { HtmlEscapedString } from 'hono/utils/html';

export { html };

/** A piece of a page. Whatever a template is given is escaped; only templates make markup. */
export type Html = HtmlEscapedString | Promise<HtmlEscapedString>;

export interface HtmlColumn {
  readonly head: string;
  /** Numbers stand to the right. */
  readonly number?: boolean;
  /** Sentences keep room, so that they do not become a tower on a phone. */
  readonly wide?: boolean;
}

const classOf = (column: HtmlColumn | undefined): string =>
  column?.number ? 'n' : column?.wide ? 'wide' : '';

export interface TableLook {
  /** A phone shows three rows instead of eight before a person asks for all (style.css counts them). */
  readonly few?: boolean;
  /** The last row is the sum of the others and is always shown. */
  readonly summed?: boolean;
  /** What stands beside the box that shows all rows. */
  readonly all: (rows: number) => string;
}

/**
 * A table; on a phone its rows are cards, each cell with its column's name (style.css). The roles keep it a table for screen readers
 * there.
 */
export function table(
  caption: string,
  columns: readonly HtmlColumn[],
  rows: readonly (readonly unknown[])[],
  { few = false, summed = false, all }: TableLook = { all: (count) => `${caption}: 1–${count}` },
): Html {
  const look = `scroll${few ? ' few' : ''}${summed ? ' summed' : ''}`;
  return html`<div class="${look}" role="region" aria-label="${caption}" tabindex="0"><table role="table"><caption class="sr">${caption}</caption><thead role="rowgroup"><tr role="row">${columns.map(
    (column) => html`<th role="columnheader" scope="col" class="${classOf(column)}">${column.head}</th>`,
  )}</tr></thead><tbody role="rowgroup">${rows.map(
    (row) =>
      html`<tr role="row">${row.map((cell, index) =>
        index === 0
          ? html`<th role="rowheader" scope="row" class="${classOf(columns[0])}">${cell}</th>`
          : html`<td role="cell" data-head="${columns[index]?.head ?? ''}" class="${classOf(columns[index])}">${cell}</td>`,
      )}</tr>`,
  )}</tbody></table>${rows.length > (few ? 3 : 8) ? html`<label class="more"><input type="checkbox"> ${all(rows.length)}<span class="sr"> (${caption})</span></label>` : ''}</div>`;
}

/** A section of a page; the heading names it. */
export function section(id: string, heading: string, body: unknown): Html {
  return html`<section><h2 id="${id}">${heading}</h2>${body}</section>`;
}

/** Plain lines, or one sentence where there are none. */
export function list(items: readonly unknown[], none: string): Html {
  if (items.length === 0) return html`<p class="quiet">${none}</p>`;
  return html`<ul>${items.map((item) => html`<li>${item}</li>`)}</ul>`;
}

/** An address that may be followed: only http and https leave the page. */
export function outside(url: string | null, text: string): Html {
  if (url === null || !/^https?:\/\//i.test(url)) return html`${text}`;
  return html`<a href="${url}" rel="noreferrer noopener external">${text}</a>`;
}
