/**
 * Invisible characters: controls, format characters (soft hyphen, zero-width spaces and joiners,
 * direction marks, BOM), variation selectors and blank fillers. Tab and line breaks stay for the
 * blanks' rule.
 */
const INVISIBLE =
  /(?![\t\n\v\f\r])(?:[\p{Cc}\p{Cf}\p{Variation_Selector}\u115f\u1160\u3164]|\u034f)/gu;
/**
 * Hints of pronunciation that script converters add behind a character: 開(kāi), A(yù)PP. Only with
 * a tone mark: (app) is none.
 */
const HINT = /(?<=\p{L})[(（][a-zü]{0,4}[āáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜ][a-zü]{0,4}[)）]/gu;
/**
 * Radicals that some programs write into a PDF for a similar character: ⽤ for 用, ⻓ for 长. Unicode
 * lists those of Kangxi, this table the others.
 */
const RADICAL = /[\u2e80-\u2fd5]/gu;
const SUPPLEMENT = new Map(
  Array.from(
    '⺁厂⺄乙⺈刀⺊卜⺋卩⺌小⺍小⺖心⺗心⺘手⺙攴⺝月⺟母⺠民⺡水⺢水⺣火⺤爪⺥爪⺦丬⺨犬⺩玉⺪疋⺫目⺬示⺭示⺮竹⺯糸⺱网⺲网⺳网⺶羊⺷羊⺸羊⺹老⺺聿⺼肉⺽臼⺾艹⺿艹⻀艹⻁虎⻂衣⻃西⻄西⻅见⻆角⻇角⻈言⻉贝⻊足⻋车⻌辶⻍辶⻎辶⻏邑⻐金⻑长⻒长⻓长⻔门⻕阜⻖阜⻗雨⻘青⻙韦⻚页⻛风⻜飞⻝食⻞食⻟食⻠饣⻡首⻢马⻣骨⻤鬼⻥鱼⻦鸟⻧卤⻨麦⻩黄⻪黾⻫齐⻬齐⻭齿⻮齿⻯龙⻰龙⻱龟⻲龟⻳龟'.matchAll(
      /(.)(.)/gu,
    ),
    ([, radical, character]) => [radical!, character!] as const,
  ),
);
const characterOf = (radical: string): string =>
  SUPPLEMENT.get(radical) ?? radical.normalize('NFKC');
const LONE_SURROGATE = /[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g;

/**
 * One line of legible text: invisible characters dropped, every run of blanks (nbsp, ideographic,
 * tab, newline) one space, radicals the characters that they stand for, hints of pronunciation
 * dropped, trimmed. Full-width letters and punctuation stay as written.
 */
export function cleanLine(raw: string): string {
  return raw
    .replace(/[\u2028\u2029\u0085]/gu, ' ')
    .replace(INVISIBLE, '')
    .replace(LONE_SURROGATE, '\ufffd')
    .replace(RADICAL, characterOf)
    .replace(HINT, '')
    .replace(/\s+/gu, ' ')
    .trim();
}

/** Several lines, each cleaned, without empty ones. For cells with line breaks. */
export function cleanLines(raw: string): string {
  return raw
    .split(/\r\n?|[\n\u2028\u2029\u0085]/u)
    .map(cleanLine)
    .filter((line) => line !== '')
    .join('\n');
}
