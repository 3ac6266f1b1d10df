import { html as escapedHtml } from 'hono/html';
import type { HtmlEscapedString } from 'hono/utils/html';
import { LOCALES, prefersChinese } from '../../base/i18n/locale.ts';
import type { Language } from '../../domain/language.ts';
import { type PageRequest, wordFor } from './request.ts';

const joined = new WeakMap<TemplateStringsArray, TemplateStringsArray>();

/**
 * Markup in which every value is escaped. A template may stand on several lines: a line break with
 * its indentation is dropped beside a tag or a value, and is a space inside a tag or a sentence.
 */
export function html(strings: TemplateStringsArray, ...values: unknown[]): Html {
  let known = joined.get(strings);
  if (known === undefined) {
    const texts = strings.map(withoutLineBreaks);
    known = Object.assign(texts, { raw: texts }) as unknown as TemplateStringsArray;
    joined.set(strings, known);
  }
  return escapedHtml(known, ...values);
}

const withoutLineBreaks = (text: string): string =>
  text.replaceAll(/\n\s*/g, (found, at: number) => {
    const isBesideValue = at === 0 || at + found.length === text.length;
    const isBesideTag = text[at - 1] === '>' || text[at + found.length] === '<';
    return isBesideValue || isBesideTag ? '' : ' ';
  });

/** A piece of a page. Whatever a template is given is escaped; only templates make markup. */
export type Html = HtmlEscapedString | Promise<HtmlEscapedString>;

/** A piece of a page, or several; nothing where it is empty. */
export type PagePart = Html | string | null | readonly PagePart[];

/**
 * A cell that its column follows: numbers stand to the right, sentences keep room, so that they do
 * not become a tower on a phone.
 */
interface MarkedCell {
  readonly look: 'n' | 'wide';
  readonly cell: unknown;
}
export const number = (cell: unknown): MarkedCell => ({ look: 'n', cell });
export const wide = (cell: unknown): MarkedCell => ({ look: 'wide', cell });
/** Several numbers by their columns. */
export const numbers = (cells: Row): Row =>
  Object.fromEntries(Object.entries(cells).map(([head, cell]) => [head, number(cell)]));
const isMarked = (cell: unknown): cell is MarkedCell =>
  typeof cell === 'object' && cell !== null && 'look' in cell;

export interface TableLook {
  /** Text in place of an empty table; absent = the default of the messages. */
  readonly none?: string;
  /**
   * Shows three rows on a phone and eight elsewhere before “Show all”; otherwise eight on a phone
   * and all elsewhere (style.css).
   */
  readonly few?: boolean;
  /** The last row is the sum of the others and is always shown. */
  readonly summed?: boolean;
  /** Rows on the page at most, and the address of the file that has the others. */
  readonly most?: number;
  readonly file?: string;
  /** Messages that name its columns, where these are not the page's. */
  readonly heads?: object;
  readonly caption?: string;
  /** The section shows its heading alone until a person opens it; it is not printed. */
  readonly folded?: boolean;
}

/**
 * Cells by the message that names their column, in the order of the columns; a name that is no
 * message is the head itself.
 */
export type Row = Readonly<Record<string, unknown>>;

/** A sentence that stands for what is not there; nothing where there is no sentence. */
export const quiet = (text: string): Html | '' =>
  text === '' ? '' : html`<p class="quiet">${text}</p>`;

/** Names with values; empty ones are left out. */
export function facts(
  rows: readonly (readonly [label: string, value: unknown])[],
  look = 'facts',
): Html {
  return html`
    <dl class="${look}">
      ${rows.map(([label, value]) =>
        value === '' || value === null
          ? ''
          : html`
  <div>
    <dt>${label}</dt><dd>${value}</dd>
  </div>
`,
      )}
    </dl>
  `;
}

/** Fields of a form that nobody sees. */
export const hidden = (values: Readonly<Record<string, string>>): Html[] =>
  Object.entries(values).flatMap(([name, value]) =>
    value === '' ? [] : [html`<input type="hidden" name="${name}" value="${value}">`],
  );

export type FormChoice = readonly [id: string, text: string | undefined];

/** One of several values. */
export function select(
  id: string,
  name: string,
  choices: readonly FormChoice[],
  chosen: string,
): Html {
  return html`
    <select id="${id}" name="${name}">
      ${choices.map(
        ([value, text]) =>
          html`
        <option value="${value}"${value !== '' && value === chosen ? html` selected` : ''}>${text}
        </option>
      `,
      )}
    </select>
  `;
}

/** An address that may be followed: only http and https leave the page. */
export function outside(url: string | null, text: Html | string): Html {
  if (url === null || !/^https?:\/\//i.test(url)) return html`${text}`;
  return html`<a href="${url}" rel="noreferrer noopener external">${text}</a>`;
}

/** Text in English on a page of any language. */
export const inEnglish = (text: string): Html => html`<span lang="en">${text}</span>`;

/** `lang` of quoted text. */
export const langOf = (language: Language): string => LOCALES[language].tag;

/** Lines of a list shown before “Show all”. */
const SHORT = 6;

/** The larger pieces of a page, in the reader's language. */
export function piecesOf({ say, href, words, language }: PageRequest) {
  /**
   * A table; on a phone its rows are cards, each cell with its column's name (style.css). The roles
   * keep it a table for screen readers there.
   * @param name message of its caption
   */
  function table(
    name: string,
    all: readonly Row[],
    {
      none,
      few = false,
      summed = false,
      most = all.length,
      file = '',
      heads = words,
      caption,
    }: TableLook = {},
  ): Html | '' {
    if (all.length === 0) return quiet(none ?? wordFor(words.empty, name, ''));
    const title = caption ?? wordFor(heads, name);
    const rows = all.slice(0, most).map((row) => Object.values(row));
    const columns = Object.entries(all[0]!).map(([head, cell]) => ({
      head: wordFor(heads, head),
      look: isMarked(cell) ? cell.look : '',
    }));
    const look = `scroll${few ? ' few' : ''}${summed ? ' summed' : ''}`;
    const more = `more${few && rows.length > 8 ? ' everywhere' : ''}`;
    const shown = (cell: unknown) => (isMarked(cell) ? cell.cell : cell);
    return html`
      <div class="${look}" role="region" aria-label="${title}" tabindex="0">
        <table role="table">
          <caption class="sr">
            ${title}
          </caption>
          <thead role="rowgroup">
            <tr role="row">
              ${columns.map(
                (column) =>
                  html`<th role="columnheader" scope="col" class="${column.look}">${column.head}</th>`,
              )}
            </tr>
          </thead>
          <tbody role="rowgroup">
            ${rows.map(
              (row) =>
                html`
          <tr role="row">
            ${row.map((cell, n) =>
              n === 0
                ? html`<th role="rowheader" scope="row" class="${columns[0]!.look}">${shown(cell)}</th>`
                : html`
              <td role="cell" data-head="${columns[n]!.head}" class="${columns[n]!.look}">
              ${shown(cell)}</td>
            `,
            )}
          </tr>
        `,
            )}
          </tbody>
        </table>
        ${
          rows.length > (few ? 3 : 8)
            ? html`
          <label class="${more}"><input type="checkbox"> ${say('showAll', { n: rows.length })}
          <span class="sr"> (${title})</span></label>
        `
            : ''
        }
      </div>
      ${
        all.length > rows.length
          ? html`
  <p><a href="${href(file)}">${say('andMore', { n: all.length - rows.length })}</a></p>
`
          : ''
      }
    `;
  }

  /**
   * A section of a page under the message of its id, or another heading. Nothing where its body is
   * nothing.
   */
  const section = (id: string, body: PagePart, heading = wordFor(words, id)): Html | '' =>
    body === '' ? '' : html`<section><h2 id="${id}">${heading}</h2>${body}</section>`;
  /** A section that shows its heading alone until a person opens it. */
  const folded = (id: string, body: PagePart, heading = wordFor(words, id)): Html | '' =>
    body === ''
      ? ''
      : html`
        <section class="fold">
          <details>
            <summary><h2 id="${id}">${heading}</h2></summary>${body}
          </details>
        </section>
      `;
  return {
    table,
    section,
    folded,
    /** A section that is a table. */
    tableSection: (name: string, rows: readonly Row[], look?: TableLook) =>
      look?.folded === true
        ? folded(name, table(name, rows, look), `${wordFor(words, name)} (${rows.length})`)
        : section(name, table(name, rows, look)),
    /** Plain lines, the later ones folded, or one sentence where there are none. */
    list(items: readonly unknown[], none = ''): Html | '' {
      if (items.length === 0) return quiet(none);
      const lines = (some: readonly unknown[]) =>
        html`<ul>${some.map((item) => html`<li>${item}</li>`)}</ul>`;
      if (items.length <= SHORT + 1) return lines(items);
      return html`
        ${lines(items.slice(0, SHORT))}
        <details>
          <summary>${say('showAll', { n: items.length })}</summary>${lines(items.slice(SHORT))}
        </details>
      `;
    },
    /** A link within the site that keeps language and day. */
    link: (path: string, text: unknown, query?: Parameters<typeof href>[1]): Html =>
      html`<a href="${href(path, query)}">${text}</a>`,
    /** A name in both languages, the reader's first; null where it has none. */
    bothLanguages({
      en,
      zh,
    }: {
      readonly en: string | null;
      readonly zh: string | null;
    }): Html | null {
      if (en === null && zh === null) return null;
      const names = [
        en === null ? '' : html`<span lang="en">${en}</span>`,
        zh === null ? '' : html`<span lang="zh-CN">${zh}</span>`,
      ];
      const [first, second] = prefersChinese(language) ? names.toReversed() : names;
      return html`${first} ${second}`;
    },
  };
}
