import type { createTransport } from 'nodemailer';
import { phrasesOf } from '../../../base/i18n/messages.ts';
import type { Card, Chart } from '../../../domain/card.ts';
import { REPLY_PATHS } from '../../../domain/message-links.ts';
import { reason } from '../../../domain/reason.ts';
import { refused, retry, type SendOutcome, type Sink, unknown } from '../../../domain/sink.ts';
import { pictureOf } from '../../present/embed.ts';
import { mailOfCard } from '../../present/mail.ts';
import { cardText } from '../../present/text.ts';
import { cutLists } from '../message-text.ts';

const WIDTH = 76;
const LIST_LINES = 30;
const LONGEST_SUBJECT = 200;

/** Content id of the picture in its mail. */
const PICTURE = 'chart@tocsin';

/**
 * Mail as HTML with the same as plain text, the chart in it, and a way to end the subscription with
 * one click (RFC 8058) where the bot's page is reachable, else by an answer. The Message-ID is made
 * of the nonce, so that a reader that got it twice sees one.
 * @param url `smtp://user:password@host:587` or `smtps://…`
 * @param from `Tocsin <tocsin@example.org>`
 * @param draw a chart as PNG; null = charts are not drawn
 * @param timeoutMs how long a server may take
 */
export function emailSink(
  url: string,
  from: string,
  draw: ((chart: Chart) => Promise<Uint8Array>) | null = null,
  timeoutMs = 20_000,
): Sink {
  const timeouts = {
    connectionTimeout: timeoutMs,
    greetingTimeout: timeoutMs,
    socketTimeout: timeoutMs,
  };
  let transport: ReturnType<typeof createTransport> | null = null;
  const connected = async () => {
    const mailer = await import('nodemailer');
    transport ??= mailer.createTransport({ url, ...timeouts } as never, { from });
    return transport;
  };
  const sender = /(?:^|[\s<])([^\s<>@]{1,64}@[\w.-]+)/.exec(from)?.[1] ?? from;
  const domain = /@([\w.-]+)/.exec(from)?.[1] ?? 'tocsin.invalid';
  const idOf = (nonce: string) => `<${nonce}@${domain}>`;
  return {
    id: 'email',
    async send(message) {
      try {
        const mail = await connected();
        const { unsubscribe = null } = message;
        const picture = await pictureOf(message.card, draw);
        const card = answerable(cutLists(message.card, LIST_LINES));
        await mail.sendMail({
          to: message.address.to,
          subject: [...card.title].slice(0, LONGEST_SUBJECT).join(''),
          text: plainText(card, unsubscribe),
          html: await mailOfCard(card, {
            picture: picture === null ? null : { cid: PICTURE, alt: picture.description ?? '' },
            unsubscribe,
          }),
          attachments: (picture === null ? [] : [picture]).map((file) => ({
            filename: file.name,
            content: file.attachment,
            cid: PICTURE,
            contentType: 'image/png',
            contentDisposition: 'inline' as const,
          })),
          messageId: idOf(message.nonce),
          headers: { 'Auto-Submitted': 'auto-generated', ...listHeaders(unsubscribe, sender) },
          ...(message.replyTo === null
            ? {}
            : { inReplyTo: message.replyTo, references: [message.replyTo] }),
          disableFileAccess: true,
          disableUrlAccess: true,
        });
        return { kind: 'sent', message: idOf(message.nonce) };
      } catch (error) {
        return outcomeOf(error as MailFailure);
      }
    },
    find: async () => 'unreadable',
  };
}

/**
 * How mail programs end the subscription: with one click where the page has https (RFC 8058
 * requires it), by opening the page where not, and by mail to the sender in any case.
 */
function listHeaders(unsubscribe: string | null, sender: string): Record<string, string> {
  const mail = `<mailto:${sender}?subject=unsubscribe>`;
  if (unsubscribe === null) return { 'List-Unsubscribe': mail };
  const oneClick = unsubscribe.startsWith('https:')
    ? { 'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click' }
    : {};
  return { 'List-Unsubscribe': `<${unsubscribe}>, ${mail}`, ...oneClick };
}

function plainText(card: Card, unsubscribe: string | null): string {
  const text = cardText(card, WIDTH);
  if (unsubscribe === null) return text;
  return `${text}\n${phrasesOf('mail', card.language)('unsubscribe')}: ${unsubscribe}\n`;
}

/** Without a reachable page, "wrong company" is reported by a reply to the mail. */
function answerable(card: Card): Card {
  const canBeWrong = card.buttons?.some(({ act }) => act.startsWith('wrong:')) === true;
  const hasLink = card.links.some(({ url }) => url.includes(`${REPLY_PATHS.wrong}?`));
  if (!canBeWrong || hasLink) return card;
  return { ...card, footer: `${phrasesOf('mail', card.language)('wrong')} ${card.footer}` };
}

interface MailFailure extends Error {
  readonly code?: string;
  readonly responseCode?: number;
  readonly command?: string;
}

/** The server's own words are not shown: they may quote the message. */
function outcomeOf(error: MailFailure): SendOutcome {
  const status = error.responseCode;
  if (error.code === 'EAUTH') return retry(reason('mail-refused'), 600_000);
  if (status !== undefined && status >= 500)
    return refused(reason('mail-answered', { status }), error.command === 'RCPT TO');
  if (status !== undefined) return retry(reason('mail-answered', { status }));
  if (error.code === 'EENVELOPE') return refused(reason('no-mail-address'), true);
  const early = ['ECONNREFUSED', 'EDNS', 'ENOTFOUND', 'ECONNECTION', 'ESOCKET'].includes(
    error.code ?? '',
  );
  const because = reason('mail-silent', { why: error.code ?? error.name });
  return early && error.command !== 'DATA' && error.command === 'CONN'
    ? retry(because)
    : unknown(because);
}
