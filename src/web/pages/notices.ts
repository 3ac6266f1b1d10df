import type { CompanyId, NoticeId } from '../../domain/ids.ts';
import type { Notice } from '../../domain/notice.ts';
import { listNumber } from '../../present/notice-card.ts';
import { day } from '../../present/words.ts';
import { type Html, html, langOf, link, table } from '../html.ts';
import type { WebPage } from '../page.ts';
import {
  companyName,
  gravestOf,
  namesText,
  paged,
  pageQuery,
  regulatorLink,
  regulatorName,
} from '../parts.ts';
import type { RequestContext } from '../request-context.ts';

/** Everything that was read, or what names one company (`?company=tencent`), newest first. */
export const notices: WebPage = {
  path: '/notices',
  async render(context) {
    const { words, deps } = context;
    const company = context.query('company') as CompanyId;
    const ofOne = deps.knowledge.catalog.companies.has(company);
    const of = ofOne ? { company } : {};
    const found = await deps.store.notices({ ...of, ...context.asThen, ...pageQuery(context) });
    const { rows, nav } = paged(found, context);
    const files = html`<p>${link(context, '/notices.csv', words.csv)} · <a href="/feeds/all.atom">${words.atom}</a></p>`;
    return {
      title: ofOne ? `${words.notices}${words.colon}${companyName(company, context)}` : words.notices,
      atom: '/feeds/all.atom',
      body: [files, noticeTable('notices', rows, context), nav],
    };
  },
};

const MOST_SIGNALS = 1_000;

/** A notice with what is known of it on the requested day. */
export type NoticeView = Exclude<Awaited<ReturnType<typeof noticeView>>, 'later' | null>;

/** Null where there is no such notice; `later` where it was seen after the day that is shown. */
export async function noticeView(id: NoticeId, { at, past, deps: { store } }: RequestContext) {
  const notice = await store.notice(id);
  if (notice === null) return null;
  const [mapping, signals, versions] = await Promise.all([
    store.mapping(id),
    store.signals({ notice: id, limit: MOST_SIGNALS }),
    store.versions(notice.item),
  ]);
  if (!past) return { notice, mapping, signals, versions };
  const seen = versions.filter(({ item }) => item.fetchedAt <= at);
  if (!seen.some(({ item }) => item.id === notice.item)) return 'later' as const;
  return { notice, mapping, signals: signals.filter((one) => one.detectedAt <= at), versions: seen };
}

/** What each mention of a notice was matched to, by the mention. */
export const matchesOf = ({ mapping }: Pick<NoticeView, 'mapping'>) =>
  new Map((mapping?.matches ?? []).map((match) => [match.mention, match]));

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
  const { empty } = context.words;
  const rows = notices.map((notice) => ({
    title: html`<a href="${context.href(`/notice/${notice.id}`)}" lang="${langOf(notice.language)}">${notice.title}</a>${translated(notice, context)}`,
    published: publishedText(notice, context),
    regulator: regulatorLink(notice.regulator?.value ?? null, context),
    what: gravestOf(notice, context),
    deadline: notice.deadline === null ? '' : day(notice.deadline.value, context.language),
  }));
  return table(context, name, rows, { none: few ? empty.noticesOf : empty.notices, few });
}

/** What a notice in the other language is, in the reader's: body, act, size and number of the list. */
function translated(notice: Notice, context: RequestContext): Html | string {
  const { say, words, language } = context;
  if (notice.language === language || notice.actions.length === 0) return '';
  const apps = notice.counts.apps?.value;
  const size = apps === undefined ? '' : say('appCount', { n: apps });
  const parts = [gravestOf(notice, context), size, listNumber(notice, language) ?? ''];
  const body =
    notice.regulator === null ? '' : `${regulatorName(notice.regulator.value, context)}${words.colon}`;
  return html`<br><small class="quiet">${body}${namesText(parts, context)}</small>`;
}

/** When it was published, as exactly as is known. */
export function publishedText(notice: Notice, context: RequestContext): string {
  if (notice.publishedAt !== null) return context.moment(notice.publishedAt);
  return notice.published === null ? '?' : day(notice.published, context.language);
}
