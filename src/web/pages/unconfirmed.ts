import { openClaims } from '../../ask/unconfirmed.ts';
import type { Claim } from '../../domain/claim.ts';
import { claimWords } from '../../present/unconfirmed-card.ts';
import { day } from '../../present/words.ts';
import type { WebDeps } from '../deps.ts';
import { type Html, html, table } from '../html.ts';
import type { WebPage } from '../page.ts';
import { companyLink, offsetOf, pager } from '../parts.ts';
import type { RequestContext } from '../request-context.ts';

const SIZE = 50;

/** Steps that one report states and nobody confirmed yet, newest first. */
export const unconfirmed: WebPage = {
  path: '/unconfirmed',
  async render(context, deps) {
    const { words } = context;
    const offset = offsetOf(context);
    const found = await openClaims(deps.store, { ...context.asThen, limit: SIZE + 1, offset });
    const shown = found.slice(0, SIZE);
    return {
      title: words.unconfirmed,
      body: html`<p>${words.unconfirmedIs}</p>${
        shown.length === 0
          ? html`<p class="quiet">${words.empty.unconfirmed}</p>`
          : claimTable(shown, deps, context)
      }${pager(context, offset, SIZE, found.length > SIZE)}`,
    };
  },
};

function claimTable(claims: readonly Claim[], deps: WebDeps, context: RequestContext): Html {
  const { words, language } = context;
  const { companies, regulators, outlets } = deps.knowledge.catalog;
  return table(
    words.unconfirmed,
    [
      { head: words.company },
      { head: words.published },
      { head: words.regulator },
      { head: words.step },
      { head: words.title },
      { head: words.outlet },
      { head: words.chance },
    ],
    claims.map((claim) => {
      const { body, act, outlet, chance } = claimWords(claim, { companies, regulators, outlets, language });
      return [
        claim.company === null ? claim.name : companyLink(claim.company, deps, context),
        day(claim.day, language),
        ...[body, html`${act}: “${claim.quote}”`],
        html`<a href="${context.href(`/notice/${claim.notice}`)}">${claim.title}</a>`,
        ...[outlet, chance],
      ];
    }),
  );
}
