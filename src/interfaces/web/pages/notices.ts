import { noticeAct } from '../../../answers/queries/notice-act.ts';
import { publishedOn } from '../../../base/i18n/words.ts';
import type { CompanyId } from '../../../domain/ids.ts';
import type { Notice } from '../../../domain/notice.ts';
import { listNumber } from '../../../pipeline/present/notice-card.ts';
import { type Html, html, langOf, wide } from '../html.ts';
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
      body: [files, await noticeTable('notices', rows, context, ofOne ? company : null), nav],
    };
  },
};

/**
 * Notices as rows: when, who, what was done as a sentence, in whose words.
 * @param company to which the sentences say what was done; null = to everybody whom a notice names
 * @param few where it is a part of a company's page
 */
export async function noticeTable(
  name: 'notices' | 'newest',
  notices: readonly Notice[],
  context: RequestContext,
  company: CompanyId | null = null,
  few = false,
): Promise<Html | ''> {
  const { words, date, deps, language } = context;
  const acts = await Promise.all(
    notices.map((notice) => noticeAct(notice, { company, language }, deps)),
  );
  const rows = notices.map((notice, n) => ({
    sentence: wide(html`
      <a href="${context.href(`/notice/${notice.id}`)}">${acts[n] ?? whatOf(notice, context)}</a>
      <br><small class="quiet"><span lang="${langOf(notice.language)}">${notice.title}</span></small>
    `),
    published: publishedText(notice, context),
    regulator: context.regulatorLink(notice.regulator?.value ?? null),
    deadline: notice.deadline === null ? '' : date(notice.deadline.value),
  }));
  return context.table(name, rows, {
    none: few ? words.empty.noticesOf : words.empty.notices,
    few,
  });
}

/** What a notice is that states no act against an app or a company here: kind, size, number. */
function whatOf(notice: Notice, context: RequestContext): string {
  const { say, language, namesText } = context;
  const apps = notice.counts.apps?.value;
  const size = apps === undefined ? '' : say('appCount', { n: apps });
  return namesText([context.gravestOf(notice), size, listNumber(notice, language) ?? '']);
}

/** When it was published, as exactly as is known. */
export function publishedText(notice: Notice, { moment, date, language }: RequestContext): string {
  const { publishedAt, published } = notice;
  if (published === null) return '?';
  const shown = publishedAt === null ? date(published) : moment(publishedAt);
  return publishedOn(shown, notice, language);
}
