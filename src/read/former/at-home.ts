import type { Found } from '../document/name-finder.ts';
import type { Body, Home } from './body.ts';
import type { Page } from './page.ts';

/** A country or capital that acts, as headlines put it ("China rebukes 43 apps"; in India "Centre bans", "Govt blocks"). */
const CAPITAL =
  /\b(?:China|Beijing|India|New Delhi|Delhi|Washington|Brussels|EU|US|U\.S\.|United States|South Korea|Vietnam|Indonesia|Russia|Australia|Canada|Japan|Nepal|Pakistan|France|Germany|Britain|UK|Texas|Malaysia|Brazil|Turkey|Italy|Ireland|Taiwan|Nigeria|Kenya|Mexico|Spain|Netherlands|Belgium|Poland|Sweden|Norway|Denmark|Singapore|Thailand|Philippines|Bangladesh|Sri Lanka|Cambodia|Kazakhstan|New Zealand|Albania|Czech Republic|Romania|Greece|Austria|Switzerland|Hungary|Egypt|Iran|Iraq|Jordan|Saudi Arabia|Senegal|Somalia|Ethiopia|Uganda|Uzbekistan|Kyrgyzstan|Afghanistan|South Africa|Portugal|Finland|Estonia|Latvia|Lithuania|Ukraine|Israel|Laos|Myanmar|Montana|European Parliament|Trump|Biden|White House|(?:Commerce|BIS|Treasury|Pentagon)(?= (?:adds|added|puts|places|placed|blacklists|blacklisted)\b)|(?:South Dakota|North Dakota|Virginia|Florida|Ohio|Georgia|Maryland|Utah|Nebraska|Arkansas|Alabama|Wisconsin|Tennessee|Nevada|Iowa|Idaho|Oklahoma|South Carolina|New Jersey|Kentucky|Kansas|Indiana|Missouri|Mississippi|Louisiana|Vermont|Delaware|Alaska|Arizona|Minnesota)(?= (?:bans|blocks|bars|prohibits|banned|blocked) [A-Z]\w*[A-Z]|(?:'s)? (?:governor|Governor) (?:bans|orders|signs))|Govt|(?:Chinese|Indian|South Korean|Korean|Japanese|Italian|Irish|Taiwanese|Vietnamese|Indonesian|Russian|French|German|Dutch|Spanish|Polish|British|Australian|Canadian|Malaysian|Turkish|Brazilian|Thai|Nepali) (?:[a-z]+ ){0,2}(?:authorities|regulators?|government|officials|watchdogs?|ministry|ministries|agency|authority|agencies)|the Ministry(?! of)|(?:Shanghai|Shenzhen|Hangzhou|Guangzhou|Tianjin|Chongqing|Guangdong|Zhejiang|Jiangsu|Sichuan|Wuhan|Nanjing|Chengdu|Suzhou|Fujian|Hunan|Hubei|Shandong|London|Seoul|Tokyo|Berlin|Paris|Taipei|Hong Kong|Macau|Hanoi|Ottawa|Canberra|California|New York)(?= (?:strips|summons|summoned|fines|fined|orders|ordered|bans|names|named|removes|removed|tells|launches|opens|asks|warns|flags|flagged|lists|exposes|exposed|rebukes|raps|criticises|criticizes|punishes|blacklists|pulls|delists|suspends|probes|investigates|takes|hauls|calls|publishes))|(?:the |The )?Centre(?= (?:has|had|on|today|bans|blocks|banned|blocked|issues|orders|ordered|placed|imposes|again|also)\b)|Government(?= (?:bans|blocks|banned|blocked|orders|issues)\b))(?!'s|-|\w)/gu;

/** Countries and capitals that act in a sentence of an English text. */
export function capitalsIn(text: string): { start: number; end: number }[] {
  return [...text.matchAll(CAPITAL)].map((match) => ({
    start: match.index,
    end: match.index + match[0].length,
  }));
}

const HOMES: Readonly<Record<Home, RegExp>> = {
  CN: /\b(?:China|Chinese(?! (?:[a-z-]+ ){0,2}(?:apps?|firms?|compan(?:y|ies)|brands?|games?|smartphones?|makers?|investors?|equipment|goods)\b)|Beijing|Shanghai|Shenzhen)\b/u,
  IN: /\b(?:India|Indian|New Delhi)\b/u,
};

/** The country that a page is about: named in the title, else the first in the text; a title names both by who acts first. */
function homeOf(page: Page): Home | null {
  for (const text of [page.title, page.document.text]) {
    const places = (['CN', 'IN'] as const)
      .map((home) => ({ home, at: text.search(HOMES[home]) }))
      .filter((one) => one.at >= 0)
      .sort((one, other) => one.at - other.at);
    if (places[0] !== undefined) return places[0].home;
  }
  return null;
}

/** An authority as the page means it: "the central bank" is that of the country that the page is about, else nobody. */
export function atHome(hit: Found<Body>, page: Page): Found<Body> | null {
  const { value } = hit;
  if (value.kind !== 'regulator' || value.only === null) return hit;
  const home = homeOf(page);
  if (home === value.only) return hit;
  return home !== null && value.elsewhere?.only === home
    ? { ...hit, value: { ...value, id: value.elsewhere.id, only: home } }
    : null;
}

interface Named {
  readonly start: number;
  readonly end: number;
  readonly id: string | null;
}

const DESCRIBES = /(?:regulator|watchdog|ministry|agency|authority|censor)$/u;

/** "China's internet regulator, Ministry of Industry and Information Technology (MIIT)": the description names the one behind it. */
export function isExplained(text: string, one: Named, next: Named | undefined): boolean {
  return (
    next !== undefined &&
    next.id !== one.id &&
    DESCRIBES.test(text.slice(one.start, one.end)) &&
    /^, (?:the )?$/u.test(text.slice(one.end, next.start)) &&
    !DESCRIBES.test(text.slice(next.start, next.end)) &&
    !/^,? and\b/u.test(text.slice(next.end))
  );
}
