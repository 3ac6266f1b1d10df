import { isAscii, isUtf8 } from 'node:buffer';
import type { Finding } from '../../domain/document.ts';
import { byteOrderMark, charsetInDocument, charsetOfHeader, decoderFor } from './declared.ts';

/**
 * The characters that official and news Chinese is mostly made of, simplified and traditional
 * together. Bytes that are decoded with the wrong table give rare characters instead, so the share
 * of familiar ones tells the tables apart.
 */
const COMMON =
  '的一是在不了有和人这中大为上个国我以要他时来用们生到作地于出就分对成会可主发年动同工也能下过子说产种面而方后多定行学法所民得经' +
  '十三之进着等部度家电力里如水化高自二理起小物现实加量都两体制机当使点从业本去把性好应开它合还因由其些然前外天政四日那社义事平形' +
  '相全表间样与关各重新线内数正心反你明看原又么利比或但质气第向道命此变条只没结解问意建月公无系军很情者最立代想已通并提直题党程展' +
  '五果料象员革位入常文总次品式活设及管特件长求老头基资边流路级少图山统接知较将组见计别她手角期根论运农指几九区强放决西被干做必战' +
  '先回则任取据处队南给色光门即保治北造百规热领七海口东导器压志世金增争济阶油思术极交受联什认六共权收证改清己美再采转更单风切打白' +
  '教速花带安场身车例真务具万每目至达走积示议声报斗完类八离华名确才科张信马节话米整空元况今集温传土许步群广石记需段研界拉林律叫且' +
  '究观越织装影算低持音众书布复容儿须际商非验连断深难近矿千周委素技备半办青省列习响约支般史感劳便团往酸历市克何除消构府称太准精值' +
  '号率族维划选标写存候毛亲快效斯院查江型眼王按格养易置派层片始却专状育厂京识适属圆包火住调满县局照参红细引听该铁价严首底液官德随' +
  '病苏失尔死讲配女黄推显谈罪神艺呢席含企望密批营项防举球英氧势告李台落木帮轮破亚师围注远字材排供河态封另施减树溶怎止案言士均武固' +
  '叶鱼波视仅费紧爱左章早朝害续轻服试食充兵源判护司足某练差致板田降黑犯负击范继兴似余坚曲输修故城夫够送笔船占右财吃富春职觉汉画功' +
  '巴跟虽杂飞检吸助升阳互初创抗考投坏策古径换未跑留钢曾端责站简述钱副尽帝射草冲承独令限阿宣环双请超微让控州良轴找否纪益依优顶础载' +
  '倒房突坐粉敌略客袁冷胜绝析块剂测丝协诉念陈仍罗盐友洋错苦夜刑移频逐靠混母短皮终聚汽村云哪既距卫停烈央察烧迅境若印洲刻括激孔搞' +
  '网络软版游戏户隐私违侵获通知督促逾整顿腾讯滴载浏览播账号删除';
const COMMON_TRADITIONAL =
  '這為個國時來們會發動後產種過說對學經進著電裡現實應開還與關線數無問條結解係軍題黨員設總長頭資邊級圖統見計別論運農幾區強戰則據處' +
  '隊給門規熱領東導壓爭濟術極聯認權證轉單風帶場車務萬達積議聲報類離華確張馬節話況傳許廣記研觀織裝眾書復兒須際驗連斷難礦備辦習響約' +
  '團歷構稱準號維劃選標寫親識適屬滿縣參紅細聽鐵價嚴顯談藝營項舉勢師圍遠態減樹樓僅費緊愛續輕試護練負擊範繼興堅輸筆財職覺漢畫雖雜飛' +
  '檢陽創壞換鋼責簡錢盡衝獨環雙請讓軸紀優礎載敵勝絕塊劑測協訴陳羅鹽錯頻終聚雲衛煙網絡軟體遊戲戶隱違獲億訊騰瀏覽帳刪臺灣港';
const FAMILIAR = new Set(COMMON + COMMON_TRADITIONAL);

/**
 * Decoded letters that no real page is made of: unpaired or private characters, controls, the
 * replacement mark.
 */
function isWrong(code: number): boolean {
  return (
    code === 0xfffd ||
    (code < 0x20 && code !== 9 && code !== 10 && code !== 13) ||
    (code >= 0xe000 && code <= 0xf8ff)
  );
}

const SAMPLE = 4000;

const PUNCTUATION = /[，。、：；“”‘’（）《》【】！？　–—…·]/u;

/** Points of one character for `familiarity`; null = plain ASCII, which says nothing. */
function pointsOf(letter: string): number | null {
  const code = letter.codePointAt(0) ?? 0;
  if (isWrong(code)) return -2;
  if (code < 0x80) return null;
  if (FAMILIAR.has(letter) || PUNCTUATION.test(letter)) return 1;
  const isRare = code >= 0x3400 && code <= 0x4dbf;
  if (isRare) return -1;
  const isHangul = code >= 0xac00 && code <= 0xd7ff;
  return code < 0x2e80 || isHangul ? -0.5 : 0;
}

/**
 * How much a decoded text looks like written Chinese: familiar characters count for it, wrong ones
 * against it. Returns -1..1 per character outside ASCII, over the first 4,000; 0 for plain ASCII.
 */
function familiarity(text: string): number {
  let seen = 0;
  let sum = 0;
  for (const letter of text) {
    const points = pointsOf(letter);
    if (points === null) continue;
    sum += points;
    seen += 1;
    if (seen >= SAMPLE) break;
  }
  return seen === 0 ? 0 : Math.max(-1, sum / seen);
}

export type Text = {
  text: string;
  /** The charset the bytes were read with: `utf-8`, `gb18030`, `big5`, `utf-16le`, ... */
  charset: string;
  findings: Finding[];
};

/**
 * Bytes to text, whatever was declared. Order: byte order mark, zero bytes of UTF-16, UTF-8, then
 * the charset that gives the most familiar characters, where a declared one wins unless another is
 * clearly better.
 *
 * `declared` is a Content-Type header or a bare charset name. Findings: `charset-unknown` (no such
 * charset),
 * `charset-wrong` (declared one charset, written in another), `undecodable` (some bytes stand for
 * no character and became U+FFFD). Never throws.
 */
export function toText(bytes: Uint8Array, { declared }: { declared?: string | null } = {}): Text {
  const inside = charsetInDocument(bytes);
  const said = charsetOfHeader(declared) ?? inside;
  const declaredCharsets = [said, inside].map((one) => (one === null ? null : decoderFor(one)));
  const mark = byteOrderMark(bytes);
  const words = bytes.subarray(mark?.length ?? 0);
  const guessed = () =>
    isUtf8(bytes) || isNearlyUtf8(bytes) ? 'utf-8' : mostFamiliar(bytes, declaredCharsets);
  const charset = mark?.charset ?? wideByZeros(bytes) ?? guessed();
  const text = new TextDecoder(charset).decode(words);

  const findings: Finding[] = [];
  if (said !== null && declaredCharsets[0] === null)
    findings.push({
      code: 'charset-unknown',
      message: `No charset is called "${said.slice(0, 40)}".`,
    });
  // A server that says "UTF-16" without an order, or a Latin table for plain text, has not said
  // anything wrong.
  const family = (one: string) => (one.startsWith('utf-16') ? 'utf-16' : one);
  const isPlain = charset === 'utf-8' && isAscii(words);
  if (declaredCharsets[0] && family(declaredCharsets[0]) !== family(charset) && !isPlain)
    findings.push({
      code: 'charset-wrong',
      message: `Declared as ${said}, written in ${charset}.`,
    });
  const lost = countLost(text);
  if (lost > 0)
    findings.push({
      code: 'undecodable',
      message: `${lost} places could not be read as ${charset}.`,
    });
  return { text, charset, findings };
}

/**
 * Text in Latin letters or markup written as UTF-16 has a zero in nearly every second byte; which
 * one tells the byte order.
 */
function wideByZeros(bytes: Uint8Array): 'utf-16le' | 'utf-16be' | null {
  const length = Math.min(bytes.length, 4096) & ~1;
  const zeros = [0, 0];
  for (let at = 0; at < length; at += 1) if (bytes[at] === 0) zeros[at & 1]! += 1;
  const [even, odd] = zeros as [number, number];
  const least = length * 0.1;
  if (length < 4 || Math.max(even, odd) <= least) return null;
  if (odd > even * 10) return 'utf-16le';
  return even > odd * 10 ? 'utf-16be' : null;
}

/**
 * UTF-8 with a few damaged places (cut in the middle of a character, spliced bytes) is still UTF-8.
 */
function isNearlyUtf8(bytes: Uint8Array): boolean {
  const text = new TextDecoder('utf-8').decode(bytes);
  const lost = countLost(text);
  let right = -lost;
  for (let at = 0; at < text.length; at += 1) if (text.charCodeAt(at) >= 0x80) right += 1;
  return right > 0 && right >= 4 * lost && lost <= Math.max(2, (right + lost) * 0.05);
}

const CANDIDATES = ['gb18030', 'big5', 'utf-16le', 'utf-16be', 'windows-1252'] as const;
const CLEARLY_BETTER = 0.15;
const SAMPLE_BYTES = 64 * 1024;

function mostFamiliar(bytes: Uint8Array, declaredCharsets: readonly (string | null)[]): string {
  // A piece with enough non-ASCII in it: the start, or the part after long markup.
  const wide = bytes.length <= SAMPLE_BYTES ? 0 : bytes.findIndex((byte) => byte >= 0x80);
  const first = Math.max(0, wide) & ~1;
  const sample = bytes.subarray(first, first + SAMPLE_BYTES);
  const isOdd = bytes.length % 2 === 1;
  const names = new Set([
    ...declaredCharsets.filter((declaredCharset) => declaredCharset !== null),
    ...CANDIDATES,
  ]);
  const scored = [...names].flatMap((charset) => {
    const isDeclared = declaredCharsets.includes(charset);
    if (charset === 'utf-8' || (isOdd && charset.startsWith('utf-16') && !isDeclared)) return [];
    const score =
      familiarity(new TextDecoder(charset).decode(sample)) + (isDeclared ? CLEARLY_BETTER : 0);
    return [{ charset, score }];
  });
  return scored.reduce((best, one) => (one.score > best.score ? one : best)).charset;
}

function countLost(text: string): number {
  let found = 0;
  for (let at = text.indexOf('\ufffd'); at !== -1; at = text.indexOf('\ufffd', at + 1)) found += 1;
  return found;
}
