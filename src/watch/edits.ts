import type { CheerioAPI } from 'cheerio';
import { toText } from '../charset/to-text.ts';
import type { Instant } from '../domain/time.ts';
import { parsePage } from '../markup/parse-page.ts';
import { hashOf } from './identity.ts';
import { looksLikeHtml } from './page-files.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

/** When a saved page is looked at again, counted from its first sight: notices are corrected early or never. */
const CHECKS_MS: readonly number[] = [10 * MINUTE, HOUR, 6 * HOUR, 24 * HOUR, 3 * 24 * HOUR, 7 * 24 * HOUR];

/** The next look after `taken` looks; null = it is left alone. A page whose files are missing is looked at hourly. */
export function nextCheck(
  firstSeenAt: Instant,
  taken: number,
  now: Instant,
  filesMissing: boolean,
): Instant | null {
  const next = CHECKS_MS.find((age, index) => index >= taken && firstSeenAt + age > now);
  if (next === undefined) return null;
  const at = firstSeenAt + next;
  return (filesMissing ? Math.min(at, now + (now - firstSeenAt < HOUR ? 2 * MINUTE : HOUR)) : at) as Instant;
}

/** What changes by itself on a page that nobody edits: counters, clocks, tokens. */
const MOVING: readonly RegExp[] = [
  /(?:阅读|浏览|点击|访问|查看)(?:次数|人数|量|数)? ?[:：]? ?\d+ ?(?:次|人)?/g,
  /(?:views?|hits|reads) ?[:：]? ?[\d,]+/gi,
  /今天是[^。<]{0,40}/g,
  /(?:星期|周)[一二三四五六日天]/g,
  /\d{1,2}:\d{2}:\d{2}/g,
];

/** Hash of what a reader sees of a page, with its links to files and pictures; scripts, counters and clocks left out. */
export function legibleHash(bytes: Uint8Array, contentType: string | null): string {
  if (!looksLikeHtml(bytes, contentType)) return hashOf(bytes);
  const parsed = parsePage(toText(bytes, { declared: contentType }).text);
  if (!parsed.ok) return hashOf(bytes);
  const page = parsed.$;
  const addresses = page(':is(a[href], img[src], iframe[src]):not(:is(nav, footer, template) *)')
    .toArray()
    .map((one) => (page(one).attr('href') ?? page(one).attr('src') ?? '').split(/[?#]/, 1)[0]!)
    .filter((address) => /\.\w{3,4}$/.test(address));
  let text = legibleText(page('body')[0]).replace(/\s+/g, ' ').trim();
  for (const moving of MOVING) text = text.replace(moving, '');
  return hashOf([text.replace(/\s+/g, ' '), ...addresses].join('\n'));
}

const LEFT_OUT = new Set(['script', 'style', 'noscript', 'template', 'input', 'nav', 'footer']);
type EditNode = ReturnType<CheerioAPI['root']>[number]['children'][number];

function legibleText(node: EditNode | undefined): string {
  if (node?.type === 'text') return node.data;
  if (node === undefined || !('children' in node) || ('name' in node && LEFT_OUT.has(node.name))) return '';
  return node.children.map(legibleText).join('');
}
