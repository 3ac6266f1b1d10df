import type { Sentence } from '../page.ts';
import type { List } from './list-items-zh.ts';

const SUBJECT =
  /^(?:突发[!:,]?|官方[!:,]?|刚刚[!:,]?|热搜[:,]?)?([^,。;:、“”!?\s《》\d][^,。;:、“”!?\s《》]{0,15}?)(?:App|APP|应用|小程序|平台|客户端)?(?:也|再次|又)?(?:被|遭)[^,。;]{0,16}?(?:点名|通报|下架|曝光|约谈|罚|审查|立案|调查|责令|要求|暂停|查处)/u;
const GENERAL =
  /^(?:虽然?|但|尽管|即使|如果?|若|一旦|因为?|由于|目前|此次|此番|随后|最终)|等|款|多|部分|这些|平台|公司|企业|应用|机构|一批|有关|相关|运营|商家|网站|厂商|年|月|我国|官方|全国|首批|批|名单|违规|违法|问题|行为/u;

const HITS_FIRM = /(?:罚|约谈|审查|立案|调查)$/u;

/** `微博钱包被工信部点名`: the one name in front of the passive. */
export function subject({ text }: Sentence): List[] {
  const match = SUBJECT.exec(text);
  if (match === null) return [];
  const name = match[1]!
    .replace(/(?:\d{1,2}月)?\d{1,2}[日号]$/u, '')
    .replace(
      /(?<=.{2})(?:上线(?=[当首次仅不后才])|应立即|应当|必须|因|涉嫌|疑似|涉|再次|多次|屡次|频频|曾|刊登?|发布|传播|散布|登载|违规|违法|未(?!来)|擅自|推送|泄露|收集|过度|强制|出售|侵害|存在|拒不).{2,}$/u,
      '',
    );
  // "木棉因违规收集信息被罚": what it did holds such words, its name none.
  const isCut = GENERAL.test(match[1]!);
  if (isCut && (GENERAL.test(name) || name.length < 2 || !HITS_FIRM.test(match[0]))) return [];
  const start = match.index + match[0].indexOf(name);
  return [{ start, end: start + name.length, single: true, ...(isCut ? { firms: true } : {}) }];
}

/**
 * Whom a fine, a summons or an investigation is addressed to, also by an everyday word: "对苹果、木棉分别罚款", "约谈青禾、绿萝：".
 * The place in the sentence says that it is a firm.
 */
const STRUCK =
  /(?:对|向|(?<!被)约谈了?|重罚|处罚了?)([^,。;:、“”\s《》]{2,10}?(?:[、和与及][^,。;:、“”\s《》]{2,10}?){0,10})(?=(?:等[^,。;]{0,6})?(?:分别|均|各)?(?:作出[^,。;]{0,10}(?:处罚|罚款)|处以?[^,。;]{0,12}罚|[处重开]?罚(?:款|没)?[约超近]?\d|罚款|罚没|开出[^,。;]{0,10}罚单|立案|(?:启动|展开|发起|进行)[^,。;]{0,8}调查)|(?<=约谈[^,。;:]{2,60})(?:[:,;!]|$))/gu;
const NOBODY =
  /其|该|此|上述|相关|有关|部分|\d|[一两三四五六七八九十多]家|当事|负责|人员|企业|公司$|平台$|机构$|单位|商家|行为|案件|违法|违规|用户|市场|涉事|未|的|股份$/u;

export function struck({ text, place }: Sentence): List[] {
  if (place === 'body') return [];
  return [...text.matchAll(STRUCK)]
    .filter((match) => !match[1]!.split(/[、和与及]/u).some((one) => NOBODY.test(one)))
    .map((match) => {
      const start = match.index + match[0].indexOf(match[1]!);
      return { start, end: start + match[1]!.length, firms: true };
    });
}
