import type { createTransport } from 'nodemailer';
import { reason } from '../../../domain/reason.ts';
import { refused, retry, type SendOutcome, type Sink, unknown } from '../../../domain/sink.ts';
import { cardText } from '../../present/text.ts';
import { cutLists } from '../message-text.ts';

const WIDTH = 76;
const LIST_LINES = 30;
const LONGEST_SUBJECT = 200;

/**
 * Plain-text mail. The Message-ID is made of the nonce, so that a reader that got it twice sees
 * one.
 * @param url `smtp://user:password@host:587` or `smtps://…`
 * @param from `Tocsin <tocsin@example.org>`
 * @param timeoutMs how long a server may take
 */
export function emailSink(url: string, from: string, timeoutMs = 20_000): Sink {
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
  const domain = /@([\w.-]+)/.exec(from)?.[1] ?? 'tocsin.invalid';
  const idOf = (nonce: string) => `<${nonce}@${domain}>`;
  return {
    id: 'email',
    async send(message) {
      const { card } = message;
      try {
        const mail = await connected();
        await mail.sendMail({
          to: message.address.to,
          subject: [...card.title].slice(0, LONGEST_SUBJECT).join(''),
          text: cardText(cutLists(card, LIST_LINES), WIDTH),
          messageId: idOf(message.nonce),
          headers: { 'Auto-Submitted': 'auto-generated' },
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

interface MailFailure extends Error {
  readonly code?: string;
  readonly responseCode?: number;
  readonly command?: string;
}

/** The server's own words are not shown: they may hold what was sent to it. */
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
