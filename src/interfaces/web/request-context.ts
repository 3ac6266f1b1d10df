import type { Context } from 'hono';
import { companyView } from '../../answers/queries/company-view.ts';
import { actLabel } from '../../base/i18n/act-label.ts';
import { LOCALES, preferred, prefersChinese } from '../../base/i18n/locale.ts';
import { formatReason } from '../../base/i18n/sentence.ts';
import { regulatorName as bodyName, companyTitle, nameIn } from '../../base/i18n/words.ts';
import { listingsOn } from '../../domain/company.ts';
import type { Evidence } from '../../domain/evidence.ts';
import { isEdgeAttested } from '../../domain/exposure.ts';
import type { CompanyId, RegulatorId } from '../../domain/ids.ts';
import type { Notice } from '../../domain/notice.ts';
import type { Reason } from '../../domain/reason.ts';
import type { Studies } from '../../domain/study-report.ts';
import { restsOn } from '../../pipeline/present/plain-card.ts';
import { bySeverityOrder } from '../../pipeline/present/severity-order.ts';
import { type Html, html, langOf, piecesOf } from './html.ts';
import { type PageRequest, pageRequest, type RequestAccess, type WebDeps } from './request.ts';

export { type WebDeps, wordFor, wordsOf } from './request.ts';

/** A request with everything for its answer, in its language and as of its day. */
export type RequestContext = ReturnType<typeof requestContext>;

export function requestContext(c: Context, deps: WebDeps, access: RequestAccess) {
  const request = pageRequest(c, deps, access);
  const pieces = piecesOf(request);
  return { ...request, ...pieces, ...namesOf(request, pieces), ...pagesOf(request) };
}

/** Names and sentences in the reader's language, with the links that belong to them. */
function namesOf(
  { deps, day, language, words }: PageRequest,
  { link }: ReturnType<typeof piecesOf>,
) {
  const { companies, regulators } = deps.knowledge.catalog;
  /** What a list of names or days is joined by. */
  const comma = LOCALES[language].separators.list;
  const companyName = (id: string) => nameIn(companies, id as CompanyId, language);
  const regulatorName = (id: RegulatorId) => bodyName(regulators.get(id), language) ?? id;
  return {
    comma,
    companyName,
    regulatorName,
    namesText: (names: readonly string[]) => names.filter(Boolean).join(comma),
    companyLink: (id: string) => link(`/company/${id}`, companyName(id)),
    /** `Trip.com Group (TCOM, 9961.HK)`, a private one said so. */
    companyLabel(id: string): string {
      const company = companies.get(id as CompanyId);
      return company === undefined ? id : companyTitle(company, listingsOn(company, day), language);
    },
    regulatorLink: (id: RegulatorId | null): Html =>
      id === null
        ? html`<span class="quiet">–</span>`
        : link(`/regulator/${id}`, regulatorName(id)),
    /** The full name of a body or paper. */
    fullName: ({ name }: { readonly name: { readonly en: string; readonly zh: string | null } }) =>
      preferred(name, language) ?? name.en,
    /** The title of a source, in English where it has no other. */
    sourceName: ({
      title,
      titleZh,
    }: {
      readonly title: string;
      readonly titleZh?: string | null | undefined;
    }) =>
      prefersChinese(language) && titleZh
        ? html`${titleZh}`
        : html`<span lang="en">${title}</span>`,
    /** A reason; a sentence that was stored in English before reasons had codes is quoted. */
    reasonText(reason: Reason): Html | string {
      const text = formatReason(reason, language);
      return prefersChinese(language) && reason.code === 'stored-sentence'
        ? html`<q lang="en">${text}</q>`
        : text;
    },
    /** A title of a record; other people's titles stay as they are. */
    titleText: (title: string) => preferred(deps.knowledge.wording.title(title), language) ?? title,
    /** A country by its code. */
    country: (code: string) =>
      (/^[A-Z]{2}$/.test(code) &&
        new Intl.DisplayNames(langOf(language), { type: 'region' }).of(code)) ||
      code,
    /**
     * What an edge rests on, or that it is unverified. Sources keep the language that they have.
     */
    restsCell(evidence: readonly Evidence[]): Html | string {
      const rests = restsOn(evidence, language);
      if (rests === null) return words.unverified;
      return html`${rests.kind}: <span class="quiet" lang="en">${rests.source}</span>`;
    },
    /** The same of a link from an app to its listing, each by what speaks of it. */
    edgeRestsCell(edge: Parameters<typeof isEdgeAttested>[0]): Html | string {
      const cell = this.restsCell(edge.evidence);
      const isPlain = edge.evidence.length === 0 || isEdgeAttested(edge);
      return isPlain ? cell : html`${words.unverified} (${cell})`;
    },
    /** The gravest thing that a notice does. */
    gravestOf({ actions, verdict }: Notice): string {
      const gravest = bySeverityOrder(actions)[0];
      return gravest === undefined ? words.verdicts[verdict] : actLabel(gravest.act, language);
    },
  };
}

/** Rows of one page of a long list. */
const PAGE = 50;

/** Long lists page by page. */
function pagesOf({ query, href, path, requested, words }: PageRequest) {
  const from = Number(query('from'));
  const offset = Number.isInteger(from) && from > 0 && from < 1e7 ? from : 0;
  const move = (rel: 'prev' | 'next', to: number, text: string) =>
    html`
      <a rel="${rel}" href="${href(path, { ...requested, from: to === 0 ? null : to })}">${text}</a>
    `;
  /**
   * The rows of a page and the links to those on either side; `found` as `pageQuery` asks for it.
   */
  function paged<T>(found: readonly T[], before = words.newer, after = words.older) {
    const more = found.length > PAGE;
    const nav = html`<nav class="pager" aria-label="${after}">${
      offset > 0 ? move('prev', Math.max(0, offset - PAGE), before) : ''
    } ${more ? move('next', offset + PAGE, after) : ''}</nav>`;
    return { rows: found.slice(0, PAGE), nav: offset === 0 && !more ? html`` : nav };
  }
  return {
    paged,
    /** What to ask a store for: one page, and one row more where another follows. */
    pageQuery: { offset, limit: PAGE + 1 },
    /** The same of a list that is here whole. */
    pageOf: <T>(all: readonly T[]) =>
      paged(all.slice(offset, offset + PAGE + 1), words.back, words.further),
  };
}

/** The board of the page's day. */
export const boardOf = ({ deps, past, at }: RequestContext) =>
  past ? deps.boards.at(at) : deps.boards.now();

/**
 * Deadlines of open cases on the page's day, the nearest first, and those that passed within a
 * week.
 */
export const deadlinesOf = async (context: RequestContext) =>
  (await boardOf(context)).rows
    .flatMap((row) => row.deadlines)
    .toSorted((a, b) => (a.date < b.date ? -1 : 1));

/** The company that an address names, as of the requested day; null where there is none. */
export async function viewFor({ deps, param, language, at }: RequestContext) {
  const company = deps.knowledge.catalog.companies.get(param('id') as CompanyId);
  return company === undefined
    ? null
    : companyView(await deps.states(company, at), deps.store, language);
}

/** The result of a study; null where there was none on the requested day. */
export async function studyOf<K extends keyof Studies>(study: K, { deps, at }: RequestContext) {
  const saved = (await deps.studies())[study];
  return saved === null || saved.at > at
    ? null
    : (saved.report as NonNullable<Studies[K]>['report']);
}
