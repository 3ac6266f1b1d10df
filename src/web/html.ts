import { html } from 'hono/html';
import type { HtmlEscapedString } from 'hono/utils/html';
import type { RequestContext } from './request-context.ts';

export { html };

/** A piece of a page. Whatever a template is given is escaped; only templates make markup. */
export type Html = HtmlEscapedString | Promise<HtmlEscapedString>;

/** A column by its head. Numbers (`n`) stand to the right; sentences (`wide`) keep room, so that they do not become a tower on a phone. */
export type HtmlColumn = string | { readonly head: string; readonly look: 'n' | 'wide' };
export const number = (head: string): HtmlColumn => ({ head, look: 'n' });
export const wide = (head: string): HtmlColumn => ({ head, look: 'wide' });
const headOf = (column: HtmlColumn = '') => (typeof column === 'string' ? column : column.head);
const classOf = (column: HtmlColumn = '') => (typeof column === 'string' ? '' : column.look);

export interface TableLook {
  /** What stands in its place where there is no row. */
  readonly none?: string;
  /** Three rows on a phone and eight elsewhere before a person asks for all; otherwise eight on a phone and all elsewhere (style.css). */
  readonly few?: boolean;
  /** The last row is the sum of the others and is always shown. */
  readonly summed?: boolean;
  /** Rows on the page at most, and the address of the file that has the others. */
  readonly most?: number;
  readonly file?: string;
}

/**
 * A table; on a phone its rows are cards, each cell with its column's name (style.css). The roles keep it a table for screen readers
 * there.
 */
export function table(
  { say, href }: Pick<RequestContext, 'say' | 'href'>,
  caption: string,
  columns: readonly HtmlColumn[],
  all: readonly (readonly unknown[])[],
  { none = '', few = false, summed = false, most = all.length, file = '' }: TableLook = {},
): Html {
  if (all.length === 0) return html`${quiet(none)}`;
  const rows = all.slice(0, most);
  const look = `scroll${few ? ' few' : ''}${summed ? ' summed' : ''}`;
  const more = `more${few && rows.length > 8 ? ' everywhere' : ''}`;
  return html`<div class="${look}" role="region" aria-label="${caption}" tabindex="0"><table role="table"><caption class="sr">${caption}</caption><thead role="rowgroup"><tr role="row">${columns.map(
    (column) => html`<th role="columnheader" scope="col" class="${classOf(column)}">${headOf(column)}</th>`,
  )}</tr></thead><tbody role="rowgroup">${rows.map(
    (row) =>
      html`<tr role="row">${row.map((cell, index) =>
        index === 0
          ? html`<th role="rowheader" scope="row" class="${classOf(columns[0])}">${cell}</th>`
          : html`<td role="cell" data-head="${headOf(columns[index])}" class="${classOf(columns[index])}">${cell}</td>`,
      )}</tr>`,
  )}</tbody></table>${
    rows.length > (few ? 3 : 8)
      ? html`<label class="${more}"><input type="checkbox"> ${say('showAll', { n: rows.length })}<span class="sr"> (${caption})</span></label>`
      : ''
  }</div>${all.length > rows.length ? html`<p><a href="${href(file)}">${say('andMore', { n: all.length - rows.length })}</a></p>` : ''}`;
}

/** A sentence that stands for what is not there; nothing where there is no sentence. */
export const quiet = (text: string): Html | '' => (text === '' ? '' : html`<p class="quiet">${text}</p>`);

/** A section of a page; the heading names it. Nothing where its body is nothing. */
export function section(id: string, heading: string, body: unknown): Html | '' {
  return body === '' ? '' : html`<section><h2 id="${id}">${heading}</h2>${body}</section>`;
}

/** Lines of a list that stand before a person asks for the others. */
const SHORT = 6;

/** Plain lines, the later ones folded, or one sentence where there are none. */
export function list({ say }: Pick<RequestContext, 'say'>, items: readonly unknown[], none = ''): Html | '' {
  if (items.length === 0) return quiet(none);
  const lines = (some: readonly unknown[]) => html`<ul>${some.map((item) => html`<li>${item}</li>`)}</ul>`;
  if (items.length <= SHORT + 1) return lines(items);
  return html`${lines(items.slice(0, SHORT))}<details><summary>${say('showAll', { n: items.length })}</summary>${lines(items.slice(SHORT))}</details>`;
}

/** What something is called and what it is; empty ones are left out. */
export function facts(rows: readonly (readonly [label: string, value: unknown])[], look = 'facts'): Html {
  return html`<dl class="${look}">${rows.map(([label, value]) => (value === '' || value === null ? '' : html`<div><dt>${label}</dt><dd>${value}</dd></div>`))}</dl>`;
}

/** Fields of a form that nobody sees. */
export const hidden = (values: Readonly<Record<string, string>>): Html[] =>
  Object.entries(values).flatMap(([name, value]) =>
    value === '' ? [] : [html`<input type="hidden" name="${name}" value="${value}">`],
  );

export type FormChoice = readonly [id: string, text: string | undefined];

/** One of several values. */
export function select(id: string, name: string, choices: readonly FormChoice[], chosen: string): Html {
  return html`<select id="${id}" name="${name}">${choices.map(
    ([value, text]) =>
      html`<option value="${value}"${value !== '' && value === chosen ? html` selected` : ''}>${text}</option>`,
  )}</select>`;
}

/** An address that may be followed: only http and https leave the page. */
export function outside(url: string | null, text: Html | string): Html {
  if (url === null || !/^https?:\/\//i.test(url)) return html`${text}`;
  return html`<a href="${url}" rel="noreferrer noopener external">${text}</a>`;
}

/** `lang` of somebody else's words. */
export const langOf = (language: string): 'zh-CN' | 'en' => (language === 'zh' ? 'zh-CN' : 'en');
