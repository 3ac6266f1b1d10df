import { type LinkedMessage, linkedMessage } from '../../../answers/queries/message-replies.ts';
import type { Requester } from '../../../answers/queries/scopes.ts';
import { createSubscriptions } from '../../../answers/queries/subscriptions.ts';
import { type MessageReply, REPLY_PATHS } from '../../../domain/message-links.ts';
import { reason } from '../../../domain/reason.ts';
import { DAY_MS, type Instant } from '../../../domain/time.ts';
import { shownAddress } from '../../../pipeline/present/shown-address.ts';
import { type Html, html } from '../html.ts';
import { missing, type Shown, type WebPage } from '../page.ts';
import type { RequestContext } from '../request-context.ts';

const MUTE_DAYS = 7;
const LONGEST = 500;

const messageOf = async (act: MessageReply, { deps, query, linked }: RequestContext) =>
  linkedMessage(act, query, await deps.links(), linked!);

/** Changes by a signed link, whose signature grants them. */
const subscriptionsOf = ({ deps, linked }: RequestContext) =>
  createSubscriptions({ ...deps, store: linked! });

/** Author of a reply by link: the address the message was sent to; `by` leaves out its secrets. */
const whoIs = ({ delivery }: LinkedMessage, { now, language }: RequestContext): Requester => ({
  address: delivery.address,
  server: null,
  by: shownAddress(delivery.address),
  now,
  language,
});

/** What a link leads to: a sentence, and a form that sends the same address once more. */
function confirmPage(
  context: RequestContext,
  title: string,
  text: string,
  field: Html | '' = '',
): Shown {
  const { href, path, requested, words } = context;
  const action = href(path, requested as Record<string, string>);
  return {
    title,
    body: html`
      <p>${text}</p>
      <form class="decide" action="${action}" method="post">
        ${field}<p><button>${words.replies.yes}</button></p>
      </form>
    `,
  };
}

const done = (title: string, text: string): Shown => ({
  title,
  body: html`<p role="status" class="saved">${text}</p>`,
});

const unsigned = (context: RequestContext): Shown =>
  missing(context, context.words.replies.badLink);

/** The companies that a message named, in the reader's language. */
function namesOf({ alert, signals }: LinkedMessage, { companyName, namesText }: RequestContext) {
  const reported = (alert.unconfirmed ?? []).map(({ company, name }) =>
    company === null ? name : companyName(company),
  );
  return namesText([
    ...new Set([...signals.map(({ company }) => companyName(company)), ...reported]),
  ]);
}

/** "Wrong company?" of a message: asks once what is wrong; the answer is a review. */
export const wrongCompany: WebPage = {
  path: REPLY_PATHS.wrong,
  async render(context) {
    const { words, say } = context;
    const message = await messageOf('wrong', context);
    if (message === null) return unsigned(context);
    const notice = await context.deps.store.notice(message.alert.notice!);
    const names = namesOf(message, context);
    const field = html`
      <p><label for="said">${words.replies.what}</label>
      <textarea id="said" name="said" rows="3" maxlength="${LONGEST}" aria-describedby="said-hint"></textarea>
      <small id="said-hint" class="quiet">${words.replies.whatHint}</small></p>
    `;
    const text = say('replies.wrongText', { names, title: notice?.title ?? '' });
    return confirmPage(context, words.replies.wrong, text, field);
  },
  postedBy: 'reader',
  posts: {
    async [REPLY_PATHS.wrong](sent, context) {
      const { words } = context;
      const message = await messageOf('wrong', context);
      if (message === null) return unsigned(context);
      const said = sent.text('said').slice(0, LONGEST);
      const { wrongCompany: note } = subscriptionsOf(context);
      const isFresh = await note(message.alert.id, said, whoIs(message, context));
      return done(words.replies.wrong, isFresh ? words.replies.noted : words.replies.again);
    },
  },
};

/** "Mute" of a message: quiet for a week for the companies that it named at its address. */
export const muteCompanies: WebPage = {
  path: REPLY_PATHS.mute,
  async render(context) {
    const message = await messageOf('mute', context);
    if (message === null || message.signals.length === 0) return unsigned(context);
    const names = namesOf(message, context);
    const text = context.say('replies.muteText', { names, days: MUTE_DAYS });
    return confirmPage(context, context.words.replies.mute, text);
  },
  postedBy: 'reader',
  posts: {
    async [REPLY_PATHS.mute](_, context) {
      const { words, say, now, moment } = context;
      const message = await messageOf('mute', context);
      if (message === null || message.signals.length === 0) return unsigned(context);
      const companies = new Set(message.signals.map(({ company }) => company));
      const scopes = [...companies].map((id) => ({ kind: 'company' as const, id }));
      const until = (now + MUTE_DAYS * DAY_MS) as Instant;
      await subscriptionsOf(context).muteScopes(scopes, until, whoIs(message, context));
      return done(words.replies.mute, say('replies.muted', { until: moment(until) }));
    },
  },
};

/**
 * Ends everything that an address is sent. A program that shows mail sends the form by itself, with
 * one click of its reader (RFC 8058); a person who opens the link is asked first. Done twice is
 * done once.
 */
export const unsubscribe: WebPage = {
  path: REPLY_PATHS.unsubscribe,
  async render(context) {
    const { words, say, deps, query } = context;
    const address = (await deps.links()).readUnsubscribe(query);
    if (address === null) return unsigned(context);
    const text = say('replies.unsubscribeText', { address: shownAddress(address) });
    return confirmPage(context, words.replies.unsubscribe, text);
  },
  postedBy: 'reader',
  posts: {
    async [REPLY_PATHS.unsubscribe](_, context) {
      const { words, say, deps, query, now } = context;
      const address = (await deps.links()).readUnsubscribe(query);
      if (address === null) return unsigned(context);
      const ended = await context.linked!.disableAddress(
        address,
        reason('unsubscribed-by-link'),
        now,
      );
      const by = shownAddress(address);
      if (ended.length > 0)
        await context.linked!.noteChange({
          address,
          server: null,
          by,
          at: now,
          what: 'unsubscribed',
          detail: String(ended.length),
        });
      return done(words.replies.unsubscribe, say('replies.unsubscribed', { address: by }));
    },
  },
};
