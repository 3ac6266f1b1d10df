import { html } from '../html.ts';
import { noticeTable } from '../notice-parts.ts';
import type { WebPage } from '../page.ts';
import { offsetOf, pager } from '../parts.ts';

const SIZE = 50;

/** Everything that was read, newest first. */
export const notices: WebPage = {
  path: '/notices',
  async render(context) {
    const { words, href, deps } = context;
    const offset = offsetOf(context);
    const found = await deps.store.notices({ ...context.asThen, limit: SIZE + 1, offset });
    return {
      title: words.notices,
      atom: '/feeds/all.atom',
      body: html`<p><a href="${href('/notices.csv')}">${words.csv}</a> · <a href="/feeds/all.atom">${words.atom}</a></p>${noticeTable(words.notices, found.slice(0, SIZE), context)}${pager(context, offset, SIZE, found.length > SIZE)}`,
    };
  },
};
