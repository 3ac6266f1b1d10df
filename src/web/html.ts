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

/** A table that scrolls sideways on a narrow screen and can be reached by keyboard. */
export function table(
  caption: string,
  columns: readonly Column[],
  rows: readonly (readonly unknown[])[],
): Html {
  return html`<div class="scroll" role="region" aria-label="${caption}" tabindex="0"><table><caption class="sr">${caption}</caption><thead><tr>${columns.map(
    (column) => html`<th scope="col" class="${classOf(column)}">${column.head}</th>`,
  )}</tr></thead><tbody>${rows.map(
    (row) =>
      html`<tr>${row.map((cell, index) =>
        index === 0
          ? html`<th scope="row" class="${classOf(columns[0])}">${cell}</th>`
          : html`<td class="${classOf(columns[index])}">${cell}</td>`,
      )}</tr>`,
  )}</tbody></table></div>`;
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
