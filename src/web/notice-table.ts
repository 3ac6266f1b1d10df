import type { Notice } from '../domain/notice.ts';
import { day, moment } from '../present/words.ts';
import type { WebDeps } from './deps.ts';
import { type Html, html, table } from './html.ts';
import { gravestOf, regulatorLink } from './parts.ts';
import type { Visit } from './visit.ts';

/** Notices as rows: when, who, what, in whose words. */
export function noticeTable(caption: string, notices: readonly Notice[], deps: WebDeps, visit: Visit): Html {
  const { words } = visit;
  if (notices.length === 0) return html`<p class="quiet">${words.none}</p>`;
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
      html`<a href="${visit.href(`/notice/${notice.id}`)}" lang="${notice.language === 'zh' ? 'zh-CN' : 'en'}">${notice.title}</a>`,
      publishedText(notice, visit),
      regulatorLink(notice.regulator?.value ?? null, deps, visit),
      gravestOf(notice, visit),
      notice.deadline === null ? '' : day(notice.deadline.value, visit.language),
    ]),
  );
}

/** When it was published, as exactly as is known. */
export function publishedText(notice: Notice, visit: Visit): string {
  if (notice.publishedAt !== null) return moment(notice.publishedAt, 'Asia/Shanghai', visit.language);
  return notice.published === null ? '?' : day(notice.published, visit.language);
}
