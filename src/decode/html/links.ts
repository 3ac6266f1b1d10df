import { type Element, type HtmlNode, type HtmlPage, isElement, wordsOf } from './tree.ts';

const FILE = /\.(?:docx?|xlsx?|wps|et|pdf|zip|rar|7z|csv|png|jpe?g|webp|bmp|tiff?)(?=$|[?#&])/i;

/** Whether the page links to a file or shows one in a viewer (`viewer.html?file=`, `fileurl`) that may hold its list. */
export function linksToFile(page: HtmlPage): boolean {
  return page.named('a', 'iframe', 'embed', 'object').some((element) => {
    const { href, download, fileurl, src, data } = element.attribs;
    if (element.name !== 'a') return [fileurl, src, data, element.attribs['data-src']].some(isFile);
    return !isInFrame(element) && [href, wordsOf(element).trim(), download].some(isFile);
  });
}

const isFile = (address: string | undefined) => address !== undefined && FILE.test(address);

function isInFrame(element: Element): boolean {
  for (let up = element.parent as HtmlNode | null; isElement(up); up = up.parent as HtmlNode | null)
    if (up.name === 'nav' || up.name === 'footer') return true;
  return false;
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
