import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createCanvas, loadImage } from '@napi-rs/canvas';
import { chromium } from 'playwright-core';
import type { Io } from '../src/app/io.ts';
import { drawChart } from '../src/base/draw/draw.ts';
import { playDemo } from '../src/demo/play.ts';
import type { OutgoingMessage } from '../src/domain/sink.ts';
import { newBody } from '../src/pipeline/deliver/sinks/discord-message.ts';
import { filesOf } from '../src/pipeline/present/embed.ts';
import { browserPath, NOT_RUN } from '../test/support/browser-path.ts';
import { drawPage, drawTerminal } from './page-pictures.ts';

// Draws the pictures of the README, alerts as a phone shows them, from the messages that the demo
// really sends: `npm run pictures -- [folder]`. Needs a Chromium: `CHROMIUM_PATH="$(.ci/browser)"`.

interface Picture {
  readonly name: string;
  readonly language: 'en' | 'zh';
  readonly of: RegExp;
  readonly dark: boolean;
}

const PICTURES: readonly Picture[] = [
  { name: 'alert-one', language: 'en', of: /off the app stores|下架/, dark: true },
  { name: 'alert-list', language: 'en', of: /ordered WeChat/, dark: false },
  { name: 'alert-list-zh', language: 'zh', of: /责令.*微信/, dark: true },
];
const PHONE = 375;
const FONT = readFileSync('assets/fonts/noto-sans-sc-400.woff2', 'base64');

interface Shown {
  readonly content: string;
  readonly embeds: readonly {
    description: string;
    color: number;
    footer: { text: string };
    fields: { name: string; value: string }[];
  }[];
  readonly components?: readonly { components: readonly { label: string }[] }[];
}

const folder = process.argv[2] ?? 'docs';
mkdirSync(folder, { recursive: true });
const path = browserPath();
if (path === null) throw new Error(NOT_RUN);
const browser = await chromium.launch({
  executablePath: path,
  args: ['--no-sandbox', '--disable-gpu'],
});
try {
  for (const language of ['en', 'zh'] as const) {
    const messages = await messagesIn(language);
    for (const picture of PICTURES.filter((one) => one.language === language)) {
      const message = messages.find((one) => picture.of.test(one.card.title));
      if (message === undefined) throw new Error(`the demo sent no message for ${picture.name}`);
      const page = await browser.newPage({
        viewport: { width: PHONE, height: 800 },
        deviceScaleFactor: 2,
      });
      await page.setContent(await pageOf(message, picture.dark));
      const shot = await loadImage(await page.locator('main').screenshot());
      const canvas = createCanvas(shot.width, shot.height);
      canvas.getContext('2d').drawImage(shot, 0, 0);
      writeFileSync(`${folder}/${picture.name}.webp`, await canvas.encode('webp', 70));
      console.log(
        `${picture.name}: ${lengthOf(newBody(message, [], null) as unknown as Shown)} characters`,
      );
      await page.close();
    }
  }
  await drawPage(browser, folder);
  await drawTerminal(browser, folder);
} finally {
  await browser.close();
}

async function messagesIn(language: 'en' | 'zh'): Promise<OutgoingMessage[]> {
  const messages: OutgoingMessage[] = [];
  const io: Io = {
    out: () => {},
    err: () => {},
    env: {},
    now: Date.now as never,
    terminal: { out: false, err: false, columns: 80 },
    stopped: new Promise(() => {}),
  };
  await playDemo(io, language, false, {
    id: 'terminal',
    async send(message) {
      messages.push(message);
      return { kind: 'sent', message: message.nonce };
    },
    find: async () => null,
  });
  return messages;
}

/** Characters that a reader sees, without the addresses of links. */
function lengthOf({ content, embeds }: Shown): number {
  const texts = embeds.flatMap(({ description, fields, footer }) => [
    description,
    ...fields.flatMap(({ name, value }) => [name, value]),
    footer.text,
  ]);
  return [content, ...texts]
    .join('\n')
    .replace(/\]\(\S+?\)/g, ']')
    .replaceAll('*', '').length;
}

/** A message in a chat of Discord's look. */
async function pageOf(message: OutgoingMessage, dark: boolean): Promise<string> {
  const { picture } = await filesOf(message.card, (chart) => drawChart(chart, dark));
  const { content, embeds, components = [] } = newBody(message, picture, null) as unknown as Shown;
  const [embed] = embeds;
  const chart = picture[0]?.attachment.toString('base64');
  const colour = `#${embed!.color.toString(16).padStart(6, '0')}`;
  const ink = dark
    ? {
        page: '#313338',
        text: '#dbdee1',
        box: '#2b2d31',
        quiet: '#949ba4',
        link: '#00a8fc',
        button: '#4e5058',
      }
    : {
        page: '#ffffff',
        text: '#313338',
        box: '#f2f3f5',
        quiet: '#5c5e66',
        link: '#006ce7',
        button: '#e3e5e8',
      };
  const html = (text: string) => markdown(text, message.card.language);
  return `<!doctype html><style>@font-face{font-family:"Noto Sans SC";src:url(data:font/woff2;base64,${FONT})}
body{margin:0;background:${ink.page}} main{width:${PHONE}px;box-sizing:border-box;padding:12px;background:${ink.page};color:${ink.text};font:15px/1.35 "Noto Sans SC",sans-serif}
.embed{margin:6px 0;border-left:4px solid ${colour};border-radius:4px;background:${ink.box};padding:10px 12px;font-size:14px} .embed p{margin:0 0 2px} small{color:${ink.quiet};font-size:12px} a{color:${ink.link};text-decoration:none}
img{width:100%;border-radius:4px;margin:8px 0 4px;display:block} .row{display:flex;flex-wrap:wrap;gap:8px} .row span{background:${ink.button};border-radius:6px;padding:6px 12px;font-size:14px}
</style><main>${html(content)}<div class="embed">${html(embed!.description)}${embed!.fields.map(({ name, value }) => `<p><b>${html(name)}</b></p>${html(value)}`).join('')}${chart === undefined ? '' : `<img src="data:image/png;base64,${chart}">`}<small>${html(embed!.footer.text)}</small></div>${components.map((row) => `<div class="row">${row.components.map((one) => `<span>${html(one.label)}</span>`).join('')}</div>`).join('')}</main>`;
}

/** The markdown that cards use; times as a reader in Beijing sees them. */
function markdown(text: string, language: 'en' | 'zh'): string {
  const time = (seconds: string) =>
    new Intl.DateTimeFormat(language === 'zh' ? 'zh-CN' : 'en-GB', {
      dateStyle: 'long',
      timeStyle: 'short',
      timeZone: 'Asia/Shanghai',
    }).format(Number(seconds) * 1_000);
  return text
    .replace(/<t:(\d+):\w>/g, (_, seconds: string) => time(seconds))
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replace(/\[((?:\\.|[^\]])+)\]\((\S+?)\)/g, '<a href="$2">$1</a>')
    .replace(/\*\*((?:\\.|[^*])+)\*\*/g, '<b>$1</b>')
    .replace(/^-# (.*)$/gm, '<small>$1</small>')
    .replace(/\\(.)/g, '$1')
    .replaceAll('\n', '<br>');
}
