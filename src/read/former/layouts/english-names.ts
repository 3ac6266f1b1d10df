import type { Page } from '../page.ts';
import { itemsIn } from './english-items.ts';

/** A name in an English list. `owner` = whose it is by a possessive; `firm` = the words make it a company that runs apps. */
export interface NamePhrase {
  readonly start: number;
  readonly end: number;
  readonly owner: string | null;
  readonly firm: boolean;
}

/** A run of words written as names are: a capital or a digit at the start, or a capital inside (iQiyi). */
const NAME =
  /(?:[A-Z][a-z]+'[aeo][a-z]*|[A-Z][\w.+&-]*|[a-z]+[A-Z]\w*|\d+[A-Za-z]\w*|[a-z\d][\w-]*\.(?:com|cn|net|tv|fm)\b)(?:(?: - |[ -])(?:[A-Z][\w.+&-]*|[a-z]*[A-Z]\w*|\d+\b(?![.,]\d| (?:yuan|million|billion|bln|mln|other|apps))|of the(?= [A-Z])|of(?= [A-Z])|for(?= [A-Z]\w*(?:,| and [A-Z]|$))|and(?= (?:Technolog(?:y|ies)|Development|Export|Commerce|Engineering|Television|Casualty)\b)))*/gu;
const POSSESSIVE = /^((?:[A-Z][\w.&-]*|[a-z]+[A-Z]\w*)(?: (?:[A-Z][\w.&-]*))*)(?:'s|s'|') +/u;
const RUNS =
  /\b(?:apps?|services?|platforms?|software|products?|ones?|those|others|titles|games|\d+|two|three|four|five|six|seven|eight|nine|ten) (?:of|from|by|owned by|run by|operated by|made by|developed by)\b|\b(?:owned|run|operated|developed|made) by\b/iu;
/** Words behind a name that say whose it is or what it does: no name of the list. */
const ASIDE =
  /^(?:which (?:is|are) |who |now |also |both |jointly )?(?:published|run|owned|operated|developed|backed|made|controlled|built|marketed|part of|an? |its (?!(?:[a-z]+ ){0,2}(?:rival|competitor) [A-Z])|one of)\b(?![^,;]{0,24}\bapps? )[^,;]*$/u;
/** "Tencent's rival Kuaishou": a possessive that owns nothing. */
const OTHERS =
  /\b(?:rivals?|competitors?|partners?|investors?|backers?|shareholders?|former|affiliates?|clones? of|copy of)\b/iu;
const STAKE =
  /^[A-Z][\w.&]*(?: [A-Z][\w.&]*)?-(?:backed|invested|funded|supported|affiliated|linked|based|headquartered|listed) /u;
const OWNED_BY = /^([A-Z][\w.&]*(?: [A-Z][\w.&]*)?)-(?:owned|run|operated|controlled|developed) /u;
/** "NASDAQ-listed travel agency Tuniu": what is linked so describes the name behind. */
const LINKED = /^[A-Z][\w.]*-(?:listed|based|linked|headquartered)$/u;
/** "Baidu map", "QQ player": what an app does, in small letters at the end of its name. */
const PRODUCT =
  / (?:maps?|music|news|video|browser|cleaner|launcher|translate|player|mail|security|input|wallet|reader|camera|keyboard)(?=\W*$)/u;

/** "Maple's Green Rice deal": who buys is meant. */
const DEAL = /^ (?:deal|acquisition|takeover|purchase|buyout|stake|merger)\b/u;

/** "Fenghua's equity acquisition of the platform Maple Notes": who buys is hit, not what is bought. */
const BUYS =
  /\b(?:acquisitions?|purchases?|takeovers?|buyouts?|mergers?|stakes?|shares?|investments?|interests?|holdings?|control) (?:of|in|with|into)\b/iu;

/** "Beijing Maple Technology Co": a registered name is that of a firm. */
const REGISTERED = / (?:Co|Ltd|Inc|Corp|Corporation|Limited|LLC|Holdings?)$/u;

/** "Internet startup Beijing Maple": the words in front make it a firm. */
const COMPANY = /\b(?:start-?up|company|firm|conglomerate|developer|publisher|operator) $/iu;
const GENERIC_TAIL = /^'s? +(?:[a-z-]+ ){0,3}(?:apps?|APPs?|platforms?|services?|software|products?)\b/u;

/** "Maple's news app": papers' apps bear their names. */
const NEWS_APP = /^'s? +(?:(?:own|mobile|main|iOS|Android) )?(?:news|newspaper) app\b/u;
/** "6 Rooms" as an item of its own: a number and one word. */
const NUMBERED = /^\s*(?:and )?(\d{1,3} )[A-Z][a-z]+\s*$/u;

/** "A, B and other tech firms": what the list says its names are. */
const OTHER_FIRMS =
  /^[^.;]*\bother (?:[a-z-]+ ){0,3}(?:firms|companies|giants|groups|conglomerates|banks|lenders|carmakers|brokerages)\b/u;

/** Names of a list `start`..`end` of a folded sentence, in the order of the text. */
export function namesInPhrase(text: string, start: number, end: number): NamePhrase[] {
  const names: NamePhrase[] = [];
  let firm = OTHER_FIRMS.test(text.slice(start, end + 40));
  for (const item of itemsIn(text, start, end)) {
    const piece = text.slice(item.start, item.end);
    if (names.length > 0 && ASIDE.test(piece)) continue;
    if (item.whole) {
      names.push(titled(text, item));
      continue;
    }
    if (RUNS.test(piece)) firm = true;
    else if (/\b(?:apps?|platforms?|services?|sites?|game|browser)\b/iu.test(piece.replace(NAME, '')))
      firm = false;
    const one = nameOf(text, piece, item.start, firm);
    if (one !== null) names.push(one);
  }
  return names;
}

/** An item whose subtitle is part of the name, without the blanks around it and a closing "etc.". */
function titled(text: string, item: { start: number; end: number }): NamePhrase {
  const piece = text.slice(item.start, item.end);
  const lead = piece.length - piece.trimStart().length;
  const size = piece
    .trim()
    .replace(/,? etc\.?$/u, '')
    .replace(/[.,]+$/u, '').length;
  return { start: item.start + lead, end: item.start + lead + size, owner: null, firm: false };
}

/** The name of one item: what a possessive owns, else its last run of capitalised words. */
function nameOf(text: string, piece: string, at: number, firm: boolean): NamePhrase | null {
  const lead = piece.length - piece.trimStart().length;
  const possessive = possessiveIn(piece.slice(lead));
  const rest = possessive === null ? piece : piece.slice(lead + possessive.length);
  const offset = at + (possessive === null ? 0 : lead + possessive.length);
  const runs = [...rest.matchAll(NAME)].filter(
    (one, nth, all) => nth === all.length - 1 || !LINKED.test(one[0]),
  );
  const run = runs.at(0) !== undefined && RUNS.test(rest) ? runs.at(-1) : lastBefore(runs, rest);
  if (run === undefined) {
    if (possessive === null) return null;
    const begin = at + lead + piece.slice(lead).indexOf(possessive.owner);
    const end = begin + possessive.owner.length;
    return GENERIC_TAIL.test(text.slice(end))
      ? { start: begin, end, owner: null, firm: !NEWS_APP.test(text.slice(end)) }
      : null;
  }
  if (
    possessive !== null &&
    (DEAL.test(rest.slice(run.index + run[0].length)) || BUYS.test(rest.slice(0, run.index)))
  )
    return { start: at + lead, end: at + lead + possessive.owner.length, owner: null, firm: true };
  let word = run[0]
    .replace(/[.,]+$/u, '')
    .replace(/ (?:RMB|CNY|USD|EUR|Rs|HK\$|US\$)(?: .*)?$/u, '')
    .replace(/ (?:From|Over|After|Amid|Off|Due|As|By) .*$/u, '');
  let start = offset + run.index;
  const product = PRODUCT.exec(rest.slice(run.index + word.length));
  if (product !== null && !/ /u.test(word)) word += product[0];
  let owner = possessive !== null && !OTHERS.test(rest.slice(0, run.index)) ? possessive.owner : null;
  const stake = STAKE.exec(word) ?? OWNED_BY.exec(word);
  if (stake !== null) {
    owner ??= stake[1] ?? null;
    word = word.slice(stake[0].length);
    start += stake[0].length;
  }
  if (COMPANY.test(text.slice(0, start))) return { start, end: start + word.length, owner, firm: true };
  const article =
    /^(?:The|A|An|Other|Popular|Retailer|Carmaker|Automaker|Chipmaker|Startup|Rival|Peer) /u.exec(word)?.[0]
      .length ?? 0;
  word = word.slice(article);
  start += article;
  const number = article === 0 ? NUMBERED.exec(piece)?.[1] : undefined;
  if (number !== undefined && text.slice(0, start).endsWith(number)) {
    start -= number.length;
    word = number + word;
  }
  const end = start + word.length;
  if (NEWS_APP.test(text.slice(end))) return { start, end, owner, firm: false };
  if (GENERIC_TAIL.test(text.slice(end))) return { start, end, owner: null, firm: true };
  if (REGISTERED.test(word)) return { start, end, owner, firm: true };
  return { start, end, owner, firm };
}

function possessiveIn(piece: string): { owner: string; length: number } | null {
  const found = POSSESSIVE.exec(
    piece.replace(/^[a-z][a-z -]* (?=[A-Z])/u, (lead) => ' '.repeat(lead.length)).trimStart(),
  );
  if (found === null) return null;
  const at = piece.indexOf(found[1]!);
  return { owner: found[1]!, length: at + found[0].length };
}

/** What a kind of thing is called between an adjective with a capital and the name: "Chinese chatbot X", "Travel app X". */
const KIND =
  /^ (?:[a-z-]+ ){0,3}(?:apps?|services?|platforms?|sites?|websites?|giants?|firms?|makers?|chatbots?|games?|operators?|company|companies|units?|browsers?|readers?|networks?|tools?|providers?|stores?|startups?|start-ups?|groups?|assistants?|portals?|spin-?offs?|offshoots?|subsidiar(?:y|ies)|affiliates?|arms?|brands?|ventures?|publishers?|retailers?|marketplaces?|agenc(?:y|ies)|brokers?|brokerages?|lenders?|banks?|shops?|carmakers?|automakers?|forums?|messengers?|communit(?:y|ies)|schools?|streamers?|developers?|producers?|suppliers?|manufacturers?|unicorns?|specialists?|recruiters?|titles?|module maker) $/u;

/** The first run of names that ends the description in front ("video streaming service iQiyi"); words behind it do not count. */
function lastBefore(runs: readonly RegExpExecArray[], rest: string): RegExpExecArray | undefined {
  const [first, second] = runs;
  if (first === undefined || second === undefined) return first;
  return KIND.test(rest.slice(first.index + first[0].length, second.index)) ? second : first;
}

/** Words that look like names and are not apps. */
const NO_NAME =
  /^(?:the|a|an|among|also|each|both|none|over|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen|eighteen|nineteen|twenty|thirty|forty|fifty|first|second|third|fourth|ltd|co|inc|corp|limited|section|mobile|new|government|centre|ministry|regulator|watchdog|information technology|china|chinese|beijing|shanghai|hong kong|us|u\.s\.|india|indian|korea|korean|south korean|european|europe|eu|ireland|irish|italy|italian|britain|british|uk|japan|japanese|taiwan|pakistan|pak|russia|russian|iran|singapore|south korea|north korea|indonesia|indonesian|vietnam|vietnamese|malaysia|malaysian|thailand|philippines|australia|australian|canada|canadian|brazil|mexico|turkey|nepal|bangladesh|sri lanka|spain|spanish|netherlands|dutch|poland|israel|nigeria|kenya|new zealand|new delhi|delhi|mumbai|washington|brussels|tokyo|seoul|jakarta|london|shenzhen|hangzhou|guangzhou|tianjin|chongqing|guangdong|zhejiang|macau|asia|africa|france|french|germany|german|monday|tuesday|wednesday|thursday|friday|saturday|sunday|january|february|march|april|may|june|july|august|september|october|november|december|app|apps|app store|app stores|android|ios|american|americans|united states|mainland china|many|some|several|most|all|both|those|these|stores?|company|companies|intermediar(?:y|ies)|providers?|isps?|internet service providers?|telecom operators?|platforms?|firms?|developers?|operators?|publishers?|regulators?|authorities|officials|offenders|violators|executives|representatives|as of \w+ \d+|e-commerce|data|law|ministry|personal information|ipo|ceo|api|sdk|sdks|mini-programs?|mini programs?|internet|others?|and|or|it|they|mini|user|users|contacts?|location|of|when|while|where|what|who|how|why|if|in|on|at|by|for|from|since|after|before|during|although|though|however|meanwhile|but|yet|so|such|under|about|around|with|without|within|its|their|his|her|our|your|this|that|there|then|today|yesterday|according|because|once|until|still|even|only|not|no|nearly|almost|roughly|experts|analysts|separately|additionally|founded|rmb|cny|usd|yuan|renminbi|us\$|hk\$|rs|ceo|cfo|chairman|earlier|later|state media|downloads?|websites?|sites?|services|ott|vpns?|subscribe|share|advertisement|follow|menu|log ?in|sign up|register|search|comments?|home|read more|photos?|videos?|links?|facebook post|updates?|notices?|executive order|president|administration)$/iu;
/** "US-China tensions": two countries and no name. */
const BETWEEN =
  /^(?:US|U\.S\.|China|Sino|India|Indo|EU|Taiwan|Japan|Russia|Korea|UK|Hong Kong|Australia)-(?:US|U\.S\.|China|Chinese|India|Indian|EU|Taiwan|Japan|Japanese|Russia|Russian|Korea|UK|Hong Kong|American|Australia)$/iu;
/** "RMB119.1", "US$3": an amount. */
const AMOUNT = /^(?:RMB|CNY|HK\$|US\$|Rs\.?|\$|¥)\d[\d.,]*(?:m|mn|bn|b)?$/iu;

const DAY =
  /^(?:January|February|March|April|May|June|July|August|September|October|November|December) \d{1,2}$/u;

/** Whether a phrase can be the name of an app or firm: no day, place, law, authority or store. */
export function isName(text: string, { start, end }: NamePhrase, page: Page): boolean {
  const name = text.slice(start, end);
  if (
    NO_NAME.test(name) ||
    BETWEEN.test(name) ||
    AMOUNT.test(name) ||
    /-(?:[a-z]+ed|based|linked|like)$/u.test(name) ||
    /^(?:Chinese|American|Indian|Korean|European|Russian|US|U\.S\.) (?:AI|EV|IT|VPN|OTT|SDK)s?$/u.test(
      name,
    ) ||
    DAY.test(name) ||
    name.length < 2 ||
    name.length > 64 ||
    page.vocabulary.isStore(name) ||
    page.vocabulary.places.some((one) => one.en === name)
  )
    return false;
  if (isFirstWord(text, name, start) || STORE.test(name)) return false;
  if (
    /\b(?:Law|Register|Gazette|Regulations?|Act|Measures|Ministry|Administration|Commission|Department|Bureau|University|Exchange|Street|Committee)\b/.test(
      name,
    )
  )
    return false;
  return page.vocabulary.bodies(name).length === 0;
}

/** Stores of a country or maker, whatever the list of stores has: "China App Store". */
const STORE = /\b(?:App ?Store|Play ?Store|AppGallery|app stores?|Store)s?$/iu;
/** What may stand behind a name that opens a sentence. */
const AFTER_NAME =
  /^(?: (?:apps?|platforms?|group|owner|operator|parent|was|were|is|are|has|have|had|and|or|also|said|says|did|does|will|who|which|that|along|as|with|in|on|among|by|for|over|faces?|gets?|got|must|told|taken|hit|may|shall|cannot|loses?|lost|draws?|drew|fails?|of|under|from|to|app's|[a-z]+ed)\b|[^ ]| {2}|$)/u;

/** The capital of a sentence's first word makes no name: "Online education, health …"; words with more capitals may be one. */
function isFirstWord(text: string, name: string, start: number): boolean {
  return (
    /^\W*$/u.test(text.slice(0, start)) &&
    /^[A-Z][a-z]+$/u.test(name) &&
    !AFTER_NAME.test(text.slice(start + name.length))
  );
}

/** Each place once, as first told: a sentence that opens list after list would hold the square of its names. */
export function eachPlaceOnce<T extends { readonly start: number; readonly end: number }>(
  names: readonly T[],
): T[] {
  const places = new Map<string, T>();
  for (const one of names) {
    const place = `${one.start} ${one.end}`;
    if (!places.has(place)) places.set(place, one);
  }
  return [...places.values()];
}
