import type { Attachment } from '../../domain/document.ts';
import { cleanLine } from '../clean.ts';
import { type Element, type HtmlNode, type HtmlPage, isElement, wordsOf } from './tree.ts';

const FILE = /\.(docx?|xlsx?|wps|et|pdf|zip|rar|7z|csv|png|jpe?g|webp|bmp|tiff?)(?=$|[?#&])/i;
const PICTURE = /^(png|jpe?g|webp|bmp|tiff?|gif)$/;

/** An address as the page means it: absolute where the page's own address is known; null where it is no address of a file. */
export function resolve(address: string, base: string | null): string | null {
  const trimmed = address.trim();
  if (trimmed === '' || trimmed.startsWith('#')) return null;
  if (/^[a-z][a-z0-9+.-]*:/i.test(trimmed) && !/^https?:/i.test(trimmed)) return null;
  if (base === null) return trimmed;
  try {
    return new URL(trimmed, base).href;
  } catch {
    return null;
  }
}

/** The type that a file's name gives away, in lower case without the dot; null without one. */
export function typeOf(address: string): string | null {
  return FILE.exec(address)?.[1]?.toLowerCase() ?? null;
}

export function isPictureType(type: string | null): boolean {
  return type !== null && PICTURE.test(type);
}

/** Files that the page links to or embeds, each once, in page order: links, and the files shown in viewers (`viewer.html?file=`, `fileurl`). */
export function attachmentsOf(page: HtmlPage, base: string | null): Attachment[] {
  const found = new Map<string, Attachment>();
  const add = (address: string | undefined, name: string) => {
    const file = address === undefined ? null : (inViewer(address) ?? address);
    const url = file === null ? null : resolve(file, base);
    if (url === null || found.has(url)) return;
    const type = typeOf(file!) ?? typeOf(name);
    if (type === null) return;
    found.set(url, { url, name: cleanLine(name) || nameIn(url), type });
  };
  for (const element of page.named('a', 'iframe', 'embed', 'object')) {
    const { attribs } = element;
    const title = attribs.title ?? '';
    if (element.name !== 'a')
      for (const name of ['fileurl', 'src', 'data', 'data-src']) add(attribs[name], title);
    else if (!isInFrame(element)) add(attribs.href, wordsOf(element).trim() || attribs.download || title);
  }
  return [...found.values()];
}

function isInFrame(element: Element): boolean {
  for (let up = element.parent as HtmlNode | null; isElement(up); up = up.parent as HtmlNode | null)
    if (up.name === 'nav' || up.name === 'footer') return true;
  return false;
}

/** The file behind a viewer's address. */
function inViewer(address: string): string | null {
  const file = /[?&](?:file|fileurl|src|url)=([^&#]+)/i.exec(address)?.[1];
  if (file === undefined) return null;
  try {
    const decoded = decodeURIComponent(file);
    return FILE.test(decoded) ? decoded : null;
  } catch {
    return null;
  }
}

function nameIn(url: string): string {
  const last = url.split(/[?#]/, 1)[0]!.split('/').at(-1) || url;
  try {
    return decodeURIComponent(last);
  } catch {
    return last;
  }
}

/** Names of pictures that belong to the page's dress, not to the document. */
const DRESS: readonly RegExp[] = [
  /\/(?:scheme|icons?|logos?|emoji|smile?y|smilies|sprites?|themes?|skin)\//i,
  /(?:^|[/_-])(?:logo|icon|spacer|blank|pixel|loading|qr-?code|ewm|erweima|share)[\w-]{0,40}\.(?:png|jpe?g|gif|webp|svg)/i,
  /(?:^|[/_-])(?:weixin|wechat|weibo|avatar|banner|arrow|btn|button)[\w-]{0,40}\.(?:png|jpe?g|gif|webp|svg)/i,
  /filetypeimages|\.svg(?:$|\?)|1x1/i,
];
const LEAST_SIDE = 48;

/** A picture of the document itself: not an icon by its name, its stated size or its caption. */
export function isContentPicture(src: string, attribs: Record<string, string | undefined>): boolean {
  if (DRESS.some((one) => one.test(src))) return false;
  if (/二维码|扫一扫|扫码|logo|图标/i.test(`${attribs.alt ?? ''}${attribs.title ?? ''}`)) return false;
  const side = (value: string | undefined) => Number.parseInt(value ?? '', 10);
  return !(side(attribs.width) < LEAST_SIDE || side(attribs.height) < LEAST_SIDE);
}
