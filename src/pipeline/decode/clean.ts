/**
 * Invisible characters: controls, format characters (soft hyphen, zero-width spaces and joiners,
 * direction marks, BOM), variation selectors and blank fillers. Tab and line breaks stay for the
 * blanks' rule.
 */
const INVISIBLE =
  /(?![\t\n\v\f\r])(?:[\p{Cc}\p{Cf}\p{Variation_Selector}\u115f\u1160\u3164]|\u034f)/gu;
/**
 * Hints of pronunciation that converters of scripts put behind a character: 開(kāi), A(yù)PP. Only
 * with a tone's mark: (app) is none.
 */
const HINT = /(?<=\p{L})[(（][a-zü]{0,4}[āáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜ][a-zü]{0,4}[)）]/gu;
const LONE_SURROGATE = /[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g;

/**
 * One line of legible text: invisible characters dropped, every run of blanks (nbsp, ideographic,
 * tab, newline) one space, hints of pronunciation dropped, trimmed. Full-width letters and
 * punctuation stay as written.
 */
export function cleanLine(raw: string): string {
  return raw
    .replace(/[\u2028\u2029\u0085]/gu, ' ')
    .replace(INVISIBLE, '')
    .replace(LONE_SURROGATE, '\ufffd')
    .replace(HINT, '')
    .replace(/\s+/gu, ' ')
    .trim();
}

/** Several lines, each cleaned; empty ones are left out. For cells that hold line breaks. */
export function cleanLines(raw: string): string {
  return raw
    .split(/\r\n?|[\n\u2028\u2029\u0085]/u)
    .map(cleanLine)
    .filter((line) => line !== '')
    .join('\n');
}
