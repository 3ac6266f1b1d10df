import { html } from '../html.ts';
import { noticeTable } from '../notice-table.ts';
import type { Page } from '../page.ts';
import { offsetOf, pager } from '../parts.ts';

const SIZE = 50;

/** Everything that was read, newest first. */
export const notices: Page = {
  path: '/notices',
  async render(visit, deps) {
    const offset = offsetOf(visit);
    const found = await deps.store.browse.notices({ ...visit.asThen, limit: SIZE + 1, offset });
    return {
      title: visit.words.notices,
      atom: '/feeds/all.atom',
      body: html`<p><a href="${visit.href('/notices.csv')}">${visit.words.csv}</a> · <a href="/feeds/all.atom">${visit.words.atom}</a></p>${noticeTable(
        visit.words.notices,
        found.slice(0, SIZE),
        deps,
        visit,
      )}${pager(visit, offset, SIZE, found.length > SIZE)}`,
    };
  },
};
