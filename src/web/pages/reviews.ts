import type { Review } from '../../domain/ports.ts';
import { day } from '../../present/words.ts';
import type { WebDeps } from '../deps.ts';
import { type Html, html, list, section, table } from '../html.ts';
import { reasonText } from '../in-words.ts';
import type { WebPage } from '../page.ts';
import { companyLink, offsetOf, pager } from '../parts.ts';
import type { RequestContext } from '../request-context.ts';

const SIZE = 50;

/** What a person has to decide, each with its form, and what was decided. */
export const reviews: WebPage = {
  path: '/reviews',
  async render(context, deps) {
    const { words } = context;
    const offset = offsetOf(context);
    const [open, count, decided] = await Promise.all([
      deps.store.reviews({ open: true, ...context.asThen, limit: SIZE, offset }),
      deps.store.countReviews({ open: true, ...context.asThen }),
      deps.store.reviews({ open: false, ...context.asThen, limit: SIZE }),
    ]);
    const said =
      context.query('saved') === '1' ? html`<p role="status" class="saved">${words.saved}</p>` : '';
    return {
      title: words.reviews,
      body: html`${said}<p>${words.reviewOpen(count)}${words.stop}<a href="${context.href('/reviews.csv')}">${words.csv}</a></p>${
        open.length === 0
          ? html`<p class="quiet">${words.reviewNone}</p>`
          : open.map((one) => openReview(one, deps, context))
      }${pager(context, offset, SIZE, count > offset + SIZE, { newer: words.back, older: words.further })}${section('decided', words.decided, decidedTable(decided, deps, context))}`,
    };
  },
};

function openReview(one: Review, deps: WebDeps, context: RequestContext): Html {
  const { words } = context;
  const id = `r-${one.id.replaceAll(/[^A-Za-z0-9]/g, '-')}`;
  return html`<article class="review" aria-labelledby="${id}"><h2 id="${id}">${one.subject}</h2><p>${reasonText(one.because, context)}</p><p><a href="${context.href(`/notice/${one.notice}`)}">${words.openNotice}</a> · ${words.reviewKinds[one.kind]}${one.name === undefined ? '' : ` · ${day(one.name.day, context.language)}`}</p>${
    one.candidates.length === 0
      ? ''
      : html`<h3>${words.candidates}</h3>${list(
          one.candidates.map(
            (each) =>
              html`${companyLink(each.company, deps, context)} <span class="quiet">${reasonText(each.because, context)}</span>`,
          ),
          words.none,
        )}`
  }${context.past ? html`<p class="quiet">${words.reviewPast}</p>` : form(one, id, context)}</article>`;
}

function form(one: Review, id: string, context: RequestContext): Html {
  const { words } = context;
  const single =
    new Set(one.candidates.map((each) => each.company)).size === 1 ? one.candidates[0]!.company : '';
  return html`<form class="decide" action="${context.href('/reviews')}" method="post"><input type="hidden" name="csrf" value="${context.csrf}"><input type="hidden" name="id" value="${one.id}">${
    one.kind === 'mention' || (one.kind === 'unconfirmed' && one.name !== undefined)
      ? html`<p><label for="${id}-company">${words.whose}</label> <input id="${id}-company" name="company" value="${single}" aria-describedby="${id}-hint"> <small id="${id}-hint" class="quiet">${words.whoseHint}</small></p>`
      : ''
  }<p><label for="${id}-by">${words.by}</label> <input id="${id}-by" name="by" required maxlength="100" autocomplete="name"></p><p><label for="${id}-because">${words.why}</label> <input id="${id}-because" name="because" required maxlength="500"></p><p><button name="verdict" value="accepted">${words.accept}</button> <button name="verdict" value="rejected">${words.reject}</button></p></form>`;
}

function decidedTable(decided: readonly Review[], deps: WebDeps, context: RequestContext): Html {
  const { words } = context;
  if (decided.length === 0) return html`<p class="quiet">${words.empty.decided}</p>`;
  return table(
    words.decided,
    [
      { head: words.name },
      { head: words.state },
      { head: words.company },
      { head: words.by },
      { head: words.why },
      { head: words.when },
    ],
    decided.flatMap((one) =>
      one.decision === null
        ? []
        : [
            [
              one.subject,
              one.decision.verdict === 'accepted' ? words.accept : words.reject,
              one.decision.company === null ? '' : companyLink(one.decision.company, deps, context),
              one.decision.by,
              one.decision.because,
              context.moment(one.decision.at),
            ],
          ],
    ),
  );
}
