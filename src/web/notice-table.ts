import type { Notice } from '../domain/notice.ts';
import { day } from '../present/words.ts';
import type { WebDeps } from './deps.ts';
import { type Html, html, table } from './html.ts';
import { gravestOf, regulatorLink } from './parts.ts';
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
      html`<a href="${context.href(`/notice/${notice.id}`)}" lang="${notice.language === 'zh' ? 'zh-CN' : 'en'}">${notice.title}</a>`,
      publishedText(notice, context),
      regulatorLink(notice.regulator?.value ?? null, deps, context),
      gravestOf(notice, context),
      notice.deadline === null ? '' : day(notice.deadline.value, context.language),
    ]),
    { few, all: words.showAll },
  );
}

/** When it was published, as exactly as is known. */
export function publishedText(notice: Notice, context: RequestContext): string {
  if (notice.publishedAt !== null) return context.moment(notice.publishedAt);
  return notice.published === null ? '?' : day(notice.published, context.language);
}
