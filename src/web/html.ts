import { html } from 'hono/html';
import type { HtmlEscapedString } from 'hono/utils/html';

export { html };

/** A piece of a page. Whatever a template is given is escaped; only templates make markup. */
export type Html = HtmlEscapedString | Promise<HtmlEscapedString>;

export interface Column {
  readonly head: string;
  /** Numbers stand to the right. */
  readonly number?: boolean;
  /** Sentences keep room, so that they do not become a tower on a phone. */
  readonly wide?: boolean;
}

const classOf = (column: Column | undefined): string => (column?.number ? 'n' : column?.wide ? 'wide' : '');

/** Rows that a phone shows before a person asks for all; style.css counts them. */
const PHONE_ROWS = 8;

/**
 * A table; on a phone its rows are cards, each cell with its column's name (style.css). The roles keep it a table for screen readers
 * there.
 */
export function table(
  caption: string,
  columns: readonly Column[],
  rows: readonly (readonly unknown[])[],
): Html {
  return html`<div class="scroll" role="region" aria-label="${caption}" tabindex="0"><table role="table"><caption class="sr">${caption}</caption><thead role="rowgroup"><tr role="row">${columns.map(
    (column) => html`<th role="columnheader" scope="col" class="${classOf(column)}">${column.head}</th>`,
  )}</tr></thead><tbody role="rowgroup">${rows.map(
    (row) =>
      html`<tr role="row">${row.map((cell, index) =>
        index === 0
          ? html`<th role="rowheader" scope="row" class="${classOf(columns[0])}">${cell}</th>`
          : html`<td role="cell" data-head="${columns[index]?.head ?? ''}" class="${classOf(columns[index])}">${cell}</td>`,
      )}</tr>`,
  )}</tbody></table>${rows.length > PHONE_ROWS ? html`<label class="more"><input type="checkbox"> ${caption}: 1–${rows.length}</label>` : ''}</div>`;
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
