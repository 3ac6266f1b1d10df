import { publishedOn } from '../../../base/i18n/words.ts';
import type { CompanyId } from '../../../domain/ids.ts';
import type { Notice } from '../../../domain/notice.ts';
import { listNumber } from '../../../pipeline/present/notice-card.ts';
import { type Html, html, langOf } from '../html.ts';
import type { WebPage } from '../page.ts';
import type { RequestContext } from '../request-context.ts';

/** Everything that was read, or what names one company (`?company=tencent`), newest first. */
export const notices: WebPage = {
  path: '/notices',
  async render(context) {
    const { words, deps } = context;
    const company = context.query('company') as CompanyId;
    const ofOne = deps.knowledge.catalog.companies.has(company);
    const of = ofOne ? { company } : {};
    const found = await deps.store.notices({ ...of, ...context.asThen, ...context.pageQuery });
    const { rows, nav } = context.paged(found);
    const files = html`
      <p>${context.link('/notices.csv', words.csv)} · <a href="/feeds/all.atom">${words.atom}</a>
      </p>
    `;
    return {
      title: ofOne
        ? `${words.notices}${words.colon}${context.companyName(company)}`
        : words.notices,
      atom: '/feeds/all.atom',
      body: [files, noticeTable('notices', rows, context), nav],
    };
  },
};

/**
 * Notices as rows: when, who, what, in whose words.
 * @param few where it is a part of a company's page
 */
export function noticeTable(
  name: 'notices' | 'newest',
  notices: readonly Notice[],
  context: RequestContext,
  few = false,
): Html | '' {
  const { words, date } = context;
  const rows = notices.map((notice) => ({
    title: html`
      <a href="${context.href(`/notice/${notice.id}`)}" lang="${langOf(notice.language)}">
      ${notice.title}</a>${translated(notice, context)}
    `,
    published: publishedText(notice, context),
    regulator: context.regulatorLink(notice.regulator?.value ?? null),
    what: context.gravestOf(notice),
    deadline: notice.deadline === null ? '' : date(notice.deadline.value),
  }));
  return context.table(name, rows, {
    none: few ? words.empty.noticesOf : words.empty.notices,
    few,
  });
}

/**
 * What a notice in the other language is, in the reader's language: regulator, act, size and number
 * of the list.
 */
function translated(notice: Notice, context: RequestContext): Html | string {
  const { say, words, language } = context;
  if (notice.language === language || notice.actions.length === 0) return '';
  const apps = notice.counts.apps?.value;
  const size = apps === undefined ? '' : say('appCount', { n: apps });
  const parts = [context.gravestOf(notice), size, listNumber(notice, language) ?? ''];
  const body =
    notice.regulator === null
      ? ''
      : `${context.regulatorName(notice.regulator.value)}${words.colon}`;
  return html`<br><small class="quiet">${body}${context.namesText(parts)}</small>`;
}

/** When it was published, as exactly as is known. */
export function publishedText(notice: Notice, { moment, date, language }: RequestContext): string {
  const { publishedAt, published } = notice;
  if (published === null) return '?';
  const shown = publishedAt === null ? date(published) : moment(publishedAt);
  return publishedOn(shown, notice, language);
}
