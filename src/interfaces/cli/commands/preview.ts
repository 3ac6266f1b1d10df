import { writeFileSync } from 'node:fs';
import { CommandProblem } from '../../../app/io.ts';
import { settingsOf } from '../../../app/settings.ts';
import { SINK_SETTINGS } from '../../../app/sinks.ts';
import { drawChart } from '../../../base/draw/draw.ts';
import { MESSAGE_KINDS, type MessageKind, sampleCard } from '../../../demo/sample-cards.ts';
import type { Card } from '../../../domain/card.ts';
import type { DeliveryId } from '../../../domain/ids.ts';
import type { Language } from '../../../domain/language.ts';
import type { MessageLinks } from '../../../domain/message-links.ts';
import type { OutgoingMessage } from '../../../domain/sink.ts';
import { newBody } from '../../../pipeline/deliver/sinks/discord-message.ts';
import { withLinks } from '../../../pipeline/deliver/with-links.ts';
import { mailOfCard } from '../../../pipeline/present/mail.ts';
import { safeCard } from '../../../pipeline/present/safe-card.ts';
import type { CliCommand } from '../command.ts';
import { choice, languageOption } from '../option-values.ts';
import { pageOf } from '../preview/look.ts';
import { LOOKS } from '../preview/looks.ts';

const CHANNELS = [
  ...['discord', 'slack', 'teams', 'email', 'telegram', 'feishu', 'webhook'],
  ...['wecom', 'dingtalk', 'ntfy'],
];
const TEMPLATES = ['wecom', 'dingtalk', 'ntfy'];
/** Links to a fictitious page, as shown where WEB_ORIGIN is set. */
const LINKS: MessageLinks = Object.fromEntries(
  ['details', 'why', 'mute', 'wrong', 'unsubscribe'].map((act) => [
    act,
    `https://tocsin.example/${act}`,
  ]),
);

/**
 * `preview <channel>`: messages of each kind about a fictitious company, as the service gets them
 * (JSON) and roughly as it shows them (HTML). Nothing is sent.
 */
export const preview: CliCommand = (command, { io, run }) =>
  command
    .argument('<channel>', CHANNELS.join(', '))
    .addOption(
      choice('--kind <kind>', 'what the message is', MESSAGE_KINDS).default('alert' as const),
    )
    .addOption(languageOption('language of the message').default('en' as const))
    .option('--out <file>', 'writes about what a phone shows, as an HTML page, and no JSON')
    .action(
      run(async (channel, { kind, language, out }) => {
        if (!CHANNELS.includes(channel))
          throw new CommandProblem(`"${channel}" is not one of ${CHANNELS.join(', ')}.`);
        const shown = await previewOf(channel, kind, language, io);
        if (out === undefined) io.out(shown.sent);
        else writeFileSync(out, shown.page);
        return 0;
      }),
    );

async function previewOf(
  channel: string,
  kind: MessageKind,
  language: Language,
  io: Parameters<typeof settingsOf>[0] & { readonly now: () => number },
): Promise<{ readonly sent: string; readonly page: string }> {
  const sample = sampleCard(kind, language);
  if (channel === 'email') return mailPreview(withLinks(safeCard(sample), LINKS));
  const card = safeCard(channel === 'discord' ? sample : withLinks(sample, LINKS));
  const body =
    channel === 'discord'
      ? newBody(messageOf(card, ''), [], null)
      : await sentBy(channel, card, io);
  const sent = JSON.stringify(body, null, 2);
  const look = LOOKS[channel]!;
  return { sent, page: pageOf(look(JSON.parse(sent))) };
}

/** A mail as its HTML; the chart stands in the page, which in a mail is a part beside it. */
async function mailPreview(card: Card) {
  const options = { cid: 'chart@tocsin', alt: card.chart?.alt ?? '' };
  const sent = mailOfCard(card, {
    picture: card.chart === null ? null : options,
    unsubscribe: LINKS.unsubscribe ?? null,
  });
  if (card.chart === null) return { sent, page: sent };
  const png = Buffer.from(await drawChart(card.chart, false)).toString('base64');
  return { sent, page: sent.replace(`cid:${options.cid}`, `data:image/png;base64,${png}`) };
}

/** The request of a sink, intercepted before it is sent. */
async function sentBy(
  channel: string,
  card: Card,
  io: Parameters<typeof settingsOf>[0] & { readonly now: () => number },
): Promise<unknown> {
  const id = TEMPLATES.includes(channel) ? 'template' : channel;
  const env = { ...settingsOf(io), TELEGRAM_TOKEN: '0:preview' };
  let body = '';
  const post = async (request: { readonly body: string }) => {
    body = request.body;
    return { status: 200, body: '', retryAfterMs: null };
  };
  const clock = { now: () => io.now() as never };
  const sink = SINK_SETTINGS.find((setting) => setting.id === id)!.make(env, { post, clock });
  await sink.send(messageOf(card, `https://service.example/topic#template=${channel}`));
  return JSON.parse(body);
}

const messageOf = (card: Card, to: string): OutgoingMessage => ({
  delivery: 'preview' as DeliveryId,
  address: { sink: 'preview', to },
  nonce: 'preview',
  card,
  replyTo: null,
  role: null,
  quiet: false,
});
