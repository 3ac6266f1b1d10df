import { openClaims } from '../../ask/unconfirmed.ts';
import { claimWords } from '../../present/unconfirmed-card.ts';
import { day } from '../../present/words.ts';
import { html, table } from '../html.ts';
import type { WebPage } from '../page.ts';
import { companyLink, offsetOf, pager } from '../parts.ts';

const SIZE = 50;

/** Steps that one report states and nobody confirmed yet, newest first. */
export const unconfirmed: WebPage = {
  path: '/unconfirmed',
  async render(context) {
    const { words, language, deps } = context;
    const { companies, regulators, outlets } = deps.knowledge.catalog;
    const offset = offsetOf(context);
    const found = await openClaims(deps.store, { ...context.asThen, limit: SIZE + 1, offset });
    const claims = table(
      context,
      words.unconfirmed,
      [
        ...[words.company, words.published, words.regulator, words.step],
        ...[words.title, words.outlet, words.chance],
      ],
      found.slice(0, SIZE).map((claim) => {
        const { body, act, outlet, chance } = claimWords(claim, { companies, regulators, outlets, language });
        return [
          claim.company === null ? claim.name : companyLink(claim.company, context),
          ...[day(claim.day, language), body, html`${act}: “${claim.quote}”`],
          html`<a href="${context.href(`/notice/${claim.notice}`)}">${claim.title}</a>`,
          ...[outlet, chance],
        ];
      }),
      { none: words.empty.unconfirmed },
    );
    return {
      title: words.unconfirmed,
      body: html`<p>${words.unconfirmedIs}</p>${claims}${pager(context, offset, SIZE, found.length > SIZE)}`,
    };
  },
};
