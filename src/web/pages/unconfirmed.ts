import { openClaims } from '../../ask/unconfirmed.ts';
import { claimWords } from '../../present/unconfirmed-card.ts';
import { day } from '../../present/words.ts';
import { html, table } from '../html.ts';
import type { WebPage } from '../page.ts';
import { companyLink, paged, pageQuery } from '../parts.ts';

/** Steps that one report states and nobody confirmed yet, newest first. */
export const unconfirmed: WebPage = {
  path: '/unconfirmed',
  async render(context) {
    const { words, language, deps } = context;
    const { companies, regulators, outlets } = deps.knowledge.catalog;
    const found = await openClaims(deps.store, { ...context.asThen, ...pageQuery(context) });
    const { rows, nav } = paged(found, context);
    const claims = table(
      context,
      words.unconfirmed,
      [
        ...[words.company, words.published, words.regulator, words.step],
        ...[words.title, words.outlet, words.chance],
      ],
      rows.map((claim) => {
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
      body: html`<p>${words.unconfirmedIs}</p>${claims}${nav}`,
    };
  },
};
