import { withoutEdges } from '../../domain/edges.ts';
import { normalise } from './fold.ts';

/**
 * A key to look an app up by. `dropped` = what it left out besides versions, as it reads after
 * normalising. `weak` = it may well be another app: never enough without the developer.
 */
export interface KeyVariant {
  readonly key: string;
  readonly dropped: string;
  readonly weak: boolean;
}

const VERSION_IN_BRACKET: readonly RegExp[] = [
  /版本|\bver(?:sion|\.)|(?:^|[^a-z])v ?\d|\d\.\d/u,
  /(?:商店|市场|助手|下载站|下载园|软件园|应用宝|应用汇|豌豆荚|app ?store|google ?play)$/u,
  /^(?:ios|android|安卓|苹果|鸿蒙|harmonyos)(?:版|端|客户端)?$/u,
];
const BARE_VERSION: readonly RegExp[] = [
  /(?:版本号?:? ?|(?<![a-z])ver(?:sion|\.)? ?)\d[\w.]{0,40}$/u,
  /(?<![a-z0-9])v ?\d{1,9}(?:\.\d{1,9}){1,6}$/u,
  /(?<![\d.])\d{1,9}(?:\.\d{1,9}){2,6}$/u,
];
const WRAPPING = /["'《》\s,.;:]/u;
const BRACKETED = /^[([]([^()[\]]+)[)\]]$/u;

/** Normalised word by word, so that patterns can still see where words end. */
function spaced(name: string): string {
  return name
    .split(/[\s\p{Cc}]+/u)
    .map(normalise)
    .filter((word) => word !== '')
    .join(' ');
}

function unwrapped(name: string): string {
  const inner = withoutEdges(name, WRAPPING).replace(BRACKETED, '$1');
  return inner === '' ? name : inner;
}

/**
 * Without trailing versions and stores, which name no other app: `微信(版本8.0.10，App Store)`, `微信
 * V8.0.10`.
 */
function withoutVersion(name: string): string {
  let core = unwrapped(spaced(name));
  for (;;) {
    const bracket = bracketBehind(core) ?? bracketBehind(core, 'open');
    const isVersion =
      bracket !== null && VERSION_IN_BRACKET.some((regExp) => regExp.test(bracket.inside));
    const before = isVersion ? bracket.before : withoutBareVersion(core);
    if (before === null) return core;
    core = unwrapped(before);
  }
}

/** A name without the version at its end that stands in no bracket; null where there is none. */
function withoutBareVersion(core: string): string | null {
  const at = Math.min(...BARE_VERSION.map((regExp) => regExp.exec(core)?.index ?? core.length));
  const before = core.slice(0, at).replace(/[ ,-]$/u, '');
  return at === core.length || before === '' ? null : before;
}

/** Marks inside names that lists print or leave out as they please: `Wi-Fi`, `WiFi`; `Yahoo!`. */
function keyOf(core: string): string {
  const key = core.replace(/[\s\-_·'"!]/gu, '');
  return key === '' ? core.replaceAll(' ', '') : key;
}

/**
 * The key under which an app's name is kept and looked up: normalised, without the quotes around
 * it, trailing version and store brackets, and inner hyphens, dots and spaces. `《企业微信》（版本
 * 3.1.10，小米应用商店）` → `企业微信`.
 */
export function nameKey(name: string): string {
  return keyOf(withoutVersion(name));
}

const DEVICES =
  'hd|i?pad|平板(?:电脑)?|(?:智能)?电视|tv|车机|车载|手机|电脑|pc|mac|windows|安卓|android|ios|' +
  'iphone|苹果|鸿蒙|harmonyos|手表|watch|大屏';
const EDITIONS =
  '极速版?|lite版?|轻量版|精简版|概念版|国际版|海外版|尊享版|青春版|关怀版|大字版|老年版|长辈版|适老版|企业版|专业版|标准版|旗舰版|' +
  '会员版|vip版|商家[版端]|商户[版端]|司机[版端]|车主[版端]|骑手[版端]|学生[版端]|家长[版端]|教师[版端]|老师[版端]|少儿版|' +
  '儿童版|亲子版|pro版?|plus版?|max版?|mini版?|免费版|特别版|经典版|新版|清爽版|畅享版|悦享版|内测版|测试版|体验版|' +
  'beta版?|google ?play版|谷歌版';

/**
 * An ending of a name: a pattern with two groups, the name and its ending, or null for a bracket.
 */
type Ending = readonly [weak: boolean, pattern: RegExp | null];

const VERSION: Ending = [true, /^(.+?) ?((?<![\d.])\d+\.\d+)$/u];
/**
 * Endings that may be removed from a name, in the order tried: words for an app, devices, then
 * endings that often mark a different app.
 */
const ENDINGS: readonly Ending[] = [
  [false, /^(.+?)[ -]?((?<![a-z0-9])(?:app|应用)|app软件|手机软件|客户端)$/u],
  [
    false,
    new RegExp(
      `^(.+?)[ -]?([([]?(?<![a-z0-9])(?:(?:for )?(?:${DEVICES})[版端]|hd|i?pad|for (?:ipad|iphone|android|mac|tv))[)\\]]?)$`,
      'u',
    ),
  ],
  [true, /^(.+?)[ -]?((?<![a-z0-9])tv)$/u],
  VERSION,
  [true, null],
  [true, new RegExp(`^(.+?)[ -]?((?<![a-z0-9])(?:${EDITIONS}))$`, 'u')],
  [true, /^((?=[^-:|~]*\p{Script=Han}|[^-:|~]{4})[^-:|~]{2,}?) ?([-:|~].+)$/u],
];

/** A longer text is not a name, and matching it could be slow. */
const LONGEST_NAME = 200;

/**
 * Keys to try for an app's name, strongest first: the full form, then without the words `App` and
 * `客户端`, then without device endings (HD, iPad, TV版, 车机版 …), last without brackets, editions (极速版,
 * Lite, 国际版 …) and subtitles, which can be apps of their own: those keys are `weak`. Each key lists
 * what it dropped.
 */
export function nameKeyVariants(name: string): KeyVariant[] {
  let rest = withoutVersion(name);
  let dropped = '';
  let weak = false;
  const variants: KeyVariant[] = [{ key: keyOf(rest), dropped, weak }];
  while (rest.length <= LONGEST_NAME) {
    const hit = ENDINGS.map((ending) => ({ ending, found: endingOf(rest, ending) })).find(
      ({ found }) => found !== null && stands(unwrapped(found.before)),
    );
    if (hit?.found == null) break;
    rest = unwrapped(hit.found.before);
    if (hit.ending !== VERSION) dropped = `${dropped} ${hit.found.inside}`.trim();
    weak ||= hit.ending[0];
    const key = keyOf(rest);
    if (variants.every((variant) => variant.key !== key)) variants.push({ key, dropped, weak });
  }
  return variants;
}

function endingOf(name: string, [, pattern]: Ending): Behind | null {
  if (pattern === null) return bracketBehind(name);
  const found = pattern.exec(name);
  return found === null ? null : { before: found[1]!, inside: found[2]!.trim() };
}

/** The remainder must still be a name: at least two characters, not only digits. */
function stands(rest: string): boolean {
  return keyOf(rest).length >= 2 && !/^[\d.]+$/u.test(rest);
}

/** A name and the text in the bracket behind it. */
export interface Behind {
  readonly before: string;
  readonly inside: string;
}

const OPENS = '([（';
const CLOSES = ')]）';

/**
 * The bracket that ends a text, with those inside it; `open` = one that a cut cell left open. Null
 * where the text ends with none, or nothing stands in front of it.
 */
export function bracketBehind(text: string, form: 'closed' | 'open' = 'closed'): Behind | null {
  const isClosed = form === 'closed';
  if (isClosed && !CLOSES.includes(text.at(-1) ?? ' ')) return null;
  const end = text.length - (isClosed ? 1 : 0);
  let depth = 0;
  for (let at = end - 1; at > 0; at -= 1) {
    if (CLOSES.includes(text[at]!)) depth += 1;
    else if (OPENS.includes(text[at]!)) {
      if (depth === 0)
        return { before: text.slice(0, at).trimEnd(), inside: text.slice(at + 1, end).trim() };
      depth -= 1;
    }
  }
  return null;
}
