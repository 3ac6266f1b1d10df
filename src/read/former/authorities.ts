import type { RegulatorId } from '../../domain/ids.ts';
import type { Found } from '../document/name-finder.ts';
import { atHome, isExplained } from './at-home.ts';
import type { Body } from './body.ts';
import { ministryBehind } from './ministry-behind.ts';
import { type Page, type Sentence, spanIn } from './page.ts';
import { ofPlaceEn } from './place-office-en.ts';
import { ofDistrict, ofPlaces, ofSystem, type ReadRegulator, withNeighbours } from './shared-office.ts';

/** An authority (or newspaper) in a sentence. `cited` = its rules or plans are only referred to. */
export interface Agent {
  readonly start: number;
  readonly end: number;
  readonly kind: 'regulator' | 'outlet' | 'generic';
  readonly id: RegulatorId | null;
  readonly cited: boolean;
}

/** Words that stand for an authority whose name is said elsewhere. */
const GENERIC = {
  zh: /我部|我局|我办|我委|我署|我会|本局(?!部)|监管部门|监管机构|监管层|主管部门|有关部门|执法部门|官方(?=通报|点名|下架|约谈|发布)|[多两三四五六七八九十]部[门委]|金融管理部门|网信部门|公安机关|公安网安|网警|网安(?:部门|总队|支队|大队|局)|文化市场综合执法(?:总队|支队|大队|局|机构)?|综合执法(?:总队|支队|大队|局)|联合调查组|专员公署|电信主管部门|通信管理部门|市场监管部门|[市省区县]?(?:交通委(?:员会)?|交通运输[局厅]|住建[委局厅]|房管局|公安[局厅]|文旅[局厅]|教育[局厅]|教委|卫健委|药监局|广电局|新闻出版局|版权局|知识产权局|商务[局厅委]|工信[局厅]|税务局|数据局|医保局|市场监管局|市场监督管理局|人社[局厅]|金融监管局|银保监局|证监局)|通信主管部门|行业主管部门|(?<!\p{Script=Han}{2})[省市]?通信管理局|(?<=通报|日前|近日|最近|,)[省市]?通信管理局/gu,
  en: /\b(?:ministr(?:y|ies)|regulators?|authorit(?:y|ies)|watchdogs?|(?:local|central|provincial|city) offices|agencies|public security (?:bureaus?|organs?|authorities|departments?|offices?)|police(?= (?:in [A-Z]\w+ )?(?:fine[sd]?|punish(?:ed|es)?|penali[sz]ed?|summon(?:ed)?|order(?:ed)?|(?:flag|name|list|expose|notif)\w*(?= \d+ ))\b)|(?:computer )?virus (?:emergency |response )*(?:cent(?:re|er)s?|monitor|agency)|working group says|(?:competition|antitrust|data protection|consumer protection|privacy) (?:board|body|agency)|(?:cyber ?security|cyber|internet|network) (?:police|brigades?)|(?:labou?r|market|tax|price|transport) inspectors|(?:labou?r|human resources|social security|tax|health|education|housing|urban management|industry and commerce) (?:bureau|department|office|commission)s?|the (?:[a-z]+ ){1,3}(?:ministry|regulator|watchdog)|(?:the|our|this) (?:ministry|administration|agency|commission|government|department|bureau|regulator)|our office|(?:internet|cyberspace|cyber|market|communications|telecoms?|consumer|antitrust|anti-monopoly|culture|transport|pricing|privacy|data) (?:regulation |protection |supervision )?(?:office|bureau|administration|department|authority|branch|commission)|(?:[Oo]fficials|[Cc]ensors|[Rr]egulators) in [A-Z]\w+|(?:[Oo]fficials|[Cc]ensors)(?= (?:said|say|ordered|told|have|had|summoned|fined|named|removed|banned)\b)|(?:Chinese|Indian|US|U\.S\.|state|federal|European|EU) (?:government|officials?|regulators?|agency|agencies|ministry|watchdog)|government)\b/giu,
} as const;

const CITED_ZH = /(?:按照|根据|依据|落实|贯彻|依照|遵照|在)[^,。;]{0,10}$/u;
const CITED_AFTER_ZH = /^[^,。;]{0,16}(?:部署|统一部署|要求|安排|指导下|关于|印发的?|制定的?|《)/u;
/** One of several whose paper is followed: "根据某办、某部等四部门联合发布的《…》要求". */
const CITED_LIST_ZH = /(?:按照|根据|依据|落实|贯彻|依照|遵照)[^,。;《》]{0,40}$/u;
const CITED_PAPER_ZH =
  /^[^,。;《》]{0,40}(?:发布|印发|制定|出台)的?《|^[^,。;《》]{0,60}《[^》]{4,60}(?:通知|公告|行动|方案|办法|规定|意见|条例|要求)》/u;

/** The number of a paper: "(工信部信管函〔2020〕164号)". */
const PAPER_NUMBER_ZH = /^\p{Script=Han}{0,8}\s?[〔[［﹝【(]\s?20\d\d\s?[〕\]］﹞】)]/u;
/** Inside the title of a paper that is followed: "按照《某办、某部关于…的公告》". */
const CITED_TITLE_ZH = /(?:按照|根据|依据|落实|贯彻|依照|遵照)[^,。;《》]{0,10}《[^》]{0,60}$/u;
/** "由某协会等成立的某工作组": founders do not act. */
const FOUNDER_ZH = /由[^,。;]{0,30}$/u;
const FOUNDED_ZH = /^[^,。;]{0,24}(?:成立|组成|组建|设立|发起|牵头)的/u;
const REPORTED_TO_ZH = /(?:(?<!经)报送?|向|上报|移交|配合|响应|支持|反馈(?:给|至)?|图(?:源|片来源)[:\s]*)$/u;

/** Authorities of a sentence in the order of the text. */
export function agentsIn(sentence: Sentence, page: Page): Agent[] {
  const { text } = sentence;
  const bodies = page.vocabulary
    .bodies(text)
    .flatMap((hit) => atHome(hit, page) ?? [])
    .map((hit) =>
      isLocalOffice(text, hit) || isForeign(text, hit)
        ? { ...hit, kind: 'generic' as const, id: null, cited: false }
        : toAgent(text, hit),
    );
  const more = [...text.matchAll(GENERIC[page.language])].map(
    (match): Agent => ({
      start: match.index,
      end: match.index + match[0].length,
      kind: 'generic',
      id: null,
      cited: false,
    }),
  );
  const free = more.filter((one) => !bodies.some((body) => one.start < body.end && body.start < one.end));
  return [...bodies, ...free].sort((one, other) => one.start - other.start);
}

/** "省市两级网信办": offices of a place, for which their head's short name stands. */
function isLocalOffice(text: string, { start, end }: { start: number; end: number }): boolean {
  return (
    text.slice(start, end) === '网信办' &&
    /(?:[省市区县州盟旗级]|当地|属地|本地|地方|各地)$/u.test(text.slice(Math.max(0, start - 2), start))
  );
}

/** "日本公平交易委员会", "美商务部": the office of another country than the one that its short name stands for. */
function isForeign(text: string, { start, value }: Found<Body>): boolean {
  return (
    value.kind === 'regulator' &&
    /^(?:cn|tw)-/u.test(value.id) &&
    /(?:日本|韩国|美国|(?<!中)美|英国|法国|德国|印度|俄罗斯|土耳其|越南|泰国|新加坡|加拿大|澳大利亚|巴西)$/u.test(
      text.slice(Math.max(0, start - 5), start),
    )
  );
}

function toAgent(text: string, { start, end, value }: Found<Body>): Agent {
  if (value.kind === 'outlet') return { start, end, kind: 'outlet', id: null, cited: false };
  const before = text.slice(Math.max(0, start - 14), start);
  const after = text.slice(end, end + 24);
  const cited =
    (CITED_ZH.test(before) && CITED_AFTER_ZH.test(after)) ||
    (CITED_LIST_ZH.test(text.slice(0, start)) && CITED_PAPER_ZH.test(text.slice(end))) ||
    REPORTED_TO_ZH.test(before) ||
    PAPER_NUMBER_ZH.test(after) ||
    CITED_TITLE_ZH.test(text.slice(0, start)) ||
    (FOUNDER_ZH.test(text.slice(0, start)) && FOUNDED_ZH.test(text.slice(end)));
  return { start, end, kind: 'regulator', id: value.id, cited };
}

const SIGNATURE = /^\W*(?:\d{4}年\d{1,2}月\d{1,2}日)?\W*$/u;
/** A whole Chinese sentence that names an authority is none: "经某总局指定管辖，本局于7月31日立案。" */
const TELLS = /\p{Script=Han}[,;]\p{Script=Han}|\p{Script=Han}。\s*$/u;
/** A headline leaves out whose office it is; the article says it. */
const BARE_OFFICE = /(?<![\p{Script=Han}]{2})网信办/u;
const SELF = /我部|本部(?!门)|\b[Oo]ur [Mm]inistry\b/u;

/**
 * The authority of a notice, from its text: who acts in the sentences of its steps (first named first), else who signs,
 * else the only or first one named in title and lead, else whose address stands in it, else who speaks as "our ministry"
 * about apps that infringe users' rights (MIIT's own campaign). Null where the text names none.
 */
export function regulatorOf(
  page: Page,
  acting: readonly Sentence[],
  official: boolean,
  told: ReadonlySet<Sentence> = new Set(),
): ReadRegulator | null {
  const seen = new Map<Sentence, Agent[]>();
  const agents = (sentence: Sentence) => {
    const known = seen.get(sentence) ?? agentsIn(sentence, page).filter((one) => one.kind === 'regulator');
    seen.set(sentence, known);
    return known;
  };
  const named = (sentences: readonly Sentence[], rule: string): ReadRegulator | null => {
    for (const sentence of sentences) {
      const free = agents(sentence).filter(
        (one, at, all) =>
          !one.cited && !isAddress(sentence, one) && !isExplained(sentence.text, one, all[at + 1]),
      );
      const acts = free.filter((one) => !isCarrier(sentence.text, one));
      if (free.length > 0) return withJoint(sentence, acts.length > 0 ? acts : free, rule, page);
    }
    return null;
  };
  const title = page.sentences.filter((one) => one.place === 'title');
  const signatures = page.sentences.filter((one) => isSignature(one, agents(one)));
  const near = page.sentences.filter((one) => one.place !== 'body');
  const found =
    named(
      title.filter((one) => official || acting.includes(one)),
      'regulator.title',
    ) ??
    (official ? named(signatures.slice(-1), 'regulator.signature') : null) ??
    named(acting, 'regulator.acts') ??
    ofDistrict(acting, page) ??
    ofPlaceEn(acting, page) ??
    named(signatures.slice(-1), 'regulator.signature') ??
    named(near, 'regulator.lead') ??
    ofPlaceEn(near, page) ??
    named(neighbours(page, acting, told), 'regulator.near') ??
    (official ? named([...told], 'regulator.history') : null) ??
    address(page, agents) ??
    ownCampaign(page) ??
    ofPlaces(page, official) ??
    ofSystem(acting, page);
  if (found !== null && title.some((one) => BARE_OFFICE.test(one.text)) && found.primary.value === 'cn-cac') {
    const told = named(
      acting.filter((one) => one.place !== 'title'),
      'regulator.acts',
    );
    if (told?.primary.value.endsWith('-cac')) return told;
  }
  if (found === null) return null;
  return withNeighbours(
    ministryBehind(found, page, (one) => (told.has(one) ? [] : agents(one))),
    page,
  );
}

function isSignature(sentence: Sentence, agents: readonly Agent[]): boolean {
  if (agents.length === 0 || sentence.text.length > 60 || TELLS.test(sentence.text)) return false;
  let rest = sentence.text;
  for (const one of [...agents].reverse()) rest = rest.slice(0, one.start) + rest.slice(one.end);
  return SIGNATURE.test(rest.replace(/[、,和(（）)\s]/gu, ''));
}

/** "据工信部官微“…”": whose account carried the news; who acts may stand behind it. */
function isCarrier(text: string, { start, end }: Agent): boolean {
  return (
    /(?:据|根据)[“"]?$/u.test(text.slice(0, start)) &&
    /^[^,。;]{0,6}(?:官微|微信|公众号|公号|官网|官方微博|网站|微博)/u.test(text.slice(end))
  );
}

function isAddress(sentence: Sentence, agent: Agent): boolean {
  return /\.(?:cn|com|gov|org)$/i.test(sentence.text.slice(agent.start, agent.end));
}

/** Sentences next to those of the steps, nearest first within their paragraphs, then the rest of the first twelve; history is left out. */
function neighbours(page: Page, acting: readonly Sentence[], told: ReadonlySet<Sentence>): Sentence[] {
  const paragraphs = new Set(acting.map((one) => one.paragraph));
  return [
    ...page.sentences.filter((one) => paragraphs.has(one.paragraph)),
    ...page.sentences.filter((one) => one.place !== 'title').slice(0, 12),
  ].filter((one) => !told.has(one));
}

function withJoint(sentence: Sentence, agents: readonly Agent[], rule: string, page: Page): ReadRegulator {
  const first = agents[0]!;
  const joint: RegulatorId[] = [];
  for (const other of agents.slice(1)) {
    const between = sentence.text.slice(first.end, other.start);
    const isList =
      page.language === 'zh'
        ? /^\s+$/u.test(between) ||
          (/^[^。;]{0,60}$/u.test(between) &&
            /^(?:[^,。;]{0,14}[、和会同与及联合]){1,}[^,。;]{0,8}$/u.test(between))
        : /\b(?:and|with|jointly|together)\b|,/.test(between) &&
          !/\b(?:said|fined|after|while)\b/.test(between);
    if (isList && other.id !== first.id && !joint.includes(other.id!)) joint.push(other.id!);
  }
  return { primary: { value: first.id!, span: spanIn(sentence, first.start, first.end), rule }, joint };
}

function address(page: Page, agents: (sentence: Sentence) => Agent[]): ReadRegulator | null {
  for (const sentence of page.sentences) {
    const hit = agents(sentence).find((one) => isAddress(sentence, one));
    if (hit)
      return {
        primary: { value: hit.id!, span: spanIn(sentence, hit.start, hit.end), rule: 'regulator.address' },
        joint: [],
      };
  }
  return null;
}

function ownCampaign(page: Page): ReadRegulator | null {
  const id = 'cn-miit' as RegulatorId;
  if (!page.vocabulary.regulators.has(id)) return null;
  const campaign = page.sentences.some((one) =>
    /侵害用户权益|总第\d+批|\b(?:infring\w+|violat\w+) (?:on |of |upon )?(?:the )?(?:(?:rights and interests|rights|interests) of (?:the )?users?|users?'s? rights)/u.test(
      one.text,
    ),
  );
  if (!campaign) return null;
  for (const sentence of page.sentences) {
    const at = sentence.text.search(SELF);
    const numbered = sentence.text.search(/总第\d+批/);
    const hit = at >= 0 ? at : numbered;
    if (hit >= 0)
      return {
        primary: {
          value: id,
          span: spanIn(sentence, hit, hit + 2),
          rule: at >= 0 ? 'regulator.our-ministry' : 'regulator.numbering',
        },
        joint: [],
      };
  }
  return null;
}
