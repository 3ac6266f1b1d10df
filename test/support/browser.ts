import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type BrowserContext, chromium, type Page } from 'playwright-core';

export interface Browser {
  readonly context: BrowserContext;
  /** Errors of pages' consoles and requests that left this machine, since the last call. */
  complaints(): string[];
  close(): Promise<void>;
}

const FONTS = [
  ['400', 'LiberationSans-Regular.ttf'],
  ['700', 'LiberationSans-Bold.ttf'],
] as const;

/**
 * For pages that are measured in pixels: sets their letters in a font that comes with a package, so
 * that no figure depends on the fonts of a machine. Chinese characters are squares in any font.
 */
export async function setOwnFont({ context }: Browser): Promise<void> {
  const faces = FONTS.map(([weight, file]) => {
    const font = readFileSync(`node_modules/pdfjs-dist/standard_fonts/${file}`, 'base64');
    return `add('${weight}', '${font}');`;
  });
  await context.addInitScript({
    content: `(() => {
      const add = (weight, text) => {
        const bytes = Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0));
        document.fonts.add(new FontFace('Measured', bytes, { weight }));
      };
      ${faces.join('\n')}
      const sheet = new CSSStyleSheet();
      sheet.replaceSync('html { font-family: Measured, sans-serif !important; }');
      document.adoptedStyleSheets = [sheet];
    })()`,
  });
}

/** A browser with a profile of its own that asks nobody but the site under test. */
export async function startBrowser(path: string): Promise<Browser> {
  const profile = mkdtempSync(join(tmpdir(), 'browser-'));
  const context = await chromium.launchPersistentContext(profile, {
    executablePath: path,
    headless: true,
    viewport: { width: 1280, height: 900 },
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
    ],
  });
  const said: string[] = [];
  const listen = (page: Page) => {
    page.on('console', (message) => {
      if (message.type() === 'error' || message.type() === 'warning')
        said.push(`console: ${message.text()}`);
    });
    page.on('pageerror', (error) => said.push(`page: ${error.message}`));
    page.on('dialog', (dialog) => {
      said.push(`dialog: ${dialog.message()}`);
      void dialog.dismiss();
    });
  };
  context.on('page', listen);
  for (const page of context.pages()) listen(page);
  context.on('request', (request) => {
    const { hostname, protocol } = new URL(request.url());
    if (protocol !== 'data:' && hostname !== '127.0.0.1')
      said.push(`left this machine: ${request.url()}`);
  });
  return {
    context,
    complaints: () => said.splice(0),
    async close() {
      await context.close();
      rmSync(profile, { recursive: true, force: true });
    },
  };
}
