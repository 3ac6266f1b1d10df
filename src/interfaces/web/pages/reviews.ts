import { decideReview, isOverruled } from '../../../answers/queries/reviews.ts';
import { openReportedActions } from '../../../answers/queries/unconfirmed.ts';
import { formatReason } from '../../../base/i18n/sentence.ts';
import { nameIn } from '../../../base/i18n/words.ts';
import type { CompanyId } from '../../../domain/ids.ts';
import type { Review } from '../../../domain/ports.ts';
import { WRONG_PARTS } from '../../../domain/reported-action.ts';
import { reportedActionWords } from '../../../pipeline/present/digest-card.ts';
import { type Html, hidden, html, quiet } from '../html.ts';
import { problem, type SentForm, type WebPage } from '../page.ts';
import type { RequestContext } from '../request-context.ts';

const MAX_DECIDED = 50;
const MOST_REVIEWS = 100_000;

/** Open reviews, each with its form, and decided ones. */
export const reviews: WebPage = {
  path: '/reviews',
  // Feedback on alerts is visible to its authors and the operator only.
  seenBy: 'operator',
  async render(context) {
    const { say, words, asThen } = context;
    const store = context.operator!;
    const [found, count, decided] = await Promise.all([
      store.reviews({ open: true, ...asThen, ...context.pageQuery }),
      store.countReviews({ open: true, ...asThen }),
      store.reviews({ open: false, ...asThen, limit: MAX_DECIDED }),
    ]);
    const saved = context.query('saved') === '1';
    const { rows: open, nav } = context.paged(found, words.back, words.further);
    return {
      title: words.reviews,
      body: [
        saved ? html`<p role="status" class="saved">${words.saved}</p>` : '',
        html`
          <p>${say('reviewOpen', { n: count })}${words.stop}
          ${context.link('/reviews.csv', words.csv)}</p>
        `,
        open.length === 0
          ? quiet(words.reviewNone)
          : open.map((review) => openReview(review, context)),
        nav,
        confirmedSection(decided, context),
        context.tableSection('decided', decidedRows(decided, context)),
      ],
    };
  },
  posts: {
    async '/reviews'(sent, context) {
      const because = context.past ? context.words.reviewPast : await decide(sent, context);
      return because === null
        ? { redirect: context.href('/reviews', { saved: 1 }) }
        : problem(context, because, 409);
    },
  },
};

/** Decides a review; returns why it could not, or null on success. */
async function decide({ text }: SentForm, context: RequestContext) {
  const { deps, words, now, language } = context;
  const store = context.operator!;
  const withId = async (open: boolean) =>
    (await store.reviews({ open, limit: MOST_REVIEWS })).find(({ id }) => id === text('id'));
  const review = (await withId(true)) ?? (await withId(false));
  const verdict = text('verdict');
  if (review === undefined || (verdict !== 'accepted' && verdict !== 'rejected'))
    return words.notFoundText;
  const wrong = WRONG_PARTS.find((part) => part === text('wrong'));
  const decision = {
    verdict,
    company: text('company'),
    by: text('by'),
    because: text('because'),
    name: text('name'),
    ...(wrong === undefined ? {} : { wrong }),
  } as const;
  const done = await decideReview({ ...deps, store }, review, decision, now);
  return done.ok ? null : formatReason(done.because, language);
}

/** Recent confirmations by the program itself, each with the form that withdraws it. */
function confirmedSection(decided: readonly Review[], context: RequestContext): Html | '' {
  const own = decided.filter((review) => isOverruled(review, { verdict: 'rejected' }));
  if (own.length === 0 || context.past) return '';
  const { words, href, link } = context;
  const forms = own.map((review) => {
    const id = `c-${review.id.replaceAll(/[^A-Za-z0-9]/g, '-')}`;
    return html`
      <details class="review">
        <summary>${review.subject}</summary>
        <p>${review.decision!.because} · ${link(`/notice/${review.notice}`, words.openNotice)}</p>
        <form class="decide" action="${href('/reviews')}" method="post">
          ${hidden({ id: review.id })}${signedFields(id, context)}
          <p><button name="verdict" value="rejected">${words.takeBack}</button></p>
        </form>
      </details>
    `;
  });
  return context.section('confirmedHere', forms);
}

/** Fields for who decides, and why. */
const signedFields = (id: string, { words }: RequestContext): Html => html`
  <p><label for="${id}-by">${words.by}</label> 
  <input id="${id}-by" name="by" required maxlength="100" autocomplete="name"></p><p>
  <label for="${id}-because">${words.why}</label> 
  <input id="${id}-because" name="because" required maxlength="500"></p>
`;

function openReview(review: Review, context: RequestContext): Html {
  const { words, reasonText, link, companyLink } = context;
  const id = `r-${review.id.replaceAll(/[^A-Za-z0-9]/g, '-')}`;
  const candidates = review.candidates.map(
    ({ company, because }) =>
      html`${companyLink(company)} <span class="quiet">${reasonText(because)}</span>`,
  );
  const about = review.name === undefined ? '' : ` · ${context.date(review.name.day)}`;
  return html`
    <article class="review" aria-labelledby="${id}">
      <h2 id="${id}">${review.subject}</h2><p>${reasonText(review.because)}</p><p>
      ${link(`/notice/${review.notice}`, words.openNotice)} · ${words.reviewKinds[review.kind]}${about}
      </p>${
        candidates.length === 0 ? '' : html`<h3>${words.candidates}</h3>${context.list(candidates)}`
      }${context.past ? quiet(words.reviewPast) : decisionForm(review, id, context)}
    </article>
  `;
}

function decisionForm(review: Review, id: string, context: RequestContext): Html {
  const { words, href } = context;
  const named =
    review.kind === 'mention' || (review.kind === 'unconfirmed' && review.name !== undefined);
  const [single, ...others] = new Set(review.candidates.map((each) => each.company));
  return html`
    <form class="decide" action="${href('/reviews')}" method="post">
      ${hidden({ id: review.id })}${
        named
          ? html`
        <p><label for="${id}-company">${words.whose}</label> 
        <input id="${id}-company" name="company" value="${others.length === 0 ? single : ''}" aria-describedby="${id}-hint"> 
        <small id="${id}-hint" class="quiet">${words.whoseHint}</small></p>
      `
          : ''
      }${review.kind === 'wrong-company' ? alertFields(review, id, context) : ''}${signedFields(id, context)}<p>
      <button name="verdict" value="accepted">${words.accept}</button> 
      <button name="verdict" value="rejected">${words.reject}</button></p>
    </form>
  `;
}

/** Fields for feedback on an alert: which company is meant, and what was wrong. */
function alertFields(review: Review, id: string, { words, deps, language }: RequestContext): Html {
  const { companies } = deps.knowledge.catalog;
  const name = (company: CompanyId) => nameIn(companies, company, language);
  const options = [...new Set(review.candidates.map(({ company }) => company))].map(
    (company) => html`<option value="${company}">${name(company)}</option>`,
  );
  const parts = WRONG_PARTS.map(
    (part) => html`<option value="${part}">${words.wrongParts[part]}</option>`,
  );
  return html`
    <p><label for="${id}-company">${words.whichCompany}</label> 
    <select id="${id}-company" name="company"><option value=""></option>${options}</select></p>
    <p><label for="${id}-wrong">${words.wrongWhat}</label> 
    <select id="${id}-wrong" name="wrong">${parts}</select></p>
    <p><label for="${id}-name">${words.wrongName}</label> 
    <input id="${id}-name" name="name" maxlength="200"></p>
  `;
}

function decidedRows(decided: readonly Review[], context: RequestContext) {
  const { words } = context;
  return decided.flatMap(({ subject, decision }) => {
    if (decision === null) return [];
    const { verdict, company, by, because, at } = decision;
    return {
      name: subject,
      state: verdict === 'accepted' ? words.accept : words.reject,
      company: company === null ? '' : context.companyLink(company),
      by,
      why: because,
      when: context.moment(at),
    };
  });
}

/** Acts stated by one report and not confirmed yet, newest first. */
export const unconfirmed: WebPage = {
  path: '/unconfirmed',
  async render(context) {
    const { words, language, deps } = context;
    const { companies, regulators, outlets, grades } = deps.knowledge.catalog;
    const found = await openReportedActions(deps.store, {
      ...context.asThen,
      ...context.pageQuery,
    });
    const { rows, nav } = context.paged(found);
    const lines = rows.map((action) => {
      const { body, act, outlet, chance } = reportedActionWords(action, {
        companies,
        regulators,
        outlets,
        grades,
        language,
      });
      return {
        company: action.company === null ? action.name : context.companyLink(action.company),
        published: context.date(action.day),
        regulator: body,
        step: html`${act}: “${action.quote}”`,
        title: context.link(`/notice/${action.notice}`, action.title),
        outlet,
        chance,
      };
    });
    const shown = context.table('unconfirmed', lines);
    return { title: words.unconfirmed, body: [html`<p>${words.unconfirmedIs}</p>`, shown, nav] };
  },
};
