import { readFileSync, writeFileSync } from 'node:fs';
import { createCanvas, loadImage } from '@napi-rs/canvas';
import type { Browser } from 'playwright-core';
import type { Io } from '../src/app/io.ts';
import { playDemo } from '../src/demo/play.ts';
import { runCommandLine } from '../src/interfaces/cli/command-line.ts';

// Draws the pictures of the page and of the terminal in the README, from what the program shows and
// prints: called by alert-pictures.ts.

const FONT = readFileSync('assets/fonts/noto-sans-sc-400.woff2', 'base64');
const FACE = `@font-face{font-family:"Noto Sans SC";src:url(data:font/woff2;base64,${FONT})}`;
const LAID_OUT_ANEW = `document.fonts.ready.then(() => {
  document.body.hidden = true;
  document.body.getBoundingClientRect();
  document.body.hidden = false;
})`;
const COLUMNS = 92;
/** Select Graphic Rendition codes that the terminal's cards use, as styles. */
const STYLES: Readonly<Record<string, string>> = {
  1: 'font-weight:bold',
  2: 'color:#8b949e',
  31: 'color:#ff7b72',
  33: 'color:#e3b341',
  34: 'color:#79c0ff',
  35: 'color:#d2a8ff',
  36: 'color:#76e3ea',
};

/** A company on the demo's own page, with a value under the pointer. */
export async function drawPage(browser: Browser, folder: string): Promise<void> {
  let stop: (reason: string) => void = () => {};
  let shown: (address: string) => void = () => {};
  const stopped = new Promise<string>((resolve) => {
    stop = resolve;
  });
  const address = new Promise<string>((resolve) => {
    shown = resolve;
  });
  const io: Io = {
    ...quiet(),
    stopped,
    out: (text) => {
      const found = /demonstration: (http:\S+)/.exec(text);
      if (found !== null) shown(found[1]!);
    },
  };
  const over = playDemo(io, 'en', true);
  const page = await browser.newPage({
    viewport: { width: 1180, height: 1000 },
    deviceScaleFactor: 1.5,
    bypassCSP: true,
  });
  await page.goto(`${await address}/company/trip-com`);
  // A machine without Chinese fonts has this one. Chromium does not shape the text of flex items
  // again when a font comes late.
  await page.addStyleTag({ content: FACE });
  await page.evaluate(LAID_OUT_ANEW);
  await page.waitForFunction('document.querySelector("img.chart").naturalWidth > 0');
  await page.locator('figure.plot').hover({ position: { x: 590, y: 260 } });
  await save(
    await page.screenshot({ clip: { x: 0, y: 0, width: 1180, height: 900 } }),
    `${folder}/page.webp`,
  );
  await page.close();
  stop('SIGTERM');
  await over;
}

/** What a command prints, in the colours of a terminal. */
export async function drawTerminal(browser: Browser, folder: string): Promise<void> {
  const args = ['risk', 'TCOM', '--at', '2021-08-18'];
  const lines: string[] = [];
  await runCommandLine(args, {
    ...quiet(),
    out: (text) => lines.push(text),
    env: { DATA_DIR: 'no-database-here', FORCE_COLOR: '1' },
    terminal: { out: true, err: false, columns: COLUMNS },
  });
  const page = await browser.newPage({
    viewport: { width: 900, height: 600 },
    deviceScaleFactor: 1.5,
  });
  await page.setContent(
    `<!doctype html><style>${FACE}
body{margin:0;background:#0d1117} pre{display:inline-block;margin:0;padding:14px 18px;background:#0d1117;color:#e6edf3;font:14px/1.4 "DejaVu Sans Mono",Menlo,Consolas,"Noto Sans SC",monospace}</style>
<pre><span style="color:#7ee787">$</span> npm run -s tocsin -- ${args.join(' ')}\n${coloured(lines.join('\n'))}</pre>`,
  );
  await save(await page.locator('pre').screenshot(), `${folder}/terminal.webp`);
  await page.close();
}

function quiet(): Io {
  return {
    out: () => {},
    err: () => {},
    env: {},
    now: Date.now as Io['now'],
    stopped: new Promise(() => {}),
    terminal: { out: false, err: false, columns: COLUMNS },
  };
}

/** Text with colour codes as HTML; a code that is not known changes nothing. */
function coloured(text: string): string {
  let open = 0;
  const html = text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll(new RegExp(`${String.fromCharCode(27)}\\[([\\d;]*)m`, 'g'), (_, codes: string) => {
      const style = codes.split(';').flatMap((code) => STYLES[code] ?? []);
      const closes = '</span>'.repeat(open);
      open = style.length === 0 ? 0 : open + 1;
      return style.length === 0 ? closes : `<span style="${style.join(';')}">`;
    });
  return html + '</span>'.repeat(open);
}

async function save(shot: Buffer, file: string): Promise<void> {
  const image = await loadImage(shot);
  const canvas = createCanvas(image.width, image.height);
  canvas.getContext('2d').drawImage(image, 0, 0);
  writeFileSync(file, await canvas.encode('webp', 72));
  console.log(`${file}: ${image.width} × ${image.height}`);
}
