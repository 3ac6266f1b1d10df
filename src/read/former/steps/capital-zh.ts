import type { Scene, Step } from './step.ts';

/** A country, a bloc or a head of state that acts, as Chinese headlines put it: "印度封禁…", "欧盟对…罚款". */
const CAPITAL =
  /(?<!对|向|在|从|赴|到|与|和|同|因|进入|退出|针对|来自|于)(?:美(?=国防部)|印度尼西亚|印度|印尼|越南|巴基斯坦|尼泊尔|孟加拉国?|斯里兰卡|韩国|日本|欧盟|德国|法国|意大利|爱尔兰|英国|荷兰|西班牙|葡萄牙|波兰|比利时|瑞典|挪威|丹麦|加拿大|澳大利亚|澳洲|新西兰|美国|俄罗斯|土耳其|巴西|墨西哥|马来西亚|新加坡|泰国|菲律宾|柬埔寨|特朗普|拜登|白宫|美(?=众议院|参议院|政府))/gu;

/** What may stand between it and the wording of the step: its office, a reason, "宣布", and who is hit behind 对. */
const LEADS_TO =
  /^(?:政府|当局|官方|方面|[^,。;:对将不未]{0,10}(?:机构|部门|委员会|公平委|[^出]局))?(?:(?:依据|根据|以|因|就)[^,。;]{2,24}?)?(?:正式|已经?|再次|再度|再|又|首次|全面|宣布|决定|紧急|依法|也|同时|签署行政令|\d+[天日]后|\s)*(?:[对向][^,。;]{1,40}?)?(?:正式|再次|再度|再|又|合计|共)?$/u;
/** "美国将13家企业列入…": who is listed stands behind 将, which else means "will". */
const LISTS = /^(?:政府|当局|国防部|商务部|财政部)?(?:正式|已|再|又|宣布)*将[^,。;]{2,40}$/u;
const LISTED = /^(?:列入|加入|纳入)/u;

/** Of a country that bans or fines, a firm or an app must be hit: "日本禁止使用塑料袋" is none. */
const FIRMS = /App|应用|软件|平台|公司|企业|浏览器|大模型|手游|游戏|网站|\d[万亿]|[A-Za-z]{3}/iu;

/** How far in front of the wording it stands at most; a long paragraph is not gone through for each wording. */
const REACH = 110;

/** Whether a country or its head takes the step: it stands in front of the wording in its clause, with nothing between that makes it a plan. */
export function capitalActs({ scene, mark }: Step): boolean {
  const { text } = scene.sentence;
  if (!hitsFirms(scene)) return false;
  return [...text.slice(Math.max(0, mark.start - REACH), mark.start).matchAll(CAPITAL)].some((match) => {
    const between = match.input.slice(match.index + match[0].length);
    return LEADS_TO.test(between) || (LISTED.test(text.slice(mark.start)) && LISTS.test(between));
  });
}

function hitsFirms({ sentence, known }: Scene): boolean {
  return known.length > 0 || FIRMS.test(sentence.text);
}
