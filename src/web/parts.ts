import type { BoardRow } from '../ask/board.ts';
import type { Chart } from '../domain/card.ts';
import { listingsOn } from '../domain/company.ts';
import type { Evidence } from '../domain/evidence.ts';
import type { CompanyId, RegulatorId } from '../domain/ids.ts';
import type { Notice } from '../domain/notice.ts';
import type { Reason } from '../domain/reason.ts';
import type { Band } from '../domain/score.ts';
import { plotBox } from '../draw/option.ts';
import { restsOn } from '../present/plain-card.ts';
import { sentence } from '../present/sentence.ts';
import { bySeverityOrder } from '../present/severity-order.ts';
import {
  regulatorName as bodyName,
  change,
  companyTitle,
  localeOf,
  nameIn,
  points,
} from '../present/words.ts';
import { type Html, html, langOf, link } from './html.ts';
import type { RequestContext } from './request-context.ts';

/** A band by its word, coloured as everywhere by what is confirmed: what is unverified colours nothing. */
export function bandMark(band: Band, confirmed: Band, context: RequestContext): Html {
  return html`<span class="band ${confirmed}">${localeOf(context.language).bands[band]}</span>`;
}

const WIDTH = 120;
const HEIGHT = 30;
/** Every line has the scale of the score, so that two rows can be compared. */
const TOP = 100;

/** A year of a score as a line; what it shows is said in words as well. */
export function sparkline(row: BoardRow, context: RequestContext): Html {
  const low = Math.min(...row.line);
  const high = Math.max(...row.line);
  if (high === 0) return html`<span class="quiet">–</span>`;
  const said = context.say('yearLine', { low: points(low), high: points(high), now: points(row.score) });
  const at = row.line.map(
    (value, n) =>
      `${((n * WIDTH) / Math.max(1, row.line.length - 1)).toFixed(1)},${(HEIGHT - 2 - (value / TOP) * (HEIGHT - 4)).toFixed(1)}`,
  );
  return html`<svg class="spark ${row.confirmed}" viewBox="0 0 ${WIDTH} ${HEIGHT}" width="${WIDTH}" height="${HEIGHT}" role="img" aria-label="${said}"><path class="scale" d="M0 ${HEIGHT - 2}H${WIDTH}M0 2H${WIDTH}"></path><polyline points="${at.join(' ')}" fill="none" stroke="currentColor" stroke-width="1.8" stroke-linejoin="round"></polyline></svg>`;
}

/** `+1.2` with a class that colours it: up is worse. */
export function changeMark(delta: number): Html {
  return html`<span class="${delta > 0 ? 'up' : delta < 0 ? 'down' : 'flat'}">${change(0, delta)}</span>`;
}

/** A bar as wide as a part of a whole, for points that add up. */
export function bar(part: number, whole: number): Html {
  const width = whole <= 0 ? 0 : Math.max(0.5, (Math.abs(part) / whole) * 100);
  return html`<svg class="bar" viewBox="0 0 100 8" width="100" height="8" aria-hidden="true" focusable="false"><rect x="0" y="0" height="8" width="${Math.min(100, width).toFixed(1)}" fill="currentColor"></rect></svg>`;
}

/**
 * A drawing in both colours, and one with letters of their size for a phone; what it shows is said in words.
 * @param size of the wide one, in pixels
 */
export function figure(
  path: string,
  alt: string,
  size: { readonly width: number; readonly height: number },
  context: RequestContext,
  /** What is shown under the pointer. */
  plot: PointerPlot,
): Html {
  const at = (more: Record<string, number>) => context.href(path, { lang: context.language, ...more });
  const dark = '(prefers-color-scheme: dark)';
  const phone = '(max-width: 34rem)';
  return html`<figure class="plot" tabindex="0" data-plot="${JSON.stringify(plot)}"><picture><source media="${phone} and ${dark}" srcset="${at({ dark: 1, narrow: 1 })}"><source media="${phone}" srcset="${at({ narrow: 1 })}"><source media="${dark}" srcset="${at({ dark: 1 })}"><img class="chart" src="${at({})}" width="${size.width}" height="${size.height}" alt="${alt}"></picture></figure>`;
}

/**
 * What chart.js shows under the pointer: pixels left and right of the plot, the values at its edges, and points from left to right, each with
 * its value or what is said of it. With `marks`, what happened when, positions are hours since 1970.
 */
export interface PointerPlot {
  readonly left: number;
  readonly right: number;
  readonly from: number;
  readonly to: number;
  readonly points: readonly (readonly [at: number, says: number | string])[];
  readonly marks?: readonly (readonly [at: number, label: string])[];
}

/** The plot of a chart of one line; times in hours, so that the page stays small. */
export function plotOf(chart: Chart): PointerPlot {
  const hours = (at: number) => Math.round(at / 3_600_000);
  const { left, right, from, to } = plotBox(chart);
  return {
    ...{ left, right, from: hours(from), to: hours(to) },
    points: chart.series[0]?.points.map(({ at, value }) => [hours(at), value]) ?? [],
    marks: chart.marks.map(({ at, label }) => [hours(at), label]),
  };
}

export const companyName = (id: string, { deps, language }: RequestContext): string =>
  nameIn(deps.knowledge.catalog.companies, id as CompanyId, language);

export const companyLink = (id: string, context: RequestContext): Html =>
  link(context, `/company/${id}`, companyName(id, context));

/** `Trip.com Group (TCOM, 9961.HK)`, a private one said so. */
export function companyLabel(id: string, { deps, day, language }: RequestContext): string {
  const company = deps.knowledge.catalog.companies.get(id as CompanyId);
  return company === undefined ? id : companyTitle(company, listingsOn(company, day), language);
}

export function regulatorLink(id: RegulatorId | null, context: RequestContext): Html {
  if (id === null) return html`<span class="quiet">–</span>`;
  return link(context, `/regulator/${id}`, regulatorName(id, context));
}

export const regulatorName = (id: RegulatorId, { deps, language }: RequestContext): string =>
  bodyName(deps.knowledge.catalog.regulators.get(id), language) ?? id;

/** The full name of a body or paper in the reader's language. */
export const fullName = (
  { name }: { readonly name: { readonly en: string; readonly zh: string | null } },
  { language }: Pick<RequestContext, 'language'>,
): string => (language === 'zh' ? name.zh : null) ?? name.en;

/** The title of a source, in English where it has no other. */
export function sourceName(
  source: { readonly title: string; readonly titleZh?: string | null | undefined },
  { language }: RequestContext,
): Html {
  return language === 'zh' && source.titleZh
    ? html`${source.titleZh}`
    : html`<span lang="en">${source.title}</span>`;
}

/** A reason in the reader's language; a sentence that was stored in English before reasons had codes is quoted. */
export function reasonText(reason: Reason, { language }: Pick<RequestContext, 'language'>): Html | string {
  const text = sentence(reason, language);
  return language === 'zh' && reason.code === 'stored-sentence' ? html`<q lang="en">${text}</q>` : text;
}

/** A title of a record in the reader's language; other people's titles stay as they are. */
export const titleText = (title: string, { deps, language }: RequestContext): string =>
  deps.knowledge.wording.title(title)[language];

/** A country by its code in the reader's language. */
export function country(code: string, { language }: Pick<RequestContext, 'language'>): string {
  if (!/^[A-Z]{2}$/.test(code)) return code;
  return new Intl.DisplayNames(langOf(language), { type: 'region' }).of(code) ?? code;
}

/** What a list of names or days is joined by. */
export const namesText = (names: readonly string[], context: RequestContext): string =>
  names.filter(Boolean).join(comma(context));
export const comma = ({ language }: Pick<RequestContext, 'language'>): string =>
  language === 'zh' ? '、' : ', ';

/** What an edge rests on, or that it is unverified. Sources keep the language that they have. */
export function restsCell(evidence: readonly Evidence[], { language, words }: RequestContext): Html | string {
  const rests = restsOn(evidence, language);
  if (rests === null) return words.unverified;
  return html`${rests.kind}: <span class="quiet" lang="en">${rests.source}</span>`;
}

/** The gravest thing that a notice does, in the reader's language. */
export function gravestOf(notice: Notice, context: RequestContext): string {
  const gravest = bySeverityOrder(notice.actions)[0];
  if (gravest === undefined) return context.words.verdicts[notice.verdict];
  return localeOf(context.language).acts[gravest.type];
}

/** Rows of one page of a long list. */
const PAGE = 50;

/** What to ask a store for: one page, and one row more where another follows. */
export function pageQuery({ query }: RequestContext): { readonly offset: number; readonly limit: number } {
  const from = Number(query('from'));
  return { offset: Number.isInteger(from) && from > 0 && from < 1e7 ? from : 0, limit: PAGE + 1 };
}

/** The rows of a page and the links to those before and after; `found` as `pageQuery` asks for it. */
export function paged<T>(
  found: readonly T[],
  context: RequestContext,
  /** What lies on either side. */
  [before, after]: readonly [before: string, after: string] = [context.words.newer, context.words.older],
): { readonly rows: readonly T[]; readonly nav: Html } {
  const { offset } = pageQuery(context);
  const move = (rel: 'prev' | 'next', from: number, text: string) =>
    html`<a rel="${rel}" href="${context.href(context.path, { ...context.requested, from: from === 0 ? null : from })}">${text}</a>`;
  const more = found.length > PAGE;
  const nav = html`<nav class="pager" aria-label="${after}">${
    offset > 0 ? move('prev', Math.max(0, offset - PAGE), before) : ''
  } ${more ? move('next', offset + PAGE, after) : ''}</nav>`;
  return { rows: found.slice(0, PAGE), nav: offset === 0 && !more ? html`` : nav };
}

/** The same of a list that is here whole. */
export function pageOf<T>(all: readonly T[], context: RequestContext) {
  const { offset, limit } = pageQuery(context);
  return paged(all.slice(offset, offset + limit), context, [context.words.back, context.words.further]);
}
