import { html } from '../html.ts';
import { noticeTable } from '../notice-table.ts';
import type { WebPage } from '../page.ts';
import { offsetOf, pager } from '../parts.ts';

const SIZE = 50;

/** Everything that was read, newest first. */
export const notices: WebPage = {
  path: '/notices',
  async render(context, deps) {
    const offset = offsetOf(context);
    const found = await deps.store.notices({ ...context.asThen, limit: SIZE + 1, offset });
    return {
      title: context.words.notices,
      atom: '/feeds/all.atom',
      body: html`<p><a href="${context.href('/notices.csv')}">${context.words.csv}</a> · <a href="/feeds/all.atom">${context.words.atom}</a></p>${noticeTable(
        context.words.notices,
        found.slice(0, SIZE),
        deps,
        context,
      )}${pager(context, offset, SIZE, found.length > SIZE)}`,
    };
  },
};
