import { standsAsStore } from '../steps/store-acts-en.ts';
import { standsBesideEn } from './bystanders-en.ts';
import { isChannelZh } from './channels-zh.ts';
import { unopenedLists } from './english-offenders.ts';
import { isVictimEn } from './victims-en.ts';

/**
 * Who stands near a step without being hit by it, by the words around the name: shareholders and investors, rivals, who
 * was bought, who complained, whose shares moved. Each pattern ends (before) or begins (behind) at the name.
 */
const BEFORE: readonly RegExp[] = [
  /\b(?:backed|funded|supported|part-owned|partly owned) by (?:the likes of )?(?:[\w.,' -]{0,80}(?:,| and) )?$/iu,
  /\bcounts? (?:[A-Z][\w.]* and )?$/u,
  /\b(?:rivals?|competitors?|peers?|investors?|shareholders?|backers?|partners?|stakeholders?|merchants on|users of|complaints? (?:from|by)|unlike|compared with|similar to|such as its rivals?)\b(?: (?:such as|like|including|are|include|is))? ?(?:[A-Z][\w.&']*(?:, | and |,? as well as ))*$/u,
  /\b(?:official|on (?:its|their) (?:official )?|a (?:post|statement|message) on|posted on|via|through (?:its )?) ?$/u,
  /^\W*(?:After|Following|Like|Unlike|Beyond) $/u,
  /\b(?:harm|damage|injury|losses)(?: (?:caused|done))? (?:to|for) [^.;]{0,60}$/iu,
  /\b(?:app|application) ?stores? (?:of|run by|operated by|by|from) [^.;]{0,60}$/iu,
  /\b(?:affiliate|rival|partner|customer|supplier|spin-?off|offshoot|backer|competitor) of (?:the )?(?:[a-z-]+ ){0,3}$/iu,
  /\b(?:purchase|acquisition|takeover|buyout|stakes?|investment|shares|interest) (?:of|in) (?:a |an |the )?(?:[\w-]+ ){0,5}$/iu,
  /\b(?:shares|stocks?) of (?:[\w.&']+(?:, | and ))*$/iu,
  /(?:^|[,。;:\s])(?:继|除了?|有别于)$/u,
  /(?:仿冒|假冒|冒充|冒用|伪装成|山寨|盗用|窃取|爬取|非法获取)(?:了)?(?:[^,。;、]{1,12}(?:、|和|及))*$/u,
  /(?:竞争对手|对手|股东(?:为|包括|有)?|投资方|投资人|来自|援引|据|相比|超过|类似于?|如同|不含|不包括|收购|并购|入股|投资|内幕交易|操纵)(?:了)?(?:[^,。;、]{0,4}市)?$/u,
];
const BEHIND: readonly RegExp[] = [
  /^(?:,? and [A-Z][\w.]*)? (?:as|among) (?:an |its )?(?:investors?|backers?|shareholders?)\b/u,
  /^(?:,? (?:and )?[A-Z][\w.]+)*(?:-| )(?:[Bb]acked|[Ff]unded) (?:[\w-]+ ){0,3}(?:firms|companies|start-?ups|apps|platforms)\b/iu,
  /^(?: Holdings?| Group| Inc\.?| Co\.?,?| Ltd\.?| Corp\.?)* (?:(?!(?:after|over|as|when|because|since|for|with|by|against|and|while|following|on|in) )[a-z-]+ ){0,3}(?:spin-?offs?|offshoots?|affiliates?|rivals?|competitors?|backers?|investors?) [A-Z]/u,
  /^ (?:official )?(?:accounts?|channels?|posts?|public account|statement)\b/iu,
  // Where it was looked up or who reported it: "甲App显示", "据乙数据", "丙财经讯".
  /^(?:App|网|官网|网站|平台|数据|信息|资料|公开|工商|风险|企业|查询|相关|专业版|\s)*(?:显示|获悉|披露|记载|查询(?:显示|可知|到|发现|结果)|可查)/iu,
  /^(?:网|财经|科技|新闻|娱乐|证券|汽车|体育)*(?:讯(?!飞|息)|消息[,:]|报道[,:称]|记者)/u,
  /^-(?:like|style|esque|inspired)\b/iu,
  /^-(?:backed|invested|funded|supported|affiliated|linked|branded|themed)\b/iu,
  /^(?: Holdings| Group)? (?:(?:also |now )?(?:owns|holds|bought|backs|invested|has a (?:\w+ )?stake|is (?:a|an|its|the) (?:\w+ )?(?:backer|shareholder|investor|rival|competitor)))\b/iu,
  /^'s? (?:\w+ )?(?:App ?Store|Play ?[Ss]tore|Google Play|AppGallery|stores?|rivals?|shares|stocks?|stake)\b/u,
  /^,? (?:rose|fell|jumped|dropped|gained|slid|climbed|tumbled|surged|sank)\b/iu,
  /^(?:类|式|型|同款|概念)(?=应用|App|产品|平台|软件|模型|工具|服务|的)/iu,
  /^的?(?:控股股东)?的(?:一致行动人|控股子公司|全资子公司|子公司|股东|控股股东|关联方|母公司)/u,
  // "饿了么、京东股价异动": a market report.
  /^(?:[、和及][^,。;、]{1,12}){0,6}等?[^,。;、]{0,6}?(?:股价|股票|概念股|异动|(?:大|暴|集体|应声)(?:跌|涨)|下跌|上涨|走低|走高|跳水|[跌涨][超逾])/u,
  /^[^,。;:]{0,20}(?:前不久|不久[前后]|之际|的?同时)(?=,)/u,
  /^(?:之)?后(?=[,:\s]|$)|^(?:[被遭][^,。;]{0,12})?之后/u,
  /^(?:\([^)]{0,16}\))?(?:持股|参股|投资的|领投|入股|将成|拟收购|将收购|入主|接盘|股价|盘中|收盘|跌|涨|(?:方面)?(?:回应|表示|暂未|未予)|不在|未在|等[^,。;]{0,8}未在)/u,
];

/** "曾获腾讯、滴滴投资": who put money in. */
const IS_GIVEN = /(?:获得?|由|引入|拿到)(?:了)?(?:[^,。;、]{1,12}[、和及])*$/u;
const INVESTS = /^(?:[、和及][^,。;、]{1,12}?){0,6}等?[^,。;、]{0,6}?(?:投资|注资|领投|参投|融资|入股|战投)/u;

/** Whether the words around a name say that the step of the sentence does not hit it. Offsets in the folded text. */
export function isBystander(text: string, start: number, end: number): boolean {
  const before = text.slice(Math.max(0, start - 90), start);
  const behind = text.slice(end, end + 40);
  return (
    BEFORE.some((one) => one.test(before)) ||
    BEHIND.some((one) => one.test(behind)) ||
    (IS_GIVEN.test(before) && INVESTS.test(behind)) ||
    (/^\W*Besides $/u.test(before) && unopenedLists(text).length === 0) ||
    // "A fined, B shares fall".
    (/(?:,|;| and| as| while) $/u.test(before) && /^ (?:shares|stocks?)\b/u.test(behind)) ||
    standsBesideEn(text, start, end) ||
    isVictimEn(text, start, end) ||
    standsAsStore(text, start, end) ||
    isChannelZh(text, start, end)
  );
}
