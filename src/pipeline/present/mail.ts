import { LOCALES } from '../../base/i18n/locale.ts';
import { phrasesOf } from '../../base/i18n/messages.ts';
import type { Card, CardLine, CardSection } from '../../domain/card.ts';
import type { Language } from '../../domain/language.ts';
import { html, type Markup, raw } from './mail-markup.ts';
import { safeCard } from './safe-card.ts';
import { cssColour } from './tones.ts';

/** The frame of a mail. */
export interface MailFrame {
  readonly language: Language;
  /** Preview text behind the subject. */
  readonly preview: string;
  /** CSS colour of the bar above the content. */
  readonly colour: string;
  readonly body: Markup;
  readonly footer: string;
  /** Address of the page that ends the subscription; null = a reply ends it. */
  readonly unsubscribe: string | null;
}

/** Inline styles: mail programs do not always read style sheets. */
const STYLES = {
  text: 'margin:0 0 8px;font-size:16px;line-height:1.45',
  title: 'margin:0 0 12px;font-size:20px;line-height:1.3;font-weight:700',
  heading: 'margin:20px 0 8px;font-size:16px;line-height:1.3;font-weight:700',
  label: 'font-size:13px;line-height:1.4;color:#5b6270',
  quiet: 'margin:0 0 8px;font-size:14px;line-height:1.45;color:#5b6270',
  link: 'color:#0b5cad',
  button:
    'display:inline-block;margin:0 8px 8px 0;padding:10px 14px;border:1px solid ' +
    '#c3c9d4;border-radius:6px;font-size:15px;line-height:1.2;color:#0b5cad;text-decoration:none',
} as const;

const DARK = `@media (prefers-color-scheme:dark){
body,.page{background:#16181d!important}
.sheet{background:#1f2229!important;color:#e7e9ee!important}
.quiet,.label{color:#a5acba!important}
a{color:#7db7ff!important}
h1 a{color:inherit!important}
.button{border-color:#4a505d!important}}`;

/**
 * The frame of every mail: one column of at most 600 pixels, readable without pictures and without
 * a style sheet, dark in dark mode.
 */
export function mailFrame(frame: MailFrame): string {
  const { language, preview, colour, body, footer, unsubscribe } = frame;
  const say = phrasesOf('mail', language);
  const end =
    unsubscribe === null
      ? ''
      : html` · <a href="${unsubscribe}" style="${STYLES.link}">${say('unsubscribe')}</a>`;
  return html`<!doctype html>
<html lang="${LOCALES[language].tag}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width,initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="supported-color-schemes" content="light dark">
<title>${preview}</title>
<style>${raw(DARK)}</style>
</head>
<body style="margin:0;padding:0;background:#eef0f4">
<div style="display:none;max-height:0;overflow:hidden">${preview}</div>
<table role="presentation" class="page" width="100%" cellpadding="0" cellspacing="0" style="background:#eef0f4">
<tr><td align="center" style="padding:12px 8px">
<table role="presentation" class="sheet" width="100%" cellpadding="0" cellspacing="0" style="max-width:600px;background:#ffffff;color:#1b1f27;border-radius:8px;border-top:6px solid ${colour};font-family:-apple-system,'Segoe UI',Roboto,'PingFang SC','Microsoft YaHei','Noto Sans SC',sans-serif">
<tr><td style="padding:18px 18px 10px">
${body}
<p class="quiet" style="${STYLES.quiet};margin-top:18px">${footer}${end}</p>
</td></tr>
</table>
</td></tr>
</table>
</body>
</html>
`.markup;
}

/** A picture attached to a mail, with its content id. */
interface MailPicture {
  readonly cid: string;
  readonly alt: string;
}

/**
 * A card as the HTML of a mail: title, sections with a label above each text, the picture of its
 * chart, and its links as buttons.
 * @param picture the chart, attached with this id; null = there is none
 */
export function mailOfCard(
  given: Card,
  {
    picture,
    unsubscribe,
  }: { readonly picture: MailPicture | null } & Pick<MailFrame, 'unsubscribe'>,
): string {
  const card = safeCard(given);
  const title =
    card.url === null
      ? card.title
      : html`<a href="${card.url}" style="color:inherit;text-decoration:none">${card.title}</a>`;
  const body = html`<h1 style="${STYLES.title}">${title}</h1>
${card.lead === '' ? '' : html`<p style="${STYLES.text}">${card.lead}</p>`}
${card.sections.map(sectionOf)}
${picture === null ? '' : html`<p style="margin:16px 0"><img src="cid:${picture.cid}" alt="${picture.alt}" width="560" style="display:block;width:100%;max-width:560px;height:auto;border:0"></p>`}
${card.links.length === 0 ? '' : html`<p style="margin:18px 0 0">${card.links.map(buttonOf)}</p>`}`;
  return mailFrame({
    language: card.language,
    preview: card.lead || card.title,
    colour: cssColour(card.tone),
    body,
    footer: card.footer,
    unsubscribe,
  });
}

const link = (url: string, text: string) =>
  html`<a href="${url}" style="${STYLES.link}">${text}</a>`;

const buttonOf = ({ label, url }: Card['links'][number]) =>
  html`<a class="button" href="${url}" style="${STYLES.button}">${label}</a>`;

function sectionOf({ title, lines }: CardSection) {
  if (lines.length === 0) return '';
  const heading = title === null ? '' : html`<h2 style="${STYLES.heading}">${title}</h2>`;
  return html`${heading}${lines.map(lineOf)}`;
}

function lineOf({ label, text, weight, url }: CardLine) {
  const shown = url === null ? html`${text}` : link(url, text);
  const body = weight === 'strong' ? html`<strong>${shown}</strong>` : shown;
  const head =
    label === null || label.trim() === ''
      ? ''
      : html`<span class="label" style="${STYLES.label}">${label.trim()}</span><br>`;
  return weight === 'quiet'
    ? html`<p class="quiet" style="${STYLES.quiet}">${head}${body}</p>`
    : html`<p style="${STYLES.text}">${head}${body}</p>`;
}
