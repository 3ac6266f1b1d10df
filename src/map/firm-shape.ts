import { normalise } from '../names/normalise.ts';

/** A firm's name taken apart. All parts are folded and without spaces, brackets and dots. */
export interface FirmShape {
  /** The whole name: what registered names are compared by. */
  readonly key: string;
  /** Leading place without 省 and 市 (`上海市` → `上海`), empty where there is none. */
  readonly place: string;
  /** The rest without leading place, places in brackets and legal form: `携程商务`. */
  readonly core: string;
  /** The name before `…分公司`, `…分行` and the like; null where it names no branch. */
  readonly head: string | null;
  /** The key with the places inside the name left out; null where there are none: `腾讯科技()有限公司`. */
  readonly placeless: string | null;
  /** It ends in a legal form, so nothing is missing at the end. */
  readonly whole: boolean;
  readonly language: 'zh' | 'en';
}

const PROVINCES =
  '北京|上海|天津|重庆|河北|山西|内蒙古|辽宁|吉林|黑龙江|江苏|浙江|安徽|福建|江西|山东|河南|湖北|湖南|广东|广西|海南|四川|贵州|云南|西藏|陕西|甘肃|青海|宁夏|新疆|香港|澳门|台湾';
const CITIES =
  '深圳|广州|杭州|南京|苏州|成都|武汉|西安|长沙|郑州|青岛|济南|合肥|福州|厦门|泉州|宁波|温州|无锡|常州|南通|东莞|佛山|珠海|中山|惠州|汕头|大连|沈阳|长春|哈尔滨|石家庄|太原|呼和浩特|南昌|南宁|桂林|昆明|贵阳|海口|三亚|兰州|银川|西宁|乌鲁木齐|拉萨|徐州|扬州|镇江|泰州|盐城|淮安|连云港|宿迁|嘉兴|湖州|绍兴|金华|义乌|台州|衢州|舟山|丽水|芜湖|马鞍山|安庆|滁州|蚌埠|阜阳|六安|宣城|黄山|漳州|莆田|龙岩|三明|南平|宁德|赣州|九江|上饶|宜春|吉安|抚州|烟台|潍坊|临沂|济宁|淄博|威海|泰安|德州|聊城|菏泽|滨州|东营|枣庄|日照|洛阳|开封|新乡|南阳|许昌|安阳|焦作|平顶山|商丘|信阳|周口|驻马店|漯河|濮阳|三门峡|鹤壁|宜昌|襄阳|荆州|黄石|十堰|孝感|荆门|鄂州|黄冈|咸宁|随州|恩施|株洲|湘潭|衡阳|岳阳|常德|邵阳|益阳|郴州|永州|怀化|娄底|张家界|江门|湛江|茂名|肇庆|梅州|汕尾|河源|阳江|清远|潮州|揭阳|云浮|韶关|柳州|梧州|北海|玉林|百色|绵阳|德阳|南充|宜宾|自贡|泸州|达州|乐山|内江|遂宁|广安|眉山|雅安|巴中|资阳|攀枝花|广元|遵义|六盘水|安顺|毕节|铜仁|曲靖|玉溪|大理|丽江|红河|咸阳|宝鸡|渭南|汉中|榆林|延安|安康|商洛|铜川|天水|唐山|秦皇岛|邯郸|邢台|保定|张家口|承德|沧州|廊坊|衡水|大同|长治|晋城|晋中|运城|临汾|吕梁|包头|鄂尔多斯|赤峰|通辽|鞍山|抚顺|本溪|丹东|锦州|营口|阜新|辽阳|盘锦|铁岭|葫芦岛|四平|通化|延边|齐齐哈尔|大庆|牡丹江|佳木斯|昆山|常熟|张家港|江阴|宜兴|太仓|横琴|前海|霍尔果斯|喀什|天津滨海新区';
const PLACE = `(?:${PROVINCES}|${CITIES})(?:壮族|回族|维吾尔)?(?:省|市|自治区|特别行政区)?`;
const DISTRICT = '(?:[\\p{Script=Han}]{2,3}(?:新区|区|县|自治州)(?=[\\p{Script=Han}]{6}))?';
const LEADING = new RegExp(`^(?:中国)?\\(?((?:${PLACE}){1,2})\\)?${DISTRICT}`, 'u');
const BRACKETED_PLACE = new RegExp(`\\((?:(?:${PLACE})+|中国)\\)`, 'gu');
const BRACKETED = /\([\p{Script=Han}]{2,8}\)/gu;
const BARE_INNER = new RegExp(`(?<=集团|公司|股份)(?:${PLACE})(?=.)`, 'gu');
const LEGAL =
  /(?:股份有限(?:责任)?公司|有限责任公司|有限公司|集团公司|总公司|公司|合伙企业\(?有限合伙\)?|普通合伙|研究院|研究所|事务所|工作室|中心|经营部|商行)$/u;
const CUT_LEGAL = /(?:股份有限责?任?公?|有限责?任?公?|股份有?|股份)$/u;
const BRANCH_WORD =
  '(?:分公司|分行|支行|营业部|营业厅|分部|分店|办事处|代表处|运营中心|信用卡中心|事业部|分理处|分院)';
const BRANCHES: readonly RegExp[] = [
  new RegExp(`^(.*公司)(.{0,24}?${BRANCH_WORD})$`, 'u'),
  new RegExp(`^(.*?(?:银行|集团|研究院))(.{0,24}?${BRANCH_WORD})$`, 'u'),
];

const ENGLISH_FORM =
  /(?:\b(?:company|co)\b[.,]*\s*[,.]?\s*)?\b(?:limited|ltd|inc|incorporated|corp|corporation|llc|l\.l\.c|plc|gmbh|ag|s\.?a|n\.?v|b\.?v|pte\.?\s*ltd|pty\.?\s*ltd|co|company|kk|k\.k)\b[.,]*\s*$/iu;
const ENGLISH_PLACES =
  /^(?:beijing|shanghai|shenzhen|guangzhou|hangzhou|nanjing|suzhou|chengdu|wuhan|xiamen|fuzhou|tianjin|chongqing|jiangsu|zhejiang|guangdong|fujian|sichuan|hunan|hubei|anhui|shandong|hainan|changsha|hefei|zhuhai|qingdao|jinan|dalian|xi'?an|ningbo|wuxi|hong ?kong|china)\b[\s,.]*(?:city\b)?/iu;

/** Takes a firm's name apart; never throws, whatever stands in the cell. */
export function firmShape(name: string): FirmShape {
  return /\p{Script=Han}/u.test(name) ? chineseShape(name) : englishShape(name);
}

function chineseShape(name: string): FirmShape {
  const plain = normalise(name).replace(/[[{]/gu, '(').replace(/[\]}]/gu, ')');
  const key = bare(plain);
  const branch = BRANCHES.map((one) => one.exec(plain)).find((one) => one !== null) ?? null;
  const place = LEADING.exec(plain)?.[1] ?? '';
  const rest = plain.slice(LEADING.exec(plain)?.[0].length ?? 0);
  const placeless = (place === '' ? plain : rest).replace(BRACKETED_PLACE, '()').replace(BARE_INNER, '()');
  return {
    key,
    place: place.replace(/(?:壮族|回族|维吾尔)?(?:省|市|自治区|特别行政区)/gu, ''),
    core: bare(rest.replace(BRACKETED, '').replace(LEGAL, '').replace(CUT_LEGAL, '').replace(/集团$/u, '')),
    head: branch === null ? null : bare(branch[1]!),
    placeless: placeless.includes('()') && place === '' ? placeless : null,
    whole: LEGAL.test(plain) || branch !== null,
    language: 'zh',
  };
}

function bare(text: string): string {
  return text.replace(/[()[\]{}.,·"'\s…*-]/gu, '');
}

function englishShape(name: string): FirmShape {
  const folded = name
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[\s_]+/gu, ' ')
    .trim();
  const place = ENGLISH_PLACES.exec(folded)?.[0] ?? '';
  const withoutForm = folded.slice(place.length).replace(ENGLISH_FORM, '').replace(ENGLISH_FORM, '');
  const inner = withoutForm.replace(/\([^)]*\)/gu, ' ');
  return {
    key: englishKey(folded),
    place: place.replace(/[^a-z]/gu, ''),
    core: inner
      .split(' ')
      .map((word) => word.replace(/[^\p{L}\p{N}]+/gu, ''))
      .filter((word) => word !== '')
      .join(' '),
    head: null,
    placeless: null,
    whole: ENGLISH_FORM.test(folded),
    language: 'en',
  };
}

/** English names compare without legal form, `&`/`and`, and everything that is no letter or digit. */
function englishKey(folded: string): string {
  return folded
    .replace(ENGLISH_FORM, '')
    .replace(ENGLISH_FORM, '')
    .replace(/&/gu, ' and ')
    .replace(/[^\p{L}\p{N}]+/gu, '');
}
