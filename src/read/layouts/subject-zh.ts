import type { Sentence } from '../page.ts';
import type { List } from './list-items-zh.ts';

const SUBJECT =
  /^(?:突发[!:,]?|官方[!:,]?|刚刚[!:,]?|热搜[:,]?)?([^,。;:、“”!?\s《》\d][^,。;:、“”!?\s《》]{0,15}?)(?:App|APP|应用|小程序|平台|客户端)?(?:也|再次|又)?(?:被|遭)[^,。;]{0,16}?(?:点名|通报|下架|曝光|约谈|罚|审查|立案|调查|责令|要求|暂停|查处)/u;
const GENERAL =
  /^(?:虽然?|但|尽管|即使|如果?|若|一旦|因为?|由于|目前|此次|此番|随后|最终)|等|款|多|部分|这些|平台|公司|企业|应用|机构|一批|有关|相关|运营|商家|网站|厂商|年|月|我国|官方|全国|首批|批|名单|违规|违法|问题|行为/u;

/** `微博钱包被工信部点名`: the one name in front of the passive. */
export function subject({ text }: Sentence): List[] {
  const match = SUBJECT.exec(text);
  if (match === null || GENERAL.test(match[1]!)) return [];
  const name = match[1]!
    .replace(/(?:\d{1,2}月)?\d{1,2}[日号]$/u, '')
    .replace(
      /(?<=.{2})(?:上线(?=[当首次仅不后才])|应立即|应当|必须|因|涉嫌|疑似|涉|再次|多次|屡次|频频|曾|刊登?|发布|传播|散布|登载|违规|违法|未(?!来)|擅自|推送|泄露|收集|过度|强制|出售|侵害|存在|拒不).{2,}$/u,
      '',
    );
  const start = match.index + match[0].indexOf(name);
  return [{ start, end: start + name.length, single: true }];
}
