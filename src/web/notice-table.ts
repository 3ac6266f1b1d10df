import type { Notice } from '../domain/notice.ts';
import { listNumber } from '../present/notice-counts.ts';
import { day } from '../present/words.ts';
import type { WebDeps } from './deps.ts';
import { type Html, html, table } from './html.ts';
import { comma } from './in-words.ts';
import { gravestOf, regulatorLink, regulatorName } from './parts.ts';
import type { RequestContext } from './request-context.ts';

/** Notices as rows: when, who, what, in whose words. */
export function noticeTable(
  caption: string,
  notices: readonly Notice[],
  deps: WebDeps,
  context: RequestContext,
  few = false,
): Html {
  const { words } = context;
  if (notices.length === 0)
    return html`<p class="quiet">${few ? words.empty.noticesOf : words.empty.notices}</p>`;
  return table(
    caption,
    [
      { head: words.title },
      { head: words.published },
      { head: words.regulator },
      { head: words.what },
      { head: words.deadline },
    ],
    notices.map((notice) => [
      html`<a href="${context.href(`/notice/${notice.id}`)}" lang="${notice.language === 'zh' ? 'zh-CN' : 'en'}">${notice.title}</a>${translated(notice, deps, context)}`,
      publishedText(notice, context),
      regulatorLink(notice.regulator?.value ?? null, deps, context),
      gravestOf(notice, context),
      notice.deadline === null ? '' : day(notice.deadline.value, context.language),
    ]),
    { few, all: words.showAll },
  );
}

/** What a notice in the other language is, in the reader's: body, act, size and number of the list. */
function translated(notice: Notice, deps: WebDeps, context: RequestContext): Html | string {
  const { words, language } = context;
  if (notice.language === language || notice.actions.length === 0) return '';
  const apps = notice.counts.apps?.value ?? null;
  const parts = [
    gravestOf(notice, context),
    apps === null ? null : words.appCount(apps),
    listNumber(notice, language),
  ].filter((part) => part !== null);
  const body =
    notice.regulator === null ? '' : `${regulatorName(notice.regulator.value, deps, context)}${words.colon}`;
  return html`<br><small class="quiet">${body}${parts.join(comma(context))}</small>`;
}

/** When it was published, as exactly as is known. */
export function publishedText(notice: Notice, context: RequestContext): string {
  if (notice.publishedAt !== null) return context.moment(notice.publishedAt);
  return notice.published === null ? '?' : day(notice.published, context.language);
}
